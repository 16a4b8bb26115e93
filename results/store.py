"""The store of a sweep: a folder that thousands of runs are written into one by one, each durable at once.

    store.json                what was asked (study, axes, outcomes, design), format and versions
    journal/000001.jsonl      every finished run, checksummed, in the order it finished; the truth
    runs/block=0/runs.parquet the same as tables, by blocks of points, derived from the journal

A run is finished when its record is on disk. Tables are written beside their name and renamed; `tables.json` says of
which records each was made and its SHA-256, so one that is stale or damaged is made again from the journal and never
read. One process may write at a time; the lock goes with the process.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from ..messages import by_the_system, phrase
from .atomic import whole
from .journal import Journal
from .refusal import Refusal

FORMAT = 1
HEADER, TABLES, LOCK, JOURNAL, RUNS = "store.json", "tables.json", ".lock", "journal", "runs"
BLOCK = 1_000  # points of one table
LOT = 200_000  # records held in memory while tables are made
FIXED = ("point", "seed", "wall_s", "error")
Key = tuple[int, int]  # point, seed


class StoreError(Refusal):
    """A store cannot be used."""


@dataclass(frozen=True)
class Record:
    """One finished run, or one that failed."""

    point: int
    seed: int
    values: tuple[float | int | str, ...]  # of the axes
    outcomes: tuple[float, ...]  # not a number where there is none; empty if it failed
    wall_s: float
    error: str = ""

    @property
    def key(self) -> Key:
        """Which run it is."""
        return self.point, self.seed

    def packed(self) -> dict[str, Any]:
        """As JSON, which has no word for what is not a number."""
        outcomes = [value if math.isfinite(value) else None for value in self.outcomes]
        told = {"p": self.point, "s": self.seed, "v": self.values, "o": outcomes, "w": round(self.wall_s, 4)}
        return told | ({"e": self.error} if self.error else {})

    @classmethod
    def unpacked(cls, told: Mapping[str, Any]) -> Self:
        """The record that was packed so."""
        outcomes = tuple(math.nan if value is None else float(value) for value in told["o"])
        return cls(told["p"], told["s"], tuple(told["v"]), outcomes, told["w"], told.get("e", ""))


class Store:
    """A store open for writing."""

    def __init__(self, folder: str | Path, header: Mapping[str, Any]) -> None:
        """Make a store, or go on with one of the same header (apart from what `made` says); StoreError otherwise."""
        self.folder = Path(folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.folder)
            try:
                self.header = _begin(self.folder, dict(header))
                (self.folder / JOURNAL).mkdir(exist_ok=True)
            except BaseException:
                os.close(self._lock)  # a store that was refused is not held
                raise
        except OSError as error:
            message = phrase("file.unusable", "cannot be used ({why})", why=by_the_system(error))
            raise StoreError(self.folder, message) from error
        self.journal = Journal(self.folder / JOURNAL)
        self.reload()

    def reload(self) -> None:
        """Learn from the journal which runs there are."""
        self.done: set[Key] = set()
        self.failed: dict[Key, str] = {}
        self.counts: Counter[int] = Counter()  # records of each block
        for told in self.journal.read():
            self._count(Record.unpacked(told))
        self.damaged = self.journal.damaged  # records lost to a crash or a disk; those runs are not done

    def add(self, records: Sequence[Record]) -> None:
        """Write runs down; they are on disk when this returns."""
        self.journal.append(record.packed() for record in records)
        for record in records:
            self._count(record)

    def tabulate(self) -> None:
        """Bring the Parquet tables up to date."""
        tables = _read_tables(self.folder)
        stale = [block for block, n in self.counts.items() if not _is_current(self.folder, block, n, tables)]
        for some in _batches(stale, self.counts):
            for block, rows in _rows_of(self.journal, set(some)).items():
                digest = _write_block(self.folder, block, rows, self.header)
                tables[str(block)] = {"records": self.counts[block], "rows": len(rows), "sha256": digest}
            _write_json(self.folder / TABLES, tables)

    def close(self) -> None:
        """Let go of the journal and the lock."""
        self.journal.close()
        os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _count(self, record: Record) -> None:
        """Remember that a run is done; the last word about it counts."""
        self.counts[record.point // BLOCK] += 1
        if record.error:
            self.failed[record.key] = record.error
        else:
            self.failed.pop(record.key, None)
        self.done.add(record.key)


# Reading.


@dataclass(frozen=True)
class Kept:
    """What a store holds at a moment."""

    folder: Path
    header: dict[str, Any]
    table: pa.Table  # one row a run: block, point, seed, axes, outcomes, wall_s, error

    @property
    def finished(self) -> pa.Table:
        """The runs that did not fail."""
        return self.table.filter(pa.compute.is_null(self.table["error"]))


def read_store(folder: str | Path) -> Kept:
    """Everything in a store, from its tables where they are current and whole, else from its journal. Changes nothing,
    so that it may be read while it is written."""
    path = Path(folder)
    header, journal = read_header(path), Journal(path / JOURNAL)
    counts = Counter(told["p"] // BLOCK for told in journal.read())
    tables = _read_tables(path)
    current = {block for block, n in counts.items() if _is_current(path, block, n, tables)}
    rest = _rows_of(journal, set(counts) - current) if set(counts) - current else {}
    schema = schema_of(header)
    parts = []
    for block in sorted(counts):
        if block in current:
            part = parquet.ParquetFile(_block_file(path, block)).read()
        else:
            part = _table(rest[block], header)
        parts.append(part.add_column(0, "block", pa.array([block] * len(part), pa.int64())))
    empty = schema.insert(0, pa.field("block", pa.int64()))
    return Kept(path, header, pa.concat_tables(parts) if parts else empty.empty_table())


def read_header(folder: str | Path) -> dict[str, Any]:
    """What a store says of itself; StoreError if it is none, or of another format."""
    file = Path(folder) / HEADER
    try:
        header = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = phrase("store.none", "is not a store of runs (it has no {file})", file=HEADER)
        raise StoreError(folder, message) from None
    except (OSError, ValueError) as error:
        raise StoreError(file, phrase("file.not_read", "cannot be read ({why})", why=str(error))) from None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        theirs = header.get("format") if isinstance(header, dict) else None
        what = "has store format {theirs}, this version reads {ours}; choose another folder"
        raise StoreError(folder, phrase("store.format", what, theirs=theirs, ours=FORMAT))
    return header


def schema_of(header: Mapping[str, Any]) -> pa.Schema:
    """Columns of the table of runs, with unit and meaning of each."""
    fields = [pa.field("point", pa.int64()), pa.field("seed", pa.int64())]
    for column in (*header["axes"], *header["outcomes"]):
        kind = {"text": pa.string(), "whole": pa.int64()}.get(column["type"], pa.float64())
        fields.append(pa.field(column["column"], kind, metadata={"unit": column["unit"], "meaning": column["meaning"]}))
    return pa.schema([*fields, pa.field("wall_s", pa.float64()), pa.field("error", pa.string())])


# Parts of both.


def _locked(folder: Path) -> int:
    """The lock of a store, held until the process ends."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        message = phrase("store.busy", "another process is writing into it; wait until it ends")
        raise StoreError(folder, message) from None
    return handle


def _begin(folder: Path, header: dict[str, Any]) -> dict[str, Any]:
    """Write the header of a new store, or see that an old one is of the same study and version."""
    if not (folder / HEADER).exists():
        if any(path.name != LOCK for path in folder.iterdir()):
            what = "holds something other than a store of runs; choose another folder"
            raise StoreError(folder, phrase("store.other", what))
        _write_json(folder / HEADER, {"format": FORMAT, **header})
        return {"format": FORMAT, **header}
    theirs = read_header(folder)
    differing = [key for key in ("study_hash", "model") if theirs.get(key) != header.get(key)]
    if "study_hash" in differing:
        what = "holds the runs of another study ({study}); choose another folder"
        raise StoreError(folder, phrase("store.other_study", what, study=theirs.get("study")))
    if differing:
        made = theirs.get("made", {}).get("version")
        what = "was written by another version of the model ({version}); choose another folder"
        raise StoreError(folder, phrase("store.other_version", what, version=made))
    return theirs


def _rows_of(journal: Journal, blocks: set[int]) -> dict[int, list[Record]]:
    """The last record of each run of these blocks, by point and seed."""
    found: dict[int, dict[Key, Record]] = {block: {} for block in blocks}
    for told in journal.read():
        if told["p"] // BLOCK in found:
            record = Record.unpacked(told)
            found[record.point // BLOCK][record.key] = record
    return {block: [rows[key] for key in sorted(rows)] for block, rows in found.items()}


def _table(records: Iterable[Record], header: Mapping[str, Any]) -> pa.Table:
    """Records as a table."""
    schema = schema_of(header)
    width = len(header["outcomes"])
    rows = [(r.point, r.seed, *r.values, *(r.outcomes or (None,) * width), r.wall_s, r.error or None) for r in records]
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type, from_pandas=True) for column, field in zip(columns, schema, strict=True)], schema
    )


def _block_file(folder: Path, block: int) -> Path:
    return folder / RUNS / f"block={block}" / "runs.parquet"


def _write_block(folder: Path, block: int, records: Iterable[Record], header: Mapping[str, Any]) -> str:
    """Write one table, whole or not at all; return its SHA-256."""
    file = _block_file(folder, block)
    file.parent.mkdir(parents=True, exist_ok=True)
    sink = pa.BufferOutputStream()
    parquet.write_table(_table(records, header), sink, compression="zstd")
    raw = sink.getvalue().to_pybytes()
    with whole(file) as half:
        _write(half, raw)
    return hashlib.sha256(raw).hexdigest()


def _is_current(folder: Path, block: int, records: int, tables: Mapping[str, Any]) -> bool:
    """Whether a table holds all records of its block, and is as it was written."""
    entry, file = tables.get(str(block)), _block_file(folder, block)
    if entry is None or entry["records"] != records or not file.is_file():
        return False
    return hashlib.sha256(file.read_bytes()).hexdigest() == entry["sha256"]


def _read_tables(folder: Path) -> dict[str, Any]:
    """What is known of the tables; nothing if it cannot be read, for they can be made again."""
    try:
        tables = json.loads((folder / TABLES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return tables if isinstance(tables, dict) else {}


def _write_json(file: Path, content: Mapping[str, Any]) -> None:
    with whole(file) as half:
        _write(half, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n")


def _write(file: Path, raw: bytes) -> None:
    with file.open("wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())


def _batches(blocks: Iterable[int], counts: Mapping[int, int]) -> list[list[int]]:
    """Blocks in lots of so many records as are read into memory together."""
    lots: list[list[int]] = [[]]
    held = 0
    for block in sorted(blocks):
        if lots[-1] and held + counts[block] > LOT:
            lots.append([])
            held = 0
        lots[-1].append(block)
        held += counts[block]
    return lots if lots[-1] else []
