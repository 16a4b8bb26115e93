"""The verdict on a figure, worked out by hand."""

import math
from dataclasses import replace

import pytest

from jiuye.experiments.claims import Finding, Region
from jiuye.experiments.claims.arithmetic import POSTS, comes_out, relief_for
from jiuye.experiments.claims.judging import read
from jiuye.experiments.claims.levels import Levels
from jiuye.experiments.claims.region import compared, crossing
from jiuye.scenarios.claims import READINGS, load_claims

from .hand_made_claims import points_of, reading_of, region_of, trial


@pytest.mark.parametrize(
    ("low", "high", "most", "verdict"),
    [
        (10.0, 12.0, False, "supported"),
        (11.0, 12.0, False, "supported"),
        (8.0, 9.9, False, "not supported"),
        (9.0, 11.0, False, "open"),
        (9.0, 10.0, False, "open"),
        (8.0, 9.9, True, "supported"),
        (10.1, 12.0, True, "not supported"),
        (9.0, 11.0, True, "open"),
        (math.nan, math.nan, False, "not testable"),
    ],
)
def test_the_whole_interval_decides(low, high, most, verdict):
    assert reading_of(low, high, trial(most=most)).verdict == verdict


def test_one_seed_decides_nothing():
    assert read(trial(), [Levels(60.0, 40.0, 40.0, 0)]).verdict == "open"


def test_meanings_that_disagree_leave_a_figure_open():
    claim = next(claim for claim in load_claims() if claim.id == "C36")
    yes, no = reading_of(11.0, 12.0, trial()), reading_of(1.0, 2.0, trial())
    assert Finding(claim, (yes, yes, yes)).verdict("caused") == "supported"
    assert Finding(claim, (no, no, no)).verdict("caused") == "not supported"
    assert Finding(claim, (yes, no, yes)).verdict("caused") == "open"


def test_each_reading_has_its_own_verdict():
    claim = next(claim for claim in load_claims() if claim.id == "C25")
    finding = Finding(claim, (reading_of(11.0, 12.0, trial("count")), reading_of(1.0, 2.0, trial("heads"))))
    assert (finding.verdict("counted"), finding.verdict("caused")) == ("supported", "not supported")
    nothing = Finding(claim, (reading_of(math.nan, math.nan, trial("count")), reading_of(1.0, 2.0, trial("heads"))))
    assert (nothing.reason("counted"), nothing.reason("caused")) == ("nobody", "")


def test_a_figure_without_a_lever_is_not_testable():
    claim = next(claim for claim in load_claims() if claim.id == "C41")
    finding = Finding(claim, missing=("some_lever",))
    for reading in READINGS:
        assert (finding.verdict(reading), finding.reason(reading)) == ("not testable", "lever")


def test_a_figure_of_fewer_people_than_one_simulated_person_is_too_fine():
    heads, same = trial("heads", 50.0), [Levels(0.0, 0.0, 0.0, 0)] * 2
    claim = next(claim for claim in load_claims() if claim.id == "C69")
    too_fine = Finding(claim, (read(heads, same, grain=57.0),))
    assert (too_fine.verdict("caused"), too_fine.reason("caused")) == ("not testable", "fine")
    assert read(trial("count", 50.0), same, grain=57.0).verdict == "not testable"
    assert read(heads, same, grain=43.0).verdict == "not supported"
    assert read(trial("change", 50.0), same, grain=57.0).verdict == "not supported"


@pytest.mark.parametrize(
    ("compare", "expected"),
    [
        ("level", (60.0, 45.0, 60.0)),
        ("count", (60.0, 45.0, 60.0)),
        ("since", (20.0, 5.0, 20.0)),
        ("since_percent", (50.0, 12.5, 50.0)),
        ("lift", (15.0, 45.0, 60.0)),
        ("change", (15.0, 5.0, 20.0)),
        ("heads", (15.0, 5.0, 20.0)),
        ("relative", (100.0 / 3.0, 12.5, 50.0)),
    ],
)
def test_effect_and_changes_since_the_month_before(compare, expected):
    assert compared(Levels(policy=60.0, base=45.0, before=40.0, persons=7), compare) == pytest.approx(expected)


@pytest.mark.parametrize("compare", ["level", "count", "lift"])
def test_what_holds_anyway_says_so(compare):
    test = trial(compare, 30.0)
    assert read(test, [Levels(60.0, 45.0, 40.0, 0)] * 2).anyway
    assert not read(test, [Levels(60.0, 25.0, 40.0, 0)] * 2).anyway
    assert not read(trial("change", 10.0), [Levels(60.0, 45.0, 40.0, 0)] * 2).anyway


@pytest.mark.parametrize(
    ("policy", "base", "most", "verdict"),
    [
        (60.0, 25.0, False, "supported"),  # 5 lack, 35 come
        (29.0, 25.0, False, "not supported"),
        (60.0, 45.0, False, "not supported"),  # there without it
        (10.0, 45.0, True, "supported"),
        (40.0, 45.0, True, "not supported"),
        (10.0, 20.0, True, "not supported"),
    ],
)
def test_a_level_is_an_effect_only_where_it_would_fall_short(policy, base, most, verdict):
    found = [Levels(policy + k, base + k, 0.0, 0) for k in (-0.1, 0.1)]
    assert read(trial("lift", 30.0, most=most), found).verdict == verdict
    assert read(trial("lift", 30.0), [Levels(29.0, 25.0, 0.0, 0)] * 2).needed == 5.0


def test_means_that_do_not_reach_as_many_heads_say_so():
    few, many = ([Levels(x - 1.0, 0.0, 0.0, 9), Levels(x + 1.0, 0.0, 0.0, 9)] for x in (200.0, 2_500.0))
    assert read(trial("count", 2_000.0), few).short_of_reach
    assert not read(trial("count", 2_000.0), many).short_of_reach
    assert not read(trial("heads", 2_000.0), few).short_of_reach


@pytest.mark.parametrize(
    ("doses", "behaviour", "where", "holds_from"),
    [
        ("+++", "++", "everywhere", 0.0),
        ("+++", "+-", "from", 0.0),
        ("-++", "--", "from", 1.0),
        ("+-+", "--", "from", 2.0),
        ("-+-", "--", "between", None),
        ("---", "-+", "behaviour", None),
        ("---", "--", "nowhere", None),
    ],
)
def test_the_region_is_where_every_higher_dose_holds_too(doses, behaviour, where, holds_from):
    region = region_of(doses, behaviour)
    assert (region.where, region.holds_from) == (where, holds_from)


def test_where_it_begins_to_hold_is_interpolated_with_its_uncertainty():
    doses = points_of("seats", {1.0: 0.0, 10.0: 2.0, 100.0: 4.0}, needed=1.0, half=0.5)
    found = crossing(doses)
    assert found.at == pytest.approx(10.0**0.5)  # half way on a log scale
    assert found.low == pytest.approx(10.0**0.25)  # upper end of the interval: from 0.5 to 2.5
    assert found.high == pytest.approx(10.0**0.75)
    open_end = crossing(points_of("seats", {1.0: 0.0, 10.0: 2.0}, needed=1.0, half=3.0))
    assert open_end.at == pytest.approx(10.0**0.5)
    assert math.isnan(open_end.low)
    assert math.isnan(open_end.high)


def test_nothing_is_interpolated_where_it_always_or_never_holds():
    assert crossing(points_of("months", {3.0: 2.0, 6.0: 3.0})) is None
    assert crossing(points_of("months", {3.0: 0.0, 6.0: 0.5})) is None
    assert crossing(points_of("months", {3.0: 2.0, 6.0: 0.5})) is None
    assert crossing(()) is None


def test_an_upper_end_is_crossed_from_above():
    falling = [replace(p, holds=p.simulated <= 1.0) for p in points_of("seats", {1.0: 2.0, 100.0: 0.0}, half=0.5)]
    found = crossing(falling, most=True)
    assert (found.low, found.at, found.high) == pytest.approx((100.0**0.25, 10.0, 100.0**0.75))


def test_a_region_of_horizons_alone_tried_no_dose():
    region = Region("", "", "", (), (), tuple(points_of("months", {3.0: 0.0, 6.0: 2.0})))
    assert (region.where, region.dose) == ("untried", None)
    assert region.month.at == pytest.approx(3.0 * 2.0**0.5)


def test_the_sum_comes_out_to_the_fen():
    claim = next(claim for claim in load_claims() if claim.role == "arithmetic")
    yuan = relief_for(POSTS)
    assert yuan == 2_500_000.0
    assert Finding(claim, computed=yuan).verdict("counted") == "supported"
    assert relief_for(POSTS - 1) == 2_495_000.0
    assert not comes_out(2_500_000.01)
    assert Finding(claim, computed=2_500_000.01).verdict("caused") == "not supported"
