"""What is measured of a promised figure: the same persons, or the same city, with the policy and without it.

A measure reads a pair of futures and answers with four numbers: the level with the policy and without it at the
horizon, the level in the month before, and how many persons it was taken of. Where incomes are followed, time is
counted from the month before each person was first treated, and whoever died or left in either future is left out.
Every measure has a unit with its window; a figure in another one is refused (`mismatch`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import EMPLOYED, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from ...model.indicators import INDICATORS
from ...model.occupations import SCENES
from ...scenarios.claims import Test
from . import heads
from .counts import SHARES, working
from .future import Floats, Future, WithAndWithout
from .levels import NOTHING, WINDOW, YEAR, Levels, Measure, at_horizon, window
from .treated import treated

Panel = Mapping[str, NDArray[Any]]  # column → [months, persons]
ALARM = 30.0  # per cent: gap above which an alarm sounds (C07)
WEEKS = 52.0 / 12.0  # of a month


# ---- whole city -----------------------------------------------------------------------------------------------------


def indicator(pair: WithAndWithout, test: Test) -> Levels:
    """An indicator of the city, mean of the three months up to the horizon."""
    policy, base = (future.indicator(test.of, test.group) for future in (pair.policy, pair.base))
    return Levels(window(policy, test.months), window(base, test.months), float(base[0]), 0)


def counted(pair: WithAndWithout, test: Test) -> Levels:
    """A count or share of persons (`COUNTS`), mean of the three months up to the horizon; heads are real persons."""
    weight = pair.city.weight if test.heads else 1.0
    policy, base = (future.counts[test.of] * weight for future in (pair.policy, pair.base))
    return Levels(window(policy, test.months), window(base, test.months), float(base[0]), 0)


def posts_filled(pair: WithAndWithout, test: Test) -> Levels:
    """Posts filled within the months over those filled or still open at their end, per cent; posts that employers
    withdrew are not counted."""

    def share(future: Future) -> float:
        filled = float(future.flow("hires")[: test.months].sum())
        return 100.0 * filled / (filled + float(future.series.vacancies[future.past + test.months - 1].sum()))

    return Levels(share(pair.policy), share(pair.base), np.nan, 0)


def applications_answered(pair: WithAndWithout, test: Test) -> Levels:
    """Hires over applications that employers received, over the months, per cent."""

    def share(future: Future) -> float:
        hires, sent = (float(future.flow(name)[: test.months].sum()) for name in ("hires", "applications"))
        return 100.0 * hires / sent

    return Levels(share(pair.policy), share(pair.base), np.nan, 0)


def seekers_matched(pair: WithAndWithout, test: Test) -> Levels:
    """Of those unemployed in the month before, the share who were at work at any month's end since, per cent."""
    born, status = pair.base.panel["born"], pair.base.panel["status"]
    unemployed = status[0] == UNEMPLOYED

    def share(future: Future) -> float:
        work = working(future.panel["status"][1 : test.months + 1])
        work = work & (future.panel["born"][1 : test.months + 1] == born[0])
        return 100.0 * float(work.any(axis=0)[unemployed].mean())

    return Levels(share(pair.policy), share(pair.base), np.nan, int(unemployed.sum()))


def occupation_gap(pair: WithAndWithout, test: Test) -> Levels:
    """Open posts of an occupation without a fit seeker over its open posts, three-month mean, per cent (B 2.16). Only
    where there is something to fill: the alarm would sound in the month before."""
    place = pair.city.occupations.ids.index(test.of)

    def gap(future: Future, month: int) -> float:
        last = future.past + month
        posts, seekers = (
            float(x[max(0, last - WINDOW) : last, place].sum())
            for x in (future.series.vacancies, future.series.seekers)
        )
        return 100.0 * max(0.0, posts - seekers) / posts if posts else np.nan

    before = gap(pair.base, 0)
    if not before > ALARM:
        return NOTHING
    return Levels(gap(pair.policy, test.months), gap(pair.base, test.months), before, 0)


# ---- the same persons -----------------------------------------------------------------------------------------------


def income(pair: WithAndWithout, test: Test) -> Levels:
    """Mean disposable income of the persons treated, yuan a month."""
    return _followed(pair, test, lambda panel: panel["income"] / 100.0, ("income",))


def yearly_income(pair: WithAndWithout, test: Test) -> Levels:
    """Mean disposable income of the persons treated over twelve months; before, twelve times the month before."""
    rows, month = treated(pair, test)
    if not len(rows) or test.months < YEAR:
        return NOTHING
    last = month - 1 + test.months

    def year(future: Future) -> float:
        months = [future.panel["income"][last - k, rows].astype(np.float64) for k in range(YEAR)]
        return float(np.sum(months, axis=0).mean()) / 100.0

    before = YEAR * float(pair.base.panel["income"][month - 1, rows].mean()) / 100.0
    return Levels(year(pair.policy), year(pair.base), before, len(rows))


def hourly(pair: WithAndWithout, test: Test) -> Levels:
    """Mean gross takings an hour, yuan, of the treated who in both futures and before work on a platform, on own
    account or as employees of community services."""
    serves = pair.city.occupations.scene == SCENES.index("community")

    def price(panel: Panel) -> Floats:
        sells = np.isin(panel["status"], (PLATFORM, SELF_EMPLOYED))
        sells |= (panel["status"] == EMPLOYED) & serves[panel["occupation"]]
        month = np.maximum(panel["hours"], 1) * WEEKS
        return np.where(sells & (panel["hours"] > 0), panel["earned"] / 100.0 / month, np.nan)

    return _followed(pair, test, price, ("status", "occupation", "hours", "earned"))


def _followed(pair: WithAndWithout, test: Test, value: Callable[[Panel], Floats], columns: tuple[str, ...]) -> Levels:
    """A value of the persons treated, from some columns: with and without the policy at the horizon, and the month
    before."""
    rows, month = treated(pair, test)
    if not len(rows):
        return NOTHING
    last, each = month - 1 + test.months, np.arange(len(rows))
    policy, base = (value({name: f.panel[name][:, rows] for name in columns}) for f in (pair.policy, pair.base))
    with np.errstate(invalid="ignore"):
        ends = [at_horizon(values, last, each, test.months) for values in (policy, base)]
        table = np.array([*ends, base[month - 1, each]])
    table = table[:, np.isfinite(table).all(axis=0)]
    if not table.shape[1]:
        return NOTHING
    policy_level, base_level, before = (float(x) for x in table.mean(axis=1))
    return Levels(policy_level, base_level, before, table.shape[1])


# ---- units and windows ----------------------------------------------------------------------------------------------

RATES = {  # measure → unit with its window
    **dict.fromkeys(("posts_filled", "applications_answered", "seekers_matched", "occupation_gap"), "%"),
    "income": "yuan/month",
    "yearly_income": "yuan/year",
    "hourly": "yuan/hour",
}
WITHIN = (  # heads counted from the start to the horizon; the others are of the horizon
    *(heads.participants, heads.grants_paid, heads.taught, heads.enrolled),
    *(heads.enrolled_in_district, heads.enrolled_by_equity),
)
FOLLOWED = ("income", "hourly")  # time counts from the month before each person was treated
MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        *(indicator, counted, posts_filled, applications_answered, seekers_matched, occupation_gap),
        *(income, yearly_income, hourly),
        *(heads.participants_at_work, heads.newly, heads.risen),
        *(heads.better_off, heads.changed_occupation, heads.into_digital),
        *WITHIN,
    )
}


def unit_of(test: Test) -> str:
    """The unit, with its window, in which a test comes out."""
    if test.heads:
        yearly = test.measure in [f.__name__ for f in WITHIN] and test.months == YEAR
        return "persons/year" if yearly and test.unit == "persons/year" else "persons"
    if test.compare in ("relative", "since_percent"):
        return "%"
    if test.measure == "counted":
        own = "%" if test.of in SHARES else "persons"
    else:
        own = INDICATORS[test.of].unit if test.measure == "indicator" else RATES.get(test.measure, "persons")
    return "pp" if own == "%" and test.compare in ("change", "since") else own


def mismatch(test: Test) -> str:
    """What is wrong with comparing a test's outcome with its figure: units or windows that differ; empty if nothing."""
    found = unit_of(test)
    return "" if found == test.unit else f"a figure in {test.unit} is compared with {test.measure} in {found}"
