"""The levers of a scenario: which, how strong, when and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.levers import LEVERS, Dated, Lever
from ..model.params import Param
from ..model.pilot import MEASURES, Pilot
from ..model.profile import Profile
from .checks import (
    MOST_MONTHS,
    START,
    Faults,
    Time,
    between,
    known,
    listed,
    month,
    number,
    settings,
    whole,
    words,
    written,
)
from .contradictions import Entry, contradictions
from .merge import Node, suggest
from .yaml_reader import Fault

WHEN_AND_WHERE = (
    "from",
    "until",
    "phase_in",
    "zones",
    "transfer",
    "pilot",
)  # what any lever takes besides its own settings
PILOT = ("months", "measure", "at_least", "transfer", "revise")
AT_LEAST = Param("gain that counts as success", 0.0, "", "share", "", "judged", (-1.0, 10.0), None)
TRANSFER = Param("share of the dose that survives the copy", 0.7, "", "share", "", "judged", (0.0, 1.0), None)


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
    sound = [Entry(entry, dated) for entry, dated in read if dated is not None]
    faults += contradictions(sound, len(profile.districts) if profile is not None else None, time)
    return tuple(entry.dated for entry in sound)


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
    transfer = number(items["transfer"], TRANSFER, faults) if "transfer" in items else 1.0
    pilot = _pilot(items["pilot"], lever, values, zones, faults) if "pilot" in items else None
    if len(faults) > before or transfer is None:
        return None
    where: dict[str, Any] = {"zones": zones, "transfer": transfer, "pilot": pilot}
    return Dated(lever=lever(**values), start=start, until=until, phase_in=phase_in, **where)


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


def _pilot(
    node: Node, lever: type[Lever], values: Mapping[str, Any], zones: tuple[int, ...] | None, faults: Faults
) -> Pilot | None:
    """How a lever is tried in its zones before government decides."""
    items = known(node, PILOT, faults)
    if zones is None:
        faults.append(node.fault("needs zones to try the lever in; name some beside it"))
    if "measure" not in items:
        faults.append(node.fault(f"must give a measure{suggest('', MEASURES)}"))
        return None
    months = whole(items.get("months"), 12, 1, MOST_MONTHS, "months", faults)
    measure = words(items["measure"], "", faults)
    if measure not in MEASURES:
        at = items["measure"]
        wrong = f"must be what government measures by district (got {at.got}){suggest(measure, MEASURES)}"
        faults.append(at.fault(wrong))
    least, transfer = (
        number(items[key], param, faults) if key in items else param.default
        for key, param in (("at_least", AT_LEAST), ("transfer", TRANSFER))
    )
    revised = None
    if "revise" in items:
        changes = settings(known(items["revise"], tuple(lever.settings()), faults), lever, faults)
        revised = lever(**{**values, **changes})
    if least is None or transfer is None:
        return None
    return Pilot(months=months, measure=measure, at_least=least, transfer=transfer, revised=revised)
