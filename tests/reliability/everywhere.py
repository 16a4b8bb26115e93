"""Builds sdist and wheel and tries them in new environments: each Python with pinned, lowest and newest libraries.

    .venv/bin/python tests/reliability/everywhere.py FOLDER [python3.11 python3.12 …] [pinned lowest newest sdist]

In each environment, in an empty folder: the main job runs before anything but the bare wheel is installed; then every
command answers, a sweep is played, asked and searched, the site of the documentation is built, the pages open, and runs
come out bit for bit as everywhere else. The wheel is made from the sdist; the first Python installs the sdist itself,
too. Prints a table; exit code 1 where anything fails or differs. Needs pip's access to packages and about two gigabytes
in FOLDER; an environment goes when it has been tried. `make everywhere` calls it.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
LAST_DIGITS = 1e-8  # by which ends of intervals, which take Student's t of SciPy, may be apart
STACKS = ("pinned", "lowest", "newest", "sdist")
EXTRAS = ("app", "mesa", "query", "discovery", "docs")
SMALL = ["--workers", "1000", "--months", "12", "--seeds", "2", "--city", "lishui"]
STUDY = """name: tiny
base: {extends: baseline, city: {profile: lishui, workers: 400}, time: {months: 3, burn_in: 2}}
levers: {policy: [baseline, training_subsidy]}
uncertainties: {growth: {range: [-0.02, 0.02]}}
outcomes: {gini: , unemployment_rate: }
design: {kind: latin_hypercube, n: 6, seed: 1, levers: crossed}
"""
FIRST: dict[str, Any] = {}  # what the first environment came to


@dataclass(frozen=True)
class Tried:
    """What an environment came to: digests of runs, differences of a comparison, megabytes bare and with all extras."""

    runs: dict[str, Any]
    versions: dict[str, str]
    differences: list[dict[str, Any]]
    megabytes: tuple[float, float]


def packages(folder: Path) -> tuple[Path, Path]:
    """The sdist of this source tree, and the wheel made from the sdist."""
    shutil.rmtree(folder, ignore_errors=True)
    tree = folder / "tree"
    leave = shutil.ignore_patterns(".*", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, tree, ignore=leave)
    for old in ("build", "dist", "runs"):  # whose leftovers setuptools would pack again
        shutil.rmtree(tree / old, ignore_errors=True)
    build = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    run(sys.executable, "-c", build, folder, cwd=tree)
    (source,) = folder.glob("jiuye-*.tar.gz")
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet")
    run(*pip, "--wheel-dir", folder, source)
    (wheel,) = folder.glob("jiuye-*.whl")
    return source, wheel


def lowest() -> dict[str, str]:
    """The lowest version that pyproject.toml admits of each library it names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(word for extra in EXTRAS for word in project["optional-dependencies"][extra])]
    return dict(re.findall(r"^([a-z0-9_-]+)>=([0-9.]+)", "\n".join(wanted), re.M))


def constraints(stack: str, folder: Path) -> list[str]:
    """What pip is told of versions."""
    if stack == "newest":
        return []
    if stack == "lowest":
        file = folder / "lowest.txt"
        file.write_text("".join(f"{name}=={least}\n" for name, least in lowest().items()), encoding="utf-8")
        return ["-c", str(file)]
    return ["-c", str(ROOT / "constraints.txt")]


def run(*words: object, **options: Any) -> str:
    """A command's standard output; RuntimeError with what it said where it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))[:160]}: {(done.stderr or done.stdout).strip()[-900:]}")
    return done.stdout


def size(place: Path) -> float:
    """What lies below a folder, in MB."""
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


def tried(interpreter: str, stack: str, made: Path, folder: Path) -> Tried:
    """A new environment away from the source: the main job, every command, a study, the pages, the digests."""
    shutil.rmtree(folder, ignore_errors=True)
    run(interpreter, "-m", "venv", folder / "env")
    python, place = folder / "env/bin/python", folder / "work"
    place.mkdir()
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *constraints(stack, folder)]
    aside = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "XDG_", "NUMBA", "JIUYE"))
    }
    options = {"cwd": place, "env": {**aside, "XDG_CACHE_HOME": str(folder / "cache"), "MPLBACKEND": "agg"}}
    jiuye = [python, "-I", "-m", "jiuye"]

    run(*pip, made)
    bare = size(folder / "env")
    found = json.loads(run(*jiuye, "compare", "baseline", "four_levers", *SMALL, "--json", **options))
    assert (place / found["brief"]).is_file()

    run(*pip, f"{made}[{','.join(EXTRAS)}]")
    whole = size(folder / "env")
    _answer(jiuye, options)
    _study(jiuye, place, options)
    run(*jiuye, "docs", "--no-browser", "--into", "site", **options)
    assert (place / "site/index.html").is_file()
    _open(jiuye, options)

    shutil.copy2(ROOT / "tests/reliability/digest_of_runs.py", place)
    one, two = (json.loads(run(python, "digest_of_runs.py", *more, **options)) for more in ([], ["--threads"]))
    runs = {f"{name}, {threads}": told for threads, each in ((1, one), (2, two)) for name, told in each["runs"].items()}
    return Tried(runs, one["versions"], found["differences"], (bare, whole))


def _answer(jiuye: list[Any], options: dict[str, Any]) -> None:
    """Every command tells what it is for, and the lists are there."""
    listed = run(jiuye[0], "-I", "-c", "from jiuye.commands.door import COMMANDS; print(*COMMANDS)", **options)
    for command in listed.split():
        run(*jiuye, command, "--help", **options)
    for words in (["levers"], ["cities"], ["indicators"], ["plan"], ["check", "whole_plan"]):
        run(*jiuye, *words, **options)


def _study(jiuye: list[Any], place: Path, options: dict[str, Any]) -> None:
    """A small sweep is played, asked by SQL and searched for where policies fail."""
    (place / "tiny.yaml").write_text(STUDY, encoding="utf-8")
    run(*jiuye, "sweep", "tiny.yaml", "--store", "store", **options)
    asked = json.loads(run(*jiuye, "results", "query", "--json", "SELECT count(*) AS n FROM runs", "store", **options))
    assert "12" in json.dumps(asked), asked
    run(*jiuye, "discover", "tiny.yaml", "--store", "store", "--fails", "unemployment_rate > 4", **options)


def _open(jiuye: list[Any], options: dict[str, Any]) -> None:
    """The pages answer."""
    words = [*map(str, jiuye), "app", "--port", "0", "--no-browser", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **options) as server:
        opened(server)


def opened(server: subprocess.Popen[str]) -> None:
    """See that a server that says its address answers there, and end it."""
    assert server.stdout is not None
    try:
        with urlopen(json.loads(server.stdout.readline())["url"], timeout=60) as page:
            assert page.status == 200
    finally:
        server.terminate()


def apart(one: Any, other: Any) -> float:
    """The largest relative distance of two numbers at the same place; infinite where anything else differs."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return max((apart(one[key], other[key]) for key in one), default=0.0)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return max(map(apart, one, other), default=0.0)
    if isinstance(one, float) and isinstance(other, float) and one != other:
        return abs(one - other) / max(abs(one), abs(other))
    return 0.0 if one == other else math.inf


def mark(value: Any) -> str:
    """A few letters that are the same where all bits are, to compare tables made on different machines."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:8]


def row(interpreter: str, stack: str, made: Path, folder: Path) -> tuple[bool, str]:
    """Whether all is well with one environment, and its row of the table."""
    began, name = time.monotonic(), f"{Path(interpreter).name:11} {stack:7}"
    place = folder / f"{Path(interpreter).name}-{stack}"
    try:
        found = tried(interpreter, stack, made, place)
    except Exception as error:
        return False, f"{name} FAILED {error}"
    FIRST.setdefault("runs", {told.partition(",")[0]: digest for told, digest in found.runs.items()})
    FIRST.setdefault("differences", found.differences)
    other = [told for told, digest in found.runs.items() if digest != FIRST["runs"][told.partition(",")[0]]]
    beside = apart(FIRST["differences"], found.differences)
    runs = f"runs DIFFER: {'; '.join(other)} {found.runs}" if other else f"{len(found.runs)} runs identical"
    runs += f" ({mark(found.runs)})"
    figures = "figures identical" if beside == 0 else f"figures apart by {beside:.0e}"
    figures += f" ({mark(found.differences)})"
    megabytes = "{:.0f} MB bare, {:.0f} MB with extras".format(*found.megabytes)
    versions = " ".join(f"{library} {told}" for library, told in found.versions.items())
    seconds = time.monotonic() - began
    Thread(target=shutil.rmtree, args=(place,)).start()  # which takes minutes on some disks
    return not other and beside < LAST_DIGITS, f"{name} {runs}, {figures}, {megabytes}, {seconds:.0f} s, {versions}"


def main(folder: Path, asked: list[str]) -> int:
    """Try all, or the Pythons and libraries asked for; print a row for each; return the exit code."""
    interpreters = [word for word in asked if word not in STACKS] or [sys.executable]
    stacks = [stack for stack in STACKS if stack in asked] or STACKS
    source, wheel = packages(folder / "packages")
    print(f"sdist {source.stat().st_size / 1e6:.1f} MB, wheel {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
    rows = [(interpreter, stack, wheel) for interpreter in interpreters for stack in stacks if stack != "sdist"]
    rows += [(interpreters[0], "sdist", source)] if "sdist" in stacks else []
    good = True
    for interpreter, stack, made in rows:
        well, told = row(interpreter, stack, made, folder)
        print(told, flush=True)
        good &= well
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
