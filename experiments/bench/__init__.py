"""How fast this machine is: months, where they go, memory, starts, burn-ins and sweeps of the full model.

Times are CPU time first. Every measurement stands between two looks at the machine, and its row says whether it was
quiet (`spin`, `quiet`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .burn_in import measure_burn_in
from .clock import Row
from .memory import measure_memory
from .months import PEER_UP_TO, Peer, measure_size
from .phases import measure_phases
from .start import measure_start
from .throughput import measure_sweeps

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PARTS = ("months", "phases", "memory", "start", "burn-in", "sweeps")


def bench(
    sizes: Sequence[int] = SIZES,
    threads: Sequence[int] = (),
    months: int = 6,
    *,
    parts: Sequence[str] = PARTS,
    peer: Peer | None = None,
    peer_up_to: int = PEER_UP_TO,
    done: Callable[[str, int | None], None] = lambda part, persons: None,
) -> dict[str, Any]:
    """Measure the parts asked for: a list of rows each, as plain data; `rows` are those of the months.

    `done` is called with the part, and the size where a part takes them one by one.
    """

    def of_sizes() -> list[Row]:
        rows = []
        for persons in sizes:
            rows += measure_size(persons, tuple(threads), months, peer if persons <= peer_up_to else None)
            done("months", persons)
        return rows

    measured: dict[str, Callable[[], list[Row]]] = {
        "months": of_sizes,
        "phases": lambda: measure_phases(sizes, months),
        "memory": lambda: measure_memory(sizes),
        "start": measure_start,
        "burn-in": lambda: measure_burn_in(sizes),
        "sweeps": measure_sweeps,
    }
    found = {}
    for part in [part for part in PARTS if part in parts]:
        found["rows" if part == "months" else part.replace("-", "_")] = measured[part]()
        if part != "months":
            done(part, None)
    return found
