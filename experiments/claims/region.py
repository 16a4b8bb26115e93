"""Where a figure would hold: over the dose, over the horizon, and with other judged behaviour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ...scenarios.claims import Test
from ..runs.intervals import mean_interval
from .levels import Levels


@dataclass(frozen=True)
class SweepPoint:
    """One place of a sweep, with the mean over its seeds and the 95 % interval of it."""

    name: str  # setting, parameter of behaviour, or `months`
    value: float
    simulated: float
    low: float
    high: float
    needed: float  # what it has to come to
    holds: bool  # the mean does


@dataclass(frozen=True)
class Crossing:
    """From which value on a figure holds, interpolated; not a number where the end lies outside what was tried."""

    at: float
    low: float  # from here on the interval no longer excludes it
    high: float  # from here on the whole interval holds


@dataclass(frozen=True)
class Region:
    """Where one reading of a figure would hold."""

    lever: str
    setting: str
    unit: str
    doses: tuple[SweepPoint, ...]  # rising, at the horizon of the figure
    behaviour: tuple[SweepPoint, ...]  # ends of ranges, at the dose and the horizon of the figure
    horizon: tuple[SweepPoint, ...]  # months, rising, at the dose of the figure
    most: bool = False  # the figure holds from there down

    @property
    def holds_from(self) -> float | None:
        """The lowest dose tried from which on the figure holds; None if it does not hold at the highest."""
        found = None
        for point in reversed(self.doses):
            if not point.holds:
                break
            found = point.value
        return found

    @property
    def where(self) -> str:
        """`everywhere`, `from` a dose, `between` doses, with some `behaviour`, or `nowhere` in the range tried;
        `untried` where neither was varied."""
        if not (self.doses or self.behaviour):
            return "untried"
        if all(point.holds for point in (*self.doses, *self.behaviour)):
            return "everywhere"
        if self.holds_from is not None:
            return "from"
        if any(point.holds for point in self.doses):
            return "between"
        return "behaviour" if any(point.holds for point in self.behaviour) else "nowhere"

    @property
    def dose(self) -> Crossing | None:
        """The dose from which on it holds; None where it always or never does."""
        return crossing(self.doses, most=self.most)

    @property
    def month(self) -> Crossing | None:
        """The month from which on it holds at the dose of the figure; None where it always or never does."""
        return crossing(self.horizon, most=self.most)

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        kinds = {"doses": self.doses, "behaviour": self.behaviour, "horizon": self.horizon}
        return {
            "where": self.where,
            "lever": self.lever,
            "setting": self.setting,
            "holds_from": self.holds_from,
            "dose": asdict(self.dose) if self.dose else None,
            "month": asdict(self.month) if self.month else None,
        } | {kind: [asdict(point) for point in found] for kind, found in kinds.items()}


def crossing(points: Sequence[SweepPoint], *, most: bool = False) -> Crossing | None:
    """Where the mean begins to hold for good, and where the ends of its interval do."""
    if not points or not points[-1].holds or all(point.holds for point in points):
        return None
    sign = -1.0 if most else 1.0
    values = [point.value for point in points]
    at = _rises([sign * (p.simulated - p.needed) for p in points], values)
    ends = ("high", "low") if most else ("low", "high")
    worse, better = ([sign * (getattr(p, end) - p.needed) for p in points] for end in ends)
    return Crossing(at, _rises(better, values), _rises(worse, values))


def _rises(margins: Sequence[float], values: Sequence[float]) -> float:
    """Where margins rise above zero for the last time; not a number where they never do or begin above."""
    last = max((k for k, margin in enumerate(margins) if not margin >= 0.0), default=-1)
    if last < 0 or last == len(margins) - 1:
        return math.nan
    below, above = margins[last], margins[last + 1]
    if not math.isfinite(below) or above == below:
        return values[last + 1]
    part = -below / (above - below)
    low, high = values[last], values[last + 1]
    return float(low * (high / low) ** part) if low > 0.0 else low + part * (high - low)


def point_of(test: Test, name: str, value: float, found: Sequence[Levels]) -> SweepPoint:
    """A place of a sweep from what its seeds measured."""
    simulated, low, high = mean_interval([compared(x, test.compare)[0] for x in found])
    base = mean_interval([x.base for x in found])[0]
    return SweepPoint(name, value, simulated, low, high, test.needed(base), test.reaches(simulated, base))


def compared(levels: Levels, compare: str) -> tuple[float, float, float]:
    """What a reading comes to, the same without the policy, and what a report before and after would say with it."""
    policy, base, before = levels.policy, levels.base, levels.before
    if compare in ("level", "count"):
        return policy, base, policy
    if compare == "lift":
        return policy - base, base, policy
    if compare in ("since_percent", "relative"):
        effect, off, on = (
            _percent(above, below) for above, below in ((policy, base), (base, before), (policy, before))
        )
        return (on if compare == "since_percent" else effect), off, on
    effect, off, on = policy - base, base - before, policy - before
    return (on if compare == "since" else effect), off, on


def _percent(above: float, below: float) -> float:
    return 100.0 * (above / below - 1.0) if below else math.nan
