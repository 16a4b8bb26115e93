"""Calibration files: fitted behaviour by name or file, and the ensemble of parameter sets stored with it."""

from __future__ import annotations

from pathlib import Path

from ...messages import phrase
from ...model.behaviour import Behaviour
from ...model.params import params_of
from ..checks import Faults, known, number, settings, words
from ..merge import NO_FILE, Node, is_file, nodes, suggest
from ..yaml_reader import Fault, SpecError, read_yaml

CALIBRATIONS = Path(__file__).parent
USUAL = "reference"  # whose ensemble serves cities without one: behaviour is not fitted city by city
CALIBRATION_FILE = ("title", "city", "source", "parameters", "fit", "moments", "unidentified", "ensemble", "made")
CALIBRATED = ("value", "start", "unit", "range", "source", "grade", "identified", "why")
ENSEMBLE = ("rule", "seeds", "met", "parameters", "sets")


def list_calibrations() -> list[str]:
    """Names of the shipped calibrations."""
    return sorted(path.stem for path in CALIBRATIONS.glob("*.yaml"))


def fitted_values(node: Node, faults: Faults) -> dict[str, float]:
    """Parameter → value, from a calibration named in a scenario."""
    name = words(node, "", faults)
    file = Path(node.document.path).parent / name if is_file(name) else CALIBRATIONS / f"{name}.yaml"
    if not file.is_file():
        near = NO_FILE if is_file(name) else suggest(name, list_calibrations())
        what = "must be a known calibration (got {got}){near}"
        faults.append(node.fault(phrase("calibration.unknown", what, got=node.got, near=near)))
        return {}
    try:
        tree = _tree(file, name)
    except SpecError as error:
        faults += error.faults
        return {}
    return settings(_values(tree, faults), Behaviour, faults)


def load_ensemble(name: str) -> tuple[dict[str, float], tuple[dict[str, float], ...]]:
    """Fitted values and accepted parameter sets of a shipped calibration or of a file; SpecError with every fault."""
    file = Path(name) if is_file(name) else CALIBRATIONS / f"{name}.yaml"
    if not is_file(name) and not file.is_file():
        near = suggest(name, list_calibrations())
        raise SpecError([Fault(name, phrase("calibration.none", "there is no such calibration{near}", near=near))])
    faults: Faults = []
    tree = _tree(file, name)
    fitted = settings(_values(tree, faults), Behaviour, faults)
    node = tree.items.get("ensemble")
    if node is None:
        message = phrase("calibration.no_ensemble", "has no ensemble; `jiuye calibrate` makes one")
        raise SpecError([tree.fault(message)])
    sets = _sets(known(node, ENSEMBLE, faults), node, faults)
    if faults:
        raise SpecError(faults)
    return fitted, sets


def ensemble_for(asked: str, city: str, behaviour: Behaviour) -> tuple[dict[str, float], ...]:
    """Sets to compare under: all of a calibration by name or file, or the first so many of the city's own or, where it
    has none, the reference city's. SpecError if a scenario fixes what the ensemble varies."""
    own = city if city in list_calibrations() else USUAL
    name = own if not asked or asked.isdigit() else asked
    fitted, sets = load_ensemble(name)
    if asked.isdigit():
        if not 1 <= int(asked) <= len(sets):
            what = "must be 1 to {most}, the sets that {name} has (got {got})"
            message = phrase("calibration.sets_there_are", what, most=len(sets), name=name, got=asked)
            raise SpecError([Fault("--ensemble", message)])
        sets = sets[: int(asked)]
    params = params_of(Behaviour)
    fixed = [p for p in sets[0] if getattr(behaviour, p) not in (params[p].default, fitted.get(p))]
    if fixed:
        what = "the scenario sets {names}, which the ensemble varies; leave one of them out"
        message = phrase("calibration.fixed", what, names=", ".join(fixed))
        raise SpecError([Fault("--ensemble", message)])
    return sets


def _tree(file: Path, name: str) -> Node:
    return nodes(read_yaml(file, shown=None if is_file(name) else f"scenarios/calibrations/{name}.yaml"))


def _values(tree: Node, faults: Faults) -> dict[str, Node]:
    """Where the value of each parameter stands."""
    table = known(known(tree, CALIBRATION_FILE, faults).get("parameters"), list(params_of(Behaviour)), faults)
    records = {parameter: known(record, CALIBRATED, faults) for parameter, record in table.items()}
    missing = phrase("calibration.no_value", "must have a value")
    faults += [table[p].fault(missing) for p, record in records.items() if "value" not in record]
    return {parameter: record["value"] for parameter, record in records.items() if "value" in record}


def _sets(items: dict[str, Node], node: Node, faults: Faults) -> tuple[dict[str, float], ...]:
    """The rows of an ensemble as parameter → value."""
    names, rows = items.get("parameters"), items.get("sets")
    if names is None or rows is None or not isinstance(names.value, list) or not isinstance(rows.value, list):
        faults.append(node.fault(phrase("calibration.no_lists", "must have lists named parameters and sets")))
        return ()
    params = params_of(Behaviour)
    what = "must be a parameter (got {got})"
    odd = [name for name in names.value if name.value not in params]
    faults += [name.fault(phrase("calibration.no_parameter", what, got=name.got)) for name in odd]
    if not rows.value:
        faults.append(rows.fault(phrase("calibration.no_sets", "must hold at least one set")))
    if faults:
        return ()
    found = []
    for row in rows.value:
        if not isinstance(row.value, list) or len(row.value) != len(names.value):
            what = "must be a list of {n} values, one for each parameter"
            faults.append(row.fault(phrase("calibration.row", what, n=len(names.value))))
            continue
        pairs = zip(names.value, row.value, strict=True)
        found.append({name.value: number(value, params[name.value], faults) for name, value in pairs})
    return tuple(found)
