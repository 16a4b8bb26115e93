"""How narrow intervals should be: wanted half-widths, as users write them, and what they come to for each indicator."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...messages import phrase
from ...model.indicators import INDICATORS
from ...model.indicators.matters import Matters, unit_of_change
from ...scenarios.merge import suggest
from ...scenarios.yaml_reader import Fault, SpecError
from .answers.sure import matters_at, wanted_half
from .compare import HEADLINE
from .comparison import Difference

NUMBER = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(%?)")
POINTS = ("%", "pp")  # units in which a plain number is meant


@dataclass(frozen=True)
class Wanted:
    """Half-width of the 95 % interval of a difference: a number in the indicator's unit, or a share of its level."""

    written: str
    half: float
    relative: bool  # `half` is a share of the base's level
    indicator: str | None  # None: every headline indicator (a plain number: those told in per cent)

    def holds_for(self, name: str) -> bool:
        """Whether it says something of an indicator."""
        if self.indicator is not None:
            return name == self.indicator
        return name in HEADLINE and (self.relative or INDICATORS[name].unit.startswith(POINTS))

    def half_of(self, d: Difference) -> float:
        """What it comes to for one difference, in the indicator's unit."""
        return self.half * abs(d.base) if self.relative else self.half


def read_widths(written: str, option: str = "--until-width") -> tuple[Wanted, ...]:
    """`0.1` (percentage points of headline shares), `5%` (of the level), `gini=0.002,unemployment_rate=1%`; SpecError
    with every fault."""
    found, faults = [], []
    for part in written.split(","):
        name, equals, size = (word.strip() for word in part.rpartition("="))
        match = NUMBER.fullmatch(size)
        if equals and name not in INDICATORS:
            near = suggest(name, INDICATORS)
            message = phrase("width.indicator", "{name} is not an indicator{near}", name=name, near=near)
            faults.append(Fault(option, message))
        elif match is None or float(match[1]) <= 0.0:
            what = "must be a width such as 0.1, 5% or gini=0.002 (got {got})"
            faults.append(Fault(option, phrase("width.none", what, got=repr(part.strip()))))
        else:
            half = float(match[1]) / (100.0 if match[2] else 1.0)
            found.append(Wanted(part.strip(), half, bool(match[2]), name or None))
    if faults:
        raise SpecError(faults)
    return tuple(found)


@dataclass(frozen=True)
class WidthState:
    """One difference against its wanted half-width, both in the unit of the difference."""

    scenario: str
    indicator: str
    unit: str
    wanted: float
    half: float

    @property
    def narrow(self) -> bool:
        """Whether it is narrow enough."""
        return self.half <= self.wanted


def width_states(widths: Sequence[Wanted], differences: Sequence[Difference], horizon: int) -> list[WidthState]:
    """Every difference for everybody at the last horizon that a width says something of; the strictest width counts."""
    found = []
    for d in differences:
        halves = [w.half_of(d) for w in widths if w.holds_for(d.indicator)]
        if d.group == "all" and d.horizon == horizon and halves and math.isfinite(d.high):
            found.append(WidthState(d.scenario, d.indicator, unit_of_change(d.unit), min(halves), (d.high - d.low) / 2))
    return found


def decided_states(
    differences: Sequence[Difference], horizon: int, matters: Mapping[str, Matters] | None = None
) -> list[WidthState]:
    """Every headline difference for everybody at the last horizon against the half-width that would decide it: away
    from zero, or within what does not matter. One that is zero to the last bit is decided."""
    found = []
    for d in differences:
        half = (d.high - d.low) / 2
        if d.group == "all" and d.horizon == horizon and d.indicator in HEADLINE and half > 0.0:
            wanted = wanted_half(d.difference, matters_at(d.indicator, d.base, matters))
            found.append(WidthState(d.scenario, d.indicator, unit_of_change(d.unit), wanted, half))
    return found
