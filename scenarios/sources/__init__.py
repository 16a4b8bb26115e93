"""The studies behind the equations of behaviour: sources of numbers name them by number (B 2.14)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..yaml_reader import read_yaml

FILE = Path(__file__).parent / "literature.yaml"
CHECKED = ("read", "partly", "memory", "judged", "derived")  # how far the value was checked against the source


@dataclass(frozen=True)
class Work:
    """One entry of the list."""

    id: str  # 2.14
    subject: dict[str, str] = field(hash=False)  # zh and en
    finding: dict[str, str] = field(hash=False)  # what is taken from it: value and range
    basis: str  # who and when; where it was read
    checked: str  # one of CHECKED

    @property
    def searched(self) -> str:
        """All its words, for a search."""
        return " ".join((self.id, *self.subject.values(), *self.finding.values(), self.basis)).casefold()


@cache
def load_literature() -> tuple[Work, ...]:
    """Every entry, in the order of numbers."""
    rows = read_yaml(FILE, shown=f"scenarios/{FILE.name}").data
    works = tuple(Work(str(r["id"]), dict(r["subject"]), dict(r["finding"]), r["basis"], r["checked"]) for r in rows)
    odd = [work.id for work in works if work.checked not in CHECKED]
    if odd:
        raise ValueError(f"{FILE.name}: {', '.join(odd)}: checked must be one of {', '.join(CHECKED)}")
    return works
