"""Groups of people as files and options name them: `group: {sex: female, age: 45-59}`, `--groups "sex=female,age=60+"`.

They stand among the dimensions that indicators are split by, each under the one name of its group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..messages import Message, phrase
from ..model.groups import DIMENSIONS, EVERYBODY, PeopleGroup, parse_group, read_group, split_groups
from ..model.profile import District
from .checks import Faults, not_such
from .merge import Node, suggest
from .yaml_reader import Fault, SpecError

if TYPE_CHECKING:
    from .spec import Scenario

GROUPS = "--groups"


def read_by(parts: dict[str, Node], districts: Sequence[District], faults: Faults) -> tuple[str, ...]:
    """What indicators are split by: dimensions, counted with all their values, and groups of their own, from `by`,
    `group` and `groups`."""
    entries = [(entry, True) for entry in _entries(parts.get("by"), faults)]
    entries += [(entry, False) for entry in _entries(parts.get("groups"), faults)]
    entries += [(parts["group"], False)] if "group" in parts else []
    found: list[str] = []
    for entry, whole in entries:
        text = entry.value
        if whole and isinstance(text, str) and "=" not in text:
            if text not in DIMENSIONS:
                faults.append(
                    entry.fault(not_such(phrase("what.dimension", "a dimension"), entry.got, suggest(text, DIMENSIONS)))
                )
                continue
        else:
            group = group_of(entry, districts, faults)
            text = group.name if group is not None else EVERYBODY
        if text == EVERYBODY:
            continue
        if text in found:
            faults.append(entry.fault(phrase("value.second_time", "names {name} a second time", name=text)))
        else:
            found.append(text)
    return tuple(found)


def group_of(node: Node, districts: Sequence[District], faults: Faults) -> PeopleGroup | None:
    """The group of a mapping, or of a text such as `sex=female,age=45-59`; None with its faults."""
    if isinstance(node.value, dict):
        said = [
            (name, [i.value for i in v.value] if isinstance(v.value, list) else v.value)
            for name, v in node.value.items()
        ]
        group, odd = read_group(said, districts)
        faults += [node.fault(message) for message in odd]
        return None if odd else group
    if isinstance(node.value, str):
        try:
            return parse_group(node.value, districts)
        except ValueError as error:
            faults += [node.fault(message) for message in told(error)]
            return None
    what = "must be a group such as {one} (got {got})"
    faults.append(node.fault(phrase("group.node", what, one="{sex: female, age: 45-59}", got=node.got)))
    return None


def named_groups(texts: str | Iterable[str], districts: Sequence[District], place: str = GROUPS) -> tuple[str, ...]:
    """The names of groups given as options, several in a text parted by `;`; SpecError with every fault."""
    texts = [texts] if isinstance(texts, str) or not isinstance(texts, Iterable) else list(texts)
    if not all(isinstance(text, str) for text in texts):
        what = "must be texts such as {one} (got {got})"
        raise SpecError([Fault(place, phrase("group.texts", what, one="sex=female,age=45-59", got=repr(texts)))])
    found: dict[str, None] = {}
    faults: Faults = []
    for written in [one for text in texts for one in split_groups(text)]:
        try:
            found[parse_group(written, districts).name] = None
        except ValueError as error:
            faults += [Fault(place, message) for message in told(error)]
    if faults:
        raise SpecError(list(dict.fromkeys(faults)))
    return tuple(name for name in found if name != EVERYBODY)


def with_groups(scenario: Scenario, texts: str | Iterable[str], place: str = GROUPS) -> Scenario:
    """A scenario that counts these groups too."""
    names = named_groups(texts, scenario.profile.districts, place)
    return replace(scenario, by=tuple(dict.fromkeys((*scenario.by, *names))))


def told(error: ValueError) -> list[Message]:
    """The messages of an error of `parse_group`."""
    return [message for message in error.args if isinstance(message, Message)]


def _entries(node: Node | None, faults: Faults) -> list[Node]:
    """What a list holds; a single entry stands for a list of one."""
    if node is None:
        return []
    if isinstance(node.value, list):
        return list(node.value)
    if isinstance(node.value, dict) or (isinstance(node.value, str) and "=" in node.value):
        return [node]
    form = "must be a list such as {one} (got {got})"
    faults.append(node.fault(phrase("value.list", form, one="[sex]", got=node.got)))
    return []
