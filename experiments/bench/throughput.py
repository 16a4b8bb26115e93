"""Runs a minute of sweeps through the engine that `jiuye sweep` uses: policies alone, and behaviour with a difference.

First with nothing kept of burnt-in cities, so that each run pays for its own; then once more with all of them kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..runs.kept_eves import ROOM
from ..runs.processes import cores
from ..studies.study import Study, load_study
from ..studies.sweep import sweep
from .clock import Row, children_cpu, looked_at

PERSONS, MONTHS = 10_000, 60
KEPT_MB = "1000"
STUDIES = {
    "policies": """
title: {zh: 测速, en: Bench}
levers:
  training_subsidy.seats: {range: [6_000, 48_000]}
outcomes:
  unemployment_rate:
design: {kind: latin_hypercube, n: 8, seed: 1}
seeds: 2
""",
    "behaviour": """
title: {zh: 测速, en: Bench}
levers:
  training_subsidy.seats: [24_000]
uncertainties:
  behaviour.tries: {scale: log}
outcomes:
  jobs: {indicator: employment_rate, difference: true}
design: {kind: latin_hypercube, n: 8, seed: 1, levers: crossed}
seeds: 2
""",
}


def measure_sweeps(persons: int = PERSONS, months: int = MONTHS) -> list[Row]:
    """Each sweep without and with kept cities: CPU seconds a run, runs a minute."""
    rows = []
    with TemporaryDirectory() as scratch:
        for name, words in STUDIES.items():
            file = Path(scratch) / f"{name}.yaml"
            file.write_text(words, encoding="utf-8")
            study = load_study(file, overrides={"city": {"workers": persons}, "time": {"months": months}})
            rows.append(_swept(study, Path(scratch) / f"{name}-without", kept="0"))
            _swept(study, Path(scratch) / f"{name}-keeping", kept=KEPT_MB)
            rows.append(_swept(study, Path(scratch) / f"{name}-kept", kept=KEPT_MB))
    return rows


def _swept(study: Study, store: Path, kept: str) -> Row:
    """One sweep; RuntimeError if a run of it failed."""
    with looked_at() as window, _room(kept):
        began = children_cpu(), time.perf_counter()
        swept = sweep(study, store)
        cpu, wall = children_cpu() - began[0], time.perf_counter() - began[1]
    if swept.done < study.runs:
        raise RuntimeError(next(iter(swept.failed.values()), "interrupted"))
    return {
        "sweep": study.name,
        "cities_kept": kept != "0",
        "persons": study.base.workers,
        "months": study.base.months,
        "runs": study.runs,
        "processes": cores(),
        "cpu_s_per_run": cpu / study.runs,
        "runs_per_minute": study.runs * 60 / wall,
        **window,
    }


@contextmanager
def _room(megabytes: str) -> Iterator[None]:
    """So much room for burnt-in cities, for processes that start now."""
    before = os.environ.get(ROOM)
    os.environ[ROOM] = megabytes
    try:
        yield
    finally:
        if before is None:
            del os.environ[ROOM]
        else:
            os.environ[ROOM] = before
