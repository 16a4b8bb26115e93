"""What can be looked up about the model: levers, parameters, rules, cities, indicators and the plan's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import Any

from ...model.behaviour import Behaviour
from ...model.params import Param, params_of
from ...model.rules import Rules
from ...scenarios.plan import load_plan
from ..terminal import catalogue
from ..terminal.catalogued_cities import from_city, numbers
from ..terminal.catalogued_levers import atlas_told, setting
from ..words.glossary import parameter_told, range_told, section_told, told, unit_told, value_told
from ..words.texts import Lang, listed, term, text, unit_word
from .as_html import block_html, inline
from .document import Cell, DataTable, RowGroup
from .parameters import headings, readers
from .reference import Collection, LookupEntry, chapter, linked_source, marked, searched_in, step_title, unfold_sources

KINDS = ("levers", "behaviour", "rules", "cities", "indicators", "plan")
ROOMS = ("GovernmentRules", "PlaceRules", "SkillRules", "PlatformRules", "WorkRules")

OWN = "own"  # the group of levers that stand in no section of the plan


@cache
def collection(kind: str, lang: Lang) -> Collection:
    """All entries of a kind."""
    return COLLECTIONS[kind](lang)


def _levers(lang: Lang) -> Collection:
    return Collection(tuple(_lever(record, lang) for record in catalogue.records("levers", None)))


def _lever(record: Mapping[str, Any], lang: Lang) -> LookupEntry:
    name, section = record["name"], section_told(record["section"], lang)
    phases = tuple(record["phase"].split(", "))
    dose = record["settings"][0]
    meaning = told("lever", name, record["meaning"], lang)
    payers = listed([term("payer", payer, lang) for payer in record["payer"].split(", ")], lang)
    about = {
        "section": linked_source(section, lang),
        "phase": escape(listed([step_title(one, lang) for one in phases], lang)),
        "payer": escape(payers),
        "risks": escape(record["risks"][lang]),
    }
    if tried := atlas_told(name, lang):
        about["atlas"] = "<br>".join(map(escape, tried))
    facts = "".join(
        f"<div><dt>{text(f'cli.fact.{key}', lang)}</dt><dd>{words}</dd></div>" for key, words in about.items()
    )
    key = f"{name}.{dose['name']}"
    usual = text("app_model.dose", lang, meaning=parameter_told(key, dose["meaning"], lang), value=_usual(dose, lang))
    body = f'<p>{inline(meaning)}</p><dl class="about">{facts}</dl>{_settings_table(record, lang)}'
    searched = searched_in(name, *record["title"].values(), meaning, record["meaning"], section, payers)
    grades = tuple(dict.fromkeys(s["grade"] for s in record["settings"]))
    group = chapter(record["section"]) if record["section"] else OWN
    return LookupEntry(name, record["title"][lang], group, phases, grades, searched, (section, usual), body)


def _settings_table(record: Mapping[str, Any], lang: Lang) -> str:
    heads = tuple(text(f"app_model.column.{key}", lang) for key in ("setting", *_PARAMETER))
    rows = tuple(
        (f"`{s['name']}`", _parameter_cells(f"{record['name']}.{s['name']}", s, lang)) for s in record["settings"]
    )
    html = block_html(DataTable(text("app_model.settings", lang), heads, (RowGroup("", rows),)), lang)
    return unfold_sources(html, lang)


_PARAMETER = ("meaning", "usual", "range", "grade", "source")


def _parameter_cells(name: str, s: Mapping[str, Any], lang: Lang) -> tuple[Cell, ...]:
    """Meaning, usual value, range, grade and source."""
    if s["choices"]:
        span = text("number.comma", lang).join(f"`{choice}`" for choice in s["choices"])
    else:
        span = "–" if s["low"] is None else range_told(s["low"], s["high"], s["unit"], lang)
    return (
        Cell(parameter_told(name, s["meaning"], lang)),
        Cell(_usual(s, lang)),
        Cell(span),
        Cell(term("grade", s["grade"], lang)),
        Cell(marked(s["source"])),
    )


def _usual(s: Mapping[str, Any], lang: Lang) -> str:
    """The usual value; names stand in code marks, as `gap` or several of them."""
    default = s["default"]
    if isinstance(default, str):
        return f"`{default}`"
    if isinstance(default, list | tuple) and all(isinstance(one, str) for one in default):
        return text("number.comma", lang).join(f"`{one}`" for one in default)
    return value_told(default, s["unit"], lang)


def _behaviour(lang: Lang) -> Collection:
    under = headings()
    entries = (_parameter(name, p, under[name], lang) for name, p in params_of(Behaviour).items())
    return Collection(tuple(entries), _parameter_columns(lang))


def _rules(lang: Lang) -> Collection:
    rooms = {name: owner.__name__ for owner in Rules.__mro__ if owner.__name__ in ROOMS for name in params_of(owner)}
    entries = (_parameter(name, p, rooms[name], lang) for name, p in params_of(Rules).items())
    return Collection(tuple(entries), _parameter_columns(lang))


def _parameter_columns(lang: Lang) -> tuple[str, ...]:
    return tuple(text(f"app_model.column.{key}", lang) for key in ("parameter", *_PARAMETER))


def _parameter(name: str, p: Param, group: str, lang: Lang) -> LookupEntry:
    phases = readers(name)
    record = setting(p)
    cells = list(_parameter_cells(name, record, lang))
    read = text("app_model.read_by", lang, steps=listed([step_title(step, lang) for step in phases], lang))
    cells[0] = Cell(cells[0].main, notes=(read,))
    searched = searched_in(name, p.doc, cells[0].main, p.source, p.unit)
    return LookupEntry(name, name, group, phases, (p.grade,), searched, cells=tuple(cells))


def _indicators(lang: Lang) -> Collection:
    columns = tuple(
        text(f"app_model.column.{key}", lang)
        for key in ("indicator", "definition", "unit", "better", "grade", "source")
    )
    return Collection(tuple(_indicator(record, lang) for record in catalogue.records("indicators", None)), columns)


def _indicator(record: Mapping[str, Any], lang: Lang) -> LookupEntry:
    better = text(("cli.better.neither", "cli.better.more", "cli.better.less")[record["better"]], lang)
    cells = (
        Cell(record["definition"][lang]),
        Cell(unit_word(record["unit"], lang) or text("number.no_unit", lang)),
        Cell(better),
        Cell(term("grade", record["grade"], lang)),
        Cell(marked(record["source"])),
    )
    searched = searched_in(record["name"], *record["title"].values(), *record["definition"].values(), record["source"])
    return LookupEntry(
        record["name"], record["title"][lang], record["aim"], (), (record["grade"],), searched, cells=cells
    )


def _cities(lang: Lang) -> Collection:
    entries = []
    for record in catalogue.records("cities", None):
        for f in record["figures"]:
            meaning = told("figure", f["name"], f["meaning"], lang)
            own = f["city"] == record["name"]
            notes = () if own else (from_city(f["city"], lang),)
            cells = (
                Cell(meaning),
                Cell(numbers(f["value"], lang), notes=(unit_told(f["unit"], lang),) if f["unit"] else ()),
                Cell(term("grade", f["grade"], lang), notes=notes),
                Cell(marked(f["source"])),
            )
            searched = searched_in(f["name"], f["meaning"], meaning, f["source"], record["name"])
            entries.append(LookupEntry(f["name"], f["name"], record["name"], (), (f["grade"],), searched, cells=cells))
    columns = tuple(text(f"app_model.column.{key}", lang) for key in ("figure", "meaning", "value", "grade", "source"))
    return Collection(tuple(entries), columns)


def _plan(lang: Lang) -> Collection:
    columns = tuple(text(f"app_model.column.{key}", lang) for key in ("row", "section", "as", "where", "shown_by"))
    entries = []
    for m in load_plan():
        kind = text(f"mechanisms.kind.{m.kind}", lang) if m.kind else text("mechanisms.nothing", lang)
        where = tuple(f"`{place}`" for place in m.where)
        cells = (
            Cell(m.section),
            Cell(kind, notes=(m.note[lang],) if m.note else ()),
            Cell(where[0] if where else "–", notes=where[1:]),
            Cell(f"`{m.scenario}`" if m.scenario else "–"),
        )
        searched = searched_in(m.id, m.section, *m.name.values(), *m.note.values(), *m.where, m.scenario or "")
        title = f"{m.id} {m.name[lang]}"
        entries.append(LookupEntry(m.id, title, chapter(m.section), (), (), searched, cells=cells))
    return Collection(tuple(entries), columns)


def group_title(kind: str, group: str, lang: Lang) -> str:
    """A group of a collection in words."""
    if group == OWN:
        return text("cli.own_lever", lang)
    if kind in ("levers", "plan"):
        return f"§{group} {text(f'app_model.chapter.{group}', lang)}"
    if kind == "cities":
        return next(r["title"][lang] for r in catalogue.records("cities", group))
    if kind == "behaviour":
        return text(f"app_model.heading.{group}", lang)
    return text(f"app_model.room.{group}", lang) if kind == "rules" else text(f"aim.{group}", lang)


COLLECTIONS: dict[str, Callable[[Lang], Collection]] = {
    "levers": _levers,
    "behaviour": _behaviour,
    "rules": _rules,
    "cities": _cities,
    "indicators": _indicators,
    "plan": _plan,
}
