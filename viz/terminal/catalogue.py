"""The catalogues: what levers, cities, scenarios and indicators there are, and everything that is known about one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...messages import phrase
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ...model.params import Param
from ...scenarios.cities import city_figures, list_cities, load_city
from ...scenarios.cities.figures import FORMS, Figure
from ...scenarios.merge import is_file, suggest
from ...scenarios.spec import list_scenarios, load_scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..words.glossary import parameter_told, section_told, source_told, told, unit_told
from ..words.texts import Lang, listed, term, text, unit_word
from .checking import size_of, size_words
from .output import facts, listing

Record = dict[str, Any]
FEW = 8  # numbers of a figure that fit beside its name


@dataclass(frozen=True)
class Catalogue:
    """One kind of thing: names, the record of one, its line in the table and its card."""

    names: Callable[[], Sequence[str]]
    record: Callable[[str], Record]
    columns: Mapping[str, str]  # heading → side
    line: Callable[[Record, Lang], Sequence[str]]
    card: Callable[[Record, Lang], Sequence[RenderableType]]
    takes_files: bool = False


def records(kind: str, name: str | None) -> list[Record]:
    """Everything of a kind, or the one with that name; SpecError if there is none."""
    catalogue = CATALOGUES[kind]
    if name is None:
        return [catalogue.record(one) for one in catalogue.names()]
    if name not in catalogue.names() and not (catalogue.takes_files and is_file(name)):
        near = suggest(name, catalogue.names())
        message = phrase("list.unknown", "is not in the list of {list}{near}", list=kind, near=near)
        raise SpecError([Fault(name, message)])
    return [catalogue.record(name)]


def table(kind: str, found: Sequence[Record], lang: Lang) -> Table:
    """One line each."""
    catalogue = CATALOGUES[kind]
    result = listing(text(f"cli.{kind}", lang), catalogue.columns, lang)
    for record in found:
        result.add_row(*catalogue.line(record, lang))
    return result


def card(kind: str, record: Record, lang: Lang) -> list[RenderableType]:
    """Everything about one."""
    title = Text.assemble((record["title"][lang], "bold"), "  ", (record["name"], "dim"))
    return [title, *(Padding(part, (0, 0, 0, 2)) for part in CATALOGUES[kind].card(record, lang))]


# Levers.


def _lever(name: str) -> Record:
    lever = LEVERS[name]
    meaning, _, phases = " ".join((lever.__doc__ or "").split()).partition(" Read by: ")
    return {
        "name": name,
        "title": lever.title,
        "meaning": meaning,
        "section": lever.section,
        "promises": lever.promises,
        "reaches": lever.reaches,
        "phase": phases.rstrip(".") or lever.reads,
        "payer": lever.payer,
        "risks": lever.risks,
        "settings": [setting(param) for param in lever.settings().values()],
    }


def setting(param: Param) -> Record:
    """Everything that is known about a setting or a parameter."""
    low, high = param.within or (None, None)
    return {
        "name": param.name,
        "meaning": param.doc,
        "unit": param.unit,
        "low": low,
        "high": high,
        "choices": list(param.choices or ()),
        "default": param.default,
        "source": param.source,
        "grade": param.grade,
    }


def _lever_line(record: Record, lang: Lang) -> list[str]:
    dose = record["settings"][0]
    return [
        record["name"],
        record["title"][lang],
        section_told(record["section"], lang),
        f"{dose['name']}: {_value(dose['default'])} {unit_told(dose['unit'], lang)}",
        _payers(record, lang),
    ]


def _lever_card(record: Record, lang: Lang) -> list[RenderableType]:
    name = record["name"]
    phases = listed([told("phase", one, one, lang) for one in record["phase"].split(", ")], lang)
    about = {"meaning": told("lever", name, record["meaning"], lang), "section": section_told(record["section"], lang)}
    about |= {key: record[key].get(lang) for key in ("promises", "reaches")} | {"phase": phases}
    about |= {"payer": _payers(record, lang), "risks": record["risks"][lang]}
    settings = []
    for s in record["settings"]:
        span = ", ".join(s["choices"]) if s["choices"] else "" if s["low"] is None else f"{s['low']:,} – {s['high']:,}"
        default = f"{_value(s['default'])} {unit_told(s['unit'], lang)}".rstrip()
        s = {**s, "meaning": parameter_told(f"{name}.{s['name']}", s["meaning"], lang)}
        s["source"] = source_told(s["source"], lang)
        settings.append(_block(s, default, [text("cli.range", lang, range=span), term("grade", s["grade"], lang)]))
    return [facts(about, lang), *settings, Text(text("cli.when_and_where", lang), "dim")]


def _payers(record: Record, lang: Lang) -> str:
    return listed([term("payer", payer, lang) for payer in record["payer"].split(", ")], lang)


# Cities.


def _city(name: str) -> Record:
    where = Path(name) if is_file(name) else name
    profile = load_city(where)
    return {
        "name": profile.id,
        "title": {"zh": profile.name_zh, "en": profile.name_en},
        "residents": profile.residents,
        "adults": profile.adults,
        "area_km2": profile.area_km2,
        "districts": len(profile.districts),
        "pair": profile.pair,
        "figures": [_figure(key, figure) for key, figure in city_figures(where).items()],
    }


def _figure(key: str, figure: Figure) -> Record:
    form = FORMS.get(key)
    value: Any = figure.value
    if form is not None and form.names:
        value = dict(zip(form.names, np.asarray(value).tolist(), strict=True))
    meaning, unit = (form.doc, form.unit) if form is not None else ("districts of the city", "")
    return {
        "name": key,
        "meaning": meaning,
        "unit": unit,
        "value": value,
        "source": figure.source,
        "grade": figure.grade,
        "city": figure.city,
    }


def _city_line(record: Record, lang: Lang) -> list[str]:
    counts = (f"{record[key]:,}" for key in ("residents", "adults", "districts"))
    return [record["name"], record["title"][lang], *counts, record["pair"] or ""]


def _city_card(record: Record, lang: Lang) -> list[RenderableType]:
    about = {"residents": f"{record['residents']:,}", "adults": f"{record['adults']:,}", "pair": record["pair"]}
    figures = []
    for f in record["figures"]:
        origin = [] if f["city"] == record["name"] else [text("cli.from_city", lang, city=f["city"])]
        told_numbers = numbers(f["value"], lang)
        unit = unit_told(f["unit"], lang)
        words = f"{told_numbers} {unit}" if not isinstance(f["value"], dict | list) else f"{unit}: {told_numbers}"
        f = {**f, "meaning": told("figure", f["name"], f["meaning"], lang)}
        figures.append(_block(f, words.removeprefix(": "), [term("grade", f["grade"], lang), *origin]))
    return [facts(about, lang), *figures]


def numbers(value: Any, lang: Lang) -> str:
    """A figure as far as it fits into a cell of a table."""
    if isinstance(value, list):
        return text("cli.rows", lang, n=len(value), names=", ".join(str(row["id"]) for row in value))
    if isinstance(value, dict):
        if len(value) <= FEW and not any(isinstance(x, list) for x in value.values()):
            return ", ".join(f"{key} {_value(x)}" for key, x in value.items())
        return text("cli.rows", lang, n=len(value), names=f"{next(iter(value))} … {list(value)[-1]}")
    return _value(value)


def _block(record: Record, told: str, notes: Sequence[str]) -> Group:
    """A number with its meaning and, below it, where it comes from."""
    below = Text.assemble(record["meaning"], "\n", ("; ".join([*notes, record["source"]]), "dim"))
    return Group(Text.assemble((record["name"], "bold"), "  ", told), Padding(below, (0, 0, 0, 4)))


# Scenarios.


def _scenario(name: str) -> Record:
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


def _scenario_line(record: Record, lang: Lang) -> list[str]:
    levers = listed([LEVERS[name].title[lang] for name in record["levers"]], lang)
    counts = (f"{record['persons']:,}", f"{record['months']:,}")
    return [record["name"], record["title"][lang], record["city"], *counts, levers or text("cli.no_lever", lang)]


def _scenario_card(record: Record, lang: Lang) -> list[RenderableType]:
    return [Text(size_words(record, lang)), Text(record["text"])]


# Indicators.


def _indicator(name: str) -> Record:
    about = INDICATORS[name]
    keys = ("name", "title", "unit", "aim", "better", "definition", "source", "grade")
    return {key: getattr(about, key) for key in keys}


def _indicator_line(record: Record, lang: Lang) -> list[str]:
    aim = text(f"aim.{record['aim']}", lang)
    return [record["name"], record["title"][lang], _unit(record["unit"], lang), aim, _better(record, lang)]


def _indicator_card(record: Record, lang: Lang) -> list[RenderableType]:
    about = {"definition": record["definition"][lang], "unit": _unit(record["unit"], lang)}
    about |= {"aim": text(f"aim.{record['aim']}", lang), "better": _better(record, lang)}
    about |= {"source": record["source"], "grade": term("grade", record["grade"], lang)}
    return [facts(about, lang)]


def _better(record: Record, lang: Lang) -> str:
    return text(("cli.better.neither", "cli.better.more", "cli.better.less")[record["better"]], lang)


def _unit(unit: str, lang: Lang) -> str:
    return unit_word(unit, lang) or text("number.no_unit", lang)


def _value(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:,.10g}"


CATALOGUES: dict[str, Catalogue] = {
    "levers": Catalogue(
        lambda: list(LEVERS),
        _lever,
        dict.fromkeys(("name", "title", "section", "dose", "payer"), "left"),
        _lever_line,
        _lever_card,
    ),
    "cities": Catalogue(
        list_cities,
        _city,
        {
            "name": "left",
            "title": "left",
            "residents": "right",
            "adults": "right",
            "districts": "right",
            "pair": "left",
        },
        _city_line,
        _city_card,
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
