"""What reports are put together from: the page around its sections, and figures with their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..view import View
from ..words.texts import Lang, interval, number, text
from .document import Cell, Legend, ReportPage, Section


def document(
    lang: Lang,
    title: str,
    facts: Sequence[str],
    sections: Iterable[Section],
    other_file: str,
    version: str,
    *,
    eyebrow: str = "",
    footer: str = "",
    first: Section | None = None,
    appendix: Iterable[Section] = (),
) -> ReportPage:
    """A report in one language; sections without blocks are left out."""
    other = other_of(lang)
    return ReportPage(
        lang="zh-CN" if lang == "zh" else "en",
        title=title,
        eyebrow=eyebrow or text("robust.eyebrow", lang),
        facts=(*facts, text("brief.version", lang, version=version)),
        other=(other, text("language", other), other_file),
        sections=tuple(section for section in sections if section.blocks),
        contents=text("brief.contents", lang),
        footer=footer or text("robust.footer", lang, version=version),
        first=first,
        appendix=tuple(section for section in appendix if section.blocks),
        appendix_title=text("brief.appendix", lang),
    )


def other_of(lang: Lang) -> Lang:
    """The other language."""
    return "en" if lang == "zh" else "zh"


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


def key_to(view: View) -> Legend:
    """The letters and colours of this comparison."""
    return Legend(tuple((place, view.mark(s), view.title(s)) for place, s in enumerate(view.every)))


def words_of(cell: Cell) -> str:
    """A cell for the terminal: its figure, and its notes in smaller lines."""
    return "\n".join((" ".join(part for part in (cell.arrow, cell.main) if part), *cell.notes))
