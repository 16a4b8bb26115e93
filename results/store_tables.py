"""The tables of a store: its records as Parquet, by blocks of points, derived from the journal."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from .atomic import write_atomic
from .digest import sha256
from .journal import Journal

TABLES, RUNS = "tables.json", "runs"
BLOCK = 1_000  # points of one table
LOT = 200_000  # records held in memory while tables are made
Key = tuple[int, int]  # point, seed


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


def schema_of(header: Mapping[str, Any]) -> pa.Schema:
    """Columns of the table of runs, with unit and meaning of each."""
    fields = [pa.field("point", pa.int64()), pa.field("seed", pa.int64())]
    for column in (*header["axes"], *header["outcomes"]):
        kind = {"text": pa.string(), "whole": pa.int64()}.get(column["type"], pa.float64())
        fields.append(pa.field(column["column"], kind, metadata={"unit": column["unit"], "meaning": column["meaning"]}))
    return pa.schema([*fields, pa.field("wall_s", pa.float64()), pa.field("error", pa.string())])


def rows_of(journal: Journal, blocks: set[int]) -> dict[int, list[Record]]:
    """The last record of each run of these blocks, by point and seed."""
    found: dict[int, dict[Key, Record]] = {block: {} for block in blocks}
    for told in journal.read():
        if told["p"] // BLOCK in found:
            record = Record.unpacked(told)
            found[record.point // BLOCK][record.key] = record
    return {block: [rows[key] for key in sorted(rows)] for block, rows in found.items()}


def table_of(records: Iterable[Record], header: Mapping[str, Any]) -> pa.Table:
    """Records as a table."""
    schema = schema_of(header)
    width = len(header["outcomes"])
    rows = [(r.point, r.seed, *r.values, *(r.outcomes or (None,) * width), r.wall_s, r.error or None) for r in records]
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type, from_pandas=True) for column, field in zip(columns, schema, strict=True)], schema
    )


def block_file(folder: Path, block: int) -> Path:
    return folder / RUNS / f"block={block}" / "runs.parquet"


def write_block(folder: Path, block: int, records: Iterable[Record], header: Mapping[str, Any]) -> str:
    """Write one table, whole or not at all; return its SHA-256."""
    file = block_file(folder, block)
    file.parent.mkdir(parents=True, exist_ok=True)
    sink = pa.BufferOutputStream()
    parquet.write_table(table_of(records, header), sink, compression="zstd")
    raw = sink.getvalue().to_pybytes()
    write_atomic(file, raw)
    return sha256(raw)


def is_current(folder: Path, block: int, records: int, tables: Mapping[str, Any]) -> bool:
    """Whether a table holds all records of its block, and is as it was written."""
    entry, file = tables.get(str(block)), block_file(folder, block)
    if not isinstance(entry, dict) or entry.get("records") != records or not file.is_file():
        return False
    return sha256(file.read_bytes()) == entry.get("sha256")


def read_tables(folder: Path) -> dict[str, Any]:
    """What is known of the tables; nothing if it cannot be read, for they can be made again."""
    try:
        tables = json.loads((folder / TABLES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return tables if isinstance(tables, dict) else {}


def write_json(file: Path, content: Mapping[str, Any]) -> None:
    """Write a record about a store, whole or not at all."""
    write_atomic(file, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def batches(blocks: Iterable[int], counts: Mapping[int, int]) -> list[list[int]]:
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
