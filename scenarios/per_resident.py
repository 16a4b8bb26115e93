"""Amounts of the whole city told per resident, `seats: 12 per 1000 residents`: the same dose in cities of any size.

They become an amount of the city that is played when the scenario is read, which is what the rest of the program knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..messages import phrase
from ..model.levers import Lever
from ..model.params import Param
from ..model.profile import Profile
from .checks import Faults
from .merge import Node

RESIDENTS = 1_000
AMOUNTS = (  # units of what is counted in the whole city; one that is of a person, a post or a station names it
    *("persons/year", "bundles/year", "packs/year", "visits/year", "yuan/year"),
    *("persons", "posts", "stations", "villages", "loans"),
)
WRITTEN = re.compile(r"([0-9][0-9_]*(?:\.[0-9]+)?) +per +1_?000 +residents")
PATTERN = "^[0-9][0-9_]*(\\.[0-9]+)? +per +1_?000 +residents$"  # the same for schemas


def is_amount(param: Param) -> bool:
    """Whether a setting is an amount of the whole city, so that it can be told per resident."""
    return param.unit in AMOUNTS and param.choices is None


def told_of(value: object) -> float | None:
    """How many for a thousand residents; None where the value is not written so."""
    match = WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(match[1]) if match else None


def written_of(amount: float) -> str:
    """An amount for a thousand residents, as a file writes it."""
    return f"{amount:.15f}".rstrip("0").rstrip(".") + f" per {RESIDENTS} residents"


def amount_of(for_thousand: float, residents: int) -> int:
    """Of a city with so many residents, in whole persons, places or yuan; none only where none is asked for."""
    return max(1, round(for_thousand * residents / RESIDENTS)) if for_thousand else 0


def in_the_city(
    items: Mapping[str, Node], lever: type[Lever], profile: Profile | None, faults: Faults
) -> dict[str, Node]:
    """Settings of a lever with amounts per resident as those of this city; left out where the city is not known."""
    found = {}
    for name, node in items.items():
        param, told = lever.settings().get(name), told_of(node.value)
        if param is None or told is None:
            found[name] = node
        elif not is_amount(param):
            what = "is not an amount of the whole city and cannot be told per resident (got {got})"
            faults.append(node.fault(phrase("lever.no_amount", what, got=node.got)))
        elif profile is not None:
            found[name] = node.with_value(amount_of(told, profile.residents))
    return found
