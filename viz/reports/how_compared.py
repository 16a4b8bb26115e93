"""What a brief says of how it was made: doses scaled to one cost, seeds added until intervals were narrow."""

from __future__ import annotations

from collections.abc import Sequence

from ..view import View, half_width
from ..words.doses import dose_told
from ..words.texts import interval, listed, number
from .document import Block, Cell, DataTable, Paragraph, RowGroup, Section


def budget_line(view: View) -> list[Paragraph]:
    """That doses were scaled to one cost, where they were."""
    about = view.comparison.budget
    if not about:
        return []
    target = number(about["target"], "yuan", view.lang)
    within = number(about["tolerance"], "share", view.lang)
    own = any("target" in row for row in about["scenarios"])
    facts = {"target": target, "within": within, "seeds": about["seeds"]}
    key = f"robust.budget.intro_own_{about['payers']}" if own else f"robust.budget.intro_{about['payers']}"
    words = view.say(key, **facts)
    return [Paragraph(words)]


def doses(view: View) -> Section:
    """The doses at equal cost, where they were looked for."""
    return Section("doses", view.say("robust.budget.caption"), budget_blocks(view))


def budget_blocks(view: View) -> list[Block]:
    """Which factor each scenario's doses were scaled by, and what it costs then."""
    about = view.comparison.budget
    if not about:
        return []
    columns = tuple(view.say(f"robust.budget.{key}") for key in ("scenario", "factor", "doses", "cost"))
    rows = []
    for row in about["scenarios"]:
        ends = [row["cost_low"], row["cost_high"]]
        known = [end for end in ends if end is not None and end == end]
        cost = number(row["cost"], "yuan", view.lang, beside=known)
        note = [] if len(known) < 2 else [_span(view, known, row["cost"])]
        note += [view.say("robust.budget.short")] if row.get("short") else []
        doses = view.say("dose.join").join(_dose(view, path, dose) for path, dose in row["doses"].items())
        rows.append(
            (
                view.marked(row["scenario"]),
                (Cell(f"× {row['factor']:,.4g}"), Cell(doses), Cell(cost, notes=tuple(note))),
            )
        )
    table = DataTable(view.say("robust.budget.caption"), columns, (RowGroup("", tuple(rows)),))
    return [*budget_line(view), table]


def _dose(view: View, path: str, dose: float) -> str:
    lever, _, setting = path.partition(".")
    return dose_told(lever, setting, dose, view.lang)


def _span(view: View, ends: Sequence[float], beside: float) -> str:
    return interval(ends[0], ends[1], "yuan", view.lang, beside=[beside])


def stopping_blocks(view: View) -> list[Block]:
    """How seeds were added, and what that does to the intervals."""
    about = view.comparison.stopping
    if not about:
        return []
    facts = {
        "wanted": listed([f"`{width}`" for width in about["wanted"]], view.lang),
        "seeds": len(view.comparison.seeds),
        "least": about["least"],
        "most": about["most"],
    }
    how = (
        ("decided_reached", "decided_missed") if about.get("decide") and not about["wanted"] else ("reached", "missed")
    )
    key = f"robust.width.{how[0] if about['reached'] else how[1]}"
    blocks: list[Block] = [Paragraph(view.say(key, **facts))]
    wide = [row for row in about["widths"] if row["half"] > row["wanted"]]
    if wide:
        told = [
            view.say(
                "robust.width.still",
                scenario=view.mark(row["scenario"]),
                name=view.name(row["indicator"]),
                half=half_width(row["half"], row["unit"], view.lang),
                wanted=half_width(row["wanted"], row["unit"], view.lang),
            )
            for row in wide
        ]
        blocks.append(Paragraph(view.say("robust.width.wide", rows=view.say("number.semicolon").join(told)), "warning"))
    blocks.append(Paragraph(view.say("robust.width.honest", least=about["least"]), "note"))
    return blocks
