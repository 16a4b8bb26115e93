"""Settlement: wages, contributions, taxes, benefits and premiums change hands; every fen goes through the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....agents.choices import vat_due
from ....agents.compiled import kernel, parts, rule
from ....agents.workers import EMPLOYED, EMPLOYEE_SCHEME, FEN, FULL_TIME, PLATFORM, SELF_EMPLOYED, age_in_years
from ...city import City
from ...draws import identity, uniform
from ...funds import spend_special
from ...ledger import GOVERNMENT, OUTLAYS, PROTECTION_FUND, SPECIAL_FUND
from ...programme import Offer
from ...rules import Rules
from ..jobs.post_costs import watch_revenue
from ..places.own_business import business_keys, in_pool
from ..platforms.remedies import CONTRACTOR
from ..protection_fund import REVIEWS, affordable_support, match_contributions
from .cover import pay_premium, review_cover
from .incomes import net_wage, pension, sell, support
from .sums import INSURED, ON_PLATFORMS, PAYMENTS, RECEIVERS, VAT
from .terms import terms_of

MOST_FALLS = 250  # months in a row that are told apart


def settle_accounts(city: City, rules: Rules, offers: Sequence[Offer]) -> dict[str, int]:
    """Pay everyone for the month and write it to the ledger; return heads of the insured and of benefit receivers."""
    match_contributions(city, rules)
    by_fund = affordable_support(city, rules)
    heads = _pay_everyone(city, rules, offers, by_fund)
    watch_revenue(city, rules)
    city.government.flexible_insured = heads[ON_PLATFORMS]
    return {
        "flexible_insured": heads[INSURED],
        "benefit_receivers": heads[RECEIVERS],
        "fund_balance": city.ledger.balances[PROTECTION_FUND],
        "support_bp": int(round(10_000 * by_fund)),
        "public_outlays": public_outlays(city),
    }


def public_outlays(city: City) -> int:
    """Fen that government spent this month on what the plan may change: grants to the special fund, existing courses,
    oversight, outsourced work, tax forgone."""
    flows = city.ledger.flows.items()
    return sum(amount for (payer, _, account), amount in flows if payer == GOVERNMENT and account in OUTLAYS)


def _pay_everyone(city: City, rules: Rules, offers: Sequence[Offer], by_fund: float) -> list[int]:
    """Everybody's income of the month, booked by account; the heads that were counted."""
    w, g, draws = city.workers, city.grid, city.draws
    sums = np.zeros((parts(len(w)), len(PAYMENTS)), np.int64)
    heads = np.zeros((parts(len(w)), 3), np.int64)
    _settle(
        len(w),
        w.view(),
        city.employers.contributes,
        (g.district, g.klass, city.places.terms),
        terms_of(city, rules, by_fund),
        np.array([0.0] + [o.programme.allowance for o in offers]),
        city.behaviour.view(),
        city.month,
        (draws.key("takings"), business_keys(draws)),
        (
            draws.key("take up insurance"),
            draws.lifelong("informed"),
            draws.lifelong("residents' scheme"),
            draws.lifelong(CONTRACTOR),
        ),
        sums,
        heads,
    )
    for (account, payer, payee), amount in zip(PAYMENTS, sums.sum(axis=0), strict=True):
        if payer == SPECIAL_FUND:
            spend_special(city, payee, account, int(amount))
        else:
            city.ledger.pay(payer, payee, account, int(amount))
    return [int(x) for x in heads.sum(axis=0)]


@kernel
def _settle(
    lo, hi, part, w, contributes, ground, terms, allowance, behaviour, month, business_keys, cover_keys, sums, heads
):
    """Income of the month of each person; cover of the flexible is reviewed once a year."""
    b = behaviour[0]
    district, place, trade = ground
    for n in range(lo, hi):
        i = np.uint32(n)
        status, zone = w.status[i], district[w.cell[i]]
        t = terms[zone, 1 if status == PLATFORM else 0]
        if status == EMPLOYED:
            income = net_wage(part, w.wage[i], contributes[w.employer[i]], t, sums)
        elif status == PLATFORM or status == SELF_EMPLOYED:
            if status == SELF_EMPLOYED:
                sell(i, part, w, month, place, trade[w.cell[i]], b, business_keys, sums)
            income = _flexible(i, part, w, month, t, b, cover_keys, sums, heads)
        else:
            income = support(i, part, w, month, t, allowance, b, sums, heads)
        income += w.transfers[i]
        w.falls[i] = min(MOST_FALLS, w.falls[i] + 1) if income < b.fall_noticed * w.income[i] else 0
        w.income[i] = income
        w.transfers[i] = 0


@rule
def _flexible(i, part, w, month, t, b, keys, sums, heads):
    """What a flexible worker keeps of pay or takings, fen: cover is reviewed once a year, premiums and tax are paid.
    Members of the silver pool are retired already: the pension goes on, no premium is due."""
    income, age = w.earned[i], age_in_years(month, w.born[i])
    as_employee = False
    if t.reclassified > 0.0 and w.hours[i] >= FULL_TIME:
        as_employee = uniform(keys[3], identity(i, w.born[i])) < t.reclassified
    if t.silver > 0.0 and in_pool(w.status[i], w.employer[i], age):
        income += pension(i, part, w, b, sums)
    else:
        if (i + month) % REVIEWS == 0 or month == w.since[i]:
            review_cover(i, w, age, income, as_employee, t, b, keys)
        if w.insured[i] & EMPLOYEE_SCHEME:
            income -= pay_premium(part, as_employee, t, sums)
            heads[part, INSURED] += 1
            heads[part, ON_PLATFORMS] += w.status[i] == PLATFORM
    vat = int(100.0 * vat_due(w.earned[i] * FEN, t.vat_threshold, t.vat_rate))
    sums[part, VAT] += vat
    return income - vat
