"""The page of files: what stands in the folders that commands leave, column by column."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ...experiments.compare.comparison import Difference, Gain, LocalEffect
from ...experiments.runs.cell_counts import CELL_COUNTS
from ...results.archive import COLUMNS, REQUIRED, WRITTEN_HERE
from ...results.store_tables import schema_of
from ..reports.as_html import inline
from ..words.texts import Lang, text
from .reference import table

FLOWS = ("flow", "value")
NO_AXES: dict[str, list[Any]] = {"axes": [], "outcomes": []}


def columns() -> dict[str, tuple[str, ...]]:
    """Table → its columns, as the code that writes them has them."""
    records = {"differences": Difference, "gains": Gain, "districts": LocalEffect}
    runs = schema_of(NO_AXES).names
    of_a_run = {
        **COLUMNS,
        "flows": (*COLUMNS["flows"], *FLOWS),
        "cells": (*COLUMNS["cells"], *CELL_COUNTS, "income_yuan"),
    }
    return {
        "manifest": (*REQUIRED, *WRITTEN_HERE),
        **{name: (month, "calendar", *others) for name, (month, *others) in of_a_run.items()},
        **{name: tuple(field.name for field in fields(record)) for name, record in records.items()},
        "runs": ("block", *runs),
    }


FOLDERS = {  # the command that leaves a folder → tables in it
    "run": ("manifest", "indicators", "flows", "ledger", "cells"),
    "compare": ("differences", "gains", "districts"),
    "sweep": ("runs",),
}


def files_page(lang: Lang) -> str:
    """Folder by folder."""
    known = columns()
    heads = (text("site.column", lang), text("app_model.column.meaning", lang))
    parts = [f"# {text('site.files', lang)}", text("site.files_about", lang)]
    for command, names in FOLDERS.items():
        parts += [f"## `jiuye {command}`", text(f"site.folder.{command}", lang)]
        for name in names:
            parts.append(f"### {text(f'site.table.{name}', lang)}")
            rows = [
                (f"<code>{column}</code>", inline(text(f"site.holds.{name}.{column}", lang))) for column in known[name]
            ]
            parts.append(table(heads, rows, lang))
    return "\n\n".join(parts) + "\n"
