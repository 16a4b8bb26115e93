"""Farming: smart farming spreads from township stations, agri-technicians and neighbours; produce finds buyers."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel
from ....agents.workers import BP
from ...city import City
from ...draws import identity, uniform
from ...events import Events
from ...grid import VILLAGE
from ...profile import Floats
from ...rules import Rules
from .people import Rows
from .spending import buy, served, zone_parts

TOWNSHIP = 20_000  # residents a township station serves (judged)
VILLAGERS = 1_000  # residents of an administrative village (510 million rural residents, half a million villages, 2020)
MOST_TRAFFIC = 0.5  # of usual takings of a farm: more buyers than that one seller cannot serve (judged)
GOOD = 0.8  # bandwidth that is good enough to sell


def web_of(bandwidth: Floats) -> Floats:
    """[cells] connection, 1 where it is good enough to sell."""
    return np.minimum(1.0, bandwidth / GOOD)


def villagers(city: City) -> Floats:
    """[cells] share of the city's people who live in village cells there."""
    return np.where(city.grid.klass == VILLAGE, city.grid.people, 0.0)


def open_farm_stations(city: City, rules: Rules) -> Floats:
    """Pay the month of the township stations; [cells] share of farmers they serve, where most people live first."""
    people = villagers(city)
    stations = rules.farm_stations * zone_parts(city, people)
    paid = buy(city, rules, "providers", "stations", float((stations * rules.farm_station_cost).sum()) / 12.0)
    return served(city, people, people, paid * stations * TOWNSHIP / city.profile.residents)


def visit_villages(city: City, rules: Rules, filled: Floats) -> Floats:
    """[cells] share of farmers whom agri-technicians visit; `filled` posts by zone, whole city. Technicians go where
    the villages are in the districts in scope, wherever the firm that employs them has its seat."""
    people = villagers(city)
    districts = zone_parts(city, people * (rules.technician_posts > 0.0)[city.grid.district])
    villages = filled.sum() * districts * rules.technician_villages
    return served(city, people, people, villages * VILLAGERS / city.profile.residents)


def spread(city: City, farming: Floats, selling: Floats, station: Floats, visited: Floats) -> tuple[Floats, Floats]:
    """[cells] farmers who know smart farming and live selling, a month later (Bass 1969): some are taught, some copy
    their neighbours in the cells around."""
    b = city.behaviour
    rural = city.grid.klass == VILLAGE
    taught = b.farm_teaching * station + b.farm_visits * visited
    chance = np.minimum(1.0, taught + b.farm_imitation * around(city, farming)) * rural
    chance_live = np.minimum(1.0, b.farm_teaching * station + b.farm_imitation * around(city, selling)) * rural
    return farming + (1.0 - farming) * chance, selling + (1.0 - selling) * chance_live


def around(city: City, value: Floats) -> Floats:
    """[cells] mean of a value over a village cell and the village cells next to it."""
    size, rural = city.grid.size, (city.grid.klass == VILLAGE).astype(np.float64)
    total, count = np.zeros((size, size)), np.zeros((size, size))
    field, here = (np.pad((x * rural).reshape(size, size), 1) for x in (value, np.ones(len(value))))
    for row in range(3):
        for column in range(3):
            total += field[row : row + size, column : column + size]
            count += here[row : row + size, column : column + size]
    return np.asarray((total / np.maximum(count, 1.0)).ravel())


def produce_price(city: City, smart: Floats, farmers: Rows) -> Floats:
    """[cells] price of farm produce over the usual one, less one: what smart farmers bring beyond the usual to a market
    in which residents buy a part, at a demand that is not elastic."""
    b, w = city.behaviour, city.workers
    if not len(farmers) or not smart.any():
        return np.zeros(city.grid.cells)
    able = np.minimum(1.0, w.literacy[farmers] * BP / b.selling_literacy)
    more = b.smart_farming_gain * float((able * smart[w.cell[farmers]]).mean())
    fall = (1.0 + more) ** (-b.farm_local / b.food_elasticity) - 1.0
    return np.where(city.grid.klass == VILLAGE, fall, 0.0)


def direct_margin(city: City, rules: Rules, selling: Floats, rural: Rows, sellers: Rows) -> tuple[Floats, float]:
    """[cells] share of takings that connected producers gain by selling past the middlemen and live: the more of the
    `rural` self-employed do, the less each gains. And what middlemen lose by it, fen a month."""
    b, w = city.behaviour, city.workers
    if not (selling.any() or rules.somewhere.direct_margin):
        return np.zeros(city.grid.cells), 0.0
    over = b.middleman_margin / (1.0 - b.middleman_margin)
    past = np.where(city.grid.klass == VILLAGE, rules.direct_margin[city.grid.district] * b.direct_sales, 0.0)
    crowd = w.cell[sellers]
    by_direct, by_live = ((x[crowd].sum() / max(1, len(rural))) for x in (past, selling))
    direct = past * over * (1.0 - b.selling_crowding * by_direct)
    live = b.live_selling_gain * selling * (1.0 - b.selling_crowding * by_live)
    lost = float((direct[crowd] * w.earned[sellers]).sum()) / (1.0 + over)
    return direct + live, lost


def buy_traffic(city: City, rules: Rules, selling: Rows) -> Floats:
    """Buy traffic for the rural sellers of each district; [cells] takings it brings each of them, yuan a month."""
    b, zone = city.behaviour, city.grid.district
    sellers = np.bincount(zone[city.workers.cell[selling]], minlength=city.zones)
    wanted = rules.traffic_subsidy * zone_parts(city, villagers(city)) / 12.0
    most = MOST_TRAFFIC * b.farm_income
    each = np.minimum(most, b.traffic_return * wanted / np.maximum(sellers * city.weight, 1e-9)) * (sellers > 0)
    cost = each * sellers * city.weight / max(b.traffic_return, 1e-9)
    each = each * buy(city, rules, "platforms", "traffic", float(cost.sum()))
    return np.where(city.grid.klass == VILLAGE, each[zone], 0.0)


def rural_sellers(city: City, bandwidth: Floats, rural: Rows) -> Rows:
    """Rows of the `rural` self-employed who can sell online."""
    able = Events.room_for(len(rural))
    web, key, needed = web_of(bandwidth), city.draws.lifelong("sells online"), city.behaviour.selling_literacy
    _find_sellers(len(rural), rural, city.workers.view(), web, key, needed, able.buffer, able.counts)
    return able.rows()


@kernel
def _find_sellers(lo, hi, part, rural, w, web, key, needed, able, counts):
    found = 0
    for k in range(lo, hi):
        i = rural[k]
        able[lo + found] = i
        share = min(1.0, w.literacy[i] * BP / needed) * web[w.cell[i]]
        found += uniform(key, identity(i, w.born[i])) < share
    counts[part] = found
