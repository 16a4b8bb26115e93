"""Commands that split, plan, choose and discover: what they print, write and refuse."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.viz.words.doses import dose_told

TINY = ["--threads", "1"]
PLACE = "city: {workers: 300}\ntime: {months: 2, burn_in: 2}\n"
SHIPPED = ("baseline", "four_levers", "protection_fund", "training_subsidy", "dispatch_transparency")
STUDY = """
title: {{zh: 试, en: Try}}
base: {{extends: baseline, city: {{workers: 300}}, time: {{months: 2, burn_in: 2}}}}
levers: {levers}
uncertainties:
  behaviour.quit_rate: {{range: [0.004, 0.02]}}
  behaviour.wage_rise: {{range: [0.1, 0.9]}}
outcomes:
  income: {{indicator: worker_income, last: 2}}
  jobs: {{indicator: employment_rate, last: 2, difference: true}}
design: {design}
seeds: 1
"""
HANZI = re.compile("[\u4e00-\u9fff]")


def call(*words):
    return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Shipped scenarios in a small city whose past is short: name → file."""
    folder = tmp_path_factory.mktemp("tiny")
    for name in SHIPPED:
        (folder / f"{name}.yaml").write_text(f"extends: {name}\ntitle: {{zh: 试 {name}, en: Try {name}}}\n{PLACE}")
    return {name: folder / f"{name}.yaml" for name in SHIPPED}


def spoken(*words):
    """The one object on standard output, and the folder of its report."""
    done = call(*words, "--json")
    assert done.exit_code == 0, done.stderr
    record = json.loads(done.stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    return record, Path(record["report"]).parent if "report" in record else None


def pages(folder):
    """The report in English and in Chinese; no blank is left in either."""
    english, chinese = ((folder / name).read_text(encoding="utf-8") for name in ("report.html", "report.zh.html"))
    assert HANZI.search(chinese.split("<main>")[1])
    for page in (english, chinese):
        assert not re.search(r"\{\w+\}", page.split("<main>")[1])
    assert (folder / "report.md").exists()
    return english, chinese


def test_package_writes_a_report_in_both_languages(tmp_path, tiny):
    words = ["package", tiny["four_levers"], *TINY, "--seeds", "1-2", "--measure", "worker_income", "--out", tmp_path]
    record, folder = spoken(*words)
    assert {part["lever"] for part in record["parts"]} == set(record["levers"])
    assert json.loads((folder / "package.json").read_text())["orders"] == 0
    english, _ = pages(folder)
    assert "<svg" in english
    assert record["command"].endswith("--city reference --workers 300 --months 2 --seeds 1-2 --measure worker_income")


def test_power_needs_and_tells_seeds(tiny):
    scenarios = [tiny["baseline"], tiny["dispatch_transparency"]]
    record, _ = spoken("power", *scenarios, *TINY, "--seeds", 3, "--width", "worker_income=5")
    (need,) = record["needs"]
    assert need["paired"][1] <= need["paired"][0] <= need["paired"][2]
    assert need["paired"][0] <= need["unpaired"][0]
    assert record["pilot_seeds"] == [1, 2, 3]


def test_frontier_and_optimise(tmp_path, tiny):
    levers = [tiny["protection_fund"], tiny["training_subsidy"]]
    options = [*TINY, "--base", tiny["baseline"], "--seeds", "1-2", "--measure", "worker_income", "--out", tmp_path]
    record, folder = spoken("frontier", *levers, "--doses", "1,2", *options)
    assert [spot["factor"] for spot in record["spots"]] == [1.0, 2.0, 1.0, 2.0]
    assert "Try protection_fund ×2" in pages(folder)[0]
    words = [*levers, "--budget", "3e7", "--evaluations", 12, "--fresh-seeds", "3-4"]
    record, folder = spoken("optimise", *words, *options)
    assert record["mixes"][0]["kind"] == "best"
    assert record["fresh_seeds"] == [3, 4]
    assert "--fresh-seeds 3,4" in record["command"]
    assert "winner" in pages(folder)[0]


def test_advice_is_given_written_and_kept(tmp_path, tiny, monkeypatch):
    words = ["advise", "--budget", "3e7", "--goal", "worker_income", "--base", tiny["baseline"], *TINY]
    words += ["--levers", "training_subsidy,hiring_ban", "--seeds", "1-2", "--fresh-seeds", "3-5", "--out", tmp_path]
    record, folder = spoken(*words)
    assert {*record["choices"][0]["levers"]} <= {"training_subsidy", "hiring_ban"}
    assert record["fresh_seeds"] == [3, 4, 5]
    assert "--fresh-seeds 3-5" in record["command"]
    english, chinese = pages(folder)
    assert "Mean income of workers" in english
    assert "劳动者月均收入" in chinese
    monkeypatch.setattr("jiuye.experiments.advise.plays.play_bunch", lambda *_, **__: pytest.fail("it ran"))
    again, same = spoken(*words)
    assert (again, same) == (record, folder)


def test_compare_at_one_cost_says_so_in_the_brief(tmp_path, tiny):
    options = [*TINY, "--seeds", "1-2", "--out", tmp_path, "--budget", "1.5e7"]
    record, _ = spoken("compare", tiny["baseline"], tiny["protection_fund"], *options)
    (row,) = record["budget"]["scenarios"]
    assert row["cost"] == pytest.approx(1.5e7, rel=0.01)
    assert record["money"][0]["public_cost"] == pytest.approx(row["cost"])  # the same doses and seeds
    brief = Path(record["brief"]).read_text(encoding="utf-8")
    assert dose_told("protection_fund", "contribution", row["doses"]["protection_fund.contribution"], "en") in brief
    assert "All policies cost the public the same here" in brief


def test_sensitivity_and_discovery_of_one_study(tmp_path):
    study = tmp_path / "study.yaml"
    study.write_text(STUDY.format(levers="{}", design="{kind: morris, n: 4}"), encoding="utf-8")
    record, folder = spoken("sensitivity", study, "--out", tmp_path, "--threads", 1)
    assert len(record["screened"]) == 4
    assert "quit_rate" in pages(folder)[0]
    levers = "{dispatch_transparency.openness: [0, 1]}"
    study.write_text(STUDY.format(levers=levers, design="{kind: latin_hypercube, n: 8, levers: crossed}"))
    words = ["discover", study, "--fails", "jobs < 0.0001", "--out", tmp_path, "--threads", 1]
    record, folder = spoken(*words)
    assert record["crossed"]
    assert [policy["points"] for policy in record["policies"]] == [8, 8]
    assert "What one would regret" in pages(folder)[0]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("package baseline", "baseline: has no lever in force; a package to split needs two or more"),
        ("package four_levers --measure ginni", "'ginni' is not an indicator; did you mean gini?"),
        ("compare baseline four_levers --until-width wide", "must be a width such as 0.1, 5% or gini=0.002"),
        ("compare baseline four_levers --until-width 1 --seeds 3", "begins with 10 seeds or more"),
        ("compare baseline four_levers --budget all", "must be equal, or a sum in yuan such as 2e8 (got 'all')"),
        ("compare baseline four_levers --scale gini.x", "--payers and --scale go with --budget"),
        ("compare baseline four_levers --budget equal --scale gini.x", "--scale: gini is not a lever"),
        ("optimise training_subsidy --budget equal", "--budget must be a sum in yuan"),
        ("optimise training_subsidy baseline --budget 1e8", "is named twice"),
        ("frontier training_subsidy --doses 0,1", "is not a list of factors"),
        ("sensitivity policies_under_doubt", "needs the design morris or sobol for sensitivities"),
        ("discover policies_under_doubt --fails job<1", "job is not an outcome of policies_under_doubt; did you mean"),
        ("power baseline four_levers --width 1 --seeds 2", "--seeds: a pilot needs three seeds or more"),
        ("power baseline four_levers --width 0", "must be a width such as"),
    ],
)
def test_wrong_input_is_refused_before_anything_runs(words, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(*words.split())
    assert done.exit_code == 2, done.output
    assert line in " ".join(done.stderr.split())
