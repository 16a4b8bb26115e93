"""Policies and questions that a visitor keeps under a name: in the browser's own storage, and as files to take away.

The server keeps none of it. What comes back from storage is words of an address, and is read as an address is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import solara

from ...scenarios.parts import LONGEST_NAME, REFUSED
from ...scenarios.spec import SpecError
from ..words.texts import Lang, text
from .asked import SLOTS, AskedComparison
from .controls import Html
from .own_form import Folded, address_faults, faults_told, slot_title
from .own_scenario import is_own
from .query import LONGEST, Query
from .results import command_for, others_of

MOST, MOST_ROOM = 100, 400_000  # entries, and characters of all of them
LONGEST_LABEL = 60  # characters of a name
WORDS = (
    *("title", "what", "name", "save", "undo", "none", "new_name", "keep", "question", "policy", "open", "load"),
    *("into", "take", "rename", "remove", "removed", "saved", "taken", "full", "odd", "odd_stays", "no_storage"),
)
NO_FILES: dict[str, Any] = {"key": "", "files": []}


@solara.component_vue("vue/saved.vue", vuetify=False)
def _Saved(
    words: dict[str, str],
    slots: list[str],
    offered: list[dict[str, str]],
    made: dict[str, Any],
    most: int,
    most_room: int,
    most_name: int,
    most_value: int,
    event_load: Callable[[Mapping[str, Any]], None],
    event_take: Callable[[Mapping[str, Any]], None],
) -> None: ...


@solara.component
def Saved(lang: Lang, query: Query, asked: AskedComparison) -> None:
    """What is kept: to save what is asked, to load any of it into any policy, to take it away."""
    made, set_made = solara.use_state(NO_FILES)
    faults, set_faults = solara.use_state([])

    def load(entry: Mapping[str, Any]) -> None:
        try:
            query.push(address_of(entry, query, asked))
            set_faults([])
        except SpecError as error:
            set_faults(error.faults)

    def take(entry: Mapping[str, Any]) -> None:
        try:
            set_made({"key": str(entry.get("key", ""))[:LONGEST], "files": files_of(entry, asked)})
            set_faults([])
        except SpecError as error:
            set_made(NO_FILES)
            set_faults(error.faults)

    with solara.Div():
        with Folded(text("app_saved.title", lang)):
            _Saved(
                words={word: text(f"app_saved.{word}", lang, name="{name}", letter="{letter}") for word in WORDS},
                slots=list(SLOTS),
                offered=offered(lang, query, asked),
                made=made,
                most=MOST,
                most_room=MOST_ROOM,
                most_name=LONGEST_LABEL,
                most_value=LONGEST,
                event_load=load,
                event_take=take,
            )
        Html(faults_told(faults, lang) if faults else "")


def offered(lang: Lang, query: Query, asked: AskedComparison) -> list[dict[str, str]]:
    """What can be saved: the whole question, and each of its policies."""
    question = query.href(None, lang=None, **dict(asked.slots)).partition("?")[2]
    whole = {"kind": "question", "value": question, "text": text("app_saved.whole", lang)}
    return [whole, *(_policy(letter, words, lang) for letter, words in asked.slots)]


def _policy(letter: str, words: str, lang: Lang) -> dict[str, str]:
    policy, title = text("app.compare.policy", lang, letter=letter.upper()), slot_title(words, lang)
    told = text("app_saved.one", lang, policy=policy, title=title)
    return {"kind": "policy", "value": words, "text": told}


def address_of(entry: Mapping[str, Any], query: Query, asked: AskedComparison) -> str:
    """The address with what was saved: as one of the policies, or instead of the question. SpecError if it does not
    fit; what of it cannot be read is told by the page, as of any address."""
    slot, value = str(entry.get("slot", "")), str(entry.get("value", ""))[: LONGEST + 1]
    if slot in SLOTS:
        address = query.href(None, **{**dict(asked.slots), slot: value})
    else:
        read = Query.read(query.page, value, query.push)
        address = read.href(None, lang=query.get("lang") or None)
    if faults := address_faults(address):
        raise SpecError(faults)
    return address


def files_of(entry: Mapping[str, Any], asked: AskedComparison) -> list[dict[str, str]]:
    """What was saved as files that `jiuye compare` reads, and that can be dropped in again; above them, the command."""
    name, value = str(entry.get("name", ""))[:LONGEST_LABEL], str(entry.get("value", ""))[: LONGEST + 1]
    policy = entry.get("kind") == "policy"
    if policy:
        asked = replace(asked, slots=((SLOTS[0], value),))
    else:
        asked = AskedComparison.of(Query.read("compare", value, lambda path: None))
    base, scenarios = asked.scenarios()
    if policy:
        titles = scenarios[0].title if is_own(value) else dict.fromkeys(scenarios[0].title, name)
        scenarios = (replace(scenarios[0], name=file_name(name), title=titles),)
    files = [f"{scenario.name}.yaml" for scenario in scenarios]
    command = command_for(asked, files, base, range(1, asked.seeds + 1))
    every = (*scenarios, *([base] if asked.base else []))
    made = {f"{scenario.name}.yaml": f"# {command}\n{scenario.text}" for scenario in every}
    return [{"name": file, "text": words} for file, words in (made | dict(others_of(asked, base))).items()]


def file_name(name: str) -> str:
    """A name as that of a scenario, which names its file."""
    plain = "".join("_" if sign in REFUSED or not sign.isprintable() else sign for sign in name).strip(" .")
    while len(plain.encode()) > LONGEST_NAME:
        plain = plain[:-1]
    return plain or "policy"
