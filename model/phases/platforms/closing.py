"""Closing: what the month brought on each market, who pays whom, and what policy costs platforms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS
from ....agents.compiled import serial
from ....agents.platforms import LIVE, SERVICES, service_of, usual_hourly
from ...city import City
from ...funds import special_fund_free, spend_special
from ...ledger import PLATFORMS, PROTECTION_FUND, SOCIAL_INSURANCE
from ...rules import Rules
from .oversight import burden_of_policy
from .pay import COSTS, HOURS, NET, ORDERS, RAISED

REVENUE, PREMIUM, BY_GOVERNMENT, COMMERCE, LEVY = range(5)  # what falls due, fen


def close_markets(city: City, rules: Rules, sums: NDArray[np.int64], flows: dict[str, int]) -> None:
    """Customers pay platforms, platforms pay workers, workers pay their running costs; levies on revenue fall due."""
    m, pay, due = city.markets, city.ledger.pay, np.zeros(5)
    tables = m.view(), city.platforms.view(), rules.view(), city.rules.view()
    _close(*tables, city.behaviour.view(), sums, due)
    revenue, premium, by_government, commerce, levy = (int(x) for x in due)
    pay("customers", PLATFORMS, "orders", revenue)
    pay("households", "customers", "running_costs", int(sums[:, COSTS].sum()))
    pay(PLATFORMS, "households", "platform_pay", int(sums[:, NET].sum() + sums[:, COSTS].sum()))
    free = special_fund_free(city, rules)
    subsidy = spend_special(city, rules, SOCIAL_INSURANCE, "injury_subsidy", min(by_government, free))
    pay(PLATFORMS, SOCIAL_INSURANCE, "injury_premiums", premium - subsidy)
    pay(PLATFORMS, "development_fund", "commerce_levy", commerce)
    pay(PLATFORMS, PROTECTION_FUND, "fund_contributions", levy)
    flows["orders"], flows["platform_revenue"] = int(m.orders.sum()), revenue
    _tell(city, flows)


def _tell(city: City, flows: dict[str, int]) -> None:
    """Note how well markets cleared: orders asked for, waits in hundredths, hours as orders; and the revenue of firms
    times their share of their service, whose sum over the revenue tells concentration."""
    m, by_service = city.markets, (-1, SERVICES, city.zones)
    flows["orders_asked"], flows["order_room"] = int(m.asked.sum()), int(m.capacity.sum())
    flows["order_wait"] = int(round(100.0 * float((m.asked * m.wait).sum())))
    revenue = (100.0 * m.orders * m.price * m.surge).reshape(by_service).sum(axis=2)
    whole = np.maximum(revenue.sum(axis=0), 1.0)
    flows["concentrated_revenue"] = int(round(float((revenue * revenue / whole).sum())))


@serial
def _close(m, p, rules, usual_rules, behaviour, sums, due):
    """What the month brought in each market, and what falls due in fen: revenue, injury premiums and government's share
    of them, levies; and what levies and compliance cost the platform."""
    b = behaviour[0]
    _count_orders(m, len(rules), sums, b)
    for market in range(len(m.share)):
        kind, zone = market // len(rules), market % len(rules)
        r = rules[zone]
        orders, hours = m.orders[market], sums[market, HOURS] * WEEKS
        known = sums[market, NET] / 100.0 / hours if hours > 0.0 else usual_hourly(kind, p)
        m.hourly[market] += b.news_speed * (known - m.hourly[market])
        m.raised[market] = sums[market, RAISED]
        revenue = round(orders * m.price[market] * m.surge[market] * 100.0)
        premium = round(orders * r.injury_premium * r.injury_pilot * 100.0)
        due[REVENUE] += revenue
        due[PREMIUM] += premium
        due[BY_GOVERNMENT] += premium * r.injury_by_government
        due[COMMERCE] += round(revenue * r.commerce_levy * (service_of(kind) == LIVE))
        due[LEVY] += round(revenue * r.fund_contribution)
        burden = r.fund_contribution + b.compliance_cost * r.dispatch_openness
        dividends = r.dividend_share * p.data_gain[kind] * m.consenting[market] * m.workers[market]
        burden += min(100.0 * dividends / revenue, b.most_dues) if revenue > 0.0 else 0.0
        burden += burden_of_policy(market, kind, m, p, r, usual_rules[zone], b)
        m.burden[market] = burden


@serial
def _count_orders(m, zones, sums, b):
    """Orders of each firm by what workers did: some of them had more on their hands than they could do."""
    for service in range(SERVICES):
        for zone in range(zones):
            done = served = 0.0
            for market in range(service * zones + zone, len(m.orders), SERVICES * zones):
                done += sums[market, ORDERS] / 100.0
                served += m.orders[market]
                if m.allotted[market] > 0.0:
                    did = m.filled[market] * sums[market, ORDERS] / 100.0 / m.allotted[market]
                    view = m.filled[market] + b.news_speed * (did - m.filled[market])
                    m.filled[market] = max(view, b.least_filled)
            for market in range(service * zones + zone, len(m.orders), SERVICES * zones):
                m.orders[market] *= done / served if served > 0.0 else 0.0
