"""Whatever page, docstring or comment names a file, a folder or a module of the house names one that is there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE_BY_RUNNING = {"build", "dist", "runs"}  # at the root; inside rooms these are names like others
MADE_ELSEWHERE = {"cdn", "made"}
HISTORY = {"CHANGELOG.md", "DECISIONS.md"}  # they may speak of what has gone
ALSO_READ = {"Makefile", "pyproject.toml", ".gitignore", ".ci/run"}
READ_WHOLE = {".md", ".yaml", ".css", ".j2", ".vue"}
OURS = r"py|md|yaml|css|vue|js|html|toml|csv|json"
PATH = re.compile(rf"(?<![\w/.:~<{{-])((?:[\w-]+/)*[\w-]+\.(?:{OURS}))\b(?![\w/(])")
WITHOUT_SLASH = re.compile(r"`([a-z_]+(?:/[a-z_]+)+)`")
FOLDER = re.compile(r"(?<![\w/.:~<{-])((?:[a-z_]+/)+)(?![\w<{…])")
DOTTED = re.compile(r"\b(jiuye(?:\.[A-Za-z]\w*)+)")
IN_TICKS = re.compile(r"`((?:[a-z]\w*)(?:\.[A-Za-z]\w*)+)`")
IMPORT = re.compile(r"^\s*(?:>>> )?from (jiuye[\w.]*) import ([\w, ]+)", re.MULTILINE)
TO_BE_SAVED = re.compile(r"(?:[Ss]ave (?:this|it) as\s+|存为[^`。]*)`([^`]+)`")
NOT_MODULES = {"jiuye.app", "jiuye.debug"}  # a logger, and the name of what a page keeps


@cache
def files() -> frozenset[str]:
    """Every file of ours, relative to the root."""
    return frozenset(path.relative_to(ROOT).as_posix() for path in _below(ROOT))


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith((".", "__")) or path.name.endswith(".egg-info")
            if not hidden and (path.parent != ROOT or path.name not in MADE_BY_RUNNING):
                yield from _below(path)
        else:
            yield path


@cache
def folders() -> frozenset[str]:
    return frozenset(above.as_posix() for file in files() for above in Path(file).parents if above != Path("."))


@cache
def rooms() -> frozenset[str]:
    """Names by which a path is known as one of ours. `runs` is also where users keep theirs."""
    return frozenset(folder.split("/")[-1] for folder in folders() if folder.count("/") < 2) - {"runs"}


@cache
def endings() -> frozenset[str]:
    """Every file and folder, by whole path and by every shorter ending of it."""
    parts = [name.split("/") for name in files() | folders()]
    return frozenset("/".join(part[k:]) for part in parts for k in range(len(part)))


def misnamed(text: str) -> list[str]:
    """What a text names that is not there."""
    to_come = set(TO_BE_SAVED.findall(text))
    found = []
    for path in PATH.findall(text):
        known_by = path.split("/")[0] in rooms() if "/" in path else path.endswith(".py")
        if known_by and path not in endings() | to_come and not re.search(r"[A-Z]{4}", path.removesuffix(".md")):
            found.append(path)
    for path in [*FOLDER.findall(text), *WITHOUT_SLASH.findall(text)]:
        if path.split("/")[0] in rooms() and path.rstrip("/") not in endings():
            found.append(path)
    for name in {*DOTTED.findall(text), *_in_ticks(text), *_imported(text)} - NOT_MODULES:
        if name.rpartition(".")[2] not in {"py", "yaml"} and not exists(name.split(".")[1:]):
            found.append(name)
    return found


def _in_ticks(text: str) -> list[str]:
    """Names such as `agents.employers.skill_match`; of two parts `model.gini` is somebody's model."""
    split = [(name, name.split(".")) for name in IN_TICKS.findall(text)]
    top = {folder for folder in folders() if "/" not in folder}
    return [f"jiuye.{name}" for name, parts in split if parts[0] in top - ({"model"} if len(parts) == 2 else set())]


def _imported(text: str) -> list[str]:
    return [f"{module}.{name.strip()}" for module, names in IMPORT.findall(text) for name in names.split(",")]


def exists(parts: list[str]) -> bool:
    """Whether a dotted name leads to a module, or to a name that stands at the top of one."""
    here = ""
    for at, part in enumerate(parts):
        path = f"{here}{part}"
        if path in folders():
            here = f"{path}/"
        elif f"{path}.py" in files():
            return at + 1 == len(parts) or parts[at + 1] in names_in(f"{path}.py")
        else:
            return f"{here}__init__.py" in files() and part in names_in(f"{here}__init__.py")
    return True


@cache
def names_in(file: str) -> frozenset[str]:
    """Names bound at the top of a module, and those that it says it has."""
    names = set()
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            names |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
            names |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return frozenset(names)


def told(file: str) -> str:
    """What a file says to its readers: a page all of it, code its docstrings and comments."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if not file.endswith(".py"):
        return text
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    docs = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return "\n".join([*docs, *re.findall(r"(?<!['\"])#.*", text)])


def readable() -> list[str]:
    kept = [file for file in files() - HISTORY if not MADE_ELSEWHERE & {*file.split("/")}]
    return sorted({f for f in kept if Path(f).suffix in {".py", *READ_WHOLE}} | ALSO_READ)


def test_what_is_named_is_there():
    assert len(readable()) > 400, "no files found: is the tree where the test looks?"
    assert [f"{file}: {name} is not there" for file in readable() for name in misnamed(told(file))] == []


@pytest.mark.parametrize(
    "text",
    [
        "see `model/phases/cellar.py`",
        "see `phases/cellar.py`",
        "as cellar.py does",
        "in `model/cellar/`",
        "in `model/cellar`",
        "model/cellar/*.actual.json",
        "in levers/cellar/ too",
        "styles of viz/style/cellar.css",
        "`scenarios/cities/atlantis.yaml`",
        "`jiuye.model.cellar`",
        "jiuye.model.grid.build_cellar draws the map",
        "`model.month.stride`",
        "`experiments.cellar`",
        "from jiuye.model.month import step, stride",
        "from jiuye import CityModels",
    ],
)
def test_a_place_that_is_not_there_is_found(text):
    assert len(misnamed(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "see `model/month.py`, `month.py` and `phases/search/looks.py`",
        "in `model/levers/places/`, levers/places/, `levers/places` or model/levers/*",
        "`jiuye.model.month.step`, `model.month.step`, jiuye.CityModel, `scenarios.cities.load_city`",
        "from jiuye.model.month import step, Flows",
        "save this as `cellar.py`; then `cellar.py` is there",
        "the user's `mine.yaml`, runs/dose/store.json, brief.html and scenarios/calibrations/CITY.yaml",
        "`model.gini` of somebody's model; 5 yuan/month; https://example.org/model/cellar/x.py",
    ],
)
def test_a_place_that_is_there_passes(text):
    assert misnamed(text) == []
