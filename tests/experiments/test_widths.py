"""Seeds until a width, and seeds planned beforehand."""

import numpy as np
import pytest
from scipy import stats

from jiuye.experiments.compare.compare import compare
from jiuye.experiments.compare.seeds_needed import least_seeds, needs, seeds_for, together
from jiuye.experiments.compare.until_width import compare_until
from jiuye.experiments.compare.widths import read_widths, width_states
from jiuye.scenarios.spec import SpecError, load_scenario

from ..reports.sample_comparison import sample

SMALL = {"city": {"workers": 300}, "time": {"months": 3, "burn_in": 3}}


def test_widths_are_read_as_users_write_them():
    points, share, named = read_widths("0.1, 5%, gini=0.002")
    assert (points.half, points.relative, points.indicator) == (0.1, False, None)
    assert points.holds_for("unemployment_rate")
    assert not points.holds_for("gini")  # has no unit, so a plain number says nothing of it
    assert not points.holds_for("employment_rate")  # is no headline indicator
    assert share.holds_for("gini")
    assert share.half == 0.05
    assert named.holds_for("gini")
    assert not named.holds_for("insured_share")
    with pytest.raises(SpecError) as refused:
        read_widths("ginni=1,0,gini=-3")
    assert [fault.message.split(" (")[0] for fault in refused.value.faults] == [
        "ginni is not an indicator; did you mean gini?",
        "must be a width such as 0.1, 5% or gini=0.002",
        "must be a width such as 0.1, 5% or gini=0.002",
    ]


def test_the_strictest_width_counts():
    c = sample()
    (d,) = (
        d
        for d in c.differences
        if (d.scenario, d.indicator, d.group) == (c.scenarios[1], "gini", "all") and d.horizon == 60
    )
    rows = {(r.scenario, r.indicator): r for r in width_states(read_widths("1%,gini=1"), c.differences, 60)}
    row = rows[c.scenarios[1], "gini"]
    assert row.wanted == pytest.approx(0.01 * d.base)
    assert row.half == pytest.approx((d.high - d.low) / 2)
    assert ("training_subsidy", "unemployment_rate") in rows


def test_seeds_for_a_width_are_the_fewest_that_reach_it():
    for spread, wanted in ((1.0, 0.5), (1.0, 0.1), (0.01, 1.0)):
        n = least_seeds(spread, wanted)

        def half(n, spread=spread):
            return stats.t.ppf(0.975, n - 1) * spread / n**0.5

        assert half(n) <= wanted
        assert n == 2 or half(n - 1) > wanted
    best, low, high = seeds_for(1.0, 8, 0.3)
    assert low < best < high
    assert low == least_seeds(np.sqrt(7 / stats.chi2.ppf(0.975, 7)), 0.3)


def test_the_interval_of_the_plan_covers_what_is_needed():
    rng = np.random.default_rng(4)
    need = least_seeds(1.0, 0.25)
    plans = [seeds_for(float(rng.normal(size=8).std(ddof=1)), 8, 0.25) for _ in range(400)]
    assert 0.92 < np.mean([low <= need <= high for _, low, high in plans]) < 0.98


def test_pairing_is_told_in_seeds():
    pilot = sample(seeds=8)
    found = {(n.scenario, n.indicator): n for n in needs(pilot, read_widths("gini=0.0005,unemployment_rate=0.05"))}
    assert len(found) == 8
    need = found["protection_fund", "gini"]
    assert need.unpaired[0] > need.paired[0]
    year = pilot.curves["gini"][:, :, -12:].mean(axis=2)
    assert need.spread == pytest.approx(np.std(year[2] - year[0], ddof=1))
    assert together(list(found.values()))["paired"][0] == max(n.paired[0] for n in found.values())


@pytest.fixture(scope="module")
def scenarios():
    return [load_scenario(name, overrides=SMALL) for name in ("baseline", "dispatch_transparency")]


def test_seeds_are_added_until_the_width_and_the_finished_are_not_played_again(scenarios):
    base, openly = scenarios
    seen = []
    tell = lambda done, state: seen.append((done, state[0].half))  # noqa: E731
    wide = compare_until(base, [openly], read_widths("worker_income=1000000"), (1, 2, 3), tell=tell)
    assert wide.stopping["reached"]
    assert wide.seeds == (1, 2, 3)
    months = []
    narrow = compare_until(
        base, [openly], read_widths(f"worker_income={seen[0][1] / 1.5:.6f}"), (1, 2, 3), most=6, tick=months.append
    )
    assert 3 < len(narrow.seeds) <= 6
    assert sum(months) == len(narrow.seeds) * (base.burn_in + 2 * base.months)  # each seed once
    assert narrow.stopping["least"] == 3
    ends = [row["half"] <= row["wanted"] for row in narrow.stopping["widths"]]
    assert narrow.stopping["reached"] is all(ends)
    same = compare(base, [openly], narrow.seeds)
    assert [d.difference for d in same.differences] == [d.difference for d in narrow.differences]
