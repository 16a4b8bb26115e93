"""Calibration files: fitted behaviour by name or file, and the ensemble of parameter sets stored with it."""

from __future__ import annotations

from pathlib import Path

from ...model.behaviour import Behaviour
from ...model.params import params_of
from ..checks import Faults, known, number, settings, words
from ..merge import Node, is_file, nodes, suggest
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
        hint = ": no such file" if is_file(name) else suggest(name, list_calibrations())
        faults.append(node.fault(f"must be a known calibration (got {node.got}){hint}"))
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
        raise SpecError([Fault(name, f"there is no such calibration{suggest(name, list_calibrations())}")])
    faults: Faults = []
    tree = _tree(file, name)
    fitted = settings(_values(tree, faults), Behaviour, faults)
    node = tree.items.get("ensemble")
    if node is None:
        raise SpecError([tree.fault("has no ensemble; `jiuye calibrate` makes one")])
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
            raise SpecError([Fault("--ensemble", f"must be 1 to {len(sets)}, the sets that {name} has (got {asked})")])
        sets = sets[: int(asked)]
    params = params_of(Behaviour)
    fixed = [p for p in sets[0] if getattr(behaviour, p) not in (params[p].default, fitted.get(p))]
    if fixed:
        message = f"the scenario sets {', '.join(fixed)}, which the ensemble varies; leave one of them out"
        raise SpecError([Fault("--ensemble", message)])
    return sets


def _tree(file: Path, name: str) -> Node:
    return nodes(read_yaml(file, shown=None if is_file(name) else f"scenarios/calibrations/{name}.yaml"))


def _values(tree: Node, faults: Faults) -> dict[str, Node]:
    """Where the value of each parameter stands."""
    table = known(known(tree, CALIBRATION_FILE, faults).get("parameters"), list(params_of(Behaviour)), faults)
    records = {parameter: known(record, CALIBRATED, faults) for parameter, record in table.items()}
    faults += [table[p].fault("must have a value") for p, record in records.items() if "value" not in record]
    return {parameter: record["value"] for parameter, record in records.items() if "value" in record}


def _sets(items: dict[str, Node], node: Node, faults: Faults) -> tuple[dict[str, float], ...]:
    """The rows of an ensemble as parameter → value."""
    names, rows = items.get("parameters"), items.get("sets")
    if names is None or rows is None or not isinstance(names.value, list) or not isinstance(rows.value, list):
        faults.append(node.fault("must have lists named parameters and sets"))
        return ()
    params = params_of(Behaviour)
    faults += [n.fault(f"must be a parameter (got {n.got})") for n in names.value if n.value not in params]
    if not rows.value:
        faults.append(rows.fault("must hold at least one set"))
    if faults:
        return ()
    found = []
    for row in rows.value:
        if not isinstance(row.value, list) or len(row.value) != len(names.value):
            faults.append(row.fault(f"must be a list of {len(names.value)} values, one for each parameter"))
            continue
        pairs = zip(names.value, row.value, strict=True)
        found.append({name.value: number(value, params[name.value], faults) for name, value in pairs})
    return tuple(found)
