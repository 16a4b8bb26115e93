"""The plan's rows in a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from ...scenarios.plan import Mechanism
from ..words.glossary import unit_told
from ..words.texts import Lang, text
from .output import listing

COLUMNS = {"id": "left", "section": "left", "mechanism": "left", "as": "left", "where": "left", "scenario": "left"}


def plan_table(rows: Sequence[Mechanism], lang: Lang) -> Table:
    """A mechanism a line: as what it stands in the model, where, and which scenario shows it."""
    result = listing(text("mechanisms.title", lang), COLUMNS, lang)
    for m in rows:
        kind = text(f"mechanisms.kind.{m.kind}", lang) if m.kind else Text(text("mechanisms.nothing", lang), "red")
        name = Text(m.name[lang])
        if m.note:
            name.append("\n" + m.note[lang], "dim")
        for p in m.presumed():
            meaning = p.zh if lang == "zh" else p.doc
            size = f"{p.default:g} {unit_told(p.unit, lang)}".rstrip()
            told = text("mechanisms.presumed", lang, meaning=meaning, size=size)
            name.append("\n" + told, "yellow")
        result.add_row(m.id, m.section, name, kind, "\n".join(m.where), m.scenario or "")
    return result
