"""The run format: a folder with a manifest and a few Parquet tables. A folder is either finished or refused.

A run is written into a hidden folder beside its own, brought to disk, and renamed. The manifest comes last and lists
size and SHA-256 of every table, so a copy that lost something is recognised too.

    manifest.json        scenario text and hash, city, seed, versions, commit, wall time, peak memory, weak parameters
    indicators.parquet   month, indicator, group, value, unit
    flows.parquet        month, and what happened in it
    ledger.parquet       month, payer, payee, account, yuan
    cells.parquet        month, cell, and one column an indicator
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from ..messages import Message, by_the_system, phrase
from .atomic import to_disk, write_atomic
from .digest import sha256
from .finite import finite
from .refusal import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
REQUIRED = ("scenario", "scenario_hash", "city", "seed", "versions", "commit", "wall_s", "peak_bytes", "weak")
WRITTEN_HERE = ("format", "finished", "files")
COLUMNS = {
    "indicators": ("month", "indicator", "group", "value", "unit"),
    "flows": ("month",),
    "ledger": ("month", "payer", "payee", "account", "yuan"),
    "cells": ("month", "cell"),
}
LEAN = {"compression": "zstd", "write_statistics": False, "store_schema": False}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORKING = re.compile(r"\..*\.[0-9]+-[0-9a-f]{8}")  # a folder that is being written


class ArchiveError(Refusal):
    """A run cannot be written or read."""


@dataclass(frozen=True)
class Run:
    """A finished run; tables are read when asked for."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables."""
        return tuple(name.removesuffix(".parquet") for name in self.manifest["files"])

    def table(self, name: str) -> pa.Table:
        """One table, checked against the manifest."""
        if name not in self.tables:
            what = "has no table {name}; it has {names}"
            raise ArchiveError(self.folder, phrase("run.no_table", what, name=name, names=", ".join(self.tables)))
        file = self.folder / f"{name}.parquet"
        with _readable(file):
            raw = file.read_bytes()
        if sha256(raw) != self.manifest["files"][file.name]["sha256"]:
            raise ArchiveError(file, phrase("run.changed", "has changed since it was written"))
        # In this thread: none that Arrow starts may let go of the bytes after the call.
        return parquet.read_table(pa.BufferReader(raw), use_threads=False, pre_buffer=False)


def write_run(
    folder: str | Path, manifest: Mapping[str, Any], tables: Mapping[str, Any], *, overwrite: bool = False
) -> Run:
    """Write a run, whole or not at all. Tables are Arrow tables or columns by name. A finished run is only replaced if
    told to."""
    target = Path(folder)
    arrow = {name: _table(name, columns) for name, columns in tables.items()}
    _check_manifest(manifest)
    replaces = check_target(target, overwrite)
    with _writable(target):
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        working = target.absolute().with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}")
        working.mkdir()
        try:
            _fill(working, manifest, arrow)
            _put(working, target, replaces)
        finally:
            shutil.rmtree(working, ignore_errors=True)
    return read_run(target)


def read_run(folder: str | Path) -> Run:
    """Open a finished run; anything else is refused."""
    path = Path(folder)
    with _readable(path):
        if not path.is_dir():
            raise ArchiveError(path, phrase("run.missing", "no such run"))
        if _WORKING.fullmatch(path.name):
            raise ArchiveError(path, _unfinished(phrase("run.cut_off", "writing was cut off")))
        if not (path / MANIFEST).is_file():
            raise ArchiveError(path, _unfinished(phrase("run.no_manifest", "it has no {file}", file=MANIFEST)))
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        except ValueError:
            raise ArchiveError(path, _unfinished(phrase("run.half", "{file} breaks off", file=MANIFEST))) from None
        _check_finished(path, manifest)
    return Run(path, manifest)


def export_csv(run: Run, folder: str | Path) -> list[Path]:
    """Write every table of a run as CSV (UTF-8 with a mark, as spreadsheets expect); return the files."""
    target = Path(folder)
    files = []
    with _writable(target):
        target.mkdir(parents=True, exist_ok=True)
        for name in run.tables:
            sink = pa.BufferOutputStream()
            csv.write_csv(run.table(name), sink, csv.WriteOptions(quoting_style="needed"))
            files.append(target / f"{name}.csv")
            files[-1].write_bytes(b"\xef\xbb\xbf" + sink.getvalue().to_pybytes())
    return files


# Before writing: what would make a run that cannot be read.


def _table(name: str, columns: Any) -> pa.Table:
    if not _NAME.fullmatch(name):
        raise ArchiveError("", phrase("run.table_name", "{name} cannot be the name of a table", name=repr(name)))
    try:
        table = columns if isinstance(columns, pa.Table) else pa.table(dict(columns))
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise ArchiveError(f"table {name}", phrase("run.table_content", "{why}", why=str(error))) from None
    missing = [column for column in COLUMNS.get(name, ()) if column not in table.column_names]
    if missing:
        raise ArchiveError(f"table {name}", phrase("value.lacks", "lacks {names}", names=", ".join(missing)))
    return finite(f"table {name}", table)


def _check_manifest(manifest: Mapping[str, Any]) -> None:
    if missing := [key for key in REQUIRED if key not in manifest]:
        raise ArchiveError("", phrase("run.manifest_lacks", "the manifest lacks {names}", names=", ".join(missing)))
    if foreign := [key for key in WRITTEN_HERE if key in manifest]:
        what = "the manifest may not set {names}"
        raise ArchiveError("", phrase("run.manifest_sets", what, names=", ".join(foreign)))
    try:
        json.dumps(manifest, allow_nan=False)
    except (TypeError, ValueError) as error:
        what = "the manifest cannot be written as JSON: {why}"
        raise ArchiveError("", phrase("run.manifest_json", what, why=str(error))) from None


def check_target(target: Path, overwrite: bool) -> bool:
    """Whether something must make room: what is left of a run or, if told, a finished one. The rest is refused."""
    with _writable(target):
        if target.exists() and not target.is_dir():
            raise ArchiveError(target, phrase("run.file", "is a file, not a folder"))
        inside = list(target.iterdir()) if target.is_dir() else []
    if inside and not _finished(target):
        if any(file.name != MANIFEST and file.suffix != ".parquet" for file in inside):
            message = phrase("run.other", "holds something other than a run; choose another folder")
            raise ArchiveError(target, message)
    elif inside and not overwrite:
        message = phrase("run.there", "holds a finished run; choose another folder or overwrite it")
        raise ArchiveError(target, message)
    return bool(inside)


def _finished(folder: Path) -> bool:
    try:
        read_run(folder)
    except ArchiveError:
        return False
    return True


def _check_finished(path: Path, manifest: Any) -> None:
    """The manifest is whole, of this format, and its files are there in full."""
    if not isinstance(manifest, dict) or manifest.get("finished") is not True:
        raise ArchiveError(path, phrase("run.not_finished", "is not a finished run"))
    if manifest.get("format") != FORMAT:
        what, theirs = "has run format {theirs}, this version reads {ours}", manifest.get("format")
        raise ArchiveError(path, phrase("run.format", what, theirs=theirs, ours=FORMAT))
    if missing := [key for key in (*REQUIRED, *WRITTEN_HERE) if key not in manifest]:
        lacks = phrase("run.manifest_lacks", "the manifest lacks {names}", names=", ".join(missing))
        raise ArchiveError(path, _unfinished(lacks))
    if not isinstance(manifest["files"], dict):
        raise ArchiveError(path, _unfinished(phrase("run.damaged", "its manifest is damaged")))
    for name, told in manifest["files"].items():
        file = path / name
        size = file.stat().st_size if file.is_file() else None
        if not isinstance(told, dict) or size != told.get("bytes"):
            raise ArchiveError(path, _unfinished(phrase("run.part", "{file} is missing or not whole", file=name)))


# Writing.


def _fill(working: Path, manifest: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> None:
    """Tables first, the manifest last, all of it on disk before this returns."""
    files = {}
    for name, table in tables.items():
        sink = pa.BufferOutputStream()
        parquet.write_table(table, sink, use_dictionary=_texts(table), **LEAN)
        raw = sink.getvalue().to_pybytes()
        files[f"{name}.parquet"] = {"bytes": len(raw), "sha256": sha256(raw)}
        write_atomic(working / f"{name}.parquet", raw)
    told = {**manifest, "format": FORMAT, "finished": True, "files": files}
    write_atomic(working / MANIFEST, json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
    to_disk(working)


def _put(working: Path, target: Path, replaces: bool) -> None:
    """Give the finished folder its name; an older run steps aside first and is removed last."""
    aside = working.with_name(working.name + ".old")
    if replaces:
        target.rename(aside)
    try:
        working.rename(target)
    except OSError:
        if replaces:
            aside.rename(target)
        raise
    to_disk(target.absolute().parent)
    shutil.rmtree(aside, ignore_errors=True)


def _texts(table: pa.Table) -> list[str]:
    """Columns of text, which repeat themselves and are kept as a dictionary."""
    return [
        field.name for field in table.schema if pa.types.is_string(field.type) or pa.types.is_dictionary(field.type)
    ]


@contextmanager
def _readable(place: Path) -> Iterator[None]:
    """Trouble with the disk, said in one line."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(place, phrase("file.not_read", "cannot be read ({why})", why=why_not(error))) from error


@contextmanager
def _writable(place: Path) -> Iterator[None]:
    """Trouble with the disk, said in one line."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            place, phrase("file.not_written", "cannot be written ({why})", why=why_not(error))
        ) from error


def why_not(error: OSError) -> str:
    """What hinders writing or reading."""
    in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
    return phrase("file.in_the_way", "a file is in the way") if in_the_way else by_the_system(error)


def _unfinished(why: Message) -> Message:
    return phrase("run.not_finished_for", "is not a finished run ({why})", why=why)
