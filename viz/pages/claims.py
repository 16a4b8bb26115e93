"""The page Claims: the plan's 69 figures with verdicts, from the result that comes with the program."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, partial
from html import escape

import solara

from ...experiments.claims import VERDICTS, ClaimsLedger, shipped_ledger
from ...experiments.claims.claims_file import mark_of_tests
from ...model.behaviour import Behaviour
from ...scenarios.claims import CAUSED, READINGS, ROLES, load_claims
from ...scenarios.yaml_reader import SpecError
from ..reports.claims import summary
from ..reports.document import Bullets, Fold, Listing, Paragraph
from ..words.texts import Lang, number, text
from .claims_cards import cards, chosen
from .controls import Button, Choice, Html, blocks, inline_html
from .fields import Search, looks
from .folded import FoldList
from .query import Query


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """Verdicts to filter by, a search, and a line a figure that opens."""
    found, unread = _shipped()
    looks("catalogue")
    Html(f'<h1>{text("app.page.claims", lang)}</h1><p class="lead">{escape(text("app_claims.lead", lang))}</p>')
    if found is None:
        Html(f'<p class="warning">{inline_html(text("app_claims.stale" if unread else "app_claims.absent", lang))}</p>')
        return
    blocks(_head(found, lang), lang)
    verdict, role = query.one_of("verdict", VERDICTS, ""), query.one_of("role", ROLES, "")
    words, opened = query.get("q"), query.get("open") == "all"
    reading = query.one_of("by", READINGS, CAUSED)
    _Filters(found, verdict, role, words, reading, lang, query)
    findings = chosen(found, verdict, role, words, reading)
    with solara.Row(classes=["row", "tally"]):
        shown = text("app_claims.shown", lang, n=len(findings), all=len(found.findings))
        Html(f'<p role="status">{escape(shown)}</p>')
        key = "close_all" if opened else "open_all"
        Button(text(f"app_claims.{key}", lang), lambda: query.go(open=None if opened else "all"))
    if findings:
        lines = cards(findings, lang, query.href)
        names = [line.name for line in lines] if opened or len(lines) == 1 else []
        FoldList(lines, "brief claims", names).key(f"{opened} {len(lines) == 1}")
    else:
        Html(f'<p class="note">{escape(text("app_claims.nothing", lang))}</p>')
    blocks(_foot(found, lang), lang)


@solara.component
def _Filters(found: ClaimsLedger, verdict: str, role: str, words: str, reading: str, lang: Lang, query: Query) -> None:
    """A button a verdict with its count, by which reading, the part a figure plays, and words to search for."""
    with solara.Div(
        classes=["row", "verdicts"], attributes={"role": "group", "aria-label": text("app_claims.verdict", lang)}
    ):
        every = text("app_claims.every", lang, n=len(found.findings))
        Button(every, lambda: query.go(verdict=None), pressed=not verdict)
        for name in VERDICTS:
            label = f"{text(f'claims.verdict.{name}', lang)} {len(found.of(name, reading))}"
            Button(label, partial(_only, query, name), pressed=verdict == name)
    with solara.Div(classes=["fields"]):
        readings = {name: text(f"claims.column.{name}", lang) for name in READINGS}
        Choice(text("app_claims.by", lang), readings, reading, lambda value: query.go(by=value))
        roles = {"": text("app_claims.any", lang)} | _roles(ROLES, lang)
        Choice(text("app_claims.role", lang), roles, role, lambda value: query.go(role=value or None))
        note = text("app_claims.search_note", lang)
        Search(text("app_claims.search", lang), words, lambda value: query.go(q=value or None), note=note)


def _only(query: Query, verdict: str) -> None:
    query.go(verdict=verdict)


def _roles(names: Collection[str], lang: Lang) -> dict[str, str]:
    return {name: text(f"claims.role.{name}", lang) for name in names}


def _head(found: ClaimsLedger, lang: Lang) -> list[Paragraph | Fold]:
    """The result in a sentence, and how to read what follows."""
    workers = number(found.workers, "", lang)
    result = text(
        "app_claims.result",
        lang,
        city=found.city_title[lang],
        workers=workers,
        n=len(found.seeds),
        summary=summary(found, lang),
    )
    parts: list[Paragraph | Fold] = [Paragraph(result)]
    if found.mark != mark_of_tests(load_claims(), Behaviour()):
        parts.append(Paragraph(text("app_claims.stale", lang), "warning"))
    weight = number(found.weight, "", lang)
    reading = [Paragraph(text(f"claims.{key}", lang)) for key in ("two", "reading", "beside")]
    reading.append(Paragraph(text("claims.region", lang, seeds=len(found.sweep_seeds))))
    reading.append(Paragraph(text("claims.small", lang, weight=weight), "note"))
    return [*parts, Fold(text("app_claims.reading", lang), tuple(reading))]


def _foot(found: ClaimsLedger, lang: Lang) -> list[Fold]:
    """The command that tries the figures again."""
    seeds, sweep = (", ".join(map(str, which)) or "–" for which in (found.seeds, found.sweep_seeds))
    facts = (
        text("claims.seed_list", lang, seeds=seeds, sweep=sweep),
        text("claims.burn_in", lang, n=found.burn_in),
        text("brief.version", lang, version=found.version),
    )
    return [Fold(text("claims.reproduce", lang), (Listing(found.command), Bullets(facts)))]


@cache
def _shipped() -> tuple[ClaimsLedger | None, bool]:
    """The ledger that comes with the program, and whether there is one that cannot be read any more."""
    try:
        return shipped_ledger(), False
    except SpecError:
        return None, True
