"""The plan's figures put to the test: what the city would show of each with the policy, and what without it.

`try_claims` plays every promised figure as written, levers with doses from the first month, beside the same city with
the same luck without them, and reads it twice: heads counted and effect caused. Then it sweeps doses and judged
behaviour for the region in which either would hold.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from ...model.levers import LEVERS
from ...results.environment import version
from ...scenarios.claims import CAUSED, READINGS, Claim, Test, levers_missing
from ...scenarios.spec import Scenario
from ..runs.processes import each_seed
from ..runs.run import Tick
from .arithmetic import POSTS, relief_for
from .claims_file import SHIPPED, mark_of_tests, read_record
from .judging import VERDICTS, Finding, TriedTest, read
from .levels import Levels
from .measures import mismatch
from .region import Crossing, Region, SweepPoint, point_of
from .simulate import Measured, Variant, Where, as_written, months_to_play, play_seed, swept

__all__ = [
    "VERDICTS",
    "ClaimsLedger",
    "Crossing",
    "Finding",
    "Region",
    "SweepPoint",
    "Tests",
    "TriedTest",
    "read_ledger",
    "shipped_ledger",
    "try_claims",
]
WORKERS, MONTHS, SEEDS, SWEEP_SEEDS = 80_000, 24, 10, 3  # defaults
Found = dict[tuple[Where, int, int], list[Levels]]  # test, point and months → what each seed measured


@dataclass(frozen=True)
class ClaimsLedger:
    """Every figure asked for, in order."""

    city: str
    city_title: dict[str, str]
    workers: int
    weight: float  # residents 16+ that a simulated person stands for
    burn_in: int
    seeds: tuple[int, ...]
    unfinished: tuple[int, ...]
    sweep_seeds: tuple[int, ...]
    findings: tuple[Finding, ...]
    wall_s: float
    version: str
    command: str
    mark: str = ""  # of the tests, their levers and behaviour; see `claims_file.mark_of_tests`

    def of(self, verdict: str, reading: str = CAUSED) -> tuple[Finding, ...]:
        """The figures with a verdict in one reading."""
        return tuple(finding for finding in self.findings if finding.verdict(reading) == verdict)

    def record(self) -> dict[str, Any]:
        """The whole as plain data, for `--json`."""
        return {
            "city": self.city,
            "city_title": self.city_title,
            "workers": self.workers,
            "weight": self.weight,
            "burn_in": self.burn_in,
            "seeds": list(self.seeds),
            "unfinished": list(self.unfinished),
            "sweep_seeds": list(self.sweep_seeds),
            "verdicts": {r: {verdict: len(self.of(verdict, r)) for verdict in VERDICTS} for r in READINGS},
            "claims": [finding.record() for finding in self.findings],
            "wall_s": self.wall_s,
            "version": self.version,
            "command": self.command,
            "mark": self.mark,
        }


@dataclass(frozen=True)
class Tests:
    """What is to be played: the tests as written, and the sweeps."""

    __test__ = False  # for pytest

    claims: tuple[Claim, ...]
    written: tuple[Variant, ...]
    swept: tuple[Variant, ...]
    most: int  # months a future is played at most

    @classmethod
    def of(cls, base: Scenario, claims: Sequence[Claim], *, sweep: bool = True) -> Tests:
        """All tests whose levers exist and that are due in time; SpecError if a dose is out of range, ValueError if a
        figure would be compared with what is measured in another unit or over another window."""
        for claim in claims:
            for wrong in filter(None, map(mismatch, claim.tests)):
                raise ValueError(f"{claim.id}: {wrong}")
        further = swept(base, claims) if sweep else ()
        return cls(tuple(claims), tuple(as_written(base, claims)), tuple(further), base.months)

    def months(self, base: Scenario, seeds: Sequence[int]) -> int:
        """Months simulated, for a progress bar."""
        every = months_to_play(base, self.written, len(seeds)) if self.written else 0
        return every + (months_to_play(base, self.swept, len(seeds[:SWEEP_SEEDS])) if self.swept else 0)


def try_claims(
    base: Scenario,
    tests: Tests,
    seeds: Sequence[int],
    *,
    command: str = "",
    tick: Tick | None = None,
    on_sweep: Callable[[], None] | None = None,
) -> ClaimsLedger:
    """Play the tests seed by seed, then the sweeps in the first few seeds, and judge every figure.

    Ctrl-C during the tests ends them with the seeds finished so far if there are two; during the sweeps, regions rest
    on the seeds finished, or are left out.
    """
    began = time.perf_counter()
    stopped, done, found = _play(base, tests.written, seeds, tick, least=2)
    few: list[int] = []
    if tests.swept and not stopped:
        if on_sweep:
            on_sweep()
        _, few, more = _play(base, tests.swept, seeds[:SWEEP_SEEDS], tick, least=0)
        found |= more
    missing, weight = levers_missing(tests.claims), base.profile.adults / base.workers
    return ClaimsLedger(
        city=base.profile.id,
        city_title={"zh": base.profile.name_zh, "en": base.profile.name_en},
        workers=base.workers,
        weight=weight,
        burn_in=base.burn_in,
        seeds=tuple(done),
        unfinished=tuple(seed for seed in seeds if tests.written and seed not in done),
        sweep_seeds=tuple(few),
        findings=tuple(_finding(claim, tests, found, missing.get(claim.id, ()), weight) for claim in tests.claims),
        wall_s=time.perf_counter() - began,
        version=version(),
        command=command,
        mark=mark_of_tests(tests.claims, base.behaviour),
    )


def shipped_ledger(city: str = "reference") -> ClaimsLedger | None:
    """The plan's figures as tried in a city, where that comes with the program."""
    file = SHIPPED / f"{city}.json"
    return read_ledger(file) if file.is_file() else None


def read_ledger(file: Path) -> ClaimsLedger:
    """The ledger in a file; SpecError where it cannot be read."""
    return ClaimsLedger(**read_record(file))


def _play(
    base: Scenario, variants: tuple[Variant, ...], seeds: Sequence[int], tick: Tick | None, least: int
) -> tuple[bool, list[int], Found]:
    """Whether it was stopped, the seeds finished, and what each variant measured in them."""
    by_seed: dict[int, list[Measured]] = {}
    stopped = False
    try:
        if variants:
            for seed, rows in each_seed(play_seed, seeds, base.workers, base, variants, tick=tick):
                by_seed[seed] = rows
    except KeyboardInterrupt:
        if len(by_seed) < least:
            raise
        stopped = True
    done = [seed for seed in seeds if seed in by_seed]
    found: Found = {}
    for seed in done:
        for where, point, months, levels in by_seed[seed]:
            found.setdefault((where, point, months), []).append(levels)
    return stopped, done, found


def _finding(claim: Claim, tests: Tests, found: Found, missing: tuple[str, ...], weight: float) -> Finding:
    """The verdict of one figure with what it rests on."""
    if claim.role == "arithmetic":
        return Finding(claim, computed=relief_for(POSTS))
    readings = [
        read(test, found[(claim.id, k), 0, test.months], weight)
        for k, test in enumerate(claim.tests)
        if ((claim.id, k), 0, test.months) in found
    ]
    regions: dict[str, Region] = {}
    for k, test in enumerate(claim.tests):
        region = None if test.reading in regions else _region(test, (claim.id, k), tests.swept, found)
        if region:
            regions[test.reading] = region
    late = any(test.months > tests.most for test in claim.tests)
    return Finding(claim, tuple(readings), regions, missing, late)


def _region(test: Test, where: Where, variants: Sequence[Variant], found: Found) -> Region | None:
    """Where a test would hold, from the points that were finished, its own dose among them."""
    sweep = test.sweep
    doses: list[SweepPoint] = []
    behaviour: list[SweepPoint] = []
    points = [v for v in variants if v.where == where and (where, v.point, test.months) in found]
    if points and sweep is not None and sweep.lever:
        few = len(found[where, points[0].point, test.months])
        doses.append(point_of(test, sweep.setting, test.dose(), found[where, 0, test.months][:few]))
    for v in points:
        assert sweep is not None
        name, value = v.behaviour[0] if v.behaviour else (sweep.setting, sweep.doses[v.point - 1])
        point = point_of(test, name, value, found[where, v.point, test.months])
        (behaviour if v.behaviour else doses).append(point)
    horizon = [
        point_of(test, "months", months, levels)
        for (which, point, months), levels in sorted(found.items(), key=lambda item: item[0][2])
        if which == where and point == 0 and any(isfinite(x.policy) for x in levels)
    ]
    if not points and len(horizon) < 2:
        return None
    lever, setting = (sweep.lever, sweep.setting) if sweep is not None else ("", "")
    unit = LEVERS[lever].settings()[setting].unit if doses else ""
    rising = tuple(sorted(doses, key=lambda point: point.value))
    return Region(lever, setting, unit, rising, tuple(behaviour), tuple(horizon), test.most)
