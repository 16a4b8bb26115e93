"""How long a sweep will take and how much disk it needs, told before it begins."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from ...model.build import build_city
from ...model.levers import Policy
from ...model.levers.existing import existing_training
from ...model.month import step
from ...scenarios.spec import Scenario
from ..runs.processes import LARGE, cores
from .study import Study
from .sweep import companies

MOST_RUNS, MOST_SECONDS, MOST_BYTES = 100_000, 24 * 3600.0, 20_000_000_000  # above which a sweep is not begun unasked
TRIED_PERSONS, TRIED_MONTHS = 20_000, 4  # of the city that the pace is measured with
FEW = 64  # points that stand for all where burn-ins are counted; a power of two, as some designs want
BYTES_A_RUN, BYTES_A_COLUMN = 70, 30  # of journal and table together, measured


@dataclass(frozen=True)
class Expected:
    """What is left of a sweep: runs, seconds of wall time, bytes on disk."""

    runs: int
    seconds: float
    bytes: int
    cores: int
    free_bytes: int

    @property
    def large(self) -> bool:
        """Whether the user must agree first."""
        return self.runs > MOST_RUNS or self.seconds > MOST_SECONDS or self.bytes > MOST_BYTES


def expect(study: Study, missing: int, folder: Path) -> Expected:
    """Forecast `missing` runs of a study, from the pace of its own city on this machine."""
    at_once = 1 if study.base.workers >= LARGE else max(1, min(cores(), missing))
    seconds = missing * months_a_run(study) * seconds_a_month(study.base) / at_once if missing else 0.0
    columns = len(study.axes) + len(study.outcomes)
    return Expected(missing, seconds, missing * (BYTES_A_RUN + BYTES_A_COLUMN * columns), at_once, free_bytes(folder))


def months_a_run(study: Study) -> float:
    """Months simulated for one run, with its part of burn-ins and bases; judged by the first points."""
    few = replace(study, plan=replace(study.plan, n=min(study.plan.n, FEW)))  # of a large plan, a small one like it
    shown = few.design
    first = {k: shown.point(k) for k in range(min(FEW, shown.size))}
    together = list(islice(companies(few, ()), len(first) * len(study.seeds)))
    together = [runs for runs in together if runs[0][0] in first]
    runs = sum(map(len, together))
    bases = 0
    if study.differences:
        circumstances = [k for k, axis in enumerate(study.axes) if axis.role == "uncertainties"]
        bases = len({tuple(values[k] for k in circumstances) for values in first.values()}) * len(study.seeds)
    base = study.base
    return (len(together) * base.burn_in + (runs + bases) * base.months) / runs


def seconds_a_month(base: Scenario) -> float:
    """Wall time of one month of a city of the study's size on one core, measured on a city of at most so many."""
    persons = min(base.workers, TRIED_PERSONS)
    city = build_city(base.profile, persons, 1, base.behaviour, by=base.by)
    rest = Policy(existing=(existing_training(base.profile),))
    step(city, rest)
    began = time.perf_counter()
    for _ in range(TRIED_MONTHS):
        step(city, rest)
    return (time.perf_counter() - began) / TRIED_MONTHS * base.workers / persons


def free_bytes(folder: Path) -> int:
    """Room on the disk that a folder is or will be on."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free
