"""The page Model."""

from __future__ import annotations

import solara

from ..texts import Lang, text
from .controls import Html
from .query import Query


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """Says what the page is for."""
    Html(f'<h1>{text("app.page.model", lang)}</h1><p class="lead">{text("app.about.model", lang)}</p>')
