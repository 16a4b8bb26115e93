"""What probes of platform markets look at, and readings they share. People come and go with what an hour pays, so of a
change of pay little should last: the second year's is told over the first month's (B 2.19)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...agents.choices import BIAS_FROM
from ...agents.workers import PLATFORM
from ...model.city import City
from ...model.month import Flows
from .probe import Effect, ProbeReading, Sign, WatchedFuture, log_change, mean_of

FIRST, LATE = (1, 1), (13, 24)  # months
OLD = 45  # years, at which a good part of the bias by age is felt
SOURCE = "B 2.19; Hall, Horton & Knoepfle 2021: gone within months"


def heads_and_hours(city: City, flows: Flows) -> NDArray[np.float64]:
    """People who live on platforms, and hours a week of theirs and of whoever works there beside something else."""
    w = city.workers
    on = w.status == PLATFORM
    side = w.side_hours[(w.side > 0) & ~on].sum(dtype=np.float64)
    return np.array([on.sum(), w.hours[on].sum(dtype=np.float64) + side])


def pay_of_old_and_young(city: City, flows: Flows) -> float:
    """Hourly pay on platforms of those past 45 over that of those too young for bias."""
    w = city.workers
    age = (city.month - 1 - w.born.astype(np.int64)) // 12
    on = (w.status == PLATFORM) & (w.hours > 0)
    old, young = (
        w.earned[who].sum(dtype=np.float64) / w.hours[who].sum(dtype=np.float64)
        for who in (on & (age >= OLD), on & (age <= BIAS_FROM))
    )
    return float(old / young)


def lasting(name: str, dose: float, zh: str, en: str) -> ProbeReading:
    """What of the first month's change of hourly pay is left in the second year."""
    return ProbeReading(
        name=name,
        title={"zh": zh, "en": en},
        effect=log_change("platform_hourly", *LATE),
        over=log_change("platform_hourly", *FIRST),
        unit="ratio",
        low=-0.2,
        high=0.3,
        at=dose,
        source=SOURCE,
    )


def log_hours(first: int, last: int, which: int = 1) -> Effect:
    """Log change of hours (1) or heads (0), per cent."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        after, before = (f.seen(heads_and_hours)[first - 1 : last, which].mean() for f in (with_, without))
        return 100.0 * float(np.log(after / before))

    return effect


PAY_AT_FIRST = ProbeReading(
    name="pay_at_first",
    title={"zh": "平台时薪（首月）", "en": "pay of an hour, first month"},
    effect=log_change("platform_hourly", *FIRST),
    unit="%",
    sign="+",
    source="Hall, Horton & Knoepfle 2021 (sign)",
)
FEW_UNSERVED = ProbeReading(
    name="unserved",
    title={"zh": "无人接的订单（次年）", "en": "orders unserved, second year"},
    effect=lambda without, with_, dose: mean_of(with_, "unserved_share", *LATE),
    unit="%",
    low=0.0,
    high=5.0,
    source="P87: 10 to 33 at the peak alone; judgement for the whole week",
)


def hours_later(sign: Sign, source: str = SOURCE) -> ProbeReading:
    """What becomes of all hours on platforms in the second year."""
    return ProbeReading(
        name="hours",
        title={"zh": "平台总工时（次年）", "en": "hours on platforms, second year"},
        effect=log_hours(*LATE),
        unit="%",
        sign=sign,
        source=source,
    )
