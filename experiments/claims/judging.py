"""The verdict on a figure, for each reading: what seeds say of each test, and what tests say of the figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...scenarios.claims import CAUSED, COUNTED, READINGS, Claim, Test
from ..runs.intervals import mean_interval
from .arithmetic import comes_out
from .levels import Levels
from .region import Region, compared

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
    before_after: float  # in the future without the policy: change since the month before, or the level or the count
    naive: float  # the same in the future with the policy: what a report of the measure would say
    base: float  # level without the policy at the horizon
    policy: float  # level with it
    persons: float  # simulated persons followed, mean over seeds; 0 where it is the whole city
    seeds: tuple[float, ...]
    grain: float = 0.0  # real persons that a simulated one stands for, where heads are counted

    @property
    def too_fine(self) -> bool:
        """Whether the figure is of fewer people than one simulated person stands for."""
        return self.test.heads and abs(self.test.claimed) < self.grain

    @property
    def needed(self) -> float:
        """What it has to come to."""
        return self.test.needed(self.base)

    @property
    def verdict(self) -> str:
        """Supported or not if the whole interval says so, open if it contains the figure."""
        if not math.isfinite(self.simulated) or self.too_fine:
            return NOT_TESTABLE
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            return OPEN
        ends = [self.test.reaches(end, self.base) for end in (self.low, self.high)]
        return SUPPORTED if all(ends) else OPEN if any(ends) else NOT_SUPPORTED

    @property
    def anyway(self) -> bool:
        """Whether the figure would be reached without the policy too, on average: a level, a count, a change since."""
        if self.test.compare == "lift":
            return self.test.holds_at(self.base)
        return self.test.reading == COUNTED and self.test.holds_at(self.before_after)

    @property
    def short_of_reach(self) -> bool:
        """Whether the plan's own means, at the dose as written, do not reach as many heads as it counts."""
        return self.test.compare == "count" and self.high < self.test.claimed

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "reading": self.test.reading,
            "measure": self.test.measure,
            "of": self.test.of,
            "group": self.test.group,
            "compare": self.test.compare,
            "claimed": self.test.claimed,
            "unit": self.test.unit,
            "months": self.test.months,
            "verdict": self.verdict,
            "anyway": self.anyway,
            "needed": self.needed,
            "short_of_reach": self.short_of_reach,
            **{name: getattr(self, name) for name in ("simulated", "low", "high", "before_after", "naive")},
            **{name: getattr(self, name) for name in ("policy", "base", "persons")},
            "seeds": list(self.seeds),
        }


@dataclass(frozen=True)
class Finding:
    """What became of one figure."""

    claim: Claim
    readings: tuple[TriedTest, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=dict)  # reading → where it would hold
    missing: tuple[str, ...] = ()  # levers it needs that do not exist
    late: bool = False  # due after the months that were played
    computed: float | None = None  # of arithmetic: the sum, yuan

    def read(self, reading: str) -> tuple[TriedTest, ...]:
        """What was tried in one reading."""
        return tuple(tried for tried in self.readings if tried.test.reading == reading)

    def verdict(self, reading: str) -> str:
        """One of `VERDICTS`. Where tests of several meanings disagree, the figure is open."""
        if self.computed is not None:
            return SUPPORTED if comes_out(self.computed) else NOT_SUPPORTED
        if self.claim.role == "context":
            return CONTEXT
        if self.claim.role == "input" and self.claim.uses:
            return INPUT_USED
        found = {tried.verdict for tried in self.read(reading)}
        if self.missing or not found:
            return NOT_TESTABLE
        return found.pop() if len(found) == 1 else OPEN

    def reason(self, reading: str) -> str:
        """Why a reading is not testable; empty if it is.

        A `lever` is missing, it is due `late`, `undefined`, too `fine` for the simulated persons, `nobody` was treated,
        or it is an input that the model has no use for (`unused`).
        """
        if self.verdict(reading) != NOT_TESTABLE:
            return ""
        if self.claim.role == "input":
            return "unused"
        if self.missing:
            return "lever"
        tried = self.read(reading)
        if any(one.too_fine for one in tried):
            return "fine"
        return "late" if self.late else "nobody" if tried else "undefined"

    @property
    def short_of_reach(self) -> bool:
        """Whether the plan's own means do not reach as many heads as it counts."""
        return any(tried.short_of_reach for tried in self.readings)

    def record(self) -> dict[str, Any]:
        """The same as plain data: the verdict of each reading with its first test, and all `tests`. Where one verdict
        is asked for, it is that on the effect caused."""
        first = self.read(CAUSED)[:1]
        return {
            "id": self.claim.id,
            "section": self.claim.section,
            "figure": self.claim.figure["zh"],
            "figure_en": self.claim.figure["en"],
            "role": self.claim.role,
            "verdict": self.verdict(CAUSED),
            **self._numbers(CAUSED),
            "claimed": first[0].test.claimed if first else None,
            "unit": first[0].test.unit if first else None,
            "months": first[0].test.months if first else None,
            "title": self.claim.title,
            "note": self.claim.note,
            "reason": self.reason(CAUSED),
            "short_of_reach": self.short_of_reach,
            "missing_levers": list(self.missing),
            "uses": [{"at": use.at, "value": use.value} for use in self.claim.uses],
            "readings": {reading: self._reading(reading) for reading in READINGS},
            "tests": [tried.record() for tried in self.readings],
        }

    def _reading(self, reading: str) -> dict[str, Any]:
        region = self.regions.get(reading)
        return {
            "verdict": self.verdict(reading),
            "reason": self.reason(reading),
            **self._numbers(reading),
            "region": region.record() if region else None,
        }

    def _numbers(self, reading: str) -> dict[str, float | None]:
        """Those of the first test of a reading."""
        names = ("simulated", "low", "high", "before_after", "naive")
        first = self.read(reading)[:1]
        if self.computed is not None:
            return dict.fromkeys(names[:3], self.computed) | dict.fromkeys(names[3:])
        return {name: getattr(first[0], name) if first else None for name in names}


def read(test: Test, found: Sequence[Levels], grain: float = 0.0) -> TriedTest:
    """One test over seeds; `grain` is how many real persons a simulated one stands for."""
    numbers = [compared(levels, test.compare) for levels in found]
    effects = tuple(effect for effect, _, _ in numbers)
    off, on = (mean_interval([row[k] for row in numbers])[0] for k in (1, 2))
    base, policy = (mean_interval([getattr(x, name) for x in found])[0] for name in ("base", "policy"))
    persons = sum(levels.persons for levels in found) / max(1, len(found))
    return TriedTest(test, *mean_interval(effects), off, on, base, policy, persons, effects, grain)
