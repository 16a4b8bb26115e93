"""What a comparison found, on the page: as the brief tells it, first the table, then what takes longer to draw."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from html import escape
from urllib.parse import quote

import solara

from ..charts.canvas import with_shared_glyphs
from ..reports.as_html import section_html
from ..reports.document import Section
from ..reports.evidence import definitions, weak_numbers
from ..reports.finding import title
from ..reports.first_page import at_a_glance
from ..reports.money import money_section
from ..reports.outcomes import headline, over_time, who_gains
from ..view import View
from ..words.texts import Lang, text
from .controls import Html
from .newest import Newest
from .results import FoundComparison

FIRST_CURVES = 2  # drawn while seeds come in
KEPT = 48  # pages' worth of HTML
drawing = threading.Lock()  # one picture at a time: matplotlib shares its fonts
_drawn: Newest[tuple[str, int, str, str], str] = Newest(KEPT)


@solara.component
def Shown(found: FoundComparison, lang: Lang, complete: bool) -> None:
    """The parts of the brief; the whole of it once all seeds are in."""
    html, set_html = solara.use_state("")
    key = (found.key, len(found.comparison.seeds), lang)

    def draw() -> None:
        gone = threading.Event()

        def work() -> None:
            parts = ("table", "first", "whole") if complete else ("table",)
            best = next((part for part in reversed(parts) if _known(found, lang, part)), parts[0])
            for part in parts[parts.index(best) :]:
                made = drawn(found, lang, part, gone)
                if gone.is_set():
                    return
                set_html(made)

        threading.Thread(target=work, daemon=True).start()
        return gone.set  # type: ignore[return-value]

    solara.use_effect(draw, [key, complete])
    Html(_told(found, lang))
    Html(html or f'<p class="note" role="status">{text("app.compare.drawing", lang)}</p>', classes="brief")
    Html(_downloads(found, lang))


def drawn(found: FoundComparison, lang: Lang, part: str, gone: threading.Event | None = None) -> str:
    """The HTML of a comparison: its table, with the first curves, or whole; kept for the next who asks. Empty where
    nobody waits for it any more."""
    if made := _known(found, lang, part):
        return made
    with nullcontext() if part == "table" else drawing:
        if gone is not None and gone.is_set():
            return ""
        if made := _known(found, lang, part):  # by whom we waited for
            return made
        view = View(found.comparison, lang)
        made = with_shared_glyphs("".join(section_html(s, lang) for s in _sections(view, part) if s.blocks))
        bar = f"<span>{escape(title(view))}</span>"  # stays in view on a telephone
        made += f'<a class="answer-bar" href="#glance">{bar}</a>'
        _drawn.put(_key(found, lang, part), made)
        return made


def _key(found: FoundComparison, lang: Lang, part: str) -> tuple[str, int, str, str]:
    return found.key, len(found.comparison.seeds), lang, part


def _known(found: FoundComparison, lang: Lang, part: str) -> str:
    """What has been drawn before; empty if it has not."""
    return _drawn.get(_key(found, lang, part)) or ""


def _sections(view: View, part: str) -> Iterator[Section]:
    """The brief's parts without the pictures that can wait for the brief itself."""
    yield at_a_glance(view)
    yield headline(view, pictures=False)
    if part == "first":
        yield over_time(view, most=FIRST_CURVES, others=False)
    if part == "whole":
        yield from (over_time(view, others=False), who_gains(view), money_section(view), weak_numbers(view))
        yield definitions(view)


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
