"""The list of literature as a table."""

from __future__ import annotations

from collections.abc import Sequence

from ...scenarios.sources import Work
from ..words.texts import Lang, text
from .as_html import block_html
from .document import Cell, DataTable, RowGroup


def literature_table(works: Sequence[Work], lang: Lang) -> str:
    """One row a number, as HTML."""
    heads = tuple(text(f"app_model.column.{key}", lang) for key in ("work", "subject", "finding", "basis", "checked"))
    rows = tuple((f"B {work.id}", _cells(work, lang)) for work in works)
    return block_html(DataTable(text("app_model.parts.sources", lang), heads, (RowGroup("", rows),)), lang)


def _cells(work: Work, lang: Lang) -> tuple[Cell, ...]:
    checked = text(f"app_model.checked.{work.checked}", lang)
    return Cell(work.subject[lang]), Cell(work.finding[lang]), Cell(work.basis[lang]), Cell(checked)
