"""A page of a long list, and the way to the others."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeVar

import solara

from ..words.texts import Lang, text
from .controls import Button, Html
from .query import Query

T = TypeVar("T")
A_PAGE = 20


def paged(entries: Sequence[T], lang: Lang, query: Query, size: int = A_PAGE) -> Sequence[T]:
    """Tell how many there are, with buttons to turn the page, and return those to be shown."""
    if not entries:
        Html(f'<p class="note" role="status">{escape(text("app_model.nothing", lang))}</p>')
        return entries
    last = -(-len(entries) // size)
    page = query.integer("at", 1, 1, last)
    first, end = (page - 1) * size, min(page * size, len(entries))
    with solara.Div(classes=["row", "turn"]):
        told = text("app_model.shown", lang, first=first + 1, last=end, n=len(entries))
        Html(f'<p class="note" role="status">{escape(told)}</p>')
        if last > 1:
            Button(text("app_model.previous", lang), lambda: query.go(at=page - 1), disabled=page == 1)
            Button(text("app_model.next", lang), lambda: query.go(at=page + 1), disabled=page == last)
    return entries[first:end]
