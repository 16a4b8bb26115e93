"""`jiuye plan`: the plan's table, row by row, with what represents each row."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from ..scenarios.plan import Mechanism, load_plan
from ..viz.terminal.output import emit, listing, show
from ..viz.words.texts import Lang, text

COLUMNS = {"id": "left", "section": "left", "mechanism": "left", "as": "left", "where": "left", "scenario": "left"}


def show_plan(lang: Lang, *, section: str | None = None, as_json: bool = False) -> None:
    """Print the rows of the plan, or of one of its sections and what stands below it."""
    rows = [m for m in load_plan() if section is None or _within(m.section, section)]
    if as_json:
        emit({"rows": [m.record() for m in rows]})
        return
    show(_table(rows, lang), text("mechanisms.sum", lang, rows=len(rows), acting=sum(bool(m.kind) for m in rows)))


def _within(section: str, wanted: str) -> bool:
    asked = "§" + wanted.lstrip("§")
    return section == asked or section.startswith(asked.rstrip(".") + ".")


def _table(rows: list[Mechanism], lang: Lang) -> Table:
    result = listing(text("mechanisms.title", lang), COLUMNS, lang)
    for m in rows:
        kind = text(f"mechanisms.kind.{m.kind}", lang) if m.kind else Text(text("mechanisms.nothing", lang), "red")
        name = Text(m.name[lang])
        if m.note:
            name.append("\n" + m.note[lang], "dim")
        result.add_row(m.id, m.section, name, kind, "\n".join(m.where), m.scenario or "")
    return result
