"""The page Model: all that can be looked up, part by part, with search, filters and pages; limits in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from html import escape

import solara

from ...experiments.lever_atlas.atlas_file import mark_of_levers, shipped_atlas
from ...experiments.validation.validation_file import shipped_validation
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...scenarios.cities import list_cities
from ...scenarios.sources import load_literature
from ..reports import stylised
from ..reports.document import Block, Paragraph
from ..reports.lever_atlas import atlas_sections, findings_met
from ..reports.literature import literature_table
from ..reports.lookups import KINDS, collection, group_title
from ..reports.parameters import steps
from ..reports.probes import probe_sections
from ..reports.public_moments import definitions, moments_table
from ..reports.reference import Collection, LookupEntry, folds, step_title, table
from ..reports.validation import summary
from ..words.cited import sources_of
from ..words.texts import Lang, term, text
from .controls import Button, Choice, Html, blocks, inline_html
from .fields import Search, looks
from .query import Query

PARTS = (*KINDS, "atlas", "validation", "month", "limits", "sources")
A_PAGE = {"levers": 20, "behaviour": 20, "rules": 20, "cities": 20, "indicators": 20, "plan": 20}
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
    with solara.Div(
        classes=["row", "verdicts"], attributes={"role": "group", "aria-label": text("app_model.part", lang)}
    ):
        for name in PARTS:
            label = text(f"app_model.parts.{name}", lang)
            Button(label, partial(_turn, query, name), pressed=name == part)
    if part in KINDS:
        _Entries(part, lang, query).key(part)
    elif part == "atlas":
        Html(_about("atlas", len(LEVERS), lang))
        blocks(_tried_alone(lang), lang)
    elif part == "validation":
        _Validation(lang, query)
    elif part == "month":
        Html(_month(lang), classes="brief")
    elif part == "limits":
        words = "".join(f"<li>{inline_html(text(f'app_model.limit.{key}', lang))}</li>" for key in LIMITS)
        Html(f'{_about("limits", 0, lang)}<ul class="limits">{words}</ul>', classes="brief")
    else:
        _Sources(lang, query)


def _turn(query: Query, part: str) -> None:
    """To another part, with its own filters."""
    query.go(part=part, q=None, group=None, phase=None, grade=None, section=None, at=None, city=None)


@solara.component
def _Entries(kind: str, lang: Lang, query: Query) -> None:
    """Search and filters, and a page of what they leave."""
    found = collection(kind, lang)
    section = query.get("section")[:8]
    group = query.one_of("group", found.groups(), USUAL_CITY if kind == "cities" else "")
    phase, grade = query.one_of("phase", found.phases(), ""), query.one_of("grade", found.grades(), "")
    words = " ".join(part for part in (query.get("q"), f"§{section}" if section else "") if part)
    Html(_about(kind, len({entry.name for entry in found.entries}), lang))
    with solara.Div(classes=["fields"]):
        note = text("app_model.search_note", lang)
        Search(text("app_model.search", lang), words, lambda value: _seek(query, value), note=note)
        if found.groups():
            titles = {name: group_title(kind, name, lang) for name in found.groups()}
            label = text("app_model.city" if kind == "cities" else "app_model.group", lang)
            _Filter(label, titles, group, "group", lang, query, needed=kind == "cities")
        if found.phases():
            _Filter(text("app_model.phase", lang), _steps(found, lang), phase, "phase", lang, query)
        if found.grades():
            grades = {name: term("grade", name, lang) for name in found.grades()}
            _Filter(text("app_model.grade", lang), grades, grade, "grade", lang, query)
    _Listed(kind, found, found.fitting(group, phase, grade, words), lang, query)


def _steps(found: Collection, lang: Lang) -> dict[str, str]:
    """Steps that occur, in the order of the month."""
    order = (*steps(), *(name for name in found.phases() if name not in steps()))
    return {name: step_title(name, lang) for name in order if name in found.phases()}


def _seek(query: Query, words: str) -> None:
    query.go(q=words or None, section=None, at=None)


@solara.component
def _Filter(
    label: str, titles: Mapping[str, str], value: str, name: str, lang: Lang, query: Query, needed: bool = False
) -> None:
    options = titles if needed else {"": text("app_model.any", lang), **titles}
    Choice(label, options, value, lambda chosen: query.go(**{name: chosen or None, "at": None}))


@solara.component
def _Listed(kind: str, found: Collection, entries: Sequence[LookupEntry], lang: Lang, query: Query) -> None:
    """One page of the entries, and the way to the others."""
    size = A_PAGE[kind]
    last = max(1, -(-len(entries) // size))
    page = query.integer("at", 1, 1, last)
    shown = entries[(page - 1) * size : page * size]
    if not shown:
        Html(f'<p class="note" role="status">{escape(text("app_model.nothing", lang))}</p>')
        return
    first = (page - 1) * size + 1
    told = text("app_model.shown", lang, first=first, last=first + len(shown) - 1, n=len(entries))
    Html(f'<p class="note" role="status">{escape(told)}</p>')
    if found.columns:
        Html(table(text(f"app_model.parts.{kind}", lang), found.columns, shown, lang), classes="brief entries")
    else:
        Html(folds(shown, opened=len(shown) == 1 or shown[0].name == query.get("q")), classes="brief entries")
    if last > 1:
        with solara.Div(classes=["row"]):
            Button(text("app_model.previous", lang), lambda: query.go(at=page - 1), disabled=page == 1)
            Button(text("app_model.next", lang), lambda: query.go(at=page + 1), disabled=page == last)


def _about(part: str, n: int, lang: Lang) -> str:
    return f"<p>{inline_html(text(f'app_model.about.{part}', lang, n=n))}</p>"


@solara.component
def _Validation(lang: Lang, query: Query) -> None:
    """The validation of a city that comes with the program, and the definitions and sources of what was compared."""
    city = query.one_of("city", list_cities(), USUAL_CITY)
    titles = {name: group_title("cities", name, lang) for name in list_cities()}
    Html(_about("validation", 0, lang))
    with solara.Div(classes=["fields"]):
        Choice(text("app_model.city", lang), titles, city, lambda value: query.go(city=value))
        note = text("app_model.search_note", lang)
        Search(text("app_model.search", lang), query.get("q"), lambda value: query.go(q=value or None), note=note)
    blocks(_validated(city, query.get("q").casefold(), lang), lang)


@cache
def _validated(city: str, words: str, lang: Lang) -> tuple[Block, ...]:
    found = shipped_validation(city)
    if found is None:
        return (Paragraph(text("app_model.no_validation", lang, city=city), "note"),)
    targets = [*(v.target for v in found.verdicts), *found.inputs]
    shown = [t for t in targets if words in " ".join((t.id, *t.name.values(), sources_of(t, lang))).casefold()]
    verdicts = [v for v in found.verdicts if v.target in shown]
    parts: list[Block] = [Paragraph(summary(found, lang), "lead")]
    parts += [moments_table(verdicts, lang, sourced=True)] if verdicts else []
    parts += [definitions(shown, lang)] if shown else [Paragraph(text("app_model.nothing", lang), "note")]
    if not words:
        told = stylised.sections(found.findings, lang) if found.findings else []
        parts += [block for section in (*told, *probe_sections(found.probes, lang)) for block in section.blocks]
    return tuple(parts)


@cache
def _tried_alone(lang: Lang) -> tuple[Block, ...]:
    """The atlas of levers in the reference city, as it comes with the program."""
    found = shipped_atlas()
    if found is None:
        return (Paragraph(text("atlas.none", lang), "note"),)
    stale = found.mark != mark_of_levers([lever.name for lever in found.levers], Behaviour())
    parts: list[Block] = [Paragraph(text("atlas.stale", lang), "warning")] if stale else []
    parts.append(Paragraph(findings_met(found, lang), "lead"))
    return (*parts, *(block for section in atlas_sections(found, lang) for block in section.blocks))


def _month(lang: Lang) -> str:
    """The steps of the month in their order, as the schedule calls them."""
    items = "".join(
        f"<li><b>{escape(step_title(name, lang))}</b> <code>{name}</code><br>"
        f"{inline_html(text(f'app_model.step.{name}.does', lang))}</li>"
        for name in steps()
    )
    return f'{_about("month", len(steps()), lang)}<ol class="steps">{items}</ol>'


@solara.component
def _Sources(lang: Lang, query: Query) -> None:
    """The literature that the model's numbers name."""
    works = load_literature()
    Html(_about("sources", len(works), lang))
    with solara.Div(classes=["fields"]):
        note = text("app_model.search_note", lang)
        Search(text("app_model.search", lang), query.get("q"), lambda value: query.go(q=value or None), note=note)
    asked = query.get("q").casefold().split()
    shown = [work for work in works if all(word in work.searched for word in asked)]
    if shown:
        Html(literature_table(shown, lang), classes="brief entries")
    else:
        Html(f'<p class="note" role="status">{escape(text("app_model.nothing", lang))}</p>')
