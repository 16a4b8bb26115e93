"""Builds the wheel and tries it in new environments: each Python with pinned, lowest and newest libraries.

    .venv/bin/python tests/reliability/everywhere.py FOLDER [python3.11 python3.12 …]

In each environment, in an empty folder: every command answers, the main job runs, the pages open, and runs come out bit
for bit as everywhere else. Prints a table; exit code 1 where anything fails or differs. Needs pip's access to packages
and some gigabytes in FOLDER, which is not emptied. `make everywhere` calls it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
STACKS = ("pinned", "lowest", "newest")
NO_WHEEL = {"numpy": {"3.13": "2.1.0"}, "pyarrow": {"3.13": "18.0.0"}, "pandas": {"3.13": "2.2.3"}}  # of a lower one
SMALL = ["--workers", "1000", "--months", "12", "--seeds", "2", "--city", "lishui"]


def wheel(folder: Path) -> Path:
    """The wheel of this source tree."""
    folder.mkdir(parents=True, exist_ok=True)
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", folder, ROOT)
    return max(folder.glob("jiuye-*.whl"), key=lambda file: file.stat().st_mtime)


def constraints(stack: str, python: str, folder: Path) -> list[str]:
    """What pip is told of versions."""
    if stack == "pinned":
        return ["-c", str(ROOT / "constraints.txt")]
    if stack == "newest":
        return []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["app"], *extras["mesa"]]
    lowest = dict(re.findall(r"^([a-z0-9_-]+)>=([0-9.]+)", "\n".join(wanted), re.M))
    lowest |= {name: at[python] for name, at in NO_WHEEL.items() if python in at}
    file = folder / "lowest.txt"
    file.write_text("".join(f"{name}=={least}\n" for name, least in lowest.items()), encoding="utf-8")
    return ["-c", str(file)]


def run(*words: object, **options: Any) -> str:
    """A command's standard output; RuntimeError with what it said where it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))[:120]}: {(done.stderr or done.stdout).strip()[-600:]}")
    return done.stdout


def environment(interpreter: str, stack: str, made: Path, folder: Path) -> tuple[Path, float]:
    """A new environment with the wheel and its pages; its Python and its size in MB."""
    place = folder / f"{Path(interpreter).name}-{stack}"
    shutil.rmtree(place, ignore_errors=True)
    run(interpreter, "-m", "venv", place)
    python = place / "bin" / "python"
    told = run(python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").strip()
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, *constraints(stack, told, place), f"{made}[app]")
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file() and not file.is_symlink())
    return python, size / 1e6


def tried(python: Path, place: Path) -> dict[str, Any]:
    """Every command, the main job, the pages and the digests, away from the source tree."""
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy2(ROOT / "tests/reliability/digest_of_runs.py", place)
    aside = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "XDG_", "NUMBA"))}
    options = {"cwd": place, "env": {**aside, "XDG_CACHE_HOME": str(place / "cache"), "MPLBACKEND": "agg"}}
    jiuye = [python, "-I", "-m", "jiuye"]
    listed = run(python, "-I", "-c", "from jiuye.commands.door import COMMANDS; print(*COMMANDS)", **options)
    for command in listed.split():
        run(*jiuye, command, "--help", **options)
    for words in (["levers"], ["cities"], ["indicators"], ["plan"], ["check", "whole_plan"]):
        run(*jiuye, *words, **options)
    found = json.loads(run(*jiuye, "compare", "baseline", "four_levers", *SMALL, "--json", **options))
    assert Path(place / found["brief"]).is_file()
    _open(jiuye, options)
    runs = {
        "one": json.loads(run(python, "digest_of_runs.py", **options)),
        "two": json.loads(run(python, "digest_of_runs.py", "--threads", **options)),
    }
    return runs


def _open(jiuye: list[Any], options: dict[str, Any]) -> None:
    """The pages answer."""
    words = [*map(str, jiuye), "app", "--port", "0", "--no-browser", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **options) as server:
        assert server.stdout is not None
        try:
            with urlopen(json.loads(server.stdout.readline())["url"], timeout=60) as page:
                assert page.status == 200
        finally:
            server.terminate()


def main(folder: Path, interpreters: list[str]) -> int:
    """Try all; print a row for each; return the exit code."""
    made, first, bad = wheel(folder / "wheel"), None, 0
    print(f"wheel {made.stat().st_size / 1e6:.1f} MB")
    for interpreter in interpreters:
        for stack in STACKS:
            began = time.monotonic()
            try:
                python, size = environment(interpreter, stack, made, folder)
                found = tried(python, folder / f"tried-{Path(interpreter).name}-{stack}")
            except Exception as error:
                bad += 1
                print(f"{interpreter:12} {stack:7} FAILED {error}")
                continue
            first = first or found["one"]["runs"]
            same = {name: one["runs"] == first for name, one in found.items()}
            bad += not all(same.values())
            versions = " ".join(f"{name} {told}" for name, told in found["one"]["versions"].items())
            seconds = time.monotonic() - began
            told = "identical" if all(same.values()) else f"DIFFERS {found} {first}"
            print(f"{interpreter:12} {stack:7} {told:10} {size:5.0f} MB {seconds:4.0f} s  {versions}", flush=True)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:] or [sys.executable]))
