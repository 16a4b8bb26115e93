"""What a comparison found, on the page: as the brief tells it, first the table, then what takes longer to draw."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import solara

from ..charts.canvas import with_shared_glyphs
from ..reports.as_html import block_html, section_html
from ..reports.document import Section
from ..reports.evidence import definitions, weak_numbers
from ..reports.finding import title
from ..reports.first_page import at_a_glance
from ..reports.money import money_section
from ..reports.outcomes import headline, over_time, who_gains
from ..view import View
from ..words.texts import Lang, text
from .controls import FoldLater, Html
from .newest import Newest
from .results import FoundComparison

PARTS = ("table", "more")  # of an answer, in the order they are drawn
KEPT = 48  # parts of pages as HTML
drawing = threading.Lock()  # one picture at a time: matplotlib shares its fonts
_drawn: Newest[tuple[str, int, str, str], str] = Newest(KEPT)


@dataclass(frozen=True)
class DrawnAnswer:
    """What is to be seen of a comparison."""

    found: FoundComparison
    html: tuple[str, ...]  # of as many parts as are drawn


def use_drawn(found: FoundComparison, lang: Lang, complete: bool) -> DrawnAnswer | None:
    """The newest answer that is drawn: the table at once, the rest when all seeds are in; None before the first is."""
    wanted = PARTS if complete else PARTS[:1]
    answer, set_answer = solara.use_state(_known_answer(found, lang, wanted))

    def draw() -> Callable[[], None] | None:
        if (known := _known_answer(found, lang, wanted)) is not None:
            set_answer(known)
            return None
        gone = threading.Event()

        def work() -> None:
            html: list[str] = []
            for part in wanted:
                html.append(drawn(found, lang, part, gone))
                if gone.is_set():
                    return
                set_answer(DrawnAnswer(found, tuple(html)))

        threading.Thread(target=work, daemon=True).start()
        return gone.set

    solara.use_effect(draw, [found.key, len(found.comparison.seeds), lang, complete])
    return answer


@solara.component
def Shown(answer: DrawnAnswer | None, lang: Lang) -> None:
    """The parts of the brief, what it is of above them, the files below."""
    if answer is None:
        Html(f'<p class="note" role="status">{text("app.compare.drawing", lang)}</p>')
        return
    table, *more = answer.html
    Html(_told(answer.found, lang) + table, classes="brief")  # one piece: a title never stands over another's figures
    for html in more:
        Html(html, classes="brief")
    if len(answer.html) == len(PARTS):
        FoldLater("weak", text("weak.title", lang), lambda: weak(answer.found, lang)).key(answer.found.key)
    Html(_downloads(answer.found, lang))


def weak(found: FoundComparison, lang: Lang) -> str:
    """The judged numbers behind a comparison; half of all a page holds, for the few who open it."""
    return "".join(block_html(block, lang) for block in weak_numbers(View(found.comparison, lang)).blocks)


def drawn(found: FoundComparison, lang: Lang, part: str, gone: threading.Event | None = None) -> str:
    """The HTML of a part of a comparison; kept for the next who asks. Empty where nobody waits for it any more."""
    if made := _known(found, lang, part):
        return made
    with nullcontext() if part == "table" else drawing:
        if gone is not None and gone.is_set():
            return ""
        if made := _known(found, lang, part):  # by whom we waited for
            return made
        view = View(found.comparison, lang)
        made = with_shared_glyphs("".join(section_html(s, lang) for s in _sections(view, part) if s.blocks))
        if part == "table":
            bar = f"<span>{escape(title(view))}</span>"  # stays in view on a telephone
            made += f'<a class="answer-bar" href="#glance">{bar}</a>'
        _drawn.put(_key(found, lang, part), made)
        return made


def _known_answer(found: FoundComparison, lang: Lang, parts: tuple[str, ...]) -> DrawnAnswer | None:
    """An answer of which all is drawn already."""
    html = tuple(_known(found, lang, part) for part in parts)
    return DrawnAnswer(found, html) if all(html) else None


def _key(found: FoundComparison, lang: Lang, part: str) -> tuple[str, int, str, str]:
    return found.key, len(found.comparison.seeds), lang, part


def _known(found: FoundComparison, lang: Lang, part: str) -> str:
    """What has been drawn before; empty if it has not."""
    return _drawn.get(_key(found, lang, part)) or ""


def _sections(view: View, part: str) -> tuple[Section, ...]:
    """The brief's parts without the pictures that can wait for the brief itself."""
    if part == "table":
        return at_a_glance(view), headline(view, pictures=False)
    return over_time(view, others=False), who_gains(view), money_section(view), definitions(view)


def _told(found: FoundComparison, lang: Lang) -> str:
    """What the figures below are of."""
    c = found.comparison
    told = text(
        "app.compare.of",
        lang,
        city=c.city_title.get(lang, c.city),
        base=View(c, lang).title(c.base),
        workers=f"{c.workers:,}",
        months=c.months,
        seeds=len(c.seeds),
    )
    return f'<p class="note" id="of" data-comparison="{found.key}">{escape(told)}</p>'


def _downloads(found: FoundComparison, lang: Lang) -> str:
    """Links to the files."""
    words = {name: text(f"app.file.{key}", lang) for name, key in FILES.items()}
    words |= {f"{s.name}.yaml": text("app.file.scenario", lang, title=s.title[lang]) for s in found.written}
    words |= {name: text("app_own.file", lang, name=name) for name, _ in found.others}
    links = "".join(
        f'<li><a href="/download/{found.key}/{quote(name)}" download>{escape(told)}</a></li>'
        for name, told in words.items()
    )
    return (
        f"<section aria-labelledby='take'><h2 id='take'>{text('app.compare.take', lang)}</h2><ul>{links}</ul></section>"
    )


FILES = {
    "brief.zh.html": "brief_zh",
    "brief.en.html": "brief_en",
    "differences.csv": "csv",
    "differences.parquet": "parquet",
    "comparison.json": "json",
}
