"""Vacancies: lines seek the staff they lack and revise what they offer."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel
from ....agents.employers import NON_PRIVATE, capacity_kept, openings, revised_posting, whole_staff
from ....agents.maths import rounded_by_luck
from ...city import City
from ...draws import mix, uniform
from ...floors import wage_floors
from ...rules import Rules
from .post_costs import approved_staff
from .separation import ROUNDING
from .trades import wages_aimed_at


def post_vacancies(city: City, rules: Rules) -> dict[str, int]:
    """Open posts, withdraw stale and unwanted ones, revise posted wages; return how many posts are open, and how many
    of them were opened this month."""
    e = city.employers
    before = e.vacancies.copy()
    _post(
        len(e),
        e.view(),
        approved_staff(city, rules),
        (wage_floors(city, rules.minimum_wage), wages_aimed_at(city, rules)),
        city.behaviour.view(),
        (city.draws.key("opening"), city.draws.key("withdrawal"), city.draws.lifelong(ROUNDING)),
    )
    return {"vacancies": int(e.vacancies.sum()), "posts_opened": int(np.maximum(e.vacancies - before, 0).sum())}


@kernel
def _post(lo, hi, part, e, desired, pay, behaviour, keys):
    b = behaviour[0]
    floors, aim = pay
    open_key, withdraw_key, turn_key = keys
    for j in range(lo, hi):
        least = floors[j]
        if e.ownership[j] == NON_PRIVATE:
            least = max(least, 1.0 * e.usual[j])
        old, whole = e.vacancies[j], whole_staff(desired[j], uniform(turn_key, j))
        posted = revised_posting(e.posted[j], aim[j], least, e.vacancy_age[j], e.applicants[j], old, b)
        e.posted[j] = int(posted + 0.5)
        stale = 0
        if e.vacancy_age[j] > b.stale_age:
            stale = rounded_by_luck(b.withdrawal_rate * old, uniform(withdraw_key, j))
            e.wanted[j] -= stale  # a line that finds nobody makes do with fewer
            e.capacity[j] = capacity_kept(e.capacity[j], b.given_up * stale, e.staff[j] + old)
            whole = min(whole, max(e.staff[j] + old - stale, 0))
        lacking = openings(e.staff[j], old, whole, b.opening_rate, b.filling)
        new = rounded_by_luck(lacking, uniform(open_key, j))
        surplus = max(0.0, 1.0 * e.staff[j] + old - stale - whole)
        cancelled = rounded_by_luck(b.posts_first * b.filling * surplus, uniform(mix(withdraw_key), j))
        kept = max(0, old - stale - cancelled)
        if e.short[j] > 0.0 or e.leave[j] > 0.0:  # hours are given back before anybody is sought
            kept = new = 0
        e.vacancies[j] = min(kept + new, e.slots[j])
        e.vacancy_age[j] = (e.vacancy_age[j] + 1.0) * kept / e.vacancies[j] if e.vacancies[j] > 0 else 0.0
        e.applicants[j] = 0
