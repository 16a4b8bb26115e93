"""Vacancies: lines seek the staff they lack and revise what they offer."""

from __future__ import annotations

from ....agents.compiled import kernel
from ....agents.employers import openings, revised_posting
from ....agents.maths import rounded_by_luck
from ...city import City
from ...draws import mix, uniform
from ...rules import Rules
from .post_costs import approved_staff


def post_vacancies(city: City, rules: Rules) -> int:
    """Open posts, withdraw stale and unwanted ones, revise posted wages; return the number of posts open."""
    e = city.employers
    _post(
        len(e),
        e.view(),
        approved_staff(city, rules),
        rules.minimum_wage,
        city.behaviour.view(),
        city.draws.key("opening"),
        city.draws.key("withdrawal"),
    )
    return int(e.vacancies.sum())


@kernel
def _post(lo, hi, part, e, desired, minimum_wage, behaviour, open_key, withdraw_key):
    b = behaviour[0]
    for j in range(lo, hi):
        floor = 100.0 * minimum_wage[e.zone[j]]
        old = e.vacancies[j]
        posted = revised_posting(e.posted[j], e.usual[j], floor, e.vacancy_age[j], e.applicants[j], old, b)
        e.posted[j] = int(posted + 0.5)
        stale = 0
        if e.vacancy_age[j] > b.stale_age:
            stale = rounded_by_luck(b.withdrawal_rate * old, uniform(withdraw_key, j))
        lacking = openings(e.staff[j], old, desired[j], b.opening_rate, b.adjustment)
        new = rounded_by_luck(lacking, uniform(open_key, j))
        surplus = max(0.0, e.staff[j] + old - stale - desired[j])
        cancelled = rounded_by_luck(b.posts_first * b.adjustment * surplus, uniform(mix(withdraw_key), j))
        kept = max(0, old - stale - cancelled)
        if e.short[j] > 0.0 or e.leave[j] > 0.0:  # hours are given back before anybody is sought
            kept = new = 0
        e.vacancies[j] = min(kept + new, e.slots[j])
        e.vacancy_age[j] = (e.vacancy_age[j] + 1.0) * kept / e.vacancies[j] if e.vacancies[j] > 0 else 0.0
        e.applicants[j] = 0
