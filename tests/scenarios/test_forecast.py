"""Forecasts: seasons, growth and shocks of a scenario, from the file to the city."""

import json
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.compare.compare import check_same_city
from jiuye.experiments.runs.assumptions import assumptions_of
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.calendar import Shock
from jiuye.scenarios.schema import schema
from jiuye.scenarios.spec import check_file, load_scenario
from jiuye.viz.reports.outlook import demand_blocks
from jiuye.viz.view import View

from ..reports.sample_comparison import sample

PAGE = """\
time: {start: 2025-01, months: 24}
seasons: true
growth: 0.02
shocks:
  - {from: 2026-01, months: 3, size: -0.2, scenes: [transport, orders], source: "NBS, 2020 Q1", grade: derived}
  - {from: 2026-04, months: 6, size: -0.08}
"""
FAULTY = """\
time: {start: 2025-01, months: 24}
seasons: yes
growth: 0.5
shocks:
  - {from: 2027-01, months: 0, size: -2}
  - {from: 2025-13, months: 3, size: -0.2, scenes: [transpor]}
  - {months: 3, sizes: -0.2, grade: guess}
  - -0.2
"""
ANSWERS = """\
mine.yaml:2:10: seasons must be true or false (got 'yes')
mine.yaml:3:9: growth must be ≤ 0.1 share/year (got 0.5)
mine.yaml:5:12: shocks[0].from must be from 2025-01, the start, to 2026-12, the last month (got 2027-01)
mine.yaml:5:29: shocks[0].months must be ≥ 1 months (got 0)
mine.yaml:5:38: shocks[0].size must be ≥ -0.9 share (got -2)
mine.yaml:6:12: shocks[1].from must be a month from 2000-01 to 2100-12, such as 2025-07 (got '2025-13')
mine.yaml:6:53: shocks[1].scenes[0] must be a scene or orders (got 'transpor'); did you mean transport?
mine.yaml:7:5: shocks[2] must give from
mine.yaml:7:5: shocks[2] must give size
mine.yaml:7:17: shocks[2].sizes is not a setting; did you mean size?
mine.yaml:7:37: shocks[2].grade must be one of measured, derived, judged, swept (got 'guess')
mine.yaml:8:5: shocks[3] must hold settings such as from (got -0.2)
"""


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """`mine(text)` writes mine.yaml and returns its name."""
    monkeypatch.chdir(tmp_path)

    def write(text):
        (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
        return "mine.yaml"

    return write


def test_a_forecast_is_read_as_written(mine):
    forecast = load_scenario(mine(PAGE)).forecast
    assert (forecast.seasons, forecast.growth) == (True, 0.02)
    assert forecast.shocks[0].shock == Shock(12, 3, -0.2, ("transport", "orders"))
    assert (forecast.shocks[0].source, forecast.shocks[0].grade) == ("NBS, 2020 Q1", "derived")
    assert forecast.shocks[1].shock == Shock(15, 6, -0.08)
    assert forecast.shocks[1].grade == "judged"


def test_every_fault_of_a_forecast_is_answered(mine):
    assert "\n".join(map(str, check_file(mine(FAULTY)))) + "\n" == ANSWERS


def test_a_forecast_is_written_back_the_same(mine):
    scenario = load_scenario(mine(PAGE))
    assert load_scenario(mine(scenario.text)) == replace(scenario, name="mine")
    assert "shocks" not in load_scenario("baseline").text  # and a scenario without one stays as it was


def test_a_shock_reaches_the_month_and_the_scenes_it_names(mine):
    forecast = load_scenario(mine(PAGE.replace("true", "false").replace("0.02", "0"))).forecast
    calendar = forecast.after(forecast.before(1))
    start = 60
    assert calendar.demand(start + 11, start, ["transport", "health", "orders"]).tolist() == [1.0, 1.0, 1.0]
    assert calendar.demand(start + 12, start, ["transport", "health", "orders"]).tolist() == [0.8, 1.0, 0.8]
    assert calendar.demand(start + 15, start, ["transport", "health", "orders"]) == pytest.approx([0.92] * 3)
    assert calendar.demand(start + 21, start, ["transport"]).tolist() == [1.0]


def test_the_burn_in_has_seasons_but_neither_growth_nor_shocks(mine):
    scenario = load_scenario(mine(PAGE), overrides={"city": {"workers": 300}, "time": {"burn_in": 3, "months": 24}})
    city, past = burnt_in(scenario, 1)
    assert (city.calendar.seasons, city.calendar.growth, city.calendar.shocks) == (True, 0.0, ())
    assert city.calendar.of_year(city.month) == 1  # the scenario starts in its month
    play(city.fork(), past, replace(scenario, months=1), ())
    assert city.calendar.shocks == ()  # a future does not touch what its siblings start from


def test_a_large_shock_raises_unemployment_after_it_and_not_before():
    base, shock = (
        load_scenario(name, overrides={"city": {"workers": 4000}, "time": {"burn_in": 24, "months": 60}})
        for name in ("baseline", "demand_shock")
    )
    city, past = burnt_in(base, 1)
    names = ("unemployment_rate", "on_leave_share", "weekly_hours")
    found = [play(city.fork(), past, one, names).indicators for one in (base, shock)]
    (calm, hit), (_, away), (usual, hours) = ([one[name][:, 0] for one in found] for name in names)
    first = shock.forecast.shocks[0].shock.start
    assert first == 48
    assert np.array_equal(calm[:first], hit[:first])
    during, after = slice(first, first + 3), slice(first + 3, first + 6)
    assert (hours - usual)[first] < -0.5  # at once
    assert away[during].min() > 0.3  # per cent of staff, on leave; public work has no shocks
    assert (hit - calm)[after].mean() > 0.6  # when work is still short, those on leave are let go
    assert 0.0 < (hit - calm)[first] < (hit - calm)[after].mean() / 2


def test_shocks_may_differ_in_a_comparison_but_not_seasons(mine):
    base = load_scenario("baseline")
    check_same_city(base, [load_scenario("demand_shock")])
    with pytest.raises(ValueError, match="differ in seasons"):
        check_same_city(base, [load_scenario(mine("seasons: true\nextends: baseline\n"))])


def test_a_judged_shock_is_a_weak_number():
    names = {weak.name for weak in assumptions_of([load_scenario("demand_shock")])}
    assert "shocks.transport.size" in names
    assert "shocks.orders.size" not in names  # its size is derived from published figures


def test_the_plan_in_a_shock_has_the_levers_of_the_plan_alone():
    together, shocked = load_scenario("four_levers"), load_scenario("demand_shock_four_levers")
    assert shocked.levers == together.levers
    assert shocked.forecast == load_scenario("demand_shock").forecast


@pytest.mark.parametrize(("lang", "warning", "fall"), [("en", "not the same", "−20 %"), ("zh", "并不相同", "−20%")])
def test_the_brief_says_where_demand_differs(lang, warning, fall):
    calm = sample(2, seeds=3, months=12)
    shocks = [{"from": "2025-03", "months": 3, "size": -0.2, "scenes": ["orders"]}]
    first, second = calm.scenarios
    differing = replace(calm, forecast={calm.base: {}, first: {}, second: {"shocks": shocks}})
    blocks = demand_blocks(View(differing, lang))
    assert warning in blocks[0].words
    assert fall in blocks[1].items[1].replace("\u00a0", " ")
    assert len(blocks[1].items) == 2  # futures alike are told together
    alike = replace(calm, forecast={s: {"shocks": shocks} for s in (calm.base, first, second)})
    assert [block.kind for block in demand_blocks(View(alike, lang))] == ["note"]
    assert demand_blocks(View(calm, lang)) == []


def test_editors_know_the_keys_of_a_shock():
    shock = schema()["properties"]["shocks"]["items"]
    assert shock["required"] == ["from", "months", "size"]
    assert (shock["properties"]["size"]["minimum"], shock["properties"]["size"]["maximum"]) == (-0.9, 1.0)
    json.dumps(shock)
