"""Places: what policy builds, mans and teaches on the map this month."""

from __future__ import annotations

import numpy as np

from ...city import City
from ...grid import VILLAGE
from ...places import Places, TradeView
from ...profile import Floats
from ...rules import Rules
from ...rules.places import AMOUNTS
from .farming import (
    buy_traffic,
    direct_margin,
    open_farm_stations,
    produce_price,
    rural_sellers,
    spread,
    villagers,
    visit_villages,
    web_of,
)
from .own_business import cheaper_terms, give_packs, loan_share, pay_interest, pay_leases
from .people import People, Rows, find_people
from .posts import add_posts
from .silver import pay_silver_pool
from .spending import buy, served, zone_parts
from .teaching import teach

CLIENTS = 10_000  # residents an employment service station can serve (judged)


def tend_places(city: City, rules: Rules) -> None:
    """Build base stations, open stations and posts, let farmers, neighbours and starters learn; without any policy,
    now or before, nothing is done."""
    on = rules.somewhere
    active = any(getattr(on, name) for name in AMOUNTS)
    if not active and city.places.idle:
        return
    old, cells = city.places, city.grid.cells
    none, nowhere = np.zeros(cells), np.zeros(city.zones)
    people = find_people(city, rules)
    bandwidth, spent = _build_signal(city, rules)
    station = open_farm_stations(city, rules) if on.farm_stations else none
    posts, technicians = np.zeros(0), nowhere
    if on.centre_posts or on.craftsman_posts or on.cloud_posts or on.technician_posts:
        posts, technicians = add_posts(city, rules)
    visited = visit_villages(city, rules, technicians) if technicians.any() else none
    farming, selling = spread(city, old.farming, old.selling, station, visited)
    counsel = _open_service_stations(city, rules, people) if on.service_stations else none
    teach(city, rules, people)
    if on.silver_subsidy:
        pay_silver_pool(city, rules, people.members)
    sellers = rural_sellers(city, bandwidth, people.rural)
    margin, diverted = direct_margin(city, rules, selling, people.rural, sellers)
    city.places = Places(
        bandwidth=bandwidth,
        reach=1.0 + city.behaviour.counselling * counsel,
        spent=spent,
        farming=farming,
        selling=selling,
        posts=posts,
        silver=rules.silver_subsidy,
        trade=_terms_of_trade(city, rules, (people, sellers), (bandwidth, farming, margin, counsel)),
        diverted=diverted,
    )


def _terms_of_trade(
    city: City, rules: Rules, whom: tuple[People, Rows], ground: tuple[Floats, Floats, Floats, Floats]
) -> TradeView:
    """What a business of one's own can count on in each place, and what the fund pays for those that are young; of
    `whom`, all concerned and the sellers online, and `ground`, [cells] bandwidth, share of smart farmers, margin
    of sales past middlemen and share of people near a counsellor."""
    zones, (people, sellers), (bandwidth, farming, margin, counsel) = city.zones, whom, ground
    lease = np.where(counsel > 0.0, rules.start_up_lease[city.grid.district] * counsel, 0.0)
    if lease.any():
        lease = lease * pay_leases(city, rules, lease, people.started)
    borrows, credit, interest = np.zeros(zones), np.zeros(zones), np.zeros(zones)
    if rules.somewhere.loan_discount:
        borrows = loan_share(city, rules, people.started)
        credit, interest = cheaper_terms(city, rules)
        paid = pay_interest(city, rules, borrows, interest, people.started)
        borrows, interest = borrows * (paid > 0.0), interest * paid
    web, zone = web_of(bandwidth), city.grid.district
    trade = TradeView(
        on=0.0,
        web=web,
        smart=farming * web,
        price=produce_price(city, farming * web, people.farmers),
        margin=margin,
        traffic=buy_traffic(city, rules, sellers) if rules.somewhere.traffic_subsidy else np.zeros(city.grid.cells),
        lease=lease,
        borrows=borrows[zone],
        credit=credit[zone],
        interest=interest[zone],
        packs=(give_packs(city, rules, people.started) if rules.somewhere.skill_packs else np.zeros(zones))[zone],
        packed=np.maximum(0.0, city.month + 1.0 - city.government.since("skill_packs"))[zone],
    )
    helped = (trade.smart, trade.margin, trade.traffic, lease, borrows, trade.packs)
    return trade._replace(on=float(any(column.any() for column in helped)))


def _build_signal(city: City, rules: Rules) -> tuple[Floats, Floats]:
    """Spend the month's money on the cells with the worst signal first; [cells] bandwidth, and yuan spent so far."""
    grid, b, spent = city.grid, city.behaviour, city.places.spent
    cost = grid.km_per_cell**2 / b.base_station_km2 * b.base_station_cost
    weak = (grid.klass == VILLAGE) & (grid.people > 0.0) & (grid.bandwidth < b.base_station_bandwidth)
    if rules.somewhere.signal_spending:
        missing = np.where(weak, cost - spent, 0.0)
        lacking = np.bincount(grid.district, weights=missing, minlength=city.zones)
        budget = rules.signal_spending * zone_parts(city, np.where(weak, villagers(city), 0.0)) / 12.0
        budget = np.minimum(budget, lacking)
        budget = budget * buy(city, rules, "providers", "base_stations", float(budget.sum()))
        spent = spent + missing * served(city, 1.0 - grid.bandwidth, missing, budget)
    built = weak & (spent >= cost * (1.0 - 1e-9))
    return np.where(built, b.base_station_bandwidth, grid.bandwidth), spent


def _open_service_stations(city: City, rules: Rules, people: People) -> Floats:
    """[cells] share of people near a counsellor: new stations stand where most migrants live and no station is yet."""
    grid = city.grid
    migrants = people.migrants_of * ~grid.station
    stations = rules.service_stations * zone_parts(city, migrants.astype(np.float64))
    paid = buy(city, rules, "providers", "stations", float((stations * rules.service_station_cost).sum()) / 12.0)
    return served(city, migrants.astype(np.float64), grid.people, paid * stations * CLIENTS / city.profile.residents)
