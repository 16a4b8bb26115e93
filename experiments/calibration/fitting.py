"""What is fitted: parameters of behaviour with the range they are searched in, and simulations at chosen values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...messages import phrase
from ...model.behaviour import Behaviour
from ...model.params import Param, params_of
from ...scenarios.merge import suggest
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from ..validation.validate import seed_moments
from .emulator import Floats
from .known_runs import KnownRuns

# Parameters that moments speak about and literature leaves open, with the reason.
FITTED = {
    "separation_rate": "dismissals: turnover and job loss (P06, P07, P09)",
    "quit_rate": "quits: turnover and their share in it (P06, P07)",
    "beginners_quit": "job shopping of the young: youth unemployment (P02), turnover (P06)",
    "search_employed": "moves from job to job (P06, P07); also competition for posts (P08)",
    "tries": "posts seen: job finding (P08), unemployment of all groups (P01 to P04)",
    "idle_worth": "what searchers ask for: unemployment (P01 to P04), pay (P18)",
    "migrant_modesty": "what migrants ask for: their unemployment (P04)",
    "posting_return": "how fast posted pay finds its aim: vacancies (P10), pay by occupation (P20)",
    "village_discount": "pay outside the core (P18b, P23)",
    "non_private_premium": "pay by ownership (P19, P21)",
    "occupation_spread": "pay by occupation (P20)",
    "sector_spread": "pay by sector (P51, P54)",
    "least_posting": "the low end of pay (P18, P24); vacancies nobody takes (P10, P110)",
    "size_pay": "the high end of pay (P55)",
    "exit_multiplier": "closing of establishments (P67, P69)",
    "growth_spread": "growth of establishments: sizes and job turnover (P70, P74)",
    "consider_unemployed": "own work as a way out: unemployment (P01, P03), flexible work (P14, P15)",
    "platform_exit": "how long people stay on platforms: their number (P15)",
    "own_account_income": "incomes of flexible workers (P23, P33), their number (P14)",
    "farm_income": "incomes in villages (P23), farmers (P76)",
    "hours_elasticity": "hours on platforms (P28, P32)",
    "private_compliance": "employees without a pension (P30b)",
    "resident_take_up": "people without any pension (P30a, P30b)",
    "insurance_intercept": "flexible workers in every scheme (P31), without a pension (P30a)",
    "insurance_price": "the same; expected to be confounded with the intercept at one price",
}
LITERATURE = "B 2."  # sources whose `within` is the published range, used whole
LOGIT_SPAN = 1.0  # search range of a logit on either side of its start
FACTOR = 2.0  # of any other: from half to double its start
MEASURES = (
    "runs/run",
    "validation/audits",
    "validation/census",
    "validation/moment_registry",
    "validation/moments",
    "validation/observation",
    "validation/*_moments",
)  # modules here that moments depend on


@dataclass(frozen=True)
class Fitted:
    """One parameter, its start and the range it is searched in."""

    param: Param
    start: float
    low: float
    high: float

    @property
    def name(self) -> str:
        """Its name in `Behaviour`."""
        return self.param.name


def fitted(names: Sequence[str] | None, behaviour: Behaviour) -> tuple[Fitted, ...]:
    """The parameters named, or the usual ones; SpecError for those that do not exist or are named twice."""
    params = params_of(Behaviour)
    asked = list(FITTED) if names is None else list(names)
    messages = [
        phrase("calibration.odd_parameter", "{name} is not a parameter{near}", name=repr(n), near=suggest(n, params))
        for n in asked
        if n not in params
    ]
    twice = sorted({n for n in asked if asked.count(n) > 1})
    messages += [phrase("calibration.twice", "{name} is named twice", name=name) for name in twice]
    if not asked:
        messages.append(phrase("calibration.names_none", "names no parameter"))
    if messages:
        raise SpecError([Fault("--parameters", message) for message in messages])
    return tuple(_ranged(params[name], float(getattr(behaviour, name))) for name in asked)


def _ranged(param: Param, start: float) -> Fitted:
    """Literature's range where there is one; else around the start, inside what the model allows."""
    low, high = param.within or (-np.inf, np.inf)
    if not param.source.startswith(LITERATURE):
        ends = (start - LOGIT_SPAN, start + LOGIT_SPAN)
        if param.unit != "logit" and start != 0.0:
            ends = min(start / FACTOR, start * FACTOR), max(start / FACTOR, start * FACTOR)
        low, high = max(low, ends[0]), min(high, ends[1])
    return Fitted(param, start, float(low), float(high))


class Simulator:
    """Moments at points in unit coordinates, or what is known of them."""

    def __init__(
        self,
        scenario: Scenario,
        parameters: Sequence[Fitted],
        moments: Sequence[str],
        known: KnownRuns,
        pool: ProcessPool,
    ) -> None:
        self.scenario, self.parameters, self.moments = scenario, tuple(parameters), tuple(moments)
        self.known, self.pool = known, pool
        self.low = np.array([p.low for p in parameters])
        self.span = np.array([p.high - p.low for p in parameters])
        self.origin = (np.array([p.start for p in parameters]) - self.low) / self.span
        self.on_run: Callable[[], None] = lambda: None  # called after each run

    def values(self, point: Floats) -> tuple[float, ...]:
        """The parameters at a point, to six digits; the start stays exactly what it was."""
        if np.array_equal(point, self.origin):
            return tuple(p.start for p in self.parameters)
        return tuple(float(f"{value:.6g}") for value in self.low + point * self.span)

    def runs(self, points: Floats, seeds: Sequence[int]) -> Floats:
        """Every moment of every seed at every point, [K, S, M]."""
        keys = [[(self.values(point), seed) for seed in seeds] for point in points]
        missing = [key for row in keys for key in row if key not in self.known.found]
        names = tuple(p.name for p in self.parameters)
        for key, moments in self.pool.each(moments_at, list(dict.fromkeys(missing)), names, self.scenario):
            self.known.add(key, moments)
            self.on_run()
        found = self.known.found
        return np.array([[[found[key][m] for m in self.moments] for key in row] for row in keys])

    def mean(self, points: Floats, seeds: Sequence[int]) -> Floats:
        """Means over the seeds that have a moment, [K, M]."""
        return seed_mean(self.runs(points, seeds))


def seed_mean(runs: Floats) -> Floats:
    """Mean over seeds [..., S, M] → [..., M] of the moments there are; not a number where there are none."""
    there = np.isfinite(runs)
    with np.errstate(invalid="ignore"):
        return np.where(there, runs, 0.0).sum(axis=-2) / there.sum(axis=-2)


def moments_at(
    task: tuple[tuple[float, ...], int], names: tuple[str, ...], scenario: Scenario, tick: Tick | None
) -> dict[str, float]:
    """Moments of one seed with some parameters changed."""
    values, seed = task
    behaviour = replace(scenario.behaviour, **dict(zip(names, values, strict=True)))
    return seed_moments(seed, replace(scenario, behaviour=behaviour), tick)
