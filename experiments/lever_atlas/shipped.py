"""The atlas of the reference city that comes with the program, made anew: `python -m` this module.

Needed whenever a lever or behaviour changes. What was played stands in `runs/`, so that it goes on where it stopped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ...model.levers import LEVERS
from ...results.atomic import write_atomic
from ...results.digest import mark
from ...scenarios.spec import load_scenario
from ..compare.comparison_file import plain
from . import MONTHS, SEEDS, WORKERS, make_atlas, settings_of
from .atlas_file import ATLAS

COMMAND = f"jiuye atlas reference --workers {WORKERS} --months {MONTHS} --seeds 1-{SEEDS}"
DIGITS = 5  # that count


def make(journals: Path = Path("runs"), kept: Path = ATLAS, *, workers: int = WORKERS, seeds: int = SEEDS) -> Path:
    """Play what is missing, judge, and write the file."""
    asked = {"city": {"profile": "reference", "workers": workers}, "time": {"months": MONTHS}}
    base = load_scenario("baseline", overrides=asked)
    journal = journals / f"atlas-journal-reference-{mark(str(settings_of(base)))}"
    found = make_atlas(base, list(LEVERS), range(1, seeds + 1), journal, command=COMMAND)
    kept.mkdir(parents=True, exist_ok=True)
    file = kept / "reference.json"
    write_atomic(file, json.dumps(short(plain(found.record())), ensure_ascii=False, separators=(",", ":")) + "\n")
    return file


def short(value: Any) -> Any:
    """The same with few digits."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: short(part) for key, part in value.items()}
    return [short(part) for part in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    print(make())
