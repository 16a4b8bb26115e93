"""A level and a change are told within what they can be, however few the seeds, and a month as one."""

from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console

from jiuye.experiments.compare.answers.sentences_reached import WHEN, _months
from jiuye.experiments.runs.intervals import change_interval, interval, possible
from jiuye.model.indicators import INDICATORS
from jiuye.viz.terminal.tables import run_table
from jiuye.viz.words.texts import text


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


@pytest.mark.parametrize(
    ("unit", "changes", "ends"),
    [
        ("%", (-40.0, 60.0), (-100.0, 100.0)),
        ("0–1", (-0.5, 0.5), (-1.0, 1.0)),
        ("%", (1.0, 1.1), None),
        ("yuan/month", (-4e3, 6e3), None),
    ],
)
def test_a_change_is_told_within_what_it_can_be(unit, changes, ends):
    mean, low, high = change_interval(np.array(changes), unit)
    assert (mean, low, high) == (mean, *(ends or interval(np.array(changes))[1:]))
    assert np.isnan(change_interval(np.array([1.0]), unit)[1:]).all(), "one seed has no interval"


@pytest.mark.parametrize(
    ("window", "en", "zh"),
    [
        ((0, 0), "In the month they began", "起始当月"),
        ((13, 13), "13 months after they began", "起始后第13个月"),
        ((7, 12), "7 to 12 months after they began", "起始后第7至12个月"),
    ],
)
def test_a_window_of_one_month_is_told_as_one(window, en, zh):
    first, last = window
    key = f"answers.reached.{_months(SimpleNamespace(first=first, last=last), WHEN)}"
    assert [text(key, lang, first=first, last=last) for lang in ("en", "zh")] == [en, zh]
