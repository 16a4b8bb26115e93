"""The verdict on a figure, worked out by hand."""

import math

import pytest

from jiuye.experiments.claims import Finding
from jiuye.experiments.claims.arithmetic import POSTS, comes_out, relief_for
from jiuye.experiments.claims.judging import compared, read
from jiuye.experiments.claims.measures import Levels
from jiuye.scenarios.claims import load_claims

from .hand_made_claims import reading_of, region_of, trial


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
    assert Finding(claim, (yes, yes, yes)).verdict == "supported"
    assert Finding(claim, (no, no, no)).verdict == "not supported"
    assert Finding(claim, (yes, no, yes)).verdict == "open"


def test_a_figure_without_a_lever_is_not_testable():
    claim = next(claim for claim in load_claims() if claim.id == "C41")
    finding = Finding(claim, missing=("some_lever",))
    assert (finding.verdict, finding.reason) == ("not testable", "lever")


def test_a_figure_of_fewer_people_than_one_simulated_person_is_too_fine():
    heads, same = trial("heads", 50.0), [Levels(0.0, 0.0, 0.0, 0)] * 2
    claim = next(claim for claim in load_claims() if claim.id == "C69")
    too_fine = Finding(claim, (read(heads, same, grain=57.0),))
    assert (too_fine.verdict, too_fine.reason) == ("not testable", "fine")
    assert read(heads, same, grain=43.0).verdict == "not supported"
    assert read(trial("change", 50.0), same, grain=57.0).verdict == "not supported"


@pytest.mark.parametrize(
    ("compare", "expected"),
    [
        ("level", (60.0, 45.0, 60.0)),
        ("change", (15.0, 5.0, 20.0)),
        ("heads", (15.0, 5.0, 20.0)),
        ("relative", (100.0 / 3.0, 12.5, 50.0)),
    ],
)
def test_effect_and_changes_since_the_month_before(compare, expected):
    assert compared(Levels(policy=60.0, base=45.0, before=40.0, persons=7), compare) == pytest.approx(expected)


def test_a_level_that_holds_anyway_says_so():
    level = trial("level", 30.0)
    assert read(level, [Levels(60.0, 45.0, 40.0, 0)] * 2).anyway
    assert not read(level, [Levels(60.0, 25.0, 40.0, 0)] * 2).anyway
    assert not read(trial("change", 10.0), [Levels(60.0, 45.0, 40.0, 0)] * 2).anyway


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


def test_the_sum_comes_out_to_the_fen():
    claim = next(claim for claim in load_claims() if claim.role == "arithmetic")
    yuan = relief_for(POSTS)
    assert yuan == 2_500_000.0
    assert Finding(claim, computed=yuan).verdict == "supported"
    assert relief_for(POSTS - 1) == 2_495_000.0
    assert not comes_out(2_500_000.01)
    assert Finding(claim, computed=2_500_000.01).verdict == "not supported"
