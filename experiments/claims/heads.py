"""Heads: who took part and who was reached, as a report counts them, and how many moved that would not have."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...model.levers.existing import PLACES_PER_ADULT
from ...scenarios.claims import Test, districts_of
from .counts import digital_work, working
from .future import Future, WithAndWithout
from .levels import Levels, at_horizon
from .treated import OLD, first_month, treated

NOTICEABLE = 0.01  # rise of income that counts as one
Flags = NDArray[np.bool_]


# ---- as a report counts ---------------------------------------------------------------------------------------------


def participants(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons who sat in a course of the policy within the months."""
    return _joined(pair, test, np.ones(len(pair.base.home), np.bool_))


def participants_at_work(pair: WithAndWithout, test: Test) -> Levels:
    """Those of them who are at work when the months end."""
    return _joined(pair, test, working(pair.policy.panel["status"][test.months]))


def _joined(pair: WithAndWithout, test: Test, who: Flags) -> Levels:
    month = first_month(pair, test)
    joined = (month > 0) & (month <= test.months)
    return Levels(float((joined & who).sum()) * pair.city.weight, 0.0, 0.0, int(joined.sum()))


def grants_paid(pair: WithAndWithout, test: Test) -> Levels:
    """Grants for training paid to firms within the months, those for whom they would have trained anyway included."""
    paid, without = (float(f.flow("training_grants")[: test.months].sum()) for f in (pair.policy, pair.base))
    return Levels(paid * pair.city.weight, without * pair.city.weight, 0.0, int(paid))


def taught(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons of 60 and over who at a month's end by then know more of digital things than without."""
    last = test.months + 1
    policy, base = (f.panel["literacy"][1:last] for f in (pair.policy, pair.base))
    born = pair.policy.panel["born"][1:last].astype(np.int64)
    same = born == pair.base.panel["born"][1:last]
    month = pair.city.month + np.arange(1, last)[:, None]
    learnt = ((policy > base) & same & ((month - born) // 12 >= OLD)).any(axis=0)
    return Levels(float(learnt.sum()) * pair.city.weight, 0.0, 0.0, int(learnt.sum()))


def newly(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons of a group (`COUNTS`) at the end of the months who were not in it before."""
    where: Flags = np.ones(len(pair.base.home), np.bool_)
    if test.group == "near_stations":  # at any month: a station whose money ran out has helped before
        where = np.asarray(pair.policy.masks["near_stations"][1 : test.months + 1].any(axis=0))

    def came(future: Future) -> float:
        belongs, born = future.masks[test.of], future.panel["born"]
        before = belongs[0] & (born[test.months] == born[0])
        return float((belongs[test.months] & ~before & where).sum()) * pair.city.weight

    return Levels(came(pair.policy), came(pair.base), 0.0, 0)


def risen(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated whose income is up by more than 1 % since the month before they were."""
    return _rose(pair, test, lambda up, down: up)


# ---- courses of any provider ----------------------------------------------------------------------------------------


def enrolled(pair: WithAndWithout, test: Test) -> Levels:
    """Enrolments in the city within the months, person-times of real persons, existing courses included."""
    return _enrolments(pair, test, np.ones(len(pair.base.home), np.bool_))


def enrolled_in_district(pair: WithAndWithout, test: Test) -> Levels:
    """Those of people who live in a district, or in the largest one of a city without it."""
    profile = pair.city.profile
    place = [d.id for d in profile.districts].index(districts_of(profile, [test.of])[0])
    return _enrolments(pair, test, pair.city.grid.district[pair.base.home] == place)


def enrolled_by_equity(pair: WithAndWithout, test: Test) -> Levels:
    """Enrolments in ordinary courses within the months that are on places built by the guidance fund: their part of
    all ordinary places in each month."""

    def starts(future: Future) -> float:
        built = future.counts["places_by_equity"]
        part = built / (built + PLACES_PER_ADULT * pair.city.profile.adults)
        course = future.panel["programme"][: test.months + 1]
        begun = ((course[1:] == 1) & (course[:-1] != 1)).sum(axis=1)
        return float((begun * part[1 : test.months + 1]).sum()) * pair.city.weight

    return Levels(starts(pair.policy), starts(pair.base), 0.0, 0)


def _enrolments(pair: WithAndWithout, test: Test, who: Flags) -> Levels:
    def starts(future: Future) -> float:
        course = future.panel["programme"][: test.months + 1, who]
        return float(((course[1:] > 0) & (course[:-1] == 0)).sum()) * pair.city.weight

    return Levels(starts(pair.policy), starts(pair.base), 0.0, 0)


# ---- people who moved -----------------------------------------------------------------------------------------------


def better_off(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated whose income rose by more than 1 % since the month before they were, less those whose income
    fell so, when the months end."""
    return _rose(pair, test, lambda up, down: up - down)


def _rose(pair: WithAndWithout, test: Test, number: Callable[[int, int], int]) -> Levels:
    rows, month = treated(pair, test, by=test.months)
    if not len(rows):
        return Levels(0.0, 0.0, 0.0, 0)
    before = pair.base.panel["income"][month - 1, rows].astype(np.float64)

    def heads(future: Future) -> float:
        after = at_horizon(future.panel["income"], test.months, rows, test.months)
        up, down = after > (1.0 + NOTICEABLE) * before, after < (1.0 - NOTICEABLE) * before
        return number(int(up.sum()), int(down.sum())) * pair.city.weight

    return Levels(heads(pair.policy), heads(pair.base), 0.0, len(rows))


def changed_occupation(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated who at the end of the months work in an occupation other than on the eve."""
    return _moved(pair, test, lambda future, month: working(future.panel["status"][month]), occupation=True)


def into_digital(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated who did not do digital or platform work on the eve, and do at the end of the months."""
    digital = pair.city.occupations.digital
    columns = ("status", "occupation")

    def works(future: Future, month: int) -> Flags:
        return digital_work({name: future.panel[name][month] for name in columns}, digital)

    return _moved(pair, test, works, occupation=False)


def _moved(pair: WithAndWithout, test: Test, state: Callable[[Future, int], Flags], *, occupation: bool) -> Levels:
    """Treated persons in a state at the end, who either were not in it before or changed occupation since."""
    rows, _ = treated(pair, test, by=test.months)
    first = pair.base.panel["occupation"][0, rows]
    was = state(pair.base, 0)[rows]

    def moved(future: Future) -> float:
        now = state(future, test.months)[rows]
        other = future.panel["occupation"][test.months, rows] != first
        return float((now & (other if occupation else ~was)).sum()) * pair.city.weight

    return Levels(moved(pair.policy), moved(pair.base), 0.0, len(rows))
