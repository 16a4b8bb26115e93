"""Public moments: hand-made people, tallies and flows against values worked out by hand; and the command on top."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from jiuye.agents.employers import NON_PRIVATE
from jiuye.agents.platforms import RIDE
from jiuye.agents.workers import (
    EMPLOYEE_SCHEME,
    EVERY_SCHEME,
    INJURY,
    LOCAL_RURAL,
    NONLOCAL_RURAL,
    PLATFORM,
    SELF_EMPLOYED,
    UNEMPLOYED,
)
from jiuye.commands.door import main
from jiuye.experiments.validation.audits import distance_penalty, women_callback_penalty
from jiuye.experiments.validation.census import Census
from jiuye.experiments.validation.facts import DEFINITIONS
from jiuye.experiments.validation.moment_registry import STOCKS, YEARS
from jiuye.experiments.validation.moments import MOMENTS, moments_of
from jiuye.experiments.validation.observation import Year, observe
from jiuye.experiments.validation.validate import judge, mean_interval, validate
from jiuye.model.build import build_city
from jiuye.model.grid import VILLAGE
from jiuye.model.month import Flows
from jiuye.model.quantities import QUANTITIES, Q
from jiuye.model.tally import CLASSES, Tally
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import load_scenario
from jiuye.scenarios.targets import load_targets

from ..ten_people import skip, ten_people


def stock(city, name: str) -> float:
    """A moment of the city's month, which ends as `step` leaves it."""
    return STOCKS[name](Census(city))


def city_of_ten(**columns):
    """Ten people a month on; keywords set single people's columns, {row: value}."""
    city = skip(ten_people())
    for name, values in columns.items():
        column = getattr(city.workers, name)
        for row, value in values.items():
            column[row] = value
    return city


# ---- stocks: four at line 0, two (one a woman) at line 1, two unemployed (one a woman), a rider, a student ----------


def test_unemployment_is_of_those_who_looked_within_three_months():
    assert stock(city_of_ten(), "P01") == pytest.approx(100 * 2 / 9)
    assert stock(city_of_ten(idle={6: 2}), "P01") == pytest.approx(100 * 2 / 9)
    assert stock(city_of_ten(idle={6: 3}), "P01") == pytest.approx(100 * 1 / 8)


def test_unemployment_by_age_and_hukou_is_of_towns():
    young = city_of_ten(born={0: -12 * 20, 6: -12 * 20})
    assert stock(young, "P02") == pytest.approx(50.0)
    assert stock(young, "P03") == pytest.approx(100 * 1 / 7)
    migrants = city_of_ten(hukou={6: NONLOCAL_RURAL, 0: NONLOCAL_RURAL, 1: NONLOCAL_RURAL, 2: LOCAL_RURAL})
    assert stock(migrants, "P04") == pytest.approx(100 / 3)
    village = int(np.flatnonzero(migrants.grid.klass == VILLAGE)[0])
    migrants.workers.cell[6] = village
    assert stock(migrants, "P04") == 0.0
    assert stock(migrants, "P01") == pytest.approx(100 * 1 / 8)


def test_participation_by_sex():
    city = city_of_ten(idle={7: 9})
    assert stock(city, "P11") == pytest.approx(50.0)  # of rows 5 and 7, the second is discouraged
    assert stock(city, "P12") == pytest.approx(100 * 7 / 8)  # all men but the student


def test_kinds_of_work():
    city = city_of_ten(status={6: SELF_EMPLOYED}, gig={8: 1, 0: -9, 9: 0})
    city.month = 2
    assert stock(city, "P14") == pytest.approx(100 * 2 / 8)
    assert stock(city, "P15") == pytest.approx(100 * 2 / 7)  # rows 8 and 0 within the year; the student is not counted
    city.month = 4
    assert stock(city, "P15") == pytest.approx(100 * 1 / 7)
    assert stock(city, "P05") == 40.0


def test_migrant_workers_do_not_farm():
    city = city_of_ten(hukou={0: LOCAL_RURAL, 1: NONLOCAL_RURAL, 5: LOCAL_RURAL, 6: LOCAL_RURAL, 8: LOCAL_RURAL})
    w = city.workers
    w.status[8], w.cell[8] = SELF_EMPLOYED, int(np.flatnonzero(city.grid.klass == VILLAGE)[0])
    w.wage[[0, 1, 5]] = 300_000, 900_000, 600_000
    w.born[0], w.trained[1] = -12 * 45, -24
    assert np.flatnonzero(Census(city).migrant).tolist() == [0, 1, 5]
    assert stock(city, "P16") == pytest.approx(100 * 3 / 6)
    assert stock(city, "P17a") == pytest.approx((45 + 30 + 30) / 3)
    assert stock(city, "P17b") == pytest.approx(100 / 3)
    assert stock(city, "P18a") == pytest.approx(6_000.0)
    assert stock(city, "P18b") == pytest.approx(9_000 / 4_500)
    assert stock(city, "P42") == pytest.approx(100 / 3)


def test_relative_wages():
    city = city_of_ten(wage=dict.fromkeys((4, 5), 900000))
    city.employers.ownership[1] = NON_PRIVATE
    assert stock(city, "P19") == pytest.approx(1.5)
    assert stock(city, "P20e") == pytest.approx(6_000 / 7_000)  # production
    assert stock(city, "P20d") == pytest.approx(9_000 / 7_000)  # drivers are service staff
    assert math.isnan(stock(city, "P20a"))  # nobody manages
    city.workers.wage[5] = 450_000
    assert stock(city, "P22") == pytest.approx(0.5)  # production staff are not on an online board


def test_pay_and_hours_on_platforms():
    city = city_of_ten(status={6: PLATFORM, 7: PLATFORM}, employer={6: 1, 7: RIDE})
    w = city.workers
    w.earned[[6, 7, 8]] = 400_000, 700_000, 800_000
    w.hours[[6, 7, 8]] = 30, 63, 35
    assert stock(city, "P25") == pytest.approx(8_000.0)  # 30 hours a week are fewer than 22 days of six
    assert math.isnan(stock(city, "P27"))
    assert stock(city, "P26") == pytest.approx(7_000.0)
    assert stock(city, "P28") == pytest.approx(9.0)
    assert (stock(city, "P29a"), stock(city, "P29b")) == (0.0, 100.0)
    assert stock(city, "P32") == pytest.approx(100 / 3)
    assert stock(city, "P33") == pytest.approx(200 / 3)


def test_cover_against_injury_is_no_pension():
    city = city_of_ten(status={6: PLATFORM, 7: SELF_EMPLOYED})
    city.workers.insured[[5, 6, 7, 8]] = 0, INJURY, EVERY_SCHEME, EMPLOYEE_SCHEME | INJURY
    assert stock(city, "P30a") == pytest.approx(100 / 3)
    assert stock(city, "P30b") == pytest.approx(100 / 6)
    assert stock(city, "P31") == pytest.approx(100 / 3)


def test_posts_units_and_ways_to_work():
    city = city_of_ten()
    e = city.employers
    e.vacancies[:], e.age_ceiling[:] = (3, 1, 0), (0, 35, 35)
    assert stock(city, "P44") == pytest.approx(25.0)
    assert stock(city, "P48") == pytest.approx(3.0)  # the third unit has no staff
    e.cell[0] = int(np.argmax(city.grid.distance(np.full(256, e.cell[1]), np.arange(256))))
    assert stock(city, "P50") == pytest.approx(100 * 2 / 6)
    e.remote[0] = 1
    assert stock(city, "P50") == 100.0


def test_skill_and_access():
    city = city_of_ten(technical={0: 4_999}, literacy={1: 2_999, 9: 2_000}, born={1: -12 * 60})
    assert stock(city, "P38") == pytest.approx(100 * 6 / 7)
    assert stock(city, "P43a") == pytest.approx(80.0)
    assert math.isnan(stock(city, "P43b"))
    assert stock(city, "P43c") == 0.0


# ---- years: hand-made flows and tallies ------------------------------------------------------------------------------


def hand_made(counts: dict[str, int], **quantities: int) -> Flows:
    """A month in which the whole city has these quantities, and these things happened."""
    groups = 9
    sums = np.zeros((groups, len(QUANTITIES)), np.int64)
    for name, value in quantities.items():
        sums[0, Q[name]] = value
    blank = np.zeros((groups, CLASSES), np.int64)
    occupations = np.zeros(59, np.int64)
    return Flows(0, counts, Tally(sums, blank, blank, occupations, occupations, occupations))


def year_of(flows: Flows, months: int = 12) -> Year:
    """A year of equal months in which nobody moves."""
    seen = Year(city_of_ten())
    for _ in range(months):
        seen.look(flows, {})
    return seen


def test_turnover_and_its_voluntary_share():
    seen = year_of(hand_made({"dismissals": 4, "quits": 6, "job_to_job": 8, "quits_to_own_work": 2}, employed=1_200))
    assert YEARS["P06"](seen) == pytest.approx(100 * 240 / 1_200)
    assert YEARS["P07"](seen) == pytest.approx(80.0)


def test_posts_for_each_seeker():
    came = {"into_unemployment": 15, "joiners": 5}
    seen = year_of(hand_made({"vacancies": 90, "hires": 30, "hires_from_unemployed": 20, **came}, searching=100))
    assert YEARS["P10"](seen) == pytest.approx(
        (90 + 2 * 30) / (120 + 2 * 20)
    )  # a quarter: the first month and two more


def test_training():
    seen = year_of(hand_made({"enrolled": 4, "certified": 2}, employed=900, platform=60, self_employed=240))
    assert YEARS["P39"](seen) == pytest.approx(100 * 48 / 1_200)
    assert YEARS["P40"](seen) == pytest.approx(0.5)


def test_injuries_are_of_the_enrolled():
    seen = Year(city_of_ten(insured={8: INJURY}))
    for month in range(12):
        seen.look(hand_made({"injuries": 5, "injuries_covered": int(month == 3)}), {})
    assert seen.enrolled_months == 12
    assert YEARS["P35"](seen) == pytest.approx(100.0)  # one case in one person-year


def test_finding_and_losing_compare_month_ends():
    city = city_of_ten()
    seen = Year(city)
    w = city.workers
    w.status[0], w.status[6] = UNEMPLOYED, PLATFORM  # one of seven loses work, one of two finds some
    seen.look(hand_made({}), {})
    w.status[7], w.born[7] = PLATFORM, -100  # somebody else in the same row
    seen.look(hand_made({}), {})
    assert (seen.were_unemployed, seen.found) == (2 + 1, 1)
    assert (seen.were_working, seen.lost) == (7 + 7, 1)
    assert YEARS["P08"](seen) == pytest.approx(1 / 3)
    assert YEARS["P09"](seen) == pytest.approx(100 / 14)


def test_gini_is_of_the_years_income_of_those_who_stayed():
    city = city_of_ten()
    seen = Year(city)
    w = city.workers
    w.income[:] = [0, 0, 0, 0, 0, 0, 0, 100, 100, 400]
    seen.look(hand_made({}), {})
    w.income[:] = [0, 0, 0, 0, 0, 0, 0, 100, 300, 200]
    seen.look(hand_made({}), {})
    assert YEARS["P24"](seen) == pytest.approx(2 * (200 + 2 * 400 + 3 * 600) / (3 * 1_200) - 4 / 3)
    w.born[9] += 1
    seen.look(hand_made({}), {})
    assert sorted(seen.income[seen.income > 0]) == [300, 700]


def test_stocks_are_averaged_over_the_months_that_have_them():
    city = city_of_ten()
    seen = Year(city)
    values = iter([1.0, math.nan, 3.0])
    for _ in range(3):
        seen.look(hand_made({}), {"P01": lambda census: next(values)})
    assert seen.mean_of("P01") == 2.0


# ---- audits ---------------------------------------------------------------------------------------------------------


@cache
def town():
    """A city with open posts."""
    city = build_city(load_city("hangzhou"), 3_000, 1)
    city.employers.vacancies[:] = city.employers.slots
    return city


def acting(**behaviour: float):
    """The same city where people or employers behave otherwise."""
    return replace(town(), behaviour=replace(town().behaviour, **behaviour))


def test_equal_cvs_have_equal_luck_without_bias():
    assert women_callback_penalty(acting(screening_bias=0.0)) == 0.0


def test_bias_is_found_by_sending_cvs():
    once, twice = (women_callback_penalty(acting(screening_bias=bias)) for bias in (1.0, 2.0))
    assert -15.0 < once < -0.3
    assert twice < 1.5 * once


def test_distance_is_found_by_moving_posts():
    assert abs(distance_penalty(acting(distance_decay=0.0, km_cost=0.0))) < 3.0
    decay = distance_penalty(acting(distance_decay=0.027, km_cost=0.0))
    assert decay == pytest.approx(100 * (math.exp(-0.027 * 16) - 1), abs=4.0)
    assert distance_penalty(acting(distance_decay=0.027, km_cost=60.0)) < decay - 5.0


def test_audits_leave_the_city_alone():
    city = town().fork()
    women_callback_penalty(city)
    distance_penalty(city)
    for table in ("workers", "employers", "markets"):
        for name, column in getattr(city, table).columns().items():
            assert np.array_equal(column, getattr(town(), table).columns()[name]), name
    assert city.draws == town().draws


# ---- verdicts -------------------------------------------------------------------------------------------------------


def test_mean_and_interval_over_seeds():
    mean, low, high = mean_interval([1.0, 2.0, 3.0, math.nan])
    assert mean == 2.0
    assert high - mean == mean - low == pytest.approx(4.302653 / math.sqrt(3), rel=1e-6)  # t with two degrees
    assert mean_interval([4.0])[0] == 4.0
    assert all(math.isnan(x) for x in (*mean_interval([4.0])[1:], *mean_interval([math.nan])))


def test_a_moment_passes_by_its_mean():
    targets = [t for t in load_targets() if t.id in ("P01", "P34", "P44")]
    verdicts = judge(targets, [{"P01": 4.6, "P44": 20.0}, {"P01": 5.0, "P44": 30.0}])
    assert [(v.target.id, v.value, v.passed) for v in verdicts] == [("P01", 4.8, True), ("P44", 25.0, False)]


def test_every_moment_of_a_city_is_a_number():
    scenario = load_scenario("baseline", overrides={"city": {"workers": 3_000}, "time": {"months": 12, "burn_in": 6}})
    found = moments_of(observe(scenario, 1, STOCKS))
    assert tuple(found) == MOMENTS
    assert all(math.isfinite(value) for value in found.values()), found


def test_ctrl_c_keeps_the_seeds_that_are_finished(monkeypatch):
    def three_then_stop(work, seeds, persons, scenario, tick):
        for seed in seeds[:3]:
            yield seed, dict.fromkeys(MOMENTS, 1.0)
        raise KeyboardInterrupt

    monkeypatch.setattr("jiuye.experiments.validation.validate.each_seed", three_then_stop)
    found = validate(load_scenario("baseline"), load_targets(), range(1, 6))
    assert (found.seeds, found.unfinished, found.oracle) == ((1, 2, 3), (4, 5), ())


# ---- the command ----------------------------------------------------------------------------------------------------


def call(*words: object):
    """`jiuye validate` in this process."""
    return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["validate", *(str(word) for word in words)])


@pytest.fixture(scope="module")
def validated(tmp_path_factory):
    """A small validation: the folder, and what was printed."""
    out = tmp_path_factory.mktemp("validated")
    done = call("lishui", "--workers", 2_000, "--seeds", 2, "--months", 12, "--quick", "--json", "--out", out)
    assert done.exit_code == 0, done.stderr
    return out, json.loads(done.stdout)


def test_what_is_printed_for_machines(validated):
    _, printed = validated
    assert [t["id"] for t in printed["targets"]] == list(MOMENTS)
    for t in printed["targets"]:
        assert {"name", "value", "low", "high", "band_low", "band_high", "pass"} <= set(t)
        assert t["pass"] == (t["value"] is not None and t["band_low"] <= t["value"] <= t["band_high"])
    assert (printed["seeds"], printed["city"]) == ([1, 2], "lishui")
    assert [f["name"] for f in printed["facts"]] == [d.name for d in DEFINITIONS]
    assert printed["met"] == sum(t["pass"] for t in printed["targets"])
    assert len(printed["oracle"]) == 3
    assert all(point["pass"] for point in printed["oracle"]), printed["oracle"]


def test_the_report_is_written_in_both_languages(validated):
    _, printed = validated
    report = Path(printed["report"])
    assert {f.name for f in report.parent.iterdir()} == {
        "report.html",
        "report.zh.html",
        "report.md",
        "validation.json",
    }
    page, other = report.read_text(encoding="utf-8"), (report.parent / "report.zh.html").read_text(encoding="utf-8")
    assert "Validation of Lishui" in page
    assert "丽水：模型验证" in other
    assert 'href="report.zh.html"' in page
    assert 'href="report.html"' in other
    for d in DEFINITIONS:
        assert f'id="fact-{d.name}"' in page
    for t in load_targets():
        assert f'id="{t.id}"' in page
        assert t.name["zh"] in other
    assert "| [P01](#P01) Urban unemployment rate, annual mean |" in (report.parent / "report.md").read_text(
        encoding="utf-8"
    )
    stored = json.loads((report.parent / "validation.json").read_text(encoding="utf-8"))
    assert stored == {key: value for key, value in printed.items() if key != "report"}


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_a_moment_out_of_band_fails_only_if_asked_to(monkeypatch, tmp_path, strict, code):
    monkeypatch.setattr(
        "jiuye.experiments.validation.validate.each_seed",
        lambda work, seeds, *rest, **more: ((seed, dict.fromkeys(MOMENTS, 0.0)) for seed in seeds),
    )
    monkeypatch.setattr("jiuye.experiments.validation.validate.meet_oracle", lambda quick: ())
    done = call("--workers", 2_000, "--seeds", 2, "--out", tmp_path, "--no-facts", *strict)
    assert done.exit_code == code, done.stderr
    assert "1 of 54 public moments are in band" in done.stdout  # 0 lies in the band of P45


def test_wrong_targets_are_refused_before_anything_runs(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("id,kind\nP01,moment\n", encoding="utf-8")
    done = call("--targets", file, "--out", tmp_path / "runs")
    assert done.exit_code == 2
    assert f"{file}:1:1: column band_low is missing" in done.stderr
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("words", [["--months", 11], ["atlantis"], ["--workers", "none"], ["--seeds", "3,3"]])
def test_other_wrong_input(words, tmp_path):
    done = call(*words, "--out", tmp_path)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []
