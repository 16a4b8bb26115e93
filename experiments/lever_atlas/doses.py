"""A lever at a quarter, once and four times its dose, each setting kept within its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...model.levers import Lever

FACTORS = (0.25, 1.0, 4.0)


@dataclass(frozen=True)
class Dose:
    """A lever at some multiple of its default dose."""

    factor: float
    lever: Lever
    values: dict[str, float]  # of the settings that are the dose
    capped: bool  # whether the range did not let all of it through


def doses_of(kind: type[Lever], factors: tuple[float, ...] = FACTORS) -> list[Dose]:
    """The doses that differ: where the range lets no more through than the dose before, it is left out."""
    found: list[Dose] = []
    for factor in factors:
        dose = dose_of(kind, factor)
        if dose.lever.off or (found and dose.values == found[-1].values):
            continue
        found.append(dose)
    return found


def dose_of(kind: type[Lever], factor: float) -> Dose:
    """A lever at one multiple of its default dose."""
    settings = kind.settings()
    values: dict[str, Any] = {}
    capped = False
    for name in kind.doses():
        asked = settings[name].default * factor
        low, high = settings[name].within or (asked, asked)
        kept = min(max(asked, low), high)
        capped |= kept != asked
        values[name] = type(settings[name].default)(round(kept) if isinstance(settings[name].default, int) else kept)
    return Dose(factor, kind(**values), values, capped)


def is_capped(kind: type[Lever], factors: tuple[float, ...] = FACTORS) -> bool:
    """Whether the largest dose is more than a range lets through."""
    return dose_of(kind, factors[-1]).capped
