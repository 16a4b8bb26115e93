"""Where a month goes: CPU time of each phase in kernels and between them (glue), and how often kernels are called."""

from __future__ import annotations

from collections.abc import Sequence

from ..runs.run import Eve, burnt_in, run_every_kernel
from .clock import Row, looked_at
from .months import UNTIMED
from .settings import LEVERS, PLAN, SEED, future_of, scenario_at
from .watch import watched_months


def measure_phases(sizes: Sequence[int], months: int) -> list[Row]:
    """The smallest and the largest size on one thread: a row a phase and scenario, times in nanoseconds of one person's
    month."""
    run_every_kernel()
    rows = []
    for persons in dict.fromkeys((min(sizes), max(sizes))):
        eve = burnt_in(scenario_at(LEVERS, persons, 1), SEED)
        for name in (LEVERS, PLAN):
            rows += _phases(eve, name, persons, months)
    return rows


def _phases(eve: Eve, name: str, persons: int, months: int) -> list[Row]:
    """One scenario in one city."""
    simulation = future_of(eve, scenario_at(name, persons, UNTIMED))
    for _ in range(UNTIMED):
        simulation.month()
    with looked_at() as window:
        found = watched_months(simulation.city, simulation.acts, months)
    each = months * persons
    return [
        {
            "scenario": name,
            "persons": persons,
            "phase": phase,
            "cpu_ns": work.cpu_ns / each,
            "kernel_ns": work.kernel_ns / each,
            "glue_ns": (work.cpu_ns - work.kernel_ns) / each,
            "kernel_calls": work.calls / months,
            **window,
        }
        for phase, work in found.items()
    ]
