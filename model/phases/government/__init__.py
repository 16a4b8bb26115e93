"""Government: reads last month's tallies, late and smoothed, and decides by written rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted
from ....agents.government import (
    FAIRNESS,
    NEVER,
    QUALITY,
    QUANTITY,
    Floats,
    alarm_after,
    share_after_target,
)
from ....agents.workers import BP, EMPLOYED, INACTIVE, NO_TARGET, TRAINING
from ...city import City
from ...draws import uniform_column
from ...funds import special_fund_free, spend_special
from ...programme import Offer
from ...rules import Rules
from ..courses.terms import NUMBERS
from ..jobs.trades import SETTLING
from ..protection_fund import set_support
from .hearing import hear
from .surveys import satisfaction

__all__ = ["govern", "hear"]

LONGEST_LAG = 12  # months
TINY = 1e-12  # where there is nothing to divide
# Rules for what is new: what was there before they began, they leave alone.
FOR_THE_NEW = ("park_quota", "skill_packs", "start_up_lease")
WITHIN_REACH = 0.1  # mean skill gap up to which a counsellor advises an occupation
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
    _note_beginnings(city, rules)
    if city.tally is None:
        return {"helped": 0, "struck_off": 0} | satisfaction(city, rules)
    _observe(city, rules)
    _set_alarms(city, rules)
    _count_trained(city, rules)
    _watch(city, rules, offers)
    struck = 0
    if rules.average.review_move <= 0.0:
        g.last_year, g.emphasis[:] = np.zeros(0), 1.0 / len(g.emphasis)  # one that comes back begins anew
    elif january:
        _review(city, rules)
    if january:
        _hold_to_targets(city, rules)
        struck = _strike_off(city, rules, offers)
    helped = _help_the_falling(city, rules)
    set_support(city, rules)
    return {"helped": helped, "struck_off": struck} | satisfaction(city, rules)


def _note_beginnings(city: City, rules: Rules) -> None:
    """Since which month a rule for what is new has held in each zone; one that comes back begins anew."""
    begun = city.government.begun
    for name in FOR_THE_NEW:
        if getattr(rules.somewhere, name):
            before = begun.get(name, np.full(city.zones, NEVER))
            begun[name] = np.where(getattr(rules, name) > 0.0, np.minimum(before, city.month), NEVER)
        else:
            begun.pop(name, None)


# ---- early warning --------------------------------------------------------------------------------------------------


def _observe(city: City, rules: Rules) -> None:
    """Posts, seekers and staff by occupation as the departments report them. What rules make known sooner counts only
    as far as it is more than chance, for a simulated city is a sample of the real one."""
    g, tally = city.government, city.tally
    assert tally is not None
    usual = 1.0 / max(1.0, city.rules.average.coordination)
    weight = 1.0 / max(1.0, rules.average.coordination)
    weight += (1.0 - weight) * rules.average.data_sharing  # shared records come sooner
    known = tally.vacancies / np.maximum(tally.vacancies + city.behaviour.posts_counted, TINY)
    weight = usual + (weight - usual) * known
    for seen, true in ((g.vacancies, tally.vacancies), (g.seekers, tally.seekers), (g.staff, tally.staff)):
        seen += weight * (true - seen)
    _follow_demand(city)


def _follow_demand(city: City) -> None:
    """Schools follow the posts that there are, late (plan §2.1.1). What is usual follows while the city settles."""
    g, now = city.government, city.government.staff + city.government.vacancies
    lag = max(1.0, city.behaviour.curriculum_months)
    g.taught = g.taught + (now - g.taught) / lag if len(g.taught) else now
    if city.month < SETTLING or not len(g.taught_usual):
        g.taught_usual = g.taught


def _set_alarms(city: City, rules: Rules) -> None:
    """An alarm sounds above the threshold and lasts until the release (plan §3.1.1, §4.4.2, §5.5.1; B 2.16)."""
    g, lag = city.government, int(rules.average.reporting_lag)
    measured = g.vacancy_rate() if rules.average.alarm_by_rate >= 0.5 else g.gap()
    if lag <= 0:
        g.reports = []
    else:
        g.reports = [*g.reports[-LONGEST_LAG:], (g.gap(), g.vacancy_rate())]
        old = g.reports[max(0, len(g.reports) - 1 - lag)]
        measured = old[1] if rules.average.alarm_by_rate >= 0.5 else old[0]
    threshold, release = rules.average.alarm_threshold, rules.average.alarm_release
    after, seen = (
        interpreted(alarm_after),
        zip(g.alarm.tolist(), measured.tolist(), strict=True),
    )  # plain numbers: faster
    g.alarm[:] = [after(on, short, threshold, release) for on, short in seen]


# ---- the year's end -------------------------------------------------------------------------------------------------
#
# A rule judges the months in which it was in force and no others: what districts and programmes did before it came
# nobody had asked for, and what they do once it is gone nobody looks at.


def _review(city: City, rules: Rules) -> None:
    """A third party measures jobs, income and the rural share against their aims and moves budget to them by how far
    each is missed, most to the worst (plan §4.4.3, §5.4.1): where two are missed alike, luck does not pick one."""
    g, move = city.government, rules.average.review_move
    now = _year_measured(city)
    if len(g.last_year):
        growth = now / np.maximum(g.last_year, 1e-9) - 1.0
        reached = np.array([growth[QUANTITY], growth[QUALITY], now[FAIRNESS]])
        missed = np.maximum(0.0, (np.array(AIMS) - reached) / np.array(AIMS))
        if missed.any():
            g.emphasis += move * (missed / missed.sum() - g.emphasis)
    g.last_year = now


def _year_measured(city: City) -> Floats:
    """[3] digital jobs, mean income of those at work (fen a month), rural share of digital jobs."""
    from ...quantities import Q

    assert city.tally is not None
    everyone, rural = city.tally.sums[0], city.tally.sums[city.groups.names.index("urban_rural=rural")]
    digital = max(1, int(everyone[Q["digital"]]))
    income = everyone[Q["worker_income_sum"]] / max(1, int(everyone[Q["earners"]]))
    return np.array([float(digital), float(income), rural[Q["digital"]] / digital])


def _count_trained(city: City, rules: Rules) -> None:
    """Completers of last month by district, and how many there should have been, where a rule asked for them then."""
    w, g = city.workers, city.government
    if g.asked.any():
        done = np.flatnonzero(w.trained == city.month - 1)
        here = np.bincount(city.grid.district[w.cell[done]], minlength=city.zones)
        g.trained += np.where(g.asked > 0.0, here, 0)
        g.due += g.asked / city.weight / 12.0
    g.asked[:] = rules.training_target


def _hold_to_targets(city: City, rules: Rules) -> None:
    """Districts that miss what was due get less for the next year (plan §4.1.3)."""
    g, share = city.government, interpreted(share_after_target)
    year = zip(g.trained, g.due, np.where(rules.training_target > 0.0, rules.target_penalty, 0.0), strict=True)
    g.budget_share[:] = [share(done, due, penalty) if due > 0.0 else 1.0 for done, due, penalty in year]
    g.trained[:], g.due[:] = 0, 0.0


def _watch(city: City, rules: Rules, offers: Sequence[Offer]) -> None:
    """For how many months each programme has been open while the yearly revision looked on."""
    watched, looks = city.government.watched, rules.average.least_fill > 0.0
    open_now = [offer.number for offer in offers if looks and offer.strength > 0.0]
    city.government.watched = {number: watched.get(number, 0) + 1 for number in open_now}


def _strike_off(city: City, rules: Rules, offers: Sequence[Offer]) -> int:
    """Programmes that few wanted are closed to newcomers (plan §5.4.3); those who attend may finish. Whom a programme
    could fill is known once it has been open for as long as its course lasts."""
    least, g = rules.average.least_fill, city.government
    if least <= 0.0:
        return 0
    attending = np.bincount(city.workers.programme, minlength=NUMBERS)
    struck = 0
    for offer in offers:
        known = g.watched.get(offer.number, 0) > max(1, offer.programme.months)
        room = offer.programme.seats * offer.strength / city.weight / 12.0 * offer.programme.months
        if known and room >= 1.0 and attending[offer.number + 1] < least * room:
            g.closed.setdefault(offer.number, city.month)
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
    open_to = (gap <= WITHIN_REACH) & (unmet > 0.0) & (w.schooling[rows][:, None] >= city.occupations.schooling)
    best = np.where(open_to, unmet, 0.0)
    return np.where(best.max(axis=1) > 0.0, best.argmax(axis=1), NO_TARGET).astype(np.uint8)
