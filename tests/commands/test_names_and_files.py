"""Names as people give them: of scenarios and files, with marks, brackets, spaces and at any length."""

import json
import shlex
from pathlib import Path

import pytest

from .calls import call

TINY = "city: {profile: lishui, workers: 400}\ntime: {months: 2, burn_in: 2}\n"


def file_of(name, text, mark=""):
    Path(name).write_bytes(f"{mark}{text}".encode())
    return name


def test_a_file_is_known_by_its_ending_whatever_the_case(scenario):
    done = call("check", file_of("MINE.YAML", f"extends: baseline\n{TINY}"), file_of("b.Yml", "extends: baseline\n"))
    assert (done.exit_code, done.stdout.count(": ok;")) == (0, 2)


def test_a_file_by_another_ending_is_told_from_a_scenario_that_is_not_there(scenario):
    file_of("c.json", '{"extends": "baseline"}')
    done = call("check", "c.json")
    assert (done.exit_code, done.stderr.strip()) == (
        2,
        "c.json: there is no such scenario; a file of this name is read where it is written ./c.json",
    )
    assert "请写 ./c.json" in call("check", "c.json", "--lang", "zh").stderr
    assert call("check", "./c.json").exit_code == 0
    assert "this is a folder" in call("check", ".").stderr
    assert "did you mean baseline?" in call("check", "Baseline").stderr


def test_a_file_may_extend_a_lever_as_it_may_be_run(scenario):
    assert call("check", file_of("a.yaml", "extends: rural_5g\n")).exit_code == 0
    done = call("check", file_of("a.yaml", "extends: rural_6g\n"))
    assert "must be a scenario (got 'rural_6g'); did you mean rural_5g?" in done.stderr


def test_check_knows_a_study_and_a_rule_from_a_scenario(scenario):
    study = f"base: {{extends: baseline, {TINY.splitlines()[0]}}}\nlevers: {{training_subsidy.seats: [0, 500]}}\n"
    study += "outcomes: {jobs: {indicator: employment_rate}}\ndesign: {kind: factorial}\nseeds: 3\n"
    told = call("check", file_of("study.yaml", study))
    assert "2 points × 3 seeds = 6 runs of 400 persons" in told.stdout
    assert "研究" in call("check", "study.yaml", "--lang", "zh").stdout
    done = call("check", file_of("study.yaml", study.replace("employment_rate", "employment_rat")))
    assert "outcomes.jobs.indicator" in done.stderr
    assert "did you mean employment_rate?" in done.stderr
    rule = call("check", file_of("rule.yaml", "title: {en: Mine}\nweights: {waiting: 1}\n"))
    assert (rule.exit_code, "dispatch rule rule" in rule.stdout) == (0, True), rule.stderr


def test_a_mark_before_a_file_is_no_part_of_it(scenario):
    assert call("check", file_of("b.yaml", f"extends: baseline\n{TINY}", mark="\ufeff")).exit_code == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("智慧城市数字就业方案" * 5, "must have 120 bytes (40 Chinese characters) or fewer"),
        ("a:b", "usable as a file name"),
    ],
)
def test_a_name_that_a_disk_refuses_is_told_before_anything_runs(scenario, name, told):
    file = file_of("n.yaml", f'name: "{name}"\nextends: baseline\n{TINY}')
    for words in (["check", file], ["run", file], ["compare", file, "training_subsidy"]):
        done = call(*words)
        assert done.exit_code == 2
        assert told in done.stderr
    assert not Path("runs").exists()


def test_brackets_and_colons_are_printed_as_written(scenario):
    title = "[draft] :smile: Plan [/x]"
    file = file_of("p.yaml", f'title: {{zh: "{title}", en: "{title}"}}\nextends: baseline\n{TINY}')
    done = call("run", file, "--out", "[a]o")
    assert done.exit_code == 0, done.stderr
    assert title in done.stdout
    assert "[a]o/p-lishui-1" in done.stdout


def test_a_path_is_printed_on_one_line_at_any_length(scenario):
    out = Path(
        "a folder with a long name as people have them/第二层目录也有一个很长很长的名字/third level of folders/结果" * 2
    )
    done = call("run", file_of("p.yaml", f"extends: baseline\n{TINY}"), "--out", out)
    assert any(line.endswith(f"{out}/p-lishui-1/plot.svg") for line in done.stdout.splitlines())


@pytest.fixture
def store(scenario):
    study = f"base: {{extends: baseline, {TINY.splitlines()[0]}, {TINY.splitlines()[1]}}}\n"
    study += "levers: {training_subsidy.seats: [0]}\noutcomes: {u: {indicator: worker_income}}\n"
    study += "design: {kind: factorial}\n"
    done = call("sweep", file_of("s.yaml", study), "--store", "a store [1]")
    assert done.exit_code == 0, done.stderr
    assert shlex.split(done.stdout.splitlines()[-1])[-1] == "a store [1]"
    return "a store [1]"


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT 1.5 AS x, DATE '2025-01-01' AS d", [[1.5, "2025-01-01"]]),
        ("SELECT 'inf'::DOUBLE AS i, 'nan'::DOUBLE AS n, NULL AS z", [[None, None, None]]),
        ("SELECT [1, 2] AS l, {'a': 1.5} AS s, '\\xAA'::BLOB AS b", [[[1, 2], {"a": 1.5}, "aa"]]),
    ],
)
def test_sql_of_every_type_becomes_json(store, sql, rows):
    done = call("results", "query", "--json", sql, store)
    assert json.loads(done.stdout)["rows"] == rows, done.stderr


def test_sql_of_every_type_is_told_alike_in_csv_and_in_a_table(store):
    sql = "SELECT [1.5, 'inf'::DOUBLE] AS l, '\\xAA'::BLOB AS b, 'nan'::DOUBLE AS n, 'inf'::DOUBLE AS i, 1.50 AS d"
    done = call("results", "query", "--csv", sql, store)
    assert done.stdout.splitlines() == ["\ufeffl,b,n,i,d", '"[1.5, null]",aa,,,1.50']
    shown = call("results", "query", sql, store).stdout
    assert "[1.5, null]" in shown
    assert "inf" not in shown


def test_a_query_without_words(store):
    done = call("results", "query", " ; ", store)
    assert done.exit_code == 2
    assert "is empty; write one such as" in done.stderr
