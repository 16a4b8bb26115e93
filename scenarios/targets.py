"""Public targets: what official statistics and surveys say, with the band a credible city must fall into.

The shipped table is `targets.csv`; another one can be given, with any of the same ids. A moment has a band, and so has
an experiment, which is what research says of a change and not of a city as it is (probes try these); an input is used
in the model as it is and has none. Every fault of a table is found at once, with its line and column.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..messages import Message, phrase
from .merge import suggest
from .yaml_reader import Fault, SpecError, bytes_of, decoded

FILE = Path(__file__).parent / "targets.csv"
MOMENT, INPUT, EXPERIMENT = "moment", "input", "experiment"
BANDED = (MOMENT, EXPERIMENT)
COLUMNS = ("id", "kind", "name", "value", "unit", "year", "definition", "band_low", "band_high", "source", "status")
TEXTS = ("name", "definition")  # one column for both languages, or one for each: name_zh, name_en
AS_PUBLISHED = {"P19": "yuan", "P21": "yuan", "P35": "-"}  # unit of the figures whose ratio or rate is the target


@dataclass(frozen=True)
class Target:
    """One public figure."""

    id: str  # P01 …
    kind: str  # moment, input or experiment
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

    def fault(self, column: str, message: Message) -> Fault:
        """What is wrong with one cell."""
        path = f"{self.cells.get('id') or 'row'}.{column}"
        return Fault(self.file, message, path, (self.line, _start(self.text, self.order.index(column))))


def _read(path: Path, known: dict[str, Target] | None) -> tuple[Target, ...]:
    """Targets of a table; `known` are the shipped ones, by which ids, kinds and units are checked."""
    name = str(path)
    text = decoded(bytes_of(path, name), name)
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
        faults.append(Fault(name, phrase("table.empty", "holds no targets below its heading"), place=(1, 1)))
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
            no_table = phrase("table.none", "this is not a table: {why}", why=str(error))
            return rows, [*faults, Fault(name, no_table, place=(line, 1))]
        if not heading:
            heading = tuple(cell.strip() for cell in cells)
            faults += _heading_faults(name, heading)
            if faults:
                return rows, faults
        elif len(cells) not in (0, len(heading)):
            what = "has {n} cells where the heading has {most}; put quotation marks around text with commas"
            faults.append(Fault(name, phrase("table.cells", what, n=len(cells), most=len(heading)), place=(line, 1)))
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
            instead = phrase("table.or", " (or {zh} and {en})", zh=parts[0], en=parts[1]) if parts else ""
            what = "column {column}{instead} is missing; a table has {names}"
            names = ", ".join(COLUMNS)
            message = phrase("table.column_missing", what, column=column, instead=instead, names=names)
            yield Fault(name, message, place=(1, 1))
    for number, column in enumerate(heading):
        place = (1, _start(",".join(heading), number))
        if column not in allowed:
            near = suggest(column, allowed)
            message = phrase("table.unknown_column", "{column} is not a column{near}", column=repr(column), near=near)
            yield Fault(name, message, place=place)
        elif column in heading[:number]:
            message = phrase("table.column_twice", "column {column} stands here a second time", column=column)
            yield Fault(name, message, place=place)


def _faults(row: _Row, known: dict[str, Target] | None, first: dict[str, int]) -> Iterator[Fault]:
    """What is wrong with a record."""
    id, kind = row.cells["id"], row.cells["kind"]
    if not id:
        yield row.fault("id", phrase("target.no_id", "is missing; write an id such as P01"))
    elif known is not None and id not in known:
        yield row.fault("id", phrase("target.unknown", "is not a target{near}", near=suggest(id, known)))
    elif id in first:
        yield row.fault("id", phrase("yaml.twice", "is already given in line {line}", line=first[id]))
    elif known is not None:
        if kind != known[id].kind:
            what = "must be {kind} (got {got})"
            yield row.fault("kind", phrase("target.other_kind", what, kind=known[id].kind, got=repr(kind)))
        if row.cells["unit"] not in (known[id].unit, AS_PUBLISHED.get(id)):
            what, got = "must be {asked}, in which it is computed (got {got})", repr(row.cells["unit"])
            yield row.fault("unit", phrase("target.other_unit", what, asked=repr(known[id].unit), got=got))
    if kind not in (MOMENT, INPUT, EXPERIMENT):
        what = "must be moment, input or experiment (got {got})"
        yield row.fault("kind", phrase("target.kind", what, got=repr(kind)))
    if kind in BANDED:
        yield from _band_faults(row)
    yield from (
        row.fault(column, phrase("target.no_text", "must not be empty"))
        for column in row.order
        if column.startswith(TEXTS) and not row.cells[column]
    )


def _band_faults(row: _Row) -> Iterator[Fault]:
    """A band needs two finite ends, the lower one first."""
    ends = {column: _number(row.cells[column]) for column in ("band_low", "band_high")}
    for column, value in ends.items():
        if not math.isfinite(value):
            what = "must be a finite number (got {got})"
            yield row.fault(column, phrase("value.finite", what, got=repr(row.cells[column])))
    if ends["band_low"] >= ends["band_high"]:
        low, high = row.cells["band_low"], row.cells["band_high"]
        what = "must be below band_high: the band {low} to {high} is upside down"
        yield row.fault("band_low", phrase("target.band", what, low=low, high=high))


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
