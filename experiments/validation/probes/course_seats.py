"""Many more seats on the courses that exist."""

from __future__ import annotations

from ..probe import Probe, ProbeReading, ProbeSetup, change, log_change


def more_seats(setup: ProbeSetup, dose: float) -> None:
    """So many times the places of the training that exists anyway."""
    setup.training = dose


probe = Probe(
    name="course_seats",
    title={"zh": "现有课程学位成倍增加", "en": "Many times the seats of the courses that exist"},
    about={
        "zh": "现有补贴培训的学位数为原来的若干倍。",
        "en": "How many times the places of the subsidised training that exists.",
    },
    doses=(3.0, 10.0),  # from three times on applicants run short
    change=more_seats,
    months=48,
    persons=60_000,
    readings=(
        ProbeReading(
            name="trained",
            title={"zh": "年参训率", "en": "trained in a year"},
            effect=change("training_inflow", 25, 48),
            sign="+",
            source="sign: more places, more trained",
        ),
        ProbeReading(
            name="skilled",
            title={"zh": "技能劳动者比重", "en": "skilled share"},
            effect=change("skilled_share", 37, 48),
            sign="+",
            source="B 2.10 (sign)",
        ),
        ProbeReading(
            name="digital_posts",
            title={"zh": "数字岗位", "en": "digital posts"},
            effect=log_change("digital_posts", 37, 48),
            unit="%",
            sign="+",
            source="B 3.6, B 3.16 (sign)",
        ),
        ProbeReading(
            name="wage",
            title={"zh": "平均工资", "en": "mean wage"},
            effect=log_change("mean_wage", 37, 48),
            unit="%",
            sign="not -",
            source="B 3.15, B 3.16 (sign)",
        ),
    ),
)
