"""The sectors of employers: how large each is, who owns its units, what it pays, how long and how steadily it employs.

The numbers, their meaning and their sources stand in `data/sectors.yaml`; this module reads and checks them. In which
sectors an occupation is found stands with the occupations.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..messages import Message, phrase
from ..shipped_yaml import shipped_yaml

Floats = NDArray[np.float64]

PATH = Path(__file__).parent / "data" / "sectors.yaml"
GRADES = ("measured", "derived", "judged", "swept")
STANDARD_WEEK = 40.0  # hours


class Column(NamedTuple):
    """Form of one column: how many numbers a sector has in it, and within what."""

    numbers: int
    low: float
    high: float


COLUMNS: dict[str, Column] = {
    "share": Column(1, 0.0, 1.0),
    "non_private": Column(1, 0.0, 1.0),
    "pay": Column(2, 0.2, 5.0),
    "hours": Column(2, 40.5, 70.0),
    "turnover": Column(1, 0.1, 5.0),
    "unit": Column(1, 1.0, 500.0),
    "place": Column(4, 0.0, 20.0),
    "local": Column(1, 0.0, 1.0),
    "tradable": Column(1, 0.0, 1.0),
    "public": Column(1, 0.0, 1.0),
    "trains": Column(1, 0.0, 5.0),
}


class Provenance(NamedTuple):
    """Where a column comes from."""

    source: str
    grade: str


@dataclass(frozen=True, eq=False)
class Sectors:
    """All sectors, one row each, in the order of the file. Arrays are read-only; by owner: 0 private, 1 non-private."""

    ids: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    share: Floats  # [s] of the country's employees; sums to 1
    non_private: Floats  # [s] share of the staff in non-private units
    pay: Floats  # [s, owner] mean wage over that of all units with such an owner
    hours: Floats  # [s, owner] weekly; only their distances count
    turnover: Floats  # [s] people leaving, over the country's mean
    unit: Floats  # [s] staff of a mean unit
    place: Floats  # [s, place] relative density of jobs in core, suburb, town, village
    local: Floats  # [s] share of sales that residents of the city pay for
    tradable: Floats  # [s] share of digital work that can be sold outside the city
    public: Floats  # [s] share of the work that the public budget pays for
    trains: Floats  # [s] courses for own staff, over the country's mean
    about: dict[str, Provenance]  # by column

    @cached_property
    def beyond(self) -> Floats:
        """[s, owner] weekly hours beyond the standard week, over their mean in the country."""
        more = self.hours - STANDARD_WEEK
        part = np.stack([1.0 - self.non_private, self.non_private], axis=1) * self.share[:, None]
        return _frozen(more / float((part * more).sum()))

    def index(self, id: str) -> int:
        """Row of the sector called `id`."""
        if id in self.ids:
            return self.ids.index(id)
        raise ValueError(phrase("sectors.unknown", "{name} is not a sector{near}", name=id, near=near(id, self.ids)))


@cache
def load_sectors() -> Sectors:
    """The sectors of `data/sectors.yaml`, read once."""
    return parse_sectors(shipped_yaml(PATH))


def parse_sectors(document: Any) -> Sectors:
    """Check a mapping {about, sectors} as read from YAML and turn it into columns; ValueError with every fault."""
    if faults := list(_faults(document)):
        raise ValueError(together(faults))
    records = document["sectors"]

    def column(name: str) -> Floats:
        return _frozen(np.array([record[name] for record in records], np.float64))

    columns = {name: column(name) for name in COLUMNS}
    for name in ("turnover", "trains"):
        mean = float(columns["share"] @ columns[name])
        columns[name] = _frozen(columns[name] / mean if mean > 0.0 else columns[name])
    return Sectors(
        ids=tuple(record["id"] for record in records),
        zh=tuple(record["name"]["zh"] for record in records),
        en=tuple(record["name"]["en"] for record in records),
        about={name: Provenance(**document["about"][name]) for name in COLUMNS},
        **columns,
    )


def near(word: str, known: Iterable[str]) -> str | Message:
    """Did you mean …, or all there is."""
    if close := difflib.get_close_matches(word, list(known), n=1):
        return phrase("near.one", "; did you mean {word}?", word=close[0])
    return phrase("near.choose", "; choose from {names}", names=", ".join(known))


def together(faults: list[Message]) -> Message:
    """Several faults as one message."""
    return reduce(lambda first, more: phrase("sectors.and", "{first}\n{more}", first=first, more=more), faults)


def _faults(document: Any) -> Iterator[Message]:
    """What is wrong with the document."""
    records = document.get("sectors") if isinstance(document, dict) else None
    about = document.get("about") if isinstance(document, dict) else None
    if not isinstance(about, dict) or not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        yield phrase("sectors.form", "sectors.yaml: must hold about: {{column: …}} and sectors: [{{id: …}}, …]")
        return
    for name in COLUMNS:
        origin = about.get(name)
        if not isinstance(origin, dict) or set(origin) != {"source", "grade"} or origin["grade"] not in GRADES:
            what = "sectors.yaml: about.{name}: must have a source and a grade, one of {grades}"
            yield phrase("sectors.about", what, name=name, grades=", ".join(GRADES))
    ids = [str(record.get("id", row)) for row, record in enumerate(records, 1)]
    for id_, record in zip(ids, records, strict=True):
        if ids.count(id_) > 1:
            yield phrase("sectors.twice", "sectors.yaml: sector {id} is listed twice", id=id_)
        for key, is_wrong in _wrong(record):
            yield phrase("sectors.wrong", "sectors.yaml: sector {id}: {key} {fault}", id=id_, key=key, fault=is_wrong)
    total = math.fsum(r["share"] for r in records if _within(r.get("share"), COLUMNS["share"]))
    if abs(total - 1.0) > 1e-9:
        yield phrase("sectors.sum", "sectors.yaml: the shares must sum to 1 (got {got})", got=f"{total:.6f}")


def _wrong(record: dict[str, Any]) -> Iterator[tuple[str, Message]]:
    """Settings of one sector that cannot be used, and why."""
    for key in ("id", "name", *COLUMNS):
        if key not in record:
            yield key, phrase("sectors.missing", "is missing")
    for key, value in record.items():
        form = COLUMNS.get(key)
        if form is not None and not _fits(value, form):
            ends = {"low": f"{form.low:g}", "high": f"{form.high:g}", "got": value}
            what = "must be {n} number(s) within {low}…{high} (got {got})"
            yield key, phrase("sectors.numbers", what, n=form.numbers, **ends)
        elif key == "name" and not (isinstance(value, dict) and set(value) == {"zh", "en"}):
            yield key, phrase("sectors.name", "must have zh and en")
        elif key == "id" and not (isinstance(value, str) and value.isidentifier() and value.islower()):
            yield key, phrase("sectors.id", "must be a snake_case word")
        elif form is None and key not in ("id", "name"):
            yield key, phrase("value.unknown_setting", "is not a setting{near}", near=near(key, COLUMNS))


def _fits(value: Any, form: Column) -> bool:
    if form.numbers == 1:
        return _within(value, form)
    return isinstance(value, list) and len(value) == form.numbers and all(_within(v, form) for v in value)


def _within(value: Any, form: Column) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and form.low <= value <= form.high


def _frozen(array: Floats) -> Floats:
    array.setflags(write=False)
    return array
