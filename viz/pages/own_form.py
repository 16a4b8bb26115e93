"""Files of a visitor's own on the page Compare: dropped in or chosen, what is wrong with them, how they are shown."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import solara

from ...messages import phrase
from ...scenarios.yaml_reader import NOWHERE, Document, Fault, SpecError
from ..terminal.checking import CITY, SCENARIO, kind_of
from ..words.faults import fault_line
from ..words.texts import Lang, number, text
from .asked import HORIZONS, SIZES, SLOTS, AskedComparison, cities, named, opened, words_of
from .controls import Button, Choice, Html, inline_html
from .own_city import city_in_file, city_words, is_own_city
from .own_scenario import data_in, is_own, place_of, scenario_in_file, title_in, words_for
from .packed import FILE_BYTES, LONGEST_NAME, opened_file
from .query import LONGEST, Query
from .unread import changes_for, is_odd

MOST_FILES = len(SLOTS) + 1  # at once: four policies and their city
SHOWN = 6  # faults that are told
LONGEST_FAULT = 400  # characters
COMMANDS = {"study": "sweep", "rule": "sandbox", "platforms": "check"}
SentFile = Mapping[str, Any]  # what a browser sends of a file


@solara.component_vue("vue/drop.vue", vuetify=False)
def _Drop(
    label: str, note: str, most_bytes: int, most_files: int, event_give: Callable[[list[dict[str, Any]]], None]
) -> None: ...


@solara.component
def OwnFiles(lang: Lang, query: Query, asked: AskedComparison) -> None:
    """Where files are dropped or chosen; what is wrong with them stands below, with line and column."""
    slots = dict(asked.slots)
    free = next((letter for letter in SLOTS if letter not in slots), SLOTS[0])
    wanted, set_wanted = solara.use_state("")
    faults, set_faults = solara.use_state([])

    def give(files: list[dict[str, Any]]) -> None:
        changes, found = changes_of(files, query, asked, wanted or free)
        set_faults(found)
        if changes:
            set_wanted("")
            query.go(**changes)

    with solara.Div():
        with Folded(text("app_own.title", lang)):
            _Drop(
                label=text("app_own.choose", lang),
                note=text("app_own.note", lang, size=f"{FILE_BYTES // 1000} kB"),
                most_bytes=FILE_BYTES,
                most_files=MOST_FILES,
                event_give=give,
            )
            places = {letter: _place(letter, slots.get(letter, ""), lang) for letter in SLOTS}
            Choice(text("app_own.into", lang), places, wanted or free, set_wanted)
        Html(faults_told(faults, lang) if faults else "")


@solara.component
def Folded(title: str, children: list[Any] | None = None) -> None:
    """What is wanted rarely: a line that opens."""
    summary = solara.v.Html(tag="summary", children=[title])
    solara.v.Html(tag="details", class_="own-files", children=[summary, *(children or [])])


@solara.component
def OwnCard(
    words: str, label: str, lang: Lang, query: Query, asked: AskedComparison, change: Callable[[str], None]
) -> None:
    """A file in a slot: what holds here of what it says, and its levers to be set where sliders can."""
    if data_in(words) is None:
        return
    for note in notes_of(words, lang, asked):
        Html(f'<p class="note">{inline_html(note)}</p>')
    place = place_of_file(words, asked)
    if place:
        Button(
            text("app_own.take_place", lang),
            lambda: query.go(**place),
            described=text("app_own.take_place_of", lang, slot=label),
        )
    levers = opened(words)
    if levers is not None:
        Button(
            text("app.compare.open", lang),
            lambda: change(words_of(levers)),
            described=text("app.compare.open_of", lang, slot=label),
        )


@solara.component
def Mend(query: Query, asked: AskedComparison, lang: Lang) -> None:
    """Go on with what of an address can be read, where that is less than all of it."""
    if solara.use_memo(lambda: is_odd(query, asked), [query.values, asked]):
        Button(text("app_own.mend", lang), lambda: query.go(**changes_for(query, asked)))


def changes_of(
    files: list[dict[str, Any]], query: Query, asked: AskedComparison, first: str
) -> tuple[dict[str, str], list[Fault]]:
    """What files change in the address, scenarios from slot `first` on; nothing where any of them is at fault."""
    changes: dict[str, str] = {}
    faults: list[Fault] = []
    scenarios = []
    free = [first, *(letter for letter in SLOTS if letter != first and letter not in dict(asked.slots))]
    for given in files[:MOST_FILES]:
        name = str(given.get("name", ""))[:LONGEST_NAME] or "?"
        try:
            document = _document(given, name)
            kind = kind_of(document)
            if kind == CITY:
                city_in_file(document)
                changes["city"] = city_words(document)
            elif kind == SCENARIO:
                scenarios.append(document)
            else:
                what = "is neither a scenario nor a city; `jiuye {command}` reads it"
                raise SpecError([Fault(name, phrase("page.other_kind", what, command=COMMANDS[kind]))])
        except SpecError as error:
            faults += error.faults
    here = replace(asked, city=changes["city"]) if "city" in changes else asked
    for document in scenarios:
        try:
            if not free:
                raise SpecError([Fault(document.path, phrase("page.no_slot", "finds no policy that is free"))])
            letter = free.pop(0)
            scenario_in_file(document, letter, here.overrides)
            changes[letter] = words_for(document, document.path)
        except SpecError as error:
            faults += [*error.faults, *_elsewhere(document, here)]
    if changes and not faults:
        kept = dict(asked.slots) | changes
        faults += address_faults(query.href(None, **kept))
        changes = kept
    return ({}, faults) if faults else (changes, [])


def notes_of(words: str, lang: Lang, asked: AskedComparison) -> list[str]:
    """Where what the file in a slot says gives way to the page, and what of it holds for all."""
    told = []
    said = place_of(data_in(words))
    here = {"city": asked.city, "persons": str(asked.persons), "months": str(asked.months)}
    if is_own_city(asked.city) and said.get("city") == f"{asked.profile.id}.yaml":
        said.pop("city")
    for name, value in said.items():
        if value != here[name]:
            place = asked.profile.name_zh if lang == "zh" else asked.profile.name_en
            ours = place if name == "city" else number(int(here[name]), "", lang)
            theirs = cities()[value][lang] if name == "city" and value in cities() else value
            told.append(text(f"app_own.other.{name}", lang, file=theirs, page=ours))
    shared = {name for name in asked.shared if name not in ("city", "time")}
    shared |= set(asked.shared["time"]) - {"months"}
    if shared and next(others for _, others in asked.every_slot if is_own(others)) == words:
        parts = [text(f"app_own.past.{name}", lang) for name in sorted(shared)]
        told.append(text("app_own.shared", lang, parts=text("number.comma", lang).join(parts)))
    return told


def place_of_file(words: str, asked: AskedComparison) -> dict[str, str]:
    """City, persons and months of the file in a slot, as far as they are offered and not here already."""
    offered = {"city": cities(), "persons": [str(n) for n in SIZES], "months": [str(n) for n in HORIZONS]}
    here = {"city": asked.city, "persons": str(asked.persons), "months": str(asked.months)}
    return {
        name: value
        for name, value in place_of(data_in(words)).items()
        if value in offered[name] and value != here[name]
    }


def faults_told(faults: list[Fault], lang: Lang) -> str:
    """The first of some faults, a line each, as a list that screen readers tell at once."""
    lines = [fault_line(fault, lang)[:LONGEST_FAULT] for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(text("app_own.more", lang, n=len(faults) - SHOWN))
    items = "".join(f"<li>{inline_html(line)}</li>" for line in lines)
    return f'<div class="warning" role="alert"><ul>{items}</ul></div>'


def faults_on_page(faults: list[Fault], lang: Lang) -> list[str]:
    """Faults of what stands in the address, where lines and columns mean nothing."""
    lines = [fault_line(replace(fault, place=NOWHERE), lang)[:LONGEST_FAULT] for fault in faults[:SHOWN]]
    return lines + ([text("app_own.more", lang, n=len(faults) - SHOWN)] if len(faults) > SHOWN else [])


def _document(given: SentFile, name: str) -> Any:
    """What a browser sent of a file; it is not trusted to have kept to what it was told."""
    size, content = given.get("size"), given.get("content")
    if not isinstance(size, int) or not isinstance(content, str) or size < 0 or len(content) > 2 * FILE_BYTES:
        raise SpecError([Fault(name, phrase("page.not_given", "could not be read by the browser"))])
    try:
        raw = base64.b64decode(content, validate=True)
    except ValueError:
        raise SpecError([Fault(name, phrase("page.not_given", "could not be read by the browser"))]) from None
    return opened_file(raw, size, name)


def _elsewhere(document: Document, here: AskedComparison) -> list[Fault]:
    """Where a file is at fault in the city of the page, and would not be in its own: that one."""
    city = place_of(document.data).get("city")
    if city not in cities() or city == here.city:
        return []
    try:
        scenario_in_file(document, SLOTS[0], replace(here, city=city).overrides)
    except SpecError:
        return []
    return [Fault(document.path, phrase("page.for_city", "is for {city}; choose that city first", city=city))]


def address_faults(address: str) -> list[Fault]:
    """What is wrong with an address that holds more than is read."""
    length = len(address.partition("?")[2])
    if length <= LONGEST:
        return []
    what = "the address would have {n} characters and may have {most}; leave out a policy, or use `jiuye compare`"
    return [Fault("URL", phrase("page.address_full", what, n=f"{length:,}", most=f"{LONGEST:,}"))]


def _place(letter: str, words: str, lang: Lang) -> str:
    """A slot, and what stands in it and would give way."""
    policy = text("app.compare.policy", lang, letter=letter.upper())
    if not words:
        return policy
    return text("app_own.instead", lang, policy=policy, title=slot_title(words, lang))


def slot_title(words: str, lang: Lang) -> str:
    """What stands in a slot, in a word."""
    if is_own(words):
        return title_in(words, lang)
    return named()[words][lang] if words in named() else text("app.compare.own", lang)
