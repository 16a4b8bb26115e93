"""A live city in Mesa's own page, for those who know Mesa: `/mesa`, beside the officials' pages."""

from __future__ import annotations

from typing import Any

import solara

from ..words.texts import text
from .controls import Html, inline_html
from .query import Query

MOST = 4  # live cities at once; each keeps a model and some hundreds of agents in memory
_open: set[str] = set()  # sessions that have one


@solara.component
def Live() -> None:
    """Mesa's page with a city of this visitor's own, as long as the window is open."""
    router, session = solara.use_router(), solara.get_kernel_id()
    lang = Query.read("mesa", router.search, router.push).lang or "en"
    allowed = session in _open or len(_open) < MOST

    def enter() -> Any:
        if allowed:
            _open.add(session)
        return lambda: _open.discard(session)

    solara.use_effect(enter, [session])
    solara.Title(text("app_map.mesa_title", lang))
    if allowed:
        Running(lang)
    else:
        Html(f'<p class="warning" role="alert">{inline_html(text("app_map.mesa_full", lang, n=MOST))}</p>')


@solara.component
def Running(lang: str) -> None:
    """The city; Mesa is imported only now, for it is slow to."""
    from .mesa_page import build_page

    page = solara.use_memo(lambda: build_page(lang=lang), [lang])
    solara.AppLayout(children=[page], title="Jiuye 就业", sidebar_open=True)
