"""A brief as Markdown, with its charts as files beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch

from ..words.texts import Lang, text
from ..words.written import around_written, plain_markdown, put_back, set_aside
from .document import (
    Answers,
    Block,
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

FIGURES = "figures"
CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
ROW = re.compile(r"(^\| .*\n?)", re.MULTILINE)  # of a table
OPENING = re.compile(r'<(?=[A-Za-z/!?])(?!a id="[^"<>]+"></a>|/a>)')


def page(document: ReportPage, lang: Lang) -> str:
    """The whole file; charts are linked as `figures/<lang>-<name>.svg`."""
    parts = [f"# {document.title}", " · ".join([document.eyebrow, *document.facts])]
    parts += _blocks(document.first.blocks, lang) if document.first else []
    for section in document.sections:
        parts += _section(section, lang)
    if document.appendix:
        parts += ["---", f"# {document.appendix_title}"]
    for section in document.appendix:
        parts += _section(section, lang)
    return no_html("\n\n".join([*parts, "---", document.footer]) + "\n")


def no_html(words: str) -> str:
    """Markdown in which nothing is HTML but the anchors written here, and nothing a mark that a user wrote in a title;
    code stays as it is."""
    rows = ROW.split(words)  # cells have been seen to: a title may begin as a row does
    rows[::2] = [_no_html(*set_aside(part)) for part in rows[::2]]
    rows[1::2] = [_no_html(part, []) for part in rows[1::2]]
    return "".join(rows)


def _no_html(told: str, aside: list[str]) -> str:
    parts = CODE.split(told)
    parts[::2] = [put_back(OPENING.sub("&lt;", part), aside, plain_markdown) for part in parts[::2]]
    return put_back("".join(parts), aside, str)


def _section(section: Section, lang: Lang) -> list[str]:
    return [f'<a id="{section.anchor}"></a>', f"## {section.title}", *_blocks(section.blocks, lang)]


def _blocks(blocks: Sequence[Block], lang: Lang) -> list[str]:
    return [block_markdown(block, lang) for block in blocks]


@singledispatch
def block_markdown(block: object, lang: Lang) -> str:
    """One block as Markdown."""
    raise TypeError(f"no Markdown for a {type(block).__name__}")


@block_markdown.register
def _(block: Paragraph, lang: Lang) -> str:
    return f"> {block.words}" if block.kind in {"note", "warning"} else block.words


@block_markdown.register
def _(block: Bullets, lang: Lang) -> str:
    return "\n".join(f"- {item}" for item in block.items)


@block_markdown.register
def _(block: DataTable, lang: Lang) -> str:
    width = len(block.columns)
    lines = [_row(list(block.columns)), _row(["---"] + ["---:"] * (width - 1))]
    for group in block.groups:
        if group.heading:
            lines.append(_row([f"**{group.heading}**"] + [""] * (width - 1)))
        lines += [_row([name, *(_cell(cell, lang) for cell in cells)]) for name, cells in group.rows]
    return "\n".join([f"**{block.caption}**", "", *lines])


@block_markdown.register
def _(block: Legend, lang: Lang) -> str:
    return " · ".join(f"**{mark}** {title}" for _, mark, title in block.entries)


@block_markdown.register
def _(block: Figures, lang: Lang) -> str:
    return "\n\n".join(f"![{chart.alt}]({FIGURES}/{lang}-{chart.name}.svg)" for chart in block.charts)


@block_markdown.register
def _(block: Cards, lang: Lang) -> str:
    parts = []
    for card in block.cards:
        facts = [f"- {fact.notes[0]}: {_cell(replace(fact, notes=fact.notes[1:]), lang)}" for fact in card.facts]
        parts += [f"**{card.mark} {card.title}**", "\n".join([*facts, *(f"- {words}" for words in card.words)])]
    return "\n\n".join(parts)


@block_markdown.register
def _(block: Answers, lang: Lang) -> str:
    colon = text("first.colon", lang)
    return "\n\n".join(f"**{name}**{colon}{words}" for name, words in block.rows)


@block_markdown.register
def _(block: KeyNumbers, lang: Lang) -> str:
    colon = text("first.colon", lang)
    rows = []
    for cell in block.cells:
        name, *notes = cell.notes
        rows.append(f"- {name}{colon}**{cell.main}**" + "".join(f" ({note})" for note in notes))
    return "\n".join([f"**{block.heading}**", "", *rows])


@block_markdown.register
def _(block: Listing, lang: Lang) -> str:
    return f"```\n{block.content}\n```"


@block_markdown.register
def _(block: Definitions, lang: Lang) -> str:
    return "\n".join(
        f'- <a id="{term.anchor}"></a>**{term.title}**: {term.words} {"; ".join(term.facts)}' for term in block.terms
    )


@block_markdown.register
def _(block: Fold, lang: Lang) -> str:
    inner = "\n\n".join(block_markdown(part, lang) for part in block.blocks)
    return f"### {block.title}\n\n{inner}"


def _cell(cell: Cell, lang: Lang) -> str:
    word = text(f"tone.{cell.tone}", lang) if cell.tone else ""
    main = " ".join(part for part in (cell.arrow, cell.main, word) if part)
    return "; ".join(part for part in (main, *cell.notes) if part)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(around_written(cell, _no_bar, plain_markdown) for cell in cells) + " |"


def _no_bar(cell: str) -> str:
    return cell.replace("|", "\\|")
