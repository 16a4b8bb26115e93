"""The page Map: any figure on the grid of cells, over time, of one future or of the difference between two."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import solara

from ...experiments.lives_and_maps.atlas import Atlas
from ...experiments.lives_and_maps.atlas_measures import LEAST, MEASURES
from ..charts.cells import EMPTY, FINE
from ..charts.maps import Picture, names_beside, outlines
from ..reports.document import Figures, Legend, Paragraph
from ..words.texts import Lang, number, text
from .controls import Choice, Html, Toggle, blocks, inline_html
from .futures import choice_of_city, city_asked, say_of_cities, status, use_atlas
from .map_view import YEAR, MapView, busiest
from .query import Query

REACHES = (0, 1, 2, 3)
PACE = 400  # ms a period while playing
MARGIN = 20  # cells beside the map, where districts are named
WAYS = ("district", "cell")  # what is coloured


@solara.component_vue("vue/map.vue", vuetify=False)
def _Map(
    sprite: str,
    size: int,
    fine: int,
    margin: int,
    names: list[dict[str, Any]],
    districts: str,
    town: str,
    labels: list[str],
    period: int,
    cell: int,
    reach: int,
    pace: int,
    words: dict[str, str],
    event_show: Callable[[int], None],
    event_pick: Callable[[int], None],
) -> None:
    """The grid with its time slider; cells are chosen by mouse or arrow keys."""


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """City, fields, map, the selected cell's story, districts."""
    city = city_asked(lang, query)
    atlas, job = use_atlas(city)
    Html(f"<h1>{escape(text('app.page.map', lang))}</h1>")
    view = None if atlas is None else _view(atlas, lang, query)
    with solara.Div(classes=["fields", "compact", "map-fields"]):
        choice_of_city(city, lang, lambda v: query.go(city=v, cell=None))
        if view is not None:
            choose_shown(view, query)
    status(job, lang)
    if view is None:
        say_of_cities(lang)
    else:
        Shown(view, query)


@solara.component
def Shown(view: MapView, query: Query) -> None:
    """The map of an atlas and all that is told of it."""
    atlas = view.atlas
    if view.base:
        Toggle(view.say("clear"), view.clear_only, lambda v: query.go(clear="yes" if v else "no"))
    period = query.integer("period", atlas.periods - 1, 0, atlas.periods - 1)
    cell = query.integer("cell", busiest(atlas), 0, len(atlas.klass) - 1)
    Html(f"<h2>{escape(view.title)}</h2>")
    with solara.Div(classes=["map-page"]):
        with solara.Div():
            Picturing(view, query, period, cell)
            with solara.Div(classes=["map-story", "brief"]):
                Story(view, cell, period)
        with solara.Div(classes=["map-districts-table"]):
            Districts(view, period)
    Html(f'<p>{_lead(view)}</p><p class="note">{escape(_shown(view))}</p>')
    say_of_cities(view.lang)
    Figured(view, period, cell)


def choose_shown(view: MapView, query: Query) -> None:
    """The fields for what is shown, in the grid they are called in."""
    atlas, lang, say = view.atlas, view.lang, view.say
    futures = {name: atlas.titles[name][lang] for name in atlas.futures}
    others = {name: title for name, title in futures.items() if name != view.future}
    spans = {"one": say("month") if atlas.every == 1 else say("quarter", n=atlas.every), "year": say("year")}
    measures = {name: view.measure(name) for name in MEASURES}
    Choice(say("measure"), measures, view.name, lambda v: query.go(show=v))
    Choice(say("future"), futures, view.future, lambda v: query.go(future=v, base=_other(atlas, view, v)))
    Choice(say("base"), {**others, "none": say("nothing")}, view.base or "none", lambda v: query.go(base=v))
    ways = {name: say(f"by_{name}") for name in WAYS}
    Choice(say("by"), ways, view.by, lambda v: query.go(by=v))
    reaches = {str(k): say(f"reach_{k}") for k in REACHES}
    Choice(say("reach"), reaches, str(view.reach), lambda v: query.go(reach=v))
    Choice(say("span"), spans, "year" if view.span > 1 else "one", lambda v: query.go(span=v))


@solara.component
def Picturing(view: MapView, query: Query, period: int, cell: int) -> None:
    """The map, its time slider and its legend."""
    picture = solara.use_memo(lambda: view.picture, [view])
    lines = solara.use_memo(lambda: outlines(view.atlas), [view.atlas.city])
    names = solara.use_memo(lambda: names_beside(view.atlas, view.lang), [view.atlas.city, view.lang])
    words = {key: view.say(key) for key in ("hint", "play", "pause", "time")}
    words["map"] = view.say("map_label", city=view.atlas.city_title[view.lang], title=view.title)
    _Map(
        sprite=picture.sprite,
        size=view.atlas.size,
        fine=FINE,
        margin=MARGIN,
        names=names,
        labels=view.labels,
        period=period,
        cell=cell,
        reach=view.reach,
        pace=PACE,
        words=words,
        event_show=lambda shown: query.go(period=int(shown)),
        event_pick=lambda picked: query.go(cell=int(picked)),
        **lines,
    )
    Html(_legend(view, picture), classes="map-legend")


@solara.component
def Story(view: MapView, cell: int, period: int) -> None:
    """What happens in the selected cell."""
    told = solara.use_memo(lambda: view.place(cell), [view, cell])
    chart = solara.use_memo(lambda: view.chart(cell, period), [view, cell, period])
    head = f"<h2>{escape(view.say('story'))}</h2>"
    Html(head + '<div aria-live="polite">' + "".join(f"<p>{inline_html(words)}</p>" for words in told) + "</div>")
    if chart is not None:
        blocks([Legend(_entries(view)), Figures((chart,), "wide"), Paragraph(view.say("key"), "note")], view.lang)


@solara.component
def Districts(view: MapView, period: int) -> None:
    """The map as a table, by the districts' names."""
    table = solara.use_memo(lambda: view.districts(period), [view, period])
    blocks([table, Paragraph(view.say("weak"), "note")], view.lang)


@solara.component
def Figured(view: MapView, period: int, cell: int) -> None:
    """The selected cell in figures."""
    story = solara.use_memo(lambda: view.story(cell, period), [view, cell, period])
    Html(f"<h2>{escape(view.say('story_head'))}</h2>")
    blocks([story], view.lang)
    Html(f'<p class="note">{inline_html(view.say("mesa"))}</p>')


def _shown(view: MapView) -> str:
    """Which futures there are, over what time, and which comparison the map shows."""
    atlas = view.atlas
    titles = text("number.comma", view.lang).join(atlas.titles[f][view.lang] for f in atlas.futures)
    names = {
        key: atlas.titles[which][view.lang] for key, which in (("future", view.future), ("base", view.base)) if which
    }
    told = view.say("comparison" if view.base else "alone", **names)
    words = view.say("shipped", futures=titles, months=atlas.periods * atlas.every, start=atlas.start)
    return (" " if view.lang == "en" else "").join((told, words))


def _view(atlas: Atlas, lang: Lang, query: Query) -> MapView:
    """The reader's choice, from the address."""
    future = query.one_of("future", atlas.futures, atlas.futures[min(1, len(atlas.futures) - 1)])
    others = [name for name in atlas.futures if name != future]
    base = query.one_of("base", (*others, "none"), others[0] if others else "none")
    year = query.one_of("span", ("one", "year"), "year") == "year"
    return MapView(
        atlas,
        lang,
        name=query.one_of("show", MEASURES, "insured_share"),
        future=future,
        base="" if base == "none" else base,
        reach=query.integer("reach", 1, REACHES[0], REACHES[-1]),
        span=max(1, YEAR // atlas.every) if year else 1,
        clear_only=query.get("clear", "yes") == "yes",
        by=query.one_of("by", WAYS, WAYS[0]),
    )


def _other(atlas: Atlas, view: MapView, future: str) -> str | None:
    """What a future is compared with after it has been chosen: as before, unless that is itself."""
    if view.base != future:
        return view.base or "none"
    return next((name for name in atlas.futures if name != future), None)


def _entries(view: MapView) -> tuple[tuple[int, str, str], ...]:
    """Key of the futures shown: place, mark, title."""
    places = [view.atlas.futures.index(which) for which in (view.base, view.future) if which]
    titles = [view.atlas.titles[view.atlas.futures[k]][view.lang] for k in places]
    return tuple((k, "0" if k == 0 else chr(ord("A") + k - 1), title) for k, title in zip(places, titles, strict=True))


def _lead(view: MapView) -> str:
    atlas = view.atlas
    workers = number(atlas.persons, "", view.lang)
    told = view.say("lead", km=f"{atlas.km:.1f}"), view.say("people", workers=workers, seeds=len(atlas.seeds))
    return escape((" " if view.lang == "en" else "").join(told))


def _legend(view: MapView, picture: Picture) -> str:
    stops = ",".join(picture.colours)
    marks = "".join(f'<span style="left:{100 * at:.1f}%">{escape(label)}</span>' for at, label in picture.ticks)
    title = escape(view.say("legend")) + (f" ({escape(picture.unit)})" if picture.unit else "")
    keys = [
        f'<li><i style="background:{EMPTY}"></i>{escape(view.say("nobody"))}</li>',
        f'<li><i class="few"></i>{escape(view.say("too_few", n=LEAST))}</li>',
        f'<li><i class="line" style="color:#8a939b"></i>{escape(view.say("districts"))}</li>',
        f'<li><i class="line" style="color:#1d2730"></i>{escape(view.say("town"))}</li>',
    ]
    if view.base:
        shade = picture.colours[len(picture.colours) // 2]
        keys.insert(0, f'<li><i style="background:{shade}"></i>{escape(view.say("no_change"))}</li>')
    words = ""
    if view.base:
        words = view.say("better_worse" if MEASURES[view.name].better else "more_less")
        words += " " + view.say(f"clear_{view.by}") if view.clear_only else ""
    return (
        f"<b>{title}</b> {escape(words)}"
        f'<div class="ramp" style="background:linear-gradient(to right,{stops})"></div><div class="marks">{marks}</div>'
        f"<ul>{''.join(keys)}</ul>"
    )
