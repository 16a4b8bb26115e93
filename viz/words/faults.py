"""Faults of input and failures in the reader's language: by the key of what was said and what fills its blanks."""

from __future__ import annotations

from functools import cache

from ...messages import Message, by_the_system, told_by
from ...scenarios.yaml_reader import Fault
from .glossary import unit_told
from .texts import Lang, read_texts

UNIT = "unit"  # the blank that holds a unit of measure


def fault_line(fault: Fault, lang: Lang) -> str:
    """One line an editor can jump to: file, line, column, setting, what is wrong and what would be right."""
    return fault.line(said(fault.message, lang))


def failure(error: BaseException, lang: Lang) -> str:
    """In one line, what an error says that is no fault of input: by key where it has one, else in its own words."""
    what = told_by(error)
    if isinstance(what, Message):
        place = getattr(error, "place", "")
        what = f"{place}: {said(what, lang)}" if place else said(what, lang)
    elif isinstance(error, OSError) and error.strerror:
        what = said(by_the_system(error), lang)
    return " ".join(what.split()) or type(error).__name__


def said(message: str, lang: Lang) -> str:
    """A message, or a word that fills one of its blanks."""
    if lang == "en" or not isinstance(message, Message):
        return str(message)
    template = _chinese().get(message.key)
    if template is None:
        return str(message)
    return template.format(**{name: _filled(name, value, lang) for name, value in message.blanks.items()})


def _filled(name: str, value: object, lang: Lang) -> str:
    if isinstance(value, Fault):
        return fault_line(value, lang)
    if isinstance(value, Message):
        return said(value, lang)
    return unit_told(str(value), lang) if name == UNIT else str(value)


@cache
def _chinese() -> dict[str, str]:
    return read_texts("faults_*_zh.yaml")
