"""A level is told within what it can be, however few the seeds."""

import numpy as np
import pytest
from rich.console import Console

from jiuye.model.indicators import INDICATORS
from jiuye.viz.terminal.tables import run_table
from jiuye.viz.view import possible


@pytest.mark.parametrize(
    ("name", "levels", "told"),
    [
        ("rural_digital_share", (5.0, 30.0), " 0 to 100"),
        ("training_completion", (99.0, 97.0), " to 100"),
        ("employed_persons", (1e4, 9e4), " 0 to 560,000"),
        ("digital_post_growth", (1.0, 3.0), "−11"),  # growth may be negative
    ],
)
def test_the_interval_of_a_level_stays_in_its_range(name, levels, told):
    console = Console(width=200)
    with console.capture() as printed:
        console.print(run_table("x", {name: np.repeat(np.array(levels)[:, None], 12, axis=1)}, "en"))
    assert told in printed.get()


def test_ranges_are_given_by_units_that_exist():
    assert possible("% a year") == (-np.inf, np.inf)
    assert {possible(INDICATORS[n].unit) for n in ("gini", "unemployment_rate")} == {(0.0, 1.0), (0.0, 100.0)}
