"""How long a fresh process takes until it has said or done something, with compiled code at hand."""

from __future__ import annotations

import sys
from functools import partial
from statistics import median

from .clock import Row, children_cpu, looked_at, run_quietly, timed
from .settings import LEVERS, SEED, scenario_at

REPEATS = 3
PERSONS = 1_000
PACKAGE = __name__.partition(".")[0]
FIRST_MONTH = f"import {__name__} as start; start.first_month()"
WORDS = {
    "help": ("-m", PACKAGE, "--help"),
    "check": ("-m", PACKAGE, "check", LEVERS),
    "first_month": ("-c", FIRST_MONTH),
}


def measure_start() -> list[Row]:
    """Medians of a few fresh processes each."""
    rows = []
    for name, words in WORDS.items():
        with looked_at() as window:
            taken = [timed(partial(run_quietly, (sys.executable, *words)), children_cpu) for _ in range(REPEATS)]
        cpu, wall = median(one.cpu_s for one in taken), median(one.wall_s for one in taken)
        rows.append({"start": name, "cpu_s": cpu, "wall_s": wall, **window})
    return rows


def first_month() -> None:
    """Build a small city and play a month of the four levers in it."""
    from ...model.build import build_city
    from ...model.month import step
    from ...scenarios.spec import policy

    scenario = scenario_at(LEVERS, PERSONS, 1)
    step(build_city(scenario.profile, PERSONS, SEED, by=scenario.by), policy(scenario))
