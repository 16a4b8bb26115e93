"""Dispatch: people enter and leave platforms, and platforms hand out the month's orders."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS, bias_factor, hours_wanted
from ....agents.compiled import kernel, parts, serial
from ....agents.platforms import (
    LIVE,
    dispatch_weight,
    market_of,
    orders_received,
    penalty_chance,
    promotion_chance,
    usual_hourly,
)
from ....agents.workers import BP, INJURY, PLATFORM, age_in_years
from ...city import City
from ...draws import identity, mix, normal, uniform, uniform_column
from ...events import Events
from ...funds import special_fund_free, spend_special
from ...rules import Rules
from ..places.own_business import SILVER_HOURS, in_pool
from ..work_choice import choose_work
from .oversight import burden_of_policy, inspect_rules, orders_kept
from .remedies import remedy_wrongs

NO_CERTIFICATE = np.uint64(0)


def dispatch_orders(city: City, rules: Rules) -> dict[str, int]:
    """Entry and exit, the handing out of orders, accidents, ratings and rungs; return the flows of people and
    orders."""
    flows = choose_work(city, rules)
    inspect_rules(city, rules, flows)
    _hand_out(city, rules, flows)
    return flows


def _hand_out(city: City, rules: Rules, flows: dict[str, int]) -> None:
    """Split each market's orders over its active workers by the dispatch rule; pay, accidents, ratings, rungs."""
    w, g, m, p, draws = city.workers, city.grid, city.markets, city.platforms, city.draws
    zones = city.zones
    n = len(w)
    weight, capacity = np.zeros((parts(n), len(m)), np.int64), np.zeros((parts(n), len(m)), np.int64)
    heads = np.zeros((parts(n), len(m)), np.int64)
    ground = (g.district, g.demand_km)
    long_key = draws.lifelong("taste for long hours")
    b = city.behaviour.view()
    _sum_supply(
        n,
        w.view(),
        p.view(),
        m.view(),
        ground,
        rules.silver_subsidy,
        zones,
        city.month,
        b,
        long_key,
        (rules.vat_rate, rules.vat_threshold),
        weight,
        capacity,
        heads,
    )
    level = city.calendar.demand(city.month, city.start, ["orders"])[0]
    _share_out(m.view(), p.view(), rules.view(), b, level, weight, capacity, heads)
    totals = np.zeros((parts(n), len(m), 6), np.int64)
    injured = Events.room_for(n)
    _pay_orders(
        n,
        w.view(),
        p.view(),
        m.view(),
        ground,
        rules.view(),
        zones,
        city.month,
        b,
        (draws.key("order luck"), draws.key("wrongful penalty"), draws.key("accident"), draws.key("promotion")),
        totals,
        injured.buffer,
        injured.counts,
    )
    sums = totals.sum(axis=0)
    _settle_orders(city, rules, sums, flows)
    remedy_wrongs(city, rules, sums[:, 4], flows)
    _treat_injured(city, rules, injured.rows(), flows)


def _settle_orders(city: City, rules: Rules, sums: NDArray[np.int64], flows: dict[str, int]) -> None:
    """Customers pay platforms, platforms pay workers, workers pay their running costs; levies on revenue fall due."""
    m, pay, due = city.markets, city.ledger.pay, np.zeros(5)
    _close(m.view(), city.platforms.view(), rules.view(), city.rules.view(), city.behaviour.view(), sums, due)
    revenue, premium, by_government, commerce, levy = (int(x) for x in due)
    pay("customers", "platforms", "orders", revenue)
    pay("households", "customers", "running_costs", int(sums[:, 2].sum()))
    pay("platforms", "households", "platform_pay", int(sums[:, 1].sum() + sums[:, 2].sum()))
    subsidy = min(by_government, special_fund_free(city, rules))
    spend_special(city, "social_insurance", "injury_subsidy", subsidy)
    pay("platforms", "social_insurance", "injury_premiums", premium - subsidy)
    pay("platforms", "development_fund", "commerce_levy", commerce)
    pay("platforms", "protection_fund", "fund_contributions", levy)
    flows["orders"], flows["platform_revenue"] = int(m.orders.sum()), revenue


def _treat_injured(city: City, rules: Rules, rows: NDArray[np.uint32], flows: dict[str, int]) -> None:
    """Medical cost of accidents: met by the injury pilot, else partly by the protection fund, else by the injured."""
    w, b, ledger = city.workers, city.behaviour, city.ledger
    flows["injuries"], flows["injuries_covered"] = len(rows), 0
    if not len(rows):
        city.government.fund_claims *= 0.8  # a month without claims counts too
        return
    zone = city.grid.district[w.cell[rows]]
    spread = uniform_column(city.draws.key("severity"), rows.astype(np.uint64))
    cost = np.round(100.0 * b.accident_cost * (0.3 + 1.4 * spread)).astype(np.int64)
    insured = (w.insured[rows] & INJURY) > 0
    by_pilot = np.where(insured, cost, 0)
    promised = np.where(insured, 0, np.round(cost * rules.medical_cover[zone])).astype(np.int64)
    city.government.fund_claims += 0.2 * (promised.sum() - city.government.fund_claims)
    available = max(0, ledger.balances["protection_fund"])
    honoured = min(1.0, available / promised.sum()) if promised.sum() > 0 else 1.0
    by_fund = np.floor(promised * honoured).astype(np.int64)
    ledger.pay("households", "providers", "medical_costs", int(cost.sum()))
    ledger.pay("social_insurance", "households", "injury_cover", int(by_pilot.sum()))
    ledger.pay("protection_fund", "households", "fund_cover", int(by_fund.sum()))
    w.transfers[rows] += by_pilot + by_fund - cost
    flows["injuries_covered"] = int(((by_pilot + by_fund) > 0).sum())


@serial
def _share_out(m, p, rules, behaviour, level, weight, capacity, heads):
    """What a claim on orders is worth in each market: demand is elastic in what customers pay, less what gaming and
    worse algorithms cost."""
    b = behaviour[0]
    for market in range(len(m.share)):
        kind, r = market // len(rules), rules[market % len(rules)]
        supply = weight[:, market].sum() / 100.0
        m.capacity[market] = capacity[:, market].sum() / 100.0
        m.workers[market] = heads[:, market].sum()
        price = 1.0 + m.pass_through[market] * b.customers_bear
        gaming = 1.0 - b.gaming_loss * r.dispatch_openness
        worse = 1.0 - b.algorithm_loss * r.dividend_share
        demand = m.demand[market] * level * gaming * worse * price ** -p.price_elasticity[kind]
        m.share[market] = demand * orders_kept(market, m, r, b) / supply if supply > 0.0 else 0.0


@serial
def _close(m, p, rules, usual_rules, behaviour, sums, due):
    """What the month brought in each market, and what falls due in fen: revenue, injury premiums and government's share
    of them, levies. What levies and compliance cost, the platform recovers step by step, from workers and customers."""
    b = behaviour[0]
    for market in range(len(m.share)):
        kind, zone = market // len(rules), market % len(rules)
        r = rules[zone]
        orders, hours = sums[market, 0] / 100.0, sums[market, 3] * WEEKS
        if hours > 0.0:
            m.hourly[market] += b.news_speed * (sums[market, 1] / 100.0 / hours - m.hourly[market])
        m.orders[market], m.raised[market] = orders, sums[market, 5]
        revenue = round(orders * p.price[kind] * 100.0 * (1.0 + m.pass_through[market] * b.customers_bear))
        premium = round(orders * r.injury_premium * r.injury_pilot * 100.0)
        due[0] += revenue
        due[1] += premium
        due[2] += premium * r.injury_by_government
        due[3] += round(revenue * r.commerce_levy * (kind == LIVE))
        due[4] += round(revenue * r.fund_contribution)
        burden = r.fund_contribution + b.compliance_cost * r.dispatch_openness
        burden += b.dividend_burden * r.dividend_share
        burden += burden_of_policy(market, kind, m, p, r, usual_rules[zone], b)
        m.pass_through[market] += 0.25 * (b.pass_through * burden - m.pass_through[market])


@kernel
def _sum_supply(lo, hi, part, w, p, m, ground, silver, zones, month, behaviour, long_key, tax, weight, capacity, heads):
    """Hours of each worker; dispatch weight, order capacity (both in hundredths) and heads of each market."""
    b = behaviour[0]
    district, km = ground
    vat_rate, vat_threshold = tax
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != PLATFORM:
            continue
        platform, zone = w.employer[i], district[w.cell[i]]
        market = market_of(platform, zone, zones, p.online[platform])
        taste = uniform(long_key, identity(i, w.born[i]))
        pay_ratio = m.hourly[market] / usual_hourly(platform, p)
        if w.earned[i] > 100.0 * vat_threshold[zone]:
            pay_ratio *= 1.0 - vat_rate[zone]
        w.hours[i] = int(hours_wanted(taste, pay_ratio, b) + 0.5)
        if silver[district[w.cell[i]]] > 0.0 and in_pool(PLATFORM, platform, age_in_years(month, w.born[i])):
            w.hours[i] = min(w.hours[i], SILVER_HOURS)
        month_hours = w.hours[i] * WEEKS
        pace = p.pace[platform] * (1.0 - b.pressure_pace * m.relief[market])
        fairness = bias_factor(
            age_in_years(month, w.born[i]),
            w.sex[i],
            p.age_bias[platform] * m.bias[market],
            p.sex_bias[platform] * m.bias[market],
        )
        claim = dispatch_weight(
            month_hours * pace,
            w.rating[i] * BP,
            (month - w.since[i]) / 12.0,
            km[w.cell[i]],
            fairness,
            p.rating_weight[platform],
            p.tenure_weight[platform],
            p.distance_weight[platform],
        )
        weight[part, market] += int(100.0 * claim)
        capacity[part, market] += int(100.0 * month_hours * pace)
        heads[part, market] += 1


@kernel
def _pay_orders(lo, hi, part, w, p, m, ground, rules, zones, month, behaviour, keys, totals, injured, counts):
    """Orders, pay, penalties, accidents, rating and rung of each active worker; totals in hundredths and fen by
    market."""
    b = behaviour[0]
    district, km = ground
    luck_key, penalty_key, accident_key, promotion_key = keys
    hurt = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        if w.status[i] != PLATFORM:
            continue
        platform = w.employer[i]
        zone = district[w.cell[i]]
        market = market_of(platform, zone, zones, p.online[platform])
        openness = rules[zone].dispatch_openness
        hours = w.hours[i] * WEEKS
        pace = p.pace[platform] * (1.0 - b.pressure_pace * m.relief[market])
        fairness = bias_factor(
            age_in_years(month, w.born[i]),
            w.sex[i],
            p.age_bias[platform] * m.bias[market],
            p.sex_bias[platform] * m.bias[market],
        )
        claim = dispatch_weight(
            hours * pace,
            w.rating[i] * BP,
            (month - w.since[i]) / 12.0,
            km[w.cell[i]],
            fairness,
            p.rating_weight[platform],
            p.tenure_weight[platform],
            p.distance_weight[platform],
        )
        spread = p.luck[platform] * (1.0 - b.openness_calms * openness)
        orders = orders_received(claim, m.share[market], normal(luck_key, i), spread, hours * pace)
        commission = p.commission[platform] + m.pass_through[market] * (1.0 - b.customers_bear)
        full = orders * p.price[platform] * (1.0 - commission)
        pay = full * (1.0 + (b.rung_pay + rules[zone].rung_premium) * w.rung[i])
        pay *= 1.0 + rules[zone].peak_bonus * p.peak_share[platform] * p.forced[platform]
        taken_up = rules[zone].intervention * b.report_chance * b.report_upheld
        if uniform(penalty_key, i) < penalty_chance(b.wrongful_penalty, taken_up, rules[zone].intervention_pay):
            loss = b.penalty_size * pay
            success = b.appeal_success * (1.0 + b.aid_success * rules[zone].legal_aid)
            if rules[zone].appeal_days > 0.0 and uniform(mix(penalty_key), i) < success:
                loss *= min(1.0, rules[zone].appeal_days / 90.0)
            elif taken_up > 0.0 and uniform(mix(mix(penalty_key)), i) < taken_up:
                loss *= min(1.0, rules[zone].intervention_days / 90.0) - rules[zone].intervention_pay
            pay -= loss
        pay -= orders * rules[zone].injury_premium * rules[zone].injury_pilot * rules[zone].injury_by_worker
        cost = orders * p.cost[platform]
        net = int(100.0 * max(0.0, pay - cost))
        w.earned[i] = net
        w.gig[i] = month
        totals[part, market, 0] += int(100.0 * orders)
        totals[part, market, 1] += net
        totals[part, market, 2] += int(100.0 * cost)
        totals[part, market, 3] += w.hours[i]
        totals[part, market, 4] += int(100.0 * full * rules[zone].rung_premium * w.rung[i])
        totals[part, market, 5] += w.rung[i] > 0
        busy = orders / max(1.0, hours * pace)
        calmer = 1.0 - b.pressure_accidents * m.relief[market]
        if uniform(accident_key, i) < p.accident[platform] / 12.0 * (0.5 + busy) * calmer:
            injured[lo + hurt] = i
            hurt += 1
        w.rating[i] += int(0.05 * (4_000.0 + 0.4 * w.application[i] + 1_500.0 * busy - w.rating[i]))
        tenure = month - w.since[i]
        if w.rung[i] < 2 and tenure > rules[zone].ladder_months:
            chance = b.promotion * w.rating[i] * BP
            if rules[zone].ladder_promotion > 0.0:
                chance += promotion_chance(
                    rules[zone].ladder_promotion,
                    w.rating[i] * BP,
                    w.certificates[i] != NO_CERTIFICATE,
                    b.ladder_uncertified,
                    m.raised[market] / max(m.workers[market], 1),
                    rules[zone].ladder_posts,
                )
            if uniform(promotion_key, i) < chance:
                w.rung[i] += 1
    counts[part] = hurt
