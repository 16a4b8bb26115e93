"""Scope: a rule for what is new leaves alone what was there before it began."""

import re

import numpy as np
import pytest

from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.phases.government import FOR_THE_NEW
from jiuye.model.rules import Rules

from .futures_of_levers import EXISTING, MONTHS, changed, differences, every_lever, past, play, rules_of

SAYS_NEW = re.compile(r"\b(new|newcomers?|starters?|who start|young|college entrants|that open in)\b")
# Levers that speak of what is new. Behaviour without which nothing new comes: then they change nothing at all.
NEW_ALONE = {"park_quota": {"entry_speed": 0.0}, "skill_packs": {"own_account_share": 0.0}}
# The others, and why they need not be asked so.
OTHERWISE = {
    "three_plus_one": "newcomers come always: see below",
    "vat_relief": "posts beyond those of its first month: see below",
    "service_stations": "starters alone get the lease: see below; stations are for all who search",
    "digital_loan": "businesses that are young, whenever they began",
    "occupation_incubation": "twelve kinds of posts, wherever there are such lines",
    "occupation_list": "occupations new to the list, not posts",
    "ethics_review": "versions of a rule from now on: their chance a month is what it acts on",
    "sandbox_review": "the same",
    "yearly_revision": "whom a programme takes in; watched from its own beginning",
}
FOR_NEW = {"vat_relief": "vat_relief", "skill_packs": "skill_packs", "service_stations": "leases"}  # lever → account


@every_lever
def test_who_speaks_of_what_is_new_says_what_of_the_old(kind):
    words = " ".join([kind.__doc__, *(known.doc for known in kind.settings().values())])
    if SAYS_NEW.search(words):
        assert kind.name in {*NEW_ALONE, *OTHERWISE}, "does it touch what was there before? Add it with a test."


@pytest.mark.parametrize("name", NEW_ALONE)
def test_where_nothing_new_comes_a_rule_for_it_changes_nothing(name):
    city = past(3_000, **NEW_ALONE[name])
    with_it = play(Policy((Dated(lever=LEVERS[name]()),), EXISTING), MONTHS, city)[0]
    assert differences(with_it, play(Policy(existing=EXISTING), MONTHS, city)[0]) == []


@pytest.mark.parametrize("name", FOR_NEW)
def test_nothing_is_new_in_the_first_month(name):
    city = past(3_000)
    first, later = (play(Policy((Dated(lever=LEVERS[name]()),), EXISTING), months, city)[0] for months in (1, MONTHS))
    assert first.ledger.total(FOR_NEW[name]) == 0
    assert later.ledger.total(FOR_NEW[name]) > 0


def test_projects_at_college_teach_those_who_come_after():
    city = past(3_000)
    with_it, without = (
        play(Policy(levers, EXISTING), 1, city)[0]
        for levers in ((Dated(lever=LEVERS["three_plus_one"](share=1.0)),), ())
    )
    changed_ = with_it.workers.application != without.workers.application
    assert (with_it.workers.born[changed_] != city.workers.born[changed_]).all()


def test_what_is_noted_as_new_is_a_rule_of_some_lever():
    amended = {name for kind in LEVERS.values() for name in changed(rules_of(Dated(lever=kind()), 0)[0])}
    assert {*FOR_THE_NEW} <= amended <= {*Rules.__dataclass_fields__}


def test_a_rule_for_what_is_new_begins_where_and_when_it_holds():
    zones = (1, 3)
    policy = Policy((Dated(lever=LEVERS["park_quota"](), start=2, until=5, zones=zones),), EXISTING)
    began = []
    for months in (2, 3, 5, 6):
        city = play(policy, months)[0]
        since = city.government.begun.get("park_quota")
        began.append(None if since is None else np.flatnonzero(since == city.start + 2).tolist())
    assert began == [None, [*zones], [*zones], None]
