"""What the page People is asked for: a policy, and the people it is about, both worded as on Compare."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import solara

from ...experiments.lives_and_maps.life_filter import Filter
from ...experiments.lives_and_maps.shipped_futures import PLAYED
from ...messages import Message
from ...model.groups import ATTRIBUTES, parse_group, split_groups
from ...model.levers import LEVERS
from ...scenarios.cities import load_city
from ...scenarios.spec import SpecError, load_scenario
from ...scenarios.yaml_reader import NOWHERE
from ..words.faults import fault_line, said
from ..words.groups import group_told
from ..words.texts import Lang, text
from .asked import named
from .controls import Choice, Html, inline_html
from .fields import Search
from .futures import everyone_of
from .query import Query

LONGEST = 600  # characters of a policy
EXAMPLE = "sex=female,age=45-59,residence=village"


def policy_asked(query: Query) -> str:
    """The policy as Compare words it; empty where it is one of those that are shipped."""
    words = query.get("a")[:LONGEST].strip()
    return "" if words in PLAYED else words


def policy_faults(city: str, policy: str, lang: Lang) -> list[str]:
    """What is wrong with a policy, in lines."""
    try:
        everyone_of(city, policy)
    except SpecError as error:
        return [fault_line(replace(fault, place=NOWHERE), lang) for fault in error.faults]
    except ValueError as error:
        return [said(error.args[0], lang)]
    return []


@solara.component
def choose_policy(query: Query, lang: Lang) -> None:
    """A scenario, a lever at its usual dose, or words from an address of Compare."""
    words = query.get("a") or query.get("future") or PLAYED[1]
    shipped = {name: load_scenario(name).title[lang] for name in PLAYED[1:]}
    scenarios = {name: title[lang] for name, title in named().items() if not load_scenario(name).pair}
    levers = {name: lever.title[lang] for name, lever in LEVERS.items()}
    options = {**shipped, **{k: v for k, v in (scenarios | levers).items() if k not in shipped}}
    groups = {name: _say(lang, "ready" if name in shipped else "played") for name in options}
    groups |= {name: _say(lang, "levers") for name in options if name in levers and name not in scenarios}
    if words not in options:
        options[words] = _say(lang, "worded")

    def choose(value: str) -> None:
        query.go(a=value if value not in PLAYED else None, future=value if value in PLAYED else None, draw=None)

    with solara.Div(classes=["fields"]):
        Choice(_say(lang, "future"), options, words, choose, groups=groups)
        given = words if words not in options or options[words] == _say(lang, "worded") else ""
        Search(_say(lang, "words"), given, lambda value: choose(value) if value else None, most=LONGEST)
    notes = f"{inline_html(_say(lang, 'words_note'))}<br>{escape(_say(lang, 'policy_note'))}"
    Html(f'<p class="note">{notes}</p>')


def group_asked(query: Query, city: str, lang: Lang) -> tuple[Filter | None, list[str]]:
    """The first group that is asked for; None with what is wrong."""
    districts = load_city(city).districts
    texts = split_groups(query.get("groups")) or [EXAMPLE]
    try:
        return Filter(group=parse_group(texts[0], districts), districts=tuple(districts)), []
    except ValueError as error:
        return None, [said(message, lang) for message in error.args if isinstance(message, Message)]


@solara.component
def choose_group(query: Query, wanted: Filter, faults: list[str], lang: Lang) -> None:
    """The group in words, and the field to word it in."""
    titles = {d.id: {"zh": d.name_zh, "en": d.name_en} for d in wanted.districts}
    value = query.get("groups") or EXAMPLE
    with solara.Div(classes=["asked"]):
        Search(_say(lang, "group"), value, lambda given: query.go(groups=given or None, draw=None), most=LONGEST)
    names = text("number.comma", lang).join(f"`{name}`" for name in ATTRIBUTES)
    Html(f'<p class="note">{inline_html(_say(lang, "group_note", names=names))}</p>')
    if faults:
        told = "".join(f"<li>{inline_html(fault)}</li>" for fault in faults)
        Html(f'<div class="warning" role="alert"><ul>{told}</ul></div>')
    else:
        Html(f"<p><b>{escape(group_told(wanted.group.name, lang, titles))}</b></p>")


def _say(lang: Lang, key: str, **values: object) -> str:
    return text(f"app_people.{key}", lang, **values)
