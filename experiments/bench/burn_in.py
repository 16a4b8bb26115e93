"""What comes before the first month of a scenario: the city is built and left alone for sixty months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ...agents.compiled import use_threads
from ..runs.processes import LARGE, cores
from ..runs.run import burnt_in
from .clock import Row, looked_at, timed
from .settings import LEVERS, SEED, scenario_at

MONTHS = 60


def measure_burn_in(sizes: Sequence[int]) -> list[Row]:
    """Seconds to build a city, and to build it and burn it in, on as many threads as a run takes."""
    rows = []
    for persons in sizes:
        threads = cores() if persons >= LARGE else 1
        use_threads(threads)
        try:
            with looked_at() as window:
                built = timed(partial(_burnt_in, persons, 0))
                burnt = timed(partial(_burnt_in, persons, MONTHS))
        finally:
            use_threads(1)
        row: Row = {"persons": persons, "threads": threads, "build_cpu_s": built.cpu_s, "build_wall_s": built.wall_s}
        rows.append({**row, "cpu_s": burnt.cpu_s, "wall_s": burnt.wall_s, **window})
    return rows


def _burnt_in(persons: int, months: int) -> None:
    burnt_in(scenario_at(LEVERS, persons, 1, burn_in=months), SEED)
