"""Figures of the plan that a comparison touches: what it hopes for, beside what is simulated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...experiments.claims import ClaimsLedger, Finding
from ...experiments.compare.answers.sure import Verdict
from ...experiments.compare.comparison import Difference
from ...model.levers import LEVERS
from ...scenarios.claims import READINGS
from ..view import View
from ..words.doses import entries
from ..words.texts import listed, number
from .claims_words import figures, verdict_told
from .document import Block, Cell, DataTable, Paragraph, RowGroup, Section
from .outcomes import linked


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


def plan_figures(view: View, tried: ClaimsLedger | None = None) -> Section:
    """The plan's figures beside the level of the base and of each scenario at the end; and, from the ledger that comes
    with the program, what became of the promises that rest on the levers compared."""
    touched = [figure for figure in FIGURES if figure.indicator in view.measured]
    columns = ("plan.figure", "plan.hoped")
    heads = (*map(view.say, columns), *(view.marked(s) for s in view.every))
    rows = tuple((_name(view, figure), _cells(view, figure)) for figure in touched)
    blocks: list[Block] = [
        Paragraph(view.say("plan.intro")),
        DataTable(view.say("plan.caption"), heads, (RowGroup("", rows),)),
        Paragraph(view.say("plan.note"), "note"),
    ]
    return Section("plan", view.say("plan.title"), [*(blocks if touched else []), *_promises(view, tried)])


def _promises(view: View, tried: ClaimsLedger | None) -> Iterator[Block]:
    """Figures whose test uses a lever of this comparison, with their verdicts in the city where they were tried."""
    settings = view.comparison.settings
    levers = {name for s in view.comparison.scenarios for name, _ in entries(settings.get(s, ()))}
    found = [f for f in tried.findings if levers & _needed(f)] if tried is not None else []
    if tried is None or not found:
        return
    workers, city = number(tried.workers, "", view.lang), tried.city_title[view.lang]
    yield Paragraph(view.say("app_claims.touched_intro", city=city, workers=workers, n=len(tried.seeds)))
    heads = ("claims.column.figure", "claims.column.claimed", *(f"claims.column.{reading}" for reading in READINGS))
    rows = tuple((_promise(view, f, levers), _verdicts(view, f)) for f in found)
    yield DataTable(view.say("app_claims.touched_caption"), tuple(map(view.say, heads)), (RowGroup("", rows),))


def _needed(finding: Finding) -> set[str]:
    """Levers of a figure's tests, where it names them one by one."""
    return {name for test in finding.claim.tests if not isinstance(test.levers, str) for name in test.names()}


def _promise(view: View, finding: Finding, levers: set[str]) -> str:
    titles = [LEVERS[name].title[view.lang] for name in LEVERS if name in levers & _needed(finding)]
    claim = finding.claim
    return view.say("app_claims.promise", id=claim.id, title=claim.title[view.lang], levers=listed(titles, view.lang))


def _verdicts(view: View, finding: Finding) -> tuple[Cell, ...]:
    """What the plan says, and the number and verdict of each reading."""
    cells = [Cell(finding.claim.figure[view.lang])]
    for reading in READINGS:
        verdict = verdict_told(finding, reading, view.lang)
        tried = finding.read(reading)[:1] if finding.verdict(reading) != "not testable" else ()
        shown = [figures(one, view.lang, finding.readings)[:2] for one in tried]
        cells += [Cell(value, notes=(span, verdict) if span else (verdict,)) for value, span in shown]
        cells += [] if shown else [Cell(verdict)]
    return tuple(cells)


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
    change = view.say("tone.none")
    if d.verdict is not Verdict.NONE:
        change = view.say("plan.change", change=view.size(d), span=view.span(d))
    return Cell(number(d.value, d.unit, view.lang), notes=(change, _reached(view, figure, d.value)))


def _reached(view: View, figure: PlanFigure, level: float) -> str:
    return view.say("plan.reached" if level >= figure.level else "plan.missed")
