"""The levers of a scenario: which, how strong, when and where."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.levers import LEVERS, Dated
from ..model.profile import Profile
from .checks import MOST_MONTHS, START, Faults, Time, between, known, listed, month, settings, whole, written
from .merge import Node, suggest
from .yaml_reader import Fault, dotted

WHEN_AND_WHERE = ("from", "until", "phase_in", "zones")  # what any lever takes besides its own settings


def read_levers(node: Node | None, profile: Profile | None, time: Time | None, faults: Faults) -> tuple[Dated, ...]:
    """All levers with their dates and districts."""
    if node is None or node.value == []:
        return ()
    if not isinstance(node.value, list):
        faults.append(
            node.fault(f"must be a list, one line a lever, such as `- {next(iter(LEVERS))}` (got {node.got})")
        )
        return ()
    read = [(entry, _lever(entry, profile, time, faults)) for entry in node.value]
    sound = [(entry, dated) for entry, dated in read if dated is not None]
    for i, (entry, dated) in enumerate(sound):
        for first, other in sound[:i]:
            if _overlap(dated, other):
                faults.append(_contradiction(entry, first))
    return tuple(dated for _, dated in sound)


def _lever(entry: Node, profile: Profile | None, time: Time | None, faults: Faults) -> Dated | None:
    before = len(faults)
    if len(entry.items) != 1:
        faults.append(_not_one_lever(entry))
        return None
    ((name, body),) = entry.items.items()
    if name not in LEVERS:
        faults.append(body.fault(f"is not a lever{suggest(name, LEVERS)}", key=True))
        return None
    lever = LEVERS[name]
    items = known(body, (*lever.settings(), *WHEN_AND_WHERE), faults)
    values = settings(items, lever, faults)
    start, until = _dates(items, time, faults)
    phase_in = whole(items.get("phase_in"), 0, 0, MOST_MONTHS, "months", faults)
    zones = _zones(items.get("zones"), profile, faults)
    if len(faults) > before:
        return None
    return Dated(lever=lever(**values), start=start, until=until, phase_in=phase_in, zones=zones)


def _not_one_lever(entry: Node) -> Fault:
    names = list(entry.items)
    if len(names) > 1:
        second = entry.items[names[1]]
        return second.fault(f"stands beside {names[0]}: indent settings further, give each lever its own `-`", key=True)
    return entry.fault(f"must be a lever (got {entry.got}){suggest('', LEVERS)}")


def _dates(items: Mapping[str, Node], time: Time | None, faults: Faults) -> tuple[int, int | None]:
    """First month, and first month no longer in force, counted from the start."""
    origin = time.start if time is not None else START
    begin = month(items.get("from"), origin, faults)
    end = month(items["until"], origin, faults) if "until" in items else None
    if time is None or begin is None:
        return 0, None
    if begin < time.start:
        faults.append(
            items["from"].fault(f"must not be before {written(time.start)}, the start (got {written(begin)})")
        )
    if begin >= time.end:
        faults.append(items["from"].fault(f"must be before {written(time.end)}, the end (got {written(begin)})"))
    if end is not None and end <= begin:
        faults.append(items["until"].fault(f"must be after {written(begin)}, when it begins (got {written(end)})"))
    return between(time.start, begin), between(time.start, end) if end is not None else None


def _zones(node: Node | None, profile: Profile | None, faults: Faults) -> tuple[int, ...] | None:
    if node is None or profile is None:
        return None
    ids = [district.id for district in profile.districts]
    found = listed(node, f"a district of {profile.id}", ids, faults)
    if node.value == []:
        faults.append(node.fault("must name a district; leave zones out for the whole city"))
    return tuple(sorted(ids.index(zone) for zone in found))


def _overlap(a: Dated, b: Dated) -> bool:
    """Whether two entries are the same lever in the same month and district."""
    if a.lever.name != b.lever.name:
        return False
    if (a.until is not None and a.until <= b.start) or (b.until is not None and b.until <= a.start):
        return False
    return a.zones is None or b.zones is None or bool(set(a.zones) & set(b.zones))


def _contradiction(entry: Node, first: Node) -> Fault:
    body, other = (next(iter(node.items.values())) for node in (entry, first))
    line = other.document.where(other.path, key=True)[0]
    where = f"line {line}" if entry.document is first.document else f"{other.document.path}:{line}"
    return body.fault(f"overlaps {dotted(other.path)} ({where}): same lever, months and districts", key=True)
