"""Validation: is the baseline a city one can believe? Public moments over seeds against their bands, and the oracle.

A moment passes if its mean over seeds lies in the band; the 95 % interval (Student's t over seeds) says how sure that
is. Cities burn in for 60 months and run 60 more without policy; moments are those of the last twelve, where briefs
speak, and those of the first twelve are shown beside them. A target that no function measures yet is told and never
counted as met.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ...model.behaviour import Behaviour
from ...results.digest import mark
from ...results.environment import version
from ...scenarios.spec import Scenario
from ...scenarios.targets import INPUT, MOMENT, Target
from ..runs.intervals import mean_interval
from ..runs.processes import each_seed
from ..runs.run import Tick
from .facts import Fact, Findings, find_facts, months_of
from .moment_registry import STOCKS
from .moments import moments_of
from .observation import observe, observed_years
from .oracle import run_oracle, within
from .probe_runs import QUICK_PERSONS, QUICK_SEEDS, batches, find_probes
from .probe_verdicts import ProbeVerdict

WORKERS, MONTHS, SEEDS = 20_000, 60, 20  # defaults
# Separation, opening and adjustment of the published model; its own values, a livelier and a calmer market.
POINTS = ((0.016, 0.012, 0.16), (0.025, 0.018, 0.30), (0.010, 0.008, 0.10))
QUICK = {"persons": 20_000, "months": 180, "seeds": 1}  # of the oracle, where little time is given
FULL = {"persons": 40_000, "months": 240, "seeds": 3}


@dataclass(frozen=True)
class MomentVerdict:
    """A target and what the simulated city says; nothing where no function measures it."""

    target: Target
    seeds: tuple[float, ...]  # value of each seed, not a number where it could not be had
    value: float  # mean over seeds
    low: float  # 95 % interval of the mean
    high: float
    early: tuple[float, ...] = ()  # the same in the first twelve months

    @property
    def early_value(self) -> float:
        """Mean over seeds in the first twelve months."""
        return mean_interval(self.early)[0]

    @property
    def measured(self) -> bool:
        """Whether a function tells it of the simulated city; else it is no verdict."""
        return bool(self.seeds)

    @property
    def passed(self) -> bool:
        """Whether the mean lies in the band."""
        return self.target.holds(self.value)

    def record(self) -> dict[str, Any]:
        """The same as plain data, which `validation_file` reads back."""
        found = {"value": self.value, "low": self.low, "high": self.high, "seeds": list(self.seeds)}
        early = {"early": list(self.early), "early_value": self.early_value}
        return {**public_figure(self.target), **found, **early, "measured": self.measured, "pass": self.passed}


@dataclass(frozen=True)
class Validation:
    """Everything a validation found."""

    city: str
    city_title: dict[str, str]
    workers: int
    burn_in: int  # months
    months: int  # after it; moments are of the last twelve, and of the first
    seeds: tuple[int, ...]
    unfinished: tuple[int, ...]
    verdicts: tuple[MomentVerdict, ...]  # of the moments
    inputs: tuple[Target, ...]  # public figures the model uses as they are
    findings: Findings | None  # stylised facts and courses on trial; None if not asked for
    oracle: tuple[dict[str, Any], ...]
    wall_s: float
    version: str
    command: str
    behaviour: str  # mark of the parameters of behaviour in force
    probes: tuple[ProbeVerdict, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The stylised facts."""
        return self.findings.facts if self.findings else ()

    @property
    def met(self) -> int:
        """Moments in band."""
        return sum(v.passed for v in self.verdicts)

    @property
    def measured(self) -> int:
        """Moments that the model can tell."""
        return sum(v.measured for v in self.verdicts)

    @property
    def passed(self) -> bool:
        """Whether nothing at all fails."""
        moments = all(v.passed for v in self.verdicts if v.measured)
        others = all(f.passed for f in self.facts) and all(p.passed for p in self.probes)
        return moments and others and all(point["pass"] for point in self.oracle)

    def record(self) -> dict[str, Any]:
        """The whole as plain data, for `--json`."""
        return {
            "city": self.city,
            "city_title": self.city_title,
            "workers": self.workers,
            "burn_in": self.burn_in,
            "months": self.months,
            "seeds": list(self.seeds),
            "unfinished": list(self.unfinished),
            "targets": [v.record() for v in self.verdicts],
            "inputs": [public_figure(t) for t in self.inputs],
            "facts": [f.record() for f in self.facts],
            "training": [e.record() for e in self.findings.training] if self.findings else [],
            "probes": [p.record() for p in self.probes],
            "oracle": list(self.oracle),
            "met": self.met,
            "moments": len(self.verdicts),
            "measured": self.measured,
            "wall_s": self.wall_s,
            "version": self.version,
            "command": self.command,
            "behaviour": self.behaviour,
        }


def public_figure(t: Target) -> dict[str, Any]:
    """A target as plain data; `name` is English whatever is shown."""
    return {
        "id": t.id,
        "kind": t.kind,
        "name": t.name["en"],
        "name_zh": t.name["zh"],
        "unit": t.unit,
        "year": t.year,
        "definition": t.definition["en"],
        "definition_zh": t.definition["zh"],
        "band_low": t.low,
        "band_high": t.high,
        "published": t.value,
        "source": t.source,
        "status": t.status,
    }


def mark_of(behaviour: Behaviour) -> str:
    """Eight characters that stand for the values of all parameters of behaviour."""
    return mark(*(f"{name}={float(value)!r}" for name, value in asdict(behaviour).items()))


def validate(
    scenario: Scenario,
    targets: Sequence[Target],
    seeds: Sequence[int],
    *,
    facts: bool = True,
    probes: bool = True,
    quick: bool = False,
    command: str = "",
    tick: Tick | None = None,
    on_oracle: Callable[[], None] | None = None,
) -> Validation:
    """Measure every moment of the targets in a scenario without levers, seed by seed, and meet the oracle.

    Ctrl-C ends the seeds with those finished so far if there are at least two; facts and oracle are then left out.
    `on_oracle` is called when the seeds are done.
    """
    began = time.perf_counter()
    found: dict[int, list[dict[str, float]]] = {}
    stopped = False
    try:
        for seed, moments in each_seed(seed_windows, seeds, scenario.workers, scenario, tick=tick):
            found[seed] = moments
    except KeyboardInterrupt:
        if len(found) < 2:
            raise
        stopped = True
    findings = find_facts(scenario, seeds, tick) if facts and not stopped else None
    tried = find_probes(scenario, tick=tick, **probe_size(scenario, quick=quick)) if probes and not stopped else []
    if on_oracle and not stopped:
        on_oracle()
    done = tuple(seed for seed in seeds if seed in found)
    return Validation(
        city=scenario.profile.id,
        city_title={"zh": scenario.profile.name_zh, "en": scenario.profile.name_en},
        workers=scenario.workers,
        burn_in=scenario.burn_in,
        months=scenario.months,
        seeds=done,
        unfinished=tuple(seed for seed in seeds if seed not in found),
        verdicts=judge(targets, [found[seed][-1] for seed in done], [found[seed][0] for seed in done]),
        inputs=tuple(t for t in targets if t.kind == INPUT),
        findings=findings,
        oracle=() if stopped else meet_oracle(quick=quick),
        wall_s=time.perf_counter() - began,
        version=version(),
        command=command,
        behaviour=mark_of(scenario.behaviour),
        probes=tuple(tried),
    )


def months_to_play(scenario: Scenario, seeds: int, *, facts: bool, probes: bool = False, quick: bool = False) -> int:
    """Months simulated, for a progress bar."""
    size = probe_size(scenario, quick=quick)
    tried = sum(batch.months(scenario.burn_in) for batch in batches(None, **size)) if probes else 0
    return seeds * (scenario.burn_in + scenario.months + (months_of(scenario) if facts else 0)) + tried


def probe_size(scenario: Scenario, *, quick: bool) -> dict[str, Any]:
    """Persons and seeds of the probes of a validation: what each needs, or fewer where little time is given."""
    if not quick:
        return {"persons": None, "seeds": None}
    return {"persons": min(scenario.workers, QUICK_PERSONS), "seeds": range(1, QUICK_SEEDS + 1)}


def seed_moments(seed: int, scenario: Scenario, tick: Tick | None) -> dict[str, float]:
    """Every public moment of one seed in the last twelve months, by id."""
    return moments_of(observe(scenario, seed, STOCKS, tick))


def seed_windows(seed: int, scenario: Scenario, tick: Tick | None) -> list[dict[str, float]]:
    """Every public moment of one seed, by id, in the first twelve months and in the last."""
    return [moments_of(year) for year in observed_years(scenario, seed, STOCKS, tick)]


def judge(
    targets: Sequence[Target], found: Sequence[Mapping[str, float]], early: Sequence[Mapping[str, float]] = ()
) -> tuple[MomentVerdict, ...]:
    """Each moment's mean over seeds, with its interval, against its band."""
    rows = []
    for target in targets:
        if target.kind == MOMENT:
            values, first = (tuple(one[target.id] for one in seeds if target.id in one) for seeds in (found, early))
            rows.append(MomentVerdict(target, values, *mean_interval(values), first))
    return tuple(rows)


def meet_oracle(*, quick: bool = False) -> tuple[dict[str, Any], ...]:
    """The published model at several points, and whether ours meets it there."""
    rows = []
    for separation, opening, adjustment in POINTS:
        found = run_oracle(separation, opening, adjustment, **(QUICK if quick else FULL))
        rates = {"separation": separation, "opening": opening, "adjustment": adjustment}
        rows.append({**rates, **found, "pass": within(found)})
    return tuple(rows)
