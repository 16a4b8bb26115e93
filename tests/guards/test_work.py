"""What a month costs in counted work, by phase: calls of kernels, keys of draws, bytes held. No clock is looked at.

A change that asks for more work than before is seen here, on any machine. Where it is worth it, renew the budget with
`JIUYE_ACCEPT_WORK=1 pytest tests/guards/test_work.py`, and say so in CHANGELOG.md.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from jiuye.agents.compiled import COMPILED
from jiuye.experiments.bench.watch import watched_months
from jiuye.experiments.runs.run import burnt_in, run_every_kernel
from jiuye.model.month import step
from jiuye.scenarios.spec import load_scenario, policy

BUDGET = Path(__file__).parent / "golden" / "work.yaml"
ACCEPT = "JIUYE_ACCEPT_WORK=1 pytest tests/guards/test_work.py"
SIZE = {"city": {"profile": "reference", "workers": 5_000}, "time": {"months": 3, "burn_in": 2}}
PLAYED = 2  # months under the scenario before the one that is counted
MARGIN, SPARE_KB = 1.1, 8  # bytes hang a little on the versions of Python and NumPy; calls and keys do not
HEAD = "# Counted work of one month of 5,000 persons: kernels called, keys of draws, kB (tests/guards/test_work.py).\n"

Phases = dict[str, dict[str, int]]


def work_of(name: str) -> Phases:
    """The third month of a scenario."""
    run_every_kernel()
    scenario = load_scenario(name, overrides=SIZE)
    city = burnt_in(scenario, seed=1).city
    acts = policy(scenario)
    for _ in range(PLAYED):
        step(city, acts)
    found = watched_months(city, acts, 1, count_bytes=True)
    return {
        phase: {"calls": work.calls, "keys": work.keys, "kB": round(work.bytes / 1000)} for phase, work in found.items()
    }


def over(budget: Phases, found: Phases) -> list[str]:
    """Phases that are new or gone, and what of the others is not as budgeted."""
    said = [f"{phase}: is new" for phase in found if phase not in budget]
    said += [f"{phase}: is gone" for phase in budget if phase not in found]
    for phase in [phase for phase in budget if phase in found]:
        then, now = budget[phase], found[phase]
        said += [f"{phase}: {what} were {then[what]}, are {now[what]}" for what in then if differs(what, then, now)]
    return said


def differs(what: str, then: dict[str, int], now: dict[str, int]) -> bool:
    return now[what] > MARGIN * then[what] + SPARE_KB if what == "kB" else now[what] != then[what]


@pytest.mark.skipif(not COMPILED, reason="interpreted loops hold other bytes")
@pytest.mark.parametrize("name", ["baseline", "whole_plan"])
def test_a_month_asks_for_the_work_that_is_budgeted(name: str) -> None:
    found = work_of(name)
    assert sum(work["calls"] for work in found.values()) > 40
    assert sum(work["keys"] for work in found.values()) > 20
    if os.environ.get("JIUYE_ACCEPT_WORK"):
        known = yaml.safe_load(BUDGET.read_text()) if BUDGET.exists() else {}
        BUDGET.write_text(
            HEAD + yaml.safe_dump(known | {name: found}, sort_keys=False, default_flow_style=None, width=120)
        )
    if said := over(yaml.safe_load(BUDGET.read_text())[name], found):
        pytest.fail(f"{name}: {'; '.join(said)}\nif that is meant: {ACCEPT}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"search_jobs": {"calls": 5, "keys": 3, "kB": 100}}, []),
        ({"search_jobs": {"calls": 5, "keys": 3, "kB": 118}}, []),
        ({"search_jobs": {"calls": 5, "keys": 3, "kB": 119}}, ["search_jobs: kB were 100, are 119"]),
        ({"search_jobs": {"calls": 5, "keys": 3, "kB": 10}}, []),
        (
            {"search_jobs": {"calls": 6, "keys": 2, "kB": 100}},
            ["search_jobs: calls were 5, are 6", "search_jobs: keys were 3, are 2"],
        ),
        ({"tend_places": {"calls": 1, "keys": 0, "kB": 0}}, ["tend_places: is new", "search_jobs: is gone"]),
    ],
)
def test_what_grew_is_told_by_phase(change: Phases, said: list[str]) -> None:
    assert over({"search_jobs": {"calls": 5, "keys": 3, "kB": 100}}, change) == said
