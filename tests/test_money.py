"""Cost per result: intervals of ratios, and what is said where there is none."""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.intervals import interval, ratio_interval
from jiuye.viz.document import Table
from jiuye.viz.money import money_section
from jiuye.viz.plan_figures import plan_figures
from jiuye.viz.summary import cards, lead
from jiuye.viz.view import View

from .sample_comparison import sample


def test_a_ratio_over_something_certain_has_the_interval_of_its_numerator():
    above, below = np.array([9.0, 10.0, 12.0, 13.0]), np.full(4, 2.0)
    mean, low, high = interval(above)
    assert ratio_interval(above, below) == pytest.approx((mean / 2, low / 2, high / 2))


def test_the_interval_of_a_ratio_covers_the_truth_in_19_of_20_samples():
    rng = np.random.default_rng(1)
    below = rng.normal(5.0, 1.0, (2000, 10))
    above = 3.0 * below + rng.normal(0.0, 2.0, (2000, 10))
    ends = np.array([ratio_interval(a, b)[1:] for a, b in zip(above, below, strict=True)])
    assert np.mean((ends[:, 0] < 3.0) & (ends[:, 1] > 3.0)) == pytest.approx(0.95, abs=0.02)


def test_a_ratio_over_what_may_be_zero_has_no_interval():
    mean, low, high = ratio_interval(np.array([1.0, 2.0, 3.0]), np.array([-1.0, 0.5, 1.0]))
    assert np.isfinite(mean)
    assert np.isnan([low, high]).all()
    assert np.isnan(ratio_interval(np.array([1.0]), np.array([2.0]))[1:]).all()


def saving():
    """A scenario with clearly more work that lowers public outlays."""
    found = sample(1, seeds=4, months=24)
    money = replace(
        found.money[0],
        public_cost=-7.1e7,
        public_cost_low=-7.7e7,
        public_cost_high=-6.5e7,
        cost_per_job_year=None,
        cost_per_job_year_low=None,
        cost_per_job_year_high=None,
    )
    return View(replace(found, money=(money,)), "en")


def test_a_policy_that_saves_is_not_blamed_for_unclear_employment():
    view = saving()
    assert view.comparison.money[0].job_years_low > 0
    words = " ".join(cards(view)[0].words)
    assert "Saves **71" in words
    assert "not clearly different" not in words
    assert "A saves 71" in lead(view).words.replace("\u00a0", " ")
    table = next(block for block in money_section(view).blocks if isinstance(block, Table))
    rows = {name: cells[0] for group in table.groups for name, cells in group.rows}
    assert rows["Cost per extra job-year"].notes == ("no price, it saves public money",)


def test_the_figures_of_the_plan_stand_beside_what_is_simulated():
    view = View(sample(2, seeds=4, months=24), "zh")
    table = next(block for block in plan_figures(view).blocks if isinstance(block, Table))
    insured = next(cells for name, cells in table.groups[0].rows if "C41" in name)
    assert insured[0].main == "70%"
    assert insured[1].notes == ("未达到",)
    reached = replace(view.comparison, differences=tuple(_lifted(d) for d in view.comparison.differences))
    table = next(block for block in plan_figures(View(reached, "zh")).blocks if isinstance(block, Table))
    insured = next(cells for name, cells in table.groups[0].rows if "C41" in name)
    assert (insured[1].notes[-1], insured[2].notes[-1]) == ("未达到", "达到")


def _lifted(d):
    return replace(d, value=75.0) if d.indicator == "insured_share" else d
