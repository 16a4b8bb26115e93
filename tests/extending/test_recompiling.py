"""An edit compiles what it touched and no more; a comment, and another copy of the same source, nothing at all."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from jiuye.agents.compiled import COMPILED

from .a_copy import copy_of, run

pytestmark = pytest.mark.skipif(not COMPILED, reason="interpreted")

SWAPPED = ("technical:", "application:")  # columns of one type
COMPILERS = {"rule", "kernel", "serial"}
# Where the compiled code of every loop belongs, and whether two small loops are found there or compiled.
ASK = """
import importlib, json, os, pkgutil, sys
import numpy as np
import jiuye.model
for part in pkgutil.walk_packages(jiuye.model.__path__, "jiuye.model."):
    if "mesa" not in part.name:
        importlib.import_module(part.name)
from jiuye.agents.compiled import LOOPS, folder_of
from jiuye.agents.workers import Workers
from jiuye.model.draws import _draw
from jiuye.model.tally import _fold
within = np.ones((1, 2, 2), np.uint32)
_fold(np.zeros((2, 1), np.int64), np.ones((1, 2, 1), np.int64), within, np.zeros((1, 1), np.int64))
import numba
tables = numba.typeof((Workers.empty(1).view(),)).types
print(json.dumps({
    "loops": {f"{f.__module__}.{f.__qualname__}": folder_of(f).name for f in LOOPS},
    "with_workers": folder_of(LOOPS[0], tuple(tables)).name,
    "compiled": sum(_fold._cache_misses.values()),
    "found": sum(_fold._cache_hits.values()),
}))
"""


class Copy:
    """A copy that is edited again and again, each test going on where the one before stopped."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.package, self.cache = copy_of(folder, ("agents", "model")), cache
        self.last = self.ask()

    def ask(self) -> dict:
        env = {"XDG_CACHE_HOME": str(self.cache), "NUMBA_CACHE_DIR": ""}
        self.last = json.loads(run(self.package.parent, "-c", ASK, **env))
        return self.last


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("edited"), tmp_path_factory.mktemp("cache"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")


def moved(before: dict, after: dict) -> set[str]:
    """Loops whose code has another place now."""
    assert before["loops"].keys() == after["loops"].keys()
    return {name for name in before["loops"] if before["loops"][name] != after["loops"][name]}


def users(package: Path, rule: str) -> set[str]:
    """Rules and loops that use a rule, however far away, by the words of the source alone."""
    words: dict[str, set[str]] = {}
    for file in [*package.glob("agents/*.py"), *package.glob("model/**/*.py")]:
        module = ".".join(["jiuye", *file.relative_to(package).with_suffix("").parts]).removesuffix(".__init__")
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and {ast.unparse(d) for d in node.decorator_list} & COMPILERS:
                named = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
                own = {part.id for part in named if isinstance(part.ctx, ast.Store)}  # variables called like a rule
                words[f"{module}.{node.name}"] = {part.id for part in named} - own
    names = {rule}
    while more := {name.rpartition(".")[2] for name, used in words.items() if used & names} - names:
        names |= more
    return {name for name, used in words.items() if used & names}


def test_a_second_run_and_a_second_copy_compile_nothing(copy, tmp_path_factory):
    assert copy.last["compiled"] == 1
    again = copy.ask()
    assert (again["compiled"], again["found"]) == (0, 1)
    elsewhere = Copy(tmp_path_factory.mktemp("second"), copy.cache).last
    assert (elsewhere["compiled"], elsewhere["found"], elsewhere["loops"]) == (0, 1, again["loops"])


def test_a_comment_costs_nothing(copy):
    before = copy.last
    file = copy.package / "model" / "tally.py"
    edit(
        file,
        "    for stratum in range(strata):\n",
        "    # one by one\n    for stratum in range(strata):\n",
    )
    file.write_text("# a remark\n" + file.read_text("utf-8"), "utf-8")
    after = copy.ask()
    assert moved(before, after) == set()
    assert (after["compiled"], after["found"]) == (0, 1)


def test_an_edit_of_a_kernel_compiles_that_kernel(copy):
    before = copy.last
    edit(copy.package / "model" / "tally.py", "if g >= 0:", "if g > -1:")
    after = copy.ask()
    assert moved(before, after) == {"jiuye.model.tally._fold"}
    assert after["compiled"] == 1


@pytest.mark.parametrize(
    ("file", "rule", "old", "new"),
    [
        ("agents/maths.py", "bounded", "return np.uint8(surely) + np", "return np.uint8(surely) + 0 + np"),
        (
            "agents/workers.py",
            "least_wage",
            "return max(b.content * reservation, income * 1.0",
            "return max(b.content * reservation, 1.0 * income",
        ),
        ("model/draws.py", "uniform", "bits(key, who) >> S11) * UNIT\n", "bits(key, who) >> S11) * UNIT * 1.0\n"),
    ],
)
def test_an_edit_of_a_rule_compiles_exactly_the_loops_that_use_it(copy, file, rule, old, new):
    before = copy.last
    edit(copy.package / file, old, new)
    found = moved(before, copy.ask())
    assert found
    assert found == users(copy.package, rule) & before["loops"].keys()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("agents/workers.py", "SKILLED = 5_000", "SKILLED = 5_001"),
        ("model/quantities.py", "hours > HOURS_LONG", "hours >= HOURS_LONG"),
        ("model/quantities.py", "HOURS_FULL, HOURS_LONG = 35, 60", "HOURS_FULL, HOURS_LONG = 35, 61"),
    ],
)
def test_an_edit_of_what_is_counted_compiles_the_tally(copy, file, old, new):
    before = copy.last
    edit(copy.package / file, old, new)
    assert moved(before, copy.ask()) == {"jiuye.model.tally._count"}


def test_columns_that_change_places_are_not_read_by_their_old_ones(copy):
    before = copy.last
    workers = copy.package / "agents" / "workers.py"
    one, other = (line for line in workers.read_text("utf-8").splitlines() if line.lstrip().startswith(SWAPPED))
    edit(workers, f"{one}\n{other}\n", f"{other}\n{one}\n")
    after = copy.ask()
    assert after["loops"] == before["loops"]
    assert after["with_workers"] != before["with_workers"]
