"""Dispatch: people enter and leave platforms, and platforms hand out the month's orders."""

from __future__ import annotations

import numpy as np

from ....agents.workers import INJURY
from ...by_status import sorted_by_status
from ...city import City
from ...rules import Rules
from ..protection_fund import treat_injured
from ..work_choice import choose_work
from .closing import close_markets
from .firms import run_firms
from .ground import survey_ground
from .oversight import inspect_rules
from .pay import PRESCRIBED, pay_orders
from .remedies import remedy_wrongs
from .side import choose_side, in_pilot, pay_side
from .supply import share_out
from .terms import terms_of


def dispatch_orders(city: City, rules: Rules) -> dict[str, int]:
    """Entry and exit, the handing out of orders, accidents, ratings and rungs; return the flows of people and
    orders."""
    flows = choose_work(city, rules)
    city.standing = sorted_by_status(city)
    inspect_rules(city, rules, flows)
    terms = terms_of(city, rules)
    side = choose_side(city, rules)
    offered = share_out(
        city, rules, terms, side
    )  # hours and claims; price, wait and the worth of a claim settle in each market
    sums, injured = pay_orders(city, terms)
    hurt = pay_side(city, terms, side, sums, flows)
    close_markets(city, rules, sums, flows)
    survey_ground(city, offered)  # where an hour finds most gets about by the next month
    remedy_wrongs(city, rules, terms, sums[:, PRESCRIBED], flows)
    run_firms(city, rules, flows)  # they set price and commission, reckon their profit, give up or come
    insured = (city.workers.insured[injured] & INJURY) > 0, in_pilot(city, rules, hurt)
    treat_injured(city, rules, np.concatenate((injured, hurt)), np.concatenate(insured), flows)
    return flows
