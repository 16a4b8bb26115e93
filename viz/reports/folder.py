"""Reports of experiments: a page in each language, the same as Markdown, and the numbers, in one folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...experiments.compare.comparison_file import plain
from ..words.texts import LANGUAGES, Lang, interval, number, text
from . import as_html, as_markdown
from .brief import charts_of, write_whole
from .document import Cell, Document, Section

HTML, MARKDOWN = "report.html", "report.md"
DocumentOf = Callable[[Lang, str], Document]  # language, file of the other language → document


def write_report(folder: Path, document_of: DocumentOf, record: Mapping[str, Any], name: str, lang: Lang) -> Path:
    """Write `report.html`, the other language beside it, `report.md` and `<name>.json`; returns the first."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {each: HTML if each == lang else f"report.{each}.html" for each in LANGUAGES}
    for each in LANGUAGES:
        (other,) = (file for language, file in files.items() if language != each)
        document = document_of(each, other)
        write_whole(folder / files[each], as_html.page(document, each))
        if each == lang:
            for chart in charts_of(document):
                write_whole(folder / as_markdown.FIGURES / f"{each}-{chart.name}.svg", chart.svg)
            write_whole(folder / MARKDOWN, as_markdown.page(document, each))
    write_whole(folder / f"{name}.json", json.dumps(plain(record), ensure_ascii=False, indent=1) + "\n")
    return folder / HTML


def document(
    lang: Lang, title: str, facts: Sequence[str], sections: Iterable[Section], other_file: str, version: str
) -> Document:
    """A report in one language; sections without blocks are left out."""
    other: Lang = "en" if lang == "zh" else "zh"
    return Document(
        lang="zh-CN" if lang == "zh" else "en",
        title=title,
        eyebrow=text("robust.eyebrow", lang),
        facts=(*facts, text("brief.version", lang, version=version)),
        other=(other, text("language", other), other_file),
        sections=tuple(section for section in sections if section.blocks),
        contents=text("brief.contents", lang),
        footer=text("robust.footer", lang, version=version),
    )


def mark_of(*parts: object) -> str:
    """Eight characters that stand for what was asked."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:8]


def told(
    value: float, low: float, high: float, unit: str, lang: Lang, *, change: bool = True, better: int | None = None
) -> Cell:
    """A number with its 95 % interval below; with `better` (+1, -1, 0) also whether a difference is clear and good."""
    if value != value:
        return Cell(text("number.none", lang))
    ends = [end for end in (low, high) if end == end]
    words = number(value, unit, lang, change=change, beside=ends)
    if len(ends) < 2:
        return Cell(words)
    span = interval(low, high, unit, lang, change=change, beside=[value])
    if low == high == value:
        return Cell(words)
    if better is None:
        return Cell(words, notes=(span,))
    clear = low > 0.0 or high < 0.0
    arrow = "" if not clear else "▲" if value > 0.0 else "▼"
    if not clear:
        return Cell(words, "", "unclear", (span,))
    return Cell(words, arrow, "changed" if better == 0 else "better" if value * better > 0 else "worse", (span,))


def words_of(cell: Cell) -> str:
    """A cell for the terminal: its figure, and its notes in smaller lines."""
    return "\n".join((" ".join(part for part in (cell.arrow, cell.main) if part), *cell.notes))
