"""Scenes that several phases play on the ten people: a year of renewal, a course, a platform."""

from collections import Counter
from dataclasses import replace

import numpy as np

from jiuye.agents.platforms import DELIVERY, LIVE, SERVICES
from jiuye.agents.workers import PLATFORM, RESIDENT_SCHEME
from jiuye.model.phases.population import renew_population
from jiuye.model.programme import Offer, Programme

from ..ten_people import begin, skip, ten_people

YEAR = 12


def renewed(city, months):
    """Sums of the flows of some months of renewal; people think of such things by turns, not every month."""
    total = Counter()
    for _month in range(months):
        total.update(renew_population(city, city.rules))
        skip(city)
    return total


COURSE = Programme(
    name="course", seats=1e7, per_trainee=3_000.0, mode="full_time", months=3, payer="government", allowance=500.0
)


def school(mode="full_time", **behaviour):
    """A city where everybody hears of the course, wants it and learns."""
    keen = {"awareness": 1.0, "training_intercept": 40.0, "training_reach": 1.0, "pass_rate": 1.0, "firm_training": 0.0}
    stay = dict.fromkeys(("completion_full_time", "completion_part_time", "completion_online"), 1.0)
    city = ten_people(**(keen | stay | {"learning_in_course": 0.5} | behaviour))
    city.workers.schooling[:] = 5
    return begin(city), [Offer(0, replace(COURSE, mode=mode), 1.0, np.ones(city.zones))]


SET_FIRMLY = ("hours_elasticity", "surge_strength", "wait_elasticity", "price_speed", "firm_step", "novice_gap")


def alone(platforms):
    """Leave one firm to each service."""
    platforms.running[SERVICES:], platforms.brand[:SERVICES] = 0.0, 1.0


def riders(demand, online=False, **behaviour):
    """All ten deliver for the only firm: no accidents, no luck, no penalties; `demand` orders a month in their market,
    whatever price and wait."""
    city = begin(ten_people(**(dict.fromkeys(SET_FIRMLY, 0.0) | behaviour)))
    alone(city.platforms)
    kind = LIVE if online else DELIVERY
    w, p, m = city.workers, city.platforms, city.markets
    w.status[:], w.employer[:], w.insured[:] = PLATFORM, kind, RESIDENT_SCHEME
    w.rating[:5] = 8_000
    p.luck[:], p.accident[:], p.age_bias[:], p.sex_bias[:] = 0.0, 0.0, 0.0, 0.0
    zone = 0 if online else city.grid.district[w.cell[0]]
    market = kind * city.zones + zone
    m.demand[:], m.demand[market] = 0.0, demand
    return city, market
