"""Settlement: wages, contributions, taxes, benefits and premiums change hands; every fen goes through the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....agents.choices import vat_due
from ....agents.compiled import kernel, parts
from ....agents.workers import (
    EMPLOYED,
    EMPLOYEE_SCHEME,
    FEN,
    FULL_TIME,
    INACTIVE,
    JOBLESS,
    PLATFORM,
    RESIDENT_SCHEME,
    SELF_EMPLOYED,
    TRAINING,
    age_in_years,
)
from ...city import City
from ...draws import identity, uniform
from ...funds import spend_special
from ...ledger import GOVERNMENT, OUTLAYS, PROTECTION_FUND, SPECIAL_FUND
from ...programme import Offer
from ...rules import Rules
from ..jobs.hours import ON_LEAVE, line_pay, on_leave, pay_of_month
from ..jobs.post_costs import watch_revenue
from ..places.own_business import in_pool
from ..platforms.remedies import CONTRACTOR
from ..protection_fund import REVIEWS, affordable_support, match_contributions
from .cover import chosen_cover, premium_parts
from .incomes import has_pension, pension_due, wage_parts
from .sums import (
    ALLOWANCES,
    BENEFITS,
    BY_PLATFORM,
    EMPLOYEE,
    EMPLOYER,
    FINANCING,
    INSURED,
    ON_PLATFORMS,
    PAYMENTS,
    PENSIONS,
    PREMIUMS,
    RECEIVERS,
    SALES,
    SUBSIDY,
    SUPPORT,
    TAX,
    VAT,
    WAGES,
)
from .takings import sell
from .terms import allowances_of, terms_of

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
    w, draws = city.workers, city.draws
    sums = np.zeros((parts(len(w)), len(PAYMENTS)), np.int64)
    heads = np.zeros((parts(len(w)), 3), np.int64)
    sums[0, SALES] = sell(city)
    allowance, allowances = allowances_of(city, rules, offers)
    _settle(
        len(w),
        w.view(),
        line_pay(city, rules),
        city.grid.district,
        terms_of(city, rules, by_fund, allowances),
        allowance,
        city.behaviour.view(),
        city.month,
        (draws.lifelong(CONTRACTOR), draws.lifelong(ON_LEAVE)),
        (draws.key("take up insurance"), draws.lifelong("informed"), draws.lifelong("residents' scheme")),
        sums,
        heads,
    )
    for (account, payer, payee), amount in zip(PAYMENTS, sums.sum(axis=0), strict=True):
        if payer == SPECIAL_FUND:
            spend_special(city, rules, payee, account, int(amount))
        else:
            city.ledger.pay(payer, payee, account, int(amount))
    return [int(x) for x in heads.sum(axis=0)]


@kernel
def _settle(lo, hi, part, w, lines, district, terms, allowance, behaviour, month, status_keys, cover_keys, sums, heads):
    """Income of the month of each person; cover of the flexible is reviewed once a year."""
    b = behaviour[0]
    contractor_key, leave_key = status_keys
    for n in range(lo, hi):
        i = np.uint32(n)
        status = w.status[i]
        t = terms[district[w.cell[i]], 1 if status == PLATFORM else 0]
        age, income = age_in_years(month, w.born[i]), 0
        if status == EMPLOYED:
            line = lines[w.employer[i]]
            away = on_leave(i, w.hired[i], line.leave, leave_key)
            gross = pay_of_month(w.wage[i], away, line)
            w.earned[i] = gross
            w.worked[i] = 0 if away else int(100.0 * w.hours[i] * line.worked + 0.5)
            paid_in, by_employer, taxed = wage_parts(gross, line.contributes, t)
            sums[part, WAGES] += gross
            sums[part, EMPLOYER] += by_employer
            sums[part, EMPLOYEE] += paid_in
            sums[part, TAX] += taxed
            for_policies = int(gross * t.levied)
            sums[part, FINANCING] += for_policies
            income = gross - paid_in - taxed - for_policies
        elif status == PLATFORM or status == SELF_EMPLOYED:
            income, who, as_employee = w.earned[i], identity(i, w.born[i]), False
            if t.reclassified > 0.0 and w.hours[i] >= FULL_TIME:
                as_employee = uniform(contractor_key, who) < t.reclassified
            if t.silver > 0.0 and in_pool(status, w.employer[i], age):  # retired already: no premium is due
                pension = pension_due(w.insured[i], w.wage[i], b)
                sums[part, PENSIONS] += pension
                income += pension
            else:
                if (i + month) % REVIEWS == 0 or month == w.since[i]:
                    w.insured[i] = chosen_cover(i, who, age, income, as_employee, t, b, cover_keys)
                if w.insured[i] & EMPLOYEE_SCHEME:
                    cost, platform, fund, state = premium_parts(as_employee, t)
                    sums[part, PREMIUMS] += cost
                    sums[part, BY_PLATFORM] += platform
                    sums[part, SUPPORT] += fund
                    sums[part, SUBSIDY] += state
                    income -= cost - platform - fund - state
                    heads[part, INSURED] += 1
                    heads[part, ON_PLATFORMS] += status == PLATFORM
            vat = int(100.0 * vat_due(w.earned[i] * FEN, t.vat_threshold, t.vat_rate))
            sums[part, VAT] += vat
            income -= vat
        else:
            if w.insured[i] & JOBLESS and status != INACTIVE:
                if month - w.since[i] < t.benefit_months:
                    income = t.benefit
                    sums[part, BENEFITS] += income
                    heads[part, RECEIVERS] += 1
                else:
                    w.insured[i] = RESIDENT_SCHEME
            if status == TRAINING:
                extra = allowance[min(w.programme[i], len(allowance) - 1)]
                sums[part, ALLOWANCES] += extra
                income += extra
            elif status == INACTIVE and has_pension(age, w.sex[i]):
                income = pension_due(w.insured[i], w.wage[i], b)
                sums[part, PENSIONS] += income
        income += w.transfers[i]
        w.falls[i] = min(MOST_FALLS, w.falls[i] + 1) if income < b.fall_noticed * w.income[i] else 0
        w.income[i] = income
        w.transfers[i] = 0
