"""Government: reads last month's tallies, late and smoothed, and decides by written rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....agents.government import FAIRNESS, QUALITY, QUANTITY, Floats
from ....agents.workers import BP, EMPLOYED, INACTIVE, NO_TARGET, TRAINING
from ...city import City
from ...draws import uniform_column
from ...funds import special_fund_free, spend_special
from ...programme import Offer
from ...rules import Rules
from ..protection_fund import set_support

LONGEST_LAG = 12  # months
FALLS = 3  # consecutive months of falling income after which help comes (plan §5.5.1)
# Yearly aims of §4.4.1 against which the review measures: growth of digital jobs and of income, rural share.
AIMS = (0.20, 0.15, 0.30)


def govern(city: City, rules: Rules, offers: Sequence[Offer]) -> dict[str, int]:
    """Observe the market, set alarms, review the year, help people whose income falls, and set what the protection
    fund can pay; return how many were helped and what was struck off."""
    g = city.government
    january = city.calendar.of_year(city.month) == 1
    if january:
        g.special_fund_spent = 0
    if city.tally is None:
        return {"helped": 0, "struck_off": 0}
    _observe(city, rules)
    _set_alarms(city, rules)
    _count_trained(city, rules)
    struck = 0
    if january:
        _review(city, rules)
        _hold_to_targets(city, rules)
        struck = _strike_off(city, rules, offers)
    helped = _help_the_falling(city, rules)
    set_support(city, rules)
    return {"helped": helped, "struck_off": struck}


# ---- early warning --------------------------------------------------------------------------------------------------


def _observe(city: City, rules: Rules) -> None:
    """Posts, seekers and staff by occupation as the departments report them."""
    g, tally = city.government, city.tally
    assert tally is not None
    weight = 1.0 / max(1.0, rules.average.coordination)
    weight += (1.0 - weight) * rules.average.data_sharing  # shared records come sooner
    for seen, true in ((g.vacancies, tally.vacancies), (g.seekers, tally.seekers), (g.staff, tally.staff)):
        seen += weight * (true - seen)


def _set_alarms(city: City, rules: Rules) -> None:
    """An alarm sounds above the threshold and lasts until the release (plan §3.1.1, §4.4.2, §5.5.1; B 2.16)."""
    g, lag = city.government, int(rules.average.reporting_lag)
    measured = g.vacancy_rate() if rules.average.alarm_by_rate >= 0.5 else g.gap()
    if lag > 0:
        g.reports = [*g.reports[-LONGEST_LAG:], (g.gap(), g.vacancy_rate())]
        old = g.reports[max(0, len(g.reports) - 1 - lag)]
        measured = old[1] if rules.average.alarm_by_rate >= 0.5 else old[0]
    threshold, release = rules.average.alarm_threshold, rules.average.alarm_release
    ends = min(release, threshold)
    g.alarm[:] = np.where(measured > threshold, 1, np.where(measured < ends, 0, g.alarm))


# ---- the year's end -------------------------------------------------------------------------------------------------


def _review(city: City, rules: Rules) -> None:
    """A third party measures jobs, income and the rural share against their aims and moves budget to the worst (plan
    §4.4.3, §5.4.1)."""
    g, move = city.government, rules.average.review_move
    if move <= 0.0:
        return
    now = _year_measured(city)
    if len(g.last_year):
        growth = now / np.maximum(g.last_year, 1e-9) - 1.0
        reached = np.array([growth[QUANTITY], growth[QUALITY], now[FAIRNESS]])
        worst = int(np.argmax((np.array(AIMS) - reached) / np.array(AIMS)))
        taken = move * g.emphasis
        g.emphasis -= taken
        g.emphasis[worst] += taken.sum()
    g.last_year = now


def _year_measured(city: City) -> Floats:
    """[3] digital jobs, mean income of those at work (fen a month), rural share of digital jobs."""
    from ...tally import Q

    assert city.tally is not None
    everyone, rural = city.tally.sums[0], city.tally.sums[city.groups.names.index("urban_rural=rural")]
    digital = max(1, int(everyone[Q["digital"]]))
    income = everyone[Q["worker_income_sum"]] / max(1, int(everyone[Q["earners"]]))
    return np.array([float(digital), float(income), rural[Q["digital"]] / digital])


def _count_trained(city: City, rules: Rules) -> None:
    """Completers of last month by district, where anybody asks."""
    if not rules.somewhere.training_target:
        return
    w, g = city.workers, city.government
    done = np.flatnonzero(w.trained == city.month - 1)
    g.trained += np.bincount(city.grid.district[w.cell[done]], minlength=len(g.trained))


def _hold_to_targets(city: City, rules: Rules) -> None:
    """Districts that miss the year's target get less for the next (plan §4.1.3)."""
    g = city.government
    if not rules.somewhere.training_target:
        g.budget_share[:] = 1.0
        return
    target = np.maximum(rules.training_target / city.weight, 1e-9)
    missed = np.clip(1.0 - g.trained / target, 0.0, 1.0)
    g.budget_share[:] = np.where(rules.training_target > 0.0, 1.0 - rules.target_penalty * missed, 1.0)
    g.trained[:] = 0


def _strike_off(city: City, rules: Rules, offers: Sequence[Offer]) -> int:
    """Programmes that few wanted are closed to newcomers (plan §5.4.3); those who attend may finish."""
    least = rules.average.least_fill
    if least <= 0.0:
        return 0
    attending = np.bincount(city.workers.programme, minlength=256)
    struck = 0
    for offer in offers:
        room = offer.programme.seats * offer.strength / city.weight / 12.0 * offer.programme.months
        if offer.strength > 0.0 and room >= 1.0 and attending[offer.number + 1] < least * room:
            city.government.closed.setdefault(offer.number, city.month)
            struck += 1
    return struck


# ---- help after falling income --------------------------------------------------------------------------------------


def _help_the_falling(city: City, rules: Rules) -> int:
    """Counsellors see people whose income fell three months in a row: they search again, in the occupation with the
    most unmet posts that their skills reach (plan §5.5.1). The special fund pays as far as it can."""
    if not rules.somewhere.income_help:
        return 0
    w, g, b = city.workers, city.government, city.behaviour
    rows = np.flatnonzero((w.falls == FALLS) & (w.status != INACTIVE) & (w.status != TRAINING))
    luck = uniform_column(city.draws.key("help after falling income"), rows.astype(np.uint64))
    rows = rows[luck < rules.income_help[city.grid.district[w.cell[rows]]]]
    cost = 100.0 * b.counselling_cost
    rows = rows[: int(special_fund_free(city, rules) // max(cost, 1.0))]
    spend_special(city, rules, "providers", "counselling", int(round(cost * len(rows))))
    w.idle[rows] = 0
    free = rows[(w.status[rows] != EMPLOYED) & (w.programme[rows] == 0)]
    w.target[free] = _advised(city, free, g.vacancies - g.seekers)
    return len(rows)


def _advised(city: City, rows: NDArray[np.int64], unmet: Floats) -> NDArray[np.uint8]:
    """Occupation each person is advised to look in: the most unmet posts within the reach of their skills."""
    w, need = city.workers, city.occupations.need
    skill = np.stack([w.technical[rows], w.application[rows], w.management[rows]], axis=1) * BP
    gap = np.maximum(need[None, :, :] - skill[:, None, :], 0.0).mean(axis=2)
    open_to = (gap <= 0.1) & (unmet > 0.0) & (w.schooling[rows][:, None] >= city.occupations.schooling)
    best = np.where(open_to, unmet, 0.0)
    return np.where(best.max(axis=1) > 0.0, best.argmax(axis=1), NO_TARGET).astype(np.uint8)
