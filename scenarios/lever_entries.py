"""The levers of a scenario: which, how strong, when and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..messages import phrase
from ..model.levers import LEVERS, Dated, Lever
from ..model.params import Param
from ..model.pilot import MEASURES, Pilot
from ..model.profile import Profile
from .checks import (
    MOST_MONTHS,
    START,
    Faults,
    ScenarioFrame,
    Time,
    between,
    integer,
    known,
    listed,
    measured,
    month,
    not_such,
    number,
    settings,
    written,
)
from .contradictions import Entry, contradictions
from .merge import Node, suggest
from .per_resident import in_the_city
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


def read_levers(node: Node | None, frame: ScenarioFrame, faults: Faults) -> tuple[Dated, ...]:
    """All levers with their dates and districts."""
    if node is None or node.value == []:
        return ()
    if not isinstance(node.value, list):
        what = "must be a list, one line a lever, such as {one} (got {got})"
        faults.append(node.fault(phrase("lever.list", what, one="`- training_subsidy`", got=node.got)))
        return ()
    read = [(entry, _lever(entry, frame, faults)) for entry in node.value]
    sound = [Entry(entry, dated) for entry, dated in read if dated is not None]
    if frame.complete:
        districts = len(frame.profile.districts) if frame.profile is not None else None
        faults += contradictions(sound, districts, frame.time)
    return tuple(entry.dated for entry in sound)


def _lever(entry: Node, frame: ScenarioFrame, faults: Faults) -> Dated | None:
    before = len(faults)
    if len(entry.items) != 1:
        faults.append(_not_one_lever(entry))
        return None
    ((name, body),) = entry.items.items()
    if name not in LEVERS:
        near = suggest(name, LEVERS)
        faults.append(body.fault(phrase("lever.unknown", "is not a lever{near}", near=near), key=True))
        return None
    lever = LEVERS[name]
    items = known(body, (*lever.settings(), *WHEN_AND_WHERE), faults)
    items = in_the_city(items, lever, frame.profile, faults)
    values = settings(items, lever, faults)
    start, until = _dates(items, frame.time, faults)
    phase_in = integer(items.get("phase_in"), 0, 0, MOST_MONTHS, "months", faults)
    zones = _zones(items.get("zones"), frame.profile, faults)
    transfer = number(items["transfer"], TRANSFER, faults) if "transfer" in items else 1.0
    pilot = _pilot(items, lever(**values), frame, faults)
    if len(faults) > before or transfer is None:
        return None
    where: dict[str, Any] = {"zones": zones, "transfer": transfer, "pilot": pilot}
    return Dated(lever=lever(**values), start=start, until=until, phase_in=phase_in, **where)


def _not_one_lever(entry: Node) -> Fault:
    names = list(entry.items)
    if len(names) > 1:
        what = "stands beside {name}: indent settings further, give each lever its own `-`"
        return entry.items[names[1]].fault(phrase("lever.beside", what, name=names[0]), key=True)
    return entry.fault(not_such(phrase("what.lever", "a lever"), entry.got, suggest("", LEVERS)))


def _dates(items: Mapping[str, Node], time: Time | None, faults: Faults) -> tuple[int, int | None]:
    """First month, and first month no longer in force, counted from the start."""
    origin = time.start if time is not None else START
    begin = month(items.get("from"), origin, faults)
    end = month(items["until"], origin, faults) if "until" in items else None
    if begin is None:
        return 0, None
    if time is not None and begin < time.start:
        what = "must not be before {start}, the start (got {got})"
        message = phrase("lever.too_early", what, start=written(time.start), got=written(begin))
        faults.append(items["from"].fault(message))
    if time is not None and begin >= time.end:
        what = "must be before {end}, the end (got {got})"
        faults.append(items["from"].fault(phrase("lever.too_late", what, end=written(time.end), got=written(begin))))
    if end is not None and end <= begin and (time is not None or "from" in items):
        what = "must be after {begin}, when it begins (got {got})"
        faults.append(items["until"].fault(phrase("lever.ends_first", what, begin=written(begin), got=written(end))))
    return between(origin, begin), between(origin, end) if end is not None else None


def _zones(node: Node | None, profile: Profile | None, faults: Faults) -> tuple[int, ...] | None:
    if node is not None and node.value == []:
        message = phrase("lever.no_district", "must name a district; leave zones out for the whole city")
        faults.append(node.fault(message))
    if node is None or profile is None:
        return None
    ids = [district.id for district in profile.districts]
    found = listed(node, phrase("what.district", "a district of {city}", city=profile.id), ids, faults)
    return tuple(sorted(ids.index(zone) for zone in found))


def _pilot(beside: Mapping[str, Node], lever: Lever, frame: ScenarioFrame, faults: Faults) -> Pilot | None:
    """How a lever is tried in its zones before government decides; None if it is not. `beside` are its settings."""
    if (node := beside.get("pilot")) is None:
        return None
    items = known(node, PILOT, faults)
    if frame.complete and "zones" not in beside:
        message = phrase("lever.trial_without_zones", "needs zones to try the lever in; name some beside it")
        faults.append(node.fault(message))
    if frame.complete and "measure" not in items:
        near = suggest("", MEASURES)
        faults.append(node.fault(phrase("lever.no_measure", "must give a measure{near}", near=near)))
    months = integer(items.get("months"), 12, 1, MOST_MONTHS, "months", faults)
    measure = measured(items.get("measure"), "", faults)
    least, transfer = (
        number(items[key], param, faults) if key in items else param.default
        for key, param in (("at_least", AT_LEAST), ("transfer", TRANSFER))
    )
    revised = None
    if "revise" in items:
        revise = known(items["revise"], tuple(lever.settings()), faults)
        changes = settings(in_the_city(revise, type(lever), frame.profile, faults), type(lever), faults)
        revised = replace(lever, **changes)
    if least is None or transfer is None:
        return None
    return Pilot(months=months, measure=measure, at_least=least, transfer=transfer, revised=revised)
