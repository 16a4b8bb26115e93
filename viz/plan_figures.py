"""Figures of the plan that a comparison touches: what it hopes for, beside what is simulated."""

from __future__ import annotations

from dataclasses import dataclass

from ..experiments.comparison import Difference
from .document import Block, Cell, Paragraph, Rows, Section, Table
from .outcomes import difference_cell, linked
from .texts import number
from .view import View


@dataclass(frozen=True)
class PlanFigure:
    """A target or a promised outcome; the number of the list of the plan's figures, its section, level and unit."""

    mark: str
    section: str
    indicator: str
    level: float


# The plan's targets (§4.4.1) and outcomes (§4.4.2, §5.4.1) that an indicator of ours measures in the same unit.
FIGURES = (
    PlanFigure("C37", "§4.4.1", "digital_post_growth", 20.0),
    PlanFigure("C38", "§4.4.1", "income_growth", 15.0),
    PlanFigure("C39", "§4.4.1", "rural_digital_share", 30.0),
    PlanFigure("C41", "§4.4.2", "insured_share", 70.0),
)


def plan_figures(view: View) -> Section:
    """The plan's figures beside the level of the base and of each scenario at the end."""
    touched = [figure for figure in FIGURES if figure.indicator in view.measured]
    columns = ("plan.figure", "plan.hoped")
    heads = (*map(view.say, columns), *(view.marked(s) for s in view.every))
    rows = tuple((_name(view, figure), _cells(view, figure)) for figure in touched)
    blocks: list[Block] = [
        Paragraph(view.say("plan.intro")),
        Table(view.say("plan.caption"), heads, (Rows("", rows),)),
        Paragraph(view.say("plan.note"), "note"),
    ]
    return Section("plan", view.say("plan.title"), blocks if touched else [])


def _name(view: View, figure: PlanFigure) -> str:
    return view.say("plan.name", name=linked(view, figure.indicator), section=figure.section, mark=figure.mark)


def _cells(view: View, figure: PlanFigure) -> tuple[Cell, ...]:
    found = [view.ends.get((s, figure.indicator)) for s in view.comparison.scenarios]
    base = next(d for d in found if d is not None)
    none = Cell(view.say("number.none"))
    return (
        Cell(number(figure.level, base.unit, view.lang)),
        Cell(number(base.base, base.unit, view.lang), notes=(_reached(view, figure, base.base),)),
        *(_scenario(view, figure, d) if d is not None else none for d in found),
    )


def _scenario(view: View, figure: PlanFigure, d: Difference) -> Cell:
    cell = difference_cell(view, d)
    change = view.say("plan.change", change=cell.main, span=cell.notes[0])
    return Cell(number(d.value, d.unit, view.lang), notes=(change, _reached(view, figure, d.value)))


def _reached(view: View, figure: PlanFigure, level: float) -> str:
    return view.say("plan.reached" if level >= figure.level else "plan.missed")
