"""The rules of the settlement, by hand: premiums, wages, and the share of each who pays."""

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.model.phases.settlement.cover import premium_parts
from jiuye.model.phases.settlement.incomes import net_wage
from jiuye.model.phases.settlement.sums import EMPLOYEE, EMPLOYER, PAYMENTS, TAX, WAGES


class Terms:
    employee, employer = 0.1, 0.25


@pytest.mark.parametrize(
    ("as_employee", "parts"),
    [(False, (10_000, 0, 2_000, 5_000)), (True, (10_000, 6_000, 800, 2_000))],
)
def test_funds_pay_their_shares_of_what_the_platform_leaves(as_employee, parts):
    assert interpreted(premium_parts)(10_000.9, as_employee, 0.6, 0.2, 0.5) == parts


@pytest.mark.parametrize(("contributes", "paid_in"), [(1, 100_000), (0, 0)])
def test_a_wage_is_paid_out_after_contributions_and_tax(contributes, paid_in):
    sums = np.zeros((1, len(PAYMENTS)), np.int64)
    left = interpreted(net_wage)(0, 1_000_000, contributes, Terms, sums)
    tax = round(100 * (0.1 * (10_000 - paid_in / 100 - 5_000) - 210))
    assert left == 1_000_000 - paid_in - tax
    assert sums[0, [WAGES, EMPLOYEE, EMPLOYER, TAX]].tolist() == [1_000_000, paid_in, int(2.5 * paid_in), tax]
