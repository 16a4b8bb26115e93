"""Levers: on means on, in their zones and months alone, and within what there is to spend."""

from dataclasses import fields, replace

import numpy as np
import pytest

from jiuye.model.funds import free_for_courses, special_fund_left
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step
from jiuye.model.phases import courses
from jiuye.model.phases.courses import enrolment
from jiuye.model.rules import Rules

from .futures_of_levers import (
    BURN_IN,
    EXISTING,
    KEEN,
    MONTHS,
    ZONES,
    baseline,
    changed,
    differences,
    dose,
    every_lever,
    past,
    play,
    rules_of,
    shows,
)

# In towns as small as these no digital establishment opens in time: what it does is shown in test_hiring_levers.
NEEDS_A_CITY = ("park_quota",)
# What the law frees from tax already no lever can free again: where the law has lapsed it acts.
IDLE_UNLESS = {"vat_threshold": {"law": 0.0}}


def acting_lever(kind):
    """The lever at its default dose, in circumstances in which it can act."""
    return kind(**IDLE_UNLESS.get(kind.name, {}))


@every_lever
def test_the_default_dose_changes_something(kind):
    assert not kind().off
    assert kind.name in NEEDS_A_CITY or shows(Policy((Dated(lever=acting_lever(kind)),), EXISTING))


@pytest.mark.parametrize("name", IDLE_UNLESS)
def test_what_is_said_to_be_idle_is_so(name):
    assert differences(play(Policy((Dated(lever=LEVERS[name]()),), EXISTING))[0], baseline()[0]) == []


@every_lever
def test_a_lever_that_starts_later_changes_nothing_before(kind):
    late = Policy((Dated(lever=acting_lever(kind), start=4),), EXISTING)
    assert differences(play(late, 4)[0], play(Policy(existing=EXISTING), 4)[0]) == []
    assert kind.name in NEEDS_A_CITY or shows(late)


@every_lever
def test_a_lever_says_what_it_is(kind):
    assert kind.name in LEVERS
    assert {*kind.title} == {"zh", "en"} == {*kind.risks}
    if kind.section is not None:
        assert kind.section.startswith("§")
    else:
        assert {*kind.promises} == {"zh", "en"} == {*kind.reaches}
    assert (kind.__doc__ or "").strip()
    for name, known in kind.settings().items():
        assert known.doc, name
        assert known.source, name
        assert known.fault(getattr(kind(), name)) is None
    assert kind.settings()[dose(kind)].within[0] == 0


# Zones and dates.


@every_lever
def test_rules_differ_in_the_zones_in_scope_only(kind):
    zones = (1, 3)
    rules, offers = rules_of(Dated(lever=kind(), zones=zones), 0)
    amended = changed(rules)
    assert amended or kind().programmes()
    assert all(where == [*zones] for where in amended.values())
    assert len(offers) == len(EXISTING) + len(kind().programmes())
    for offer in offers[len(EXISTING) :]:
        assert np.flatnonzero(offer.scope).tolist() == [*zones]


@every_lever
def test_the_whole_city_is_in_scope_if_no_zone_is_named(kind):
    assert all(where == [*range(ZONES)] for where in changed(rules_of(Dated(lever=kind()), 0)[0]).values())


@every_lever
def test_phase_in_ramps_to_the_full_dose(kind):
    full = rules_of(Dated(lever=kind()), 0)[0]
    ramp = Dated(lever=kind(), start=2, phase_in=4)
    assert [ramp.strength(month) for month in range(8)] == [0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    base = past().rules
    for month in range(8):
        rules, offers = rules_of(ramp, month)
        for name in changed(full):
            low, high = getattr(base, name), getattr(full, name)
            assert getattr(rules, name) == pytest.approx(low + ramp.strength(month) * (high - low)), name
        open_now = [offer for offer in offers[len(EXISTING) :] if not offer.programme.on_alarm]
        assert all(offer.strength == ramp.strength(month) for offer in open_now)
    assert changed(rules_of(ramp, 1)[0]) == {}


def test_existing_training_goes_on_everywhere_and_keeps_its_number():
    for policy in (Policy(existing=EXISTING), Policy((Dated(lever=LEVERS["training_subsidy"]()),), EXISTING)):
        offer = policy.in_force(past())[1][0]
        assert (offer.number, offer.programme, offer.strength) == (0, EXISTING[0], 1.0)
        assert (offer.scope == 1.0).all()


def test_two_levers_on_one_rule_combine():
    openness = LEVERS["dispatch_transparency"]
    policy = Policy(
        (Dated(lever=openness(openness=0.4), zones=(0, 1)), Dated(lever=openness(openness=0.8), zones=(1, 2)))
    )
    assert policy.in_force(past())[0].dispatch_openness.tolist() == [0.4, 0.8, 0.8] + [0.0] * (ZONES - 3)


def test_the_baseline_itself_is_never_edited():
    before = {f.name: getattr(past().rules, f.name).copy() for f in fields(Rules)}
    play(Policy(tuple(Dated(lever=kind()) for kind in LEVERS.values()), EXISTING), 3)
    for name, values in before.items():
        assert (getattr(past().rules, name) == values).all(), name


# What there is to spend.

# What a trainee of the lever's programme remembers: it comes after that of the protection fund, by name.
LEVER_COURSE = len(EXISTING) + 2


@pytest.fixture
def enrolments(monkeypatch):
    """Of each month in which the lever's programme has places: wanted, opened and taken ones, what of the special fund
    is free afterwards, and what a trainee costs to the end."""
    seen = []

    def watched(city, rules, offers, offer, hearing, flows):
        before, opened = flows["enrolled"], enrolment._open_places(city, rules, offers, offer).sum()
        enrolment.fill_places(city, rules, offers, offer, hearing, flows)
        if offer.number + 1 == LEVER_COURSE:
            wanted, taken = enrolment.places_of(city, offer).sum(), flows["enrolled"] - before
            free, fee = free_for_courses(city, rules), enrolment._whole_fee(city, rules, offer)
            seen.append((wanted, opened, taken, free, fee))

    monkeypatch.setattr(courses, "fill_places", watched)
    return seen


def test_the_special_fund_is_never_overspent_and_stops_enrolments(enrolments):
    """It opens as many of the places wanted as it can pay to the end, and not one fewer."""
    training = LEVERS["training_subsidy"](seats=400_000.0, months=6)
    policy = Policy((Dated(lever=training), Dated(lever=LEVERS["protection_fund"](contribution=0.02))), EXISTING)
    city = past(5_000, **KEEN).fork()
    for _ in range(24):
        step(city, policy)
        assert special_fund_left(city, city.rules) >= 0
        assert city.ledger.balances["protection_fund"] >= 0
    wanted, opened, taken, free, fee = np.array(enrolments).T
    short = opened < wanted
    left_if_all_came = free - fee * (opened - taken)
    assert len(short) == 24
    assert short.sum() > 12
    assert taken[short].sum() > 0.9 * opened[short].sum() > 0
    assert (left_if_all_came >= 0).all()
    assert (left_if_all_came < fee)[short].all()
    assert not short[[0, 12 - BURN_IN]].any()  # a new year, a new fund


def test_a_tiny_special_fund_opens_nothing():
    city = past(5_000, **KEEN).fork()
    city.rules = city.rules.amended(special_fund_per_head=np.full(ZONES, 1e-4))
    policy = Policy((Dated(lever=LEVERS["training_subsidy"]()), Dated(lever=LEVERS["protection_fund"]())), EXISTING)
    for _ in range(6):
        step(city, policy)
        assert not (city.workers.programme == LEVER_COURSE).any()
        assert special_fund_left(city, city.rules) >= 0
        assert city.ledger.balances["protection_fund"] >= 0


def test_an_insolvent_fund_pays_what_it_has():
    """Claims far beyond contributions: the fund pays out all it has and never more."""
    levers = LEVERS["protection_fund"](contribution=1e-5, match=0.0, training_share=0.0)
    city = replace(past(3_000), behaviour=replace(past(3_000).behaviour, accident_cost=200_000.0)).fork()
    city.platforms = city.platforms.copy()
    city.platforms.accident[:] = 0.5
    policy, claims = Policy((Dated(lever=levers),), EXISTING), []
    for _ in range(MONTHS):
        had = city.ledger.balances["protection_fund"]
        counts = step(city, policy).counts
        came = city.ledger.total("fund_contributions")
        paid = city.ledger.total("fund_cover")
        assert 0 <= paid <= had + came
        assert city.ledger.balances["protection_fund"] >= 0
        uninsured = city.ledger.total("medical_costs") - city.ledger.total("injury_cover")
        if counts["injuries"] > 0 and uninsured > 0:
            claims.append(uninsured)
            assert paid < 0.8 * uninsured
            assert had + came - paid <= counts["injuries"]  # rounding, a fen a claimant
            assert (city.workers.income < 0).any()
    assert len(claims) > 2
    assert city.government.cover < 1.0


def test_a_rich_fund_pays_its_full_share():
    city = replace(past(3_000)).fork()
    city.platforms = city.platforms.copy()
    city.platforms.accident[:] = 0.1
    policy, met = Policy((Dated(lever=LEVERS["protection_fund"](contribution=0.05)),), EXISTING), 0
    for _ in range(MONTHS):
        step(city, policy)
        uninsured = city.ledger.total("medical_costs") - city.ledger.total("injury_cover")
        if uninsured > 0:
            met += 1
            assert city.ledger.total("fund_cover") == pytest.approx(0.8 * uninsured, abs=20)
    assert met > 0


def test_the_dividend_is_paid_by_platforms_and_fines_go_to_government():
    policy = Policy(tuple(Dated(lever=LEVERS[name]()) for name in ("data_dividend", "dispatch_transparency")), EXISTING)
    city = past().fork()
    paths = set()
    for _ in range(MONTHS):
        step(city, policy)
        paths |= {*city.ledger.flows}
    assert ("platforms", "households", "dividends") in paths
    assert {path for path in paths if path[2] == "fines"} <= {("platforms", "government", "fines")}
    assert ("government", "providers", "audits") in paths
