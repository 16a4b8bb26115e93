"""The plan's figures put to the test: what the city would show of each with the policy, and what without it.

`try_claims` plays every promised figure as written, levers with doses from the first month, beside the same city with
the same luck without them, and then sweeps doses and judged behaviour for the region in which a figure would hold.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...model.levers import LEVERS
from ...results.environment import version
from ...scenarios.claims import Claim, Test, levers_missing
from ...scenarios.spec import Scenario
from ..runs.intervals import mean_interval
from ..runs.processes import each_seed
from ..runs.run import Tick
from .arithmetic import POSTS, relief_for
from .claims_file import SHIPPED, mark_of_tests, read_record
from .judging import VERDICTS, Finding, Region, SweepPoint, TriedTest, compared, read
from .measures import Levels
from .simulate import Variant, Where, as_written, months_to_play, play_seed, swept

__all__ = [
    "VERDICTS",
    "ClaimsLedger",
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
Found = dict[tuple[Where, int], list[Levels]]


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

    def of(self, verdict: str) -> tuple[Finding, ...]:
        """The figures with a verdict."""
        return tuple(finding for finding in self.findings if finding.verdict == verdict)

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
            "verdicts": {verdict: len(self.of(verdict)) for verdict in VERDICTS},
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
        """All tests whose levers exist and that are due in time; SpecError if a dose is out of range."""
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
    by_seed: dict[int, list[tuple[Where, int, Levels]]] = {}
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
        for where, point, levels in by_seed[seed]:
            found.setdefault((where, point), []).append(levels)
    return stopped, done, found


def _finding(claim: Claim, tests: Tests, found: Found, missing: tuple[str, ...], weight: float) -> Finding:
    """The verdict of one figure with what it rests on."""
    if claim.role == "arithmetic":
        return Finding(claim, computed=relief_for(POSTS))
    readings = [
        read(test, found[(claim.id, k), 0], weight) for k, test in enumerate(claim.tests) if ((claim.id, k), 0) in found
    ]
    regions = [r for k, test in enumerate(claim.tests) if (r := _region(test, k, claim, tests.swept, found))]
    late = any(test.months > tests.most for test in claim.tests)
    return Finding(claim, tuple(readings), regions[0] if regions else None, missing, late)


def _region(test: Test, k: int, claim: Claim, variants: Sequence[Variant], found: Found) -> Region | None:
    """Where a test would hold, from the points that were finished, its own dose among them."""
    sweep = test.sweep
    if sweep is None:
        return None
    doses: list[SweepPoint] = []
    behaviour: list[SweepPoint] = []
    points = [v for v in variants if v.where == (claim.id, k) and (v.where, v.point) in found]
    if points and sweep.lever:
        few = len(found[points[0].where, points[0].point])
        own = mean_interval([compared(x, test.compare)[0] for x in found[points[0].where, 0][:few]])[0]
        doses.append(SweepPoint(sweep.setting, test.dose(), own, test.reaches(own)))
    for v in points:
        simulated = mean_interval([compared(x, test.compare)[0] for x in found[v.where, v.point]])[0]
        name, value = v.behaviour[0] if v.behaviour else (sweep.setting, sweep.doses[v.point - 1])
        (behaviour if v.behaviour else doses).append(SweepPoint(name, value, simulated, test.reaches(simulated)))
    if not doses and not behaviour:
        return None
    unit = LEVERS[sweep.lever].settings()[sweep.setting].unit if doses else ""
    rising = tuple(sorted(doses, key=lambda point: point.value))
    return Region(sweep.lever, sweep.setting, unit, rising, tuple(behaviour))
