"""How long runs took on this machine, so that `check` can say how long one will take.

A small file beside the compiled code; what it says is of runs like the one asked about: of about as many persons, with
about as many levers. Nothing is said where no such run was played yet.
"""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path

from ...agents.compiled import COMPILED, cache_folder
from ...results.atomic import write_atomic
from ...scenarios.spec import Scenario

LIKE = 3.0  # times as many persons at most
FEW = 10  # levers
LEAST_MONTHS, LEAST_PERSONS = 12, 5_000  # of a run from which something can be told
NEW = 0.5  # weight of the last run
SMALLER = math.sqrt(2.0)  # sizes nearer than that share an entry

Paces = dict[str, dict[str, float]]  # kind → persons → seconds a month


def note(scenario: Scenario, seconds: float) -> None:
    """Note how long the months of a scenario took, its burn-in aside."""
    if not COMPILED or scenario.months < LEAST_MONTHS or scenario.workers < LEAST_PERSONS:
        return
    paces = _read()
    known, month = paces.setdefault(_kind(scenario), {}), seconds / scenario.months
    near = next((size for size in known if _times(int(size), scenario.workers) < SMALLER), None)
    if near is not None:
        month = NEW * month + (1.0 - NEW) * known.pop(near) * scenario.workers / int(near)
    known[str(scenario.workers)] = month
    with contextlib.suppress(OSError):
        write_atomic(_file(), json.dumps(paces))


def seconds_for(scenario: Scenario) -> float | None:
    """Seconds that one future takes here from the building of its city to its last month; None if no like was
    played."""
    paces = _read()
    months = ((scenario.months, _kind(scenario)), (scenario.burn_in, _of_levers(0)))
    total = 0.0
    for count, kind in months:
        known = paces.get(kind) or paces.get(_kind(scenario)) or {}
        sizes = sorted(known, key=lambda size: _times(int(size), scenario.workers))
        if not sizes or _times(int(sizes[0]), scenario.workers) > LIKE:
            return None
        total += count * known[sizes[0]] * scenario.workers / int(sizes[0])
    return total


def _kind(scenario: Scenario) -> str:
    return _of_levers(len(scenario.levers))


def _of_levers(number: int) -> str:
    return "none" if number == 0 else "few" if number < FEW else "many"


def _times(a: int, b: int) -> float:
    return max(a, b) / min(a, b)


def _file() -> Path:
    return cache_folder() / "pace.json"


def _read() -> Paces:
    """What is known; nothing where the file is not there or damaged."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        return {
            str(kind): {str(int(size)): float(seconds) for size, seconds in known.items() if int(size) > 0}
            for kind, known in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
