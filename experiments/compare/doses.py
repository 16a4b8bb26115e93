"""Doses of a scenario scaled by a common factor, and the factor at which it costs a given sum."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...messages import Message, phrase
from ...model.levers import LEVERS, Dated
from ...scenarios.merge import suggest
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.intervals import interval
from .futures import Floats, Futures, Levers

TOLERANCE = 0.01  # of the sum
STEPS = 16  # of the search
FREE = 0.05  # of the sum: what costs less at every dose is not scaled to it
FARTHEST = 1_000.0  # factor
Scale = Mapping[str, str]  # lever → the setting that is scaled instead of its dose
Stated = tuple[float, float, float]
Most = Mapping[str, float]  # `training_subsidy.seats` → more than which there are no takers
NO_BOUND: Most = {}
WHOLE = ("persons", "posts", "stations", "bundles", "packs", "visits", "loans", "kinds", "occupations", "meetings")


def read_scale(written: Sequence[str]) -> dict[str, str]:
    """`dispatch_transparency.peak_bonus`: what is scaled of a lever; SpecError with every fault."""
    found, faults = {}, []
    for path in written:
        name, _, setting = path.partition(".")
        if name not in LEVERS:
            message = phrase("budget.lever", "{name} is not a lever{near}", name=name, near=suggest(name, LEVERS))
            faults.append(Fault("--scale", message))
            continue
        amounts = [p.name for p in LEVERS[name].settings().values() if not isinstance(p.default, str)]
        if setting not in amounts:
            what, near = "{name} has no amount {setting}{near}", suggest(setting, amounts)
            message = phrase("budget.amount", what, name=name, setting=repr(setting), near=near)
            faults.append(Fault("--scale", message))
        found[name] = setting
    if faults:
        raise SpecError(faults)
    return found


def read_sum(written: str) -> float | None:
    """`equal` is None, `2e8` is a sum in yuan; SpecError otherwise."""
    if written == "equal":
        return None
    if (amount := sum_in(written)) is not None:
        return amount
    message = phrase("budget.sum", "must be equal, or a sum in yuan such as 2e8 (got {got})", got=repr(written))
    raise SpecError([Fault("--budget", message)])


def sum_in(written: str) -> float | None:
    """A sum in yuan as it is written, `2e8` or `30_000_000`; None where it is none, or nothing, or beyond all money."""
    if not re.fullmatch(r"[0-9][0-9_,]*(\.[0-9]+)?([eE]\+?[0-9]+)?", written):
        return None
    amount = float(written.replace(",", "").replace("_", ""))
    return amount if 0.0 < amount < 1e15 else None


def scaled_setting(lever: str, scale: Scale) -> str:
    """The setting of a lever that carries its dose."""
    return scale.get(lever) or next(iter(LEVERS[lever].settings()))


def scaled(levers: Levers, factor: float, scale: Scale, most: Most = NO_BOUND) -> Levers:
    """Levers with every dose times a factor, within the range of each and its bound; persons and places are whole."""
    return tuple(_scaled(dated, factor, scale, most) for dated in levers)


def _scaled(dated: Dated, factor: float, scale: Scale, most: Most) -> Dated:
    name = scaled_setting(dated.lever.name, scale)
    param, value = dated.lever.settings()[name], getattr(dated.lever, name)
    low, high = _range(dated, name, most)
    dose = min(high, max(low, value * factor))
    if isinstance(param.default, int) or param.unit.split("/")[0] in WHOLE:
        dose = type(param.default)(round(dose))
    else:
        dose = float(f"{dose:.6g}")
    return replace(dated, lever=replace(dated.lever, **{name: dose}))


def _range(dated: Dated, setting: str, most: Most) -> tuple[float, float]:
    """Least and most of a dose; where its bound is below what is written, that."""
    low, high = dated.lever.settings()[setting].within or (-math.inf, math.inf)
    return low, min(high, most.get(f"{dated.lever.name}.{setting}", math.inf))


def largest_factor(levers: Levers, scale: Scale, most: Most = NO_BOUND) -> float:
    """The factor from which no dose grows any more."""
    ratios = []
    for dated in levers:
        name = scaled_setting(dated.lever.name, scale)
        value, (_, high) = getattr(dated.lever, name), _range(dated, name, most)
        if value:
            ratios.append(high / value if math.isfinite(high) else FARTHEST)
    return min(FARTHEST, max(ratios, default=1.0))


def doses_of(levers: Levers, scale: Scale) -> dict[str, float]:
    """`training_subsidy.seats` → amount."""
    return {
        f"{d.lever.name}.{scaled_setting(d.lever.name, scale)}": getattr(d.lever, scaled_setting(d.lever.name, scale))
        for d in levers
    }


@dataclass(frozen=True)
class AtCost:
    """A scenario whose doses were scaled to a sum."""

    scenario: Scenario
    factor: float
    cost: Stated  # yuan more than the base, on the seeds of the search
    doses: dict[str, float]
    tried: int  # factors

    def record(self) -> dict[str, Any]:
        """The same as plain data, as a brief tells it."""
        cost = dict(zip(("cost", "cost_low", "cost_high"), self.cost, strict=True))
        return {"scenario": self.scenario.name, "factor": self.factor, **cost, "doses": self.doses, "tried": self.tried}


def at_cost(
    futures: Futures,
    base: Levers,
    scenarios: Sequence[Scenario],
    target: float | None,
    cost: str,
    scale: Scale,
    *,
    tolerance: float = TOLERANCE,
    most: Most = NO_BOUND,
    nearest: bool = False,
) -> list[AtCost]:
    """Scale each scenario until its mean cost over the seeds is the target, or that of the first scenario as written.
    SpecError names those that cannot reach it, with what they cost; or the `nearest` doses that were tried are taken,
    of those that keep to the target where there are some."""
    hunts = [_Hunt(s, largest_factor(s.levers, scale, most)) for s in scenarios]
    if target is None:
        first = _costs(futures, base, [scenarios[0].levers], cost)[0]
        target = float(first.mean())
        if target <= 0.0:
            what = "costs nothing ({cost} yuan), so its cost cannot be the budget; give a sum in yuan"
            message = phrase("budget.free", what, cost=f"{target:,.0f}")
            raise SpecError([Fault(scenarios[0].name, message)])
    for _ in range(STEPS):
        active = [hunt for hunt in hunts if not hunt.over]
        if not active:
            break
        policies = [scaled(hunt.scenario.levers, hunt.factor, scale, most) for hunt in active]
        for hunt, found in zip(active, _costs(futures, base, policies, cost), strict=True):
            hunt.look(found, target, tolerance)
    faults = [Fault(hunt.scenario.name, hunt.complaint(target)) for hunt in hunts if not hunt.found]
    if faults and not nearest:
        raise SpecError(faults)
    for hunt in hunts:
        hunt.settle(target)
    return [hunt.result(scale, most) for hunt in hunts]


def _costs(futures: Futures, base: Levers, policies: Sequence[Levers], cost: str) -> Floats:
    """[policy, seed] more than the base, yuan."""
    place = futures.quantities.index(cost)
    levels = futures.levels([base, *policies])[:, :, place]
    return levels[1:] - levels[:1]


class _Hunt:
    """The search for one factor: regula falsi between a factor that costs too little and one that costs too much,
    halving the interval where that does not move both ends."""

    def __init__(self, scenario: Scenario, most: float) -> None:
        self.scenario, self.most = scenario, most
        self.factor = min(1.0, most)
        self.low, self.high = (0.0, 0.0), (math.inf, math.inf)  # factor, cost
        self.cost: Stated = (math.nan, math.nan, math.nan)
        self.looks: list[tuple[float, Stated]] = []  # factors tried, and what they cost
        self.found = self.over = False
        self.tried = 0
        self.side = 0  # which end moved last, and how often in a row

    def look(self, costs: Floats, target: float, tolerance: float) -> None:
        """Take in what the present factor costs; choose the next."""
        self.cost, self.tried = interval(costs), self.tried + 1
        self.looks.append((self.factor, self.cost))
        mean = self.cost[0]
        if abs(mean - target) <= tolerance * target:
            self.found = self.over = True
        elif mean < target:
            self.low, self.side = (self.factor, mean), min(self.side, 0) - 1
            self.over = self.factor >= self.most
        else:
            self.high, self.side = (self.factor, mean), max(self.side, 0) + 1
        if not self.over:
            self.factor = self._next(mean, target)

    def _next(self, mean: float, target: float) -> float:
        if math.isinf(self.high[0]):
            step = 1.02 * target / mean if mean > 0.02 * target else 8.0
            return min(self.most, self.factor * min(step, 8.0))
        (a, cost_a), (b, cost_b) = self.low, self.high
        if abs(self.side) > 1 or cost_b <= cost_a:
            return (a + b) / 2
        return min(b, max(a, a + (b - a) * (target - cost_a) / (cost_b - cost_a)))

    def settle(self, target: float) -> None:
        """Where nothing tried costs the target, take the nearest within it, else the nearest; where no dose costs
        anything to speak of, the one that is written."""
        if self.found:
            return
        if max(cost[0] for _, cost in self.looks) < FREE * target:  # it saves, or others pay: as written
            self.factor, self.cost = self.looks[0]
            return
        within = [one for one in self.looks if one[1][0] <= target] or self.looks
        self.factor, self.cost = min(within, key=lambda one: abs(one[1][0] - target))

    def complaint(self, target: float) -> Message:
        """Why the sum was not reached."""
        sums = {"target": f"{target:,.0f}", "cost": f"{self.cost[0]:,.0f}", "factor": f"{self.factor:,.4g}"}
        if self.factor >= self.most and self.cost[0] < target:
            return phrase(
                "budget.out_of_reach",
                "cannot reach {target} yuan: with doses times {factor}, the largest allowed, it costs {cost} yuan",
                **sums,
            )
        return phrase(
            "budget.not_met",
            "does not come within the tolerance of {target} yuan: nearest {cost} yuan with doses times "
            "{factor}; more seeds or persons make costs smoother",
            **sums,
        )

    def result(self, scale: Scale, most: Most) -> AtCost:
        """The scenario at the factor that was found."""
        levers = scaled(self.scenario.levers, self.factor, scale, most)
        return AtCost(
            replace(self.scenario, levers=levers), self.factor, self.cost, doses_of(levers, scale), self.tried
        )
