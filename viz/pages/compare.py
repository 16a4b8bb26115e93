"""The page Compare: a city, up to four policies, and what they would change, as the seeds come in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import solara

from ...experiments.compare.compare import names_of
from ...experiments.compare.one_seed import one_seed_cached
from ...experiments.runs.heap import give_back
from ...scenarios.spec import Scenario, SpecError
from ..words.texts import LANGUAGES, Lang, text
from .asked import HEADLINE, SLOTS, AskedComparison
from .compare_form import Form
from .compare_results import PARTS, Shown, drawn, use_drawn
from .controls import Button, Html, inline_html
from .futures import fetch_shipped
from .jobs import RUNNING, SECONDS, Job, Task, board
from .memory import tidy_later
from .offers import barred
from .own_form import Mend, faults_on_page
from .query import Query
from .results import FoundComparison, comparisons, found_in
from .shipped import shipped
from .unread import unread

LOOK = 0.05  # s between two looks at what has come in
PAUSE = 0.3  # s between two looks at the progress
REST = 1.0  # s between two pictures of what has come in: drawing them faster would keep a browser from hearing Stop
Loaded = tuple[Scenario, tuple[Scenario, ...]]
PRESETS = {
    "headline": HEADLINE,
    "packages": ("four_levers", "whole_plan", "rural_bridge"),
    "doses": tuple(f"training_subsidy(seats={n})" for n in (12_000, 24_000, 48_000)),
    "platforms": ("protection_fund(match=0.5)", "protection_fund(match=1)", "data_dividend", "dispatch_transparency"),
}


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """The form, the progress of what was asked, and what has been found."""
    asked = AskedComparison.of(query)
    wanted = query.get("run") == "1"
    attempt, set_attempt = solara.use_state(0)
    stopped, set_stopped = solara.use_state("")  # the question whose search this visitor has stopped
    loaded, faults = solara.use_memo(lambda: _load(asked, lang, query), [asked, lang, query.values])
    goes_on = wanted and not asked.too_large and stopped != asked.key
    job, found = use_comparison(asked, loaded if goes_on else None, attempt)

    busy = job is not None and not job.ended

    def run() -> None:
        set_stopped("")
        set_attempt(attempt + 1)
        if not wanted:
            query.go(run=1)

    answer = use_drawn(found if found is not None and wanted else shipped(), lang, complete=not busy)
    mine = answer is not None and answer.found.key == asked.key
    Html(f"<h1>{text('app.page.compare', lang)}</h1><p class='lead'>{text('app.about.compare', lang)}</p>")
    with solara.Div(classes=["compare-page"]):
        with solara.Div(classes=["compare-form"]):
            _presets(lang, query, asked)
            Form(lang, query, asked)
            with solara.Div(classes=["row", "run"]):
                Button(
                    text("app.compare.run", lang),
                    run,
                    kind="main",
                    disabled=busy or bool(faults),
                )
                if job is not None and busy:
                    Button(text("app.compare.cancel", lang), lambda: set_stopped(asked.key))
        with solara.Div(classes=["compare-answer", *(["old"] if wanted and not mine else [])]):
            if faults or asked.too_large:
                Html(_refusal(faults, lang))
                if faults:
                    Mend(query, asked, lang)
            elif job is not None:
                Progress(job, lang).key(f"{id(job)}")
            elif stopped == asked.key:
                seeds = len(found.comparison.seeds) if found is not None and mine else 0
                told = text("app.jobs.cancelled", lang, seeds=seeds, every=asked.seeds)
                Html(f'<p class="warning" role="status">{inline_html(told)}</p>')
            elif wanted and found is not None and mine:
                told = text("app.jobs.done", lang, seeds=len(found.comparison.seeds))
                Html(f'<p role="status">{inline_html(told)}</p>')
            if found is None or not wanted:
                Html(f'<p class="note">{inline_html(text("app.compare.shipped", lang))}</p>')
            elif not mine:
                Html(f'<p class="note">{inline_html(text("app.compare.earlier", lang))}</p>')
            Shown(answer, lang)


def prepare(lang: Lang) -> None:
    """Before the first visitor: draw what is shown first; only then read the maps, and have the processes know the city
    one starts with, for all of them want the processors."""
    for part in PARTS:
        drawn(shipped(), lang, part)
    fetch_shipped()
    give_back()  # reading them takes as much again
    asked = AskedComparison.of(Query("", (), lambda path: None))
    base, scenarios = asked.scenarios()
    names = names_of(base, scenarios)
    tasks = [(one_seed_cached, (seed, base, (), names)) for seed in range(1, RUNNING + 1)]
    board().submit("prepare", tasks, RUNNING * (base.burn_in + base.months), "server")
    for other in LANGUAGES:
        for part in PARTS:
            drawn(shipped(), other, part)


def use_comparison(
    asked: AskedComparison, loaded: Loaded | None, attempt: int
) -> tuple[Job | None, FoundComparison | None]:
    """Have a comparison made as long as the page is open; what has been found is told as seeds come in."""
    job, set_job = solara.use_state(None)
    found, set_found = solara.use_state(None)
    _, set_ended = solara.use_state(0)

    def start() -> Callable[[], None] | None:
        known = comparisons.get(asked.key)
        if loaded is None or (known is not None and not known.comparison.unfinished):
            set_job(None)
            if loaded is not None:
                set_found(known)
            return None
        session, queue = solara.get_kernel_id(), board()
        made = queue.submit(asked.key, tasks_of(asked, *loaded), asked.total_months, session)
        set_job(made)
        gone = threading.Event()
        threading.Thread(target=_follow, args=(made, asked, loaded, gone, set_found, set_ended), daemon=True).start()

        def leave() -> None:
            gone.set()
            queue.leave(made, session)

        return leave

    solara.use_effect(start, [asked.key, loaded is None, attempt])
    return job, found


def tasks_of(asked: AskedComparison, base: Scenario, scenarios: tuple[Scenario, ...]) -> list[Task]:
    """One task a seed."""
    names = names_of(base, scenarios)
    return [(one_seed_cached, (seed, base, scenarios, names)) for seed in range(1, asked.seeds + 1)]


def _follow(
    job: Job,
    asked: AskedComparison,
    loaded: Loaded,
    gone: threading.Event,
    set_found: Callable[[FoundComparison], None],
    set_ended: Callable[[int], None],
) -> None:
    """Tell the page what a job has found until it ends or the page is left."""
    seen, seeds = -1, 0
    while not gone.is_set():
        seen, ended, results = job.wait(seen), job.ended, job.results
        if told := len(results) > seeds:
            seeds = len(results)
            kept = _gathered(asked, loaded, results, job.seconds)
            if not gone.is_set():
                set_found(kept)
        if ended:
            job.forget()
            set_ended(id(job))
            tidy_later()
            return
        _rest(job, gone, REST if told else LOOK)


def _gathered(asked: AskedComparison, loaded: Loaded, results: Mapping[int, Any], seconds: float) -> FoundComparison:
    """What so many seeds say; another who follows the same job may have gathered it already."""
    known = comparisons.get(asked.key)
    if known is not None and len(known.comparison.seeds) >= len(results):
        return known
    pairs = {place + 1: pair for place, pair in results.items()}
    return comparisons.put(asked.key, found_in(asked, *loaded, pairs, seconds))


def _rest(job: Job, gone: threading.Event, seconds: float) -> None:
    """Leave the page in peace for a while; the last seed is told at once, for the bar goes when it is in."""
    until = time.monotonic() + seconds
    while not (job.ended or gone.is_set()) and time.monotonic() < until:
        gone.wait(min(LOOK, seconds))


@solara.component
def Progress(job: Job, lang: Lang) -> None:
    """How far a job is, told again a few times a second."""
    _, set_news = solara.use_state(-1)

    def follow() -> Callable[[], None]:
        gone = threading.Event()

        def work() -> None:
            seen = -1
            while not gone.wait(PAUSE) and not job.ended:
                seen = job.wait(seen)
                if not gone.is_set():
                    set_news(seen)
            set_news(-2)

        threading.Thread(target=work, daemon=True).start()
        return gone.set

    solara.use_effect(follow, [])
    Html(_status(job, lang))


def _load(asked: AskedComparison, lang: Lang, query: Query) -> tuple[Loaded | None, list[str]]:
    """The scenarios that are asked for, or what is wrong with them and with the address."""
    odd = unread(query)
    try:
        loaded = asked.scenarios()
    except SpecError as error:
        odd += error.faults
    return (None, faults_on_page(odd, lang)) if odd else (loaded, [])


def _presets(lang: Lang, query: Query, asked: AskedComparison) -> None:
    with solara.Div(classes=["row", "ready"]):
        Html(f"<b>{text('app.compare.presets', lang)}</b>")
        for name, words in PRESETS.items():
            slots = dict.fromkeys(SLOTS) | dict(zip(SLOTS, words, strict=False))
            whole = replace(asked, slots=tuple(zip(SLOTS, words, strict=False)))
            Button(
                text(f"app.compare.preset.{name}", lang),
                lambda slots=slots: query.go(**slots),  # type: ignore[misc]
                pressed=asked.slots == whole.slots,
                disabled=barred(whole) is not None,
            )


def _refusal(faults: list[str], lang: Lang) -> str:
    """What is wrong with what is asked."""
    items = faults or [text("app.jobs.asked_too_much", lang)]
    told = "".join(f"<li>{inline_html(item)}</li>" for item in items)
    return f'<div class="warning" role="alert"><ul>{told}</ul></div>'


def _status(job: Job, lang: Lang) -> str:
    """What is going on, in words that screen readers tell when they change."""
    bar = ""
    if not job.ended:
        label = text("app.compare.progress", lang)
        bar = f'<progress max="100" value="{100 * job.share:.0f}" aria-label="{label}"></progress>'
    kind = ' class="warning"' if job.why else ""
    return f'<div role="status" aria-live="polite">{bar}<p{kind}>{inline_html(_words(job, lang))}</p></div>'


def _words(job: Job, lang: Lang) -> str:
    seeds, every = len(job.results), len(job.tasks)
    if job.why:
        return text(f"app.jobs.{job.why}", lang, seeds=seeds, every=every, seconds=f"{SECONDS:.0f}", told=job.told)
    if job.state == "waiting":
        return text("app.jobs.waiting", lang, ahead=board().ahead(job))
    if job.state == "done":
        return text("app.jobs.done", lang, seeds=seeds)
    left = job.seconds_left
    told = text("app.jobs.left", lang, seconds=f"{left:,.0f}") if left is not None else ""
    return text("app.jobs.running", lang, percent=f"{100 * job.share:.0f}", seeds=seeds, every=every) + told
