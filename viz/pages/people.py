"""The page People: one simulated person through two futures with the same luck."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import solara

from ...experiments.lives_and_maps.life_filter import OLDEST, YOUNGEST, Drawn, Filter, alike, draw, stories
from ...experiments.lives_and_maps.lives import Lives
from ...model.occupations import load_occupations
from ..charts.life import SHADES
from ..reports.document import Block, Figures, Legend, Paragraph
from ..words.texts import Lang, number, text
from .controls import Button, Choice, Html, Number, Toggle, blocks, inline_html
from .fields import looks
from .futures import choose_city, city_asked, status, use_lives
from .life_view import LifeView, alike_table
from .people_asked import choose_group, choose_policy, group_asked, policy_asked, policy_faults
from .query import Query

ANY, OWN, GROUP = "any", "own", "group"
CODES = {"sex": 2, "hukou": 4, "schooling": 5, "status": 6}  # trait → number of values; schooling counts from one
MOST_DRAWS = 100_000
FEW = 30  # simulated persons, all seeds: below, a mean says little


@solara.component
def Page(lang: Lang, query: Query) -> None:
    """City, policy, stories and filters, one life, all who are alike."""
    city, policy = city_asked(lang, query), policy_asked(query)
    faults = solara.use_memo(lambda: policy_faults(city, policy, lang), [city, policy, lang])
    lives, job = use_lives(city, "" if faults else policy)
    looks("catalogue")
    Html(f'<h1>{escape(text("app.page.people", lang))}</h1><p class="lead">{escape(_say(lang, "lead"))}</p>')
    with solara.Div(classes=["ask-page", *(["asked"] if lives is not None and not faults else [])]):
        with solara.Div(classes=["ask-form"]):
            choose_city(city, lang, lambda v: query.go(city=v, draw=None, district=None))
            choose_policy(query, lang)
            if lives is not None and not faults:
                Whom(lives, lang, query)
        with solara.Div(classes=["ask-answer"]):
            if faults:
                told = "".join(f"<li>{inline_html(fault)}</li>" for fault in faults)
                Html(f'<div class="warning" role="alert"><ul>{told}</ul></div>')
                return
            status(job, lang)
            if lives is not None:
                Shown(lives, lang, query)


@solara.component
def Whom(lives: Lives, lang: Lang, query: Query) -> None:
    """Whom to follow: a story, or who fits."""
    story, wanted, faults = _wanted(lives, lang, query)
    Stories(lang, query, story)
    if story == GROUP:
        choose_group(query, wanted, faults, lang)
    elif story == OWN:
        with solara.Div(classes=["fields"]):
            Fields(lives, lang, query, wanted)
    Toggle(_say(lang, "differ"), _differing(query), lambda v: query.go(differ="yes" if v else "no", draw=None))


@solara.component
def Shown(lives: Lives, lang: Lang, query: Query) -> None:
    """The life of who was drawn, and all who are alike."""
    story, wanted, faults = _wanted(lives, lang, query)
    if faults:
        return
    future = query.one_of("future", lives.futures[1:], lives.futures[1])
    drawn = draw(lives, wanted, future, query.integer("draw", 0, 0, MOST_DRAWS), differing=_differing(query))
    Life(lives, lang, query, future, drawn, story)
    Others(lives, lang, future, wanted)


def _wanted(lives: Lives, lang: Lang, query: Query) -> tuple[str, Filter, list[str]]:
    """The story that is asked for, whom it is about, and what is wrong with the group that was written."""
    story = query.one_of("story", (*stories(), OWN, GROUP), GROUP if query.get("groups") else next(iter(stories())))
    found, faults = group_asked(query, lives.city, lang) if story == GROUP else (None, [])
    return story, found or (_own(lives, query) if story in (OWN, GROUP) else stories()[story]), faults


def _differing(query: Query) -> bool:
    return query.get("differ", "yes") == "yes"


@solara.component
def Stories(lang: Lang, query: Query, story: str) -> None:
    """Ready-made stories, and an own choice."""
    Html(f'<h2>{escape(_say(lang, "choose"))}</h2><p class="note">{escape(_say(lang, "chosen_by"))}</p>')
    with solara.Div(classes=["row"]):
        for name in (*stories(), OWN, GROUP):
            Button(_say(lang, f"story.{name}"), _going(query, name), pressed=name == story)
    Html(f"<p><b>{escape(_say(lang, f'story.{story}'))}</b>: {escape(_say(lang, f'rule.{story}'))}</p>")


@solara.component
def Fields(lives: Lives, lang: Lang, query: Query, wanted: Filter) -> None:
    """Who is looked for."""
    low, high = wanted.age
    years = _say(lang, "years")
    within = (YOUNGEST, OLDEST)
    Number(_say(lang, "age_from"), low, within, 1, lambda v: query.go(age_from=int(v), draw=None), unit=years)
    Number(_say(lang, "age_to"), high, within, 1, lambda v: query.go(age_to=int(v), draw=None), unit=years)
    options = {
        trait: {str(k): _say(lang, f"{trait}.{k}") for k in _codes(trait, lives)}
        for trait in ("sex", "hukou", "status")
    }
    options["schooling"] = {str(k): _say(lang, f"schooling.{k}") for k in _codes("schooling", lives)}
    options["occupation"] = {str(k): getattr(name, lang) for k, name in enumerate(load_occupations().names)}
    options["district"] = {str(k): d[lang] for k, d in enumerate(lives.districts)}
    for trait, named in options.items():
        chosen = str(wanted.traits[trait][0]) if trait in wanted.traits else ANY
        choices = {ANY: _say(lang, "any"), **named}
        Choice(_say(lang, f"field.{trait}"), choices, chosen, _setting(query, trait))


@solara.component
def Life(lives: Lives, lang: Lang, query: Query, future: str, drawn: Drawn, story: str) -> None:
    """One person's life in two futures."""
    if drawn.person is None:
        Html(f'<p class="warning" role="status">{escape(_say(lang, "nobody"))}</p>')
        return
    Followed(LifeView(lives, lang, drawn.person, future), query, drawn, story)


@solara.component
def Followed(view: LifeView, query: Query, drawn: Drawn, story: str) -> None:
    """The person who was drawn."""
    lang = view.lang
    counts = {
        "fitting": f"{drawn.fitting:,}",
        "differing": f"{drawn.differing:,}",
        "future": view.title(view.places[1]),
    }
    apart = view.lives.parted[view.places[1], view.person] >= 0 and query.get("differ", "yes") == "yes"
    words = _say(lang, "drawn", **counts) + _say(lang, "lot_apart" if apart else "lot_all")
    Html(f"<h2>{escape(_say(lang, 'life'))}</h2><p>{escape(words)}</p>")
    with solara.Div(classes=["row"]):
        onward = query.integer("draw", 0, 0, MOST_DRAWS) + 1
        Button(_say(lang, "another"), lambda: query.go(draw=onward), kind="main")
    key = (story, view.person, view.future, view.lives.seeds, lang)
    chart = solara.use_memo(view.chart, [key])
    Html(f'<div aria-live="polite"><p><b>{escape(view.who())}</b></p><p>{inline_html(view.parting())}</p></div>')
    places = view.places
    marks = tuple((k, "0" if k == 0 else chr(ord("A") + k - 1), view.title(k)) for k in places)
    with solara.Div(classes=["life"]):
        blocks([Legend(marks), Figures((chart,), "wide")], lang)
        Html(_shades(lang), classes="map-legend")
        blocks([view.end()], lang)
    Html(f"<h3>{escape(_say(lang, 'events'))}</h3>")
    blocks([view.events(), Paragraph(_say(lang, "not_average"), "note")], lang)


@solara.component
def Others(lives: Lives, lang: Lang, future: str, wanted: Filter) -> None:
    """All who are alike."""
    found = alike(lives, wanted, future)
    Html(f"<h2>{escape(_say(lang, 'alike'))}</h2>")
    if not found.persons:
        return
    title = lives.titles[future][lang]
    words = _say(lang, "alike_words", future=title, base=lives.titles[lives.futures[0]][lang], seeds=len(lives.seeds))
    parts: list[Block] = [Paragraph(words), alike_table(found, lang)]
    if found.persons < FEW:
        parts.append(Paragraph(_say(lang, "alike_few", n=FEW), "warning"))
    told = text("number.comma", lang).join(lives.titles[f][lang] for f in lives.futures)
    followed = number(len(lives.lot), "", lang)
    people = number(lives.persons, "", lang)
    months = lives.length
    key = "shipped" if lives.made else "just_played"
    shipped = _say(lang, key, futures=told, followed=followed, people=people, months=months, start=lives.start)
    blocks([*parts, Paragraph(shipped, "note")], lang)


def _shades(lang: Lang) -> str:
    """What the colours of the bars stand for."""
    items = "".join(
        f'<li><i style="background:{shade}"></i>{escape(_say(lang, f"status.{code}"))}</li>'
        for code, shade in SHADES.items()
    )
    return f'<ul aria-label="{escape(_say(lang, "shades"))}">{items}</ul>'


def _say(lang: Lang, key: str, **values: object) -> str:
    return text(f"app_people.{key}", lang, **values)


def _going(query: Query, story: str) -> Callable[[], None]:
    return lambda: query.go(story=story, draw=None)


def _setting(query: Query, trait: str) -> Callable[[str], None]:
    return lambda value: query.go(**{trait: None if value == ANY else value, "draw": None})


def _codes(trait: str, lives: Lives) -> range:
    """Values that a trait may have."""
    if trait == "occupation":
        return range(len(load_occupations().ids))
    if trait == "district":
        return range(len(lives.districts))
    return range(1, 6) if trait == "schooling" else range(CODES[trait])


def _own(lives: Lives, query: Query) -> Filter:
    """The filter that the address tells."""
    chosen = {}
    for trait in ("sex", "hukou", "status", "schooling", "occupation", "district"):
        value = query.one_of(trait, [str(k) for k in _codes(trait, lives)], ANY)
        if value != ANY:
            chosen[trait] = (int(value),)
    low = query.integer("age_from", YOUNGEST, YOUNGEST, OLDEST)
    return Filter((low, max(low, query.integer("age_to", OLDEST, YOUNGEST, OLDEST))), chosen)
