"""The axes of a study file: which settings vary, over which values, and that none is told twice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict

from ...messages import Message, phrase
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...model.params import Param, params_of
from ...scenarios.checks import Faults, integer, known, number, written
from ...scenarios.financing import DEFAULT
from ...scenarios.forecast import Forecast
from ...scenarios.merge import Node, list_scenarios, no_scenario, suggest
from ...scenarios.spec import Scenario, load_scenario
from ...scenarios.yaml_reader import SpecError
from ..calibration.fitting import fitted
from .axes import (
    BEHAVIOUR,
    DATED,
    ENSEMBLE,
    GROWTH_PATH,
    LEVERS_LIST,
    POLICY,
    SHOCK,
    UNCERTAINTIES,
    Axis,
    Value,
    full_path,
    nominal_of,
    param_of,
    sets_of,
    shock_index,
)

AXIS = ("range", "scale", "levels", "values", "at")
MOST_VALUES = 10_000


def read_axes(parts: Mapping[str, Node], base: Scenario | None, faults: Faults) -> tuple[Axis, ...]:
    """Levers, then uncertainties, in the order written."""
    found: dict[str, Axis] = {}
    for role in (LEVERS_LIST, UNCERTAINTIES):
        node = parts.get(role)
        if node is not None and not isinstance(node.value, dict):
            path = "training_subsidy.seats" if role == LEVERS_LIST else "behaviour.tries"
            example = f"`{path}: {{range: [2, 4]}}`"
            what = "must be settings with their values, such as {one} (got {got})"
            faults.append(node.fault(phrase("axis.settings", what, one=example, got=node.got)))
            continue
        for name, entry in (node.items if node else {}).items():
            path = full_path(name)
            before = len(faults)
            if path in found:
                where = f"{found[path].role}.{path}"
                faults.append(entry.fault(_varied_already(where), key=True))
            elif (param := _param(path, role, entry, base, faults)) is not None:
                _not_fixed(path, entry, parts.get("base"), faults)
                axis = _axis(path, role, param, entry, base, faults)
                if axis is not None and len(faults) == before:
                    found[path] = axis
    _no_shared_column(tuple(found.values()), parts, faults)
    _apart_from_ensemble(found, parts, base, faults)
    return tuple(found.values())


def read_policies(
    parts: Mapping[str, Node], axes: tuple[Axis, ...], base: Scenario | None, faults: Faults
) -> dict[str, Scenario]:
    """The scenarios that the policy axis names, laid out for the city and the time of the base."""
    entry = next((parts[a.role].items[POLICY] for a in axes if a.path == POLICY), None)
    if entry is None or base is None:
        return {}
    place = {"profile": base.city, "workers": base.workers}
    time = {"start": written(base.start), "months": base.months}
    items = entry.value if isinstance(entry.value, list) else entry.items["values"].value
    found = {}
    for item in items:
        try:
            found[str(item.value)] = load_scenario(item.value, overrides={"city": place, "time": time})
        except SpecError as error:
            why = phrase("near.why", ": {why}", why=error.faults[0].message)
            faults.append(item.fault(no_scenario(item, why)))
            continue
        if beside := _beside_levers(found[str(item.value)], base):
            what = "brings its own {what}, of which a policy is not made; write them in the base or under uncertainties"
            faults.append(item.fault(phrase("axis.beside", what, what=", ".join(beside))))
    return found


def _beside_levers(policy: Scenario, base: Scenario) -> list[str]:
    """What a scenario named as a policy says beside levers, and the base does not: it would not be played."""
    parts = ("seasons", "growth", "shocks")
    ours, theirs = (asdict(scenario.forecast) for scenario in (base, policy))
    found = [part for part in parts if ours[part] != theirs[part] and theirs[part] != asdict(Forecast())[part]]
    found += ["financing"] if policy.financing not in (base.financing, DEFAULT) else []
    found += ["behaviour"] if policy.behaviour not in (base.behaviour, Behaviour()) else []
    return [*found, *(["pair"] if policy.pair is not None else [])]


def _param(path: str, role: str, entry: Node, base: Scenario | None, faults: Faults) -> Param | None:
    """What a path leads to, if it may stand in this list."""
    param = param_of(path, base)
    if param is None:
        near = _near(path, base)
        faults.append(entry.fault(phrase("axis.nothing", "is nothing that can vary{near}", near=near), key=True))
    elif role == LEVERS_LIST and (path in (GROWTH_PATH, ENSEMBLE) or path.startswith(("behaviour.", "shocks["))):
        message = phrase("axis.uncertain", "is not what government chooses; write it under uncertainties")
        faults.append(entry.fault(message, key=True))
        return None
    elif role == UNCERTAINTIES and path == POLICY:
        message = phrase("axis.chosen", "is what government chooses; write it under levers")
        faults.append(entry.fault(message, key=True))
        return None
    return param


def _near(path: str, base: Scenario | None) -> str:
    """What a wrong path may have meant."""
    head = path.partition(".")[0]
    if head == BEHAVIOUR:
        return suggest(path, [f"{BEHAVIOUR}.{name}" for name in params_of(Behaviour)], show=3)
    if head in LEVERS:
        return suggest(path, [f"{head}.{name}" for name in (*LEVERS[head].settings(), *DATED)])
    if shock_index(head) is not None and base is not None:
        shocks = range(len(base.forecast.shocks))
        near = suggest(path, [f"shocks[{k}].{name}" for k in shocks for name in SHOCK])
        return near or phrase("near.no_shocks", "; the base has no shocks")
    known_settings = [f"{name}.{setting}" for name, lever in LEVERS.items() for setting in lever.settings()]
    known_settings += [
        *LEVERS,
        *(f"{BEHAVIOUR}.{name}" for name in params_of(Behaviour)),
        ENSEMBLE,
        GROWTH_PATH,
        POLICY,
    ]
    return suggest(path, known_settings, show=3)


def _not_fixed(path: str, entry: Node, base: Node | None, faults: Faults) -> None:
    """The study's own base must leave open what varies; what it inherits from a scenario may be varied."""
    head, _, setting = path.partition(".")
    fixed: Node | None = None
    if base is not None and head == BEHAVIOUR and BEHAVIOUR in base.items:
        fixed = base.items[BEHAVIOUR].items.get(setting)
    elif base is not None and path == GROWTH_PATH:
        fixed = base.items.get(GROWTH_PATH)
    elif base is not None and head in LEVERS and "levers" in base.items:
        levers = base.items["levers"].value
        written = [lever.items[head] for lever in levers if head in lever.items] if isinstance(levers, list) else []
        fixed = next((lever.items[setting] for lever in written if setting in lever.items), None)
    if fixed is not None:
        line = fixed.document.where(fixed.path)[0]
        what = "is fixed in line {line}, by base; leave it out there or here"
        faults.append(entry.fault(phrase("axis.fixed", what, line=line), key=True))


def _axis(path: str, role: str, param: Param, entry: Node, base: Scenario | None, faults: Faults) -> Axis | None:
    """The values or the range of an axis."""
    nominal = nominal_of(path, base) if base is not None else None
    if isinstance(entry.value, list):
        return Axis(path, role, param, nominal, values=_values(entry, path, param, faults))
    if path == ENSEMBLE and entry.value is None and param.within is not None:
        return Axis(path, role, param, nominal, values=tuple(range(1, int(param.within[1]) + 1)))
    items = known(entry, AXIS, faults) if entry.value is not None else {}
    if "at" in items:
        nominal = number(items["at"], param, faults)
    if "values" in items:
        odd = [items[key] for key in ("range", "scale", "levels") if key in items]
        faults += [node.fault(phrase("axis.beside_values", "cannot stand beside values"), key=True) for node in odd]
        return Axis(path, role, param, nominal, values=_values(items["values"], path, param, faults))
    low, high = _range(items.get("range"), entry, path, param, base, faults)
    scale = items["scale"].value if "scale" in items else "linear"
    if scale not in ("linear", "log"):
        got = items["scale"].got
        faults.append(items["scale"].fault(phrase("axis.scale", "must be linear or log (got {got})", got=got)))
    elif scale == "log" and not low > 0.0 and not math.isnan(low):
        what = "needs a range above zero (got {low} to {high})"
        faults.append(items["scale"].fault(phrase("axis.log", what, low=f"{low:g}", high=f"{high:g}")))
    levels = integer(items.get("levels"), 2, 2, MOST_VALUES, phrase("what.levels", "levels"), faults)
    return Axis(path, role, param, nominal, low=low, high=high, log=scale == "log", levels=levels)


def _range(
    node: Node | None, entry: Node, path: str, param: Param, base: Scenario | None, faults: Faults
) -> tuple[float, float]:
    """Lower and upper end; of a parameter of behaviour for which none are given, those that calibration searches."""
    if node is None and path.startswith(f"{BEHAVIOUR}.") and (entry.value is None or entry.items):
        (own,) = fitted((param.name,), base.behaviour if base else Behaviour())
        return own.low, own.high
    ends = node.value if node is not None else None
    if param.choices is not None or isinstance(param.default, str):
        near = suggest("", param.choices or [])
        faults.append(entry.fault(phrase("axis.words", "takes words; give a list of them{near}", near=near)))
    elif not isinstance(ends, list) or len(ends) != 2:
        what = "must be a range of two numbers such as [1, 3], or a list of values"
        faults.append((node or entry).fault(phrase("axis.range", what)))
    else:
        low, high = (number(end, param, faults) for end in ends)
        if low is not None and high is not None:
            if low < high:
                return float(low), float(high)
            shown = {"low": f"{low:g}", "high": f"{high:g}"}
            wrong = phrase("axis.narrow", "the range has no width ({low} to {high}); give the lower end first", **shown)
            if low > high:
                what = "the range is upside down ({low} to {high}); give the lower end first"
                wrong = phrase("axis.upside_down", what, **shown)
            faults.append(ends[0].fault(wrong))
    return math.nan, math.nan


def _values(node: Node, path: str, param: Param, faults: Faults) -> tuple[Value, ...]:
    """A list of usable values, none twice."""
    if not isinstance(node.value, list) or not node.value:
        faults.append(node.fault(phrase("axis.values", "must be a list of values (got {got})", got=node.got)))
        return ()
    found: list[Value] = []
    for item in node.value:
        if path == POLICY:
            value = item.value if isinstance(item.value, str) else None
            known_names = [*list_scenarios(), *LEVERS]
            if value is None:
                faults.append(item.fault(no_scenario(item, suggest("", known_names))))
        else:
            value = number(item, param, faults)
        if value is not None and value in found:
            faults.append(item.fault(phrase("axis.value_twice", "is given twice ({value})", value=value)))
        elif value is not None:
            found.append(value)
    return tuple(found)


def _apart_from_ensemble(
    found: Mapping[str, Axis], parts: Mapping[str, Node], base: Scenario | None, faults: Faults
) -> None:
    """What the accepted sets say of behaviour cannot vary beside them."""
    if ENSEMBLE in found and base is not None:
        for name in sets_of(base.profile.id)[0]:
            if (path := f"{BEHAVIOUR}.{name}") in found:
                entry = parts[UNCERTAINTIES].items[path]
                where = f"{UNCERTAINTIES}.{ENSEMBLE}"
                faults.append(entry.fault(_varied_already(where), key=True))


def _varied_already(where: str) -> Message:
    return phrase("axis.twice", "varies what {where} varies already; leave one of them out", where=where)


def _no_shared_column(axes: tuple[Axis, ...], parts: Mapping[str, Node], faults: Faults) -> None:
    """Two paths must not give one column its name."""
    for k, axis in enumerate(axes):
        if any(axis.column == other.column for other in axes[:k]):
            what = "{path} shares its column {column} with another axis"
            faults.append(parts[axis.role].fault(phrase("axis.column", what, path=axis.path, column=axis.column)))
