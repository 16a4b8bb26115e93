"""Rules of town and country.

An amount is that of the whole city: each district's part is its share of those whom it is for. A price has no effect
while nothing is bought, so its default is that of the lever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..params import param, params_of
from .unset import unset


def _price(default: float, doc: str, zh: str, unit: str, most: float, source: str) -> Any:
    return param(default, doc, zh, unit=unit, within=(0, most), source=source)


def price_of(bought: Any, known: Any, own: float) -> Any:
    """[zones] price where a lever joins in: the higher one where another buys already, else its own."""
    return np.where(bought > 0.0, np.maximum(known, own), own)


# fmt: off
@dataclass(frozen=True)
class PlaceRules:
    """Rules of town and country. Every field is an array over the zones."""

    signal_spending: Any = unset("spent on rural base stations", "用于农村基站的支出", "yuan/year", 5e9)
    centre_posts: Any = unset("annotation and quality-control posts in suburbs and county towns",
        "近郊和县城的标注与质检岗位", "posts", 1e6)
    craftsman_posts: Any = unset("posts for government data in county firms",
        "县域企业承接政府数据的岗位", "posts", 1e6)
    craftsman_wage: Any = _price(3_000.0, "paid for each of these posts",
        "为每个这类岗位的付费", "yuan/month", 20_000, "C16")
    cloud_posts: Any = unset("remote posts in the cloud park", "云上产业园的远程岗位", "posts", 1e6)
    direct_margin: Any = unset("part of the middlemen's margin that goes to producers",
        "中间商利润中归生产者的份额", "share")
    farm_stations: Any = unset("township smart-farming stations", "乡镇智慧农业站点", "stations", 10_000)
    farm_station_cost: Any = _price(200_000.0, "running cost of one",
        "一个站点的运行成本", "yuan/year", 5e6, "judgement")
    technician_posts: Any = unset("posts of digital agri-technicians", "数字农技员岗位", "posts", 1e5)
    technician_villages: Any = _price(10.0, "villages each of them serves",
        "每名农技员服务的村数", "villages", 100, "C26")
    technician_pay: Any = _price(4_000.0, "paid for each of these posts",
        "为每个这类岗位的付费", "yuan/month", 20_000, "judgement")
    service_stations: Any = unset("new employment service stations", "新设的就业驿站", "stations", 10_000)
    service_station_cost: Any = _price(240_000.0, "running cost of one",
        "一个驿站的运行成本", "yuan/year", 5e6, "judgement")
    start_up_lease: Any = unset("paid to starters near a new station for a year",
        "新驿站附近的创业者第一年的补助", "yuan/month", 5_000)
    traffic_subsidy: Any = unset("traffic bought for rural sellers", "为农村卖家购买的流量", "yuan/year", 5e9)
    silver_subsidy: Any = unset("paid to people of 65 and over for an hour of online work",
        "65岁及以上者每小时线上工作的补贴", "yuan/hour", 500)
    elderly_courses: Any = unset("places a year on literacy courses for people of 60 and over",
        "60岁及以上者每年的数字素养课程名额", "persons/year", 5e6)
    migrant_courses: Any = unset("the same for migrants of rural hukou", "同上，农村户籍外来者", "persons/year", 5e6)
    disabled_courses: Any = unset("the same for disabled people", "同上，残疾人", "persons/year", 5e6)
    literacy_price: Any = _price(300.0, "paid for each of these places",
        "每个名额的费用", "yuan/person", 10_000, "judgement")
    helper_visits: Any = unset("visits of helpers to people of 60 and over",
        "对60岁及以上者的上门帮扶", "visits/year", 1e8)
    visit_price: Any = _price(20.0, "paid for a visit", "每次上门的补助", "yuan/visit", 1_000, "judgement")
    exchange_share: Any = unset("adults who take part in a skill exchange", "参加技能互换的成人", "share/month")
    exchange_price: Any = _price(3.0, "rooms and points, a participant",
        "每名参加者的场地与积分费用", "yuan/person", 500, "judgement")
    loan_discount: Any = unset("interest of a young business that is paid for it",
        "为新办经营者支付的利率", "share/year", 0.2)
    loans: Any = unset("young businesses whose interest can be paid", "可获贴息的新办经营者", "loans", 1e6)
    skill_packs: Any = unset("skill packs for starters", "创业者的技能包", "packs/year", 1e6)
    pack_price: Any = _price(3_000.0, "cost of a pack with its advice",
        "一份技能包及其辅导的费用", "yuan/pack", 50_000, "judgement")
# fmt: on


# Rules that put something on the map; the others are prices and terms.
AMOUNTS = tuple(
    name for name, known in params_of(PlaceRules).items() if known.default == 0.0 and name != "start_up_lease"
)
