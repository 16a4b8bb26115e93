"""The wheel: it holds every file the rooms need, nothing else, and runs without the source tree; so does the sdist."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from jiuye.commands.results import ask
from jiuye.scenarios.spec import SpecError
from jiuye.viz.words.faults import fault_line

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["agents", "model", "scenarios", "experiments", "results", "viz", "commands"]
AT_ROOT = ["__init__.py", "__main__.py", "py.typed"]
FOR_READERS = {".md"}  # pages beside the code that nothing reads at run time
DOCS = ("*.md", "zh/*.md", "pictures/*.png")  # what `jiuye docs` builds
CACHES = ["__pycache__", ".*", "*.pyc", "*.nbi", "*.nbc"]


def copied(target: Path) -> Path:
    """The source tree without caches and old builds, whose leftovers setuptools would pack again."""
    target.mkdir()
    for name in [*AT_ROOT, "pyproject.toml", "README.md", "LICENSE"]:
        shutil.copy2(ROOT / name, target)
    for room in ROOMS:
        shutil.copytree(ROOT / room, target / room, ignore=shutil.ignore_patterns(*CACHES))
    shutil.copytree(ROOT / "docs", target / "docs")
    return target


def built(source: Path, target: Path, kind: str = "wheel") -> Path:
    """The wheel or the sdist of a source tree, made as pip makes it but without the network."""
    build = f"import sys; from setuptools import build_meta; print(build_meta.build_{kind}(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, target], cwd=source, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return target / done.stdout.split()[-1]


def needed(source: Path) -> set[str]:
    """The files of a source tree that must be in the wheel, named as they stand there."""
    files = [f for room in ROOMS for f in (source / room).rglob("*") if f.is_file() and f.suffix not in FOR_READERS]
    files += [file for pattern in DOCS for file in (source / "docs").glob(pattern)]
    return {f"jiuye/{name}" for name in AT_ROOT} | {f"jiuye/{f.relative_to(source).as_posix()}" for f in files}


def packed(wheel: Path) -> set[str]:
    """The files in a wheel apart from its own records."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("copy") / "tree")


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    return built(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    target = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def python(unpacked: Path, cwd: Path, *arguments: str) -> str:
    """Run Python where only the unpacked wheel answers to the name jiuye."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_what_the_rooms_need_and_nothing_else(source, wheel):
    assert sorted(needed(source) - packed(wheel)) == [], "list these in pyproject.toml"
    assert sorted(packed(wheel) - needed(source)) == []
    assert any(name.endswith(".py") and name.count("/") == 3 for name in packed(wheel)), "no file from a nested room"


def test_the_sdist_makes_the_same_wheel(source, wheel, tmp_path):
    with tarfile.open(built(source, tmp_path, "sdist")) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = (path for path in tmp_path.glob("jiuye-*") if path.is_dir())
    again = built(tree, tmp_path)
    assert packed(again) == packed(wheel)
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(wheel) as other:
        assert [name for name in sorted(packed(wheel)) if one.read(name) != other.read(name)] == []


def test_a_file_that_is_not_listed_is_found(source, tmp_path):
    forgotten = {"model/cellar/__init__.py", "model/cellar/barrel.py", "scenarios/provinces/zhejiang.yaml"}
    tree = shutil.copytree(source, tmp_path / "tree", ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.rmtree(tree / "build", ignore_errors=True)
    for name in forgotten:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    assert {f"jiuye/{name}" for name in forgotten} <= needed(tree) - packed(built(tree, tmp_path))


def test_the_wheel_runs_away_from_the_source(unpacked, tmp_path):
    where = python(unpacked, tmp_path, "-c", "import jiuye; print(jiuye.__file__)").strip()
    assert Path(where) == unpacked / "jiuye" / "__init__.py"
    assert "Usage" in python(unpacked, tmp_path, "-m", "jiuye", "--help")


def test_the_wheel_names_its_licence_and_command(unpacked):
    (records,) = unpacked.glob("*.dist-info")
    assert "License-Expression: MIT" in (records / "METADATA").read_text(encoding="utf-8")
    assert "jiuye = jiuye.__main__:enter" in (records / "entry_points.txt").read_text(encoding="utf-8")


def test_a_library_that_comes_with_an_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(SpecError) as caught:
        ask("SELECT 1", {})
    (fault,) = caught.value.faults
    assert "needs the extra query: pip install 'jiuye[query]'" in fault_line(fault, "en")
    assert "需要附加组件 query：pip install 'jiuye[query]'" in fault_line(fault, "zh")
    # Mesa is imported with the module, so the command is called where there is none.
    hidden = "import sys; sys.modules['mesa'] = None; from jiuye.__main__ import enter; enter()"
    words = [sys.executable, "-c", hidden, "bench", "--sizes", "300", "--months", "1", "--lang", "zh"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "需要附加组件 mesa：pip install 'jiuye[mesa]'" in done.stderr
    assert "Traceback" not in done.stderr
