"""One lever of the atlas: what its file expects, what was found at every dose, and what it does to the city."""

from __future__ import annotations

from html import escape

from ...experiments.compare.answers.outcomes import OUTCOMES
from ...experiments.lever_atlas.findings import DoseFinding, LeverFinding
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ..charts.dose_response import dose_response_chart
from ..terminal.lever_atlas import effects, indicator_told, outcome_told, round_to, whom_told
from ..words.glossary import parameter_told, value_told
from ..words.texts import LANGUAGES, Lang, text
from .building import told
from .document import Block, Cell, DataTable, Figures, RowGroup
from .lever_atlas import SHOWN, panel_of
from .reference import address, searched_in

OF_CITY = "city:"  # before the name of an indicator among what is expected
SIGNS = {"+": "▲", "-": "▼"}


def lever_searched(found: LeverFinding) -> str:
    """What a search looks through: names, titles, whom it reaches and what it is expected to do, in both languages."""
    told_of = [whom_told(found, lang) for lang in LANGUAGES]
    told_of += [outcome_told(name, lang) for lang in LANGUAGES for name in found.expects if name in OUTCOMES]
    return searched_in(found.name, *LEVERS[found.name].title.values(), *told_of)


def lever_head(found: LeverFinding, lang: Lang) -> str:
    """Name, finding, and size in a line, as HTML."""
    sizes = [f"{outcome_told(name, lang)} {' '.join(words)}" for name, words in effects(found.usual, found, lang)]
    whom = text("atlas.reached_short", lang, persons=f"{round_to(found.usual.persons):,}", whom=whom_told(found, lang))
    lines = (text(f"atlas.finding.{found.finding}", lang), text("number.semicolon", lang).join(sizes), whom)
    title = (
        f'<span class="entry-name">{escape(LEVERS[found.name].title[lang])} <code>{escape(found.name)}</code></span>'
    )
    return title + "".join(f"<small>{escape(line)}</small>" for line in lines if line)


def lever_blocks(found: LeverFinding, lang: Lang) -> list[Block]:
    """What was expected and found of those reached dose by dose, the city, and the picture."""
    heads = (text("atlas.column.expected", lang), *(_dose_head(dose, found, lang) for dose in found.doses))
    rows = [(_expected(name, found, lang), _effects(name, found, lang)) for name in found.expects]
    rows.append((text("atlas.column.persons", lang), tuple(Cell(f"{round_to(d.persons):,}") for d in found.doses)))
    rows.append((text("atlas.column.cost", lang), tuple(told(*d.cost, "yuan", lang) for d in found.doses)))
    caption = text("atlas.on_these", lang, whom=whom_told(found, lang))
    parts: list[Block] = [DataTable(caption, heads, (RowGroup("", tuple(rows)),)), _city(found.usual, lang)]
    if (one := panel_of(found, lang)) is not None:
        parts.append(Figures((dose_response_chart(f"dose-{found.name}", one.title, [one], lang, across=1),), "wide"))
    return parts


def lever_link(name: str, lang: Lang) -> str:
    """To where the lever itself is told, as HTML."""
    where = escape(address("model", lang, part="levers", q=name))
    return f'<p><a href="{where}">{escape(text("atlas.about", lang))}</a></p>'


def _dose_head(dose: DoseFinding, found: LeverFinding, lang: Lang) -> str:
    """A dose by its setting and how much of it."""
    settings = LEVERS[found.name].settings()
    name, value = next(iter(dose.values.items()))
    known = settings[name]
    meaning = parameter_told(f"{found.name}.{name}", known.doc, lang)
    amount = value_told(value, known.unit, lang)
    return text("atlas.dose", lang, factor=f"{dose.factor:g}", meaning=meaning, value=amount)


def _expected(name: str, found: LeverFinding, lang: Lang) -> str:
    """What should rise or fall, of those reached or of the city."""
    sign, indicator = SIGNS[found.expects[name]], name.removeprefix(OF_CITY)
    if indicator == name:
        return f"{sign} {outcome_told(name, lang)}"
    return f"{sign} {text('atlas.of_city', lang, indicator=indicator_told(indicator, lang))}"


def _effects(name: str, found: LeverFinding, lang: Lang) -> tuple[Cell, ...]:
    """The same at every dose, as it was found."""
    indicator = name.removeprefix(OF_CITY)
    unit = OUTCOMES[name].unit if indicator == name else INDICATORS[indicator].unit
    stated = [(dose.effects if indicator == name else dose.city).get(indicator) for dose in found.doses]
    return tuple(Cell(text("number.none", lang)) if one is None else told(*one, unit, lang) for one in stated)


def _city(dose: DoseFinding, lang: Lang) -> DataTable:
    """Headline indicators at the dose as written."""
    rows = []
    for name in (name for name in SHOWN if name in dose.city):
        known = INDICATORS[name]
        level = value_told(dose.base[name], known.unit, lang)
        change = told(*dose.city[name], known.unit, lang, better=known.better)
        rows.append((indicator_told(name, lang), (Cell(level), change)))
    heads = tuple(text(f"atlas.column.{key}", lang) for key in ("indicator", "without", "change"))
    return DataTable(text("atlas.city_note", lang), heads, (RowGroup("", tuple(rows)),))
