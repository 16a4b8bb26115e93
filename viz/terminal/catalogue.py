"""The catalogues: what levers, cities, scenarios and indicators there are, and everything that is known about one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...messages import phrase
from ...model.indicators import INDICATORS
from ...model.indicators.matters import REASONS
from ...model.levers import LEVERS
from ...scenarios.cities import list_cities
from ...scenarios.merge import is_file, suggest
from ...scenarios.spec import list_scenarios, load_scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..words.glossary import source_told
from ..words.texts import Lang, listed, number, term, text, unit_word
from .catalogued_cities import city_card, city_line, city_record
from .catalogued_levers import lever_card, lever_line, lever_record, lever_tried
from .catalogued_parts import CatalogueRecord
from .checking import size_of, size_words
from .output import facts, listing


@dataclass(frozen=True)
class Catalogue:
    """One kind of thing: names, the record of one, its line in the table and its card."""

    names: Callable[[], Sequence[str]]
    record: Callable[[str], CatalogueRecord]
    columns: Mapping[str, str]  # heading → side
    line: Callable[[CatalogueRecord, Lang], Sequence[str]]
    card: Callable[[CatalogueRecord, Lang], Sequence[RenderableType]]
    takes_files: bool = False
    tried: Callable[[str], CatalogueRecord] = lambda name: {}  # what experiments say of one, which takes longer to read


def records(kind: str, name: str | None, *, tried: bool = True) -> list[CatalogueRecord]:
    """Everything of a kind, or the one with that name, with what experiments say of it where that is wanted; SpecError
    if there is none."""
    catalogue = CATALOGUES[kind]
    if name is None:
        return [catalogue.record(one) | (catalogue.tried(one) if tried else {}) for one in catalogue.names()]
    if name not in catalogue.names() and not (catalogue.takes_files and is_file(name)):
        near = suggest(name, catalogue.names())
        message = phrase("list.unknown", "is not in the list of {list}{near}", list=kind, near=near)
        raise SpecError([Fault(name, message)])
    return [catalogue.record(name) | catalogue.tried(name)]


def table(kind: str, found: Sequence[CatalogueRecord], lang: Lang) -> Table:
    """One line each."""
    catalogue = CATALOGUES[kind]
    result = listing(text(f"cli.{kind}", lang), catalogue.columns, lang)
    for record in found:
        result.add_row(*catalogue.line(record, lang))
    return result


def card(kind: str, record: CatalogueRecord, lang: Lang) -> list[RenderableType]:
    """Everything about one."""
    title = Text.assemble((record["title"][lang], "bold"), "  ", (record["name"], "dim"))
    return [title, *(Padding(part, (0, 0, 0, 2)) for part in CATALOGUES[kind].card(record, lang))]


def _scenario(name: str) -> CatalogueRecord:
    scenario = load_scenario(name)
    return {
        "name": scenario.name,
        "title": scenario.title,
        **size_of(scenario),
        "levers": [dated.lever.name for dated in scenario.levers],
        "measure": list(scenario.measure),
        "by": list(scenario.by),
        "hash": scenario.hash,
        "text": scenario.text,
    }


def _scenario_line(record: CatalogueRecord, lang: Lang) -> list[str]:
    levers = listed([LEVERS[name].title[lang] for name in record["levers"]], lang)
    counts = (f"{record['persons']:,}", f"{record['months']:,}")
    return [record["name"], record["title"][lang], record["city"], *counts, levers or text("cli.no_lever", lang)]


def _scenario_card(record: CatalogueRecord, lang: Lang) -> list[RenderableType]:
    return [Text(size_words(record, lang)), Text(record["text"])]


def _indicator(name: str) -> CatalogueRecord:
    about = INDICATORS[name]
    keys = ("name", "title", "unit", "aim", "better", "definition", "source", "grade")
    return {key: getattr(about, key) for key in keys} | {"matters": asdict(about.matters)}


def _indicator_line(record: CatalogueRecord, lang: Lang) -> list[str]:
    aim = text(f"aim.{record['aim']}", lang)
    return [record["name"], record["title"][lang], _unit(record["unit"], lang), aim, _better(record, lang)]


def _indicator_card(record: CatalogueRecord, lang: Lang) -> list[RenderableType]:
    about = {"definition": record["definition"][lang], "unit": _unit(record["unit"], lang)}
    about |= {"aim": text(f"aim.{record['aim']}", lang), "better": _better(record, lang)}
    about |= {"source": source_told(record["source"], lang), "grade": term("grade", record["grade"], lang)}
    about |= {"matters": _matters(record, lang)}
    return [facts(about, lang)]


def _matters(record: CatalogueRecord, lang: Lang) -> str:
    """From which size on a change matters, and why from there."""
    matters = record["matters"]
    if matters["of_level"]:
        size = text("cli.of_level", lang, share=number(100.0 * matters["size"], "%", lang))
    else:
        size = number(matters["size"], record["unit"], lang, change=True).removeprefix("+")
    return text("cli.matters", lang, size=size, why=REASONS[matters["why"]][lang]) if matters["size"] else ""


def _better(record: CatalogueRecord, lang: Lang) -> str:
    return text(("cli.better.neither", "cli.better.more", "cli.better.less")[record["better"]], lang)


def _unit(unit: str, lang: Lang) -> str:
    return unit_word(unit, lang) or text("number.no_unit", lang)


CATALOGUES: dict[str, Catalogue] = {
    "levers": Catalogue(
        lambda: list(LEVERS),
        lever_record,
        dict.fromkeys(("name", "title", "section", "dose", "payer"), "left"),
        lever_line,
        lever_card,
        tried=lever_tried,
    ),
    "cities": Catalogue(
        list_cities,
        city_record,
        {
            "name": "left",
            "title": "left",
            "residents": "right",
            "adults": "right",
            "districts": "right",
            "pair": "left",
        },
        city_line,
        city_card,
        takes_files=True,
    ),
    "scenarios": Catalogue(
        list_scenarios,
        _scenario,
        {"name": "left", "title": "left", "city": "left", "persons": "right", "months": "right", "levers": "left"},
        _scenario_line,
        _scenario_card,
        takes_files=True,
    ),
    "indicators": Catalogue(
        lambda: list(INDICATORS),
        _indicator,
        dict.fromkeys(("name", "title", "unit", "aim", "better"), "left"),
        _indicator_line,
        _indicator_card,
    ),
}
