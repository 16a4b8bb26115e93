"""The comparison that is shown before anybody has asked: made beforehand, by `make shipped`.

`stale()` says whether what it was made with is still what is in force; a test asks it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from ...experiments.compare.compare import compare
from ...experiments.compare.comparison_file import dump, load
from ...model.behaviour import Behaviour
from ...results import digest
from ...results.atomic import write_atomic
from ...scenarios.spec import Scenario
from .asked import CITY, HEADLINE, SLOTS, AskedComparison
from .results import FoundComparison, command_of

FILE = Path(__file__).parent / "made" / "hangzhou.json.gz"
ASKED = AskedComparison(CITY, 20_000, 60, 10, tuple(zip(SLOTS, HEADLINE, strict=True)))


@cache
def shipped() -> FoundComparison:
    """The comparison and its scenarios."""
    comparison = load(json.loads(gzip.decompress(FILE.read_bytes()))["comparison"])
    return FoundComparison(ASKED.key, comparison, ASKED.scenarios()[1])


def mark() -> str:
    """Stands for everything the comparison rests on but the code: scenarios, levers' settings, behaviour."""
    base, scenarios = ASKED.scenarios()
    return _digest([base, *scenarios])


def stale() -> bool:
    """Whether scenarios or behaviour have changed since it was made."""
    return bool(json.loads(gzip.decompress(FILE.read_bytes()))["mark"] != mark())


def make() -> Path:
    """Make it anew, with every core."""
    base, scenarios = ASKED.scenarios()
    seeds = range(1, ASKED.seeds + 1)
    found = compare(base, scenarios, seeds, command=command_of(ASKED, scenarios, dict.fromkeys(seeds)))
    content = {"mark": mark(), "comparison": dump(replace(found, wall_s=round(found.wall_s, 1)))}
    FILE.parent.mkdir(exist_ok=True)
    write_atomic(FILE, gzip.compress(json.dumps(content, ensure_ascii=False).encode(), mtime=0))
    return FILE


def _digest(scenarios: list[Scenario]) -> str:
    behaviour = json.dumps(asdict(Behaviour()), sort_keys=True)
    return digest.mark(behaviour, *(s.text for s in scenarios), length=16)


if __name__ == "__main__":
    print(make())
