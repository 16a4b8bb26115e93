"""Response surfaces of dispatch rules: made from the sandbox, and checked against it where they were not fitted.

The city reads those of the shipped rules as a file (`model/data/dispatch.yaml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from ...agents.workers import FEMALE
from ...model.dispatch import FILE, Surface
from ...model.sandbox import Bias, SandboxRule
from ...model.sandbox.surface import Play, fit, luck_of, played, shares
from ...results.atomic import write_atomic
from ...scenarios.dispatch import list_rules, load_rule
from .inequality import gini

POINTS = ((0.22, Bias()), (0.52, Bias(age=0.2, sex=0.05)), (0.65, Bias(age=0.1, sex=0.15)))  # rate and bias, not fitted
SEED = 7  # of other drivers with other luck
SHARE_OFF, GINI_OFF = 0.05, 0.02  # most by which shares of a group and Gini may be off at these


@dataclass(frozen=True)
class SurfaceCheck:
    """A rule played at one point, against its surface."""

    use: float
    groups: dict[str, tuple[float, float]]  # mean orders over those of all, as played and by the surface
    gini: tuple[float, float]  # of orders, the same

    @property
    def worst(self) -> str:
        """The group whose share is most off."""
        return max(self.groups, key=lambda name: abs(self.groups[name][0] - self.groups[name][1]))

    @property
    def off(self) -> float:
        """By how much, as a share of the mean."""
        played, told = self.groups[self.worst]
        return abs(played - told)

    def record(self) -> dict[str, Any]:
        """As plain data."""
        groups = {name: {"played": played, "surface": told} for name, (played, told) in self.groups.items()}
        gini = {"played": self.gini[0], "surface": self.gini[1]}
        return {"utilisation": self.use, "gini": gini, "groups": groups, "most_off": self.worst, "off": self.off}


def groups_of(one: Play) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Groups whose mean shares are compared."""
    d, hours = one.drivers, one.hours
    yield "women", d.sex == FEMALE
    yield "age_55", d.age >= 55
    yield "age_below_35", d.age < 35
    yield "fewest_hours", hours <= np.quantile(hours, 0.25)
    yield "most_hours", hours >= np.quantile(hours, 0.75)
    yield "best_rated", d.rating >= np.quantile(d.rating, 0.75)
    yield "newest", d.tenure <= 1.0
    yield "poorest", one.features["need"] <= np.quantile(one.features["need"], 0.25)
    yield "farthest", one.features["place"] >= np.quantile(one.features["place"], 0.75)


def check(rule: SandboxRule, surface: Surface, rate: float, bias: Bias, seed: int = SEED) -> SurfaceCheck:
    """Play a rule where its surface was not fitted, and compare."""
    one = played(rule, rate, bias, seed)
    orders, told = one.orders / one.orders.mean(), shares(surface, one)
    luck = np.random.default_rng(seed).normal(size=len(told)) * luck_of(surface, one.use, one.hours)
    means = {name: (float(orders[who].mean()), float(told[who].mean())) for name, who in groups_of(one)}
    return SurfaceCheck(one.use, means, (gini(orders), gini(np.maximum(told * (1.0 + luck), 0.0))))


def checks(rule: SandboxRule, surface: Surface, tick: Callable[[int], None] | None = None) -> list[SurfaceCheck]:
    """A rule at every point that was not fitted."""
    found = []
    for rate, bias in POINTS:
        found.append(check(rule, surface, rate, bias))
        if tick:
            tick(1)
    return found


def write_surfaces(file: Path = FILE) -> Path:
    """Fit every shipped rule and write the file that the city reads."""
    made: dict[tuple[tuple[str, float], ...], Surface] = {}
    rules: dict[str, Any] = {}
    for name in list_rules():
        rule = load_rule(name)
        weights = tuple(sorted(vars(rule.weights).items()))
        if weights not in made:
            made[weights] = fit(rule)
        bias = {key: value for key, value in vars(rule.bias).items() if value}
        rules[name] = {**made[weights].record(), "bias": bias}
    head = (
        "# Written by `write_surfaces` of experiments/sandbox/surfaces.py: what each rule of scenarios/dispatch comes\n"
        "# to in a month. terms: each a parabola in utilisation (orders over what the hours could do), fitted within\n"
        "# those given; plan: mark of the plays on which they were fitted (model/sandbox/surface.py).\n"
    )
    return write_atomic(file, head + yaml.safe_dump({"rules": rules}, sort_keys=False, default_flow_style=None))
