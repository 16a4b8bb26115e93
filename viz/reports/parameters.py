"""Where a parameter is read: which steps of the month, found in the source itself, so that it cannot grow stale."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from ...model import month
from ...model.behaviour import MATTERS, Behaviour
from ...model.params import params_of

MODEL = Path(month.__file__).parent
PHASES = MODEL / "phases"
BUILD, ELSEWHERE = "build", "elsewhere"  # read when the city is made; or through the kernels' own tables


@cache
def steps() -> tuple[str, ...]:
    """The steps of a month in their order, as `model/month.py` calls them."""
    tree = ast.parse(Path(month.__file__).read_text(encoding="utf-8"))
    known = set(_imported(tree, "phases"))
    step = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "step")
    called = [n for n in ast.walk(step) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    ordered = sorted(called, key=lambda call: (call.lineno, call.col_offset))
    return tuple(dict.fromkeys(call.func.id for call in ordered if call.func.id in known))  # type: ignore[attr-defined]


def readers(name: str) -> tuple[str, ...]:
    """Steps whose files read a parameter of behaviour or a rule, in the order of the month."""
    found = {step for file, step in owners().items() if name in _words(file)}
    if not found and any(name in _words(file) for file in (MODEL / "build").glob("*.py")):
        return (BUILD,)
    return tuple(step for step in steps() if step in found) or (ELSEWHERE,)


@cache
def owners() -> dict[Path, str]:
    """File of the rooms of phases → the step it belongs to: the room's, or the one whose file imports it."""
    own: dict[Path, str] = {}
    for step, place in _own().items():
        file = PHASES.joinpath(*place.split("."))
        if file.is_dir():
            own |= dict.fromkeys(file.glob("*.py"), step)
        else:
            file = file.with_suffix(".py")
            own |= {file: step} | dict.fromkeys((file.parent / f"{name}.py" for name in _siblings(file)), step)
    return own


@cache
def headings() -> dict[str, str]:
    """Parameter of behaviour → the matter whose file of `model/behaviour` it stands in."""
    matter = {name: matter for matter, kind in MATTERS.items() for name in params_of(kind)}
    return {name: matter[name] for name in params_of(Behaviour)}


@cache
def _own() -> dict[str, str]:
    """Step → its place among the phases, dotted."""
    own = _imported(ast.parse(Path(month.__file__).read_text(encoding="utf-8")), "phases")
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
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return [n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.level == 1 and n.module]


@cache
def _words(file: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", file.read_text(encoding="utf-8")))
