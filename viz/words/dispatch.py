"""What the sandbox of dispatch rules found, in words."""

from __future__ import annotations

from collections.abc import Iterable

from ...experiments.sandbox import Estimate, Gap
from .texts import Lang, interval, number, text

UNITS = {"served": "share", "income": "", "waiting": ""}
ARTICLE: dict[Lang, str] = {  # letters that the charts' typeface lacks
    "zh": "Bokányi与Hannák（《科学报告》，2020）",
    "en": "Bokányi & Hannák (2020, Scientific Reports 10:6500)",
}
NOTES = ("article", "ours", "drivers")


def notes(lang: Lang) -> list[str]:
    """Where the setting comes from, and what could not be taken from there."""
    return [text(f"sandbox.note.{name}", lang, article=ARTICLE[lang]) for name in NOTES]


def against(gap: Gap, lang: Lang) -> str:
    """A group and the one it is held against."""
    names = (text(f"sandbox.who.{group}", lang) for group in (gap.group, gap.reference))
    return text("sandbox.against", lang, group=next(names), reference=next(names))


def told(found: Estimate, unit: str, lang: Lang) -> Iterable[str]:
    """A number and its interval, with decimals that suit the interval."""
    beside = (found.low, found.high)
    yield number(found.value, unit, lang, beside=beside)
    yield interval(found.low, found.high, unit, lang) if found.low == found.low else "–"
