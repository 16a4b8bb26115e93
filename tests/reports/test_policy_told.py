"""What makes a policy is told wholly: every entry of a lever, with dates, districts, growth, trial and who pays."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.compare.answers.happened import happened
from jiuye.experiments.compare.answers.said import Named
from jiuye.experiments.compare.answers.sentences import sentences
from jiuye.experiments.compare.compare import compare
from jiuye.experiments.compare.comparison_file import dump, load
from jiuye.experiments.compare.one_seed import SeedComparison
from jiuye.experiments.compare.over_seeds import differences_of
from jiuye.experiments.runs.archive import archive_run, open_run
from jiuye.experiments.runs.processes import use_cores
from jiuye.experiments.runs.run import Result
from jiuye.model.indicators.matters import unit_of_change
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.reports.as_markdown import page
from jiuye.viz.reports.brief import document_of
from jiuye.viz.terminal.answers import doses_told, run_lines
from jiuye.viz.view import View
from jiuye.viz.words.answers import sentence_told

from .constructed_comparisons import COURSE, constructed

PLACE = {"city": {"profile": "lishui", "workers": 300}, "time": {"months": 6, "burn_in": 2}}
TWO = """extends: baseline
levers:
  - training_subsidy: {seats: 1000, until: 2025-03}
  - training_subsidy: {seats: 90000, from: 2025-03, zones: [liandu], phase_in: 3, transfer: 0.5}
  - points: {zones: [liandu], pilot: {months: 2, measure: employment, at_least: 0.01}}
financing: wages
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A comparison of a policy of several entries."""
    use_cores(1)
    file = tmp_path_factory.mktemp("told") / "two.yaml"
    file.write_text(TWO, encoding="utf-8")
    yield compare(load_scenario("baseline", overrides=PLACE), [load_scenario(file, overrides=PLACE)], (1, 2))
    use_cores(None)


def test_both_entries_are_kept_with_dates_and_districts(told):
    first, second, trial = (entry for entry in told.settings["two"])
    assert first["training_subsidy"]["seats"] == 1000
    assert first["training_subsidy"]["until"] == "2025-03"
    own = second["training_subsidy"]
    assert (own["from"], own["zones"], own["phase_in"], own["transfer"]) == ("2025-03", ["liandu"], 3, 0.5)
    assert trial["points"]["pilot"]["measure"] == "employment"
    assert told.terms["two"] == {"financing": "wages"}
    assert load(json.loads(json.dumps(dump(told)))).settings == told.settings
    assert told.record()["settings"]["two"] == told.settings["two"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["1,000", "90,000", "until 2025-03", "only in Liandu", "over 3 months", "50 %", "trial of 2 months"]),
        ("zh", ["1,000", "90,000", "到2025年3月为止", "只在莲都区", "用3个月逐步到位", "50%", "先试点2个月"]),
    ],
)
def test_the_brief_and_the_terminal_tell_them(told, lang, words):
    brief = page(document_of(told, lang, ""), lang).replace("\u00a0", " ")
    doses = doses_told(told, "two", lang).replace("\u00a0", " ")
    assert [word for word in words if word not in brief] == []
    assert [word for word in words if word not in doses] == []
    payer = "Earners, by a tax on wages" if lang == "en" else "对工资征税"
    assert payer in brief or lang == "zh"


def test_a_long_title_gives_way_to_the_name(told):
    assert View(told, "en").title("two") == "two: Training subsidy and Points scheme"


def test_two_entries_of_one_lever_are_told_apart(told):
    whose = [s.blanks.get("of") for s in sentences(told, "two")]
    names = {of.name for of in whose if isinstance(of, Named) and of.kind == "of_entry"}
    assert {"training_subsidy 1", "training_subsidy 2"} <= names


# Months without a number


def results(values: np.ndarray) -> SeedComparison:
    """Base and one scenario of one seed; `values` is [future, month]."""
    made = [Result.__new__(Result) for _ in values]
    for result, row in zip(made, values, strict=True):
        object.__setattr__(result, "groups", ("all",))
        object.__setattr__(result, "indicators", {"training_completion": row[:, None]})
    return SeedComparison(made, {}, {})


def test_a_row_with_gaps_is_told_over_what_has_a_number():
    policy = load_scenario("training_subsidy", overrides=PLACE)
    base = load_scenario("baseline", overrides=PLACE)
    gap, level = np.nan, np.arange(12.0)
    seeds = [
        results(np.array([level, level + 1.0])),
        results(np.array([np.where(level < 6, gap, level), level + 2.0])),
        results(np.array([level * gap, level])),
    ]
    (row,) = differences_of((base, policy), ("training_completion",), seeds, 12)
    assert (row.seeds, row.known) == (2, 0.5)
    assert row.difference == 1.5
    assert row.value - row.base == pytest.approx(row.difference)
    nobody = [results(np.array([level * gap, level]))]
    assert differences_of((base, policy), ("training_completion",), nobody, 12) == []


# Units


def test_differences_of_per_cents_are_in_points_for_machines(told):
    units = ("%", "% a year", "yuan/month", "0–1")
    assert [unit_of_change(unit) for unit in units] == ["pp", "pp a year", "yuan/month", "0–1"]
    rows = told.record()["differences"]
    assert {(row["unit"], row["level_unit"]) for row in rows if row["level_unit"].startswith("%")} <= {
        ("pp", "%"),
        ("pp a year", "% a year"),
        ("pp/year", "%/year"),
    }
    assert not any(row["unit"].startswith("%") for row in (*rows, *told.record()["districts"]))
    assert load(json.loads(json.dumps(dump(told)))).differences[0].unit == told.differences[0].unit


# A lever that acts upon others alone


@pytest.mark.parametrize(("lang", "words"), [("en", "acts only beside"), ("zh", "同时实施才起作用")])
def test_why_nothing_changes_is_said(lang, words):
    alone = replace(constructed({COURSE: {}}, rest="none"), settings={COURSE: [{"coordination": {}}]})
    told = [sentence_told(s, lang) for s in sentences(alone, COURSE) if s.key == "idle"]
    assert len(told) == 1
    assert words in told[0]
    brief = page(document_of(alone, lang, ""), lang)
    assert words in brief


# A run


def test_a_run_says_what_happened_and_names_its_months(tmp_path):
    run = open_run(archive_run(1, load_scenario("training_subsidy", overrides=PLACE), tmp_path).folder)
    table = run.table("indicators").to_pandas()
    assert list(table["calendar"][:3]) == ["2025-01", "2025-02", "2025-03"]
    keys = [s.key for s in happened([run])]
    assert keys[0] in ("moved", "still")
    assert keys[-1] in ("paid", "free")
    for lang in ("zh", "en"):
        lines = list(run_lines([run], lang, 80))
        assert len(lines) > 2
        assert all(line.cell_len <= 80 for line in lines)
