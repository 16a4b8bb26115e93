"""Public job services: what platform, talent pool, shared data and help for the unemployed cost, and what stops when
money runs out."""

from __future__ import annotations

import numpy as np

from ....agents.workers import UNEMPLOYED
from ...city import City
from ...funds import special_fund_free, spend_special
from ...rules import Rules

SERVICES = ("skill_recommendation", "talent_pool", "data_sharing")


def run_services(city: City, rules: Rules) -> Rules:
    """Pay for a month of the services out of the special fund; the rules, without the services if it is exhausted."""
    if not rules.somewhere.service_cost:
        return rules
    adults = np.asarray(city.profile.district_shares) * len(city.workers)
    due = int(round(100.0 * float((rules.service_cost * adults).sum()) / 12.0))
    if due > special_fund_free(city, rules):
        return rules.amended(**{name: np.zeros(city.zones) for name in SERVICES})
    spend_special(city, rules, "providers", "job_services", due)
    return rules


def support_search(city: City, rules: Rules) -> Rules:
    """Pay what helps the unemployed of each district to look for work; the rules, without that help in a month in which
    the special fund cannot pay for all of it."""
    if not rules.somewhere.search_support:
        return rules
    w = city.workers
    jobless = np.bincount(city.grid.district[w.cell[w.status == UNEMPLOYED]], minlength=city.zones)
    due = int(round(100.0 * float((rules.search_support_cost * (rules.search_support > 0.0) * jobless).sum())))
    if due > special_fund_free(city, rules):
        return rules.amended(search_support=np.zeros(city.zones))
    spend_special(city, rules, "providers", "job_services", due)
    return rules


def accommodate(city: City, rules: Rules, hired_disabled: np.ndarray) -> int:
    """Pay accessible-work packs for disabled persons just hired (their home cells), as far as the special fund goes."""
    if not rules.somewhere.accessible_work:
        return 0
    zone = city.grid.district[hired_disabled]
    cost = np.round(100.0 * rules.accommodation_cost[zone] * (rules.accessible_work[zone] > 0.0))
    affordable = np.cumsum(cost) <= special_fund_free(city, rules)
    spend_special(city, rules, "providers", "accommodations", int(cost[affordable].sum()))
    return int(np.count_nonzero(affordable & (cost > 0.0)))
