"""The house rules that a reader cannot see at a glance: who imports whom, and what a kernel may not use."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORDER = ["agents", "model", "scenarios", "experiments", "viz", "commands", "__main__"]
# Inside a room: from what is needed by others to what needs them. A name is a folder or a file of the room.
INSIDE = {
    "experiments": [
        *("runs", "compare", "lives_and_maps", "validation", "calibration", "studies", "claims"),
        *("lever_atlas", "advise", "sandbox", "bench"),
        "api",
    ],
    "viz": ["words", "view", "charts", "terminal", "reports", "site", "guard", "pages"],
    "model.phases": [
        *("places", "circle", "search", "firms", "jobs", "matching", "population", "courses"),
        *("work_choice", "protection_fund", "platforms", "data", "settlement", "government"),
    ],
}
MATTERS = ("skills", "platforms", "work", "places", "government")  # of levers, which do not know one another
MESA_FACE = "jiuye.model.mesa_model"
BENEATH = {"messages", "shipped_yaml"}  # how anything is said, and shipped files read; no rooms, and below all of them
MAY_USE_RESULTS = {"experiments", "viz", "commands", "__main__"}
NOT_OURS = {"build", "dist", "runs", "tests"}


class Import(NamedTuple):
    line: int
    target: str
    absolute: bool  # written without leading dots
    at_top: bool  # runs when the module is imported


# The checks, over source text: each returns what is wrong, as "module:line: sentence".


def imports(module: str, source: str, package: bool = False) -> Iterator[Import]:
    """Everything a module imports, with relative names resolved; `from . import x` counts as importing `x`."""
    tree = ast.parse(source)
    here = module.split(".") if package else module.split(".")[:-1]
    for node, at_top in _with_depth(tree, at_top=True):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name, True, at_top)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(node.lineno, f"{stem}.{alias.name}", not node.level, at_top)
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            for name in [a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)]:
                dots = len(name) - len(name.lstrip("."))
                base = here[: len(here) - dots + 1] if dots else []
                yield Import(node.lineno, ".".join([*base, name.lstrip(".")]), not dots, at_top)


def direction_offences(module: str, source: str, package: bool = False) -> list[str]:
    """Rooms import their own room and rooms to their left, relatively; results imports none of ours but those
    beneath all rooms, and these none."""
    room = room_of(module)
    found = []
    for line, target, absolute, at_top in imports(module, source, package):
        if target.split(".")[0] != "jiuye":
            continue
        other = room_of(target)
        if absolute:
            found.append(f"{module}:{line}: imports {target} absolutely; write it with dots")
        elif room in {"", "__main__"}:
            if at_top and other not in {room, *BENEATH}:
                found.append(f"{module}:{line}: imports {target} before it is needed; import it inside the function")
        elif other not in _within_reach(room):
            found.append(f"{module}:{line}: {room} may not import {target}")
    return found


def inner_offences(module: str, source: str, package: bool = False) -> list[str]:
    """Inside a room, too, folders import in one direction; levers of one matter know none of another."""
    found = []
    for room, order in INSIDE.items():
        here = _place(module, room)
        if here not in order:
            continue
        for line, target, _, _ in imports(module, source, package):
            there = _place(target, room)
            if there in order and order.index(there) > order.index(here):
                found.append(f"{module}:{line}: {room}.{here} may not import {target}")
    matter = _place(module, "model.levers")
    if matter in MATTERS:
        for line, target, _, _ in imports(module, source, package):
            if _place(target, "model.levers") in {*MATTERS} - {matter}:
                found.append(f"{module}:{line}: a lever of {matter} imports {target}")
    return found


def mesa_offences(module: str, source: str, package: bool = False) -> list[str]:
    """Only the adapter, the bench's peer and the pages import mesa, which changes how a process starts its children."""
    adapter = _inside(module, MESA_FACE)
    if adapter or module == "jiuye.experiments.bench.peer" or room_of(module) == "viz":
        return []
    return [
        f"{module}:{i.line}: imports mesa" for i in imports(module, source, package) if i.target.split(".")[0] == "mesa"
    ]


def model_offences(module: str, source: str, package: bool = False) -> list[str]:
    """Nothing in the model but itself imports its Mesa face; phases never import levers."""
    found = []
    behind = room_of(module) == "model" and not _inside(module, MESA_FACE)
    for line, target, _, _ in imports(module, source, package):
        if behind and _inside(target, MESA_FACE):
            found.append(f"{module}:{line}: the model imports its Mesa face")
        if _inside(module, "jiuye.model.phases") and _inside(target, "jiuye.model.levers"):
            found.append(f"{module}:{line}: a phase imports a lever")
    return found


def kernel_offences(module: str, source: str, package: bool = False) -> list[str]:
    """Kernels draw from the stateless hash and add in a fixed order: no np.random, no random, no fastmath."""
    if not has_kernels(module, source, package):
        return []
    found = []
    for line, target, _, _ in imports(module, source, package):
        if _inside(target, "random") or _inside(target, "numpy.random"):
            found.append(f"{module}:{line}: imports {target}")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"np.random", "numpy.random"}:
            found.append(f"{module}:{node.lineno}: uses np.random")
        if isinstance(node, ast.keyword) and node.arg == "fastmath":
            found.append(f"{module}:{node.value.lineno}: sets fastmath")
        if isinstance(node, ast.Constant) and node.value == "fastmath":
            found.append(f"{module}:{node.lineno}: names fastmath")
    return found


def has_kernels(module: str, source: str, package: bool = False) -> bool:
    """Whether a module holds compiled code: by its room, or because it imports a compiler."""
    if room_of(module) == "agents" or _inside(module, "jiuye.model.phases"):
        return True
    compilers = {"jiuye.agents.compiled", "jiuye.agents.compiled.kernel", "jiuye.agents.compiled.rule"}
    return any(_inside(i.target, "numba") or i.target in compilers for i in imports(module, source, package))


def package_offences(listed: list[str], tree: list[str]) -> list[str]:
    """The package list of pyproject.toml is the tree's directories with Python files."""
    missing = [f"{name} is not listed in pyproject.toml, so the wheel lacks it" for name in sorted({*tree} - {*listed})]
    return missing + [f"{name} is listed but has no Python files" for name in sorted({*listed} - {*tree})]


def room_of(module: str) -> str:
    """The room a dotted name of ours lies in; '' for the root itself."""
    return module.split(".")[1] if "." in module else ""


def _place(module: str, room: str) -> str:
    """Folder or file of a room that a dotted name lies in; '' if it lies elsewhere."""
    prefix = f"jiuye.{room}."
    return module.removeprefix(prefix).split(".")[0] if module.startswith(prefix) else ""


def forwards_only(module: str, source: str, package: bool = False) -> list[str]:
    """A file that holds nothing but imports has no reason to be; the door of a folder has."""
    body = ast.parse(source).body
    told = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom) and not _docstring(node)]
    names = {
        target.id
        for node in told
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    only = len(told) == len(names & {"__all__"})
    return [f"{module}: only forwards"] if only and not package else []


def _docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def circles(modules: list[tuple[str, str, bool]]) -> list[list[str]]:
    """Modules that import one another while they are being imported, in groups."""
    known = {name: {*()} for name, _, _ in modules}
    for name, source, package in modules:
        for _, target, _, at_top in imports(name, source, package):
            while at_top and target:
                if target in known and target != name and not name.startswith(f"{target}."):
                    known[name].add(target)
                target = target.rpartition(".")[0]
    rest = dict(known)
    while True:  # whoever imports nothing that is left, or is imported by nobody left, is in no circle
        wanted = set().union(*rest.values()) if rest else set()
        out = [name for name, needs in rest.items() if not needs & rest.keys() or name not in wanted]
        if not out:
            return [sorted(rest)] if rest else []
        for name in out:
            del rest[name]


def _within_reach(room: str) -> set[str]:
    if room in BENEATH:
        return {*()}
    if room not in ORDER:
        return {room, *BENEATH}
    return {*BENEATH, *ORDER[: ORDER.index(room) + 1], *(["results"] if room in MAY_USE_RESULTS else [])}


def _inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _with_depth(node: ast.AST, at_top: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        inner = at_top and not typing_only and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield child, at_top
        yield from _with_depth(child, inner)


# The tree as it stands.


def directories(root: Path) -> list[Path]:
    """The root and every directory of ours that holds Python files."""
    found = [root]
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.name.startswith((".", "_")) and path.name not in NOT_OURS:
            found += [d for d in [path, *sorted(path.rglob("*/"))] if any(d.glob("*.py"))]
    return found


def package_name(directory: Path) -> str:
    return ".".join(["jiuye", *directory.relative_to(ROOT).parts])


def modules() -> list[tuple[str, str, bool]]:
    """(dotted name, source, whether it is a package) of every module of ours."""
    found = []
    for directory in directories(ROOT):
        for file in sorted(directory.glob("*.py")):
            package = file.stem == "__init__"
            name = package_name(directory) + ("" if package else f".{file.stem}")
            found.append((name, file.read_text(encoding="utf-8"), package))
    return found


CHECKS = [direction_offences, inner_offences, mesa_offences, model_offences, kernel_offences]


@pytest.mark.parametrize("check", [*CHECKS, forwards_only])
def test_the_house_keeps_its_rules(check):
    ours = modules()
    assert len(ours) > len(ORDER), "no modules found: is the tree where the test looks?"
    assert [offence for module in ours for offence in check(*module)] == []


def test_nobody_imports_in_a_circle():
    assert circles(modules()) == []


def test_every_folder_of_a_room_has_its_place():
    """A folder that is in no order would be checked by nobody."""
    for room, order in INSIDE.items():
        there = {_place(name, room) for name, _, _ in modules()} - {""}
        assert there == {*order}, room


def test_a_class_name_has_one_meaning():
    """But for the one city model, whose face for users knows the shipped cities."""
    names = [
        node.name for _, source, _ in modules() for node in ast.parse(source).body if isinstance(node, ast.ClassDef)
    ]
    assert len(names) > 200
    assert {name for name in names if names.count(name) > 1 and not name.startswith("_")} == {"CityModel"}


def test_every_module_stands_in_a_room():
    assert {room_of(name) for name, _, _ in modules()} - {*ORDER, "results", *BENEATH, ""} == set()


def test_the_wheel_holds_every_package():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert package_offences(listed, [package_name(d) for d in directories(ROOT)]) == []
    assert [d for d in directories(ROOT) if not (d / "__init__.py").exists()] == []


# The checks can fail: one offence a line, and its innocent neighbours.


@pytest.mark.parametrize(
    ("check", "module", "source"),
    [
        (direction_offences, "jiuye.agents.workers", "from ..model.city import City"),
        (direction_offences, "jiuye.agents.workers", "from .. import model"),
        (direction_offences, "jiuye.agents.workers", "def f():\n    from ..model import city"),
        (direction_offences, "jiuye.model.phases.search", "from ...experiments.run import run"),
        (direction_offences, "jiuye.model.city", "from ..results import archive"),
        (direction_offences, "jiuye.model.city", "from .. import City"),
        (direction_offences, "jiuye.model.city", "from jiuye.agents.workers import Workers"),
        (direction_offences, "jiuye.viz.pages", "import jiuye"),
        (direction_offences, "jiuye.experiments.runs.run", "import importlib\nimportlib.import_module('...viz.app')"),
        (
            direction_offences,
            "jiuye.experiments.runs.run",
            "import importlib\nimportlib.import_module('jiuye.model.city')",
        ),
        (direction_offences, "jiuye.results.archive", "from ..agents.table import Table"),
        (direction_offences, "jiuye.messages", "from .results.archive import Run"),
        (direction_offences, "jiuye.scenarios.spec", "from ..__main__ import main"),
        (direction_offences, "jiuye.__main__", "from .viz import app"),
        (inner_offences, "jiuye.experiments.runs.run", "from ..compare.money import x"),
        (inner_offences, "jiuye.viz.words.texts", "from ..charts import canvas"),
        (inner_offences, "jiuye.viz.charts.run", "def f():\n    from ..pages.map import x"),
        (inner_offences, "jiuye.model.phases.search.services", "from ..matching import x"),
        (inner_offences, "jiuye.model.levers.skills.points", "from ..work.vat_relief import VatRelief"),
        (forwards_only, "jiuye.viz.charts.run", '"""Doc."""\nfrom .canvas import Chart\n__all__ = ["Chart"]'),
        (mesa_offences, "jiuye.model.city", "import mesa"),
        (mesa_offences, "jiuye.experiments.runs.run", "def f():\n    from mesa.batchrunner import batch_run"),
        (model_offences, "jiuye.model.month", "from .mesa_model import CityModel"),
        (model_offences, "jiuye.model.phases.search", "from .. import mesa_model"),
        (model_offences, "jiuye.model.mesa_models", "from .mesa_model.maps import pictures"),
        (mesa_offences, "jiuye.model.mesa_models", "import mesa"),
        (model_offences, "jiuye.model.phases.search", "from ..levers.training import Training"),
        (model_offences, "jiuye.model.phases.search", "from .. import levers"),
        (kernel_offences, "jiuye.agents.workers", "import numpy as np\nx = np.random.default_rng(1)"),
        (kernel_offences, "jiuye.agents.workers", "from numpy.random import default_rng"),
        (kernel_offences, "jiuye.model.phases.search", "import random"),
        (kernel_offences, "jiuye.model.phases.search", "from numba import njit\n@njit(fastmath=True)\ndef f(): ..."),
        (kernel_offences, "jiuye.model.grid", "from ..agents.compiled import kernel\nx = np.random.rand()"),
        (kernel_offences, "jiuye.model.draws", "from numba import njit\nf = njit(**{'fastmath': True})(g)"),
    ],
)
def test_an_offence_is_found(check, module, source):
    assert len(check(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("jiuye.model.phases.search.terms", "from ....agents.workers import Workers\nfrom ...draws import Draws"),
        ("jiuye.experiments.runs.run", "from ...results import archive\nfrom ...scenarios.spec import read"),
        ("jiuye.viz.pages.live", "import mesa\nfrom ...model.mesa_model import CityModel"),
        ("jiuye.model.mesa_model", "import mesa\nfrom .city import City"),
        ("jiuye.model.mesa_model.maps", "from mesa.discrete_space import CellAgent\nfrom ..city import City"),
        ("jiuye.model.mesa_model.agents", "from ..mesa_model import maps"),
        ("jiuye.__main__", "def run():\n    from .experiments.run import run"),
        ("jiuye.__main__", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .model.city import City"),
        ("jiuye.model.build", "import numpy as np\nx = np.random.default_rng(1)"),
        ("jiuye.experiments.studies.sweep", "from ..runs.run import play\nfrom .study import Study"),
        ("jiuye.model.levers.skills.points", "from ..lever import Lever\n\nclass Points(Lever): ..."),
        ("jiuye.model.randomness", "import jiuyeology, mesalike\nfrom randomly import x"),
    ],
)
def test_innocent_code_passes(module, source):
    assert [offence for check in CHECKS for offence in check(module, source)] == []


def test_a_circle_is_found():
    a, b = ("jiuye.model.a", "from .b import x", False), ("jiuye.model.b", "from . import c, a", False)
    c, late = ("jiuye.model.c", "import numpy", False), ("jiuye.model.b", "def f():\n    from . import a", False)
    assert circles([a, b, c]) == [["jiuye.model.a", "jiuye.model.b"]]
    assert circles([a, late, c]) == []


def test_a_package_resolves_its_own_dots():
    assert direction_offences("jiuye.model", "from .city import City\nfrom ..agents import table", package=True) == []
    assert len(direction_offences("jiuye.model", "from ..viz import app", package=True)) == 1
    assert len(direction_offences("jiuye", "from .model.city import City", package=True)) == 1
    assert direction_offences("jiuye", "def __getattr__(name):\n    from .model import city", package=True) == []


def test_an_unlisted_room_is_found(tmp_path):
    assert len(package_offences(["jiuye"], ["jiuye", "jiuye.cellar"])) == 1
    assert len(package_offences(["jiuye", "jiuye.attic"], ["jiuye"])) == 1
    for path in ["__init__.py", "cellar/deep/x.py", "tests/x.py", "data/x.yaml", ".venv/x.py"]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert directories(tmp_path) == [tmp_path, tmp_path / "cellar" / "deep"]
