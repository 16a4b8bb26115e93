"""The plan's table: every mechanism that acts in the labour market is there, and points to something."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.model.behaviour import Behaviour
from jiuye.model.levers import LEVERS
from jiuye.scenarios.merge import list_scenarios
from jiuye.scenarios.plan import FOLDER, KINDS, load_plan, presumed, resolve
from jiuye.scenarios.spec import load_scenario

ROWS = load_plan()
ACTING = [m for m in ROWS if m.tier < 3]


def test_the_plan_has_151_mechanisms_of_which_140_act_in_the_labour_market():
    assert [m.id for m in ROWS] == [f"M{k:03}" for k in range(1, 152)]
    assert len(ACTING) == 140


@pytest.mark.parametrize("row", ACTING, ids=lambda m: m.id)
def test_every_mechanism_points_to_something_that_exists(row):
    assert row.kind in KINDS
    assert row.where
    for where in row.where:
        resolve(where)
    assert row.scenario in (*list_scenarios(), *LEVERS)


def test_every_lever_of_the_plan_stands_in_the_table():
    named = " ".join(where for m in ROWS for where in m.where)
    missing = [name for name, lever in LEVERS.items() if f":{lever.__name__}" not in named]
    assert [name for name in missing if LEVERS[name].section is not None] == []


def test_a_row_that_presumes_its_size_shows_the_parameter_as_it_stands():
    told = [(m, p) for m in ROWS for p in m.presumed()]
    assert {m.id for m, _ in told} >= {"M016", "M030", "M034", "M069", "M075", "M130", "M142"}
    printed = json.loads(CliRunner().invoke(main, ["plan", "--json"]).stdout)["rows"]
    words = {lang: CliRunner().invoke(main, ["plan", "--lang", lang]).output for lang in ("en", "zh")}
    for m, p in told:
        assert p.default == getattr(Behaviour(), p.name)
        shown = [one for row in printed if row["id"] == m.id for one in row["presumes"]]
        assert (p.name, p.default, p.doc, p.zh) in [(x["name"], x["value"], x["en"], x["zh"]) for x in shown]
        for lang in words:
            assert f"{p.default:g}" in words[lang]
    with pytest.raises(LookupError):
        presumed("model.behaviour:Behaviour.nothing")


def test_a_row_that_points_to_nothing_is_found():
    for where in (
        "model.levers:Nothing",
        "model.nothing:x",
        "model/data/nothing.yaml",
        "model/data/occupations.yaml:king",
    ):
        with pytest.raises(LookupError):
            resolve(where)
    assert (FOLDER / "mechanisms.csv").is_file()


def test_the_name_of_a_lever_is_the_scenario_of_that_lever_alone():
    scenario = load_scenario("rural_5g")
    assert [dated.lever.name for dated in scenario.levers] == ["rural_5g"]
    assert scenario.title == LEVERS["rural_5g"].title


def test_the_command_prints_rows_of_a_section_and_for_machines():
    words = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, ["plan", "--section", "3.2.1"])
    assert words.exit_code == 0
    assert "M052" in words.output
    assert "M001" not in words.output
    printed = json.loads(CliRunner().invoke(main, ["plan", "--json"]).stdout)["rows"]
    assert len(printed) == 151
    assert {"id", "section", "name_zh", "represented_as", "where", "scenario"} <= set(printed[0])
