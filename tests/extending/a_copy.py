"""A copy of the package to add something to, as `docs/extending.md` says, and what Python finds there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..following import below, page
from ..following import blocks as blocks_of

ROOT = Path(__file__).parents[2]
ROOMS = ("agents", "model", "scenarios", "experiments", "results", "viz", "commands")


def copy_of(folder: Path, rooms: tuple[str, ...] = ROOMS) -> Path:
    """A package `jiuye` in a folder, with some of the rooms."""
    package = folder / "jiuye"
    package.mkdir()
    for file in ROOT.glob("*.py"):
        shutil.copy2(file, package)
    leave = shutil.ignore_patterns("__pycache__")
    for room in rooms:
        shutil.copytree(ROOT / room, package / room, ignore=leave)
    return package


def run(folder: Path, *arguments: str, **environment: str) -> str:
    """What a Python that finds the package in `folder` prints; its cache is the one of these tests."""
    env = os.environ | {"PYTHONPATH": str(folder), "MPLBACKEND": "agg", "LANG": "en_GB.UTF-8"} | environment
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3_000:]
    return done.stdout


def blocks(heading: str) -> list[str]:
    """The code blocks below a heading of the page."""
    return [block.body for block in blocks_of(below(page("extending.md"), heading))]
