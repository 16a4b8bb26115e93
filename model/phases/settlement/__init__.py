"""Settlement: wages, contributions, taxes, benefits and premiums change hands; every fen goes through the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....agents.choices import vat_due
from ....agents.compiled import kernel, parts, rule, serial
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
    UNEMPLOYED,
    age_in_years,
)
from ...by_status import by_status
from ...city import City
from ...draws import identity, uniform
from ...funds import spend_special
from ...ledger import GOVERNMENT, OUTLAYS, PROTECTION_FUND, SPECIAL_FUND
from ...places import in_pool
from ...programme import Offer
from ...rules import Rules
from ..jobs.hours import CONTRIBUTES, FRESH, ON_LEAVE, SOME_AWAY, ZONE_FROM, line_pay, on_leave, pay_of_month
from ..jobs.post_costs import watch_revenue
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
from .terms import ELSEWHERE, ON_PLATFORM, allowances_of, terms_of

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
    standing = by_status(city)
    _settle(
        len(standing.first),
        standing,
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
        ranges=len(sums),
    )
    for (account, payer, payee), amount in zip(PAYMENTS, sums.sum(axis=0), strict=True):
        if payer == SPECIAL_FUND:
            spend_special(city, rules, payee, account, int(amount))
        else:
            city.ledger.pay(payer, payee, account, int(amount))
    return [int(x) for x in heads.sum(axis=0)]


@kernel
def _settle(
    lo, hi, part, people, w, lines, district, terms, allowance, behaviour, month, status_keys, cover_keys, sums, heads
):
    """Income of the month of each person, one status after the other."""
    b = behaviour[0]
    contractor_key, leave_key = status_keys
    for block in range(lo, hi):
        _pay_staff(block, people, w, lines, district, terms, b, leave_key, sums[part])
        for status in (PLATFORM, SELF_EMPLOYED):
            _pay_own(
                *(block, status, people, w, district, terms, b, month, contractor_key, cover_keys),
                *(sums[part], heads[part]),
            )
        for status in (UNEMPLOYED, TRAINING):
            _pay_jobless(block, status, people, w, district, terms, allowance, b, month, sums[part], heads[part])
        _pay_inactive(block, people, w, b, month, sums[part])


@serial
def _pay_staff(block, people, w, lines, district, terms, b, leave_key, sums):
    """Wages of employees."""
    wages = employer = employee = tax = levied = 0
    for k in range(people.bounds[block, EMPLOYED], people.bounds[block, EMPLOYED + 1]):
        i = people.first[block] + people.order[k]
        t = terms[district[w.cell[i]], ELSEWHERE]
        j = np.uint32(w.employer[i])
        kind, short = lines.kind[j], lines.short[j]
        away = on_leave(i, w.hired[i], lines.leave[j] if kind & SOME_AWAY else 0.0, leave_key)
        gross = pay_of_month(w.wage[i], away, kind & FRESH, short, lines.floor[kind >> ZONE_FROM], b)
        w.earned[i] = gross
        w.worked[i] = 0 if away else int(100.0 * w.hours[i] * (1.0 - short) + 0.5)
        paid_in, by_employer, taxed = wage_parts(gross, kind & CONTRIBUTES, t)
        for_policies = int(gross * t.levied)
        wages += gross
        employer += by_employer
        employee += paid_in
        tax += taxed
        levied += for_policies
        income = gross - paid_in - taxed - for_policies + w.transfers[i]
        w.falls[i] = falls_next(w.falls[i], income, w.income[i], b)
        w.income[i], w.transfers[i] = income, 0
    sums[WAGES] += wages
    sums[EMPLOYER] += employer
    sums[EMPLOYEE] += employee
    sums[TAX] += tax
    sums[FINANCING] += levied


@serial
def _pay_own(block, status, people, w, district, terms, b, month, contractor_key, cover_keys, sums, heads):
    """Takings of those on platforms or on their own account; cover is reviewed once a year."""
    kind = ON_PLATFORM if status == PLATFORM else ELSEWHERE
    for k in range(people.bounds[block, status], people.bounds[block, status + 1]):
        i = people.first[block] + people.order[k]
        t = terms[district[w.cell[i]], kind]
        age, income = age_in_years(month, w.born[i]), w.earned[i]
        who, as_employee = identity(i, w.born[i]), False
        if t.reclassified > 0.0 and w.hours[i] >= FULL_TIME:
            as_employee = uniform(contractor_key, who) < t.reclassified
        if t.silver > 0.0 and in_pool(status, w.employer[i], age):  # retired already: no premium is due
            pension = pension_due(w.insured[i], w.wage[i], b)
            sums[PENSIONS] += pension
            income += pension
        else:
            if (i + month) % REVIEWS == 0 or month == w.since[i]:
                enrolled = (w.insured[i] & EMPLOYEE_SCHEME != 0) & (month != w.since[i])
                situation = income, w.hours[i], enrolled, as_employee
                w.insured[i] = chosen_cover(i, who, age, situation, t, b, cover_keys)
            joined = 1 if w.insured[i] & EMPLOYEE_SCHEME else 0
            cost, platform, fund, state = premium_parts(as_employee, t)
            sums[PREMIUMS] += joined * cost
            sums[BY_PLATFORM] += joined * platform
            sums[SUPPORT] += joined * fund
            sums[SUBSIDY] += joined * state
            income -= joined * (cost - platform - fund - state)
            heads[INSURED] += joined
            heads[ON_PLATFORMS] += joined * kind
        vat = int(100.0 * vat_due(w.earned[i] * FEN, t.vat_threshold, t.vat_rate))
        sums[VAT] += vat
        income += w.transfers[i] - vat
        w.falls[i] = falls_next(w.falls[i], income, w.income[i], b)
        w.income[i], w.transfers[i] = income, 0


@serial
def _pay_jobless(block, status, people, w, district, terms, allowance, b, month, sums, heads):
    """Benefits of those without work and allowances of those on a full-time course."""
    for k in range(people.bounds[block, status], people.bounds[block, status + 1]):
        i = people.first[block] + people.order[k]
        t = terms[district[w.cell[i]], ELSEWHERE]
        income = w.transfers[i]
        if w.insured[i] & JOBLESS:
            if month - w.since[i] < t.benefit_months:
                income += t.benefit
                sums[BENEFITS] += t.benefit
                heads[RECEIVERS] += 1
            else:
                w.insured[i] = RESIDENT_SCHEME
        if status == TRAINING:
            extra = allowance[min(w.programme[i], len(allowance) - 1)]
            sums[ALLOWANCES] += extra
            income += extra
        w.falls[i] = falls_next(w.falls[i], income, w.income[i], b)
        w.income[i], w.transfers[i] = income, 0


@serial
def _pay_inactive(block, people, w, b, month, sums):
    """Pensions of those out of the labour force."""
    pensions = 0
    for k in range(people.bounds[block, INACTIVE], people.bounds[block, INACTIVE + 1]):
        i = people.first[block] + people.order[k]
        pension = pension_due(w.insured[i], w.wage[i], b)
        pension *= has_pension(age_in_years(month, w.born[i]), w.sex[i])
        pensions += pension
        income = pension + w.transfers[i]
        w.falls[i] = falls_next(w.falls[i], income, w.income[i], b)
        w.income[i], w.transfers[i] = income, 0
    sums[PENSIONS] += pensions


@rule
def falls_next(falls, income, before, b):
    """Months in a row in which income fell, when another is over."""
    longer = min(MOST_FALLS, falls + 1)
    return longer if income < b.fall_noticed * before else 0
