"""One dispatch rule tried on several seeds: how unequal incomes come out, and which groups fall behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import FEMALE
from ...messages import phrase
from ...model.sandbox import MOST_REQUESTS, OLDEST, YOUNGEST, Bias, Drivers, SandboxRule, Setting, Week, Weights, play
from ...model.sandbox.fleet import NOBODY, PATIENCE
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.intervals import interval
from ..runs.process import Stopped
from ..runs.processes import cores
from .inequality import atkinson, gini, lorenz, ratio_20_20

Floats = NDArray[np.float64]

AGES = ((YOUNGEST, 34), (35, 44), (45, 54), (55, OLDEST))  # bias sets in at 35; the first band is the yardstick
MEASURES = ("gini", "ratio_20_20", "atkinson", "income", "served", "waiting")
UNITS = {"income": "article's money", "served": "share", "waiting": "steps"}
SHARES = np.linspace(0.0, 1.0, 101)  # of drivers, at which the Lorenz curve is kept
PUBLISHED = {Weights(distance=1): 0.199, Weights(chance=1): 0.091, Weights(income=1): 0.0045}  # Gini, default setting
MARGIN = 0.15  # within which a published Gini must be met,
POOREST, POOREST_BELOW = 0.0045, 0.02  # save the smallest, which only must stay below


@dataclass(frozen=True)
class Estimate:
    """Mean over seeds with its 95 % interval; nan where there is one seed."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Gap:
    """Mean income of a group over that of the group it is held against, minus one."""

    group: str
    reference: str
    drivers: float  # of the group, mean over seeds
    value: float
    low: float
    high: float
    unit: str = "share"


@dataclass(frozen=True)
class SeedOutcome:
    """What one seed shows."""

    measures: dict[str, float]
    gaps: dict[str, tuple[float, int]]  # group → gap, drivers
    series: Floats  # [point] Gini so far
    points: tuple[int, ...]
    lorenz: Floats  # at SHARES


@dataclass(frozen=True)
class RuleVerdict:
    """What all seeds together say about a rule."""

    rule: SandboxRule
    setting: Setting
    seeds: tuple[int, ...]
    measures: dict[str, Estimate]
    groups: tuple[Gap, ...]
    points: tuple[int, ...]  # steps
    series: tuple[Estimate, ...]  # Gini by then
    lorenz: tuple[float, ...]  # at SHARES, mean over seeds
    published: float | None  # the article's Gini, where this is its setting
    wall_s: float

    @property
    def met(self) -> bool | None:
        """Whether the article's Gini is met; None where there is nothing to meet."""
        if self.published is None:
            return None
        found = self.measures["gini"].value
        if self.published == POOREST:
            return found < POOREST_BELOW
        return abs(found / self.published - 1.0) <= MARGIN

    def record(self) -> dict[str, Any]:
        """As plain data, for `--json`."""
        return {
            "rule": self.rule.name,
            "title": self.rule.title,
            "weights": asdict(self.rule.weights),
            "bias": asdict(self.rule.bias),
            **asdict(self.setting),
            "requests_a_step": self.setting.requests_a_step,
            "seeds": list(self.seeds),
            **{name: {**asdict(found), "unit": UNITS.get(name, "")} for name, found in self.measures.items()},
            "groups": [asdict(gap) for gap in self.groups],
            "published_gini": self.published,
            "meets_published": self.met,
            "series": [{"step": step, **asdict(e)} for step, e in zip(self.points, self.series, strict=True)],
            "lorenz": list(self.lorenz),
            "wall_s": self.wall_s,
        }


def check_setting(setting: Setting) -> None:
    """Refuse what cannot be played: too few requests to speak of, or too many for the memory."""
    count = setting.requests_a_step * setting.steps
    size = {"drivers": f"{setting.drivers:,}", "rate": f"{setting.rate:g}", "steps": f"{setting.steps:,}"}
    wish = phrase("rule.size", "{drivers} drivers at rate {rate} over {steps} steps", **size)
    if count < 1:
        what = "{wish} make no request; raise --rate, --drivers or --steps"
        raise SpecError([Fault("options", phrase("rule.no_request", what, wish=wish))])
    if count > MOST_REQUESTS:
        what = "{wish} make {n} requests, more than {most}; lower --drivers or --steps"
        message = phrase("rule.too_many", what, wish=wish, n=f"{count:,.0f}", most=f"{MOST_REQUESTS:,}")
        raise SpecError([Fault("options", message)])


def try_rule(
    rule: SandboxRule, setting: Setting, seeds: Sequence[int], tick: Callable[[int], None] | None = None
) -> RuleVerdict:
    """Play every seed and sum up; `tick` is called with steps done."""
    check_setting(setting)
    began = time.perf_counter()
    play(rule, Setting(drivers=2, rate=1.0, steps=20), 1)  # compile once, before several threads would
    found = _each(rule, setting, seeds, tick)
    return sum_up(rule, setting, seeds, found, time.perf_counter() - began)


def sum_up(
    rule: SandboxRule, setting: Setting, seeds: Sequence[int], found: Sequence[SeedOutcome], wall_s: float
) -> RuleVerdict:
    """What the seeds played so far say together."""
    curves = np.array([one.series for one in found])
    return RuleVerdict(
        rule=rule,
        setting=setting,
        seeds=tuple(seeds),
        measures={name: _estimate([one.measures[name] for one in found]) for name in MEASURES},
        groups=tuple(_gaps(found)),
        points=found[0].points,
        series=tuple(_estimate(column) for column in curves.T),
        lorenz=tuple(np.mean([one.lorenz for one in found], axis=0).tolist()),
        published=PUBLISHED.get(rule.weights) if setting == Setting() and rule.bias == Bias() else None,
        wall_s=wall_s,
    )


def _each(
    rule: SandboxRule, setting: Setting, seeds: Sequence[int], tick: Callable[[int], None] | None
) -> list[SeedOutcome]:
    """Outcomes in the order of the seeds. Threads do, since the loop runs without Python's lock, and start at once."""
    stop = threading.Event()

    def count(steps: int) -> None:
        if stop.is_set():
            raise Stopped
        if tick:
            tick(steps)

    pool = ThreadPoolExecutor(min(cores(), len(seeds)))
    try:
        return [done.result() for done in [pool.submit(outcome, seed, rule, setting, count) for seed in seeds]]
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def outcome(seed: int, rule: SandboxRule, setting: Setting, tick: Callable[[int], None] | None = None) -> SeedOutcome:
    """Play one seed and measure it."""
    week = play(rule, setting, seed, tick)
    incomes = week.incomes[-1]
    curve = lorenz(incomes)
    measures = {
        "gini": gini(incomes),
        "ratio_20_20": ratio_20_20(incomes),
        "atkinson": atkinson(incomes),
        "income": float(incomes.mean()),
        **_service(week),
    }
    return SeedOutcome(
        measures=measures,
        gaps=dict(_gaps_of(incomes, week.drivers)),
        series=np.array([gini(row) for row in week.incomes]),
        points=tuple(week.points.tolist()),
        lorenz=np.interp(SHARES, np.linspace(0.0, 1.0, len(curve)), curve),
    )


def groups_of(drivers: Drivers) -> Iterator[tuple[str, str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """(group, reference, who is in the group, who in the reference)."""
    women = drivers.sex == FEMALE
    yield "sex=female", "sex=male", women, ~women
    bands = [(f"age={low}-{high}", (low <= drivers.age) & (drivers.age <= high)) for low, high in AGES]
    for name, band in bands[1:]:
        yield name, bands[0][0], band, bands[0][1]


def _gaps_of(incomes: NDArray[Any], drivers: Drivers) -> Iterator[tuple[str, tuple[float, int]]]:
    for group, _, inside, against in groups_of(drivers):
        base = float(incomes[against].mean()) if against.any() else 0.0
        gap = float(incomes[inside].mean()) / base - 1.0 if inside.any() and base > 0.0 else float("nan")
        yield group, (gap, int(inside.sum()))


def _gaps(found: Sequence[SeedOutcome]) -> Iterator[Gap]:
    """Gaps over the seeds in which both groups drive."""
    references = ["sex=male", *[f"age={AGES[0][0]}-{AGES[0][1]}"] * (len(AGES) - 1)]
    for group, reference in zip(found[0].gaps, references, strict=True):
        gaps = [one.gaps[group][0] for one in found]
        estimate = _estimate([gap for gap in gaps if gap == gap])
        yield Gap(group, reference, float(np.mean([one.gaps[group][1] for one in found])), **asdict(estimate))


def _service(week: Week) -> dict[str, float]:
    """Share of requests served, of those whose patience has run out by the end, and mean steps until assignment."""
    driver, assigned = week.requests.driver, week.requests.assigned
    known = week.born < int(week.points[-1]) - PATIENCE
    served = driver != NOBODY
    wait = float((assigned - week.born)[served].mean()) if served.any() else float("nan")
    return {"served": float(served[known].mean()) if known.any() else float("nan"), "waiting": wait}


def _estimate(values: Sequence[float] | Floats) -> Estimate:
    if len(values) == 0:
        return Estimate(*[float("nan")] * 3)
    return Estimate(*interval(np.asarray(values, np.float64)))
