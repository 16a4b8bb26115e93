"""Calibration: parameters of behaviour under which the city's public moments lie in their bands.

Stages, each asking the journal first: search over few common seeds; the start and the best points over all seeds, of
which the better is kept; sensitivities there; an ensemble of accepted sets. Nothing but the public table is fitted to.
With one evaluation nothing is searched: the start is judged, with what the moments do not tell and the sets around it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ...results.digest import LONG, mark
from ...scenarios.spec import Scenario
from ...scenarios.targets import MOMENT, Target
from ..runs.code_mark import code_mark
from ..runs.processes import ProcessPool
from ..validation.moments import MOMENTS
from ..validation.validate import MomentVerdict, judge
from .emulator import Bands, Floats, fit_emulator
from .ensemble import Ensemble, accept
from .fitting import MEASURES, Fitted, Simulator, seed_mean
from .identifiability import Identification, ends, identifiability_of
from .known_runs import KnownRuns
from .search import Trail, search

SEARCH_SEEDS, EVALUATIONS, MEMBERS = 4, 160, 30  # defaults
CANDIDATES = 3  # best points of the search that are tried over all seeds
Stage = Literal["search", "confirm", "identify", "ensemble"]


@dataclass(frozen=True)
class Setup:
    """What is asked of a calibration."""

    scenario: Scenario
    targets: tuple[Target, ...]
    parameters: tuple[Fitted, ...]
    seeds: tuple[int, ...]
    search_seeds: tuple[int, ...]
    evaluations: int = EVALUATIONS  # of the search
    members: int = MEMBERS  # of the ensemble

    @property
    def moments(self) -> tuple[Target, ...]:
        """The targets that have a band."""
        return tuple(t for t in self.targets if t.kind == MOMENT and t.id in MOMENTS)

    def settings(self) -> dict[str, Any]:
        """What two calibrations that share runs must have in common."""
        s = self.scenario
        return {
            "city": s.profile.id,
            "profile": s.profile.fingerprint[:LONG],
            "workers": s.workers,
            "burn_in": s.burn_in,
            "months": s.months,
            "behaviour": {name: float(value) for name, value in asdict(s.behaviour).items()},
            "parameters": {p.name: [p.start, p.low, p.high] for p in self.parameters},
            "targets": {t.id: [t.low, t.high] for t in self.moments},
            "search_seeds": list(self.search_seeds),
            "code": code_mark(MEASURES),
        }


@dataclass(frozen=True)
class CalibrationProgress:
    """How far a calibration is."""

    stage: Stage
    done: int  # evaluations of the search, accepted sets of the ensemble, else runs
    planned: int
    loss: float  # least so far
    met: int  # moments in band there
    moments: int


@dataclass(frozen=True)
class Calibration:
    """What a calibration found."""

    setup: Setup
    values: tuple[float, ...]  # fitted, one a parameter
    before: tuple[MomentVerdict, ...]  # at the start, over all seeds
    after: tuple[MomentVerdict, ...]  # at the fitted values
    loss: tuple[float, float]  # before and after
    searched: int  # evaluations of the search
    identification: Identification
    ensemble: Ensemble
    sets: tuple[tuple[float, ...], ...]  # values of the ensemble, the fitted ones first
    reach: tuple[tuple[float, float], ...]  # of each moment, ends of what the emulator can attain within the ranges
    runs: int  # in the journal
    wall_s: float

    @property
    def met(self) -> tuple[int, int]:
        """Moments in band before and after."""
        before, after = (sum(v.passed for v in verdicts) for verdicts in (self.before, self.after))
        return before, after

    @property
    def unmet(self) -> tuple[tuple[MomentVerdict, bool], ...]:
        """Moments out of band, and whether the parameters could bring each one in by itself."""
        pairs = zip(self.after, self.reach, strict=True)
        return tuple((v, low <= v.target.high and high >= v.target.low) for v, (low, high) in pairs if not v.passed)


def mark_of(setup: Setup) -> str:
    """Eight characters that stand for the setup."""
    return mark(sorted(setup.settings().items()))


def calibrate(
    setup: Setup, folder: Path, tell: Callable[[CalibrationProgress], None] = lambda news: None
) -> Calibration:
    """Fit, or go on fitting: what the journal in `folder` holds is not simulated again."""
    began = time.perf_counter()
    bands = Bands(np.array([t.low for t in setup.moments]), np.array([t.high for t in setup.moments]))
    names = [t.id for t in setup.moments]
    with closing(KnownRuns(folder, setup.settings())) as known_runs, ProcessPool(setup.scenario.workers) as pool:
        simulator = Simulator(setup.scenario, setup.parameters, names, known_runs, pool)
        report = _Report(setup, bands, tell)

        def evaluate(points: Floats) -> Floats:
            return simulator.mean(points, setup.search_seeds)

        simulator.on_run = report.run
        trail = search(evaluate, simulator.origin, bands, setup.evaluations, tell=report.search)
        points = _candidates(trail)
        simulator.on_run = report.counting("confirm", len(points) * len(setup.seeds))
        confirmed = simulator.runs(points, setup.seeds)
        losses = bands.loss(seed_mean(confirmed))
        chosen = int(np.argmin(losses))
        point = points[chosen]
        simulator.on_run = report.counting("identify", 2 * len(point) * len(setup.search_seeds))
        known = identifiability_of(
            lambda asked: simulator.runs(asked, setup.search_seeds), point, bands, [p.name for p in setup.parameters]
        )
        simulator.on_run = lambda: None
        searched = len(trail.points)
        around = ends(point)
        trail.add(around, evaluate(around))  # known by now: what the emulator says near the point hangs on them
        ensemble = accept(evaluate, trail, point, setup.members, tell=report.ensemble)
    return Calibration(
        setup=setup,
        values=simulator.values(point),
        before=_verdicts(setup, confirmed[0]),
        after=_verdicts(setup, confirmed[chosen]),
        loss=(float(losses[0]), float(losses[chosen])),
        searched=searched,
        identification=known,
        ensemble=ensemble,
        sets=tuple(simulator.values(member) for member in ensemble.points),
        reach=_reach(trail, point, seed_mean(confirmed[chosen])),
        runs=len(known_runs.found),
        wall_s=time.perf_counter() - began,
    )


def _candidates(trail: Trail) -> Floats:
    """The start, and the best points of the search; each once."""
    order = np.argsort(trail.losses, kind="stable")[:CANDIDATES]
    return trail.points[list(dict.fromkeys([0, *map(int, order)]))]


def _verdicts(setup: Setup, runs: Floats) -> tuple[MomentVerdict, ...]:
    """Moments against their bands, from runs [S, M]."""
    names = [t.id for t in setup.moments]
    return judge(setup.moments, [dict(zip(names, map(float, run), strict=True)) for run in runs])


def _reach(trail: Trail, point: Floats, level: Floats) -> tuple[tuple[float, float], ...]:
    """Least and greatest value of each moment that the parameters can attain, by the emulator."""
    slope = fit_emulator(trail.points, trail.moments, point, 0.5).slope
    up, down = slope * (1.0 - point)[:, None], -slope * point[:, None]
    low, high = np.minimum(up, down).sum(axis=0) + level, np.maximum(up, down).sum(axis=0) + level
    return tuple((float(a), float(b)) for a, b in zip(low, high, strict=True))


class _Report:
    """Turns what the stages say into news."""

    def __init__(self, setup: Setup, bands: Bands, tell: Callable[[CalibrationProgress], None]) -> None:
        self.setup, self.bands, self.tell = setup, bands, tell
        self.loss, self.met = float("inf"), 0
        self.evaluated, self.fresh = 0, 0  # points of finished rounds, runs since

    def run(self) -> None:
        """After a run of the search."""
        self.fresh += 1
        done = self.evaluated + self.fresh // len(self.setup.search_seeds)
        self._news("search", min(done, self.setup.evaluations), self.setup.evaluations)

    def search(self, trail: Trail) -> None:
        """After a round of the search."""
        self.evaluated, self.fresh = len(trail.points), 0
        self.loss, self.met = float(trail.losses[trail.best]), int(self.bands.met(trail.moments[trail.best]))
        self._news("search", len(trail.points), self.setup.evaluations)

    def counting(self, stage: Stage, runs: int) -> Callable[[], None]:
        """What to call after each run of a stage."""
        done = 0

        def count() -> None:
            nonlocal done
            done += 1
            self._news(stage, done, runs)

        return count

    def ensemble(self, accepted: int) -> None:
        """After a round of the ensemble."""
        self._news("ensemble", accepted, self.setup.members)

    def _news(self, stage: Stage, done: int, planned: int) -> None:
        self.tell(CalibrationProgress(stage, done, planned, self.loss, self.met, len(self.setup.moments)))
