"""Where a parameter is read: which steps of the month, found in the source itself, so that it cannot grow stale."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from ..model import behaviour, month
from ..model.behaviour import Behaviour
from ..model.params import params_of

MODEL = Path(month.__file__).parent
PHASES = MODEL / "phases"
BUILD, ELSEWHERE = "build", "elsewhere"  # read when the city is made; or through the kernels' own tables
HEADING = re.compile(r"^    # (.+)$|^    (\w+): float = param\(", re.M)


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
    found = {step for module, step in owners().items() if name in _words(PHASES / f"{module}.py")}
    if not found and name in _words(MODEL / "build.py"):
        return (BUILD,)
    return tuple(step for step in steps() if step in found) or (ELSEWHERE,)


@cache
def owners() -> dict[str, str]:
    """File of the folder of phases → the step it belongs to: its own, or the one that takes most from it."""
    own = {module: step for step, module in _own().items()}
    for _ in range(len(list(PHASES.glob("*.py")))):
        taken: dict[str, dict[str, int]] = {}
        for module, step in own.items():
            for other, names in _siblings(PHASES / f"{module}.py"):
                if other not in own and (PHASES / f"{other}.py").is_file():
                    shares = taken.setdefault(other, {})
                    shares[step] = shares.get(step, 0) + names
        if not taken:
            break
        own |= {other: max(shares, key=lambda step: shares[step]) for other, shares in taken.items()}
    return own


@cache
def headings() -> dict[str, str]:
    """Parameter of behaviour → the heading it stands under in `model/behaviour.py`."""
    found, heading = {}, ""
    for match in HEADING.finditer(Path(behaviour.__file__).read_text(encoding="utf-8")):
        if match[1]:
            heading = match[1].partition(":")[0].partition(",")[0]
        elif match[2]:
            found[match[2]] = heading
    return {name: found[name] for name in params_of(Behaviour)}


@cache
def _own() -> dict[str, str]:
    """Step → its file."""
    own = _imported(ast.parse(Path(month.__file__).read_text(encoding="utf-8")), "phases")
    return {step: own[step] for step in steps()}


def _imported(tree: ast.Module, folder: str) -> dict[str, str]:
    """Name → module of `folder`, as a file imports it."""
    pairs: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{folder}."):
            pairs |= {alias.name: (node.module or "").rpartition(".")[2] for alias in node.names}
    return pairs


def _siblings(file: Path) -> list[tuple[str, int]]:
    """Modules of the same folder that a file imports, and how many names of each."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return [(n.module, len(n.names)) for n in nodes if isinstance(n, ast.ImportFrom) and n.level == 1 and n.module]


@cache
def _words(file: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", file.read_text(encoding="utf-8")))
