"""The list of literature as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ...scenarios.sources import Work
from ..words.texts import Lang, text
from .as_html import block_html
from .document import Cell, DataTable, RowGroup

ADDRESS = re.compile(r"https?://[^\s;,)]+")


def literature_table(works: Sequence[Work], lang: Lang) -> str:
    """One row a number, as HTML; addresses are links."""
    heads = tuple(text(f"app_model.column.{key}", lang) for key in ("work", "subject", "finding", "basis", "checked"))
    rows = tuple((f"B {work.id}", _cells(work, lang)) for work in works)
    html = block_html(DataTable(text("app_model.parts.sources", lang), heads, (RowGroup("", rows),)), lang)
    return ADDRESS.sub(lambda m: f'<a href="{escape(m[0])}" rel="noreferrer">{escape(m[0].split("/")[2])}</a>', html)


def _cells(work: Work, lang: Lang) -> tuple[Cell, ...]:
    checked = text(f"app_model.checked.{work.checked}", lang)
    return Cell(work.subject[lang]), Cell(work.finding[lang]), Cell(work.basis), Cell(checked)
