"""The atlas of levers: each on its own, at a quarter, once and four times its dose, beside the same city without it.

For each it says how many people it reaches, what that does to them and to the city, what it costs, and whether this is
what the lever's file expects. What was played is written down at once, so that an atlas that was stopped goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...model.levers import LEVERS
from ...results.digest import mark
from ...results.environment import version
from ...scenarios.spec import Scenario
from ..calibration.known_runs import KnownRuns
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from .atlas_file import LeverAtlas, mark_of_levers, mark_of_play, read_atlas, shipped_atlas
from .doses import FACTORS, doses_of, is_capped
from .findings import FINDINGS, DoseFinding, LeverFinding, judge_lever
from .playing import Record, play_lever

__all__ = [
    "FACTORS",
    "FINDINGS",
    "DoseFinding",
    "LeverAtlas",
    "LeverFinding",
    "is_capped",
    "make_atlas",
    "months_to_play",
    "read_atlas",
    "settings_of",
    "shipped_atlas",
]
WORKERS, MONTHS, SEEDS = 20_000, 36, 8  # defaults
QUICK_WORKERS, QUICK_SEEDS = 5_000, 2


def settings_of(base: Scenario) -> dict[str, Any]:
    """What records of one journal have in common: all that they rest on but seed and lever."""
    return {
        "city": mark(base.profile.fingerprint),
        "workers": base.workers,
        "burn_in": base.burn_in,
        "months": base.months,
        "levers": mark_of_play(LEVERS, base.behaviour),
        "version": version(),
    }


def make_atlas(
    base: Scenario,
    names: Sequence[str],
    seeds: Sequence[int],
    folder: Path,
    *,
    command: str = "",
    tick: Tick | None = None,
) -> LeverAtlas:
    """Play what the journal in `folder` does not hold yet, and judge every lever."""
    began = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    known = KnownRuns(folder, settings_of(base))
    try:
        _play(base, missing(known, names, seeds), known, tick)
    finally:
        known.close()
    weight = base.profile.adults / base.workers
    return LeverAtlas(
        city=base.profile.id,
        city_title={"zh": base.profile.name_zh, "en": base.profile.name_en},
        workers=base.workers,
        weight=weight,
        burn_in=base.burn_in,
        months=base.months,
        seeds=tuple(seeds),
        levers=tuple(judge_lever(name, [_records(known, seed, name) for seed in seeds], weight) for name in names),
        wall_s=time.perf_counter() - began,
        version=version(),
        command=command,
        mark=mark_of_levers(names, base.behaviour),
    )


def months_to_play(names: Iterable[str], seeds: int, months: int) -> int:
    """Months simulated with levers, for a progress bar."""
    return seeds * months * sum(len(doses_of(LEVERS[name])) for name in names)


def missing(known: KnownRuns, names: Iterable[str], seeds: Iterable[int]) -> list[tuple[int, str]]:
    """Seeds and levers not played yet, seed by seed, for a process keeps the city of a seed."""
    alone = sorted(names, key=lambda name: LEVERS[name].company)
    return [(seed, name) for seed in seeds for name in alone if _key(name, 0, seed) not in known.found]


def _play(base: Scenario, tasks: Sequence[tuple[int, str]], known: KnownRuns, tick: Tick | None) -> None:
    """Play what is missing and write it down, the first dose last: where it stands, all of a lever does."""
    if not tasks:
        return
    with ProcessPool(base.workers, len(tasks)) as pool:
        for (seed, name), records in pool.each(play_lever, tasks, base, tick=tick):
            for place in reversed(range(len(records))):
                known.add(_key(name, place, seed), records[place])


def _records(known: KnownRuns, seed: int, name: str) -> list[Record]:
    return [known.found[_key(name, place, seed)] for place in range(len(doses_of(LEVERS[name])))]


def _key(name: str, place: int, seed: int) -> tuple[tuple[float | str, ...], int]:
    return (name, place), seed
