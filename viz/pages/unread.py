"""What an address says that cannot be read: a link from another version, cut short or made by hand. It is told, and
nothing is computed in its place until the visitor goes on with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...messages import phrase
from ...model.levers import LEVERS
from ...scenarios.yaml_reader import Fault, SpecError
from .asked import COUNTS, HORIZONS, MOST_LEVERS, SIZES, SLOTS, AskedComparison, cities, scenario_in
from .own_city import faults_of_city, is_own_city
from .query import LONGEST, Query

OFFERED = {"persons": SIZES, "months": HORIZONS, "seeds": COUNTS}
KNOWN = ("lang", "run", "city", *OFFERED, "groups", "base", *SLOTS)
ADDRESS = "URL"
MOST_SETTINGS = 16  # of a lever that are tried one by one
SHOWN = 60  # characters of what cannot be read that are told


def unread(query: Query) -> list[Fault]:
    """Settings of the address that are not what they should be, apart from the policies, which are told where they are
    loaded."""
    faults = []
    if query.cut:
        what = "the address is longer than the {n} characters that are read"
        faults.append(Fault(ADDRESS, phrase("page.address_cut", what, n=f"{LONGEST:,}")))
    for name in query.twice:
        faults.append(Fault(name[:SHOWN], phrase("page.twice", "is named twice")))
    for name, value in query.values:
        if name not in KNOWN:
            faults.append(Fault(name[:SHOWN], phrase("page.no_such", "is nothing that this page knows")))
        elif _off(name, value):
            known = ", ".join(cities()) if name == "city" else ", ".join(map(str, OFFERED[name]))
            what = "is none of {names} (got {got})"
            faults.append(Fault(name, phrase("page.none_of", what, names=known, got=value[:SHOWN])))
    return faults


def is_odd(query: Query, asked: AskedComparison) -> bool:
    """Whether anything of an address cannot be read."""
    odd = bool(unread(query)) or bool(faults_of_city(asked.city))
    return odd or not all(_loads(letter, words, asked.overrides_for(words)) for letter, words in asked.every_slot)


def changes_for(query: Query, asked: AskedComparison) -> dict[str, str | None]:
    """What to change in an address so that all that is left of it can be read; empty where nothing need be."""
    changes: dict[str, str | None] = {name: None for name, _ in query.values if name not in KNOWN}
    changes |= {name: None for name, value in query.values if _off(name, value)}
    changes |= {"city": None} if faults_of_city(asked.city) else {}
    for letter, words in asked.every_slot:
        if not _loads(letter, words, overrides := asked.overrides_for(words)):
            changes[letter] = mended(letter, words, overrides)
    return changes


def _off(name: str, value: str) -> bool:
    """Whether a setting is not one of those offered."""
    if name == "city":
        return not is_own_city(value) and value not in cities()
    return name in OFFERED and value not in map(str, OFFERED[name])


def mended(letter: str, words: str, overrides: Mapping[str, Any]) -> str | None:
    """Levers and settings of a slot that can be read; None where nothing is left."""
    kept = []
    for part in words.split("+")[:MOST_LEVERS]:
        name, _, inside = part.strip().partition("(")
        settings: list[str] = []
        for pair in filter(None, inside.rstrip(")").split(",")[:MOST_SETTINGS]):
            if _loads(letter, f"{name}({','.join([*settings, pair])})", overrides):
                settings.append(pair)
        if name in LEVERS:
            kept.append(f"{name}({','.join(settings)})")
    left = "+".join(kept)
    return left if kept and _loads(letter, left, overrides) else None


def _loads(letter: str, words: str, overrides: Mapping[str, Any]) -> bool:
    try:
        scenario_in(letter, words, overrides)
    except SpecError:
        return False
    return True
