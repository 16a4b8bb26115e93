"""How far the numbers can be trusted: precision, weak inputs, how to make them again, and where each is defined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from ...experiments.runs.assumptions import Assumption
from ...model.indicators import INDICATORS
from ...model.indicators.matters import REASONS
from ...scenarios.lever_entries import WHEN_AND_WHERE
from ..view import View, indicator
from ..words.doses import dose_told, entries, when_told
from ..words.glossary import parameter_told, section_told, source_told, value_told
from ..words.texts import number, term, unit_word
from .document import (
    Block,
    Bullets,
    Cell,
    DataTable,
    Definition,
    Definitions,
    Fold,
    Listing,
    Paragraph,
    RowGroup,
    Section,
)
from .how_compared import stopping_blocks
from .outcomes import linked

RECORD = "brief.json"
MANY = 25  # weak settings of levers that are listed without being asked for


def precision(view: View) -> Section:
    """Half-widths, and how many unpaired seeds one paired seed is worth."""
    c = view.comparison
    ratio = {(p.scenario, p.indicator): p.ratio for p in c.precision}
    stands_for = number(c.weight, "persons", view.lang)
    blocks: list[Block] = [Paragraph(view.say("precision.intro", seeds=len(c.seeds), weight=stands_for))]
    if ratio:
        worth = median(ratio.values())
        runs = f"{worth * len(c.seeds):,.0f}"
        blocks.append(Paragraph(view.say("precision.paired", worth=_times(worth), runs=runs)))
    caveat = view.say("ensemble.caveat", n=c.ensemble) if c.ensemble else view.say("glance.caveat")
    blocks += [Paragraph(caveat), *stopping_blocks(view)]
    rows = tuple(
        (linked(view, name), tuple(_half(view, s, name, ratio) for s in c.scenarios)) for name in view.headline
    )
    columns = (view.say("headline.indicator"), *(view.marked(s) for s in c.scenarios))
    blocks.append(DataTable(view.say("precision.caption"), columns, (RowGroup("", rows),)))
    note = view.say("ensemble.note", n=c.ensemble) if c.ensemble else view.say("precision.note")
    blocks.append(Paragraph(note, "note"))
    return Section("precision", view.say("precision.title"), blocks)


def weak_numbers(view: View) -> Section:
    """Inputs that were judged or swept."""
    weak = view.comparison.weak
    if not weak:
        return Section("weak", view.say("weak.title"), [Paragraph(view.say("weak.none"))])
    levers = [w for w in weak if "." in w.name]
    behaviour = [w for w in weak if "." not in w.name]
    blocks: list[Block] = [Paragraph(view.say("weak.intro", n=len(weak)))]
    if levers:
        title = view.say("weak.levers")
        table = _weak_table(view, title, levers)
        few = len(levers) <= MANY
        blocks.append(table if few else Fold(view.say("weak.many_levers", n=len(levers)), (table,)))
    if behaviour:
        title = view.say("weak.behaviour", n=len(behaviour))
        blocks.append(Fold(title, (_weak_table(view, title, behaviour),)))
    return Section("weak", view.say("weak.title"), blocks)


def reproduce(view: View) -> Section:
    """The command, the seeds, the settings of every scenario, and the same numbers for machines."""
    c = view.comparison
    stands_for = number(c.weight, "persons", view.lang)
    facts = (
        view.say("reproduce.version", version=c.version),
        view.say("reproduce.seeds", n=len(c.seeds), seeds=", ".join(map(str, c.seeds))),
        view.say("reproduce.size", residents=f"{c.residents:,}", workers=f"{c.workers:,}", weight=stands_for),
        view.say("reproduce.time", seconds=number(c.wall_s, "", view.lang)),
        view.say("reproduce.data", file=f"[`{RECORD}`]({RECORD})"),
    )
    settings = tuple(_settings(view))
    return Section(
        "reproduce",
        view.say("reproduce.title"),
        [
            Paragraph(view.say("reproduce.intro")),
            Listing(c.command),
            Bullets(facts),
            Fold(view.say("reproduce.settings"), settings),
        ],
    )


def definitions(view: View) -> Section:
    """Every indicator shown: what it counts, its unit, source and grade."""
    names = list(dict.fromkeys([*view.headline, *view.further, *view.comparison.cells]))
    return Section(
        "definitions",
        view.say("definitions.title"),
        [Paragraph(view.say("definitions.intro")), Definitions(tuple(_definition(view, name) for name in names))],
    )


def _half(view: View, scenario: str, name: str, ratio: dict[tuple[str, str], float]) -> Cell:
    d = view.ends.get((scenario, name))
    if d is None:
        return Cell(view.say("number.none"))
    worth = ratio.get((scenario, name))
    notes = () if worth is None else (view.say("precision.worth", ratio=_times(worth)),)
    return Cell(f"± {view.half_width(d)}", notes=notes)


def _times(ratio: float) -> str:
    return ">1,000" if ratio > 1000 else f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _weak_table(view: View, caption: str, weak: list[Assumption]) -> DataTable:
    columns = tuple(view.say(f"weak.{c}") for c in ("parameter", "value", "grade", "meaning", "source"))
    rows = tuple((f"`{w.name}`", _weak_cells(view, w)) for w in weak)
    return DataTable(caption, columns, (RowGroup("", rows),))


def _weak_cells(view: View, w: Assumption) -> tuple[Cell, ...]:
    value, doc = value_told(w.value, w.unit, view.lang), parameter_told(w.name, w.doc, view.lang)
    return Cell(value), Cell(term("grade", w.grade, view.lang)), Cell(doc), Cell(source_told(w.source, view.lang))


def _settings(view: View) -> Iterator[Block]:
    from ...model.levers import LEVERS

    for scenario in view.every:
        items, told_of = [], set()
        for name, written in entries(view.comparison.settings.get(scenario, ())):
            lever = LEVERS.get(name)
            title = f"`{name}`"
            if lever:
                title = f"{lever.title[view.lang]} ({title}, {section_told(lever.section, view.lang)})"
            items.append(view.say("reproduce.lever", title=title, settings=_written(view, name, written)))
            if lever and name not in told_of:
                items.append(view.say("reproduce.risks", risks=lever.risks[view.lang]))
            told_of.add(name)
        yield Paragraph(f"**{view.marked(scenario)}**")
        terms = list(_terms(view, scenario))
        yield Bullets((*(items or [view.say("reproduce.no_levers")]), *terms))


def _terms(view: View, scenario: str) -> Iterator[str]:
    """What else makes a policy, where it is not as usual: who pays, how services dispatch, which platforms."""
    terms = view.comparison.terms.get(scenario, {})
    if (who := terms.get("financing")) is not None:
        shares = {who: 1.0} if isinstance(who, str) else who
        told = [
            view.say("reproduce.payer", who=view.say(f"financing.{name}"), share=number(share, "share", view.lang))
            for name, share in shares.items()
        ]
        yield view.say("reproduce.financing", who=view.say("number.semicolon").join(told))
    if dispatch := terms.get("dispatch"):
        told = [view.say("reproduce.dispatch_of", service=one, rule=rule) for one, rule in dispatch.items()]
        yield view.say("reproduce.dispatch", rules=view.say("number.semicolon").join(told))
    if "platforms" in terms:
        yield view.say("reproduce.platforms", file=terms["platforms"])


def _written(view: View, lever: str, settings: Any) -> str:
    """Every setting of an entry, and when and where it holds."""
    if isinstance(settings, Mapping):
        own = {name: value for name, value in settings.items() if name not in WHEN_AND_WHERE}
        told = [dose_told(lever, name, value, view.lang) for name, value in own.items()]
        told += when_told(settings, view.lang, view.comparison.start, view.districts)
        return view.say("dose.join").join(told)
    return f"`{settings}`"


def _definition(view: View, name: str) -> Definition:
    about = indicator(name)
    facts = (
        view.say("definitions.unit", unit=unit_word(about.unit, view.lang) or view.say("number.no_unit")),
        view.say("definitions.source", source=source_told(about.source, view.lang)),
        view.say("definitions.grade", grade=term("grade", about.grade, view.lang)),
        *_matters(view, name),
    )
    return Definition(f"def-{name}", about.title[view.lang], about.definition[view.lang], facts)


def _matters(view: View, name: str) -> tuple[str, ...]:
    """From which size on a change matters, and why from there; nothing of what is told by cell only."""
    d = next((d for (_, indicator_name), d in view.ends.items() if indicator_name == name), None)
    if d is None or d.threshold == 0.0:
        return ()
    why = REASONS[INDICATORS[name].matters.why][view.lang]
    return (view.say("definitions.matters", size=number(d.threshold, d.unit, view.lang), why=why),)
