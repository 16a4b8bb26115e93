"""Businesses of one's own: what they bring, and how policy helps: leases, cheaper credit and skill packs.

In rules, `t` are the terms of trade at a person's home, `m` the market there (see `own_markets`), `months` the time
a person has had the business.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import cheaper_credit, found_market, helped_takings, usual_takings
from ....agents.compiled import interpreted, rule
from ...city import City
from ...draws import Draws, identities, uniform, uniform_column
from ...profile import Floats
from ...rules import Rules
from .people import Rows
from .spending import hand_out, payable, zone_parts

YOUNG = 36  # months in which a business can have cheap credit
INCUBATED = 24  # months in which a skill pack keeps a business going
LEASED = 12  # months of help with premises and equipment
RECENT = 6  # months whose starters tell how many there are
SILVER_HOURS = 10  # a week, the most that members of the pool work (judged)


class BusinessKeys(NamedTuple):
    """Keys of the lifelong traits, 0 to 1, that tell how a person does in business and which help reaches them."""

    sense: np.uint64
    farm: np.uint64
    sell: np.uint64
    borrow: np.uint64
    pack: np.uint64


def business_keys(draws: Draws) -> BusinessKeys:
    """Keys of the traits of business people."""
    return BusinessKeys(
        sense=draws.lifelong("taste for business"),
        farm=draws.lifelong("takes to smart farming"),
        sell=draws.lifelong("sells online"),
        borrow=draws.lifelong("borrows to start"),
        pack=draws.lifelong("draws a skill pack"),
    )


@rule
def takings_here(who, farm, village, application, management, literacy, t, m, b, keys):
    """Usual takings of a farm or business at the person's home, yuan a month: by skills and literacy (0 to 1) and
    business sense and the market, with what smart farming, customers online and traffic bring."""
    takings = usual_takings(farm, village, application, management, uniform(keys.sense, who), b)
    takings *= found_market(farm, literacy, m, b)
    if t.on > 0.0:
        takings = helped_takings(takings, farm, literacy, uniform(keys.farm, who), uniform(keys.sell, who), t, b)
    return takings


@rule
def takings_of_owner(who, farm, village, application, management, literacy, months, t, m, b, keys):
    """Usual takings of a person who has had a business for some months: young borrowers have cheaper credit."""
    takings = takings_here(who, farm, village, application, management, literacy, t, m, b, keys)
    if t.on > 0.0 and not farm and months < YOUNG and uniform(keys.borrow, who) < t.borrows:
        takings += t.credit
    return takings


@rule
def takings_of_starter(who, village, application, management, literacy, t, m, b, keys):
    """What a person who thinks of a business counts on in its first months: with skill pack, lease, credit and the
    interest paid on it."""
    if t.on > 0.0 and uniform(keys.pack, who) < t.packs:
        application += b.pack_learning * (1.0 - application)
        management += b.pack_learning * (1.0 - management)
    takings = takings_here(who, False, village, application, management, literacy, t, m, b, keys)
    if t.on > 0.0:
        takings += t.lease
        if uniform(keys.borrow, who) < t.borrows:
            takings += t.credit + t.interest
    return takings


@rule
def failing_chance(who, months, t, b, keys):
    """Chance that an owner who reconsiders gives up: less in the first years after a skill pack, which nobody got who
    had begun before there were any."""
    failing = b.own_account_exit
    if t.on > 0.0 and months < min(t.packed, INCUBATED) and uniform(keys.pack, who) < t.packs:
        failing *= 1.0 - b.incubation
    return failing


def trait(city: City, name: str, rows: NDArray[Any]) -> Floats:
    """A lifelong trait, 0 to 1, of some people."""
    return uniform_column(city.draws.lifelong(name), identities(rows, city.workers.born[rows]))


def cheaper_terms(city: City, rules: Rules) -> tuple[Floats, Floats]:
    """[zones] what cheaper credit adds to a borrower's takings, and the interest paid for one; yuan a month."""
    b = city.behaviour
    discount = np.minimum(rules.loan_discount, b.market_rate)
    grown: Any = interpreted(cheaper_credit)
    credit = [grown(b.start_up_capital, d, b.market_rate, b.capital_demand, b.capital_return) for d in discount]
    return np.array(credit), b.start_up_capital * discount / 12.0


def loan_share(city: City, rules: Rules, started: Rows) -> Floats:
    """[zones] share of young businesses among the `started` that get a loan: those who want one, as far as there are
    loans."""
    w, district = city.workers, city.grid.district
    young = started[w.since[started] > city.month - YOUNG]
    number = np.bincount(district[w.cell[young]], minlength=city.zones)
    loans = rules.loans * zone_parts(city, city.grid.people) / city.weight
    return np.minimum(city.behaviour.borrowing, loans / np.maximum(number, 1))


def pay_leases(city: City, rules: Rules, lease: Floats, started: Rows) -> float:
    """Pay the leases of starters; return the share that the fund could pay."""
    w = city.workers
    rows = started[w.since[started] > city.month - LEASED]
    begun = city.government.since("start_up_lease")
    rows = rows[w.since[rows] >= begun[city.grid.district[w.cell[rows]]]]
    return hand_out(city, rules, rows, lease[w.cell[rows]], "leases")


def pay_interest(city: City, rules: Rules, borrows: Floats, interest: Floats, started: Rows) -> float:
    """Pay the interest of young borrowers; return the share that the fund could pay."""
    w = city.workers
    rows = started[w.since[started] > city.month - YOUNG]
    zone = city.grid.district[w.cell[rows]]
    borrowing = trait(city, "borrows to start", rows) < borrows[zone]
    return hand_out(city, rules, rows[borrowing], interest[zone[borrowing]], "loan_interest")


def give_packs(city: City, rules: Rules, started: Rows) -> Floats:
    """Give last month's starters who drew one a skill pack; [zones] share of starters for whom there is one."""
    w, b, district = city.workers, city.behaviour, city.grid.district
    rows = started[w.since[started] >= city.month - RECENT]
    age = city.month - w.since[rows].astype(np.int64)
    starters = np.bincount(district[w.cell[rows]], minlength=city.zones) / RECENT
    places = rules.skill_packs * zone_parts(city, city.grid.people) / 12.0 / city.weight
    share = np.minimum(1.0, places / np.maximum(starters, 1.0 / RECENT))
    begun = city.government.since("skill_packs")[district[w.cell[rows]]]
    fresh = rows[(age == 1) & (w.since[rows] >= begun)]
    drawn = fresh[trait(city, "draws a skill pack", fresh) < share[district[w.cell[fresh]]]]
    given = payable(city, rules, drawn, rules.pack_price[district[w.cell[drawn]]], "skill_packs")
    for column in (w.application, w.management):
        column[given] += (b.pack_learning * (10_000 - column[given])).astype(np.int16)
    return share if len(given) == len(drawn) else np.zeros(city.zones)
