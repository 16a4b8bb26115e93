"""The form of the page Compare: city and size, and up to four policies with their levers on sliders."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import solara

from ...model.levers import LEVERS
from ...model.params import Param
from ...scenarios.spec import SpecError
from ..charts.canvas import colour
from ..reports.lookups import OWN as OWN_LEVERS
from ..reports.lookups import group_title
from ..reports.reference import chapter
from ..words.glossary import parameter_told, source_told, told, unit_told
from ..words.texts import Lang, month_name, number, term, text
from .asked import (
    COUNTS,
    HORIZONS,
    MOST_LEVERS,
    SIZES,
    SLOTS,
    WHEN,
    AskedComparison,
    Package,
    Value,
    cities,
    month_of,
    named,
    opened,
    package_of,
    words_of,
)
from .controls import Button, Choice, Html, Number, Slider, Toggle, inline_html
from .own_form import OwnCard, OwnFiles
from .own_scenario import is_own, title_in
from .query import Query
from .saved import Saved

FIRST = "training_subsidy"  # the lever one starts an own policy with
NONE, OWN = "", "own"
STEP = 6  # months between those that are offered
WIDE = 5.0  # a slider reaches so many defaults; more can be typed


@solara.component
def Form(lang: Lang, query: Query, asked: AskedComparison) -> None:
    """Place and size, then the policies."""
    with solara.Div(classes=["fields"]):
        titles = {name: title[lang] for name, title in cities().items()}
        titles |= {asked.city: asked.profile.name_zh if lang == "zh" else asked.profile.name_en}
        Choice(text("app.compare.city", lang), titles, asked.city, lambda v: query.go(city=v))
        for name, sizes, value in (
            ("persons", SIZES, asked.persons),
            ("months", HORIZONS, asked.months),
            ("seeds", COUNTS, asked.seeds),
        ):
            Choice(
                text(f"app.field.{name}", lang),
                {str(n): f"{n:,}" for n in sizes},
                str(value),
                lambda v, name=name: query.go(**{name: v}),  # type: ignore[misc]
                note=text(f"app.field.{name}_note", lang),
            )
    OwnFiles(lang, query, asked)
    slots = dict(asked.slots)
    with solara.Div(classes=["slots"]):
        for place, letter in enumerate(SLOTS, start=1):
            Slot(letter, place, slots.get(letter, NONE), lang, query, asked, _setter(query, asked, letter)).key(letter)
    Saved(lang, query, asked)


def _setter(query: Query, asked: AskedComparison, letter: str) -> Callable[[str], None]:
    """Change one policy; the others are written out, so that the address says everything."""
    slots = dict.fromkeys(SLOTS) | dict(asked.slots)
    return lambda words: query.go(**{**slots, letter: words or None})


@solara.component
def Slot(
    letter: str,
    place: int,
    words: str,
    lang: Lang,
    query: Query,
    asked: AskedComparison,
    change: Callable[[str], None],
) -> None:
    """One policy: a shipped one, levers, or a file of one's own."""
    package = None if not words or words in named() or is_own(words) else _package(words)
    options = {NONE: text("app.compare.none", lang), OWN: text("app.compare.own", lang)}
    options |= {name: title[lang] for name, title in named().items()}
    options |= {words: title_in(words, lang)} if is_own(words) else {}

    def choose(value: str) -> None:
        change(words_of({FIRST: {}}) if value == OWN else value)

    with solara.v.Html(tag="section", class_="slot", style_=f"--mark:{colour(place)}"):
        value = OWN if package is not None else words if words in options else NONE
        Choice(text("app.compare.policy", lang, letter=letter.upper()), options, value, choose)
        if package is not None:
            for name, settings in package.items():
                LeverCard(name, settings, lang, asked, _lever_setter(package, name, change)).key(name)
            if len(package) < MOST_LEVERS:
                _add(package, lang, change)
        elif is_own(words):
            OwnCard(words, letter, lang, query, asked, change)
        elif (words in named() or words in LEVERS) and (levers := opened(words)) is not None:
            Button(
                text("app.compare.open", lang),
                lambda: change(words_of(levers)),
                described=text("app.compare.open_of", lang, letter=letter.upper()),
            )


@solara.component
def LeverCard(
    name: str,
    settings: dict[str, Value],
    lang: Lang,
    asked: AskedComparison,
    change: Callable[[dict[str, Value] | None], None],
) -> None:
    """One lever: its dose at hand, everything else on demand, months and districts among it."""
    lever = LEVERS[name]
    meaning, _, _ = " ".join((lever.__doc__ or "").split()).partition(" Read by: ")
    with solara.Div(classes=["lever"]):
        title = inline_html(lever.title[lang])
        Html(f"<h3>{title}</h3><p class='note'>{inline_html(told('lever', name, meaning, lang))}</p>")
        (dose, *others) = lever.settings().values()
        _setting(name, dose, settings, lang, change)
        if others:
            with solara.v.Html(tag="details"):
                solara.v.Html(tag="summary", children=[text("app.compare.more", lang, n=len(others))])
                for param in others:
                    _setting(name, param, settings, lang, change)
        WhenAndWhere(settings, lang, asked, change)
        Button(
            text("app.compare.remove", lang),
            lambda: change(None),
            described=text("app.compare.remove_of", lang, lever=lever.title[lang]),
        )


@solara.component
def WhenAndWhere(
    settings: dict[str, Value],
    lang: Lang,
    asked: AskedComparison,
    change: Callable[[dict[str, Value] | None], None],
) -> None:
    """From when and until when a lever holds, how fast it grows, and in which districts."""
    profile = asked.profile
    here = [str(zone) for zone in zones] if isinstance(zones := settings.get("zones"), list) else []
    start = asked.start

    def put(name: str, value: Value | None) -> None:
        kept = {key: said for key, said in settings.items() if key != name}
        change(kept | ({name: value} if value else {}))

    def month(name: str, first: int) -> None:
        said = str(settings.get(name, NONE))
        offered = [month_of(start, n) for n in range(first, asked.months, STEP)]
        months = {m: month_name(m, 0, lang) for m in dict.fromkeys([*offered, *([said] if said else [])])}
        options = {NONE: text(f"app.compare.{name}_none", lang), **months}
        Choice(text(f"app.compare.{name}", lang), options, said, lambda value: put(name, value))

    def zone(name: str, on: bool) -> None:
        put("zones", [d.id for d in profile.districts if (d.id in here and d.id != name) or (on and d.id == name)])

    with solara.v.Html(tag="details", attributes={"open": ""} if set(settings) & set(WHEN) else {}):
        solara.v.Html(tag="summary", children=[text("app.compare.when", lang)])
        with solara.Div(classes=["fields"]):
            month("from", STEP)
            month("until", STEP)
            grown = float(settings.get("phase_in", 0))  # type: ignore[arg-type]
            within = (0.0, float(asked.months))
            label, unit = text("app.compare.phase_in", lang), text("app.compare.months", lang)
            Number(label, grown, within, 1.0, lambda value: put("phase_in", int(value)), unit=unit)
        Html(f"<p class='note'>{text('app.compare.zones', lang)}</p>")
        for district in profile.districts:
            title = district.name_zh if lang == "zh" else district.name_en
            Toggle(title, district.id in here, lambda on, name=district.id: zone(name, on))  # type: ignore[misc]


def _setting(
    lever: str,
    param: Param,
    settings: dict[str, Value],
    lang: Lang,
    change: Callable[[dict[str, Value] | None], None],
) -> Any:
    """A setting as slider or choice, with its unit, range and source."""
    label = parameter_told(f"{lever}.{param.name}", param.doc, lang)
    label = label[:1].upper() + label[1:]
    value = settings.get(param.name, param.default)
    note = f"{source_told(param.source, lang)} · {term('grade', param.grade, lang)}"

    def put(new: float | str) -> None:
        change({**settings, param.name: int(new) if isinstance(param.default, int) else new})

    if param.choices is not None:
        return Choice(label, {c: term("choice", c, lang) for c in param.choices}, str(value), put, note=note)
    low, high = param.within or (0.0, max(1.0, 10.0 * float(param.default)))
    span = text("app.compare.range", lang, low=number(low, "", lang), high=number(high, "", lang))
    most = min(high, _round(WIDE * float(param.default))) if param.default else high
    field = Slider if most > low else Number
    return field(
        label,
        float(value),
        (low, high),
        step_of(low, most, isinstance(param.default, int)),
        put,
        unit=unit_told(param.unit, lang),
        note=f"{span} · {note}",
        most=most,
    )


def step_of(low: float, high: float, whole: bool) -> float:
    """A round step, about a hundredth of the range."""
    step = 10.0 ** math.floor(math.log10((high - low) / 50.0)) if high > low else 1.0
    return max(1.0, step) if whole else step


def _round(value: float) -> float:
    """Up to one digit."""
    size = 10.0 ** math.floor(math.log10(abs(value))) if value else 1.0
    return math.ceil(value / size) * size


def _lever_setter(
    package: Package, name: str, change: Callable[[str], None]
) -> Callable[[dict[str, Value] | None], None]:
    def put(settings: dict[str, Value] | None) -> None:
        rest = {**package, name: settings}
        change(words_of({key: value for key, value in rest.items() if value is not None}))

    return put


def _add(package: Package, lang: Lang, change: Callable[[str], None]) -> Any:
    """Another lever, by its title, under the chapter of the plan that it stands in."""
    others = {name: lever for name, lever in LEVERS.items() if name not in package}
    return Choice(
        text("app.compare.add", lang),
        {NONE: text("app.compare.add_none", lang), **{name: lever.title[lang] for name, lever in others.items()}},
        NONE,
        lambda name: change(words_of({**package, name: {}})) if name else None,
        groups={name: group_title("levers", _chapter(lever.section), lang) for name, lever in others.items()},
    )


def _chapter(section: str | None) -> str:
    return chapter(section) if section else OWN_LEVERS


def _package(words: str) -> Package | None:
    """The levers in a slot; None where they cannot be read (the page says why)."""
    try:
        return package_of(words)
    except SpecError:
        return None
