"""The protection fund: it pays for accidents of platform workers and part of flexible workers' premiums, out of what
platforms contribute and government matches, and never more than it holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted, serial
from ....agents.government import carried_support, eased, joining, rate_needed
from ....agents.workers import EMPLOYEE_SCHEME, PLATFORM
from ...by_status import by_status
from ...city import City
from ...draws import uniform_column
from ...funds import special_fund_free, spend_special
from ...ledger import PROTECTION_FUND, SOCIAL_INSURANCE
from ...places import on_platforms
from ...rules import Rules

REVIEWS = 12  # months between two looks of a flexible worker at insurance


def set_support(city: City, rules: Rules) -> None:
    """What the fund sets aside for courses, the premium support it can afford, the medical cover it can honour, and
    the part of its rate that it needs.

    Support and reserve are limited by what the fund holds: it never falls while there is more than the reserve, and
    where the most that it may pay leaves money over, platforms are asked for less.
    """
    g, b = city.government, city.behaviour
    balance = city.ledger.balances[PROTECTION_FUND]
    if g.fund_income <= 0 and balance <= 0:
        g.support, g.cover, g.levied, g.for_training = 0.0, 0.0, 1.0, 0
        return
    share = rules.average.fund_training_share
    g.for_training = int(min(g.for_training + share * g.fund_income, b.training_purse * share * g.fund_income))
    people = max(1, int(np.count_nonzero(on_platforms(city))))
    premiums, insured = 100.0 * rules.average.flexible_premium * people, g.flexible_insured / people
    reserve = b.fund_reserve * (g.fund_claims + g.support * premiums * insured)
    beyond = balance - g.for_training - reserve
    released = beyond / b.fund_spending - g.fund_claims
    spare = (1.0 - share) * g.fund_income + released
    wanted = interpreted(carried_support)(spare, premiums, insured, g.support, b)
    if beyond >= 0.0:
        wanted = max(wanted, g.support)
    full = (1.0 - share) * g.fund_income / g.levied
    insured = interpreted(joining)(insured, g.support, b.most_support, b.insurance_price)
    outgo = b.most_support * premiums * insured
    needed = interpreted(rate_needed)(full, outgo - released)
    g.support = interpreted(eased)(g.support, wanted, b.support_step)
    g.levied = interpreted(eased)(g.levied, needed, b.support_step)
    g.cover = min(1.0, (balance - g.for_training + g.fund_income) / max(g.fund_claims, 1.0))


def treat_injured(
    city: City, rules: Rules, rows: NDArray[np.uint32], insured: NDArray[np.bool_], flows: dict[str, int]
) -> None:
    """Medical cost of accidents: met by the injury pilot for those `insured` in it, else partly by the protection fund,
    else by the injured."""
    w, g, pay = city.workers, city.government, city.ledger.pay
    flows["injuries"], flows["injuries_covered"] = len(rows), 0
    if not len(rows):
        g.fund_claims *= 1.0 - city.behaviour.claims_speed  # a month without claims counts too
        return
    cost = _cost_of_accidents(city, rows)
    by_pilot = np.where(insured, cost, 0)
    cover = rules.medical_cover[city.grid.district[w.cell[rows]]]
    promised = np.where(insured, 0, np.round(cost * cover)).astype(np.int64)
    g.fund_claims += city.behaviour.claims_speed * (promised.sum() - g.fund_claims)
    by_fund = np.floor(promised * _honoured(city, int(promised.sum()))).astype(np.int64)
    pay("households", "providers", "medical_costs", int(cost.sum()))
    pay(SOCIAL_INSURANCE, "households", "injury_cover", int(by_pilot.sum()))
    pay(PROTECTION_FUND, "households", "fund_cover", int(by_fund.sum()))
    w.transfers[rows] += by_pilot + by_fund - cost
    flows["injuries_covered"] = int(((by_pilot + by_fund) > 0).sum())


def match_contributions(city: City, rules: Rules) -> None:
    """Government matches the month's contributions as far as the special fund's yearly limit allows."""
    contributed = city.ledger.total("fund_contributions")
    wanted = int(round(contributed * rules.average.fund_match))
    free = special_fund_free(city, rules)
    match = spend_special(city, rules, PROTECTION_FUND, "fund_match", min(wanted, free))
    city.government.fund_income = contributed + match


def affordable_support(city: City, rules: Rules) -> float:
    """Share of the premium supported this month: what was announced, cut if the balance would not carry it."""
    w, support = city.workers, city.government.support
    if support <= 0.0:
        return 0.0
    balance = max(0, city.ledger.balances[PROTECTION_FUND] - city.government.for_training)
    most = _insured_at_most(by_status(city), on_platforms(city), w.since, w.insured, city.month)
    due = 100.0 * float(rules.flexible_premium.max()) * support * most
    return support if due <= balance else support * balance / due


@serial
def _insured_at_most(people, working, since, insured, month):
    """Platform workers in the employees' scheme, or about to look at it."""
    heads = 0
    for block in range(len(people.first)):
        for k in range(people.bounds[block, PLATFORM], people.bounds[block, PLATFORM + 1]):
            i = people.first[block] + people.order[k]
            looks = (i + month) % REVIEWS == 0 or since[i] == month
            heads += 1 if working[i] and (looks or insured[i] & EMPLOYEE_SCHEME) else 0
    return heads


def _cost_of_accidents(city: City, rows: NDArray[np.uint32]) -> NDArray[np.int64]:
    """What treating each of the injured costs, fen: evenly spread around the mean."""
    b = city.behaviour
    spread = uniform_column(city.draws.key("severity"), rows.astype(np.uint64))
    severity = b.least_accident + 2.0 * (1.0 - b.least_accident) * spread
    return np.asarray(np.round(100.0 * b.accident_cost * severity).astype(np.int64))


def _honoured(city: City, promised: int) -> float:
    """Share of the promised medical cover that the balance carries."""
    available = max(0, city.ledger.balances[PROTECTION_FUND])
    return min(1.0, available / promised) if promised > 0 else 1.0
