"""Memory of a run as the system sees it: most that a process of its own ever held, not what Python knows of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...agents.compiled import use_threads
from ...results.environment import peak_bytes
from ...scenarios.memory import bytes_for
from ..runs.process import Process
from ..runs.processes import LARGE, cores
from ..runs.run import Tick, burnt_in
from .clock import Row
from .settings import LEVERS, SEED, future_of, scenario_at

WARM, MONTHS = 500, 12  # persons of a city played before, months of each
TELLING = 100_000  # persons from which bytes a person tell something
STATUS = Path("/proc/self/status")


def measure_memory(sizes: Sequence[int]) -> list[Row]:
    """A run of each size: most bytes held before and in it, and what `jiuye check` announces."""
    rows = []
    for persons in sizes:
        process = Process()
        try:
            before, peak, state = process.do(most_held, persons, MONTHS)
        finally:
            process.close()
        told = None if before is None or peak is None or persons < TELLING else (peak - before) / persons
        row: Row = {"persons": persons, "before_bytes": before, "peak_bytes": peak, "state_bytes": state}
        rows.append({**row, "peak_bytes_per_person": told, "announced_bytes": bytes_for(persons)})
    return rows


def most_held(persons: int, months: int, tick: Tick) -> tuple[int | None, int | None, int]:
    """Most bytes this process has held before and after a run of so many months after as many of burn-in; bytes of the
    city. Large cities take all cores, as in a run."""
    _play(WARM, months)
    before = most_so_far()
    use_threads(cores() if persons >= LARGE else 1)
    state = _play(persons, months)
    tick(months)
    return before, most_so_far(), state


def _play(persons: int, months: int) -> int:
    scenario = scenario_at(LEVERS, persons, months, burn_in=months)
    simulation = future_of(burnt_in(scenario, SEED), scenario, alone=True)
    for _ in range(months):
        simulation.month()
    simulation.result()
    return simulation.city.nbytes


def most_so_far() -> int | None:
    """Most bytes this process has held; where the system tells, without what the process that began it held."""
    try:
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    except (OSError, StopIteration, ValueError):
        return peak_bytes()
