"""Checks of single values: each returns the usable value, or adds a fault that says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ..messages import Message, phrase
from ..model.params import Declares, Param, params_of
from ..model.pilot import MEASURES
from ..model.profile import Profile
from .merge import Node, suggest
from .yaml_reader import Fault

Month = tuple[int, int]  # year, month 1 to 12
Faults = list[Fault]

LARGEST = 10**18
FIRST_YEAR, LAST_YEAR = 2000, 2100
START: Month = (2025, 1)  # where nothing is written
MOST_MONTHS = 600
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def known(node: Node | None, names: Collection[str], faults: Faults) -> dict[str, Node]:
    """The settings of a mapping; those that do not exist are faults."""
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        faults.append(node.fault(no_settings(node, names)))
        return {}
    odd = [key for key in node.value if key not in names]
    faults += [node.value[key].fault(no_setting(key, names), key=True) for key in odd]
    return {key: item for key, item in node.value.items() if key in names}


def no_settings(node: Node, names: Collection[str]) -> Message:
    """Said of a value that stands where settings should."""
    what = "must hold settings such as {one} (got {got})"
    return phrase("value.no_settings", what, one=next(iter(names)), got=node.got)


def no_city(node: Node, near: str) -> Message:
    """Said of a value that names no city; `near` goes on from there."""
    return phrase("city.unknown", "must be a known city (got {got}){near}", got=node.got, near=near)


def no_setting(name: str, names: Collection[str]) -> Message:
    """Said of a setting that is none of those there are."""
    return phrase("value.unknown_setting", "is not a setting{near}", near=suggest(name, names))


def one_of(node: Node, names: Collection[str]) -> Message:
    """Said of a word that is none of a few."""
    return phrase("value.one_of", "must be one of {names} (got {got})", names=", ".join(names), got=node.got)


def number(node: Node, param: Param, faults: Faults) -> Any:
    """A setting as its parameter asks for it; None with a fault if it cannot be used."""
    value = node.value
    if value is None or isinstance(value, dict | list):
        fault: Message | None = phrase("value.single", "must be a single value (got {got})", got=node.got)
    elif isinstance(value, int | float) and not abs(value) <= LARGEST:  # nan too
        fault = phrase("value.finite", "must be a finite number (got {got})", got=node.got)
    else:
        fault = param.fault(value)
    if fault is None:
        return type(param.default)(value)
    faults.append(node.fault(fault))
    return None


def settings(items: Mapping[str, Node], owner: type[Declares], faults: Faults) -> dict[str, Any]:
    """Usable values of the parameters of a lever or of behaviour."""
    params = params_of(owner)
    values = {name: number(node, params[name], faults) for name, node in items.items() if name in params}
    return {name: value for name, value in values.items() if value is not None}


def integer(node: Node | None, default: int, low: int, high: int, unit: str, faults: Faults) -> int:
    """A whole number of something, within bounds."""
    if node is None:
        return default
    value = number(node, Param("", default, "", unit, "", "judged", (low, high), None), faults)
    return default if value is None else int(value)


def words(node: Node | None, default: str, faults: Faults) -> str:
    """A word or a sentence."""
    if node is None:
        return default
    if isinstance(node.value, str) and node.value.strip():
        return node.value
    faults.append(node.fault(phrase("value.text", "must be text (got {got})", got=node.got)))
    return default


def flag(node: Node | None, faults: Faults) -> bool:
    """True or false; false where nothing is written."""
    if node is not None and not isinstance(node.value, bool):
        faults.append(node.fault(phrase("value.flag", "must be true or false (got {got})", got=node.got)))
    return node is not None and node.value is True


def listed(node: Node, what: Message, names: Collection[str], faults: Faults) -> list[str]:
    """A list of known words, at least one and each once."""
    if not isinstance(node.value, list):
        example, form = f"[{next(iter(names))}]", "must be a list such as {one} (got {got})"
        faults.append(node.fault(phrase("value.list", form, one=example, got=node.got)))
        return []
    found: list[str] = []
    for item in node.value:
        if not isinstance(item.value, str) or item.value not in names:
            faults.append(item.fault(not_such(what, item.got, suggest(item.value, names))))
        elif item.value in found:
            faults.append(item.fault(phrase("value.second_time", "names {name} a second time", name=item.value)))
        else:
            found.append(item.value)
    return found


def not_such(what: Message, got: str, near: str) -> Message:
    """Said of a word that is no known one of its kind; `near` goes on from there."""
    return phrase("value.not_such", "must be {what} (got {got}){near}", what=what, got=got, near=near)


def month(node: Node | None, default: Month, faults: Faults) -> Month | None:
    """A calendar month such as 2025-07."""
    if node is None:
        return default
    match = _MONTH.fullmatch(node.value) if isinstance(node.value, str) else None
    if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR and 1 <= int(match[2]) <= 12:
        return int(match[1]), int(match[2])
    what = "must be a month from {first} to {last}, such as 2025-07 (got {got})"
    ends = {"first": f"{FIRST_YEAR}-01", "last": f"{LAST_YEAR}-12"}
    faults.append(node.fault(phrase("value.month", what, **ends, got=node.got)))
    return None


def measured(node: Node | None, default: str, faults: Faults) -> str:
    """What government measures in a district, by name; a fault where it is none of that."""
    name = words(node, default, faults)
    if name not in MEASURES and node is not None:
        what = "must be what government measures by district (got {got}){near}"
        faults.append(node.fault(phrase("value.measure", what, got=node.got, near=suggest(name, MEASURES))))
    return name


def later(start: Month, months: int) -> Month:
    """The calendar month so many months later."""
    count = start[0] * 12 + start[1] - 1 + months
    return count // 12, count % 12 + 1


def between(start: Month, end: Month) -> int:
    """Months from one calendar month to another."""
    return (end[0] - start[0]) * 12 + end[1] - start[1]


def written(when: Month) -> str:
    """A calendar month as users write it."""
    return f"{when[0]:04d}-{when[1]:02d}"


class Time(NamedTuple):
    """When a scenario plays."""

    start: Month
    months: int
    burn_in: int

    @property
    def end(self) -> Month:
        """The month after the last."""
        return later(self.start, self.months)


class ScenarioFrame(NamedTuple):
    """What a part of a scenario is held against: city and time, None where they are not known; and whether all that
    the scenario extends could be read. Where it could not, nothing is called missing or in contradiction."""

    profile: Profile | None
    time: Time | None
    complete: bool = True
