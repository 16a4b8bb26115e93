"""Incomes: wages, takings of own business, benefits, allowances and pensions of a month."""

from __future__ import annotations

from ....agents.choices import helped_takings, own_account_worth
from ....agents.compiled import rule
from ....agents.maths import exp
from ....agents.workers import (
    BP,
    EMPLOYEE_SCHEME,
    FEMALE,
    FEN,
    INACTIVE,
    JOBLESS,
    RESIDENT_SCHEME,
    TRAINING,
    age_in_years,
    income_tax,
    pension_of,
)
from ...draws import identity, normal, uniform
from ...grid import VILLAGE
from ..places.own_business import YOUNG
from .sums import ALLOWANCES, BENEFITS, EMPLOYEE, EMPLOYER, PENSIONS, RECEIVERS, SALES, TAX, WAGES

PENSION_MEN, PENSION_WOMEN = 60, 55  # ages of legal retirement of men and of women in office (State Council 1978)


@rule
def net_wage(part, gross, contributes, t, sums):
    """A wage, fen, less the employee's contributions, which not every employer pays in, and tax."""
    paid_in = 0
    if contributes == 1:
        paid_in = int(gross * t.employee)
        sums[part, EMPLOYER] += int(gross * t.employer)
        sums[part, EMPLOYEE] += paid_in
    taxed = int(100.0 * income_tax(gross * FEN, paid_in * FEN))
    sums[part, TAX] += taxed
    sums[part, WAGES] += gross
    return gross - paid_in - taxed


@rule
def sell(i, part, w, zone, month, place, trade, b, keys, sums):
    """Takings of a business of one's own, by skill, help and the luck of the month; noted as earned."""
    takings_key, sense_key, farm_key, sell_key, borrow_key = keys
    who = identity(i, w.born[i])
    rural = place[w.cell[i]] == VILLAGE
    luck = normal(takings_key, i)
    usual = own_account_worth(
        b.farm_income if rural else b.own_account_income,
        w.application[i] * BP,
        w.management[i] * BP,
        uniform(sense_key, who),
    )
    if trade.on > 0.0:
        cell = w.cell[i]
        usual = helped_takings(
            usual,
            w.literacy[i] * BP,
            trade.web[cell],
            trade.smart[cell],
            b.smart_farming_gain,
            trade.margin[cell],
            trade.traffic[cell],
            uniform(farm_key, who),
            uniform(sell_key, who),
        )
        if month - w.since[i] < YOUNG and uniform(borrow_key, who) < trade.borrows[zone]:
            usual += trade.credit[zone]
    w.earned[i] = int(100.0 * usual * exp(b.takings_spread * luck - 0.5 * b.takings_spread**2))
    sums[part, SALES] += w.earned[i]


@rule
def pension(i, part, w, b, sums):
    """Pension of a person past retirement, fen."""
    paid = int(pension_of(w.insured[i] & EMPLOYEE_SCHEME, w.wage[i], b.resident_pension, b.pension_ratio))
    sums[part, PENSIONS] += paid
    return paid


@rule
def support(i, part, w, month, t, allowance, b, sums, heads):
    """Income of those without work, fen: benefit of the insured for some months, allowance of trainees, pension."""
    status, income = w.status[i], 0
    if w.insured[i] & JOBLESS and status != INACTIVE:
        if month - w.since[i] < t.benefit_months:
            income = t.benefit
            sums[part, BENEFITS] += income
            heads[part, RECEIVERS] += 1
        else:
            w.insured[i] = RESIDENT_SCHEME
    if status == TRAINING:
        extra = int(100.0 * allowance[min(w.programme[i], len(allowance) - 1)])
        sums[part, ALLOWANCES] += extra
        income += extra
    elif status == INACTIVE:
        age = age_in_years(month, w.born[i])
        if age >= PENSION_MEN or (age >= PENSION_WOMEN and w.sex[i] == FEMALE):
            income = pension(i, part, w, b, sums)
    return income
