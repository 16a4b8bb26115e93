"""Benefits worth what they pay: premiums are not lost income, and who would have insured anyway is told first."""

from dataclasses import replace

import pytest

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import EMPLOYED, EMPLOYEE_SCHEME, PLATFORM, RESIDENT_SCHEME, SELF_EMPLOYED
from jiuye.experiments.compare.gains import moved
from jiuye.experiments.compare.one_seed import _treatment
from jiuye.experiments.runs.run import Diary
from jiuye.model.cover_worth import cover_worth, worth_of_cover
from jiuye.model.indicators import Series, measure
from jiuye.model.ledger import SOCIAL_INSURANCE
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step
from jiuye.model.phases.settlement.sums import PAYMENTS
from jiuye.viz.reports.document import Bullets
from jiuye.viz.reports.money import money_section
from jiuye.viz.view import View

from ..levers.futures_of_levers import EXISTING, past
from ..reports.sample_comparison import sample
from ..ten_people import begin, ten_people

MONTHS = 12
# What residents pay to social insurance, and that it buys cover; what falls due in a run is income already.
BUYS_COVER = {"employee_contributions", "flexible_premiums"}


def test_whatever_residents_pay_to_social_insurance_buys_something():
    paid = {account for account, payer, payee in PAYMENTS if (payer, payee) == ("households", SOCIAL_INSURANCE)}
    assert paid == BUYS_COVER


def test_cover_is_worth_what_is_paid_in_by_whomever():
    city = begin(ten_people(cover_pays=1.2))
    w, rules = city.workers, city.rules
    w.status[:], w.employer[:], w.insured[:] = EMPLOYED, 0, EMPLOYEE_SCHEME
    w.status[1:3], w.employer[1:3] = PLATFORM, DELIVERY
    w.status[3], w.employer[3] = SELF_EMPLOYED, -1
    w.insured[2], w.insured[4] = RESIDENT_SCHEME, RESIDENT_SCHEME
    w.earned[:] = 500_000
    rate = rules.employee_contribution[0] + rules.employer_contribution[0] - 0.015  # unemployment and injury fall due
    job, premium = int(1.2 * rate * 500_000), int(120.0 * rules.flexible_premium[0])
    assert worth_of_cover(city).tolist() == [job, premium, 0, premium, 0, *[job] * 5]


def test_the_indicator_is_the_mean_of_income_and_worth():
    city = past(3_000).fork()
    flows = [step(city, Policy(existing=EXISTING)) for _ in range(2)]
    w = city.workers
    on = w.status == PLATFORM
    work = on | (w.status == EMPLOYED) | (w.status == SELF_EMPLOYED)
    both = w.income + worth_of_cover(city)
    told = measure(Series.of(city, flows), ("income_and_cover", "platform_income_and_cover", "worker_income"))
    assert told["income_and_cover"][-1, 0] == pytest.approx(both[work].mean() / 100.0, abs=0.02)
    assert told["platform_income_and_cover"][-1, 0] == pytest.approx(both[on].mean() / 100.0, abs=0.02)
    assert told["income_and_cover"][-1, 0] > told["worker_income"][-1, 0]
    assert cover_worth(city).flexible > 0.0


def diaries(*levers):
    """The diary of a year under some levers."""
    city = past(3_000).fork()
    pages = Diary.open(city)
    for _ in range(MONTHS):
        counts = step(city, Policy(tuple(Dated(lever=lever) for lever in levers), EXISTING)).counts
        pages.write(city, len(EXISTING), counts["support_bp"] > 0)
    return pages


def test_who_pays_a_premium_is_no_worse_off_for_it():
    """People who join by one click and do nothing else otherwise."""
    base, other = diaries(), diaries(LEVERS["insurance_platform"](reach=1.0))
    joined = (other.insured > base.insured) & (base.born == other.born) & (base.worked == other.worked)
    joined &= base.insured == 0
    assert joined.sum() > 5
    told = moved(base, other, {"joined": joined}, MONTHS)["joined"]
    by_income = [replace(diary, cover=diary.income * 0) for diary in (base, other)]
    lost = moved(*by_income, {"joined": joined}, MONTHS)["joined"]
    assert lost.change < -100.0  # by income alone all of them lose
    assert abs(told.change) < 0.2 * abs(lost.change)


def test_who_would_have_insured_anyway_is_counted():
    base, other = diaries(), diaries(LEVERS["protection_fund"](contribution=0.05))
    sums = _treatment(base, other)
    assert 0.0 < sums["insured_anyway"] < sums["supported"] <= sums["helped"]
    same = _treatment(other, other)
    assert same["insured_anyway"] == same["supported"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_deadweight_is_told_before_anything_else(lang):
    found = sample(1, seeds=4, months=24)
    money = replace(found.money[0], insured_anyway=0.6, insured_anyway_low=0.5, insured_anyway_high=0.7)
    section = money_section(View(replace(found, money=(money,)), lang))
    first = section.blocks[1]
    assert isinstance(first, Bullets)
    assert len(first.items) == 2
    assert "38" in first.items[0]
    assert "60" in first.items[1]
