"""More people who are qualified for ten digital trades."""

from __future__ import annotations

import numpy as np

from ....agents.workers import SENIOR
from ....model.city import City
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture, Watcher
from ..probe_watchers import posts, staff

TRADES = (
    *("ai_trainer", "data_analyst", "software_engineer", "basic_programmer", "industrial_internet_operator"),
    *("iot_operations_engineer", "smart_device_maintenance", "data_operations_specialist"),
    *("smart_city_operator", "ecommerce_operator"),
)
YOUNGEST, OLDEST = 20, 50  # years, of those who are taught
FULL = 10_000  # bp of a skill


def _trades(city: City) -> list[int]:
    """Occupations of the ten trades."""
    return [city.occupations.index(name) for name in TRADES]


def teach(setup: ProbeSetup, dose: float) -> None:
    """Give people of other trades what posts of the ten ask for, and a certificate: so many per 100 who work there.
    They look there first, as after a course."""
    city = setup.city
    w, e, occ = city.workers, city.employers, city.occupations
    trades = _trades(city)
    there = np.bincount(e.occupation, e.staff, len(occ.ids))[trades]
    age = (city.month - w.born.astype(np.int64)) // 12
    fit = (age >= YOUNGEST) & (age < OLDEST) & (w.schooling >= SENIOR) & ~np.isin(w.occupation, trades)
    rows = np.flatnonzero(fit)
    rows = rows[np.argsort(city.draws.sample("who is taught for a probe", len(w))[rows])]
    rows = rows[: round(dose * there.sum())]
    shares = np.cumsum(there) / there.sum()
    trade = np.array(trades)[np.searchsorted(shares, (np.arange(len(rows)) + 0.5) / max(1, len(rows)))]
    for layer, skill in enumerate((w.technical, w.application, w.management)):
        skill[rows] = np.maximum(skill[rows], np.round(FULL * occ.need[trade, layer]).astype(skill.dtype))
    w.schooling[rows] = np.maximum(w.schooling[rows], occ.schooling[trade])
    w.literacy[rows] = np.maximum(w.literacy[rows], np.round(FULL * occ.literacy[trade]).astype(w.literacy.dtype))
    w.certificates[rows] |= np.left_shift(np.uint64(1), trade.astype(np.uint64))
    w.trained[rows] = city.month
    free = w.programme[rows] == 0
    w.target[rows[free]] = trade[free]


def _in_trades(of: Watcher, first: int, last: int) -> Effect:
    """Log change of a count by occupation in the ten trades, per cent."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        trades = _trades(without.eve)
        before, after = (f.seen(of)[first - 1 : last][:, trades].sum() for f in (without, with_))
        return 100.0 * float(np.log(after / before))

    return effect


probe = Probe(
    name="qualified_people",
    title={"zh": "更多人胜任十种数字职业", "en": "More people qualified for ten digital trades"},
    about={
        "zh": "前夜，让其他职业的一些人具备十种数字职业所要求的技能、学历和证书；剂量为其人数与这些职业现有员工之比。",
        "en": "On the eve, people of other trades get the skills, schooling and certificate that ten digital trades "
        "ask for; the dose is their number over the staff of these trades.",
    },
    doses=(0.1, 0.2, 0.3),
    change=teach,
    months=36,
    watch=(posts, staff),
    persons=30_000,
    readings=(
        ProbeReading(
            name="posts",
            title={"zh": "这些职业的岗位（第13—24月）", "en": "posts there, months 13–24"},
            effect=_in_trades(posts, 13, 24),
            unit="%",
            sign="+",
            source="B 3.6 (sign; size judged)",
        ),
        ProbeReading(
            name="staff",
            title={"zh": "这些职业的员工（第25—36月）", "en": "staff there, months 25–36"},
            effect=_in_trades(staff, 25, 36),
            unit="%",
            sign="+",
            source="B 3.6 (sign)",
        ),
    ),
)
