"""A higher unemployment benefit."""

from __future__ import annotations

import numpy as np

from ..probe import Effect, Probe, ProbeReading, ProbeSetup, change
from ..probe_watchers import OUT, PAID, claims, found_of


def raise_benefit(setup: ProbeSetup, dose: float) -> None:
    """The benefit of every zone rises by a share."""
    setup.rule(lambda rules: rules.amended(benefit=rules.benefit * (1.0 + dose)))


def _found(kinds: tuple[int, ...], factor: float) -> Effect:
    """Log change of the job finding of those without work, with or without benefit."""
    return lambda without, with_, dose: (
        factor * float(np.log(found_of(with_, kinds, 13, 36) / found_of(without, kinds, 13, 36)))
    )


probe = Probe(
    name="benefits",
    title={"zh": "提高失业保险金", "en": "A higher unemployment benefit"},
    about={"zh": "失业保险金的提高幅度。", "en": "By how much the unemployment benefit rises."},
    doses=(0.5, 1.0, 2.0),
    change=raise_benefit,
    months=36,
    watch=(claims,),
    readings=(
        ProbeReading(
            name="finding",
            title={"zh": "领取者的就业概率", "en": "job finding of those on benefit"},
            effect=_found((OUT | PAID,), 100.0),
            unit="%",
            sign="-",
            source="Schmieder & von Wachter 2016 (sign)",
        ),
        ProbeReading(
            name="spells",
            title={"zh": "领取者失业时长对保险金的弹性", "en": "elasticity of their spells in the benefit"},
            effect=_found((OUT | PAID,), -1.0),
            unit="ratio",
            low=0.1,
            high=1.0,
            scaled=lambda dose: float(np.log1p(dose)),
            at=1.0,
            source="Schmieder & von Wachter 2016: 0.1 to 1",
        ),
        ProbeReading(
            name="others",
            title={"zh": "未领取者的就业概率", "en": "job finding of those without benefit"},
            effect=_found((OUT,), 100.0),
            unit="%",
            sign="not -",
            source="Lalive, Landais & Zweimüller 2015 (sign)",
        ),
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
    ),
)
