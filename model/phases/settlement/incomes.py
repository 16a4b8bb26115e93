"""Incomes: wages, takings of own business, benefits, allowances and pensions of a month."""

from __future__ import annotations

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
from ...draws import identity, normal
from ...grid import VILLAGE
from ..places.own_business import takings_of_owner
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
def sell(i, part, w, month, place, t, b, keys, sums):
    """Takings of a business of one's own, by skill, help and the luck of the month; noted as earned."""
    takings_key, business = keys
    who, rural = identity(i, w.born[i]), place[w.cell[i]] == VILLAGE
    luck = normal(takings_key, i)
    skills = w.application[i] * BP, w.management[i] * BP, w.literacy[i] * BP
    usual = takings_of_owner(who, rural, skills[0], skills[1], skills[2], month - w.since[i], t, b, business)
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
