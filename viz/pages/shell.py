"""What surrounds every page: skip link, name, pages, language, and at the foot version and limits."""

from __future__ import annotations

import importlib
import logging
import uuid
from collections.abc import Callable
from typing import Any

import solara

from ...results.environment import version
from ..words.texts import LANGUAGES, Lang, text
from .controls import Html, Links, inline_html
from .query import Query

PAGES = {  # address → page
    "": "ask",
    "compare": "compare",
    "map": "map",
    "people": "people",
    "claims": "claims",
    "sandbox": "sandbox",
    "model": "model",
}
BESIDE = {"mesa": "mesa"}  # pages that the head does not name: address → page
MODULES = {"mesa": "live"}  # whose module is called otherwise
LIMITS = ("comparisons", "intervals", "synthetic")
log = logging.getLogger("jiuye.app")


@solara.component
def Frame(children: list[Any]) -> None:
    """The whole window; Solara's own frame is left out."""
    solara.Div(children=children, classes=["frame"])


def shown(name: str) -> Any:
    """The component that shows one page in its surroundings."""

    @solara.component
    def Shown() -> None:
        Shell(name)

    return Shown


@solara.component
def Shell(name: str) -> None:
    """A page in its surroundings."""
    router = solara.use_router()
    query = Query.read(name, router.search, router.push)
    lang = query.lang or _browser_language()
    solara.Title(text("app.window", lang, page=text(f"app.page.{(PAGES | BESIDE)[name]}", lang)))
    Links(
        hrefs=[{"href": query.href(page), "text": text(f"app.page.{key}", lang)} for page, key in PAGES.items()],
        here=query.href(name) if name else "",
        place=list(PAGES).index(name) if name in PAGES else -1,
        languages=[
            {"href": query.href(lang=other), "text": text("language", other), "lang": _code(other), "on": other == lang}
            for other in LANGUAGES
        ],
        root=router.root_path,
        words={key: text(f"app.head.{key}", lang) for key in ("skip", "name", "name_long", "pages", "languages")},
        lang=_code(lang),
        event_go=query.push,
    )
    with solara.v.Html(tag="main", attributes={"id": "content"}):
        Guarded(name, lang, query).key(f"{name}-{lang}")
    Html(_foot(lang))


@solara.component
def Guarded(name: str, lang: Lang, query: Query) -> None:
    """A page, or a message with a number where it failed; what failed stands in the log."""
    error, _ = solara.use_exception()
    number = solara.use_memo(lambda: uuid.uuid4().hex[:8], [error])
    solara.use_effect(lambda: _log(number, name, error), [error])
    if error is not None:
        Html(f'<p class="warning" role="alert">{inline_html(text("app.failed", lang, number=number))}</p>')
        return
    _page(name)(lang=lang, query=query)


def _page(name: str) -> Callable[..., Any]:
    page = (PAGES | BESIDE)[name]
    return importlib.import_module(f".{MODULES.get(page, page)}", __package__).Page


def _log(number: str, name: str, error: BaseException | None) -> None:
    if error is not None:
        log.error("page %s failed, number %s", name or PAGES[name], number, exc_info=error)


def _browser_language() -> Lang:
    """What the browser prefers, where the address does not say."""
    accepted = ",".join((solara.lab.headers.value or {}).get("accept-language", []))
    return "en" if accepted.lower().startswith("en") else "zh"


def _code(lang: Lang) -> str:
    return "zh-CN" if lang == "zh" else "en"


def _foot(lang: Lang) -> str:
    limits = "".join(f"<li>{inline_html(text(f'app.limit.{key}', lang))}</li>" for key in LIMITS)
    told = text("app.version", lang, version=version())
    return f"<footer><ul>{limits}</ul><p>{inline_html(told)}</p></footer>"
