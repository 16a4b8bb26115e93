"""Designs: which points of the axes are run. A point is made when it is asked for, so a factorial takes no memory.

    factorial         every combination of the axes' values
    latin_hypercube   n points, each axis cut into n equal slices and every slice met once (McKay et al. 1979)
    sobol_sequence    n points of a scrambled Sobol' sequence, n a power of two (Owen 1998)
    sobol             n × (axes + 2) points for Sobol' indices, twice as many with second order (Saltelli 2002)
    morris            n trajectories of axes + 1 points, for screening (Morris 1991; Campolongo et al. 2007)
    one_at_a_time     the nominal point, then each value of each axis with the others at their nominal one
    list              the points written in the study

The two-stage form of the space-filling designs samples the uncertainties alone and plays every combination of the
levers at each of their points: policies are then compared under the same circumstances, and share a burn-in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .axes import UNCERTAINTIES, Axis, Values

Floats = NDArray[np.float64]
FILLING = ("latin_hypercube", "sobol_sequence")
KINDS = ("factorial", *FILLING, "sobol", "morris", "one_at_a_time", "list")


class Design(Protocol):
    """Points in a fixed order."""

    @property
    def size(self) -> int:
        """Number of points."""
        ...

    def point(self, k: int) -> Values:
        """The values of all axes at point `k`, in the order of the axes."""
        ...


@dataclass(frozen=True)
class Plan:
    """A design as written in a study."""

    kind: str
    n: int = 0  # points, base samples or trajectories
    seed: int = 1
    levels: int = 4  # of the grid on which Morris trajectories move
    second_order: bool = False  # sobol: also the points for second-order indices
    levers: str = "sampled"  # or crossed: the two-stage form
    points: tuple[Values, ...] = ()  # list


@dataclass(frozen=True)
class Factorial:
    """Every combination; levers change fastest, so that neighbours share a burn-in."""

    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """Product of the numbers of values."""
        return math.prod(len(axis.grid()) for axis in self.axes)

    def point(self, k: int) -> Values:
        """Digits of `k` in the mixed base of the axes, uncertainties leading."""
        chosen = {}
        for axis in sorted(self.axes, key=lambda axis: axis.role == UNCERTAINTIES):
            grid = axis.grid()
            k, digit = divmod(k, len(grid))
            chosen[axis.path] = grid[digit]
        return tuple(chosen[axis.path] for axis in self.axes)


@dataclass(frozen=True)
class Sampled:
    """Rows of a matrix of places 0 to 1."""

    axes: tuple[Axis, ...]
    units: Floats  # [points, axes]

    @property
    def size(self) -> int:
        """Rows of the matrix."""
        return len(self.units)

    def point(self, k: int) -> Values:
        """Row `k`, each place turned into a value."""
        return tuple(axis.at(float(u)) for axis, u in zip(self.axes, self.units[k], strict=True))


@dataclass(frozen=True)
class Listed:
    """Points that are written out."""

    points: tuple[Values, ...]

    @property
    def size(self) -> int:
        """Points of the list."""
        return len(self.points)

    def point(self, k: int) -> Values:
        """Point `k` of the list."""
        return self.points[k]


@dataclass(frozen=True)
class Crossed:
    """Every combination of the levers at each sampled point of the uncertainties."""

    axes: tuple[Axis, ...]
    outer: Sampled
    inner: Factorial

    @property
    def size(self) -> int:
        """Points of one times combinations of the other."""
        return self.outer.size * self.inner.size

    def point(self, k: int) -> Values:
        """Levers change fastest."""
        circumstances, choice = divmod(k, self.inner.size)
        values = dict(zip((a.path for a in self.outer.axes), self.outer.point(circumstances), strict=True))
        values |= zip((a.path for a in self.inner.axes), self.inner.point(choice), strict=True)
        return tuple(values[axis.path] for axis in self.axes)


def design(plan: Plan, axes: Sequence[Axis]) -> Design:
    """The points of a plan over these axes."""
    every = tuple(axes)
    if plan.kind == "factorial":
        return Factorial(every)
    if plan.kind == "list":
        return Listed(plan.points)
    if plan.kind == "one_at_a_time":
        return Listed(tuple(_one_at_a_time(every)))
    if plan.levers == "crossed":
        outer = tuple(axis for axis in every if axis.role == UNCERTAINTIES)
        inner = tuple(axis for axis in every if axis.role != UNCERTAINTIES)
        return Crossed(every, Sampled(outer, units(plan, len(outer))), Factorial(inner))
    return Sampled(every, units(plan, len(every)))


def points_of(plan: Plan, axes: Sequence[Axis]) -> int:
    """How many points a plan has, without making them."""
    d = sum(axis.role == UNCERTAINTIES for axis in axes) if plan.levers == "crossed" else len(axes)
    if plan.kind == "factorial":
        return Factorial(tuple(axes)).size
    if plan.kind == "list":
        return len(plan.points)
    if plan.kind == "one_at_a_time":
        return sum(1 for _ in _one_at_a_time(axes))
    each = {"sobol": 2 * d + 2 if plan.second_order else d + 2, "morris": d + 1}.get(plan.kind, 1)
    levers = tuple(axis for axis in axes if axis.role != UNCERTAINTIES)
    return plan.n * each * (Factorial(levers).size if plan.levers == "crossed" else 1)


def units(plan: Plan, d: int) -> Floats:
    """Places 0 to 1 of every point of a sampled plan on `d` axes, [points, d], as SALib and SciPy make them."""
    if plan.kind in ("sobol", "morris"):
        return _for_indices(plan, d)
    from scipy.stats import qmc

    if plan.kind == "latin_hypercube":
        return np.asarray(qmc.LatinHypercube(d, rng=plan.seed).random(plan.n))
    return np.asarray(qmc.Sobol(d, rng=plan.seed).random(plan.n))


def _for_indices(plan: Plan, d: int) -> Floats:
    """The designs of SALib, whose analyses want the rows in this order."""
    problem = {"num_vars": d, "names": [f"x{k}" for k in range(d)], "bounds": [[0.0, 1.0]] * d}
    if plan.kind == "morris":
        from SALib.sample import morris

        return np.asarray(morris.sample(problem, plan.n, num_levels=plan.levels, seed=plan.seed))
    from SALib.sample import sobol

    return np.asarray(sobol.sample(problem, plan.n, calc_second_order=plan.second_order, seed=plan.seed))


def _one_at_a_time(axes: Sequence[Axis]) -> Iterator[Values]:
    """The nominal point first."""
    middle = tuple(axis.at(0.5) if axis.nominal is None else axis.nominal for axis in axes)
    yield middle
    for k, axis in enumerate(axes):
        for value in axis.grid():
            if value != middle[k]:
                yield (*middle[:k], value, *middle[k + 1 :])
