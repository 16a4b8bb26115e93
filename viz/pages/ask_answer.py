"""An answer on the page Ask: what does most, the table of what was checked, and the way from each into Compare."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from html import escape

import solara

from ...experiments.advise import Advice, Choice
from ..charts.canvas import with_shared_glyphs
from ..reports.advise import advice_document, title_of
from ..reports.as_html import block_html
from ..reports.document import Block, Figures
from ..words.texts import Lang, text
from .asked import COUNTS, HORIZONS, MOST_LEVERS, SIZES, SLOTS, cities, words_of
from .compare_results import drawing
from .controls import Html
from .newest import Newest
from .query import Query
from .slot_values import Value

KEPT = 48  # answers as HTML
_drawn: Newest[tuple[str, Lang, bool], str] = Newest(KEPT)


@solara.component
def AnswerShown(found: Advice, lang: Lang, query: Query) -> None:
    """Words and table at once, then the picture."""
    _, set_whole = solara.use_state(False)

    def draw() -> Callable[[], None]:
        gone = threading.Event()

        def work() -> None:
            answer_html(found, lang, pictures=True)
            if not gone.is_set():
                set_whole(True)

        threading.Thread(target=work, daemon=True).start()
        return gone.set

    solara.use_effect(draw, [found.command, lang])
    whole = _drawn.get((found.command, lang, True))
    Html(whole or answer_html(found, lang, pictures=False), classes="brief")
    Html(_into_compare(found, lang, query))


def answer_html(found: Advice, lang: Lang, *, pictures: bool) -> str:
    """The answer as HTML, kept for the next who asks."""
    key = (found.command, lang, pictures)
    if made := _drawn.get(key):
        return made
    if not pictures:
        made = _html(found, lang, pictures=False)
    else:
        with drawing:
            made = _drawn.get(key) or with_shared_glyphs(_html(found, lang, pictures=True))
    _drawn.put(key, made)
    return made


def _html(found: Advice, lang: Lang, *, pictures: bool) -> str:
    answer, *others = advice_document(found, lang, "").sections
    parts = [block_html(block, lang) for block in answer.blocks if pictures or not isinstance(block, Figures)]
    body = f'<section id="answer" aria-labelledby="answer-title"><h2 id="answer-title">{escape(answer.title)}</h2>'
    more = "".join(_folded(section.title, section.blocks, lang) for section in others if section.blocks)
    return f"{body}{''.join(parts)}</section>{more}"


def _folded(title: str, blocks: Sequence[Block], lang: Lang) -> str:
    inside = "".join(block_html(block, lang) for block in blocks)
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def _into_compare(found: Advice, lang: Lang, query: Query) -> str:
    """A link for each option that the page Compare can take."""
    links = [
        f'<li><a href="{escape(_address(found, choice, query))}">{escape(title_of(choice, lang))}</a></li>'
        for choice in found.choices
        if len(choice.levers) <= MOST_LEVERS
    ]
    if not links or found.city not in cities():
        return ""
    head = text("app_ask.into_compare", lang)
    return f"<section aria-labelledby='next'><h2 id='next'>{head}</h2><ul>{''.join(links)}</ul></section>"


def _address(found: Advice, choice: Choice, query: Query) -> str:
    """The page Compare with everything filled in."""
    package: dict[str, dict[str, Value]] = {name: {} for name in choice.levers}
    for key, value in choice.doses.items():
        lever, setting = key.split(".")
        package[lever][setting] = value
    sizes = {"persons": min(SIZES, key=lambda n: abs(n - found.workers)), "months": _near(found.months, HORIZONS)}
    asked = {"city": found.city, **sizes, "seeds": _near(len(found.fresh_seeds), COUNTS), "run": 1}
    return query.href("compare", **asked, groups=found.group or None, **{SLOTS[0]: words_of(package)})


def _near(wanted: int, offered: tuple[int, ...]) -> int:
    return min(offered, key=lambda n: abs(n - wanted))
