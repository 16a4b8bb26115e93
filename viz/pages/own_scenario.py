"""A scenario file of a visitor's own in a slot of Compare: the file as for the command, read by its functions.

Its levers, forecast, financing, measures and groups are kept. City, size and months are the page's, and the page says
where the file has others. What shapes the years before (behaviour, seasons, platforms, start, burn-in) holds for the
base and for every policy beside it, for futures are compared that share their past. No file of the server is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...messages import Message, phrase
from ...model.levers import LEVERS
from ...model.params import params_of
from ...model.profile import Profile
from ...scenarios.checks import written
from ...scenarios.merge import is_file, nodes
from ...scenarios.parts import REFUSED
from ...scenarios.platform_files import USUAL
from ...scenarios.spec import Scenario, load_inline, load_scenario
from ...scenarios.yaml_reader import Document, Fault, SpecError, Where
from ..words.texts import Lang
from .packed import SCENARIO, packed, unpacked

MOST = {"levers": 2 * len(LEVERS), "shocks": 40, "by": 24, "groups": 12}  # entries that a page takes
LONGEST_TITLE = 120  # characters
OF_A_SLOT = re.compile("policy_[a-d]")  # names that files from here have; they follow their slot


def is_own(words: str) -> bool:
    """Whether a slot holds a file."""
    return words.startswith(SCENARIO)


def words_for(document: Document, file: str) -> str:
    """A file that was dropped in, as words of a slot; it is named as it says, else as its file."""
    stem = "".join("_" if sign in REFUSED else sign for sign in Path(file).stem).strip(" .")
    return packed(SCENARIO, {"name": stem or "mine", **document.data})


def own_scenario(letter: str, words: str, overrides: Mapping[str, Any]) -> Scenario:
    """The scenario in a slot; SpecError with all that is wrong."""
    return scenario_in_file(unpacked(words, letter.upper()), letter, overrides)


def scenario_in_file(document: Document, letter: str, overrides: Mapping[str, Any]) -> Scenario:
    """The scenario of a file, checked as by the command, and for what a page cannot play."""
    profile = overrides.get("city", {}).get("profile")
    if faults := list(_refused(document, profile if isinstance(profile, Profile) else None)):
        raise SpecError(faults)
    scenario = load_inline(nodes(document), Path(f"{Path(document.path).stem}.yaml"), overrides=overrides)
    if OF_A_SLOT.fullmatch(scenario.name):
        scenario = replace(scenario, name=f"policy_{letter}")
    file = f"{scenario.name}.yaml"
    if scenario.pair is not None:
        message = phrase("page.own_pair", "asks for two cities; `jiuye pair {file}` plays them", file=file)
        raise SpecError([document.fault(("pair",), message, key=True)])
    if scenario.budget is not None:
        what = "says what it may cost; `jiuye compare baseline {file}` finds its doses"
        raise SpecError([document.fault(("budget",), phrase("page.own_budget", what, file=file), key=True)])
    return scenario


def past_of(scenario: Scenario) -> dict[str, Any]:
    """What a scenario says of the years before, where it is not as usual, in the form of a scenario file."""
    usual = load_scenario("baseline")
    behaviour = {
        name: getattr(scenario.behaviour, name)
        for name, param in params_of(scenario.behaviour).items()
        if getattr(scenario.behaviour, name) != param.default
    }
    time = {"start": written(scenario.start)} if scenario.start != usual.start else {}
    time |= {"burn_in": scenario.burn_in} if scenario.burn_in != usual.burn_in else {}  # type: ignore[dict-item]
    return {
        **({"behaviour": behaviour} if behaviour else {}),
        **({"seasons": True} if scenario.forecast.seasons else {}),
        **({"platforms": scenario.platforms} if scenario.platforms != USUAL else {}),
        **({"time": time} if time else {}),
    }


@lru_cache(64)
def data_in(words: str) -> dict[str, Any] | None:
    """What the file in a slot says; None where it cannot be read."""
    try:
        data = unpacked(words, "").data
    except SpecError:
        return None
    return data if isinstance(data, dict) else None


def title_in(words: str, lang: Lang) -> str:
    """The title of the file in a slot, else its name."""
    data = data_in(words) or {}
    title = data.get("title")
    told = title.get(lang) or next(iter(title.values()), None) if isinstance(title, dict) else None
    return str(told or data.get("name") or "?")[:LONGEST_TITLE]


def name_in(words: str, slot: str) -> str:
    """What the scenario of the file in a slot is called."""
    name = str((data_in(words) or {}).get("name") or words)
    return f"policy_{slot}" if OF_A_SLOT.fullmatch(name) else name


def place_of(data: Any) -> dict[str, str]:
    """City, persons and months that a file names itself, as words of an address."""
    data = data if isinstance(data, dict) else {}
    city, time = data.get("city"), data.get("time")
    place = city if isinstance(city, dict) else {"profile": city} if city is not None else {}
    said = {"city": place.get("profile"), "persons": place.get("workers")}
    said |= {"months": time.get("months")} if isinstance(time, dict) else {}
    return {name: str(value) for name, value in said.items() if value is not None}


def _refused(document: Document, here: Profile | None) -> Iterator[Fault]:
    """What a page does not take though a command does: files of the server, and more than it can show."""
    if not isinstance(document.data, dict):
        return  # said by the reader of scenarios
    for path, word in _words(document.data, ()):
        of_city = path in (("city",), ("city", "profile")) and here is not None and word == f"{here.id}.yaml"
        if is_file(word) and not _is_text(path) and not of_city:
            yield document.fault(path, _named_file(word))
    for name, most in MOST.items():
        entries = document.data.get(name)
        if isinstance(entries, list) and len(entries) > most:
            yield document.fault((name,), phrase("page.too_long", "has more than {n} entries", n=most), key=True)
    title = document.data.get("title")
    for lang, told in title.items() if isinstance(title, dict) else ():
        if len(str(told)) > LONGEST_TITLE:
            what = "has more than {n} characters"
            yield document.fault(("title", lang), phrase("page.long_title", what, n=LONGEST_TITLE))


def _named_file(word: str) -> Message:
    what = "names a file ({got}), and a page opens none on the server; write something that is shipped"
    return phrase("page.names_file", what, got=word[:60])


def _words(value: Any, path: Where) -> Iterator[tuple[Where, str]]:
    """Every text of a file and where it stands."""
    if isinstance(value, str):
        yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _words(part, (*path, key))


def _is_text(path: Where) -> bool:
    """Whether people read what stands there, and nobody opens it."""
    return path[0] in ("title", "name") or (path[0] == "shocks" and path[-1] == "source")
