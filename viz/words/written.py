"""Words of users, as titles are, are printed as written, whatever they hold that looks like a mark of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar

MARKS = re.compile(r"[\\*_`\[\]<>|]")
SAID = re.compile(r"[^\W_].*[^\W_]", re.DOTALL)  # marks alone are no words: every table and every mark has them
MOST = 32  # words remembered
PLACES = 0xF0000  # from here on, signs that stand for words set aside: for private use, and in no text
_written: ContextVar[tuple[str, ...]] = ContextVar("written", default=())


def as_written(words: str) -> str:
    """The same words, remembered, within what is being told, as holding no marks."""
    if MARKS.search(words) and SAID.search(words) and words not in _written.get():
        _written.set((*_written.get(), words)[-MOST:])
    return words


def set_aside(told: str) -> tuple[str, list[str]]:
    """What is told with a sign in the place of all that users wrote, and what they wrote."""
    aside = sorted((one for one in _written.get() if one in told), key=len, reverse=True)
    for k, one in enumerate(aside):
        told = told.replace(one, chr(PLACES + k))
    return told, aside


def put_back(told: str, aside: Sequence[str], plain: Callable[[str], str]) -> str:
    """What was set aside in its places again, as `plain` writes it."""
    for k, one in enumerate(aside):
        told = told.replace(chr(PLACES + k), plain(one))
    return told


def around_written(told: str, marked: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """Words with their marks rendered by `marked`, and what was written by users within them by `plain`."""
    told, aside = set_aside(told)
    return put_back(marked(told), aside, plain)


def plain_markdown(words: str) -> str:
    """Words as Markdown that shows them as they are."""
    return re.sub(r"([\\*_`\[\]|])", r"\\\1", words).replace("<", "&lt;")
