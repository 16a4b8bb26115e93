"""Incomes: what is left of a wage, and pensions."""

from __future__ import annotations

from ....agents.compiled import rule
from ....agents.workers import EMPLOYEE_SCHEME, FEMALE, FEN, income_tax, pension_of

PENSION_MEN, PENSION_WOMEN = 60, 55  # ages of legal retirement of men and of women in office (State Council 1978)


@rule
def wage_parts(gross, contributes, t):
    """What employee and employer pay in of a wage, if the employer contributes at all, and its tax; fen."""
    paid_in = int(gross * t.employee) * (contributes == 1)
    by_employer = int(gross * t.employer) * (contributes == 1)
    return paid_in, by_employer, int(100.0 * income_tax(gross * FEN, paid_in * FEN))


@rule
def has_pension(age, sex):
    """Whether a person out of work is past retirement."""
    return (age >= PENSION_MEN) | ((age >= PENSION_WOMEN) & (sex == FEMALE))


@rule
def pension_due(insured, wage, b):
    """Pension of the month, fen."""
    return int(pension_of(insured & EMPLOYEE_SCHEME, wage, b.resident_pension, b.pension_ratio))
