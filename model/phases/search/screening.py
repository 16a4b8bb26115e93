"""Screening: what rules change in how posts are shown, filtered and screened, laid out for the search of the month.

Without policy every array holds the value at which the search is as if it were not there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted
from ....agents.employers import ANY_SEX, complies
from ....agents.workers import COLLEGE
from ...city import City
from ...draws import uniform_column
from ...rules import Rules

WAIVED, STATED, OBEYS = (np.uint8(bit) for bit in (1, 2, 4))  # marks of a line
MASK, FAIR, BLUR, RECORDS, WEIGHTS, SPARED, ACCESS, SUPPORT = range(8)  # columns of Terms.zone
Columns = NDArray[Any]
POST = np.dtype(
    [
        *(("bar", np.float64), ("posted", np.int32), ("cell", np.uint16), ("zone", np.uint8)),
        *((name, np.uint8) for name in ("age_ceiling", "sex_wanted", "ownership", "marks")),
    ],
    align=True,
)


class Terms(NamedTuple):
    """What the search reads. Z zones, L lines, O occupations."""

    zone: NDArray[np.float64]  # [Z, 8] share of penalties hidden and mended, noise factors, weights published; share of
    # wasted looks that recommendation spares, rise of the looks of the disabled and of the unemployed
    marks: NDArray[np.uint8]  # [L] bits: diploma waived, competence stated, ban obeyed
    bar: NDArray[np.float64]  # [L] lowest impression at which the line hires
    lenient: NDArray[np.float64]  # [O] share of posts shown to those whose schooling is below the post's
    open_weights: bool  # some publish their weights


def terms_of(city: City, rules: Rules) -> Terms:
    """The terms of the month. Which lines obey or waive is a lifelong draw, so a stronger rule adds lines to those
    before."""
    e, b, occ = city.employers, city.behaviour, city.occupations
    zone = np.empty((city.zones, 8))
    zone[:, MASK] = rules.masked_cvs * b.masking_reach
    zone[:, FAIR] = 1.0 - b.covert_bias
    zone[:, BLUR] = (1.0 + b.masking_blur * rules.masked_cvs) * (1.0 + b.padding * rules.published_weights)
    zone[:, RECORDS] = 1.0 - b.shared_records * rules.data_sharing
    zone[:, WEIGHTS] = rules.published_weights
    zone[:, SPARED] = rules.skill_recommendation
    zone[:, ACCESS] = b.accessible_reach * rules.accessible_work
    zone[:, SUPPORT] = rules.search_support
    marks = np.zeros(len(e), np.uint8)
    lowering = np.full(len(e), 0.02)  # an old vacancy asks for less each month
    lenient = np.full(len(occ.ids), b.under_schooled)
    if rules.somewhere.competence_standard:
        stated = _lines(city, "competence stated", rules.competence_standard[e.zone])
        marks |= np.where(stated, WAIVED | STATED, 0).astype(np.uint8)
        lowering[stated] = 0.0
    if rules.somewhere.diploma_relaxation:
        waived = _lines(city, "diploma waived", rules.diploma_relaxation[e.zone]) & (e.schooling >= COLLEGE)
        marks |= np.where(waived, WAIVED, 0).astype(np.uint8)
    if rules.somewhere.hiring_ban:
        marks |= np.where(obeying(city, rules), OBEYS, 0).astype(np.uint8)
    waiving = (marks & WAIVED) > 0
    lenient[e.occupation[waiving]] = 1.0
    return Terms(
        zone,
        marks,
        b.hiring_bar - lowering * e.vacancy_age,
        lenient,
        rules.somewhere.published_weights,
    )


def shown_posts(city: City, rules: Rules, terms: Terms) -> NDArray[Any]:
    """[L] posts as job seekers see them, one record a line so that a look costs one look into memory. Where a ban is
    obeyed, no post states an age or a sex."""
    e = city.employers
    posts = np.empty(len(e), POST)
    for name in ("posted", "cell", "zone", "age_ceiling", "sex_wanted", "ownership"):
        posts[name] = getattr(e, name)
    posts["marks"], posts["bar"] = terms.marks, terms.bar
    if rules.somewhere.hiring_ban:
        obeys = (terms.marks & OBEYS) > 0
        posts["age_ceiling"][obeys], posts["sex_wanted"][obeys] = 0, ANY_SEX
    return posts


def obeying(city: City, rules: Rules) -> NDArray[np.bool_]:
    """[line] whether the line obeys the ban on discrimination in hiring: the more surely it is found and fined."""
    share: Any = np.vectorize(interpreted(complies), otypes=[np.float64])
    by_zone = share(rules.hiring_ban, rules.hiring_fine, city.behaviour.filter_worth)
    return _lines(city, "obeys the hiring ban", by_zone[city.employers.zone])


def inspect_posts(city: City, rules: Rules) -> int:
    """Inspectors look at open posts; those that still state an age or a sex are fined; return how many were."""
    if not rules.somewhere.hiring_ban:
        return 0
    e = city.employers
    luck = uniform_column(city.draws.key("inspection of posts"), np.arange(len(e), dtype=np.uint64))
    seen = (luck < rules.hiring_ban[e.zone] / 12.0) & (e.vacancies > 0)
    guilty = seen & ((e.age_ceiling > 0) | (e.sex_wanted != ANY_SEX)) & ~obeying(city, rules)
    fines = np.round(100.0 * rules.hiring_fine[e.zone[guilty]]).sum()
    city.ledger.pay("employers", "government", "fines", int(fines))
    cost = 100.0 * city.behaviour.inspection_cost * np.count_nonzero(seen)
    city.ledger.pay("government", "providers", "audits", int(round(cost)))
    return int(guilty.sum())


def _lines(city: City, trait: str, share: Columns) -> NDArray[np.bool_]:
    """[line] True for a share of the lines, the same ones every month."""
    luck = uniform_column(city.draws.lifelong(trait), np.arange(len(city.employers), dtype=np.uint64))
    return np.asarray(luck < share)
