"""The store of a sweep: a folder that thousands of runs are written into one by one, each durable at once.

    store.json                what was asked (study, axes, outcomes, design), format and versions
    journal/000001.jsonl      every finished run, checksummed, in the order it finished; the truth
    runs/block=0/runs.parquet the same as tables, by blocks of points, derived from the journal

A run is finished when its record is on disk. Tables are written beside their name and renamed; `tables.json` says of
which records each was made and its SHA-256, so one that is stale or damaged is made again from the journal and never
read. One process may write at a time; the lock goes with the process.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from ..messages import by_the_system, phrase
from .atomic import lock
from .journal import Journal
from .refusal import Refusal
from .store_tables import (
    BLOCK,
    TABLES,
    Key,
    Record,
    batches,
    block_file,
    is_current,
    read_tables,
    rows_of,
    schema_of,
    table_of,
    write_block,
    write_json,
)

FORMAT = 1
HEADER, LOCK, JOURNAL = "store.json", ".lock", "journal"


class StoreError(Refusal):
    """A store cannot be used."""


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
        tables = read_tables(self.folder)
        stale = [block for block, n in self.counts.items() if not is_current(self.folder, block, n, tables)]
        for some in batches(stale, self.counts):
            for block, rows in rows_of(self.journal, set(some)).items():
                digest = write_block(self.folder, block, rows, self.header)
                tables[str(block)] = {"records": self.counts[block], "rows": len(rows), "sha256": digest}
            write_json(self.folder / TABLES, tables)

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
class StoredRuns:
    """What a store holds at a moment."""

    folder: Path
    header: dict[str, Any]
    table: pa.Table  # one row a run: block, point, seed, axes, outcomes, wall_s, error

    @property
    def finished(self) -> pa.Table:
        """The runs that did not fail."""
        return self.table.filter(pa.compute.is_null(self.table["error"]))


def read_store(folder: str | Path) -> StoredRuns:
    """Everything in a store, from its tables where they are current and whole, else from its journal. Changes nothing,
    so that it may be read while it is written."""
    path = Path(folder)
    header, journal = read_header(path), Journal(path / JOURNAL)
    counts = Counter(told["p"] // BLOCK for told in journal.read())
    tables = read_tables(path)
    current = {block for block, n in counts.items() if is_current(path, block, n, tables)}
    rest = rows_of(journal, set(counts) - current) if set(counts) - current else {}
    schema = schema_of(header)
    parts = []
    for block in sorted(counts):
        if block in current:
            part = parquet.ParquetFile(block_file(path, block)).read(use_threads=False)
        else:
            part = table_of(rest[block], header)
        parts.append(part.add_column(0, "block", pa.array([block] * len(part), pa.int64())))
    empty = schema.insert(0, pa.field("block", pa.int64()))
    return StoredRuns(path, header, pa.concat_tables(parts) if parts else empty.empty_table())


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


# Parts of both.


def _locked(folder: Path) -> int:
    """The lock of a store, held until the process ends."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        lock(handle)
    except OSError:
        os.close(handle)
        message = phrase("store.busy", "another process is writing into it; wait until it ends")
        raise StoreError(folder, message) from None
    return handle


def _begin(folder: Path, header: dict[str, Any]) -> dict[str, Any]:
    """Write the header of a new store, or see that an old one is of the same study and version."""
    if not (folder / HEADER).exists():
        if any(path.name != LOCK and path.suffix != ".part" for path in folder.iterdir()):
            what = "holds something other than a store of runs; choose another folder"
            raise StoreError(folder, phrase("store.other", what))
        write_json(folder / HEADER, {"format": FORMAT, **header})
        return {"format": FORMAT, **header}
    theirs = read_header(folder)
    differing = [key for key in ("study_hash", "model") if theirs.get(key) != header.get(key)]
    if "study_hash" in differing:
        what = "holds the runs of another study ({study}); choose another folder"
        raise StoreError(folder, phrase("store.other_study", what, study=theirs.get("study")))
    if lacking := [one["name"] for one in header.get("measured", ()) if one not in theirs.get("measured", ())]:
        what = "does not hold {names}, which is asked for now; choose another folder"
        raise StoreError(folder, phrase("store.outcomes", what, names=", ".join(lacking)))
    if differing:
        made = theirs.get("made", {}).get("version")
        what = "was written by another version of the model ({version}); choose another folder"
        raise StoreError(folder, phrase("store.other_version", what, version=made))
    return theirs
