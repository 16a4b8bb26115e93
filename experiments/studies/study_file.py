"""Reading a study file: every part checked, all faults at once, each with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...messages import Message, phrase
from ...model.groups import DIMENSIONS
from ...model.indicators import INDICATORS
from ...model.tally import groups_of
from ...scenarios.checks import Faults, flag, integer, known, not_such, words
from ...scenarios.merge import Node, nodes, suggest
from ...scenarios.parts import read_name, read_title
from ...scenarios.spec import Scenario, load_inline, load_scenario
from ...scenarios.yaml_reader import NOWHERE, Document, Fault, SpecError
from .axes import LEVERS_LIST, UNCERTAINTIES, Axis, Value, Values
from .axis_entries import read_axes, read_policies
from .designs import FILLING, KINDS, Plan
from .outcomes import MONEY, Outcome, dimensions_of
from .study import Study

SECTIONS = ("name", "title", "base", LEVERS_LIST, UNCERTAINTIES, "outcomes", "design", "seeds")
OUTCOME = ("indicator", "group", "month", "last", "difference")
TAKES = {
    "factorial": (),
    "latin_hypercube": ("n", "seed", "levers"),
    "sobol_sequence": ("n", "seed", "levers"),
    "sobol": ("n", "seed", "second_order"),
    "morris": ("n", "seed", "levels"),
    "one_at_a_time": (),
    "list": ("points",),
}
OWN_COLUMNS = ("point", "seed", "block", "wall_s", "error")
MOST, MOST_SEEDS = 10**7, 10_000


def read_study(file: Path, document: Document, overrides: Mapping[str, Any]) -> Study:
    """The study of a file; SpecError with every fault."""
    tree, faults = nodes(document), Faults()
    parts = known(tree, SECTIONS, faults)
    missing = [key for key in ("outcomes", "design") if key not in parts]
    faults += [tree.fault(phrase("value.missing", "must give {name}", name=key)) for key in missing]
    name = read_name(parts.get("name"), file.stem, faults)
    title = read_title(parts.get("title"), name, faults)
    base = _base(parts.get("base"), file, overrides, faults)
    axes = read_axes(parts, base, faults)
    policies = read_policies(parts, axes, base, faults)
    outcomes = _outcomes(parts.get("outcomes"), base, "time" in overrides, faults)
    plan = _plan(parts.get("design"), axes, faults)
    seeds = _seeds(parts.get("seeds"), faults)
    faults += _columns(axes, outcomes, parts)
    if faults or base is None or plan is None:
        raise SpecError(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file != document.path, fault.place)))
    base = replace(base, by=dimensions_of(outcomes))
    policies = {policy: replace(scenario, by=base.by) for policy, scenario in policies.items()}
    return Study(name, title, base, axes, outcomes, plan, seeds, policies)


def _base(node: Node | None, file: Path, overrides: Mapping[str, Any], faults: Faults) -> Scenario | None:
    """The scenario that everything is varied in: by name, a file beside the study, or written in place."""
    try:
        if node is not None and isinstance(node.value, dict):
            return load_inline(node, file, overrides=overrides)
        name = words(node, "baseline", faults)
        beside = file.parent / name
        return load_scenario(beside if beside.is_file() else name, overrides=overrides)
    except SpecError as error:
        at_name = node is not None and not isinstance(node.value, dict)
        for fault in error.faults:
            unknown = at_name and fault.place == NOWHERE and fault.file != "options"
            why = phrase("study.base", "cannot be used: {why}", why=fault.message)
            faults.append(node.fault(why) if unknown and node else fault)
        return None


# Outcomes.


def _outcomes(node: Node | None, base: Scenario | None, shortened: bool, faults: Faults) -> tuple[Outcome, ...]:
    """What is taken from each run."""
    if node is None:
        return ()
    if not isinstance(node.value, dict) or not node.value:
        what, one = "must name outcomes such as {one} (got {got})", "`jobs: {indicator: employment_rate}`"
        faults.append(node.fault(phrase("study.outcomes", what, one=one, got=node.got)))
        return ()
    found = [_outcome(name, entry, base, shortened, faults) for name, entry in node.items.items()]
    return tuple(outcome for outcome in found if outcome is not None)


def _outcome(name: str, entry: Node, base: Scenario | None, shortened: bool, faults: Faults) -> Outcome | None:
    """One outcome; where an option has `shortened` the study, its last months are what there is."""
    before = len(faults)
    if entry.value is None:  # `gini:` alone is the indicator of that name
        entry = entry.with_value({})
    items = known(entry, OUTCOME, faults)
    indicator = words(items.get("indicator"), name, faults)
    if not name.isidentifier():
        message = phrase("study.outcome_name", "must be a name of letters, digits and underscores")
        faults.append(entry.fault(message, key=True))
    if indicator not in INDICATORS and indicator not in MONEY:
        at = items.get("indicator")
        near = suggest(indicator, [*INDICATORS, *MONEY])
        message = not_such(phrase("what.indicator", "an indicator"), repr(indicator), near)
        faults.append(at.fault(message) if at else entry.fault(message, key=True))
    months = base.months if base else MOST
    most = MOST if shortened else months
    month = min(months, integer(items["month"], 1, 1, most, "months", faults)) if "month" in items else None
    last = min(months, integer(items.get("last"), min(12, months), 1, most, "months", faults))
    difference = flag(items.get("difference"), faults)
    group = _group(items.get("group"), base, faults)
    if "month" in items and "last" in items:
        message = phrase("study.last_and_month", "cannot stand beside month; leave one of them out")
        faults.append(items["last"].fault(message))
    if indicator in MONEY:
        odd = [items[key] for key in ("group", "month", "last") if key in items]
        what = "cannot be given for {name}, a sum over all months for the city"
        faults += [at.fault(phrase("study.of_a_sum", what, name=indicator)) for at in odd]
    if len(faults) > before:
        return None
    return Outcome(name, indicator, group, month, last, difference)


def _group(node: Node | None, base: Scenario | None, faults: Faults) -> str:
    """A group such as `sex=female`, or `sex=female,hukou=rural_migrant`."""
    name = words(node, "all", faults)
    if node is None or name == "all" or base is None:
        return name
    grouping = "*".join(part.split("=")[0] for part in name.split(","))
    odd = [part for part in grouping.split("*") if part not in DIMENSIONS]
    if odd:
        example = phrase("what.group_such_as", "a group such as sex=female")
        faults.append(node.fault(not_such(example, node.got, suggest(odd[0], DIMENSIONS))))
        return name
    groups = groups_of((grouping,), base.profile.districts).names
    if name not in groups:
        alike = [group for group in groups if group.startswith(name.split("=")[0])]
        faults.append(node.fault(not_such(phrase("what.group", "a group"), node.got, suggest(name, alike))))
    return name


# Design and seeds.


def _plan(node: Node | None, axes: tuple[Axis, ...], faults: Faults) -> Plan | None:
    if node is None:
        return None
    before = len(faults)
    items = known(node, ("kind", "n", "seed", "levels", "second_order", "levers", "points"), faults)
    kind = words(items.get("kind"), "", faults)
    if kind not in KINDS:
        at = items.get("kind", node)
        what = "must be a design: {names} (got {got})"
        faults.append(at.fault(phrase("design.kind", what, names=", ".join(KINDS), got=at.got)))
        return None
    useless = phrase("design.useless", "means nothing for {kind}", kind=kind)
    faults += [items[key].fault(useless, key=True) for key in items if key not in ("kind", *TAKES[kind])]
    if not axes and len(faults) == before:
        faults.append(node.fault(phrase("design.nothing", "has nothing to vary; name levers or uncertainties")))
    plan = Plan(kind)
    if "n" in TAKES[kind]:
        if "n" not in items:
            faults.append(node.fault(phrase("design.n", "needs n, the number of {unit}", unit=_counted(kind))))
        n = integer(items.get("n"), 1, 1, MOST, _counted(kind), faults)
        if kind in ("sobol", "sobol_sequence") and n & (n - 1):
            what = "must be a power of two, such as {one} (got {got})"
            faults.append(items["n"].fault(phrase("design.power", what, one=1 << n.bit_length(), got=n)))
        plan = replace(plan, n=n, seed=integer(items.get("seed"), 1, 0, 2**32 - 1, "", faults))
    if kind == "morris":
        levels = integer(items.get("levels"), 4, 4, 100, phrase("what.levels", "levels"), faults)
        if levels % 2:
            faults.append(items["levels"].fault(phrase("design.even", "must be even (got {got})", got=levels)))
        plan = replace(plan, levels=levels)
    if kind in FILLING and "levers" in items:
        how = words(items["levers"], "sampled", faults)
        if how not in ("sampled", "crossed"):
            message = phrase("design.levers", "must be sampled or crossed (got {got})", got=repr(how))
            faults.append(items["levers"].fault(message))
        elif how == "crossed" and len({axis.role for axis in axes}) < 2:
            message = phrase("design.cross", "needs levers and uncertainties to cross")
            faults.append(items["levers"].fault(message))
        plan = replace(plan, levers=how)
    second = flag(items.get("second_order"), faults)
    if kind == "list":
        plan = replace(plan, points=_points(items.get("points"), node, axes, faults))
    plan = replace(plan, second_order=second)
    return plan if len(faults) == before else None


def _counted(kind: str) -> Message:
    if kind == "morris":
        return phrase("what.trajectories", "trajectories")
    return phrase("what.base_samples", "base samples") if kind == "sobol" else phrase("what.points", "points")


def _points(node: Node | None, at: Node, axes: tuple[Axis, ...], faults: Faults) -> tuple[Values, ...]:
    """The points of a list: a value for each axis, its nominal one where nothing is said."""
    if node is None or not isinstance(node.value, list) or not node.value:
        example = f"[{{{axes[0].path if axes else 'path'}: 1}}]"
        message = phrase("design.points", "must give points, a list such as {one}", one=example)
        faults.append((node or at).fault(message))
        return ()
    return tuple(_point(entry, axes, faults) for entry in node.value)


def _point(entry: Node, axes: tuple[Axis, ...], faults: Faults) -> Values:
    """One point of a list."""
    items = known(entry, [axis.path for axis in axes], faults)
    row: list[Value] = []
    for axis in axes:
        value = items[axis.path].value if axis.path in items else axis.nominal
        if axis.path not in items and value is None:
            faults.append(entry.fault(phrase("value.missing", "must give {name}", name=axis.path)))
        elif axis.path in items:
            fault = axis.param.fault(value)
            if axis.values and value not in axis.values:
                what, names = "must be one of the axis's values {names} (got {got})", ", ".join(map(str, axis.values))
                fault = phrase("design.value", what, names=names, got=repr(value))
            faults += [items[axis.path].fault(fault)] if fault else []
        row.append(0 if value is None else value)
    return tuple(row)


def _seeds(node: Node | None, faults: Faults) -> tuple[int, ...]:
    """How many seeds, or which."""
    if node is not None and isinstance(node.value, list):
        seeds = [integer(item, 1, 0, 2**63 - 1, "", faults) for item in node.value]
        if not seeds or len(set(seeds)) < len(seeds):
            faults.append(node.fault(phrase("study.seeds", "must name at least one seed and none twice")))
        return tuple(seeds)
    return tuple(range(1, integer(node, 1, 1, MOST_SEEDS, phrase("what.seeds", "seeds"), faults) + 1))


def _columns(axes: tuple[Axis, ...], outcomes: tuple[Outcome, ...], parts: Mapping[str, Node]) -> list[Fault]:
    """Names that would stand twice in the table of runs."""
    taken = {*OWN_COLUMNS, *(axis.column for axis in axes)}
    clashes = [o.name for o in outcomes if o.name in taken]
    message = phrase("study.column", "is also the name of another column; choose another name")
    return [parts["outcomes"].items[name].fault(message, key=True) for name in clashes]
