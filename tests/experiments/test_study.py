"""Study files: what they say is what is played, and what is wrong with them is said at once."""

import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from jiuye.experiments.studies.designs import points_of
from jiuye.experiments.studies.study import Study, list_studies, load_study
from jiuye.scenarios.spec import SpecError
from jiuye.viz.words.faults import fault_line

from ..reports.test_faults import ENGLISH

PAGE = """\
title: {zh: 试, en: Trial}
base:
  extends: demand_shock
  city: {profile: lishui, workers: 300}
  time: {months: 60, burn_in: 2}
  levers: [data_dividend]
levers:
  training_subsidy: [0, 6_000]
  training_subsidy.mode: [part_time, full_time]
uncertainties:
  behaviour.tries: {range: [2, 8], scale: log, levels: 3}
  shocks[0].size: {range: [-0.3, 0]}
  growth: [-0.02, 0.02]
outcomes:
  gini:
  women: {indicator: employment_rate, group: "sex=female", month: 3}
  jobs: {indicator: employment_rate, difference: true}
  cost: {indicator: public_cost, difference: true}
design: {kind: factorial}
seeds: [4, 7]
"""


def study(folder: Path, page: str = PAGE) -> Study:
    (folder / "mine.yaml").write_text(page, encoding="utf-8")
    return load_study(folder / "mine.yaml")


def with_design(design: str) -> str:
    return PAGE.replace("{kind: factorial}", design)


def test_everything_written_is_read(tmp_path):
    mine = study(tmp_path)
    assert [a.path for a in mine.lever_axes] == ["training_subsidy.seats", "training_subsidy.mode"]
    assert [a.path for a in mine.uncertainty_axes] == ["behaviour.tries", "shocks[0].size", "growth"]
    assert [a.column for a in mine.axes][2:4] == ["behaviour_tries", "shocks0_size"]
    assert [(o.name, o.group, o.month, o.difference) for o in mine.outcomes] == [
        ("gini", "all", None, False),
        ("women", "sex=female", 3, False),
        ("jobs", "all", None, True),
        ("cost", "all", None, True),
    ]
    assert mine.base.by == ("sex=female",)
    assert (mine.points, mine.runs, mine.seeds) == (2 * 2 * 3 * 2 * 2, 96, (4, 7))


def test_a_point_is_the_scenario_it_says(tmp_path):
    mine = study(tmp_path)
    values = (6000.0, "full_time", 3.5, -0.25, 0.01)
    scenario, reference = mine.scenario(values), mine.reference(values)
    levers = {dated.lever.name: dated.lever for dated in scenario.levers}
    assert set(levers) == {"data_dividend", "training_subsidy"}
    assert (levers["training_subsidy"].seats, levers["training_subsidy"].mode) == (6000.0, "full_time")
    for future in (scenario, reference):  # the same circumstances
        assert (future.behaviour.tries, future.forecast.growth) == (3.5, 0.01)
        assert future.forecast.shocks[0].shock.size == -0.25
        assert future.forecast.shocks[1:] == mine.base.forecast.shocks[1:]
    assert reference.levers == mine.base.levers
    assert mine.base.behaviour.tries != 3.5


def test_a_policy_gives_its_levers(tmp_path):
    page = PAGE.replace("training_subsidy: [0, 6_000]", "policy: [baseline, four_levers]").replace(
        "  training_subsidy.mode: [part_time, full_time]\n", ""
    )
    mine = study(tmp_path, page)
    values = {len(mine.scenario(mine.design.point(k)).levers) for k in range(mine.points)}
    assert values == {0, 4}
    assert len(mine.reference(mine.design.point(0)).levers) == 1


# Designs.


def test_a_factorial_meets_every_combination_once_levers_fastest(tmp_path):
    mine = study(tmp_path)
    points = [mine.design.point(k) for k in range(mine.design.size)]
    assert len(set(points)) == mine.points
    assert len({p[2:] for p in points[:4]}) == 1  # four lever settings under the same circumstances
    middle = sorted({p[2] for p in points})[1]
    assert middle == pytest.approx(math.sqrt(2 * 8))  # log scale


def test_a_large_factorial_is_not_made_before_it_is_needed(tmp_path):
    page = PAGE.replace("levels: 3", "levels: 10_000").replace("[-0.3, 0]", "[-0.3, 0], levels: 10_000")
    mine = study(tmp_path, page)
    assert mine.points == 2 * 2 * 10_000**2 * 2
    assert mine.design.point(mine.points - 1) == (6000.0, "full_time", 8.0, 0.0, 0.02)


def test_a_latin_hypercube_meets_every_slice_once(tmp_path):
    mine = study(tmp_path, with_design("{kind: latin_hypercube, n: 40, seed: 3}"))
    rows = [mine.design.point(k) for k in range(40)]
    slices = [math.floor(40 * math.log(row[2] / 2) / math.log(4)) for row in rows]
    assert sorted(slices) == list(range(40))
    assert Counter(row[1] for row in rows) == {"part_time": 20, "full_time": 20}
    again = study(tmp_path, with_design("{kind: latin_hypercube, n: 40, seed: 3}"))
    other = study(tmp_path, with_design("{kind: latin_hypercube, n: 40, seed: 4}"))
    assert [again.design.point(k) for k in range(40)] == rows
    assert other.design.point(0) != rows[0]
    assert other.hash != again.hash == mine.hash


def test_crossed_levers_meet_the_same_circumstances(tmp_path):
    mine = study(tmp_path, with_design("{kind: latin_hypercube, n: 5, levers: crossed}"))
    points = [mine.design.point(k) for k in range(mine.points)]
    assert mine.points == 5 * 4
    assert Counter(p[2:] for p in points) == dict.fromkeys({p[2:] for p in points}, 4)
    assert len({p[2:] for p in points}) == 5


@pytest.mark.parametrize(
    ("design", "points"),
    [
        ("{kind: sobol, n: 8}", 8 * 7),
        ("{kind: sobol, n: 8, second_order: true}", 8 * 12),
        ("{kind: morris, n: 6}", 6 * 6),
        ("{kind: sobol_sequence, n: 16}", 16),
        ("{kind: one_at_a_time}", 1 + 1 + 1 + 3 + 2 + 2),
        ("{kind: list, points: [{training_subsidy.seats: 6_000}, {growth: 0.02}]}", 2),
    ],
)
def test_designs_have_the_points_they_announce(tmp_path, design, points):
    mine = study(tmp_path, with_design(design))
    assert mine.points == points == mine.design.size == points_of(mine.plan, mine.axes)
    for k in range(points):
        for axis, value in zip(mine.axes, mine.design.point(k), strict=True):
            assert axis.param.fault(value) is None


def test_morris_moves_one_setting_at_a_time(tmp_path):
    page = PAGE.replace("  training_subsidy.mode: [part_time, full_time]\n", "").replace(
        "  growth: [-0.02, 0.02]\n", ""
    )
    page = page.replace("[0, 6_000]", "{range: [0, 6_000]}").replace("{kind: factorial}", "{kind: morris, n: 4}")
    mine = study(tmp_path, page)
    rows = np.array([mine.design.point(k) for k in range(mine.points)]).reshape(4, 4, 3)
    assert (np.count_nonzero(np.diff(rows, axis=1), axis=2) == 1).all()


def test_shipped_studies_can_be_played():
    assert len(list_studies()) >= 5
    for name in list_studies():
        shipped = load_study(name)
        assert shipped.runs <= 20_000
        shipped.scenario(shipped.design.point(shipped.points - 1))


# Bad input.

FAULTS = {
    "outcomes:\n  gini:": (
        "outcomes:\n  ginny:",
        "15:3: outcomes.ginny must be an indicator (got 'ginny'); did you mean gini?",
    ),
    "range: [2, 8]": (
        "range: [8, 2]",
        "11:29: uncertainties.behaviour.tries.range[0] the range is upside down (8 to 2)",
    ),
    "growth: [": (
        "behaviour.tires: [",
        "13:3: uncertainties.behaviour.tires is nothing that can vary; did you mean behaviour.tries?",
    ),
    "  growth: [": ("  policy: [", "13:3: uncertainties.policy is what government chooses; write it under levers"),
    "shocks[0].size": ("shocks[9].size", "12:3: uncertainties.shocks[9].size is nothing that can vary"),
    "  training_subsidy.mode: [part_time, full_time]": (
        "  training_subsidy.seats: [1, 2]",
        "9:3: levers.training_subsidy.seats varies what levers.training_subsidy.seats varies already",
    ),
    "  growth: [-0.02, 0.02]": (
        "  training_subsidy.seats: [1, 2]",
        "13:3: uncertainties.training_subsidy.seats varies what levers.training_subsidy.seats varies already",
    ),
    "levers: [data_dividend]": (
        "levers: [{training_subsidy: {seats: 10}}]",
        "8:3: levers.training_subsidy is fixed in line 6, by base; leave it out there or here",
    ),
    "  training_subsidy: [0, 6_000]": (
        "  behaviour.quit_rate: [0.01, 0.02]",
        "8:3: levers.behaviour.quit_rate is not what government chooses; write it under uncertainties",
    ),
    "[0, 6_000]": ("[-5, 6_000]", "8:22: levers.training_subsidy[0] must be ≥ 0 persons/year (got -5)"),
    "scale: log": ("scale: cubic", "uncertainties.behaviour.tries.scale must be linear or log (got 'cubic')"),
    "[-0.3, 0]": ("[-0.3, 0], scale: log", "needs a range above zero (got -0.3 to 0)"),
    '"sex=female"': ('"sex=femal"', "outcomes.women.group sex is never 'femal'; did you mean female?"),
    "month: 3": ("month: 61", "outcomes.women.month must be ≤ 60 months (got 61)"),
    "{indicator: public_cost, ": ("{indicator: public_cost, last: 3, ", "cannot be given for public_cost"),
    "kind: factorial": ("kind: factory", "design.kind must be a design: factorial, latin_hypercube"),
    "{kind: factorial}": ("{kind: sobol, n: 12}", "design.n must be a power of two, such as 16 (got 12)"),
    "kind: factorial}": ("kind: morris}", "design needs n, the number of trajectories"),
    "factorial}": ("factorial, n: 3}", "design.n means nothing for factorial"),
    "seeds: [4, 7]": ("seeds: [4, 4]", "seeds must name at least one seed and none twice"),
    "  jobs:": ("  behaviour_tries:", "outcomes.behaviour_tries is also the name of another column"),
    "extends: demand_shock": ("extends: demand_shok", "base.extends must be a scenario (got 'demand_shok')"),
    "workers: 300": ("workers: 3", "4:36: base.city.workers must be ≥ 200 persons (got 3)"),
}


@pytest.mark.parametrize("good", FAULTS)
def test_what_is_wrong_is_said_with_its_place(tmp_path, monkeypatch, good):
    monkeypatch.chdir(tmp_path)
    bad, says = FAULTS[good]
    assert good in PAGE
    Path("mine.yaml").write_text(PAGE.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(SpecError) as refused:
        load_study("mine.yaml")
    said = [str(fault) for fault in refused.value.faults]
    assert any(says in line and line.startswith("mine.yaml:") for line in said), said
    in_chinese = [fault_line(fault, "zh") for fault in refused.value.faults]
    assert not [line for line in in_chinese if ENGLISH.search(line.split(": ", 1)[1])]


def test_all_faults_come_at_once(tmp_path):
    page = PAGE.replace("range: [2, 8]", "range: [8, 2]").replace("  gini:", "  ginny:").replace("[4, 7]", "0")
    with pytest.raises(SpecError) as refused:
        study(tmp_path, page)
    assert len(refused.value.faults) == 3


def test_an_unknown_study_is_refused():
    with pytest.raises(SpecError, match=r"there is no such study; did you mean dose_by_behaviour\?"):
        load_study("dose_by_behavior")


def test_the_ensemble_is_an_axis_of_its_own(tmp_path):
    file = tmp_path / "mine.yaml"
    page = (
        "base: {extends: baseline, city: {profile: lishui, workers: 500}, time: {months: 2}}\n"
        "levers: {policy: [baseline, training_subsidy]}\n"
        "uncertainties: {ensemble: [1, 3]}\noutcomes: {unemployment_rate: }\ndesign: {kind: factorial}\n"
    )
    file.write_text(page, encoding="utf-8")
    study = load_study(file)
    assert study.points == 4
    sets = {study.scenario(study.design.point(k)).behaviour for k in range(4)}
    assert len(sets) == 2
    for axes, said in (
        ("ensemble: [1, 99]", "must be ≤ 30 (got 99)"),
        ("ensemble: [1, 3], behaviour.tries: [30, 60]", "varies what uncertainties.ensemble varies already"),
    ):
        file.write_text(page.replace("ensemble: [1, 3]", axes), encoding="utf-8")
        with pytest.raises(SpecError, match=re.escape(said)):
            load_study(file)


@pytest.mark.parametrize(
    ("policy", "what"),
    [
        ("demand_shock", "shocks"),
        ("grown.yaml", "growth, behaviour"),
        ("paid.yaml", "financing"),
        ("hangzhou_to_lishui", "pair"),
    ],
)
def test_a_policy_that_brings_more_than_levers_is_refused(tmp_path, policy, what):
    (tmp_path / "grown.yaml").write_text("extends: four_levers\ngrowth: 0.03\nbehaviour: {tries: 3}\n")
    (tmp_path / "paid.yaml").write_text("extends: four_levers\nfinancing: wages\n")
    named = str(tmp_path / policy) if policy.endswith(".yaml") else policy
    page = f"base: {{city: {{profile: hangzhou, workers: 300}}}}\nlevers: {{policy: [baseline, {named}]}}\n"
    page += "outcomes: {gini: }\ndesign: {kind: factorial}\n"
    with pytest.raises(SpecError, match=rf"levers.policy\[1\] brings its own {what}, of which a policy is not made"):
        study(tmp_path, page)
