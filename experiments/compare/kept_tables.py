"""What is kept of a run, a comparison or a sweep, as tables to be queried; of groups, those that are asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ...messages import phrase
from ...model.profile import District
from ...results.archive import MANIFEST
from ...results.store import StoreError, read_store
from ...scenarios.cities import list_cities, load_city
from ...scenarios.group_entries import named_groups
from ...scenarios.merge import suggest
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.archive import open_run, stored_scenario
from .comparison import Comparison
from .comparison_file import FILE, plain, read_comparison

GROUP = "group"  # the column of the one name of a group


def kept_tables(folder: Path, groups: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables of a folder by name: `runs` of a sweep; indicators, flows, ledger and cells of a run; differences,
    gains and districts of a comparison. SpecError where it is none of them, or a group was not counted."""
    tables, districts = _of(folder)
    if not groups:
        return tables
    names = named_groups(groups, districts)
    known = {name for table in tables.values() if GROUP in table.column_names for name in table[GROUP].to_pylist()}
    what = "was not counted in {folder}{near}"
    faults = [
        Fault(name, phrase("group.not_counted", what, folder=folder, near=suggest(name, sorted(known - {"all"}))))
        for name in names
        if name not in known
    ]
    if faults:
        raise SpecError(faults)
    wanted = pa.array(names, pa.string())
    return {name: _only(table, wanted) if GROUP in table.column_names else table for name, table in tables.items()}


def _of(folder: Path) -> tuple[dict[str, pa.Table], tuple[District, ...]]:
    """The tables, and the districts of the city they are of, where it is known."""
    if (folder / MANIFEST).is_file():
        run = open_run(folder)
        return {name: run.table(name) for name in run.tables}, stored_scenario(run).profile.districts
    if (folder / FILE).is_file():
        found = read_comparison(folder)
        parts = {name: [asdict(one) for one in rows] for name, rows in _records(found).items()}
        tables = {name: pa.Table.from_pylist([_row(one) for one in rows]) for name, rows in parts.items()}
        return tables, load_city(found.city).districts if found.city in list_cities() else ()
    try:
        return {"runs": read_store(folder).table}, ()
    except StoreError as error:
        raise SpecError([Fault(error.place, error.message)]) from None


def _records(found: Comparison) -> dict[str, tuple[Any, ...]]:
    return {"differences": found.differences, "gains": found.gains, "districts": found.where}


def _row(record: dict[str, object]) -> dict[str, object]:
    """A record whose texts in two languages are columns of their own."""
    title = record.pop("title", None)
    named = {f"title_{lang}": told for lang, told in title.items()} if isinstance(title, dict) else {}
    row: dict[str, object] = json.loads(json.dumps(plain({**record, **named})))
    return row


def _only(table: pa.Table, groups: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table[GROUP].cast(pa.string()), value_set=groups))
