"""The verdict on a figure: what seeds say of each test, and what tests say of the figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...scenarios.claims import Claim, Test
from ..runs.intervals import mean_interval
from .arithmetic import comes_out
from .measures import Levels

SUPPORTED, NOT_SUPPORTED, OPEN, NOT_TESTABLE = "supported", "not supported", "open", "not testable"
INPUT_USED, CONTEXT = "input used", "context"
VERDICTS = (SUPPORTED, NOT_SUPPORTED, OPEN, NOT_TESTABLE, INPUT_USED, CONTEXT)


@dataclass(frozen=True)
class TriedTest:
    """One test over the seeds, in the unit of the figure."""

    test: Test
    simulated: float  # mean over seeds
    low: float  # 95 % interval of the mean
    high: float
    before_after: float  # change since the month before in the future without the policy, the same persons or city
    naive: float  # the same in the future with the policy: what a report of the measure would say
    base: float  # level without the policy at the horizon
    policy: float  # level with it
    persons: float  # simulated persons followed, mean over seeds; 0 where it is the whole city
    seeds: tuple[float, ...]
    grain: float = 0.0  # real persons that a simulated one stands for, where heads are counted

    @property
    def too_fine(self) -> bool:
        """Whether the figure is of fewer people than one simulated person stands for."""
        return self.test.compare == "heads" and abs(self.test.claimed) < self.grain

    @property
    def verdict(self) -> str:
        """Supported or not if the whole interval says so, open if it contains the figure."""
        if not math.isfinite(self.simulated) or self.too_fine:
            return NOT_TESTABLE
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            return OPEN
        ends = [self.test.reaches(end) for end in (self.low, self.high)]
        return SUPPORTED if all(ends) else OPEN if any(ends) else NOT_SUPPORTED

    @property
    def anyway(self) -> bool:
        """Whether a level is treated without the policy too, on average."""
        return self.test.compare == "level" and self.test.reaches(self.base)

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "measure": self.test.measure,
            "of": self.test.of,
            "group": self.test.group,
            "compare": self.test.compare,
            "claimed": self.test.claimed,
            "unit": self.test.unit,
            "months": self.test.months,
            "verdict": self.verdict,
            "anyway": self.anyway,
            **{name: getattr(self, name) for name in ("simulated", "low", "high", "before_after", "naive")},
            **{name: getattr(self, name) for name in ("policy", "base", "persons")},
            "seeds": list(self.seeds),
        }


@dataclass(frozen=True)
class SweepPoint:
    """One place of the sweep, mean over its seeds."""

    name: str  # setting, or parameter of behaviour
    value: float
    simulated: float
    holds: bool


@dataclass(frozen=True)
class Region:
    """Where a figure would hold: doses of one setting, and ends of the ranges of judged behaviour."""

    lever: str
    setting: str
    unit: str
    doses: tuple[SweepPoint, ...]  # rising
    behaviour: tuple[SweepPoint, ...]  # at the dose of the test

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
        """`everywhere`, `from` a dose, `between` doses, with some `behaviour`, or `nowhere` in the range tried."""
        if all(point.holds for point in (*self.doses, *self.behaviour)):
            return "everywhere"
        if self.holds_from is not None:
            return "from"
        if any(point.holds for point in self.doses):
            return "between"
        return "behaviour" if any(point.holds for point in self.behaviour) else "nowhere"

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        points = {
            kind: [vars(point) for point in found]
            for kind, found in (("doses", self.doses), ("behaviour", self.behaviour))
        }
        return {
            "where": self.where,
            "lever": self.lever,
            "setting": self.setting,
            "holds_from": self.holds_from,
        } | points


@dataclass(frozen=True)
class Finding:
    """What became of one figure."""

    claim: Claim
    readings: tuple[TriedTest, ...] = ()
    region: Region | None = None
    missing: tuple[str, ...] = ()  # levers it needs that do not exist
    late: bool = False  # due after the months that were played
    computed: float | None = None  # of arithmetic: the sum, yuan

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`. Where tests of several meanings disagree, the figure is open."""
        if self.computed is not None:
            return SUPPORTED if comes_out(self.computed) else NOT_SUPPORTED
        if self.claim.role == "context":
            return CONTEXT
        if self.claim.role == "input" and self.claim.uses:
            return INPUT_USED
        found = {reading.verdict for reading in self.readings}
        if self.missing or not found:
            return NOT_TESTABLE
        return found.pop() if len(found) == 1 else OPEN

    @property
    def reason(self) -> str:
        """Why it is not testable; empty if it is.

        A `lever` is missing, it is due `late`, `undefined`, too `fine` for the simulated persons, `nobody` was treated,
        or it is an input that the model has no use for (`unused`).
        """
        if self.verdict != NOT_TESTABLE:
            return ""
        if self.claim.role == "input":
            return "unused"
        if self.missing:
            return "lever"
        if any(reading.too_fine for reading in self.readings):
            return "fine"
        return "late" if self.late else "nobody" if self.readings else "undefined"

    def record(self) -> dict[str, Any]:
        """The same as plain data; the first test stands for the figure, `tests` has all."""
        first = self.readings[0] if self.readings else None
        numbers = ("simulated", "low", "high", "before_after", "naive")
        values = {name: getattr(first, name) if first else None for name in numbers}
        if self.computed is not None:
            values |= {"simulated": self.computed, "low": self.computed, "high": self.computed}
        return {
            "id": self.claim.id,
            "section": self.claim.section,
            "figure": self.claim.figure["zh"],
            "figure_en": self.claim.figure["en"],
            "role": self.claim.role,
            "verdict": self.verdict,
            **values,
            "claimed": first.test.claimed if first else None,
            "unit": first.test.unit if first else None,
            "title": self.claim.title,
            "note": self.claim.note,
            "reason": self.reason,
            "missing_levers": list(self.missing),
            "uses": [{"at": use.at, "value": use.value} for use in self.claim.uses],
            "tests": [reading.record() for reading in self.readings],
            "region": self.region.record() if self.region else None,
        }


def compared(levels: Levels, compare: str) -> tuple[float, float, float]:
    """Effect, change without the policy and change with it, as the figure is put.

    Of a level the effect is the level with the policy, and the others are the levels without and with it.
    """
    if compare == "level":
        return levels.policy, levels.base, levels.policy
    if compare == "relative":
        pairs = ((levels.policy, levels.base), (levels.base, levels.before), (levels.policy, levels.before))
        effect, off, on = (100.0 * (above / below - 1.0) if below else math.nan for above, below in pairs)
        return effect, off, on
    return levels.policy - levels.base, levels.base - levels.before, levels.policy - levels.before


def read(test: Test, found: Sequence[Levels], grain: float = 0.0) -> TriedTest:
    """One test over seeds; `grain` is how many real persons a simulated one stands for."""
    numbers = [compared(levels, test.compare) for levels in found]
    effects = tuple(effect for effect, _, _ in numbers)
    off, on = (mean_interval([row[k] for row in numbers])[0] for k in (1, 2))
    base, policy = (mean_interval([getattr(x, name) for x in found])[0] for name in ("base", "policy"))
    persons = sum(levels.persons for levels in found) / max(1, len(found))
    return TriedTest(test, *mean_interval(effects), off, on, base, policy, persons, effects, grain)
