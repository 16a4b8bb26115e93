"""What a comparison found, on the page: as the brief tells it, first the table, then what takes longer to draw."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from html import escape

import solara

from ..as_html import section_html
from ..canvas import with_shared_glyphs
from ..charts import curves
from ..document import Figures, Fold, Section
from ..evidence import definitions, weak_numbers
from ..money import money_section
from ..outcomes import at_a_glance, headline, key_to, over_time, who_gains
from ..texts import Lang, text
from ..view import View
from .controls import Html
from .results import Found

FIRST_CURVES = 3  # drawn while seeds come in
KEPT = 48  # pages' worth of HTML
_drawing = threading.Lock()  # one picture at a time: matplotlib shares its fonts
_drawn: OrderedDict[tuple[str, int, str, str], str] = OrderedDict()


@solara.component
def Shown(found: Found, lang: Lang, whole: bool) -> None:
    """The parts of the brief; the whole of it once all seeds are in."""
    html, set_html = solara.use_state("")
    key = (found.key, len(found.comparison.seeds), lang)

    def draw() -> None:
        gone = threading.Event()

        def work() -> None:
            for part in ("table", "first", "whole") if whole else ("table", "first"):
                made = drawn(found, lang, part)
                if gone.is_set():
                    return
                set_html(made)

        threading.Thread(target=work, daemon=True).start()
        return gone.set  # type: ignore[return-value]

    solara.use_effect(draw, [key, whole])
    Html(html or f'<p class="note" role="status">{text("app.compare.drawing", lang)}</p>', classes="brief")
    Html(_downloads(found, lang))


def drawn(found: Found, lang: Lang, part: str) -> str:
    """The HTML of a comparison: its table, with the first curves, or whole; kept for the next who asks."""
    key = (found.key, len(found.comparison.seeds), lang, part)
    with _drawing:
        if key not in _drawn:
            view = View(found.comparison, lang)
            _drawn[key] = with_shared_glyphs("".join(section_html(s, lang) for s in _sections(view, part) if s.blocks))
        _drawn.move_to_end(key)
        while len(_drawn) > KEPT:
            _drawn.popitem(last=False)
        return _drawn[key]


def _sections(view: View, part: str) -> Iterator[Section]:
    yield at_a_glance(view)
    if part == "whole":
        yield from (headline(view), over_time(view), who_gains(view), money_section(view), weak_numbers(view))
        yield definitions(view)
        return
    full = headline(view)
    yield Section(full.anchor, full.title, [b for b in full.blocks if not isinstance(b, Figures | Fold)])
    if part == "first":
        names = [name for name in view.headline if name in view.comparison.curves][:FIRST_CURVES]
        charts = Figures(tuple(curves(view, name) for name in names))
        yield Section("curves", view.say("curves.title"), [key_to(view), charts])


def _downloads(found: Found, lang: Lang) -> str:
    """Links to the files."""
    words = {name: text(f"app.file.{key}", lang) for name, key in FILES.items()}
    words |= {f"{s.name}.yaml": text("app.file.scenario", lang, title=s.title[lang]) for s in found.scenarios}
    links = "".join(
        f'<li><a href="/download/{found.key}/{name}" download>{escape(told)}</a></li>' for name, told in words.items()
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
