"""Public targets: what official statistics and surveys say, with the band a credible city must fall into.

The shipped table is `targets.csv`; another one can be given, with any of the same ids. A moment has a band; an input is
used in the model as it is and has none. Every fault of a table is found at once, with its line and column.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .merge import suggest
from .yaml_reader import Fault, SpecError, bytes_of, decoded

FILE = Path(__file__).parent / "targets.csv"
MOMENT, INPUT = "moment", "input"
COLUMNS = ("id", "kind", "name", "value", "unit", "year", "definition", "band_low", "band_high", "source", "status")
TEXTS = ("name", "definition")  # one column for both languages, or one for each: name_zh, name_en
AS_PUBLISHED = {"P19": "yuan", "P21": "yuan", "P35": "-"}  # unit of the figures whose ratio or rate is the target
BOM = b"\xef\xbb\xbf"  # spreadsheets write it


@dataclass(frozen=True)
class Target:
    """One public figure."""

    id: str  # P01 …
    kind: str  # moment or input
    name: dict[str, str] = field(hash=False)  # zh and en
    value: str  # as published, words and all
    unit: str
    year: str
    definition: dict[str, str] = field(hash=False)  # zh and en
    low: float  # ends of the band; not numbers for an input
    high: float
    source: str
    status: str  # how the figure was checked

    def holds(self, value: float) -> bool:
        """Whether a value lies in the band."""
        return self.low <= value <= self.high


def load_targets(path: str | Path | None = None) -> tuple[Target, ...]:
    """The shipped targets, or those of a file; SpecError with every fault if there are any."""
    return _shipped() if path is None else _read(Path(path), {t.id: t for t in _shipped()})


@cache
def _shipped() -> tuple[Target, ...]:
    return _read(FILE, None)


@dataclass(frozen=True)
class _Row:
    """A record, its lines as written and where they begin."""

    file: str
    line: int
    text: str
    cells: dict[str, str]
    order: tuple[str, ...]

    def fault(self, column: str, message: str) -> Fault:
        """What is wrong with one cell."""
        path = f"{self.cells.get('id') or 'row'}.{column}"
        return Fault(self.file, message, path, (self.line, _start(self.text, self.order.index(column))))


def _read(path: Path, known: dict[str, Target] | None) -> tuple[Target, ...]:
    """Targets of a table; `known` are the shipped ones, by which ids, kinds and units are checked."""
    name = str(path)
    text = decoded(bytes_of(path, name).removeprefix(BOM), name)
    rows, faults = _rows(name, text)
    first: dict[str, int] = {}
    targets = []
    for row in rows:
        found = list(_faults(row, known, first))
        first.setdefault(row.cells["id"], row.line)
        if not found:
            unit = known[row.cells["id"]].unit if known is not None else row.cells["unit"]
            targets.append(_target(row.cells, unit))
        faults += found
    if not rows and not faults:
        faults.append(Fault(name, "holds no targets below its heading", place=(1, 1)))
    if faults:
        raise SpecError(faults)
    return tuple(targets)


def _rows(name: str, text: str) -> tuple[list[_Row], list[Fault]]:
    """The records of a table, and what is wrong with its shape."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True)
    rows: list[_Row] = []
    faults: list[Fault] = []
    heading: tuple[str, ...] = ()
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows, faults
        except csv.Error as error:
            return rows, [*faults, Fault(name, f"this is not a table: {error}", place=(line, 1))]
        if not heading:
            heading = tuple(cell.strip() for cell in cells)
            faults += _heading_faults(name, heading)
            if faults:
                return rows, faults
        elif len(cells) not in (0, len(heading)):
            message = f"has {len(cells)} cells where the heading has {len(heading)}"
            faults.append(Fault(name, f"{message}; put quotation marks around text with commas", place=(line, 1)))
        elif any(cells):
            written = "".join(lines[line - 1 : reader.line_num])
            content = dict(zip(heading, (cell.strip() for cell in cells), strict=True))
            rows.append(_Row(name, line, written, content, heading))


def _heading_faults(name: str, heading: tuple[str, ...]) -> Iterator[Fault]:
    """Columns that are missing, double or not known."""
    split = {text: (f"{text}_zh", f"{text}_en") for text in TEXTS}
    allowed = [*COLUMNS, *(column for pair in split.values() for column in pair)]
    for column in COLUMNS:
        parts = split.get(column, ())
        if column not in heading and not (parts and set(parts) <= set(heading)):
            instead = f" (or {parts[0]} and {parts[1]})" if parts else ""
            yield Fault(name, f"column {column}{instead} is missing; a table has {', '.join(COLUMNS)}", place=(1, 1))
    for number, column in enumerate(heading):
        place = (1, _start(",".join(heading), number))
        if column not in allowed:
            yield Fault(name, f"{column!r} is not a column{suggest(column, allowed)}", place=place)
        elif column in heading[:number]:
            yield Fault(name, f"column {column} stands here a second time", place=place)


def _faults(row: _Row, known: dict[str, Target] | None, first: dict[str, int]) -> Iterator[Fault]:
    """What is wrong with a record."""
    id, kind = row.cells["id"], row.cells["kind"]
    if not id:
        yield row.fault("id", "is missing; write an id such as P01")
    elif known is not None and id not in known:
        yield row.fault("id", f"is not a target{suggest(id, known)}")
    elif id in first:
        yield row.fault("id", f"is already given in line {first[id]}")
    elif known is not None:
        if kind != known[id].kind:
            yield row.fault("kind", f"must be {known[id].kind} (got {kind!r})")
        if row.cells["unit"] not in (known[id].unit, AS_PUBLISHED.get(id)):
            yield row.fault("unit", f"must be {known[id].unit!r}, in which it is computed (got {row.cells['unit']!r})")
    if kind not in (MOMENT, INPUT):
        yield row.fault("kind", f"must be {MOMENT} or {INPUT} (got {kind!r})")
    if kind == MOMENT:
        yield from _band_faults(row)
    yield from (
        row.fault(column, "must not be empty")
        for column in row.order
        if column.startswith(TEXTS) and not row.cells[column]
    )


def _band_faults(row: _Row) -> Iterator[Fault]:
    """A band needs two finite ends, the lower one first."""
    ends = {column: _number(row.cells[column]) for column in ("band_low", "band_high")}
    for column, value in ends.items():
        if not math.isfinite(value):
            yield row.fault(column, f"must be a finite number (got {row.cells[column]!r})")
    if ends["band_low"] >= ends["band_high"]:
        low, high = row.cells["band_low"], row.cells["band_high"]
        yield row.fault("band_low", f"must be below band_high: the band {low} to {high} is upside down")


def _target(cells: dict[str, str], unit: str) -> Target:
    """A record that has no faults; its figures are in `unit`."""
    name, definition = ({lang: cells.get(f"{text}_{lang}") or cells[text] for lang in ("zh", "en")} for text in TEXTS)
    plain = {column: cells[column] for column in ("id", "kind", "value", "year", "source", "status")}
    low, high = (_number(cells[column]) for column in ("band_low", "band_high"))
    return Target(name=name, definition=definition, unit=unit, low=low, high=high, **plain)


def _number(cell: str) -> float:
    """A number, or nan."""
    try:
        return float(cell)
    except ValueError:
        return math.nan


def _start(written: str, number: int) -> int:
    """Column, from 1, at which a cell of a record begins."""
    quoted = False
    for at, sign in enumerate(written):
        if number == 0:
            return at + 1
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            number -= 1
    return len(written.rstrip("\r\n")) + 1 if number == 0 else 1
