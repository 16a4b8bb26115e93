"""The same luck: on any number of threads, in any process, compiled or not, and in every future of a city.

Run as a script (`python test_luck.py ROWS MONTHS`) this file prints the digests that the tests compare.
"""

import hashlib
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from jiuye.agents.compiled import PARTS, THREADED_ROWS, parts, use_threads
from jiuye.agents.platforms import PLATFORMS
from jiuye.agents.workers import PLATFORM, TRAINING, UNEMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.sandbox import SandboxRule, Setting, platform_rule, play
from jiuye.scenarios.cities import load_city

PROFILE = load_city("hangzhou")
EXISTING = (existing_training(PROFILE),)
REST = Policy(existing=EXISTING)
EVERYTHING = Policy(tuple(Dated(lever=kind()) for kind in LEVERS.values()), EXISTING)
TABLES = ("workers", "employers", "platforms", "markets")


def columns(city):
    """(table, name, column) of all state that lives in tables."""
    return [(t, name, column) for t in TABLES for name, column in getattr(city, t).columns().items()]


def digest(city):
    """SHA-256 of every column, the books, the last tally and what government knows."""
    hashed = hashlib.sha256()
    for table, name, column in columns(city):
        hashed.update(f"{table}.{name}".encode() + np.ascontiguousarray(column).tobytes())
    hashed.update(repr(sorted(city.ledger.flows.items()) + sorted(city.ledger.balances.items())).encode())
    for observed in (city.tally.sums, city.tally.income_sums, city.government.vacancies, city.government.seekers):
        hashed.update(observed.tobytes())
    return hashed.hexdigest()


def after(rows, months, seed=5, policy=EVERYTHING):
    """A small city some months into a future, with all levers unless told otherwise."""
    city = build_city(PROFILE, rows, seed, size=16)
    return passed(city, months, policy)


def sandbox_digest():
    """SHA-256 of a few minutes of a small sandbox."""
    hashed = hashlib.sha256()
    rule = SandboxRule("", {}, *platform_rule(PLATFORMS[0]))
    week = play(rule, Setting(drivers=40, rate=0.5, steps=600), 3)
    for column in (*week.fleet, *week.requests, week.incomes):
        hashed.update(column.tobytes())
    return hashed.hexdigest()


def digests(rows, months):
    """What the model comes to with all levers, without any, and in the sandbox."""
    futures = [digest(after(rows, months, policy=policy)) for policy in (EVERYTHING, REST)]
    return [*futures, sandbox_digest()]


def passed(city, months, policy):
    """The same city some months later."""
    for _ in range(months):
        step(city, policy)
    return city


def elsewhere(rows, months, **environment):
    """The digests as another process finds them."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", __file__, str(rows), str(months)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | environment,
    )
    return done.stdout.split()


@pytest.fixture
def one_thread_afterwards():
    yield
    use_threads(1)


# Threads and processes.


@pytest.mark.usefixtures("one_thread_afterwards")
def test_any_number_of_threads_gives_the_same_bits():
    rows = THREADED_ROWS
    assert parts(rows) == PARTS > 1 == parts(rows - 1)
    city = build_city(PROFILE, rows, 3)
    found = set()
    for threads in (1, 2):
        use_threads(threads)
        found.add(digest(passed(city.fork(), 2, EVERYTHING)))
    assert len(found) == 1


def test_another_process_finds_the_same_bits():
    mine = after(2_000, 6)
    assert mine.tally.sums[0].min() >= 0 < len(mine.ledger.flows)
    assert elsewhere(2_000, 6, PYTHONHASHSEED="77")[0] == digest(mine) != digest(after(2_000, 6, seed=6))


def test_compiled_and_interpreted_find_the_same_bits():
    """More than two years, so that courses end, suits are decided and budgets are made anew."""
    compiled = digests(1_500, 26)
    assert len({*compiled}) == 3
    assert elsewhere(1_500, 26, NUMBA_DISABLE_JIT="1") == compiled


# Futures of one city.


def test_a_fork_leaves_the_original_as_it_is():
    city = after(400, 2)
    before, fork = digest(city), city.fork()
    passed(fork, 4, EVERYTHING)
    assert digest(city) == before != digest(fork)
    for (table, name, mine), (_, _, theirs) in zip(columns(city), columns(fork), strict=True):
        assert not np.shares_memory(mine, theirs), (table, name)
    assert city.month == fork.month - 4
    assert digest(passed(city.fork(), 4, EVERYTHING)) == digest(fork)


def test_a_small_reform_leaves_the_others_on_their_path():
    """A course that about twenty of 50,000 people take, in one district: hardly another life changes in half a year."""
    rows = 50_000
    city = passed(build_city(PROFILE, rows, 2), 6, REST)
    city.start = city.month
    lever = LEVERS["training_subsidy"](seats=2.0 * 30 * city.weight, mode="full_time", months=3, steered=0.0)
    reform = Policy((Dated(lever=lever, zones=(0,)),), EXISTING)
    base, changed, reformed = city.fork(), city.fork(), np.zeros(rows, bool)
    for _ in range(6):
        step(base, REST)
        step(changed, reform)
        reformed |= changed.workers.programme > len(EXISTING)
    a, b = base.workers, changed.workers
    pay = np.abs(a.wage - b.wage) <= 0.002 * a.wage  # what is posted follows what all can get elsewhere
    same = (a.status == b.status) & (a.employer == b.employer) & pay
    share = float(same[~reformed].mean())
    print(json.dumps({"reformed": int(reformed.sum()), "others on the same path": share}))
    assert 10 <= reformed.sum() <= 60
    assert not same[reformed].all()
    assert (b.status[reformed] == TRAINING).any()
    assert share > 0.99


def test_money_that_changes_no_choice_leaves_every_path():
    city = passed(build_city(PROFILE, 2_000, 5, Behaviour(move_rate=0.0, benefit_counts=0.0), size=16), 2, REST)
    base, richer = city.fork(), city.fork()
    richer.rules = richer.rules.amended(benefit=richer.rules.benefit * 1.5)
    a, b = passed(base, 4, REST).workers, passed(richer, 4, REST).workers
    for name in ("status", "employer", "wage", "occupation", "since", "technical", "cell", "born"):
        assert (getattr(a, name) == getattr(b, name)).all(), name
    assert (a.income[a.status == UNEMPLOYED] < b.income[b.status == UNEMPLOYED]).any()
    assert (a.income[a.status == PLATFORM] == b.income[b.status == PLATFORM]).all()


def test_the_order_of_levers_decides_nothing():
    first, second = (Dated(lever=LEVERS[name](seats=300_000.0)) for name in ("training_subsidy", "crash_courses"))
    one, other = (after(3_000, 8, policy=Policy(levers, EXISTING)) for levers in ((first, second), (second, first)))
    assert one.ledger.flows == other.ledger.flows
    assert one.tally.sums.tolist() == other.tally.sums.tolist()


def test_a_lever_that_has_not_begun_changes_no_luck():
    order = Dated(lever=LEVERS["order_training"](seats=300_000.0))
    later = Dated(lever=LEVERS["training_subsidy"](), start=9)
    alone, beside = (after(3_000, 8, policy=Policy(levers, EXISTING)) for levers in ((order,), (later, order)))
    assert digest(alone) == digest(beside)


# As another process.


def read_quickly():
    """Let NumPy look for a field of a record before anything else: interpreted, half of the time would go there."""
    plain, field = np.record.__getattribute__, np.void.__getitem__

    def found(record, name):
        try:
            return field(record, name)
        except (IndexError, KeyError, ValueError):
            return plain(record, name)

    np.record.__getattribute__ = found


if __name__ == "__main__":
    read_quickly()
    with np.errstate(over="ignore"):  # interpreted, the mixing of bits says when it wraps around
        print(*digests(int(sys.argv[1]), int(sys.argv[2])), sep="\n")
