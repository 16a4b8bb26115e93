"""A figure of the plan as data: what it says, and the two readings in which a promise is put to the test.

*Heads counted* is what a report of the measure would print: who took part, who was reached, what changed since the
month before. *Effect caused* is the difference to the same people without the measure. Figure, unit and window are
declared once for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.levers import LEVERS

COUNTED, CAUSED = READINGS = ("counted", "caused")
ROLES = ("context", "input", "outcome", "target", "arithmetic")
TESTED = ("outcome", "target")
COMPARE = {  # how the number of a reading is put
    COUNTED: ("level", "count", "since", "since_percent"),
    CAUSED: ("change", "relative", "heads", "lift"),
}
EVERY_LEVER = "all"
Entry = tuple[str, Mapping[str, Any]]  # a lever and its settings


@dataclass(frozen=True)
class Use:
    """Where the model uses a figure, and the value it has there."""

    at: str  # module:name, or data file:key
    value: Any


@dataclass(frozen=True)
class Sweep:
    """Over what a figure might hold: doses of one setting, and judged behaviour over its range."""

    lever: str  # empty where no dose is varied
    setting: str
    doses: tuple[float, ...]
    behaviour: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Test:
    """A promised figure in one reading, as it is simulated."""

    __test__ = False  # for pytest

    levers: tuple[Entry, ...] | str  # EVERY_LEVER: each one at its default dose
    reading: str
    measure: str
    of: str  # what the measure is taken of: an indicator, a count, a programme
    group: str
    compare: str
    claimed: float
    most: bool  # the figure is an upper end: it holds from there down
    unit: str
    months: int
    zones: tuple[str, ...]  # districts of the levers; a city without any of them takes its largest
    sweep: Sweep | None

    @property
    def heads(self) -> bool:
        """Whether real persons are counted."""
        return self.compare in ("count", "heads")

    def names(self) -> tuple[str, ...]:
        """Levers the test needs."""
        return tuple(LEVERS) if isinstance(self.levers, str) else tuple(name for name, _ in self.levers)

    def missing(self) -> tuple[str, ...]:
        """Levers it needs that do not exist."""
        return tuple(name for name in self.names() if name not in LEVERS)

    def dose(self) -> float:
        """The swept setting as the test has it."""
        assert self.sweep is not None
        written = {} if isinstance(self.levers, str) else dict(self.levers)[self.sweep.lever]
        return float(written.get(self.sweep.setting, LEVERS[self.sweep.lever].settings()[self.sweep.setting].default))

    def needed(self, base: float) -> float:
        """What a value has to come to: the figure, or for a lift what the level without the policy lacks of it."""
        return self.claimed - base if self.compare == "lift" else self.claimed

    def reaches(self, value: float, base: float = 0.0) -> bool:
        """Whether a value lies at or beyond what is needed. A level that is there without the policy is no effect of
        it."""
        if self.compare == "lift" and self.holds_at(base):
            return False
        return self._beyond(value, self.needed(base))

    def holds_at(self, level: float) -> bool:
        """Whether a level lies at or beyond the figure."""
        return self._beyond(level, self.claimed)

    def _beyond(self, value: float, end: float) -> bool:
        return value <= end if self.most else value >= end


@dataclass(frozen=True)
class Claim:
    """One figure of the plan."""

    id: str  # C01 …
    section: str
    figure: dict[str, str] = field(hash=False)  # as the plan has it
    title: dict[str, str] = field(hash=False)
    role: str
    note: dict[str, str] = field(hash=False)  # what is known, what was assumed, why it is not tested
    uses: tuple[Use, ...]
    tests: tuple[Test, ...]  # of each reading one, or more where the plan leaves open what it means

    def read(self, reading: str) -> tuple[Test, ...]:
        """The tests of one reading."""
        return tuple(test for test in self.tests if test.reading == reading)
