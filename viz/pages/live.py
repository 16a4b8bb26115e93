"""A live city in Mesa, for those who know it: `/mesa`, beside the officials' pages and in the same surroundings."""

from __future__ import annotations

from html import escape
from typing import Any

import solara

from ..words.texts import Lang, text
from .controls import Html, inline_html
from .query import Query

MOST = 4  # live cities at once; each keeps a model and some hundreds of agents in memory
_open: set[str] = set()  # sessions that have one


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """A city of this visitor's own, as long as the window is open, and the way back to the map."""
    session = solara.get_kernel_id()
    allowed = session in _open or len(_open) < MOST

    def enter() -> Any:
        if allowed:
            _open.add(session)
        return lambda: _open.discard(session)

    solara.use_effect(enter, [session])
    back = f'<a href="{escape(query.href("map"))}">{escape(text("app_mesa.back", lang))}</a>'
    Html(f"<h1>{escape(text('app.page.mesa', lang))}</h1><p class='lead'>{escape(text('app_mesa.lead', lang))}</p>")
    Html(f"<p>{back}</p>")
    if allowed:
        Running(lang)
    else:
        Html(f'<p class="warning" role="alert">{inline_html(text("app_mesa.full", lang, n=MOST))}</p>')


@solara.component
def Running(lang: Lang) -> None:
    """The city; Mesa is imported only now, for it is slow to."""
    from .mesa_page import LiveCity

    LiveCity(lang)
