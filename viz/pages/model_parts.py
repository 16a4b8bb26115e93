"""Parts of the page Model that are not lists of the code: levers tried alone, agreement with statistics, literature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import solara

from ...experiments.lever_atlas.atlas_file import LeverAtlas, mark_of_levers, shipped_atlas
from ...experiments.lever_atlas.findings import FINDINGS, LeverFinding
from ...experiments.validation.validate import MomentVerdict, Validation
from ...experiments.validation.validation_file import shipped_validation
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...scenarios.cities import list_cities
from ...scenarios.sources import Work, load_literature
from ...scenarios.targets import Target
from ..charts.canvas import with_shared_glyphs
from ..reports import stylised
from ..reports.as_html import block_html, inline
from ..reports.document import Block, Fold, Paragraph
from ..reports.lever_atlas import findings_met
from ..reports.literature import literature_table
from ..reports.lookups import group_title
from ..reports.one_lever import lever_blocks, lever_head, lever_link, lever_searched
from ..reports.probes import probe_blocks
from ..reports.public_moments import definitions, moments_table, verdict_of
from ..reports.validation import summary
from ..words.cited import sources_of
from ..words.texts import LANGUAGES, Lang, text
from .controls import Choice, Html, blocks
from .folded import FoldEntry, FoldList
from .paged import A_PAGE, paged
from .query import Query

USUAL_CITY = "reference"
OUTSIDE = ("below", "above", "none")  # verdicts of moments that are not in band
FOUND = "found"  # all moments that hold the words searched for
SIZES = {"courses": 1, "probes": 6}  # entries of a page that fill more than a line
FEW = 3  # definitions that need not be folded


@cache
def _atlas() -> LeverAtlas | None:
    return shipped_atlas()


@cache
def _validation(city: str) -> Validation | None:
    return shipped_validation(city)


def atlas_found(words: str) -> Sequence[LeverFinding]:
    """Levers of the atlas that hold every word."""
    atlas, asked = _atlas(), words.casefold().split()
    return [one for one in (atlas.levers if atlas else ()) if all(word in lever_searched(one) for word in asked)]


def moments_found(words: str, city: str = USUAL_CITY) -> Sequence[Target]:
    """Public figures of a city that hold every word."""
    found, asked = _validation(city), words.casefold().split()
    targets = [*(v.target for v in found.verdicts), *found.inputs] if found else []
    return [t for t in targets if all(word in _said(t) for word in asked)]


def works_found(words: str) -> Sequence[Work]:
    """Works of the literature that hold every word."""
    asked = words.casefold().split()
    return [work for work in load_literature() if all(word in work.searched for word in asked)]


@solara.component
def TriedAlone(words: str, lang: Lang, query: Query) -> None:
    """The atlas of levers in the reference city, as it comes with the program, a lever an entry."""
    Html(_about("atlas", len(LEVERS), lang))
    atlas = _atlas()
    if atlas is None:
        blocks([Paragraph(text("atlas.none", lang), "note")], lang)
        return
    stale = atlas.mark != mark_of_levers([lever.name for lever in atlas.levers], Behaviour())
    head = [Paragraph(text("atlas.stale", lang), "warning")] if stale else []
    blocks([*head, Paragraph(findings_met(atlas, lang), "lead"), Paragraph(text("atlas.note", lang), "note")], lang)
    kinds = {name: f"{text(f'atlas.finding.{name}', lang)} ({n})" for name in FINDINGS if (n := len(atlas.of(name)))}
    finding = query.one_of("show", kinds, "")
    with solara.Div(classes=["fields"]):
        options = {"": text("app_model.any", lang), **kinds}
        Choice(text("atlas.column.finding", lang), options, finding, lambda v: query.go(show=v or None, at=None))
    held = [one for one in atlas_found(words) if finding in ("", one.finding)]
    ranked = sorted(held, key=lambda one: FINDINGS.index(one.finding))
    shown = paged(ranked, lang, query)
    FoldList(
        [FoldEntry(one.name, lever_head(one, lang), _lever_body(one, lang)) for one in shown],
        "brief entries",
        {shown[0].name} if len(shown) == 1 or (shown and shown[0].name == words) else (),
    )


def _lever_body(found: LeverFinding, lang: Lang) -> Callable[[], str]:
    def body() -> str:
        parts = "".join(block_html(part, lang) for part in lever_blocks(found, lang))
        return with_shared_glyphs(parts + lever_link(found.name, lang))

    return body


@solara.component
def Validated(words: str, lang: Lang, query: Query) -> None:
    """The validation of a city that comes with the program: what is out of band first, each kind for itself."""
    city = query.one_of("city", list_cities(), USUAL_CITY)
    titles = {name: group_title("cities", name, lang) for name in list_cities()}
    found = _validation(city)
    kinds = _kinds(found, words, city) if found else {}
    show = query.one_of("show", kinds, next(iter(kinds), ""))
    Html(_about("validation", 0, lang))
    with solara.Div(classes=["fields"]):
        Choice(text("app_model.city", lang), titles, city, lambda value: query.go(city=value, at=None))
        if found is not None:
            options = {name: f"{text(f'app_model.show.{name}', lang)} ({len(of)})" for name, of in kinds.items()}
            Choice(text("app_model.shown_kind", lang), options, show, lambda value: query.go(show=value, at=None))
    if found is None:
        blocks([Paragraph(text("app_model.no_validation", lang, city=city), "note")], lang)
        return
    blocks([Paragraph(summary(found, lang), "lead")], lang)
    shown = paged(kinds[show], lang, query, SIZES.get(show, A_PAGE))
    if shown:
        blocks(_told(show, shown, found, lang), lang)


def _kinds(found: Validation, words: str, city: str) -> dict[str, Sequence[Any]]:
    """What a validation holds, kind by kind; without words those of interest first."""
    by_verdict = {v.target.id: verdict_of(v) for v in found.verdicts}
    targets = moments_found(words, city)
    kinds: dict[str, Sequence[Any]] = {FOUND: targets} if words else {}
    kinds["outside"] = [t for t in targets if by_verdict.get(t.id) in OUTSIDE]
    kinds["inside"] = [t for t in targets if by_verdict.get(t.id) == "in"]
    kinds["unmeasured"] = [t for t in targets if by_verdict.get(t.id) == "unmeasured"]
    kinds["inputs"] = [t for t in targets if t.id not in by_verdict]
    if not words:
        kinds["facts"] = sorted(found.facts, key=lambda fact: fact.passed)
        kinds["courses"] = list(dict.fromkeys(e.mode for e in found.findings.training)) if found.findings else ()
        kinds["probes"] = sorted(found.probes, key=lambda probe: probe.passed)
    return {name: held for name, held in kinds.items() if held or name == FOUND}


def _told(show: str, shown: Sequence[Any], found: Validation, lang: Lang) -> list[Block]:
    """A page of one kind as blocks."""
    if show == "facts":
        return stylised.fact_blocks(shown, lang)
    if show == "courses":
        estimates = found.findings.training if found.findings else ()
        return stylised.training_blocks([one for one in estimates if one.mode in shown], lang)
    if show == "probes":
        return probe_blocks(shown, lang)
    targets: Sequence[Target] = shown
    verdicts: list[MomentVerdict] = [v for t in targets for v in found.verdicts if v.target.id == t.id]
    table: list[Block] = [moments_table(verdicts, lang, sourced=True)] if verdicts else []
    terms = definitions(targets, lang)
    if len(targets) <= FEW or not verdicts:
        return [*table, terms]
    return [*table, Fold(text("validation.definitions", lang), (terms,))]


@solara.component
def Works(words: str, lang: Lang, query: Query) -> None:
    """The literature that the model's numbers name."""
    Html(_about("sources", len(load_literature()), lang))
    shown = paged(works_found(words), lang, query)
    if shown:
        Html(literature_table(shown, lang), classes="brief entries")


def _said(target: Target) -> str:
    sources = (sources_of(target, lang) for lang in LANGUAGES)
    return " ".join((target.id, *target.name.values(), *sources)).casefold()


def _about(part: str, n: int, lang: Lang) -> str:
    return f"<p>{inline(text(f'app_model.about.{part}', lang, n=n))}</p>"
