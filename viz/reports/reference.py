"""Everything that can be looked up about the model: levers, parameters, rules, cities, indicators and the plan's rows,
as entries to search and filter. An entry becomes a fold (`body`) or a row of a table (`cells`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import Any
from urllib.parse import urlencode

from ...model.behaviour import Behaviour
from ...model.params import Param, params_of
from ...model.rules import Rules
from ...scenarios.plan import load_plan
from ..terminal import catalogue
from ..words.glossary import parameter_told, range_told, section_told, source_told, told, unit_told, value_told
from ..words.texts import Lang, listed, term, text, unit_word
from .as_html import block_html
from .document import Cell, Rows, Table
from .parameters import headings, readers

CODES = re.compile(r"§(?P<plan>\d(?:\.\d){0,2})|\b(?P<claim>C\d\d)\b|\b(?P<target>P\d\d)\b|\bB (?P<work>\d\.\d+[a-c]?)")
KINDS = ("levers", "behaviour", "rules", "cities", "indicators", "plan")
OWN = "own"  # the group of levers that stand in no section of the plan
ROOMS = ("GovernmentRules", "PlaceRules", "SkillRules", "PlatformRules", "WorkRules")


@dataclass(frozen=True)
class Entry:
    """One thing to look up."""

    name: str  # as files write it
    title: str
    group: str
    phases: tuple[str, ...]
    grades: tuple[str, ...]
    searched: str
    line: tuple[str, ...] = ()  # beside the title of a fold
    body: str = ""  # HTML below it
    cells: tuple[Cell, ...] = ()  # of a table whose first column is the name and title


@dataclass(frozen=True)
class Shelf:
    """The entries of one kind, and what they can be filtered by."""

    entries: tuple[Entry, ...]
    columns: tuple[str, ...] = ()  # headings of the table; empty where entries are folds

    def groups(self) -> list[str]:
        """Groups in the order in which they come."""
        return list(dict.fromkeys(entry.group for entry in self.entries if entry.group))

    def phases(self) -> list[str]:
        """Steps of the month that read an entry."""
        return list(dict.fromkeys(phase for entry in self.entries for phase in entry.phases))

    def grades(self) -> list[str]:
        """Grades of numbers that occur."""
        return list(dict.fromkeys(grade for entry in self.entries for grade in entry.grades))

    def chosen(self, group: str = "", phase: str = "", grade: str = "", words: str = "") -> list[Entry]:
        """Entries that fit every filter given and hold every word; the one of that very name first."""
        asked = words.casefold().split()
        found = [
            entry
            for entry in self.entries
            if group in ("", entry.group)
            and (not phase or phase in entry.phases)
            and (not grade or grade in entry.grades)
            and all(word in entry.searched for word in asked)
        ]
        return sorted(found, key=lambda entry: entry.name != words)


@cache
def shelf(kind: str, lang: Lang) -> Shelf:
    """All entries of a kind."""
    return SHELVES[kind](lang)


def address(page: str, lang: Lang, **settings: str) -> str:
    """Where another page, or another part of this one, is found."""
    return f"/{page}?{urlencode({'lang': lang, **{name: value for name, value in settings.items() if value}})}"


def linked_source(source: str, lang: Lang) -> str:
    """A source as HTML: sections of the plan, its figures, public targets and literature lead to where they stand."""

    def link(match: re.Match[str]) -> str:
        kind, code = next((name, value) for name, value in match.groupdict().items() if value)
        where = {
            "plan": ("model", {"part": "plan", "section": code}),
            "claim": ("claims", {"q": code}),
            "target": ("model", {"part": "validation", "q": code}),
            "work": ("model", {"part": "sources", "q": code}),
        }
        page, settings = where[kind]
        return f'<a href="{escape(address(page, lang, **settings))}">{match[0]}</a>'

    return CODES.sub(link, escape(source_told(source, lang)))


# One function a kind.


def _levers(lang: Lang) -> Shelf:
    return Shelf(tuple(_lever(record, lang) for record in catalogue.records("levers", None)))


def _lever(record: Mapping[str, Any], lang: Lang) -> Entry:
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
    facts = "".join(
        f"<div><dt>{text(f'cli.fact.{key}', lang)}</dt><dd>{words}</dd></div>" for key, words in about.items()
    )
    key = f"{name}.{dose['name']}"
    usual = text("app_model.dose", lang, meaning=parameter_told(key, dose["meaning"], lang), value=_usual(dose, lang))
    body = f'<p>{escape(meaning)}</p><dl class="about">{facts}</dl>{_settings_table(record, lang)}'
    searched = _searched(name, *record["title"].values(), meaning, record["meaning"], section, payers)
    grades = tuple(dict.fromkeys(s["grade"] for s in record["settings"]))
    group = chapter(record["section"]) if record["section"] else OWN
    return Entry(name, record["title"][lang], group, phases, grades, searched, (section, usual), body)


def _settings_table(record: Mapping[str, Any], lang: Lang) -> str:
    heads = tuple(text(f"app_model.column.{key}", lang) for key in ("setting", *_PARAMETER))
    rows = tuple(
        (f"`{s['name']}`", _parameter_cells(f"{record['name']}.{s['name']}", s, lang)) for s in record["settings"]
    )
    html = block_html(Table(text("app_model.settings", lang), heads, (Rows("", rows),)), lang)
    return _unfold_sources(html, lang)


_PARAMETER = ("meaning", "usual", "range", "grade", "source")


def _parameter_cells(name: str, s: Mapping[str, Any], lang: Lang) -> tuple[Cell, ...]:
    """Meaning, usual value, range, grade and source."""
    if s["choices"]:
        span = text("number.comma", lang).join(s["choices"])
    else:
        span = "–" if s["low"] is None else range_told(s["low"], s["high"], s["unit"], lang)
    return (
        Cell(parameter_told(name, s["meaning"], lang)),
        Cell(_usual(s, lang)),
        Cell(span),
        Cell(term("grade", s["grade"], lang)),
        Cell(_marked(s["source"])),
    )


def _marked(source: str) -> str:
    """A source as text of a cell, to be linked once the table is HTML."""
    return f"\ue000{source}\ue001"


def _unfold_sources(html: str, lang: Lang) -> str:
    return re.sub("\ue000(.*?)\ue001", lambda m: linked_source(unescape(m[1]), lang), html)


def _usual(s: Mapping[str, Any], lang: Lang) -> str:
    return value_told(s["default"], s["unit"], lang)


def _behaviour(lang: Lang) -> Shelf:
    under = headings()
    entries = (_parameter(name, p, under[name], lang) for name, p in params_of(Behaviour).items())
    return Shelf(tuple(entries), _parameter_columns(lang))


def _rules(lang: Lang) -> Shelf:
    rooms = {name: owner.__name__ for owner in Rules.__mro__ if owner.__name__ in ROOMS for name in params_of(owner)}
    entries = (_parameter(name, p, rooms[name], lang) for name, p in params_of(Rules).items())
    return Shelf(tuple(entries), _parameter_columns(lang))


def _parameter_columns(lang: Lang) -> tuple[str, ...]:
    return tuple(text(f"app_model.column.{key}", lang) for key in ("parameter", *_PARAMETER))


def _parameter(name: str, p: Param, group: str, lang: Lang) -> Entry:
    phases = readers(name)
    record = catalogue.setting(p)
    cells = list(_parameter_cells(name, record, lang))
    read = text("app_model.read_by", lang, steps=listed([step_title(step, lang) for step in phases], lang))
    cells[0] = Cell(cells[0].main, notes=(read,))
    searched = _searched(name, p.doc, cells[0].main, p.source, p.unit)
    return Entry(name, name, group, phases, (p.grade,), searched, cells=tuple(cells))


def _indicators(lang: Lang) -> Shelf:
    columns = tuple(
        text(f"app_model.column.{key}", lang)
        for key in ("indicator", "definition", "unit", "better", "grade", "source")
    )
    return Shelf(tuple(_indicator(record, lang) for record in catalogue.records("indicators", None)), columns)


def _indicator(record: Mapping[str, Any], lang: Lang) -> Entry:
    better = text(("cli.better.neither", "cli.better.more", "cli.better.less")[record["better"]], lang)
    cells = (
        Cell(record["definition"][lang]),
        Cell(unit_word(record["unit"], lang) or text("number.no_unit", lang)),
        Cell(better),
        Cell(term("grade", record["grade"], lang)),
        Cell(_marked(record["source"])),
    )
    searched = _searched(record["name"], *record["title"].values(), *record["definition"].values(), record["source"])
    return Entry(record["name"], record["title"][lang], record["aim"], (), (record["grade"],), searched, cells=cells)


def _cities(lang: Lang) -> Shelf:
    entries = []
    for record in catalogue.records("cities", None):
        for f in record["figures"]:
            meaning = told("figure", f["name"], f["meaning"], lang)
            own = f["city"] == record["name"]
            notes = () if own else (text("cli.from_city", lang, city=f["city"]),)
            cells = (
                Cell(meaning),
                Cell(catalogue.numbers(f["value"], lang), notes=(unit_told(f["unit"], lang),) if f["unit"] else ()),
                Cell(term("grade", f["grade"], lang), notes=notes),
                Cell(_marked(f["source"])),
            )
            searched = _searched(f["name"], f["meaning"], meaning, f["source"], record["name"])
            entries.append(Entry(f["name"], f["name"], record["name"], (), (f["grade"],), searched, cells=cells))
    columns = tuple(text(f"app_model.column.{key}", lang) for key in ("figure", "meaning", "value", "grade", "source"))
    return Shelf(tuple(entries), columns)


def _plan(lang: Lang) -> Shelf:
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
        searched = _searched(m.id, m.section, *m.name.values(), *m.note.values(), *m.where, m.scenario or "")
        title = f"{m.id} {m.name[lang]}"
        entries.append(Entry(m.id, title, chapter(m.section), (), (), searched, cells=cells))
    return Shelf(tuple(entries), columns)


def chapter(section: str) -> str:
    """`§3.2.1, §6.1.1` stands under 3.2."""
    return ".".join(section.lstrip("§").partition(",")[0].split(".")[:2])


def group_title(kind: str, group: str, lang: Lang) -> str:
    """A group of a shelf in words."""
    if group == OWN:
        return text("cli.own_lever", lang)
    if kind in ("levers", "plan"):
        return f"§{group} {text(f'app_model.chapter.{group}', lang)}"
    if kind == "cities":
        return next(r["title"][lang] for r in catalogue.records("cities", group))
    if kind == "behaviour":
        return text(f"app_model.heading.{group}", lang)
    return text(f"app_model.room.{group}", lang) if kind == "rules" else text(f"aim.{group}", lang)


def step_title(step: str, lang: Lang) -> str:
    """A step of the month in a few words."""
    return text(f"app_model.step.{step}.title", lang)


def folds(entries: Sequence[Entry], *, opened: bool = False) -> str:
    """Entries that open; `opened` shows what stands below the first."""
    return "".join(
        f'<details{" open" if opened and e is entries[0] else ""}><summary><span class="entry-name">{escape(e.title)} '
        f"<code>{escape(e.name)}</code></span>"
        f"{''.join(f'<small>{escape(words)}</small>' for words in e.line)}</summary>{e.body}</details>"
        for e in entries
    )


def table(caption: str, columns: Sequence[str], entries: Sequence[Entry], lang: Lang) -> str:
    """Entries as rows."""
    rows = tuple((_row_name(e), e.cells) for e in entries)
    return _unfold_sources(block_html(Table(caption, tuple(columns), (Rows("", rows),)), lang), lang)


def _row_name(entry: Entry) -> str:
    """Its title, and the name by which files know it."""
    if entry.title == entry.name:
        return f"`{entry.name}`"
    return entry.title if entry.name in entry.title else f"{entry.title} `{entry.name}`"


def _searched(*words: str) -> str:
    return " ".join(words).casefold()


SHELVES: dict[str, Callable[[Lang], Shelf]] = {
    "levers": _levers,
    "behaviour": _behaviour,
    "rules": _rules,
    "cities": _cities,
    "indicators": _indicators,
    "plan": _plan,
}
