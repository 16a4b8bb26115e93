"""Forecasts: seasons, growth and shocks of a scenario, from the file to the city."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.experiments.compare.compare import check_same_city
from jiuye.experiments.runs.assumptions import assumptions_of
from jiuye.experiments.runs.run import Simulation, burnt_in, play
from jiuye.model.calendar import Shock
from jiuye.model.occupations import SCENES
from jiuye.scenarios.schema import schema
from jiuye.scenarios.spec import check_file, load_scenario, policy
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


BEGINS = 48  # month of the shock of `demand_shock`


@cache
def calm_and_hit():
    """A city without the shock and with it, to the sixth month of it: indicators of all, and what the lines of the
    market whose work falls most, and those of all whose work does not fall, do month by month from then on."""
    size = {"city": {"workers": 30_000}, "time": {"burn_in": 24, "months": 60}}
    base, shock = (load_scenario(name, overrides=size) for name in ("baseline", "demand_shock"))
    city, past = burnt_in(base, 1)
    found = []
    for scenario in (base, shock):
        names = ("unemployment_rate", "on_leave_share", "weekly_hours")
        future = Simulation(city.fork(), past, replace(scenario, months=BEGINS + 6), policy(scenario), names)
        lines = []
        for month in range(BEGINS + 6):
            future.month()
            if month >= BEGINS:
                lines.append(future.city.employers.copy())
        found.append((future.result().indicators, lines))
    return city, shock.forecast.shocks, found


def market(city, lines):
    """[line] share of the work that no public budget pays for."""
    return 1.0 - city.sectors.public[lines.sector]


def work_of(city, lines, scenes):
    """[line] whether its trade belongs to the scenes."""
    return np.isin(city.occupations.scene, [[*SCENES].index(scene) for scene in scenes])[lines.occupation]


def test_a_large_shock_raises_unemployment_after_it_and_not_before():
    city, shocks, ((calm, _), (hit, lines)) = calm_and_hit()
    assert shocks[0].shock.start == BEGINS
    assert all(np.array_equal(calm[name][:BEGINS], hit[name][:BEGINS], equal_nan=True) for name in calm)
    after = slice(BEGINS + 3, BEGINS + 6)
    more = {name: (hit[name] - calm[name])[:, 0] for name in calm}
    own = [e.staff * market(city, e) * work_of(city, e, shocks[0].shock.scenes) for e in lines]
    away = [100.0 * np.average(e.leave, weights=staff) for e, staff in zip(lines, own, strict=True)]
    private = np.average(market(city, lines[0]), weights=lines[0].staff)  # what the budget pays for has no shocks
    assert more["weekly_hours"][BEGINS] < -0.5  # at once
    assert min(away[:3]) > 0.5  # per cent of staff, on leave
    assert more["unemployment_rate"][after].mean() / private > 0.8  # when work is still short, those are let go
    assert 0.0 < more["unemployment_rate"][BEGINS] < more["unemployment_rate"][after].mean() / 2


def test_a_shock_sends_on_leave_only_where_the_market_has_less_work():
    city, shocks, ((_, calm), (_, hit)) = calm_and_hit()
    scenes = {scene for one in shocks for scene in one.shock.scenes if scene in SCENES}
    usual, now = calm[0], hit[0]
    spared = ~work_of(city, now, scenes) | (market(city, now) == 0.0)
    assert 100 < spared.sum() < len(spared)
    assert np.array_equal(now.leave[spared], usual.leave[spared])
    assert (now.leave >= usual.leave).all()
    assert (now.leave > usual.leave).sum() > 50


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
