"""Rules of town and country.

An amount is that of the whole city: each district's part is its share of those whom it is for. A price has no effect
while nothing is bought, so its default is that of the lever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..params import param, params_of


def _amount(doc: str, unit: str, most: float) -> Any:
    return param(0.0, doc, unit=unit, within=(0, most), source="no policy")


def _price(default: float, doc: str, unit: str, most: float, source: str) -> Any:
    return param(default, doc, unit=unit, within=(0, most), source=source)


def price_of(bought: Any, known: Any, own: float) -> Any:
    """[zones] price where a lever joins in: the higher one where another buys already, else its own."""
    return np.where(bought > 0.0, np.maximum(known, own), own)


@dataclass(frozen=True)
class PlaceRules:
    """Rules of town and country. Every field is an array over the zones."""

    signal_spending: Any = _amount("spent on rural base stations", "yuan/year", 5e9)
    centre_posts: Any = _amount("annotation and quality-control posts in suburbs and county towns", "posts", 1e6)
    craftsman_posts: Any = _amount("posts for government data in county firms", "posts", 1e6)
    craftsman_wage: Any = _price(3_000.0, "paid for each of these posts", "yuan/month", 20_000, "C16")
    cloud_posts: Any = _amount("remote posts in the cloud park", "posts", 1e6)
    direct_margin: Any = _amount("part of the middlemen's margin that goes to producers", "share", 1)
    farm_stations: Any = _amount("township smart-farming stations", "stations", 10_000)
    farm_station_cost: Any = _price(200_000.0, "running cost of one", "yuan/year", 5e6, "judgement")
    technician_posts: Any = _amount("posts of digital agri-technicians", "posts", 1e5)
    technician_villages: Any = _price(10.0, "villages each of them serves", "villages", 100, "C26")
    technician_pay: Any = _price(4_000.0, "paid for each of these posts", "yuan/month", 20_000, "judgement")
    service_stations: Any = _amount("new employment service stations", "stations", 10_000)
    service_station_cost: Any = _price(240_000.0, "running cost of one", "yuan/year", 5e6, "judgement")
    start_up_lease: Any = _amount("paid to starters near a new station for a year", "yuan/month", 5_000)
    traffic_subsidy: Any = _amount("traffic bought for rural sellers", "yuan/year", 5e9)
    silver_subsidy: Any = _amount("paid to people of 65 and over for an hour of online work", "yuan/hour", 500)
    elderly_courses: Any = _amount("places a year on literacy courses for people of 60 and over", "persons/year", 5e6)
    migrant_courses: Any = _amount("the same for migrants of rural hukou", "persons/year", 5e6)
    disabled_courses: Any = _amount("the same for disabled people", "persons/year", 5e6)
    literacy_price: Any = _price(300.0, "paid for each of these places", "yuan/person", 10_000, "judgement")
    helper_visits: Any = _amount("visits of helpers to people of 60 and over", "visits/year", 1e8)
    visit_price: Any = _price(20.0, "paid for a visit", "yuan/visit", 1_000, "judgement")
    exchange_share: Any = _amount("adults who take part in a skill exchange", "share/month", 1)
    exchange_price: Any = _price(3.0, "rooms and points, a participant", "yuan/person", 500, "judgement")
    loan_discount: Any = _amount("interest of a young business that is paid for it", "share/year", 0.2)
    loans: Any = _amount("young businesses whose interest can be paid", "loans", 1e6)
    skill_packs: Any = _amount("skill packs for starters", "packs/year", 1e6)
    pack_price: Any = _price(3_000.0, "cost of a pack with its advice", "yuan/pack", 50_000, "judgement")


# Rules that put something on the map; the others are prices and terms.
AMOUNTS = tuple(
    name for name, known in params_of(PlaceRules).items() if known.default == 0.0 and name != "start_up_lease"
)
