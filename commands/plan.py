"""`jiuye plan`: the plan's table, row by row, with what represents each row."""

from __future__ import annotations

from .given import Given
from .options import command, option, options


@command("jiuye plan", "jiuye plan --section 3.2")
@option("--section", metavar="N", help="One section and what is below it.")
@options()
def plan(given: Given, section: str | None) -> None:
    """How each mechanism of the plan is represented, where in the code, and which scenario shows it."""
    from ..scenarios.plan import load_plan
    from ..viz.terminal.plan import plan_table
    from ..viz.words.texts import text

    rows = [m for m in load_plan() if section is None or _within(m.section, section)]
    acting = sum(bool(m.kind) for m in rows)
    note = text("mechanisms.sum", given.lang, rows=len(rows), acting=acting)
    given.tell({"rows": [m.record() for m in rows]}, plan_table(rows, given.lang), note)


def _within(section: str, wanted: str) -> bool:
    asked = "§" + wanted.lstrip("§")
    return section == asked or section.startswith(asked.rstrip(".") + ".")
