"""An attribute of workers, as `docs/extending.md` shows it, in a copy of the package."""

from __future__ import annotations

import json

import pytest

from .a_copy import blocks, copy_of, run

# Nobody new in a row has the car of the person before; and whoever reads the columns is told of it.
ASK = """
import json
import numpy as np
from jiuye.agents.workers import Workers
w = Workers.empty(4)
w.car[:] = 1
w.renew(np.array([1, 3], np.uint32), 30)
(told,) = [row for row in Workers.describe() if row[0] == "car"]
print(json.dumps({"cars": w.car.tolist(), "told": told}))
"""


@pytest.fixture
def add(tmp_path):
    def column(line: str) -> None:
        package = copy_of(tmp_path, ("agents", "model"))
        file = package / "agents" / "workers.py"
        text = file.read_text("utf-8")
        (last,) = [one for one in text.splitlines(keepends=True) if one.startswith("    trust: Ints = column(")]
        file.write_text(text.replace(last, line + last), "utf-8")

    return column


def test_a_column_is_one_line_and_newcomers_get_what_it_says(add, tmp_path):
    add(blocks("An attribute of workers")[0])
    found = json.loads(run(tmp_path, "-c", ASK))
    assert found["cars"] == [1, 0, 1, 0]
    assert found["told"] == ["car", "uint8", "flag", "owns a car"]


def test_a_column_that_does_not_say_what_newcomers_get_is_refused_by_name(add, tmp_path):
    add(blocks("An attribute of workers")[0].replace(", new=0", ""))
    with pytest.raises(AssertionError, match=r"Workers\.car must say what newcomers get"):
        run(tmp_path, "-c", "import jiuye.agents.workers")
