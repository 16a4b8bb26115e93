"""An end to bias in dispatch: orders are shared anew, and as many as before."""

from __future__ import annotations

from ..platform_watchers import LATE, heads_and_hours, log_hours, pay_of_old_and_young
from ..probe import Probe, ProbeReading, ProbeSetup, change, log_change


def end_bias(setup: ProbeSetup, dose: float) -> None:
    """Take a share of the bias by age and sex out of the dispatch rules."""
    p = setup.city.platforms
    p.age_bias *= 1.0 - dose
    p.sex_bias *= 1.0 - dose


probe = Probe(
    name="dispatch_bias_ended",
    title={"zh": "消除派单偏差", "en": "An end to bias in dispatch"},
    about={
        "zh": "按剂量去掉派单规则中对年龄和性别的偏差。",
        "en": "Bias by age and sex is taken out of dispatch rules by the dose.",
    },
    doses=(0.5, 1.0),
    change=end_bias,
    months=24,
    watch=(heads_and_hours, pay_of_old_and_young),
    persons=40_000,
    readings=(
        ProbeReading(
            name="gap",
            title={"zh": "45岁及以上与35岁及以下的时薪之比", "en": "pay of an hour past 45 over that up to 35"},
            effect=change(pay_of_old_and_young, *LATE, factor=100.0),
            unit="pp",
            sign="+",
            source="plan §2.2.2 (sign)",
        ),
        ProbeReading(
            name="total_pay",
            title={"zh": "全体平台时薪", "en": "pay of an hour of all"},
            effect=log_change("platform_hourly", *LATE),
            unit="%",
            low=-1.0,
            high=1.0,
            source="orders are as many as before: shares sum to one",
        ),
        ProbeReading(
            name="total_hours",
            title={"zh": "平台总工时", "en": "hours on platforms"},
            effect=log_hours(*LATE),
            unit="%",
            low=-2.0,
            high=2.0,
            source="the same",
        ),
    ),
)
