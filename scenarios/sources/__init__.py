"""Where numbers come from: the studies behind the equations of behaviour, which sources of numbers name by number
(B 2.14), and who published the public figures (P01). Addresses stand in the files and are shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ..yaml_reader import read_yaml

HERE = Path(__file__).parent
LITERATURE, PUBLICATIONS = HERE / "literature.yaml", HERE / "publications.yaml"
CHECKED = ("read", "partly", "memory", "judged", "derived")  # how far the value was checked against the source


@dataclass(frozen=True)
class Work:
    """One entry of the list."""

    id: str  # 2.14
    subject: dict[str, str] = field(hash=False)  # zh and en
    finding: dict[str, str] = field(hash=False)  # what is taken from it: value and range
    basis: dict[str, str] = field(hash=False)  # who and when
    checked: str  # one of CHECKED

    @property
    def searched(self) -> str:
        """All its words, for a search."""
        told = (*self.subject.values(), *self.finding.values(), *self.basis.values())
        return " ".join((self.id, *told)).casefold()


@dataclass(frozen=True)
class Publication:
    """Where a public figure was published."""

    office: dict[str, str] = field(hash=False)  # zh and en; empty where it could not be told
    title: dict[str, str] = field(hash=False)
    year: str  # of the figures (2021–2025), or the day of the release (2024-01-17)


@cache
def load_literature() -> tuple[Work, ...]:
    """Every entry, in the order of numbers."""
    rows = read_yaml(LITERATURE, shown=f"scenarios/{LITERATURE.name}").data
    works = tuple(
        Work(str(r["id"]), dict(r["subject"]), dict(r["finding"]), dict(r["basis"]), r["checked"]) for r in rows
    )
    odd = [work.id for work in works if work.checked not in CHECKED]
    if odd:
        raise ValueError(f"{LITERATURE.name}: {', '.join(odd)}: checked must be one of {', '.join(CHECKED)}")
    return works


@cache
def _published() -> tuple[Mapping[str, Publication], Mapping[str, list[str]]]:
    """Publications by name, and the names of those of each figure."""
    content: dict[str, Any] = read_yaml(PUBLICATIONS, shown=f"scenarios/{PUBLICATIONS.name}").data
    offices = content["offices"]
    known = {
        name: Publication(dict(offices[p["of"]]) if "of" in p else {}, {"zh": p["zh"], "en": p["en"]}, str(p["year"]))
        for name, p in content["publications"].items()
    }
    return known, content["figures"]


def publications_of(figure: str) -> tuple[Publication, ...]:
    """Who published a figure: P17a is listed under P17 unless it has an entry of its own; none where nobody did."""
    known, figures = _published()
    return tuple(known[name] for name in figures.get(figure, figures.get(re.sub("[a-z]$", "", figure), ())))
