"""A mark of the code and data that numbers come from: what was kept under another mark is not taken for true."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ...model.levers import own_folders
from ...results.digest import mark, mark_of_files

SOURCES = ("agents/*.py", "model/**/*.py", "model/**/*.yaml", "scenarios/**/*.py", "scenarios/cities/*.yaml")


@cache
def code_mark(measures: tuple[str, ...] = ()) -> str:
    """Twelve characters that stand for the code and data of the model, levers of one's own among them, and for the
    modules of experiments that `measures` names."""
    root = Path(__file__).resolve().parents[2]
    files = {file for pattern in SOURCES for file in root.glob(pattern)}
    files |= {file for name in measures for file in (root / "experiments").glob(f"{name}.py")}
    known = mark_of_files(files, root)
    own = [file for folder in own_folders() for file in sorted(folder.glob("*.py"))]
    return mark(known, *(file.read_text(encoding="utf-8") for file in own), length=len(known)) if own else known
