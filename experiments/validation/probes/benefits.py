"""A higher unemployment benefit."""

from __future__ import annotations

from ..probe import Probe, ProbeReading, ProbeSetup, change, log_change


def raise_benefit(setup: ProbeSetup, dose: float) -> None:
    """The benefit of every zone rises by a share."""
    setup.rule(lambda rules: rules.amended(benefit=rules.benefit * (1.0 + dose)))


probe = Probe(
    name="benefits",
    title={"zh": "提高失业保险金", "en": "A higher unemployment benefit"},
    about={"zh": "失业保险金的提高幅度。", "en": "By how much the unemployment benefit rises."},
    doses=(0.5, 1.0, 2.0),
    change=raise_benefit,
    months=36,
    readings=(
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="+",
            low=0.0,
            high=1.0,
            at=0.5,
            source="Schmieder & von Wachter 2016 (sign); size judged",
        ),
        ProbeReading(
            name="finding",
            title={"zh": "就业概率", "en": "job finding"},
            effect=log_change("job_finding_rate", 13, 36),
            unit="%",
            sign="-",
            source="the same (sign)",
        ),
    ),
)
