"""Cost per result: intervals of ratios, and what is said where there is none."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from jiuye.experiments.compare.money import _by_source, _public, paid_by
from jiuye.experiments.compare.rates import basket_for, rates_of
from jiuye.experiments.runs.intervals import interval, ratio_interval
from jiuye.model.ledger import ACCOUNTS, LEVIES, OUTLAYS, PUBLIC_COST, RECEIPTS, TAXES, TOLD
from jiuye.viz.reports.document import DataTable
from jiuye.viz.reports.finding import title
from jiuye.viz.reports.money import money_over_time, money_section
from jiuye.viz.reports.plan_figures import plan_figures
from jiuye.viz.view import View
from jiuye.viz.words.texts import account_told

from ..reports.sample_comparison import sample


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
    (words,) = money_over_time(view).blocks[0].items
    assert "saves 71" in words.replace("\u00a0", " ")
    assert "not told from zero" not in words
    assert "saves 71" in title(view).replace("\u00a0", " ")
    table = next(block for block in money_section(view).blocks if isinstance(block, DataTable))
    rows = {name: cells[0] for group in table.groups for name, cells in group.rows}
    assert rows["Cost per extra job-year"].notes == ("no price, it saves public money",)


def test_the_figures_of_the_plan_stand_beside_what_is_simulated():
    view = View(sample(2, seeds=4, months=24), "zh")
    table = next(block for block in plan_figures(view).blocks if isinstance(block, DataTable))
    insured = next(cells for name, cells in table.groups[0].rows if "C41" in name)
    assert insured[0].main == "70%"
    assert insured[1].notes == ("未达到",)
    lifted = replace(view.comparison, differences=tuple(_lifted(d) for d in view.comparison.differences))
    table = next(block for block in plan_figures(View(lifted, "zh")).blocks if isinstance(block, DataTable))
    insured = next(cells for name, cells in table.groups[0].rows if "C41" in name)
    assert (insured[1].notes[-1], insured[2].notes[-1]) == ("未达到", "达到")


def test_a_figure_of_the_plan_that_does_not_move_at_all_is_told_without_an_interval():
    still = sample(2, seeds=4, months=24)
    still = replace(still, differences=tuple(replace(d, difference=0.0, low=0.0, high=0.0) for d in still.differences))
    table = next(block for block in plan_figures(View(still, "en")).blocks if isinstance(block, DataTable))
    assert [cells[2].notes[0] for _, cells in table.groups[0].rows] == ["no effect"] * len(table.groups[0].rows)


def _lifted(d):
    return replace(d, value=75.0) if d.indicator == "insured_share" else d


def test_government_pays_what_it_pays_and_not_what_firms_pay():
    future = SimpleNamespace(
        ledger=[
            (0, "employers", "providers", "training", 1_000),
            (0, "protection_fund", "providers", "training", 500),
            (0, "government", "special_fund", "grants", 70),
            (0, "special_fund", "providers", "training", 70),
            (0, "government", "providers", "training", 7),
            (1, "government", "employers", "training_relief", 11),
            (1, "government", "employers", "internship_credits", 13),
            (1, "government", "guidance_fund", "course_equity", 17),
            (1, "guidance_fund", "providers", "course_equity", 17),
            (1, "government", "households", "allowances", 23),
        ]
    )
    paid = paid_by(future)
    assert (paid["special_fund"], paid["government"]) == (70, 7 + 11 + 13 + 17)
    assert _public(future) == {"training": 77, "training_relief": 11, "internship_credits": 13, "course_equity": 17}


def test_what_public_money_buys_is_told_by_account_the_dearest_first():
    found = sample(1, seeds=4, months=24)
    names = ("training", "audits", "literacy", "traffic", "reviews", "leases", "points", "stations")
    names = (*names, "legal_aid", "vat_relief")
    spent = {name: 1e6 * (k + 1) for k, name in enumerate(names)}
    low, high = ({name: value * f for name, value in spent.items()} for f in (0.9, 1.1))
    money = replace(found.money[0], cost_by_account=spent, account_low=low, account_high=high)
    view = View(replace(found, money=(money,)), "zh")
    table = next(block for block in money_section(view).blocks if isinstance(block, DataTable))
    (rows,) = [group.rows for group in table.groups if group.heading == "公共支出用在哪里"]
    assert [name for name, _ in rows][:2] == ["新增数字岗位税收减免", "法律援助"]
    assert rows[-1][0] == "其余2项合计"
    assert rows[-1][1][0].main == "300万元"
    assert rows[0][1][0].notes == ("900 至 1,100万元",)


def paying(*amounts, still_open):
    """A future with payments on accounts of financing, by account."""
    ledger = [(0, "employers", "government", account, fen) for account, fen in amounts]
    return SimpleNamespace(ledger=ledger, flows={"financing_open": np.array([99, still_open])})


def test_who_bears_the_outlays_is_counted_against_the_base():
    base = paying(("payroll_levy", 100), still_open=5)
    own = paying(("payroll_levy", 300), ("payroll_levy", 200), ("spending_cuts", 70), still_open=25)
    borne = _by_source([(base, own)] * 2, 0.5)
    assert {source: mean for source, (mean, _, _) in borne.items()} == {"firms": 200.0, "cut": 35.0, "open": 10.0}
    assert _by_source([(base, base)], 0.5) == {}


def test_the_brief_says_who_bears_the_outlays_and_what_is_still_open():
    found = sample(1, seeds=4, months=24)
    raised = {"wages": 4e7, "cut": 6e7, "open": 3e6}
    low, high = ({name: value * f for name, value in raised.items()} for f in (0.9, 1.1))
    money = replace(found.money[0], raised=raised, raised_low=low, raised_high=high)
    for lang, heading, names in (
        ("zh", "支出最终由谁承担", ["劳动者（工资税）", "压减其他公共支出", "期末尚未筹集"]),
        ("en", "Who bears the outlays in the end", None),
    ):
        view = View(replace(found, money=(money,)), lang)
        table = next(block for block in money_section(view).blocks if isinstance(block, DataTable))
        (rows,) = [group.rows for group in table.groups if group.heading == heading]
        assert names is None or [name for name, _ in rows] == names
        assert len(rows) == 3
    assert rows[0][1][0].main.replace("\u00a0", " ") == "40 M yuan"
    table = next(block for block in money_section(View(found, "en")).blocks if isinstance(block, DataTable))
    assert "Who bears the outlays in the end" not in [group.heading for group in table.groups]


def test_every_account_is_told_in_both_languages():
    for name, account in ACCOUNTS.items():
        assert account_told(name, "en") == account.doc
        assert account_told(name, "zh") == account.zh
        assert re.search("[\u4e00-\u9fff]", account.zh), name
    assert account_told("bribes_of_old", "en") == "bribes of old"  # a run kept from before an account was renamed


def test_what_policies_cost_is_counted_once_where_it_leaves_the_public_purse():
    assert PUBLIC_COST == ("special_fund", "government")
    assert TOLD == ("special_fund", "government", "social_insurance", "platforms")
    assert {"grants", "training", "vat_relief"} <= set(OUTLAYS)
    assert not {*OUTLAYS} & {*RECEIPTS, *LEVIES, *TAXES}


def test_goals_for_money_are_told_where_money_is_clearly_spent():
    months = np.linspace(0.0, 1.0, 24)[:, None]
    level = {seed: np.hstack([60.0 + seed + months, months]) for seed in range(4)}
    pairs = [
        tuple(SimpleNamespace(indicators={"employment_rate": level[seed] + k * (1.0 + 0.1 * seed)}) for k in (0, 1))
        for seed in range(4)
    ]
    cost = np.array([2.0e6, 2.1e6, 1.9e6, 2.0e6])
    mean, low, high = rates_of(pairs, cost)["employment_rate"]
    assert mean == pytest.approx(1.15 / 200.0)
    assert low < mean < high
    assert rates_of(pairs, -cost) == {}
    assert basket_for([mean]) == 1e6
    assert basket_for([0.5]) == 1e4
    assert basket_for([1e-9, float("nan")]) == 1e8


def test_the_brief_tells_what_a_sum_buys_of_a_goal():
    found = sample(2, seeds=4, months=24)
    rate = {"unemployment_rate": -0.002, "insured_share": 0.0001}
    spread = {
        "rate": rate,
        "rate_low": {n: v - 0.001 for n, v in rate.items()},
        "rate_high": {n: v + 0.001 for n, v in rate.items()},
    }
    money = (replace(found.money[0], **spread), found.money[1])
    for lang, heading in (
        ("en", "Change of a goal for 1 M yuan of public money"),
        ("zh", "每100万元公共支出带来的变化"),
    ):
        view = View(replace(found, money=money), lang)
        table = next(block for block in money_section(view).blocks if isinstance(block, DataTable))
        (group,) = [group for group in table.groups if group.heading.replace("\u00a0", " ") == heading]
        assert len(group.rows) == 1  # what is not clear is no row
        assert "0.20" in group.rows[0][1][0].main
