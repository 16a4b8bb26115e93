"""The page Model: all that can be looked up, part by part, with one search over all of it; limits in plain words.

A page of twenty entries is sent at a time, and what stands below an entry when it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import solara

from ..reports.as_html import inline
from ..reports.lookups import KINDS, collection, group_title
from ..reports.parameters import steps
from ..reports.reference import Collection, LookupEntry, fold_head, step_title, table
from ..words.texts import Lang, term, text
from .controls import Button, Choice, Html, inline_html
from .fields import Search, looks
from .folded import FoldEntry, FoldList
from .model_parts import TriedAlone, Validated, Works, atlas_found, moments_found, works_found
from .paged import paged
from .query import Query

PARTS = (*KINDS, "atlas", "validation", "month", "limits", "sources")
PLAIN = ("month", "limits")  # parts that are read, not searched
LIMITS = (
    *("comparisons", "intervals", "small", "households", "employers", "prices"),
    *("ways", "deadweight", "sellers", "pair", "synthetic", "bands"),
)
USUAL_CITY = "reference"


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """One part of the model at a time."""
    looks("catalogue")
    Html(f'<h1>{text("app.page.model", lang)}</h1><p class="lead">{escape(text("app_model.lead", lang))}</p>')
    part = query.one_of("part", PARTS, "levers")
    words = searched(query)
    with solara.Div(classes=["fields"]):
        note = text("app_model.search_note", lang)
        Search(text("app_model.search", lang), words, lambda value: _seek(query, value), note=note)
    hits = {name: len(found(name, words, lang)) for name in PARTS if name not in PLAIN} if words else {}
    with solara.Div(
        classes=["row", "verdicts"], attributes={"role": "group", "aria-label": text("app_model.part", lang)}
    ):
        for name in PARTS:
            label = text(f"app_model.parts.{name}", lang) + (f" {hits[name]}" if name in hits else "")
            Button(label, partial(_turn, query, name), pressed=name == part)
    if part in KINDS:
        _Entries(part, words, lang, query).key(f"{part} {words}")
    elif part == "atlas":
        TriedAlone(words, lang, query).key(words)
    elif part == "validation":
        Validated(words, lang, query)
    elif part == "month":
        Html(_month(lang), classes="brief")
    elif part == "limits":
        told = "".join(f"<li>{inline_html(text(f'app_model.limit.{key}', lang))}</li>" for key in LIMITS)
        Html(f'{_about("limits", 0, lang)}<ul class="limits">{told}</ul>', classes="brief")
    else:
        Works(words, lang, query)


def searched(query: Query) -> str:
    """What is searched for: words, or a section of the plan that a link names."""
    section = query.get("section")[:8]
    return " ".join(part for part in (query.get("q"), f"§{section}" if section else "") if part)


def found(part: str, words: str, lang: Lang) -> Sequence[object]:
    """What of a part holds every word."""
    if part in KINDS:
        return collection(part, lang).fitting(words=words)
    if part == "atlas":
        return atlas_found(words)
    return moments_found(words) if part == "validation" else works_found(words)


def _turn(query: Query, part: str) -> None:
    """To another part, with its own filters; what is searched for stays."""
    query.go(part=part, group=None, phase=None, grade=None, at=None, city=None, show=None)


def _seek(query: Query, words: str) -> None:
    query.go(q=words or None, section=None, at=None, show=None)


@solara.component
def _Entries(kind: str, words: str, lang: Lang, query: Query) -> None:
    """Filters, and a page of what they leave; words look through all cities."""
    held = collection(kind, lang)
    needed = kind == "cities" and not words
    group = query.one_of("group", held.groups(), USUAL_CITY if needed else "")
    phase, grade = query.one_of("phase", held.phases(), ""), query.one_of("grade", held.grades(), "")
    Html(_about(kind, len({entry.name for entry in held.entries}), lang))
    with solara.Div(classes=["fields"]):
        if held.groups():
            titles = {name: group_title(kind, name, lang) for name in held.groups()}
            label = text("app_model.city" if kind == "cities" else "app_model.group", lang)
            _Filter(label, titles, group, "group", lang, query, needed=needed)
        if held.phases():
            _Filter(text("app_model.phase", lang), _steps(held, lang), phase, "phase", lang, query)
        if held.grades():
            grades = {name: term("grade", name, lang) for name in held.grades()}
            _Filter(text("app_model.grade", lang), grades, grade, "grade", lang, query)
    shown = paged(held.fitting(group, phase, grade, words), lang, query)
    if not shown:
        return
    if held.columns:
        Html(table(text(f"app_model.parts.{kind}", lang), held.columns, shown, lang), classes="brief entries")
    else:
        first = {shown[0].name} if len(shown) == 1 or shown[0].name == words else ()
        FoldList([_fold(entry) for entry in shown], "brief entries", first)


def _fold(entry: LookupEntry) -> FoldEntry:
    return FoldEntry(entry.name, fold_head(entry), lambda: entry.body)


def _steps(held: Collection, lang: Lang) -> dict[str, str]:
    """Steps that occur, in the order of the month."""
    order = (*steps(), *(name for name in held.phases() if name not in steps()))
    return {name: step_title(name, lang) for name in order if name in held.phases()}


@solara.component
def _Filter(
    label: str, titles: Mapping[str, str], value: str, name: str, lang: Lang, query: Query, needed: bool = False
) -> None:
    options = titles if needed else {"": text("app_model.any", lang), **titles}
    Choice(label, options, value, lambda chosen: query.go(**{name: chosen or None, "at": None}))


def _about(part: str, n: int, lang: Lang) -> str:
    return f"<p>{inline(text(f'app_model.about.{part}', lang, n=n))}</p>"


def _month(lang: Lang) -> str:
    """The steps of the month in their order, as the schedule calls them."""
    items = "".join(
        f"<li><b>{escape(step_title(name, lang))}</b> <code>{name}</code><br>"
        f"{inline_html(text(f'app_model.step.{name}.does', lang))}</li>"
        for name in steps()
    )
    return f'{_about("month", len(steps()), lang)}<ol class="steps">{items}</ol>'
