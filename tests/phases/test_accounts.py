"""Settlement of the month, on ten people whose fate can be worked out by hand."""

from jiuye.agents.workers import EMPLOYEE_SCHEME, INACTIVE, JOBLESS, NOBODY
from jiuye.model.phases.courses import enrol_participants
from jiuye.model.phases.settlement import settle_accounts

from ..ten_people import WAGE, begin, skip, ten_people, zoned
from .scenes import riders, school


def test_an_employee_is_paid_net_of_contributions_and_tax():
    city = begin(ten_people())
    city.workers.wage[0] = 1_000_000
    settle_accounts(city, zoned(city, employee_contribution=0.1, employer_contribution=0.25), [])
    assert city.workers.income[0] == 1_000_000 - 100_000 - 19_000  # 3,000 at 3 % and 1,000 at 10 %
    assert city.workers.income[1] == WAGE - 60_000 - 1_200
    assert city.ledger.total("wages") == 1_000_000 + 5 * WAGE
    assert city.ledger.total("employer_contributions") == (1_000_000 + 5 * WAGE) / 4
    city = begin(ten_people())
    city.employers.contributes[:] = 0
    settle_accounts(city, city.rules, [])
    assert city.workers.income[0] == WAGE - 3_000  # 1,000 at 3 %
    assert city.ledger.total("employee_contributions") == 0


def test_benefit_is_paid_to_the_insured_for_its_term():
    city = begin(ten_people())
    city.workers.insured[6] |= JOBLESS
    rules = zoned(city, benefit=1_500.0, benefit_months=3.0)
    paid = []
    for _month in range(5):
        settle_accounts(city, rules, [])
        paid.append(int(city.workers.income[6]))
        assert city.workers.income[7] == 0
        skip(city)
    assert paid == [150_000] * 3 + [0, 0]
    assert city.workers.insured[6] & JOBLESS == 0


def test_the_old_get_a_pension():
    city = begin(ten_people(resident_pension=200.0, pension_ratio=0.5))
    w = city.workers
    w.status[:], w.employer[:] = INACTIVE, NOBODY
    w.born[:5] = -12 * 65
    w.insured[:], w.insured[0] = 0, EMPLOYEE_SCHEME
    settle_accounts(city, city.rules, [])
    assert w.income.tolist() == [WAGE // 2] + [20_000] * 4 + [0] * 5


def test_a_trainee_gets_the_allowance():
    city, offers = school()
    enrol_participants(city, city.rules, offers)
    settle_accounts(city, city.rules, offers)
    assert city.workers.income[[6, 7, 9]].tolist() == [50_000] * 3
    assert city.ledger.total("allowances") == 150_000


def test_transfers_of_the_month_are_part_of_income_and_falls_are_counted():
    city = begin(ten_people())
    settle_accounts(city, city.rules, [])
    usual = int(city.workers.income[0])
    city.workers.transfers[0] = -100_000
    settle_accounts(skip(city), city.rules, [])
    assert city.workers.income[0] == usual - 100_000
    assert city.workers.falls[0] == 1
    assert city.workers.falls[1] == 0
    city.workers.transfers[0] = 0
    settle_accounts(skip(city), city.rules, [])
    assert city.workers.falls[0] == 0


def test_the_fund_pays_part_of_the_premium_of_platform_workers():
    city = begin(ten_people(insurance_intercept=40.0))
    w = city.workers
    w.earned[8] = 500_000
    w.since[8] = 0
    city.government.support, city.government.flexible_insured = 0.25, 1
    city.ledger.pay("government", "protection_fund", "grants", 10**9)
    flows = settle_accounts(city, zoned(city, fund_contribution=0.01, flexible_premium=800.0), [])
    assert flows["flexible_insured"] == 1
    assert w.insured[8] & EMPLOYEE_SCHEME
    assert w.income[8] == 500_000 - 80_000 + 20_000
    assert city.ledger.total("premium_support") == 20_000


def test_the_fund_is_never_overdrawn_by_more_insured_than_last_month():
    city, _ = riders(1_000.0, insurance_intercept=40.0)
    city.workers.insured[:] = EMPLOYEE_SCHEME
    city.workers.earned[:] = 500_000
    city.government.support, city.government.flexible_insured = 0.5, 1
    city.ledger.pay("government", "protection_fund", "grants", 100_000)
    settle_accounts(city, zoned(city, fund_contribution=0.01, flexible_premium=800.0), [])
    assert 99_000 <= city.ledger.total("premium_support") <= 100_000
    assert city.ledger.balances["protection_fund"] >= 0
