"""A brief as one HTML file: nothing is fetched, everything a reader can do works without scripts."""

from __future__ import annotations

import re
from functools import singledispatch
from html import escape
from pathlib import Path

from ..charts.canvas import colour, with_shared_glyphs
from ..words.texts import Lang, text
from ..words.written import around_written
from .document import (
    Answers,
    Bullets,
    Cards,
    Cell,
    DataTable,
    Definitions,
    Figures,
    Fold,
    KeyNumbers,
    Legend,
    Listing,
    Paragraph,
    ReportPage,
    Section,
)
from .webfont import face

STYLE = Path(__file__).parents[1] / "style" / "brief.css"
APPENDIX = "appendix"
LINK = re.compile(r"\[([^\]]*)\]\((#?[\w.\-]+)\)")


def page(document: ReportPage, lang: Lang) -> str:
    """The whole file."""
    links = "".join(f'<li><a href="#{s.anchor}">{escape(s.title)}</a></li>' for s in _listed(document))
    code, other, file = document.other
    body = (
        f'<a class="skip" href="#{document.every[0].anchor}">{text("brief.skip", lang)}</a>'
        f'<header><p class="eyebrow"><span>{escape(document.eyebrow)}</span>'
        f'<a href="{file}" lang="{code}" hreflang="{code}">{escape(other)}</a></p>'
        f'<h1 id="title">{escape(document.title)}</h1>'
        f'<ul class="facts">{"".join(f"<li>{escape(fact)}</li>" for fact in document.facts)}</ul></header>'
        f'<nav aria-label="{escape(document.contents)}"><ol>{links}</ol></nav>'
        f"<main>{_main_html(document, lang)}</main>"
        f"<footer>{escape(document.footer)}</footer>"
    )
    body = with_shared_glyphs(body)
    fonts = face(body, chinese_only=lang != "zh")
    return (
        f'<!DOCTYPE html>\n<html lang="{document.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{fonts}{STYLE.read_text(encoding='utf-8')}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _listed(document: ReportPage) -> tuple[Section, ...]:
    """The sections that the list of contents names: not the first page, of the appendix the whole."""
    appendix = Section(APPENDIX, document.appendix_title, ())
    return (*document.sections, *([appendix] if document.appendix else []))


def _main_html(document: ReportPage, lang: Lang) -> str:
    """First page, sections, and the appendix folded."""
    parts = []
    if document.first:
        blocks = "".join(block_html(block, lang) for block in document.first.blocks)
        parts.append(f'<section class="first" id="{document.first.anchor}" aria-labelledby="title">{blocks}</section>')
    parts += [section_html(s, lang) for s in document.sections]
    if document.appendix:
        inner = "".join(section_html(s, lang) for s in document.appendix)
        summary = f"<summary><h2>{escape(document.appendix_title)}</h2></summary>"
        parts.append(f'<details class="appendix" id="{APPENDIX}">{summary}{inner}</details>')
    return "".join(parts)


def inline(words: str) -> str:
    """A text with its marks, as HTML; titles that users wrote have none."""
    return around_written(words, _inline, escape)


def _inline(words: str) -> str:
    words = escape(words)
    words = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", words)
    words = re.sub(r"`(.+?)`", r"<code>\1</code>", words)
    return LINK.sub(r'<a href="\2">\1</a>', words)


def section_html(section: Section, lang: Lang) -> str:
    """A section with its heading, as HTML."""
    title = f"{section.anchor}-title"
    blocks = "".join(block_html(block, lang) for block in section.blocks)
    return (
        f'<section id="{section.anchor}" aria-labelledby="{title}"><h2 id="{title}">{escape(section.title)}</h2>'
        f"{blocks}</section>"
    )


@singledispatch
def block_html(block: object, lang: Lang) -> str:
    """One block as HTML."""
    raise TypeError(f"no HTML for a {type(block).__name__}")


@block_html.register
def _(block: Paragraph, lang: Lang) -> str:
    kind = f' class="{block.kind}"' if block.kind else ""
    return f"<p{kind}>{inline(block.words)}</p>"


@block_html.register
def _(block: Bullets, lang: Lang) -> str:
    return f"<ul>{''.join(f'<li>{inline(item)}</li>' for item in block.items)}</ul>"


@block_html.register
def _(block: DataTable, lang: Lang) -> str:
    heads = "".join(f'<th scope="col" role="columnheader">{inline(column)}</th>' for column in block.columns)
    bodies = []
    for group in block.groups:
        head = f'<tr role="row"><th class="group" role="rowheader" scope="rowgroup" colspan="{len(block.columns)}">'
        rows = [f"{head}{inline(group.heading)}</th></tr>"] if group.heading else []
        for name, cells in group.rows:
            tds = "".join(_cell(cell, column, lang) for cell, column in zip(cells, block.columns[1:], strict=True))
            rows.append(f'<tr role="row"><th scope="row" role="rowheader">{inline(name)}</th>{tds}</tr>')
        bodies.append(f'<tbody role="rowgroup">{"".join(rows)}</tbody>')
    head = f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    return f'<table role="table"><caption>{inline(block.caption)}</caption>{head}{"".join(bodies)}</table>'


@block_html.register
def _(block: Legend, lang: Lang) -> str:
    entries = "".join(f"<li>{_badge(place, mark)} {escape(title)}</li>" for place, mark, title in block.entries)
    return f'<ul class="key">{entries}</ul>'


@block_html.register
def _(block: Figures, lang: Lang) -> str:
    figures = "".join(
        f"<figure><figcaption>{escape(chart.caption)}</figcaption>{chart.svg}</figure>" for chart in block.charts
    )
    reach = ' tabindex="0"' if block.shape == "full" else ""  # on a phone it scrolls sideways, by keys as well
    return f'<div class="figures {block.shape}"{reach}>{figures}</div>'


@block_html.register
def _(block: Cards, lang: Lang) -> str:
    cards = []
    for card in block.cards:
        facts = f"<ul>{''.join(_fact(cell, lang) for cell in card.facts)}</ul>" if card.facts else ""
        words = "".join(f"<p>{inline(sentence)}</p>" for sentence in card.words)
        head = f"<h3>{_badge(card.place, card.mark)} {escape(card.title)}</h3>"
        cards.append(f'<article style="--mark:{colour(card.place)}">{head}{facts}{words}</article>')
    return f'<div class="cards">{"".join(cards)}</div>'


@block_html.register
def _(block: Answers, lang: Lang) -> str:
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{inline(words)}</dd></div>" for name, words in block.rows)
    return f'<dl class="answers">{rows}</dl>'


@block_html.register
def _(block: KeyNumbers, lang: Lang) -> str:
    cells = []
    for cell in block.cells:
        name, *notes = cell.notes
        small = "".join(f"<small>{inline(note)}</small>" for note in notes)
        cells.append(f"<li><b>{inline(cell.main)}</b><span>{inline(name)}</span>{small}</li>")
    return f'<div class="numbers"><h3>{escape(block.heading)}</h3><ul>{"".join(cells)}</ul></div>'


@block_html.register
def _(block: Listing, lang: Lang) -> str:
    return f'<pre tabindex="0"><code>{escape(block.content)}</code></pre>'


@block_html.register
def _(block: Definitions, lang: Lang) -> str:
    terms = "".join(
        f'<div id="{escape(term.anchor)}"><dt>{escape(term.title)}</dt><dd>{escape(term.words)}'
        f'<ul class="facts">{"".join(f"<li>{escape(fact)}</li>" for fact in term.facts)}</ul></dd></div>'
        for term in block.terms
    )
    return f"<dl>{terms}</dl>"


@block_html.register
def _(block: Fold, lang: Lang) -> str:
    inner = "".join(block_html(part, lang) for part in block.blocks)
    return f"<details><summary>{inline(block.title)}</summary>{inner}</details>"


def _cell(cell: Cell, column: str, lang: Lang) -> str:
    notes = "".join(f"<small>{inline(note)}</small>" for note in cell.notes)
    tone = f' class="{cell.tone}"' if cell.tone else ""
    return f'<td role="cell" data-label="{escape(column)}"{tone}>{_main(cell, lang)}{notes}</td>'


def _fact(cell: Cell, lang: Lang) -> str:
    name, *notes = cell.notes
    small = "".join(f"<small>{inline(note)}</small>" for note in notes)
    return f'<li class="{cell.tone}"><span>{inline(name)}</span>{_main(cell, lang)}{small}</li>'


def _main(cell: Cell, lang: Lang) -> str:
    """The figure, with an arrow hidden from screen readers and the news in a word."""
    sign = f'<span class="arrow" aria-hidden="true">{cell.arrow}</span>\u00a0' if cell.arrow else ""
    word = f" <em>{text(f'tone.{cell.tone}', lang)}</em>" if cell.tone else ""
    tag = "b" if cell.arrow else "span"
    return f'<{tag} class="main">{sign}{inline(cell.main)}{word}</{tag}>'


def _badge(place: int, mark: str) -> str:
    return f'<b class="badge" style="--mark:{colour(place)}">{escape(mark)}</b>'
