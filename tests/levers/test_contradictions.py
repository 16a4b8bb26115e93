"""Levers that are sound one by one and cannot hold together; and promises that a fund cannot keep."""

from __future__ import annotations

import re

import pytest

from jiuye.model.levers import LEVERS
from jiuye.scenarios.contradictions import CITY_WIDE, KEEPS_POSTS
from jiuye.scenarios.merge import list_scenarios
from jiuye.scenarios.plan.promises import promises
from jiuye.scenarios.spec import check_file, load_scenario
from jiuye.viz.terminal.checking import check
from jiuye.viz.words.faults import fault_line

ENGLISH = re.compile(r"\b(must|is|are|not|the|and|yet|than|of)\b")
TRIAL = "measure: certified, months: 12"


def levers(*lines: str) -> str:
    return "city: hangzhou\nlevers:\n" + "".join(f"  - {line}\n" for line in lines)


CASES = {
    "an alarm that ends above its start": (
        levers("early_warning: {threshold: 0.3, release: 0.4}"),
        "3:46: levers[0].early_warning.release must be ≤ 0.3, the threshold: an alarm ends below its start (got 0.4)",
    ),
    "a threshold below the usual release": (
        levers("early_warning: {threshold: 0.1}"),
        "3:32: levers[0].early_warning.threshold must be ≥ 0.2, the release; write a lower release too (got 0.1)",
    ),
    "an alarm revised upside down": (
        levers(f"early_warning: {{zones: [xihu], pilot: {{{TRIAL}, revise: {{release: 0.5}}}}}}"),
        "3:94: levers[0].early_warning.pilot.revise.release must be ≤ 0.3, the threshold: an alarm ends below its "
        "start (got 0.5)",
    ),
    "modules longer than the course": (
        levers("micro_credentials: {modules: 100, minutes: 60, course_hours: 40}"),
        "3:34: levers[0].micro_credentials.modules make 100 hours, more than the course of 40 they are cut from",
    ),
    "two definitions of the alarm": (
        levers("training_subsidy", "early_warning: {measure: vacancy_rate}"),
        "4:30: levers[1].early_warning.measure is not what levers[0].training_subsidy (line 3) steers by: its trigger "
        "is a gap; write trigger: 0 there",
    ),
    "posts promised twice": (
        levers("project_training: {hired_first: 0.6}", "order_training: {reserved: 0.8, from: 2026-01}"),
        "4:32: levers[1].order_training.reserved and levers[0].project_training (line 3) promise 140% of the same "
        "open posts",
    ),
    "a fund promised twice": (
        levers("special_fund: {match_reserve: 1}", "mentors"),
        "3:35: levers[0].special_fund.match_reserve keeps the whole fund for the match, yet levers[1].mentors "
        "(line 4) is paid from it",
    ),
    "a fund of two sizes": (
        levers(
            "special_fund: {more_per_head: 10, zones: [xihu]}", "special_fund: {more_per_head: 20, zones: [yuhang]}"
        ),
        "4:5: levers[1].special_fund differs from levers[0].special_fund (line 3): there is one for the whole city, "
        "not one a district",
    ),
    "a fund of two sizes, dates overlapping": (
        levers("special_fund: {more_per_head: 10}", "special_fund: {more_per_head: 20, from: 2026-01}"),
        "4:5: levers[1].special_fund overlaps levers[0].special_fund (line 3): same lever, months and districts",
    ),
    "a pilot that ends before it is measured": (
        levers(f"training_subsidy: {{from: 2025-07, until: 2026-01, zones: [xihu], pilot: {{{TRIAL}}}}}"),
        "3:46: levers[0].training_subsidy.until must not be before 2026-07, when the trial is measured (got 2026-01)",
    ),
    "a pilot that ends before it starts": (
        levers(f"training_subsidy: {{from: 2026-07, until: 2026-01, zones: [xihu], pilot: {{{TRIAL}}}}}"),
        "3:46: levers[0].training_subsidy.until must be after 2026-07, when it begins (got 2026-01)",
    ),
    "a pilot of no months": (
        levers("training_subsidy: {zones: [xihu], pilot: {measure: income, months: 0}}"),
        "3:72: levers[0].training_subsidy.pilot.months must be ≥ 1 months (got 0)",
    ),
    "a pilot zone that does not exist": (
        levers(f"training_subsidy: {{zones: [yuhan], pilot: {{{TRIAL}}}}}"),
        "3:32: levers[0].training_subsidy.zones[0] must be a district of hangzhou (got 'yuhan'); did you mean yuhang?",
    ),
    "an unknown indicator": (
        levers("training_subsidy: {zones: [xihu], pilot: {measure: unemploiment}}"),
        "3:56: levers[0].training_subsidy.pilot.measure must be what government measures by district "
        "(got 'unemploiment'); did you mean unemployment?",
    ),
    "a revision that changes nothing": (
        levers(f"training_subsidy: {{zones: [xihu], pilot: {{{TRIAL}, revise: {{per_trainee: 2000}}}}}}"),
        "3:87: levers[0].training_subsidy.pilot.revise must change a setting",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_contradiction_is_refused_by_name_in_both_languages(tmp_path, monkeypatch, case):
    text, line = CASES[case]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    found = check_file("mine.yaml")
    assert [str(fault) for fault in found] == [f"mine.yaml:{line}"]
    assert not ENGLISH.search(fault_line(found[0], "zh").split(" ", 1)[1])


def test_a_pilot_everywhere_has_nothing_to_be_measured_against(tmp_path):
    file = tmp_path / "mine.yaml"
    district = [d.id for d in load_scenario("baseline").profile.districts]
    file.write_text(f"levers:\n  - training_subsidy: {{zones: [{', '.join(district)}], pilot: {{{TRIAL}}}}}\n")
    (fault,) = check_file(file)
    assert "must leave a district out" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        levers("early_warning: {threshold: 0.1, release: 0.1}"),
        levers("training_subsidy: {trigger: 0}", "early_warning: {measure: vacancy_rate}"),
        levers("training_subsidy: {until: 2026-01}", "early_warning: {measure: vacancy_rate, from: 2026-01}"),
        levers("training_subsidy: {seats: 0}", "early_warning: {measure: vacancy_rate}"),
        levers(
            "order_training: {reserved: 0.8, until: 2026-01}", "project_training: {hired_first: 0.6, from: 2026-01}"
        ),
        levers("special_fund: {match_reserve: 1}", "dispatch_transparency"),
        levers("special_fund: {zones: [xihu]}", "special_fund: {zones: [yuhang]}"),
        levers("special_fund: {more_per_head: 10, until: 2026-01}", "special_fund: {more_per_head: 20, from: 2026-01}"),
        levers("masked_cvs", "published_weights", "hiring_ban", "local_quota"),
    ],
)
def test_what_can_hold_together_is_played(tmp_path, text):
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    assert check_file(file) == []


def test_names_in_the_tables_exist():
    assert {*CITY_WIDE, *KEEPS_POSTS} <= set(LEVERS)
    for name, setting in KEEPS_POSTS.items():
        assert setting in LEVERS[name].settings()


@pytest.mark.parametrize("name", list_scenarios())
def test_no_shipped_scenario_contradicts_itself(name):
    assert check_file(name) == []


# Promises.


def test_promises_are_places_times_price_against_the_years_limit():
    promise = promises(load_scenario("training_subsidy", overrides={"city": "hangzhou"}))
    assert promise is not None
    assert promise.promised == 24_000 * 2_000
    assert promise.limit == 50.0 * load_scenario("baseline", overrides={"city": "hangzhou"}).profile.residents
    assert not promise.over
    assert promises(load_scenario("baseline")) is None
    assert LEVERS["crash_courses"]().yearly_cost(1) == 12_000 * (3_000 + 3 * 1_000)


def test_a_check_says_that_the_fund_cannot_keep_what_is_promised(tmp_path):
    file = tmp_path / "mine.yaml"
    many = "training_subsidy: {seats: 100_000}", "order_training: {from: 2026-01}"
    file.write_text(levers(*many).replace("hangzhou", "lishui"), encoding="utf-8")
    checked = check(str(file))
    assert checked.faults == ()
    (notice,) = checked.record()["notices"]
    assert notice["kind"] == "special_fund"
    assert (notice["from"], notice["levers"]) == ("2026-01", ["training_subsidy", "order_training"])
    assert notice["promised"] == 100_000 * 2_000 + 50_000 * 2_500 > notice["limit"]
    assert "2026-01" in checked.words("zh")
    assert "3.25亿元" in checked.words("zh")
    assert "325" in checked.words("en")


def test_a_check_says_that_a_trial_outlives_the_scenario(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "time: {months: 12}\nlevers:\n  - points: {zones: [anhe], pilot: {measure: income, months: 12}}\n", "utf-8"
    )
    (notice,) = check(str(file)).record()["notices"]
    assert (notice["kind"], notice["lever"], notice["ends"]) == ("trial", "points", "2026-01")
    assert "2026-01" in check(str(file)).words("en")
