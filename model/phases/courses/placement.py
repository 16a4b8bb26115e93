"""Placement: posts reserved for those who complete a course, and businesses its graduates found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import choice, found_market, own_account_hours, usual_takings
from ....agents.compiled import interpreted, kernel
from ....agents.maths import rounded_by_luck
from ....agents.workers import BP, EMPLOYED, FEN, NOBODY, SELF_EMPLOYED, UNEMPLOYED
from ...city import City
from ...draws import identity, uniform, uniform_column
from ...floors import wage_floors
from ...grid import VILLAGE
from ...programme import Offer
from ...rules import Rules
from ..circle.own_markets import market_terms
from ..jobs.wages import pay_factors
from ..matching import Hires, take_up

Rows = NDArray[np.uint32]


def reserved_posts(city: City, offer: Offer) -> int:
    """Open posts that the firms of the order keep for graduates of the programme, beyond those already promised."""
    e = city.employers
    fit = offer.programme.taught[e.occupation] & (offer.scope[e.zone] > 0.0)
    promised = int((city.workers.programme == offer.number + 1).sum())
    posts = offer.programme.reserved * float(e.vacancies[fit].sum()) - promised
    luck = city.draws.once(f"posts reserved by {offer.luck}")
    return int(interpreted(rounded_by_luck)(max(posts, 0.0), luck))


def place_graduates(city: City, offer: Offer, rules: Rules, rows: Rows, flows: dict[str, int]) -> None:
    """Graduates take up the reserved posts of their occupation, the nearest first, as far as posts are there and pay
    what they ask for. A firm that trained its own staff moves them to its own posts (plan §6.2.1)."""
    if not len(rows):
        return
    w, e = city.workers, city.employers
    left = _reserves(city, offer)
    rows = rows[w.target[rows] < len(left)]
    if not len(rows):
        return
    lot = uniform_column(city.draws.key("lot for a reserved post"), rows.astype(np.uint64))
    rows = rows[np.argsort(lot, kind="stable")]
    factor = _pay_factors(city, rows)
    open_posts, hired, lines, wages = e.vacancies.copy(), [], [], []
    for k, i in enumerate(rows):
        o = int(w.target[i])
        known = np.flatnonzero((e.occupation == o) & (open_posts > 0)) if left[o] > 0 else ()
        if offer.programme.by_firms and len(known):
            firm = e.establishment[w.employer[i]] if w.status[i] == EMPLOYED else NOBODY
            known = known[e.establishment[known] == firm]
        if not len(known):
            continue
        line = int(known[np.argmin(city.grid.distance(w.cell[i], e.cell[known]))])
        wage = _wage(city, rules, i, line, factor[k])
        if wage < (w.wage[i] if w.status[i] == EMPLOYED else w.reservation[i]):
            continue
        left[o] -= 1
        open_posts[line] -= 1
        hired.append(k)
        lines.append(line)
        wages.append(wage)
    if hired:
        who, at, pay = rows[hired], np.array(lines, np.int32), np.array(wages, np.int32)
        heads = Hires.of(city, who, at, pay).counts()
        take_up(city, who, at, pay)
        flows |= {f"order_{name}": flows.get(f"order_{name}", 0) + n for name, n in heads.items()}


def _reserves(city: City, offer: Offer) -> NDArray[np.int64]:
    """[occupation] posts kept for the programme's graduates this month."""
    e, n = city.employers, len(city.occupations.ids)
    posts = np.bincount(e.occupation, e.vacancies, n)
    share = 1.0 if offer.programme.by_firms else offer.programme.reserved
    luck = uniform_column(city.draws.key(f"posts kept by {offer.luck}"), np.arange(n, dtype=np.uint64))
    return np.array([interpreted(rounded_by_luck)(share * x, u) for x, u in zip(posts, luck, strict=True)])


def _pay_factors(city: City, rows: Rows) -> NDArray[np.float64]:
    """What each would be paid as a newcomer relative to what a line posts that asks for just their schooling."""
    w, e, b = city.workers, city.employers, city.behaviour
    employed = w.status[rows] == EMPLOYED
    own = w.schooling[rows].astype(np.int64)
    asked = np.where(employed, e.schooling[np.where(employed, w.employer[rows], 0)], own)
    years = np.where(employed, np.minimum((city.month - w.hired[rows].astype(np.int64)) / 12.0, 10.0), 0.0)
    premium = 3.0 * b.school_return * np.minimum(own - asked, 1) + b.tenure_return * years
    return np.asarray(pay_factors(city, rows) * np.exp(-premium))


def _wage(city: City, rules: Rules, row: np.uint32, line: int, factor: float) -> int:
    """Monthly wage of a newcomer on a line, fen: what the line posts, by skill, ability and schooling."""
    e = city.employers
    more = min(int(city.workers.schooling[row]) - int(e.schooling[line]), 1)
    pay = e.posted[line] * factor * np.exp(3.0 * city.behaviour.school_return * more)
    return int(max(pay, float(wage_floors(city, rules.minimum_wage, line))) + 0.5)


def found_businesses(city: City, rows: Rows, flows: dict[str, int]) -> None:
    """Graduates out of work weigh a business of their own against going on looking (plan §3.1.3)."""
    founded = np.zeros(len(rows), np.bool_)
    traits = tuple(city.draws.lifelong(f"taste for {what}") for what in ("business", "long hours"))
    _found(
        len(rows),
        rows,
        city.workers.view(),
        (city.grid.klass, market_terms(city)),
        city.behaviour.view(),
        city.month,
        traits,
        city.draws.key("found a business"),
        founded,
    )
    flows["founded"] = flows.get("founded", 0) + int(founded.sum())


@kernel
def _found(lo, hi, part, rows, w, place, behaviour, month, traits, key, founded):
    b = behaviour[0]
    klass, market = place
    sense_key, long_key = traits
    for k in range(lo, hi):
        i = rows[k]
        if w.status[i] != UNEMPLOYED:
            continue
        who = identity(i, w.born[i])
        skills = w.application[i] * BP, w.management[i] * BP
        worth = usual_takings(False, klass[w.cell[i]] == VILLAGE, skills[0], skills[1], uniform(sense_key, who), b)
        worth *= found_market(False, w.literacy[i] * BP, market[w.cell[i]], b)
        if uniform(key, i) < choice(worth, w.reservation[i] * FEN * b.hope, b):
            w.status[i], w.employer[i], w.since[i], w.commute[i] = SELF_EMPLOYED, NOBODY, month, 0
            w.hours[i] = int(own_account_hours(uniform(long_key, who), b) + 0.5)
            founded[k] = True
