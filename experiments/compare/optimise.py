"""The best mix of levers under a budget, and how much of its promise survives on fresh seeds.

Differential evolution (Storn & Price 1997) over the doses, on the same seeds for every mix. The budget is a constraint
kept by feasibility rules (Lampinen 2002, as in SciPy), so no penalty has to be chosen. The best of many noisy values is
too good on average, the winner's curse; the best mixes are therefore played again on seeds the search has not seen.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...messages import Message, phrase
from ...model.indicators.matters import unit_of_change
from ...scenarios.checks import written
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.asked import Asked, Stated, asked_of
from ..runs.intervals import interval
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from .doses import Scale, at_cost, doses_of, largest_factor, scaled
from .futures import Floats, Futures, Levers, better_of, unit_of

EVALUATIONS = 100  # mixes
POPULATION = 8  # mixes of a generation, per option; at least
FINALISTS = 5
DIGITS = 3  # of a share of an option's largest dose: finer mixes are the same


@dataclass(frozen=True)
class Mix:
    """Options at their doses, on the seeds of the search and on fresh ones."""

    kind: str  # best, runner_up, alone
    factors: dict[str, float]  # option → factor of its doses
    doses: dict[str, float]
    effect: Stated  # search
    fresh_effect: Stated
    cost: Stated
    fresh_cost: Stated


@dataclass(frozen=True, kw_only=True)
class Optimum(Asked):
    """What was found."""

    start: str
    fresh_seeds: tuple[int, ...]
    options: tuple[str, ...]
    titles: dict[str, dict[str, str]]
    base: str
    quantity: str
    unit: str
    better: int
    payers: str
    budget: float  # yuan
    bounds: dict[str, float]  # option → the largest factor that was tried
    evaluated: int  # mixes
    feasible: int
    mixes: tuple[Mix, ...]  # the best, runners-up, each option alone
    wall_s: float

    @property
    def curse(self) -> float:
        """How much better the best mix looked on the seeds of the search, in the unit of the quantity."""
        return self.better * (self.mixes[0].effect[0] - self.mixes[0].fresh_effect[0])


def no_dose() -> Message:
    """Said of an option that has nothing to scale."""
    return phrase("mix.no_lever", "has no lever in force, so there is no dose to choose")


def check_options(options: Sequence[Scenario]) -> None:
    """SpecError where options cannot be mixed."""
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for option in options:
        if not option.levers:
            faults.append(Fault(option.name, no_dose()))
        for dated in option.levers:
            other = seen.setdefault(dated.lever.name, option.name)
            if other != option.name:
                what = "has the lever {lever} of {other}; a mix takes it once"
                faults.append(Fault(option.name, phrase("mix.lever_twice", what, lever=dated.lever.name, other=other)))
    if faults:
        raise SpecError(faults)


def optimise(
    base: Scenario,
    options: Sequence[Scenario],
    budget: float,
    quantity: str,
    seeds: Sequence[int],
    fresh_seeds: Sequence[int],
    *,
    evaluations: int = EVALUATIONS,
    cost: str = "public_cost",
    scale: Scale | None = None,
    command: str = "",
    tick: Tick | None = None,
) -> Optimum:
    """Look for the doses with the best mean effect whose mean cost over the seeds keeps to the budget."""
    began, scale = time.perf_counter(), scale or {}
    check_options(options)
    with ProcessPool(base.workers) as pool:
        search = _Search(
            base, options, budget, quantity, cost, scale, Futures(pool, base, tuple(seeds), (quantity, cost), tick)
        )
        search.bound()
        search.run(evaluations)
        chosen = search.finalists()
        fresh = Futures(pool, base, tuple(fresh_seeds), (quantity, cost), tick)
        again = _changes(fresh, base.levers, [levers for _, _, levers in chosen])
        mixes = tuple(search.mix(kind, shares, levers, again[k]) for k, (kind, shares, levers) in enumerate(chosen))
    return Optimum(
        **asked_of(base, seeds, command),
        start=written(base.start),
        fresh_seeds=tuple(fresh_seeds),
        options=tuple(option.name for option in options),
        titles={option.name: option.title for option in options},
        base=base.name,
        quantity=quantity,
        unit=unit_of_change(unit_of(quantity)),
        better=better_of(quantity),
        payers=cost,
        budget=budget,
        bounds=dict(zip((option.name for option in options), map(float, search.bounds), strict=True)),
        evaluated=len(search.known),
        feasible=sum(search.keeps(changes) for changes in search.known.values()),
        mixes=mixes,
        wall_s=time.perf_counter() - began,
    )


def _changes(futures: Futures, base: Levers, policies: Sequence[Levers]) -> Floats:
    """[policy, seed, (effect, cost)] against the base."""
    levels = futures.levels([base, *policies])
    return levels[1:] - levels[:1]


class _Search:
    """Mixes as shares, 0 to 1, of each option's largest factor."""

    def __init__(
        self,
        base: Scenario,
        options: Sequence[Scenario],
        budget: float,
        quantity: str,
        cost: str,
        scale: Scale,
        futures: Futures,
    ) -> None:
        self.base, self.options, self.budget, self.scale, self.futures = base, options, budget, scale, futures
        self.quantity, self.cost = quantity, cost
        self.bounds = np.ones(len(options))
        self.known: dict[tuple[float, ...], Floats] = {}  # shares → [seed, (effect, cost)]

    def bound(self) -> None:
        """The factor at which an option alone takes the whole budget, or its largest where it never does."""
        for k, option in enumerate(self.options):
            try:
                (found,) = at_cost(
                    self.futures, self.base.levers, [option], self.budget, self.cost, self.scale, tolerance=0.03
                )
                self.bounds[k] = found.factor * min(
                    1.0, self.budget / found.cost[0]
                )  # the corner itself must keep to it
            except SpecError:
                self.bounds[k] = largest_factor(option.levers, self.scale)

    def levers(self, shares: tuple[float, ...]) -> Levers:
        """The levers of a mix, on top of the base's own."""
        mixed = list(self.base.levers)
        for option, share, bound in zip(self.options, shares, self.bounds, strict=True):
            mixed += [d for d in scaled(option.levers, share * bound, self.scale) if share > 0.0 and not d.lever.off]
        return tuple(mixed)

    def look(self, points: Floats) -> list[Floats]:
        """Effects and costs of mixes, shape (mix, option), those known already not played again."""
        mixes = [tuple(float(s) for s in np.round(point, DIGITS)) for point in points]
        fresh = [shares for shares in dict.fromkeys(mixes) if shares not in self.known]
        if fresh:
            found = _changes(self.futures, self.base.levers, [self.levers(shares) for shares in fresh])
            self.known.update(zip(fresh, found, strict=True))
        return [self.known[shares] for shares in mixes]

    def run(self, evaluations: int) -> None:
        """Differential evolution by generations, from mixes that spend the budget in different ways."""
        from scipy.optimize import NonlinearConstraint, differential_evolution

        k = len(self.options)
        size = max(POPULATION, min(POPULATION * k, evaluations // 4))
        differential_evolution(
            lambda x: np.array([self.loss(c) for c in self.look(np.atleast_2d(x.T))]),
            [(0.0, 1.0)] * k,
            constraints=NonlinearConstraint(
                lambda x: np.array([[c[:, 1].mean() for c in self.look(np.atleast_2d(x.T))]]) / self.budget,
                -np.inf,
                1.0,
            ),
            init=self.starts(size),
            maxiter=max(1, evaluations // size - 1),
            polish=False,
            updating="deferred",
            vectorized=True,
            rng=np.random.default_rng(1),
            tol=1e-4,
        )

    def starts(self, size: int) -> Floats:
        """Each option alone, all alike, then random ways of sharing out; SciPy's populations begin at five."""
        k = len(self.options)
        rng = np.random.default_rng(1)
        shared = rng.dirichlet(np.ones(k), max(5, size) - k - 1) if size > k + 1 else np.zeros((0, k))
        return np.vstack([np.eye(k), np.full((1, k), 1.0 / k), shared])

    def loss(self, changes: Floats) -> float:
        """What is made small: effects in the bad direction."""
        mean = float(changes[:, 0].mean())
        return -better_of(self.quantity) * mean if np.isfinite(mean) else np.inf

    def keeps(self, changes: Floats) -> bool:
        """Whether a mix keeps to the budget on average over the seeds."""
        return bool(changes[:, 1].mean() <= self.budget)

    def finalists(self) -> list[tuple[str, tuple[float, ...], Levers]]:
        """The best mix, those next to it, and each option alone with the whole budget."""
        within = sorted((s for s, c in self.known.items() if self.keeps(c)), key=lambda s: self.loss(self.known[s]))
        if not within:
            message = phrase(
                "mix.too_dear", "no mix that was tried keeps to {budget} yuan", budget=f"{self.budget:,.0f}"
            )
            raise SpecError([Fault("--budget", message)])
        chosen = [("best" if k == 0 else "runner_up", shares) for k, shares in enumerate(within[:FINALISTS])]
        alone = [tuple(float(s) for s in row) for row in np.eye(len(self.options))]
        chosen += [("alone", shares) for shares in alone if shares not in within[:FINALISTS]]
        self.look(np.array([shares for _, shares in chosen]))
        return [(kind, shares, self.levers(shares)) for kind, shares in chosen]

    def mix(self, kind: str, shares: tuple[float, ...], levers: Levers, fresh: Floats) -> Mix:
        """A mix with what the search and the fresh seeds say of it."""
        seen = self.known[shares]
        names = (option.name for option in self.options)
        factors = {name: float(s * b) for name, s, b in zip(names, shares, self.bounds, strict=True)}
        own = levers[len(self.base.levers) :]
        return Mix(
            kind,
            factors,
            doses_of(own, self.scale),
            interval(seen[:, 0]),
            interval(fresh[:, 0]),
            interval(seen[:, 1]),
            interval(fresh[:, 1]),
        )
