"""Screening: what rules change in how posts are shown, filtered and screened, laid out for the search of the month.

Without policy every array holds the value at which the search is as if it were not there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted, serial
from ....agents.employers import ANY_SEX, complies
from ....agents.workers import BACHELOR, COLLEGE, PRIMARY, schooling_premium
from ...city import City
from ...draws import identities, uniform_column
from ...floors import wage_floors
from ...params import record, records
from ...rules import Rules

WAIVED, STATED, OBEYS, PUBLISHED = (np.uint8(bit) for bit in (1, 2, 4, 8))  # marks of a line
Columns = NDArray[Any]
POST = record(
    (np.float64, ("bar", "lenient", "floor")),
    (np.int32, ("posted",)),
    (np.uint16, ("cell",)),
    (np.uint8, ("zone", "age_ceiling", "sex_wanted", "ownership", "marks")),
)
TRADE = record(
    (np.float64, ("technical", "application", "management", "sex_bias", "lenient")), (np.uint8, ("schooling",))
)


class SearchTerms(NamedTuple):
    """What the search reads. Z zones, L lines, O occupations."""

    zone: NDArray[Any]  # [Z] records, see `_zone_terms`
    trade: NDArray[Any]  # [O] records: skills needed, schooling asked for, bias against women in screening, share of
    # posts shown to those whose schooling is below the post's
    premium: NDArray[np.float64]  # [6, 6] pay by own and posted schooling
    marks: NDArray[np.uint8]  # [L] bits: diploma waived, competence stated, ban obeyed, weights published
    bar: NDArray[np.float64]  # [L] lowest impression at which the line hires
    lenient: NDArray[np.float64]  # [L] see `leniency`
    open_weights: bool  # some publish their weights


def terms_of(city: City, rules: Rules) -> SearchTerms:
    """The terms of the month. Which lines obey or waive is a lifelong draw, so a stronger rule adds lines to those
    before."""
    e, b = city.employers, city.behaviour
    marks = np.zeros(len(e), np.uint8)
    lowering = np.full(len(e), b.bar_decline)
    if rules.somewhere.competence_standard:
        stated = _lines(city, "competence stated", rules.competence_standard[e.zone])
        marks |= np.where(stated, WAIVED | STATED, 0).astype(np.uint8)
        lowering[stated] = 0.0
    if rules.somewhere.diploma_relaxation:
        waived = _lines(city, "diploma waived", rules.diploma_relaxation[e.zone]) & (e.schooling >= COLLEGE)
        marks |= np.where(waived, WAIVED, 0).astype(np.uint8)
    if rules.somewhere.hiring_ban:
        marks |= np.where(obeying(city, rules), OBEYS, 0).astype(np.uint8)
    if rules.somewhere.published_weights:
        published = _lines(city, "publishes its weights", rules.published_weights[e.zone])
        marks |= np.where(published, PUBLISHED, 0).astype(np.uint8)
    lenient = leniency(city)
    return SearchTerms(
        rules.once("terms of search", b, lambda: _zone_terms(city, rules)),
        _trade_terms(city, lenient, (marks & WAIVED) > 0),
        rules.once("schooling premium", b, lambda: _premium(city)),
        marks,
        b.hiring_bar - lowering * e.vacancy_age,
        lenient,
        rules.somewhere.published_weights,
    )


def _zone_terms(city: City, rules: Rules) -> NDArray[Any]:
    """[zone] what policy changes in the search of those who live there (first block), and in that for posts there."""
    b, every = city.behaviour, np.ones(city.zones)
    masked, padded = 1.0 + b.masking_blur * rules.masked_cvs, 1.0 + b.padding
    return records(
        {
            "spared": rules.skill_recommendation,  # share of wasted looks
            "access": b.accessible_reach * rules.accessible_work,  # rise of the looks of the disabled
            "support": rules.search_support,  # the same of the unemployed
            "eased": np.exp(b.benefit_eases * (1.0 - rules.benefit / city.rules.benefit)),  # search of those on benefit
            "passport": rules.passport,  # strength of the portable record
            # of posts
            "masked": rules.masked_cvs * b.masking_reach,  # share of penalties for sex and age that is hidden
            "fair": (1.0 - b.covert_bias) * every,  # share of all penalties that goes where a ban is obeyed
            "blurred": masked,  # noise of impressions, over usual
            "padded": np.sqrt(masked**2 + padded**2 - 1.0),  # the same at lines that publish: noises without relation
            "recorded": 1.0 - b.shared_records * rules.data_sharing,  # the same of the certified
            "credit": rules.certificate_credit,  # trust in certificates
        }
    )


def _premium(city: City) -> NDArray[np.float64]:
    """[own, posted] pay by schooling, over that of whose schooling is the post's."""
    premium = np.ones((BACHELOR + 1, BACHELOR + 1))
    _tabulate_premium(city.behaviour.view(), premium)
    return premium


def _trade_terms(city: City, lenient: NDArray[np.float64], waiving: NDArray[np.bool_]) -> NDArray[Any]:
    """[occupation] what an occupation asks for; where some lines waive schooling, whoever has less looks too."""
    occ = city.occupations
    trade = np.empty(len(occ.ids), TRADE)
    for layer, name in enumerate(("technical", "application", "management")):
        trade[name] = occ.need[:, layer]
    trade["schooling"], trade["sex_bias"] = occ.schooling, occ.sex_bias
    e, most = city.employers, np.zeros(len(trade))
    np.maximum.at(most, e.occupation, lenient)  # into a column of its own: into records it takes thirty times as long
    most[e.occupation[waiving]] = 1.0
    trade["lenient"] = most
    return trade


@serial
def _tabulate_premium(behaviour, premium):
    for own in range(PRIMARY, BACHELOR + 1):
        for posted in range(PRIMARY, BACHELOR + 1):
            premium[own, posted] = schooling_premium(own, posted, behaviour[0].school_return)


def shown_posts(city: City, rules: Rules, terms: SearchTerms) -> NDArray[Any]:
    """[L] posts as job seekers see them, one record a line so that a look costs one look into memory. Where a ban is
    obeyed, no post states an age or a sex."""
    e = city.employers
    posts = np.empty(len(e), POST)
    for name in ("posted", "cell", "zone", "age_ceiling", "sex_wanted", "ownership"):
        posts[name] = getattr(e, name)
    posts["marks"], posts["bar"], posts["lenient"] = terms.marks, terms.bar, terms.lenient
    posts["floor"] = wage_floors(city, rules.minimum_wage)
    if rules.somewhere.hiring_ban:
        obeys = (terms.marks & OBEYS) > 0
        posts["age_ceiling"][obeys], posts["sex_wanted"][obeys] = 0, ANY_SEX
    return posts


def leniency(city: City) -> NDArray[np.float64]:
    """[line] share of people with less schooling than posts ask for who apply all the same: more as posts grow old, and
    where they pay less than usual in the trade, for such posts ask for less."""
    e, b, trades = city.employers, city.behaviour, len(city.occupations.ids)
    usual = np.bincount(e.occupation, e.usual, trades) / np.maximum(np.bincount(e.occupation, minlength=trades), 1)
    cheaper = np.maximum(0.0, 1.0 - e.usual / usual[e.occupation])
    lenient = b.under_schooled + b.schooling_relents * e.vacancy_age + b.cheap_posts_relent * cheaper
    return np.asarray(np.minimum(1.0, lenient))


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
    e = city.employers
    luck = uniform_column(city.draws.lifelong(trait), identities(np.arange(len(e)), e.opened))
    return np.asarray(luck < share)
