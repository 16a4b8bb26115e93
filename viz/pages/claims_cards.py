"""The plan's figures one by one, as the page Claims shows them: a line that opens to what was tested and what came out.

A card is plain HTML with native folds, so that keyboards, screen readers and printers know it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from ...experiments.claims import ClaimsLedger, Finding, Region, TriedTest
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...model.params import params_of
from ...scenarios.claims import TESTED, Claim, Test
from ..reports.as_html import block_html, inline
from ..reports.claims_words import described, figures, levers_told, measured, region_told, simulated_as, uses_told
from ..reports.document import Cell, DataTable, RowGroup
from ..words.glossary import value_told
from ..words.texts import Lang, listed, number, text

Href = Callable[..., str]  # (page, **settings) → the address of another page
ROOM = 0.06  # of the width of a strip, left free at each end


def chosen(found: ClaimsLedger, verdict: str, role: str, words: str) -> list[Finding]:
    """The figures with a verdict and a role (empty: any) that hold every word, in either language."""
    asked = words.casefold().split()
    return [
        finding
        for finding in found.findings
        if verdict in ("", finding.verdict)
        and role in ("", finding.claim.role)
        and all(word in _searched(finding.claim) for word in asked)
    ]


def cards(findings: Sequence[Finding], lang: Lang, href: Href, *, opened: bool = False) -> str:
    """One line a figure; `opened` shows what stands below each."""
    return "".join(card(finding, lang, href, opened=opened) for finding in findings)


def card(finding: Finding, lang: Lang, href: Href, *, opened: bool = False) -> str:
    """One figure: in a line what the plan says, what is simulated, and the verdict; below it all the rest."""
    claim = finding.claim
    verdict = escape(text(f"claims.verdict.{finding.verdict}", lang))
    kind = finding.verdict.replace(" ", "-")
    head = (
        f'<span class="claim-name"><b>{claim.id}</b> {escape(claim.title[lang])}</span>'
        f'<span class="claim-said"><small>{text("claims.column.claimed", lang)}</small>'
        f"{escape(claim.figure[lang])}</span>"
        f'<span class="claim-found">{_short(finding, lang)}</span>'
        f'<span class="verdict {kind}">{verdict}</span>'
    )
    body = [f"<p>{inline(claim.note[lang])}</p>"]
    body += [_reading(reading, k, finding, lang) for k, reading in enumerate(finding.readings)]
    body += [_region(finding.region, finding.readings[0].test, lang)] if finding.region and finding.readings else []
    body.append(_facts(finding, lang, href))
    state = " open" if opened else ""
    return f'<details class="claim" id="{claim.id}"{state}><summary>{head}</summary>{"".join(body)}</details>'


def strip(reading: TriedTest, label: str) -> str:
    """The figure, the effect with its interval, and what a report before and after would say, on one line."""
    places = {"claimed": reading.test.claimed, "off": reading.before_after, "on": reading.naive}
    places |= {"effect": reading.simulated, "low": reading.low, "high": reading.high}
    if reading.test.compare != "level":
        places["zero"] = 0.0
    at = _scaled({name: value for name, value in places.items() if math.isfinite(value)})
    marks = [f'<i class="mark {name}" style="left:{at[name]:.1f}%"></i>' for name in ("zero", "claimed") if name in at]
    if "low" in at and "high" in at:
        marks.append(f'<i class="span" style="left:{at["low"]:.1f}%;width:{at["high"] - at["low"]:.1f}%"></i>')
    marks += [
        f'<i class="mark {name}" style="left:{at[name]:.1f}%"></i>' for name in ("off", "on", "effect") if name in at
    ]
    return f'<div class="strip" role="img" aria-label="{escape(label)}">{"".join(marks)}</div>'


def _scaled(places: dict[str, float]) -> dict[str, float]:
    """Values as per cent of the width."""
    low, high = min(places.values()), max(places.values())
    width = (high - low) or 1.0
    return {name: 100.0 * (ROOM + (1.0 - 2.0 * ROOM) * (value - low) / width) for name, value in places.items()}


def _searched(claim: Claim) -> str:
    words = [claim.id, claim.section, *claim.title.values(), *claim.figure.values(), *claim.note.values()]
    for test in claim.tests:
        if not isinstance(test.levers, str):
            words += [part for name in test.names() if name in LEVERS for part in (name, *LEVERS[name].title.values())]
    return " ".join(words).casefold()


def _short(finding: Finding, lang: Lang) -> str:
    """What is simulated, in a few words."""
    if finding.computed is not None:
        value, span = number(finding.computed, "yuan", lang), ""
    elif finding.readings and finding.verdict not in ("not testable", "input used", "context"):
        value, span, *_ = figures(finding.readings[0], lang)
    else:
        return ""
    label = text("app_claims.simulated", lang)
    return f"<small>{label}</small>{escape(value)} <small>{escape(span)}</small>"


def _reading(reading: TriedTest, k: int, finding: Finding, lang: Lang) -> str:
    """One test: its question, the picture, and the numbers."""
    test = reading.test
    value, span, off, on = figures(reading, lang)
    claimed = simulated_as(test.claimed, test, lang)
    question = text(
        "app_claims.question", lang, measure=measured(test, lang), compare=text(f"claims.compare.{test.compare}", lang)
    )
    names = {"effect": _effect(test, lang), "claimed": text("claims.column.claimed", lang)}
    names |= {key: text(f"app_claims.{_kind(test)}.{key}", lang) for key in ("off", "on")}
    told = {"effect": f"{value} {span}".strip(), "claimed": claimed, "off": off, "on": on}
    label = text("number.semicolon", lang).join(f"{names[key]} {told[key]}" for key in told)
    entries = "".join(
        f'<div><dt><i class="mark {key}" aria-hidden="true"></i>{escape(names[key])}</dt>'
        f"<dd>{escape(told[key])}</dd></div>"
        for key in told
    )
    facts = [
        text("app_claims.group", lang, group=text(f"app_claims.groups.{test.group}", lang)),
        text("app_claims.horizon", lang, months=test.months),
    ]
    if reading.persons:
        facts.append(text("claims.fact_persons", lang, n=f"{reading.persons:,.0f}"))
    if reading.anyway:
        facts.append(text("claims.anyway", lang))
    if len(finding.readings) > 1:
        verdict = text(f"claims.verdict.{reading.verdict}", lang)
        facts.append(text("app_claims.reading_verdict", lang, n=k + 1, verdict=verdict))
    small = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return (
        f'<section class="reading"><p class="question">{inline(question)}</p><ul class="facts">{small}</ul>'
        f'{strip(reading, label)}<dl class="numbers">{entries}</dl></section>'
    )


def _kind(test: Test) -> str:
    return "level" if test.compare == "level" else "change"


def _effect(test: Test, lang: Lang) -> str:
    return text(f"app_claims.{_kind(test)}.effect", lang)


def _region(region: Region, test: Test, lang: Lang) -> str:
    """Where the figure would hold: every dose and every end of behaviour that was tried."""
    rows = []
    for points, unit_of in ((region.doses, lambda _: region.unit), (region.behaviour, _behaviour_unit)):
        heading = text("app_claims.doses" if points is region.doses else "app_claims.behaviour", lang)
        lines = tuple(
            (
                f"`{point.name}` {value_told(point.value, unit_of(point.name), lang)}",
                (
                    Cell(simulated_as(point.simulated, test, lang)),
                    Cell(text("app_claims.holds" if point.holds else "app_claims.fails", lang)),
                ),
            )
            for point in points
        )
        if lines:
            rows.append(RowGroup(heading, lines))
    heads = ("app_claims.tried", "app_claims.mean", "app_claims.reached")
    table = DataTable(text("app_claims.region", lang), tuple(text(key, lang) for key in heads), tuple(rows))
    terms = "".join(
        f"<li>{inline(described(name, lang))}</li>" for name in dict.fromkeys(p.name for p in region.behaviour)
    )
    below = f'<ul class="note">{terms}</ul>' if terms else ""
    words = text("app_claims.where", lang, where=region_told(region, test, lang))
    return f'<section class="reading"><p class="question">{inline(words)}</p>{block_html(table, lang)}{below}</section>'


def _behaviour_unit(name: str) -> str:
    return params_of(Behaviour)[name].unit


def _facts(finding: Finding, lang: Lang, href: Href) -> str:
    """Where the figure stands in the plan, its part, the levers of its test, and where the model uses it."""
    claim = finding.claim
    sections = [part.strip() for part in claim.section.split(",")]
    links = [f'<a href="{escape(href("model", part="plan", section=one))}">§{escape(one)}</a>' for one in sections]
    rows = [(text("app_claims.section", lang), listed(links, lang))]
    rows.append((text("app_claims.role", lang), escape(text(f"claims.role.{claim.role}", lang))))
    if finding.reason:
        rows.append((text("app_claims.why", lang), escape(text(f"claims.reason.{finding.reason}", lang))))
    if claim.role in TESTED and claim.tests:
        told = dict.fromkeys(levers_told(test, lang) for test in claim.tests)
        rows.append((text("app_claims.levers", lang), "<br>".join(inline(words) for words in told)))
        names = (
            [] if isinstance(claim.tests[0].levers, str) else dict.fromkeys(n for t in claim.tests for n in t.names())
        )
        if names:
            about = [_lever_link(name, lang, href) for name in names if name in LEVERS]
            rows.append((text("app_claims.about", lang), listed(about, lang)))
    if uses := uses_told(claim, lang):
        rows.append((text("claims.column.used_at", lang), "<br>".join(inline(words) for words in uses)))
    entries = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f'<dl class="about">{entries}</dl>'


def _lever_link(name: str, lang: Lang, href: Href) -> str:
    return f'<a href="{escape(href("model", part="levers", q=name))}">{escape(LEVERS[name].title[lang])}</a>'
