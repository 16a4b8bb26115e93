"""Who belongs to a statistic: everybody to one kind, and whom a lever lets teach beside the pension to none of work."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jiuye.agents.platforms import SERVICES, TEACHING
from jiuye.agents.workers import EMPLOYEE_SCHEME, INACTIVE, PLATFORM
from jiuye.experiments.compare.answers.readings import READINGS, Snapshot
from jiuye.experiments.runs.run import Diary
from jiuye.model.build import build_city
from jiuye.model.by_status import sorted_by_status
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step
from jiuye.model.phases.government.surveys import draw_sample
from jiuye.model.pilot import MEASURES
from jiuye.model.places import on_platforms
from jiuye.model.quantities import QUANTITIES, Q
from jiuye.model.tally import tally_city

from ..levers.futures_of_levers import EXISTING, PROFILE, every_lever, past, play

KINDS = ("inactive", "unemployed", "training", "employed", "platform", "self_employed", "silver")
WORK = KINDS[3:]
OF_WORK = {"employees", "flexible", "on_platforms", "own_account", "without_work"}
MEMBERS = 30


@pytest.fixture(scope="module")
def before():
    """A town on the eve of a silver pool."""
    city = build_city(PROFILE, 6_000, 4, size=16, by=("sex*age_band", "schooling"))
    for _ in range(3):
        step(city, Policy())
    city.standing = None
    w = city.workers
    w.status[(w.status == PLATFORM) & (w.employer % SERVICES == TEACHING)] = INACTIVE
    w.employer[w.status == INACTIVE] = -1
    return city


@pytest.fixture(scope="module")
def after(before):
    """The same town on the day on which some of its retired, who have the employees' pension, began to teach."""
    city = before.fork()
    city.places = replace(city.places, silver=np.ones(city.zones))
    w = city.workers
    rows = np.flatnonzero((w.status == INACTIVE) & (w.born <= city.month - 12 * 65))[:MEMBERS]
    assert len(rows) == MEMBERS
    w.status[rows], w.employer[rows], w.hours[rows] = PLATFORM, TEACHING, 10
    w.insured[rows] |= EMPLOYEE_SCHEME
    return city


def test_those_of_the_pool_are_at_work_and_in_no_statistic_of_other_work(before, after):
    old, new = tally_city(before).sums, tally_city(after).sums
    groups, place = before.groups.names, [Q[name] for name, one in QUANTITIES.items() if one.among in OF_WORK]
    assert len(place) > 20
    np.testing.assert_array_equal(new[:, place], old[:, place])
    assert new[0, Q["silver"]] == MEMBERS
    assert new[0, Q["earners"]] - old[0, Q["earners"]] == MEMBERS
    assert old[0, Q["inactive"]] - new[0, Q["inactive"]] == MEMBERS
    platform = groups.index("status=platform")
    np.testing.assert_array_equal(new[platform], old[platform])  # nor among people of that status
    assert on_platforms(after).sum() == (before.workers.status == PLATFORM).sum()


def test_what_government_measures_and_a_diary_leave_them_out(before, after):
    for name in ("platform_income", "insured", "trust"):
        was, now = (MEASURES[name](city) for city in (before, after))
        for one, other in zip(was, now, strict=True):
            assert one.sum() == pytest.approx(other.sum()), name
    was, now = Diary.open(before), Diary.open(after)
    was.write(before, 0, True)
    now.write(after, 0, True)
    assert (now.insured.sum(), now.supported.sum()) == (was.insured.sum(), was.supported.sum())
    assert now.worked.sum() - was.worked.sum() == MEMBERS


def test_they_do_not_speak_for_platform_workers(before, after):
    was, now = (
        draw_sample(city, "heard", 20_000, (PLATFORM,), np.ones(city.zones, np.bool_)) for city in (before, after)
    )
    assert len(was) > 0
    np.testing.assert_array_equal(now, was)


def test_the_tally_leaves_the_order_of_people_as_it_was(after):
    after.standing = sorted_by_status(after)
    order = after.standing.order.copy()
    tally_city(after)
    np.testing.assert_array_equal(after.standing.order, order)
    after.standing = None


@every_lever
def test_under_every_lever_everybody_is_of_one_kind(kind):
    for flows in play(Policy((Dated(lever=kind()),), EXISTING), 4)[1]:
        sums = flows.tally.sums
        assert (sums[:, [Q[name] for name in KINDS]].sum(axis=1) == sums[:, Q["persons"]]).all()
        assert (sums[:, [Q[name] for name in WORK]].sum(axis=1) == sums[:, Q["earners"]]).all()


def test_a_pool_is_counted_as_a_pool():
    city = past(5_000).fork()
    rich = LEVERS["silver_pool"](subsidy=500.0)
    city, flows = play(Policy((Dated(lever=rich),), EXISTING), 4, city)
    members = [month.tally.sums[0, Q["silver"]] for month in flows]
    assert members[-1] > 0
    assert sum(month.counts["pool_entries"] for month in flows) > 0
    seen, last = Snapshot(city), flows[-1].tally.sums[0]
    assert seen.pool.sum() == last[Q["silver"]]
    assert READINGS["platform_income_p50"].members(seen).sum() == seen.platform.sum() == last[Q["platform"]]


# Who asks for the status alone means whoever is busy on a platform, members of the pool among them.
BUSY_ON_PLATFORMS = {
    "model/places.py": "tells them apart",
    "model/phases/places/silver.py": "pays the pool",
    "model/phases/settlement/__init__.py": "a decision: who pays which premium",
    "model/phases/jobs/wages.py": "a decision: what people hope for",
    "model/phases/work_choice/__init__.py": "a decision",
    "model/phases/platforms/remedies.py": "those of full-time hours",
    "model/phases/data/__init__.py": "whose data platforms have",
    "model/phases/platforms/firms.py": "whom a rival takes over",
    "model/phases/government/surveys.py": "leaves the pool out of every sample",
    "model/phases/courses/course_choice.py": "who serves for points",
    "model/phases/courses/points.py": "who serves for points",
    "model/build/start.py": "before any policy",
    "model/tally.py": "counts them apart",
    "experiments/runs/run.py": "everybody at work",
    "experiments/runs/cell_counts.py": "everybody at work",
    "experiments/lives_and_maps/lives.py": "what one life does",
    "experiments/lives_and_maps/life_events.py": "what one life does",
    "experiments/lives_and_maps/life_filter.py": "as statistics count them",
    "experiments/claims/counts.py": "digital work of whatever kind",
    "experiments/claims/treated.py": "digital work of whatever kind",
    "model/groups.py": "tells them apart",
    "experiments/compare/answers/readings.py": "tells them apart, as they were at the month's end",
    "experiments/compare/answers/columns.py": "what one person does; the pool is a lever of its own there",
}


def test_whoever_counts_platform_workers_asks_who_they_are():
    root = Path(__file__).resolve().parents[2]
    asks = {
        str(path.relative_to(root))
        for room in ("model", "experiments")
        for path in sorted((root / room).rglob("*.py"))
        if re.search(r"(==|!=) PLATFORM\b", path.read_text(encoding="utf-8"))
    }
    asks = {name for name in asks if not name.startswith("experiments/validation/")}  # cities without policy
    assert sorted(asks - {*BUSY_ON_PLATFORMS}) == [], "platform workers are `places.on_platforms(city)`"


def test_whoever_asks_for_a_service_means_all_its_firms():
    root = Path(__file__).resolve().parents[2]
    leading = [
        str(path.relative_to(root))
        for room in ("model", "experiments", "viz", "scenarios")
        for path in sorted((root / room).rglob("*.py"))
        if re.search(r"\bemployer\S* == (RIDE|DELIVERY|DOMESTIC|LIVE|ONLINE|TEACHING)\b", path.read_text("utf-8"))
    ]
    assert leading == [], "a row of the platforms is a firm; its service is `service_of(row)`"
