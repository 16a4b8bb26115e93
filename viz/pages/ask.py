"""The page Ask, which comes first: a sum, a city and a wish; what would do most, and how sure that is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from html import escape

import solara

from ...experiments.advise import Advice
from ...model.indicators import INDICATORS
from ...scenarios.spec import SpecError
from ..words.faults import said
from ..words.groups import group_told
from ..words.texts import Lang, listed, number, text
from .ask_answer import AnswerShown
from .asked import SLOTS, cities
from .asked_advice import EFFORTS, LEAST, MOST, TEN_THOUSAND, AskedAdvice, goals
from .asking import BEAT, Asking, answers, ask
from .controls import Button, Choice, Html, Number, inline_html
from .durations import about, seconds_of
from .jobs import board
from .query import Query
from .shipped_answers import READY, shipped_answer
from .who import WHO, Who, written


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """Ready-made questions, the question, and its answer."""
    older = any(query.get(letter) for letter in SLOTS)  # a link from when Compare was the first page
    solara.use_effect(lambda: query.push(query.href("compare", **dict(query.values))) if older else None, [older])
    asked, wanted = AskedAdvice.of(query), bool(query.get("run")) and not older
    faults = solara.use_memo(lambda: _faults(asked, lang), [asked, lang])
    attempt, set_attempt = solara.use_state(0)
    going, found, full = use_answer(asked, attempt, begin=wanted and not faults)
    Html(f"<h1>{text('app.page.ask', lang)}</h1><p class='lead'>{text('app_ask.lead', lang)}</p>")
    _ready(lang, query, asked)
    with solara.Div(classes=["ask-page", *(["asked"] if wanted or found is not None else [])]):
        with solara.Div(classes=["ask-form"]):
            _question(lang, query, asked)
            _run(lang, query, asked, going, wanted=wanted, able=not faults, again=lambda: set_attempt(attempt + 1))
        with solara.v.Html(tag="section", class_="ask-answer", attributes={"aria-label": text("advise.answer", lang)}):
            if faults:
                items = "".join(f"<li>{inline_html(line)}</li>" for line in faults)
                Html(f'<div class="warning" role="alert"><ul>{items}</ul></div>')
            elif full:
                Html(f'<p class="warning" role="alert">{text("app_ask.full", lang)}</p>')
            elif found is not None:
                AnswerShown(found, lang, query).key(f"{asked.key}-{lang}")
            elif going is not None:
                Progress(going, lang).key(f"{id(going)}")
            else:
                Html(f'<p class="note">{text("app_ask.here", lang)}</p>')


def _run(
    lang: Lang,
    query: Query,
    asked: AskedAdvice,
    going: Asking | None,
    *,
    wanted: bool,
    able: bool,
    again: Callable[[], None],
) -> None:
    """Begin and stop, how long it takes, and the rougher or finer way."""
    busy = going is not None and not going.ended
    other = next(name for name in EFFORTS if name != asked.effort)
    with solara.Div(classes=["row"]):
        run = again if wanted else lambda: query.go(**address(asked))
        Button(text("app_ask.run", lang), run, kind="main", disabled=busy or not able)
        if going is not None and busy:
            Button(text("app_ask.stop", lang), lambda: going.leave(solara.get_kernel_id()))
    Html(f'<small class="note">{text("app_ask.takes", lang, about=_takes(asked, lang))}</small>')
    Button(text(f"app_ask.{other}", lang), lambda: query.go(**_all(asked, effort=other)))


def use_answer(asked: AskedAdvice, attempt: int, *, begin: bool) -> tuple[Asking | None, Advice | None, bool]:
    """Have a question answered as long as the page is open: the search, the answer, and whether too many ask. What is
    known is told before it is asked."""
    going, set_going = solara.use_state(None)
    _, set_ended = solara.use_state("")
    full, set_full = solara.use_state(False)
    known = shipped_answer(asked) or answers.get(asked.key)

    def start() -> Callable[[], None] | None:
        set_full(False)
        set_going(None)
        if not begin or known is not None:
            return None
        session, gone = solara.get_kernel_id(), threading.Event()
        search = ask(asked, session)
        if search is None:
            set_full(True)
            return None
        set_going(search)

        def follow() -> None:
            while not gone.wait(BEAT) and not search.ended:
                pass
            if not gone.is_set():
                set_ended(f"{id(search)}")

        threading.Thread(target=follow, daemon=True).start()

        def leave() -> None:
            gone.set()
            search.leave(session)

        return leave

    solara.use_effect(start, [asked.key, begin, attempt])
    mine = going if going is not None and going.asked == asked else None
    return mine, known or (mine.answer if mine else None), full


@solara.component
def Progress(going: Asking, lang: Lang) -> None:
    """How far a search is, told again a few times a second."""
    _, set_news = solara.use_state((0, 0))

    def follow() -> Callable[[], None]:
        gone = threading.Event()

        def work() -> None:
            while not gone.wait(BEAT) and not going.ended:
                set_news((going.months, len(going.news)))
            set_news((-1, -1))

        threading.Thread(target=work, daemon=True).start()
        return gone.set

    solara.use_effect(follow, [])
    Html(_status(going, lang))


def _ready(lang: Lang, query: Query, asked: AskedAdvice) -> None:
    """Questions whose answers are there at once."""
    with solara.v.Html(tag="section", class_="ready", attributes={"aria-label": text("app_ask.ready", lang)}):
        for one in READY:
            Button(told(one, lang), lambda one=one: query.go(**address(one)), pressed=one == asked)  # type: ignore[misc]


def address(asked: AskedAdvice) -> dict[str, object]:
    """A question as it stands in the address."""
    plain = {"city": asked.city, "budget": f"{asked.budget:.0f}", "goal": asked.goal, "group": asked.group or None}
    return {**plain, "effort": asked.effort, "run": 1}


def told(asked: AskedAdvice, lang: Lang) -> str:
    """A question in one sentence."""
    title = INDICATORS[asked.goal].title[lang]
    title = title[:1].lower() + title[1:]
    group = group_told(asked.group, lang) if asked.group else text("app_ask.everybody", lang)
    blanks = {"budget": number(asked.budget, "yuan", lang), "city": cities()[asked.city][lang]}
    better = text(f"app_ask.{'more' if INDICATORS[asked.goal].better > 0 else 'less'}", lang)
    return text("app_ask.question", lang, group=group[:1].lower() + group[1:], goal=title, better=better, **blanks)


def _question(lang: Lang, query: Query, asked: AskedAdvice) -> None:
    """The question as a form: how much, where, what, and for whom."""
    parts = asked.parts()
    with solara.Div(classes=["fields"]):
        Number(
            text("app_ask.budget", lang),
            asked.budget / TEN_THOUSAND,
            (LEAST / TEN_THOUSAND, MOST / TEN_THOUSAND),
            1.0,
            lambda value: query.go(**_all(asked, budget=f"{value * TEN_THOUSAND:.0f}")),
            unit=text("app_ask.ten_thousand", lang),
        )
        titles = {name: title[lang] for name, title in cities().items()}
        Choice(text("app_ask.city", lang), titles, asked.city, lambda value: query.go(**_all(asked, city=value)))
        wishes = {name: _wish(name, lang) for name in goals()}
        Choice(text("app_ask.goal", lang), wishes, asked.goal, lambda value: query.go(**_all(asked, goal=value)))
    Html(f"<p><b>{text('app_ask.whom', lang)}</b></p>")
    Who(parts, lang, lambda group: query.go(**_all(asked, group=written(group) or None)))
    if others := [f"{name}={value}" for name, value in parts.items() if name not in WHO]:
        Html(f'<p class="note">{escape(listed([group_told(one, lang) for one in others], lang))}</p>')


def _all(asked: AskedAdvice, **changes: object) -> dict[str, object]:
    """The whole question with changes, so that the address says everything; it waits to be asked."""
    return {**address(asked), "run": None, **changes}


def _wish(name: str, lang: Lang) -> str:
    about = INDICATORS[name]
    way = text(f"app_ask.{'more' if about.better > 0 else 'less'}", lang)
    return text("app_ask.wish", lang, goal=about.title[lang], better=way)


def _faults(asked: AskedAdvice, lang: Lang) -> list[str]:
    """What is wrong with a question."""
    try:
        asked.wanted()
    except SpecError as error:
        return [said(fault.message, lang) for fault in error.faults]
    return []


def _takes(asked: AskedAdvice, lang: Lang) -> str:
    """About how long a question takes on this machine, when nobody else asks."""
    cores = max(1, len(board().runners))
    return about(seconds_of(asked.months, EFFORTS[asked.effort].persons) / cores, lang)


def _status(going: Asking, lang: Lang) -> str:
    """What is going on, in words that screen readers tell when they change."""
    bar = ""
    if not going.ended:
        label = text("app.compare.progress", lang)
        bar = f'<progress max="100" value="{100 * going.share:.0f}" aria-label="{label}"></progress>'
    lines = [said(line, lang) for line in (going.why or going.news)]
    if going.state in ("stopped", "failed"):
        lines = [text(f"app_ask.{going.state}", lang, number=going.number), *lines]
    if going.state == "searching" and not lines:
        lines = [text("app_ask.begins", lang)]
    kind = ' class="warning"' if going.ended else ""
    items = "".join(f"<li>{inline_html(line)}</li>" for line in lines)
    return f'<div role="status" aria-live="polite">{bar}<ul{kind}>{items}</ul></div>'
