"""Futures of cities that do not come with the program, played behind a page and shown as seeds come in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape
from typing import Any

import solara

from ...experiments.compare.compare import check_same_city
from ...experiments.lives_and_maps.atlas import Atlas, bound, chart_seed
from ...experiments.lives_and_maps.lives import Lives, follow_seed, gathered
from ...experiments.lives_and_maps.shipped_futures import (
    CITIES,
    IN_LIVES,
    PLAYED,
    QUARTER,
    asked,
    shipped_atlas,
    shipped_lives,
)
from ...scenarios.cities import list_cities, load_city
from ...scenarios.spec import Scenario
from ..words.texts import Lang, text
from .asked import scenario_in
from .controls import Choice, Html, inline_html
from .jobs import SECONDS, Job, Task, board
from .newest import Newest
from .query import Query

SEEDS = (1, 2, 3, 4)
PERSONS = IN_LIVES  # simulated, of each seed
FOLLOWED = 2_000
KEPT = 6  # results, up to fifty megabytes each
WATCHING = 0.2  # seconds between two looks at a job


@dataclass(frozen=True)
class FutureKind:
    """What is wanted of the futures of a city, and how it is made of seeds."""

    name: str
    shipped: Callable[[str], Any]
    task: Callable[[int, tuple[Any, ...]], Task]
    bind: Callable[[tuple[Any, ...], Mapping[int, Any]], Any]


MAPS = FutureKind(
    "atlas",
    shipped_atlas,
    lambda seed, everyone: (chart_seed, (seed, everyone, QUARTER)),
    lambda everyone, found: bound(everyone, found, QUARTER),
)
LIVES = FutureKind(
    "lives",
    shipped_lives,
    lambda seed, everyone: (follow_seed, (seed, everyone, SEEDS[0], FOLLOWED)),
    lambda everyone, found: gathered(everyone, found) if SEEDS[0] in found else None,
)


made_last: Newest[str, tuple[int, Any]] = Newest(KEPT, lambda made: made[0])  # seeds that are in, and what they make


@cache
def cities(lang: Lang) -> dict[str, str]:
    """The cities a page can show, those that need no playing first."""
    profiles = [load_city(name) for name in (*CITIES, *(name for name in list_cities() if name not in CITIES))]
    return {profile.id: profile.name_zh if lang == "zh" else profile.name_en for profile in profiles}


def city_asked(lang: Lang, query: Query) -> str:
    """The city of a page's address."""
    return query.one_of("city", cities(lang), CITIES[0])


def choose_city(city: str, lang: Lang, on_value: Callable[[str], None]) -> None:
    """The field to choose a city in, with what it says of cities that are to be played first."""
    with solara.Div(classes=["fields"]):
        choice_of_city(city, lang, on_value)
    say_of_cities(lang)


def choice_of_city(city: str, lang: Lang, on_value: Callable[[str], None]) -> None:
    """The field alone."""
    Choice(text("app_map.city", lang), cities(lang), city, on_value)


def say_of_cities(lang: Lang) -> None:
    """Which cities come with the program and what becomes of others."""
    Html(f'<p class="note">{escape(text("app_map.city_note", lang))}</p>')


def fetch_shipped() -> None:
    """Read what comes with the program, so that the first visitor of a map finds it there."""
    for city in CITIES:
        shipped_atlas(city)
        shipped_lives(city)


def use_atlas(city: str) -> tuple[Atlas | None, Job | None]:
    """The atlas of a city as far as it is known, and the job that makes it."""
    return _use(MAPS, city)


def use_lives(city: str, policy: str = "") -> tuple[Lives | None, Job | None]:
    """Lives in a city as far as they are known, and the job that makes them; under the futures that are shipped, or
    under a policy as Compare words it."""
    return _use(LIVES, city, policy)


@lru_cache(32)
def everyone_of(city: str, policy: str = "") -> tuple[Scenario, ...]:
    """The scenarios that are played: those that are shipped, or the base and a policy; SpecError."""
    if not policy:
        return tuple(asked(city, PERSONS))
    (base,) = asked(city, PERSONS, PLAYED[:1])
    scenario = scenario_in("a", policy, {"city": {"profile": city, "workers": PERSONS}})
    check_same_city(base, [scenario])
    return base, replace(scenario, months=base.months)


def status(job: Job | None, lang: Lang) -> Any:
    """How far a job is, in words that screen readers tell when they change."""
    if job is None:
        return None
    seeds, every = len(job.results), len(job.tasks)
    if job.why:
        words = text(f"app.jobs.{job.why}", lang, seeds=seeds, every=every, seconds=f"{SECONDS:.0f}", told=job.told)
        return Html(f'<p class="warning" role="alert">{inline_html(words)}</p>')
    if job.ended:
        return None
    if job.state == "waiting":
        words = text("app.jobs.waiting", lang, ahead=board().ahead(job))
    else:
        left = job.seconds_left
        words = text("app.jobs.running", lang, percent=f"{100 * job.share:.0f}", seeds=seeds, every=every)
        words += text("app.jobs.left", lang, seconds=f"{left:,.0f}") if left is not None else ""
    label = text("app.compare.progress", lang)
    bar = f'<progress max="100" value="{100 * job.share:.0f}" aria-label="{label}"></progress>'
    return Html(f'<div role="status" aria-live="polite">{bar}<p>{inline_html(words)}</p></div>')


def _so_far(key: str) -> tuple[int, Any]:
    """How many seeds are in, and what they make; (0, None) where there is none."""
    return made_last.get(key) or (0, None)


def _use(kind: FutureKind, city: str, policy: str = "") -> tuple[Any, Job | None]:
    key, ready = " ".join((kind.name, city, policy)), city in CITIES and not policy
    job, set_job = solara.use_state(None)
    _, set_news = solara.use_state((key, 0))

    def start() -> Callable[[], None] | None:
        if ready or _so_far(key)[0] == len(SEEDS):
            set_job(None)
            return None
        everyone = everyone_of(city, policy)
        months = len(SEEDS) * sum(s.months for s in everyone) + len(SEEDS) * everyone[0].burn_in
        session, gone = solara.get_kernel_id(), threading.Event()
        made = board().submit(key, [kind.task(seed, everyone) for seed in SEEDS], months, session)
        set_job(made)

        def tell(version: int) -> None:
            set_news((key, version))

        threading.Thread(target=_follow, args=(kind, key, everyone, made, gone, tell), daemon=True).start()

        def leave() -> None:
            gone.set()
            board().leave(made, session)

        return leave

    solara.use_effect(start, [key])
    return (kind.shipped(city) if ready else _so_far(key)[1]), job


def _follow(
    kind: FutureKind, key: str, everyone: tuple[Any, ...], job: Job, gone: threading.Event, tell: Callable[[int], None]
) -> None:
    """Bind what seeds are in and tell the page, until the job ends or the page is left."""
    seen, seeds = -1, 0
    while not gone.is_set():
        version, ended, results = job.wait(seen), job.ended, dict(job.results)
        if len(results) > seeds:
            seeds = len(results)
            if _so_far(key)[0] < seeds:  # another who follows the same job may have bound it already
                made = kind.bind(everyone, {SEEDS[place]: results[place] for place in sorted(results)})
                if made is not None:
                    made_last.put(key, (seeds, made))
        if version != seen and not gone.is_set():
            tell(version)
        seen = version
        if ended:
            job.forget()
            return
        gone.wait(WATCHING)
