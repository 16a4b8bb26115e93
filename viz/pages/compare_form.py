"""The form of the page Compare: city and size, what is compared with what, levers on sliders, groups told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from ...model.levers import LEVERS
from ...scenarios.spec import SpecError
from ..charts.canvas import colour
from ..words.texts import Lang, text
from .asked import (
    BASE,
    COUNTS,
    HORIZONS,
    MOST_LEVERS,
    SIZES,
    SLOTS,
    AskedComparison,
    Package,
    baseline,
    cities,
    named,
    opened,
    package_of,
    words_of,
)
from .controls import Button, Choice, Html, inline_html
from .groups_form import Groups
from .lever_find import FindLever, meaning
from .offers import barred, barred_scenarios, offered, other_demand, with_slot
from .own_form import OwnCard, OwnFiles
from .own_scenario import is_own, title_in
from .query import Query
from .saved import Saved
from .setting_field import SettingField
from .slot_values import Value
from .when_form import WhenAndWhere

FIRST = "training_subsidy"  # the lever one starts an own policy with
NONE, OWN = "", "own"


@solara.component
def Form(lang: Lang, query: Query, asked: AskedComparison) -> None:
    """Place and size, what is compared with what, and who is told apart."""
    with solara.Div(classes=["fields", "sizes"]):
        titles = {name: title[lang] for name, title in cities().items()}
        titles |= {asked.city: asked.profile.name_zh if lang == "zh" else asked.profile.name_en}
        Sized(text("app.compare.city", lang), "city", titles, asked.city, lang, query, asked)
        for name, sizes, value in (
            ("persons", SIZES, asked.persons),
            ("months", HORIZONS, asked.months),
            ("seeds", COUNTS, asked.seeds),
        ):
            options = {str(n): f"{n:,}" for n in sizes}
            Sized(text(f"app.field.{name}", lang), name, options, str(value), lang, query, asked)
    OwnFiles(lang, query, asked)
    slots = dict(asked.slots)
    used = max((SLOTS.index(letter) + 1 for letter in slots), default=0)
    with solara.Div(classes=["slots"]):
        for place, letter in enumerate(SLOTS[: used + 1], start=1):  # those in use, and one to begin
            Slot(letter, place, slots.get(letter, NONE), lang, query, asked, _setter(query, asked, letter)).key(letter)
    Compared(lang, query, asked)
    Groups(lang, asked, lambda groups: query.go(**dict(asked.slots), groups=groups or None))
    Saved(lang, query, asked)


@solara.component
def Sized(
    label: str, name: str, options: dict[str, str], value: str, lang: Lang, query: Query, asked: AskedComparison
) -> None:
    """The place or one of the sizes; each choice says how long it would take, or why it cannot be had."""
    changed = {
        key: replace(asked, **{name: key if name == "city" else int(key)})  # type: ignore[arg-type]
        for key in options
    }
    off = {key for key, one in changed.items() if barred(one) is not None}
    told = {
        key: words
        if name == "city" and key not in off
        else text("app.offer.of", lang, choice=words, told=offered(changed[key], lang))
        for key, words in options.items()
    }
    note = text(f"app.field.{name}_note", lang) if name != "city" else ""
    Choice(label, told, value, lambda new: query.go(**{name: new}), note=note, off=off)


@solara.component
def Compared(lang: Lang, query: Query, asked: AskedComparison) -> None:
    """What the policies are compared with; folded where it is the city without them."""
    title = baseline().title[lang]
    if asked.base:
        title = named().get(asked.base, {}).get(lang, text("app.compare.own", lang))
        title = title_in(asked.base, lang) if is_own(asked.base) else title
    with solara.v.Html(tag="details", attributes={"open": ""} if asked.base else {}):
        solara.v.Html(tag="summary", children=[text("app.compare.base_summary", lang, base=title)])
        Slot(BASE, 0, asked.base, lang, query, asked, _setter(query, asked, BASE))


def _setter(query: Query, asked: AskedComparison, slot: str) -> Callable[[str], None]:
    """Change one policy; the others are written out, so that the address says everything."""
    slots = dict.fromkeys(SLOTS) | dict(asked.slots) | {BASE: asked.base or None}
    return lambda words: query.go(**{**slots, slot: words or None})


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
    """One policy, or the base: a shipped one, levers, or a file of one's own."""
    package = None if not words or words in named() or is_own(words) else _package(words)
    begun = words_of({FIRST: {}})

    def choose(value: str) -> None:
        change(begun if value == OWN else value)

    label = (
        text("app.compare.base", lang) if letter == BASE else text("app.compare.policy", lang, letter=letter.upper())
    )
    with solara.v.Html(tag="section", class_="slot", style_=f"--mark:{colour(place)}"):
        options, off = _options(letter, words, package, lang, asked)
        value = OWN if package is not None else words
        if barred(with_slot(asked, letter, begun)) is not None and barred(asked) is None:
            off.add(OWN)
        Choice(label, options, value, choose, off=off)
        if package is not None:
            for name, settings in package.items():
                LeverCard(name, settings, lang, asked, _lever_setter(package, name, change)).key(name)
            if len(package) < MOST_LEVERS:
                FindLever(tuple(package), lang, lambda name: change(words_of({**package, name: {}})))
        elif is_own(words):
            OwnCard(words, label, lang, query, asked, change)
        elif words in named():
            if letter != BASE and other_demand(asked, letter, words):
                Html(f"<p class='note'>{text('app.compare.other_demand', lang, letter=letter.upper())}</p>")
            if (levers := opened(words)) is not None:
                Button(
                    text("app.compare.open", lang),
                    lambda: change(words_of(levers)),
                    described=text("app.compare.open_of", lang, slot=label),
                )


def _options(
    letter: str, words: str, package: Package | None, lang: Lang, asked: AskedComparison
) -> tuple[dict[str, str], set[str]]:
    """What a slot offers, and what of it cannot be had, each with why; words that cannot be read are shown too."""
    none = "base_none" if letter == BASE else "none"
    options = {NONE: text(f"app.compare.{none}", lang), OWN: text("app.compare.own", lang)}
    off = barred_scenarios(asked, letter)
    for name, title in named().items():
        why = off.get(name)
        told = text(f"app.offer.{why.key}", lang, slot=why.slot.upper()) if why is not None else ""
        options[name] = text("app.offer.of", lang, choice=title[lang], told=told) if why is not None else title[lang]
    if words and package is None and words not in options:
        options[words] = title_in(words, lang) if is_own(words) else words[:40]
    return options, set(off)


@solara.component
def LeverCard(
    name: str,
    settings: dict[str, Value],
    lang: Lang,
    asked: AskedComparison,
    change: Callable[[dict[str, Value] | None], None],
) -> None:
    """One lever: its dose at hand, everything else on demand, months and districts among it."""
    lever, profile = LEVERS[name], asked.profile

    def field(param: Any) -> None:
        SettingField(name, param, settings, profile, lang, lambda value: change({**settings, param.name: value}))

    with solara.Div(classes=["lever"]):
        title = inline_html(lever.title[lang])
        Html(f"<h3>{title}</h3><p class='note'>{inline_html(meaning(lever, lang))}</p>")
        (dose, *others) = lever.settings().values()
        field(dose)
        if others:
            with solara.v.Html(tag="details"):
                solara.v.Html(tag="summary", children=[text("app.compare.more", lang, n=len(others))])
                for param in others:
                    field(param)
        WhenAndWhere(name, settings, lang, asked, change)
        Button(
            text("app.compare.remove", lang),
            lambda: change(None),
            described=text("app.compare.remove_of", lang, lever=lever.title[lang]),
        )


def _lever_setter(
    package: Package, name: str, change: Callable[[str], None]
) -> Callable[[dict[str, Value] | None], None]:
    def put(settings: dict[str, Value] | None) -> None:
        rest = {**package, name: settings}
        change(words_of({key: value for key, value in rest.items() if value is not None}))

    return put


def _package(words: str) -> Package | None:
    """The levers in a slot; None where they cannot be read (the page says why)."""
    try:
        return package_of(words)
    except SpecError:
        return None
