"""The rules of the settlement, by hand: premiums, wages, and the share of each who pays."""

import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.workers import EMPLOYEE_SCHEME, FEMALE, INJURY, MALE, RESIDENT_SCHEME
from jiuye.model.behaviour import Behaviour
from jiuye.model.phases.settlement.cover import premium_parts
from jiuye.model.phases.settlement.incomes import has_pension, pension_due, wage_parts


class Terms:
    """Of one zone."""

    employee, employer = 0.1, 0.25
    premium, by_platform, helped, public = 10_000.9, 0.6, 0.2, 0.5


@pytest.mark.parametrize(
    ("as_employee", "parts"),
    [(False, (10_000, 0, 2_000, 5_000)), (True, (10_000, 6_000, 800, 2_000))],
)
def test_funds_pay_their_shares_of_what_the_platform_leaves(as_employee, parts):
    assert interpreted(premium_parts)(as_employee, Terms) == parts


@pytest.mark.parametrize(("contributes", "paid_in"), [(1, 100_000), (0, 0)])
def test_a_wage_is_paid_out_after_contributions_and_tax(contributes, paid_in):
    tax = round(100 * (0.1 * (10_000 - paid_in / 100 - 5_000) - 210))
    assert interpreted(wage_parts)(1_000_000, contributes, Terms) == (paid_in, int(2.5 * paid_in), tax)


def test_pensions_begin_earlier_for_women():
    due = interpreted(has_pension)
    assert [due(age, MALE) for age in (54, 55, 59, 60)] == [False, False, False, True]
    assert [due(age, FEMALE) for age in (54, 55, 59, 60)] == [False, True, True, True]


def test_members_of_the_employees_scheme_have_a_pension_of_their_wage():
    due, b = interpreted(pension_due), Behaviour()
    assert due(RESIDENT_SCHEME, 600_000, b) == 25_000
    assert due(EMPLOYEE_SCHEME | INJURY, 600_000, b) == 270_000
