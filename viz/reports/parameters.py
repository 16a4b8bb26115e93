"""Where a parameter is read: which steps of the month, found in the source itself, so that it cannot grow stale."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from ...model import month
from ...model.behaviour import MATTERS, Behaviour
from ...model.params import params_of

MODEL = Path(month.__file__).parent
PHASES = MODEL / "phases"
Function = tuple[Path, str]  # where it stands, and its name
BUILD, ELSEWHERE = "build", "elsewhere"  # read when the city is made; or through the kernels' own tables


@cache
def steps() -> tuple[str, ...]:
    """The steps of a month in their order, as `model/month.py` calls them."""
    tree = _tree(Path(month.__file__))
    known = set(_imported(tree, "phases"))
    step = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "step")
    called = [n for n in ast.walk(step) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    ordered = sorted(called, key=lambda call: (call.lineno, call.col_offset))
    return tuple(dict.fromkeys(call.func.id for call in ordered if call.func.id in known))  # type: ignore[attr-defined]


def readers(name: str) -> tuple[str, ...]:
    """Steps whose files read a parameter of behaviour or a rule, in the order of the month."""
    shared = _shared_doors()
    found = {step for file, step in owners().items() if file not in shared.values() and name in _read(file)}
    found |= {step for step, door in shared.items() if name in _read_by(_defined(door, step))}
    if not found and any(name in _read(file) for file in (MODEL / "build").glob("*.py")):
        return (BUILD,)
    return tuple(step for step in steps() if step in found) or (ELSEWHERE,)


@cache
def owners() -> dict[Path, str]:
    """File of the rooms of phases → the step it belongs to: the room's, or the one whose file imports it."""
    own: dict[Path, str] = {}
    doors: dict[Path, str] = {}
    for step, place in _own().items():
        file = PHASES.joinpath(*place.split("."))
        if file.is_dir():
            own |= dict.fromkeys(file.glob("*.py"), step)
        else:
            file = file.with_suffix(".py")
            doors[file] = step
            own |= dict.fromkeys((file.parent / f"{name}.py" for name in _siblings(file)), step)
    return own | doors | _of_shared_rooms()


@cache
def _shared_doors() -> dict[str, Path]:
    """Step → the door of its room, where several steps have one."""
    places = list(_own().values())
    doors = {step: PHASES.joinpath(*place.split("."), "__init__.py") for step, place in _own().items()}
    return {step: door for step, door in doors.items() if places.count(_own()[step]) > 1 and door.is_file()}


def _of_shared_rooms() -> dict[Path, str]:
    """File of a room with several steps → the step that calls it."""
    own: dict[Path, str] = {}
    for step, door in _shared_doors().items():
        place = _defined(door, step)
        called = {step} if place[0] != door else _functions()[place][1]
        nodes = [n for n in _tree(door).body if isinstance(n, ast.ImportFrom) and n.level == 1 and n.module]
        beside = [n.module for n in nodes if called & {alias.name for alias in n.names}]
        own |= dict.fromkeys((door.parent / f"{name}.py" for name in beside), step)
    return own


def _defined(door: Path, step: str) -> Function:
    """Where the function of a step stands: in the door of its room, or in the file from which the door passes it on."""
    if (door, step) in _functions():
        return door, step
    (file,) = (n.module for n in _tree(door).body if isinstance(n, ast.ImportFrom) and step in _names(n))
    return door.parent / f"{file}.py", step


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


@cache
def headings() -> dict[str, str]:
    """Parameter of behaviour → the matter whose file of `model/behaviour` it stands in."""
    matter = {name: matter for matter, kind in MATTERS.items() for name in params_of(kind)}
    return {name: matter[name] for name in params_of(Behaviour)}


@cache
def _own() -> dict[str, str]:
    """Step → its place among the phases, dotted."""
    own = _imported(_tree(Path(month.__file__)), "phases")
    return {step: own[step] for step in steps()}


def _imported(tree: ast.Module, folder: str) -> dict[str, str]:
    """Name → module of `folder`, as a file imports it."""
    pairs: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{folder}."):
            pairs |= {alias.name: (node.module or "").removeprefix(f"{folder}.") for alias in node.names}
    return pairs


def _siblings(file: Path) -> list[str]:
    """Modules of the same folder that a file imports."""
    nodes = ast.walk(_tree(file))
    return [n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.level == 1 and n.module]


@cache
def _read(file: Path) -> frozenset[str]:
    """Fields that a file reads, itself or by the rules it calls, wherever they stand."""
    fields, called = _looked_up(_tree(file))
    return frozenset(fields.union(*(_read_by(one) for one in _meant(called, file))))


@cache
def _read_by(function: Function) -> frozenset[str]:
    """Fields that a function reads, with those that the functions it calls read."""
    wanted, known = {function}, set[Function]()
    while wanted - known:
        one = (wanted - known).pop()
        known.add(one)
        wanted |= _meant(_functions()[one][1], one[0])
    return frozenset(set[str]().union(*(_functions()[one][0] for one in known)))


@cache
def _functions() -> dict[Function, tuple[set[str], set[str]]]:
    """Function of the agents, the funds or the phases → fields it looks up, and names of functions it calls."""
    files = [*(MODEL.parent / "agents").glob("*.py"), MODEL / "funds.py", *PHASES.rglob("*.py")]
    nodes = [(file, node) for file in sorted(files) for node in _tree(file).body if isinstance(node, ast.FunctionDef)]
    return {(file, node.name): _looked_up(node) for file, node in nodes}


@cache
def _public() -> dict[str, Function]:
    return {name: (file, name) for file, name in _functions() if not name.startswith("_")}


def _meant(names: set[str], file: Path) -> set[Function]:
    """The functions that names mean in a file: its own first, else one that others may import."""
    here = {(file, name) for name in names if (file, name) in _functions()}
    return here | {_public()[name] for name in names if (file, name) not in here and name in _public()}


def _looked_up(tree: ast.AST) -> tuple[set[str], set[str]]:
    """Fields that source looks up (`b.quit_rate`, or by their name as a text), and functions it calls."""
    nodes = list(ast.walk(tree))
    fields = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    fields |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    called = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    for call in calls:  # interpreted(rule)(…)
        if isinstance(call.func, ast.Name) and call.func.id == "interpreted":
            called |= {argument.id for argument in call.args if isinstance(argument, ast.Name)}
    return fields, called


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
