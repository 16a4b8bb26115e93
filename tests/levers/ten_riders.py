"""Ten delivery riders under the levers of platform work, and the rules of those levers by name."""

from types import SimpleNamespace

from jiuye.agents import choices, platforms
from jiuye.agents.compiled import interpreted
from jiuye.agents.platforms import DELIVERY, SERVICES
from jiuye.agents.workers import PLATFORM, RESIDENT_SCHEME
from jiuye.model.dispatch import Dispatch
from jiuye.model.levers import LEVERS
from jiuye.model.phases.platforms.oversight import orders_kept

from ..phases.scenes import PLAIN, SET_FIRMLY, alone
from ..ten_people import begin, ten_people

the = SimpleNamespace(
    **{
        name: interpreted(getattr(room, name))
        for room, names in (
            (platforms, "found_chance deterrence penalty_chance obedience slowed promotion_chance damage_left"),
            (choices, "suit_chance vat_due carried_rating"),
        )
        for name in names.split()
    }
)


def under(city, name, **settings):
    """The city's rules with one lever fully in force."""
    return LEVERS[name](**settings).amend(city.rules)


def riders(demand=1_000.0, **behaviour):
    """Ten delivery riders, five of them women, under one dispatch rule without luck or accidents."""
    city = begin(ten_people(**(dict.fromkeys(SET_FIRMLY, 0.0) | behaviour)))
    alone(city.platforms)
    w, p, m = city.workers, city.platforms, city.markets
    w.status[:], w.employer[:], w.insured[:], w.born[:] = PLATFORM, DELIVERY, RESIDENT_SCHEME, -12 * 30
    w.sex[:5], w.sex[5:] = 0, 1
    city.dispatch = Dispatch.by([PLAIN] * SERVICES)
    p.luck[:], p.accident[:], p.age_bias[:], p.sex_bias[:] = 0.0, 0.0, 0.0, 0.0
    market = DELIVERY * city.zones + city.grid.district[w.cell[0]]
    m.demand[:], m.demand[market], m.workers[market] = 0.0, demand, 10
    return city, int(market)


def kept_of(city, rules, market):
    """Orders of a market relative to those without policy."""
    zone = rules.view()[market % city.zones]
    return interpreted(orders_kept)(market, city.markets.view(), zone, city.behaviour.view()[0])
