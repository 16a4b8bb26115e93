"""Nobody and not a fen gets lost: books that must balance every month, whatever the policy."""

from functools import cache

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jiuye.agents.workers import EMPLOYED, INACTIVE, PLATFORM, SELF_EMPLOYED, STATUSES, TRAINING, UNEMPLOYED
from jiuye.model.build import build_city
from jiuye.model.circle import CUT, NOBODY_PAYS, Financing
from jiuye.model.funds import special_fund_left, spend_special
from jiuye.model.indicators import Series, measure
from jiuye.model.ledger import SECTORS
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.phases.population import renew_population
from jiuye.model.quantities import QUANTITIES
from jiuye.scenarios.cities import load_city

MONTHS, BURN_IN = 8, 6  # the eight months run over a new year
PROFILE = load_city("reference")
REST = Policy(existing=(existing_training(PROFILE),))
SIZES = (400, 800)
PAYERS = (NOBODY_PAYS, CUT, Financing(wages=1.0), Financing(firms=1.0), Financing(wages=0.25, firms=0.25, cut=0.5))
FINITE = (
    *("unemployment_rate", "employment_rate", "participation_rate", "vacancy_rate", "platform_share"),
    *("worker_income", "mean_wage", "gini", "theil", "insured_share", "fund_balance", "public_outlays", "orders"),
)


@cache
def past(rows):
    """A burnt-in city, forked by every example. Accidents and breaches are common there: their books are tried too."""
    city = build_city(PROFILE, rows, 1, size=16)
    city.platforms.accident[:], city.platforms.breach[:] = 0.5, 2.0
    for _ in range(BURN_IN):
        step(city, REST)
    city.start = city.month
    return city


@st.composite
def settings_of(draw, lever):
    """Settings of a lever anywhere in their range; ends of ranges come often."""
    values = {}
    for name, known in lever.settings().items():
        if known.choices:
            values[name] = draw(st.sampled_from(known.choices))
        elif isinstance(known.default, int):
            values[name] = draw(st.integers(int(known.within[0]), min(6, int(known.within[1]))))
        else:
            low, high = known.within
            values[name] = draw(st.one_of(st.sampled_from([low, high, known.default]), st.floats(low, high)))
    return lever(**values)


@st.composite
def policies(draw):
    """Any of the levers, dated and scoped at will."""
    dated = []
    for lever in LEVERS.values():
        if draw(st.booleans()):
            start = draw(st.integers(0, 4))
            until = draw(st.one_of(st.none(), st.integers(start + 1, MONTHS)))
            zones = draw(st.one_of(st.none(), st.sets(st.integers(0, len(PROFILE.districts) - 1), min_size=1)))
            scope = None if zones is None else tuple(sorted(zones))
            record = draw(settings_of(lever))
            dated.append(Dated(lever=record, start=start, until=until, phase_in=draw(st.integers(0, 4)), zones=scope))
    return Policy(tuple(dated), REST.existing)


def heads(city):
    """People by status."""
    return np.bincount(city.workers.status, minlength=len(STATUSES))


def after_renewal(city, policy):
    """People by status when renewal is over, on a copy: who left or retired from what is not among the flows."""
    copy = city.fork()
    copy.draws.month = copy.month
    renew_population(copy, policy.in_force(copy)[0])
    return heads(copy)


def check_people(city, rows):
    """Everybody is somewhere, and lines know their staff."""
    w, e = city.workers, city.employers
    counted = {name: city.tally.sums[0, column] for column, name in enumerate(QUANTITIES)}
    counted["platform"] += counted["silver"]  # they are on a platform by status and belong to no count of its workers
    assert len(w) == rows == heads(city).sum() == counted["persons"]
    assert [counted[name] for name in STATUSES] == heads(city).tolist()
    at = np.bincount(w.employer[w.status == EMPLOYED], minlength=len(e))
    assert (e.staff == at).all()
    assert e.vacancies.min() >= 0
    assert (e.vacancies <= e.slots).all()
    assert ((w.employer >= 0) == np.isin(w.status, (EMPLOYED, PLATFORM))).all()
    assert w.employer[w.status == PLATFORM].max(initial=0) < len(city.platforms)
    assert ((w.months_left > 0) == (w.programme > 0)).all()
    assert (w.programme[w.status == TRAINING] > 0).all()
    for column in (w.technical, w.application, w.management, w.literacy, w.rating, w.trust):
        assert column.min() >= 0
        assert column.max() <= 13_000
    assert w.wage.min() > 0
    assert np.isfinite(e.posted).all()


def check_flows(city, counts, renewed):
    """Stocks change by what flowed in and out, to the head."""
    now = heads(city)
    hired = {k: counts[f"hires_from_{name}"] for k, name in enumerate(STATUSES) if k != EMPLOYED}
    out = counts["dismissals"] + counts["quits"] + counts["quits_to_own_work"]
    assert counts["hires"] == counts["job_to_job"] + sum(hired.values())
    assert now[EMPLOYED] == renewed[EMPLOYED] - out + counts["hires"] - counts["job_to_job"]
    platform = counts["platform_entries"] + counts.get("pool_entries", 0) - counts["platform_exits"] - hired[PLATFORM]
    assert now[PLATFORM] == renewed[PLATFORM] + platform
    own = counts["own_account_entries"] - counts["own_account_exits"] - hired[SELF_EMPLOYED]
    own += counts["farm_entries"] - counts["farmers_on_courses"]
    assert now[SELF_EMPLOYED] == renewed[SELF_EMPLOYED] + own
    without = [UNEMPLOYED, TRAINING, INACTIVE]
    began_from_home = counts["into_unemployment"] - counts["left_unemployment"] - (now - renewed)[without].sum()
    began_from_home += counts["farmers_on_courses"]
    assert 0 <= began_from_home <= renewed[INACTIVE]


def check_money(city, before):
    """Balances sum to nothing, change by the month's flows, and households get what they live on."""
    ledger = city.ledger
    assert sum(ledger.balances.values()) == 0
    assert all(amount > 0 for amount in ledger.flows.values())
    for sector in SECTORS:
        paid_in = sum(amount for (_, payee, _), amount in ledger.flows.items() if payee == sector)
        paid_out = sum(amount for (payer, _, _), amount in ledger.flows.items() if payer == sector)
        assert ledger.balances[sector] - before[sector] == paid_in - paid_out, sector
        if sector == "households":
            spent = ledger.total("local_spending")
            assert int(city.workers.income.astype(np.int64).sum()) == paid_in - paid_out + spent
    assert ledger.balances["protection_fund"] >= 0
    assert ledger.balances["special_fund"] == 0  # the budget fills it as it is used


@given(st.sampled_from(SIZES), policies(), st.sampled_from([50.0, 5.0, 0.5]), st.sampled_from(PAYERS))
@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))  # to shrink a failure would take minutes
def test_people_and_money_are_conserved(rows, policy, per_head, payers):
    city = past(rows).fork()
    city.financing = payers
    city.rules = city.rules.amended(special_fund_per_head=np.full(city.zones, per_head))
    months = []
    for _ in range(MONTHS):
        renewed, balances = after_renewal(city, policy), dict(city.ledger.balances)
        in_force, spent = policy.in_force(city)[0], city.government.special_fund_spent
        months.append(step(city, policy))
        check_people(city, rows)
        check_flows(city, months[-1].counts, renewed)
        check_money(city, balances)
        more = city.government.special_fund_spent > spent  # a limit that is lowered finds more spent already
        assert special_fund_left(city, in_force) >= 0 or not more
        owed = sum(m.counts["policy_outlays"] - m.counts["raised"] for m in months)
        assert city.circle.open == owed  # what policies cost and nobody has paid yet
    assert sum(m.counts["hires"] for m in months) > 0
    for name, values in measure(Series.of(city, months), FINITE).items():
        assert np.isfinite(values[:, 0]).all(), name


def years_of_payments(city, policy):
    """Play some months; yields what the special fund paid this year before each, in it, and the year's limit then."""
    paid = city.government.special_fund_spent
    for _ in range(MONTHS):
        paid *= city.calendar.of_year(city.month) > 1  # a new year, a new limit
        rules, before = policy.in_force(city)[0], dict(city.ledger.balances)
        step(city, policy)
        check_money(city, before)
        now = sum(fen for (payer, _, _), fen in city.ledger.flows.items() if payer == "special_fund")
        assert city.government.special_fund_spent == paid + now
        yield paid, now, special_fund_left(city, rules) + paid + now
        paid += now


def raised_until(month, policy):
    """The policy, and for so many months a special fund many times as large."""
    raised = LEVERS["special_fund"](more_per_head=1_000.0, match_reserve=0.0)
    others = [dated for dated in policy.levers if dated.lever.name != raised.name]
    return Policy((Dated(lever=raised, until=month), *others), policy.existing)


@given(policies(), st.integers(1, 4), st.sampled_from([5.0, 0.5, 0.0]))
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
def test_the_special_fund_never_pays_beyond_its_limit(policy, until, per_head):
    """Whatever it has promised: also where the limit is lowered while courses go on."""
    city = past(400).fork()
    city.rules = city.rules.amended(special_fund_per_head=np.full(city.zones, per_head))
    months = list(years_of_payments(city, raised_until(until, policy)))
    for before, now, limit in months:
        assert now <= max(0, limit - before)
    assert months[0][2] > 0


@pytest.mark.parametrize("per_head", [0.0, 0.1, 0.5])
def test_a_limit_lowered_in_the_midst_of_a_course_holds(per_head):
    """The fund is raised for two months in which people begin long courses, and then it is as small as it was."""
    city, until = past(2_000).fork(), 2
    city.rules = city.rules.amended(special_fund_per_head=np.full(city.zones, per_head))
    courses = [LEVERS["crash_courses"](seats=200_000.0, months=12), LEVERS["hearing"]()]
    policy = raised_until(until, Policy(tuple(Dated(lever=lever) for lever in courses), REST.existing))
    paid = []
    for before, now, limit in years_of_payments(city, policy):
        assert now <= max(0, limit - before)
        paid.append(now)
        assert len(paid) <= until or (city.workers.status == TRAINING).any()  # those who teach and learn go on
    assert max(paid[:until]) > 0
    assert paid[until] == 0  # more is spent already than the year allows
    assert (max(paid[until:]) > 0) == (per_head > 0.0)  # the next year pays again, as far as it goes


def test_the_special_fund_says_what_it_paid():
    city = past(400).fork()
    left, flows = special_fund_left(city, city.rules), city.ledger.flows
    flows.clear()
    assert left > 2
    assert spend_special(city, city.rules, "providers", "training", 2) == 2
    assert spend_special(city, city.rules, "households", "points", left) == left - 2
    assert spend_special(city, city.rules, "households", "points", 1) == 0
    assert sum(fen for (payer, _, _), fen in flows.items() if payer == "special_fund") == left
    assert (special_fund_left(city, city.rules), city.ledger.balances["special_fund"]) == (0, 0)


def test_every_lever_moves_money_at_its_default():
    """The books above are not empty: the levers use the accounts they are said to use."""
    city = past(800).fork()
    prevent = ("data_reports", "incident_response")  # the breach that is paid for below
    lapsed = {"vat_threshold": {"law": 0.0}}  # while the law frees more than the plan, nobody owes the tax
    levers = (lever(**lapsed.get(name, {})) for name, lever in LEVERS.items() if name not in prevent)
    policy = Policy(tuple(Dated(lever=lever) for lever in levers), REST.existing)
    seen = set()
    for _ in range(MONTHS):
        step(city, policy)
        seen |= {account for _, _, account in city.ledger.flows}
    income = ("wages", "orders", "platform_pay", "sales", "pensions", "benefits")
    levies = ("income_tax", "flexible_premiums", "fund_contributions", "fund_match", "grants")
    risks = ("medical_costs", "injury_cover", "fund_cover", "breach_payouts", "breach_premiums")
    rights = ("platform_premiums", "injury_subsidy", "commerce_levy", "vat")
    assert {*income, *levies, *risks, *rights, "training", "dividends", "audits"} <= seen


def test_the_ledger_refuses_what_it_does_not_know():
    ledger = past(400).fork().ledger
    with pytest.raises(ValueError, match=r"wagers: no such account is declared in model/ledger\.py"):
        ledger.pay("employers", "households", "wagers", 1)
    for payer, payee in (("employer", "households"), ("employers", "household")):
        before = dict(ledger.flows), dict(ledger.balances)
        with pytest.raises(ValueError, match=r"wages: employers? or households? is not a sector declared"):
            ledger.pay(payer, payee, "wages", 1)
        assert (ledger.flows, ledger.balances) == before  # nothing is half booked
    with pytest.raises(ValueError, match="cannot pay -1 fen"):
        ledger.pay("employers", "households", "wages", -1)
