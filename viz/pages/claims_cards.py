"""The plan's figures one by one, as the page Claims shows them: a line that opens to what was tested and what came out.

A card is plain HTML with native folds, so that keyboards, screen readers and printers know it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from ...experiments.claims import ClaimsLedger, Finding, Region, SweepPoint, TriedTest
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...model.params import params_of
from ...scenarios.claims import CAUSED, READINGS, TESTED, Claim, Test
from ..reports.as_html import block_html, inline
from ..reports.claims_words import (
    beside,
    described,
    figures,
    levers_told,
    measured,
    region_told,
    simulated_as,
    span_told,
    uses_told,
    verdict_told,
)
from ..reports.document import Cell, DataTable, RowGroup
from ..words.glossary import value_told
from ..words.texts import Lang, listed, number, text
from .folded import FoldEntry

Href = Callable[..., str]  # (page, **settings) → the address of another page
ROOM = 0.06  # of the width of a strip, left free at each end


def chosen(found: ClaimsLedger, verdict: str, role: str, words: str, reading: str = CAUSED) -> list[Finding]:
    """The figures with a verdict in a reading and a role (empty: any) that hold every word, in either language."""
    asked = words.casefold().split()
    return [
        finding
        for finding in found.findings
        if verdict in ("", finding.verdict(reading))
        and role in ("", finding.claim.role)
        and all(word in _searched(finding.claim) for word in asked)
    ]


def cards(findings: Sequence[Finding], lang: Lang, href: Href) -> list[FoldEntry]:
    """One line a figure, which opens."""
    return [FoldEntry(one.claim.id, head(one, lang), partial(body, one, lang, href), "claim") for one in findings]


def head(finding: Finding, lang: Lang) -> str:
    """What the plan says of one figure, and what comes out in each reading, in a line."""
    claim = finding.claim
    return (
        f'<span class="claim-name"><b>{claim.id}</b> {escape(claim.title[lang])}</span>'
        f'<span class="claim-said"><small>{text("claims.column.claimed", lang)}</small>'
        f"{escape(claim.figure[lang])}</span>" + "".join(_short(finding, reading, lang) for reading in READINGS)
    )


def body(finding: Finding, lang: Lang, href: Href) -> str:
    """All the rest: both readings side by side, where each would hold, and where the figure stands."""
    parts = [f"<p>{inline(finding.claim.note[lang])}</p>"]
    if finding.readings:
        columns = "".join(_column(finding, reading, lang) for reading in READINGS)
        parts.append(f'<div class="readings">{columns}</div>')
    if finding.regions:
        parts.append(_regions(finding, lang))
    return "".join((*parts, _facts(finding, lang, href)))


def _column(finding: Finding, reading: str, lang: Lang) -> str:
    """One reading: its tests, and where it would hold, in words."""
    tried, others = finding.read(reading), [one for one in finding.readings if one.test.reading != reading]
    parts = [f"<h3>{escape(text(f'claims.column.{reading}', lang))}</h3>"]
    for k, one in enumerate(tried):
        beside_it = others[k : k + 1] if len(others) == len(tried) else []
        parts.append(_reading(one, finding, k, lang, beside_it))
    if reading in finding.regions and tried:
        where = region_told(finding.regions[reading], tried[0].test, lang)
        parts.append(f'<p class="question">{inline(text("app_claims.where", lang, where=where))}</p>')
    return f"<div>{''.join(parts)}</div>"


def strip(reading: TriedTest, label: str, beside_it: Sequence[TriedTest] = ()) -> str:
    """The figure, the effect with its interval, and what a report before and after would say, on one line; on one scale
    with the other reading where they can be held against each other."""
    places = _places(reading)
    ends = [value for one in beside_it if _alike(one, reading) for value in _places(one).values()]
    at = _scaled(places, [*places.values(), *ends])
    marks = [f'<i class="mark {name}" style="left:{at[name]:.1f}%"></i>' for name in ("zero", "claimed") if name in at]
    if "low" in at and "high" in at:
        marks.append(f'<i class="span" style="left:{at["low"]:.1f}%;width:{at["high"] - at["low"]:.1f}%"></i>')
    marks += [
        f'<i class="mark {name}" style="left:{at[name]:.1f}%"></i>' for name in ("off", "on", "effect") if name in at
    ]
    return f'<div class="strip" role="img" aria-label="{escape(label)}">{"".join(marks)}</div>'


def _places(reading: TriedTest) -> dict[str, float]:
    """What stands on the strip of a reading."""
    places = {"claimed": reading.needed, "off": reading.before_after, "on": reading.naive}
    if reading.test.compare == "lift":  # the levels lie elsewhere
        places = {"claimed": reading.needed}
    places |= {"effect": reading.simulated, "low": reading.low, "high": reading.high}
    if reading.test.compare not in ("level", "count"):
        places["zero"] = 0.0
    return {name: value for name, value in places.items() if math.isfinite(value)}


def _alike(one: TriedTest, other: TriedTest) -> bool:
    """Whether two readings are held against the same figure in the same unit."""
    return one.test.unit == other.test.unit and one.needed == other.needed


def _scaled(places: dict[str, float], ends: Sequence[float]) -> dict[str, float]:
    """Values as per cent of the width, on a scale that holds all the ends."""
    low, high = min(ends), max(ends)
    width = (high - low) or 1.0
    return {name: 100.0 * (ROOM + (1.0 - 2.0 * ROOM) * (value - low) / width) for name, value in places.items()}


def _searched(claim: Claim) -> str:
    words = [claim.id, claim.section, *claim.title.values(), *claim.figure.values(), *claim.note.values()]
    for test in claim.tests:
        if not isinstance(test.levers, str):
            words += [part for name in test.names() if name in LEVERS for part in (name, *LEVERS[name].title.values())]
    return " ".join(words).casefold()


def _short(finding: Finding, reading: str, lang: Lang) -> str:
    """A reading in a few words: its verdict, and what comes out."""
    verdict = finding.verdict(reading)
    if finding.computed is not None:
        value, span = number(finding.computed, "yuan", lang), ""
    elif (tried := finding.read(reading)) and verdict not in ("not testable", "input used", "context"):
        value, span, *_ = figures(tried[0], lang, finding.readings)
    else:
        value, span = "", ""
    label = text(f"claims.column.{reading}", lang)
    badge = f'<span class="verdict {verdict.replace(" ", "-")}">{escape(verdict_told(finding, reading, lang))}</span>'
    return (
        f'<span class="claim-found"><small>{label}</small>{badge} {escape(value)} <small>{escape(span)}</small></span>'
    )


def _reading(reading: TriedTest, finding: Finding, k: int, lang: Lang, beside_it: Sequence[TriedTest]) -> str:
    """One test: its question, the picture, and the numbers."""
    test = reading.test
    value, span, off, on = figures(reading, lang, finding.readings)
    meanings = len(finding.read(test.reading))
    claimed = simulated_as(reading.needed, test, lang)
    question = text(
        "app_claims.question", lang, measure=measured(test, lang), compare=text(f"claims.compare.{test.compare}", lang)
    )
    key = "app_claims.lift.needed" if test.compare == "lift" else "claims.column.claimed"
    names = {"effect": _said(test, "effect", lang), "claimed": text(key, lang)}
    names |= {key: _said(test, key, lang) for key in ("off", "on")}
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
    facts += [
        said for said in beside(reading, lang, finding.readings) if said != text("claims.without", lang, value=off)
    ]
    if meanings > 1:
        verdict = text(f"claims.verdict.{reading.verdict}", lang)
        facts.append(text("app_claims.reading_verdict", lang, n=k + 1, verdict=verdict))
    small = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return (
        f'<section class="reading"><p class="question">{inline(question)}</p><ul class="facts">{small}</ul>'
        f'{strip(reading, label, beside_it)}<dl class="numbers">{entries}</dl></section>'
    )


def _said(test: Test, key: str, lang: Lang) -> str:
    """What a number of a test is called."""
    kind = {"since_percent": "since"}.get(test.compare, test.compare)
    kind = kind if kind in ("level", "count", "since", "lift") else "change"
    return text(f"app_claims.{kind}.{key}", lang)


def _regions(finding: Finding, lang: Lang) -> str:
    """Where each reading would hold: every dose, every end of behaviour and every horizon that was tried."""
    read = [reading for reading in READINGS if reading in finding.regions]
    tests = {reading: finding.read(reading)[0].test for reading in read}
    rows, terms = [], dict[str, None]()
    for key, part in (("doses", "doses"), ("behaviour", "behaviour"), ("months", "horizon")):
        found: dict[tuple[str, float], dict[str, SweepPoint]] = {}
        for reading in read:
            for point in getattr(finding.regions[reading], part):
                found.setdefault((point.name, point.value), {})[reading] = point
        lines = tuple(
            (
                _tried(key, next(iter(points.values())), finding.regions[read[0]], lang),
                tuple(_came(points.get(reading), tests[reading], lang) for reading in read),
            )
            for points in found.values()
        )
        terms |= {name: None for name, _ in found if key == "behaviour"}
        if lines:
            rows.append(RowGroup(text(f"app_claims.{key}", lang), lines))
    heads = (text("app_claims.tried", lang), *(text(f"claims.column.{reading}", lang) for reading in read))
    table = DataTable(text("app_claims.region", lang), heads, tuple(rows))
    told = "".join(f"<li>{inline(described(name, lang))}</li>" for name in terms)
    below = f'<ul class="note">{told}</ul>' if told else ""
    return f'<section class="reading">{block_html(table, lang)}{below}</section>'


def _tried(key: str, point: SweepPoint, region: Region, lang: Lang) -> str:
    """What was tried, in words."""
    if key == "months":
        return text("app_claims.month", lang, value=f"{point.value:.0f}")
    unit = region.unit if key == "doses" else params_of(Behaviour)[point.name].unit
    return f"`{point.name}` {value_told(point.value, unit, lang)}"


def _came(point: SweepPoint | None, test: Test, lang: Lang) -> Cell:
    """What came out there, and whether the figure is reached."""
    if point is None:
        return Cell("–")
    span = span_told(point.low, point.high, test, lang)
    holds = text("app_claims.reached" if point.holds else "app_claims.missed", lang)
    return Cell(f"{simulated_as(point.simulated, test, lang)} · {holds}", notes=(span,) if span else ())


def _facts(finding: Finding, lang: Lang, href: Href) -> str:
    """Where the figure stands in the plan, its part, the levers of its test, and where the model uses it."""
    claim = finding.claim
    sections = [part.strip() for part in claim.section.split(",")]
    links = [f'<a href="{escape(href("model", part="plan", section=one))}">§{escape(one)}</a>' for one in sections]
    rows = [(text("app_claims.section", lang), listed(links, lang))]
    rows.append((text("app_claims.role", lang), escape(text(f"claims.role.{claim.role}", lang))))
    reasons = dict.fromkeys(reason for reading in READINGS if (reason := finding.reason(reading)))
    if reasons:
        why = "<br>".join(escape(text(f"claims.reason.{reason}", lang)) for reason in reasons)
        rows.append((text("app_claims.why", lang), why))
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
