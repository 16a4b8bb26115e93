"""A lever found by a word of its title, its chapter or its meaning."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import solara

from ...model.levers import LEVERS, Lever
from ..reports.lookups import OWN, group_title
from ..reports.reference import chapter
from ..words.glossary import told
from ..words.texts import Lang, text


@solara.component_vue("vue/find.vue", vuetify=False)
def _Find(
    label: str,
    options: list[dict[str, str]],
    words: dict[str, str],
    event_ask: Callable[[Any], None],
    event_choose: Callable[[str], None],
) -> None: ...


@solara.component
def FindLever(without: Collection[str], lang: Lang, on_lever: Callable[[str], None]) -> None:
    """Levers to search in; the list is sent once somebody turns to it."""
    wanted, set_wanted = solara.use_state(False)
    _Find(
        label=text("app.compare.add", lang),
        options=[one for one in levers(lang) if one["value"] not in without] if wanted else [],
        words={"hint": text("app.compare.add_hint", lang), "found": text("app.compare.add_found", lang, n="{n}")},
        event_ask=lambda _: set_wanted(True),
        event_choose=lambda name: on_lever(name) if name in LEVERS and name not in without else None,
    )


@cache
def levers(lang: Lang) -> tuple[dict[str, str], ...]:
    """Every lever: name, title, meaning, and the chapter of the plan under which it stands."""
    return tuple(
        {
            "value": name,
            "text": lever.title[lang],
            "group": group_title("levers", chapter(lever.section) if lever.section else OWN, lang),
            "more": meaning(lever, lang),
        }
        for name, lever in LEVERS.items()
    )


def meaning(lever: type[Lever], lang: Lang) -> str:
    """What a lever does, in a sentence."""
    english, _, _ = " ".join((lever.__doc__ or "").split()).partition(" Read by: ")
    return told("lever", lever.name, english, lang)
