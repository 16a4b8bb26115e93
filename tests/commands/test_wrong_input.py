"""Wrong input: what is wrong, where, and what would be right, in a line and with exit code 2."""

import json
import re
from pathlib import Path

import pytest

from .calls import call, well


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "levers: [{training_subsidy: {per_traine: 1}}]",
            "levers[0].training_subsidy.per_traine is not a setting; did you",
        ),
        ("levers: [{training_subsidy: {per_trainee: -5}}]", "per_trainee must be ≥ 0 yuan/person (got -5)"),
        ("levers: [{training_subsidi: {}}]", "is not a lever; did you mean training_subsidy?"),
        ("levers: [data_dividend, data_dividend]", "levers[1].data_dividend overlaps levers[0].data_dividend"),
        ("levers: [{data_dividend: {from: 2025-13}}]", "from must be a month"),
        ("levers: [{data_dividend: {zones: [moon]}}]", "zones[0] must be a district of reference"),
        ("city: {profile: atlantis}", "city.profile must be a known city (got 'atlantis')"),
        ("city: {workers: many}", "city.workers must be a number of persons or full (got 'many')"),
        ("time: {months: 2, months: 3}", "time.months is already given"),
        ("title: &a {zh: x}", "has an anchor (&a), which is not allowed"),
        ("group: {sexe: male}", "group 'sexe' is not an attribute of people; did you mean sex?"),
        ("groups: [{age: 59-45}]", "groups[0] age 59-45 is upside down; write 45-59"),
        ("by: [sex=nobody]", "by[0] sex is never 'nobody'; choose from male, female"),
        ("group: 3", "group must be a group such as {sex: female, age: 45-59} (got 3)"),
        ("budget: {total: -3}", "budget.total must be"),
        ("measure: [ginni]", "measure[0] must be an indicator (got 'ginni'); did you mean gini?"),
        ("colour: blue", "colour is not a setting"),
    ],
)
def test_a_fault_in_a_file_is_named_with_its_place(scenario, line, message):
    file = scenario(f"extends: baseline\n{line}\n")
    for words in (["check", file], ["run", file], ["compare", "baseline", file]):
        done = call(*words)
        assert (done.exit_code, done.stdout) == (2, "")
        assert re.match(rf"mine\.yaml:2:\d+: .*{re.escape(message)}", done.stderr), done.stderr
    assert not Path("runs").exists()


def test_all_faults_are_told_at_once(scenario):
    file = scenario("extends: baseline\ncolour: blue\ntime: {months: 0}\nby: [height]\nlevers: [nothing]\n")
    done = call("check", file)
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["2", "3", "4", "5"]
    printed = json.loads(call("check", file, "four_levers", "--json").stdout)["files"]
    assert [(one["ok"], len(one["faults"])) for one in printed] == [(False, 4), (True, 0)]
    assert {"file", "line", "column", "path", "message"} == set(printed[0]["faults"][0])


def test_a_city_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("jiuye.scenarios.memory.available_bytes", lambda: 10**9)
    done = call("run", "baseline", "--city", "hangzhou", "--workers", "full")
    assert done.exit_code == 2
    assert done.stderr.startswith("--workers: is too large for this machine: 10,280,641 persons need")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "baselin"], "baselin: there is no such scenario; did you mean baseline?"),
        (["run", "nope.yaml", "baselin"], "nope.yaml: no such file\nbaselin: there is no such scenario"),
        (
            ["run", "baseline", "--city", "hangzou"],
            "--city: must be a known city (got 'hangzou'); did you mean hangzhou?",
        ),
        (
            ["run", "baseline", "--workers", "5", "--months", "-1"],
            "--workers: must be ≥ 200 persons (got 5)\n--months: ",
        ),
        (["run", "baseline", "--workers", "many"], "'many' is not a number of persons and not full"),
        (["run"], "name a scenario"),
        (["run", "baseline", "baseline"], "baseline: is named twice"),
        (["run", "baseline", "--seed", "1", "--seeds", "2"], "not both"),
        (["run", "--again", "nowhere"], "nowhere: no such run"),
        (
            ["advise", "--budget", "equal", "--goal", "gini"],
            "--budget: must be a sum in yuan such as 3e7 (got 'equal')",
        ),
        (["advise", "--budget", "1e6", "--goal", "gini", "--seeds", "1"], "--seeds: must be at least two"),
        (["compare", "baseline"], "Missing argument 'SCENARIO...'"),
        (["compare", "baseline", "mine.yaml"], "mine and baseline differ in months"),
        (["report", "."], ".: holds no comparison and no run"),
        (["levers", "training_subsidies"], "is not in the list of levers; did you mean training_subsidy?"),
        (["cities", "hangzou"], "did you mean hangzhou?"),
        (["scenarios", "four_lever"], "did you mean four_levers?"),
        (["indicators", "ginni"], "did you mean gini?"),
        (["check", "nope.yaml"], "nope.yaml: no such file"),
        (["run", "baseline", "--groups", "sex=femal"], "--groups: sex is never 'femal'; did you mean female?"),
        (["run", "baseline", "--groups", "age=59-45;sexe=male"], "write 45-59\n--groups: 'sexe' is not an attribute"),
        (["run", "baseline", "--groups", "district=moon"], "--groups: district is never 'moon'; choose from"),
        (
            ["compare", "baseline", "four_levers", "--workers", "300", "--groups", "age=85+,schooling=bachelor"],
            "age=85+,schooling=bachelor: has ",
        ),
        (["rund", "baseline"], "No such command 'rund'"),
        (["bench", "--sizes", "0"], "'0' is not a list of whole numbers"),
    ],
)
def test_wrong_input_is_told_in_a_line(scenario, words, message):
    scenario("extends: baseline\ntime: {months: 7}\n")
    done = call(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("seeds", "which"),
    [("3", [1, 2, 3]), ("3,5,9", [3, 5, 9]), ("4-6", [4, 5, 6]), ("1-2,7", [1, 2, 7]), ("0,1", [0, 1])],
)
def test_seeds_are_counted_listed_or_spanned(monkeypatch, tmp_path, seeds, which):
    asked = []
    monkeypatch.setattr("jiuye.commands.run._run", lambda scenarios, seeds, *rest, **more: not asked.append(seeds))
    well("run", "baseline", "--seeds", seeds, "--out", tmp_path)
    assert asked == [which]


@pytest.mark.parametrize("seeds", ["0", "3,3", "5-3", "-1", "a", "1-99999", "1,,2", "1.5"])
def test_seeds_that_make_no_sense_are_refused(seeds):
    assert call("run", "baseline", f"--seeds={seeds}").exit_code == 2


@pytest.mark.parametrize("command", [["run", "baseline"], ["compare", "baseline", "four_levers"]])
def test_a_place_that_cannot_be_written_is_found_before_anything_runs(monkeypatch, tmp_path, command):
    monkeypatch.setattr("jiuye.experiments.runs.run.burnt_in", lambda *_: pytest.fail("it ran"))
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        done = call(*command, "--out", place)
        assert done.exit_code == 2
        assert str(place) in done.stderr


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (["run"], "name a scenario, such as baseline", "请写出情景，如 baseline"),
        (["run", "baseline", "--workers", "many"], "'many' is not a number of persons", "'many' 不是人数"),
        (["run", "baseline", "--seeds", "3-1"], "has a range without seeds", "有的范围没有种子"),
        (["run", "baseline", "--months", "x"], "'x' is not a whole number", "'x' 不是整数"),
        (["run", "baseline", "--seed", "-1"], "is not a whole number of 0 or more", "（须为 0 或更大）"),
        (["run", "baseline", "--seed", "1", "--seeds", "2"], "not both", "--seed 和 --seeds 只能给一个"),
        (["run", "baseline", "--out", "mine.yaml"], "'mine.yaml' is not a folder", "'mine.yaml' 不是目录"),
        (["run", "baseline", "--nonsense"], "No such option '--nonsense'.", "没有选项 '--nonsense'。"),
        (["run", "--city"], "Option '--city' requires an argument.", "选项 '--city' 须带取值。"),
        (["runn"], "No such command 'runn'.", "没有命令 'runn'。"),  # codespell:ignore
        (["compare", "baseline"], "Missing argument 'SCENARIO...'", "缺少参数 'SCENARIO...'"),
        (
            ["compare", "a", "b", "--most-seeds", "5"],
            "goes with --until-width or --until-decided",
            "须与 --until-width 或 --until-decided 同用",
        ),
        (["compare", "a", "b", "--payers", "shared"], "go with --budget", "须与 --budget 同用"),
        (["compare", "a", "b", "--payers", "us"], "'us' is not one of public, shared", "'us' 不在可选值中"),
        (["package", "four_levers", "--measure", "ginni"], "did you mean gini?", "是否想写 gini？"),
        (["package", "four_levers", "--measure", "zzzzz"], "choose from unemployment_rate", "可选 unemployment_rate"),
        (["frontier", "vat_relief", "--doses", "0"], "is not a list of factors", "不是倍数列表"),
        (["bench", "--sizes", "0"], "is not a list of whole numbers", "不是整数列表"),
        (["oracle", "--opening", "2"], "is not a number above 0 and below 1", "不是大于 0 且小于 1 的数"),
        (["validate", "--months", "3"], "is less than the 12 that moments", "少于计算矩所需的 12 个月"),
        (["sweep", "morris", "--engine", "dask"], "belong together", "须同时给出"),
        (["results", "query", "x", "--csv", "--json"], "give --csv or --json", "--csv 和 --json 只能给一个"),
        (["check", "--json=1", "a"], "does not take a value", "不带取值"),
        (["schema", "--out", "none/x.json"], "none/x.json cannot be written", "none/x.json 无法写入"),
        (["plan", "more"], "Got unexpected extra argument (more)", "多出了参数（more）"),
    ],
)
def test_a_line_typed_wrong_is_told_in_both_languages(scenario, words, english, chinese):
    scenario("extends: baseline\n")
    for lang, message in (("en", english), ("zh", chinese)):
        told = [call(*words, LANG=f"{lang}_XX.UTF-8"), call(*words, "--lang", lang)]
        for done in told if words != ["run", "--city"] and words != ["runn"] else told[:1]:  # codespell:ignore
            assert (done.exit_code, done.stdout) == (2, ""), done.stderr
            assert message in done.stderr
            assert ("错误：" in done.stderr) is (lang == "zh")
            assert ("Error: " in done.stderr) is (lang == "en")


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (["--goal", "ginny"], "--goal ginny: is not an indicator; did you mean gini?", "是否想写 gini？"),
        (["--goal", "vacancy_rate"], "is neither better high nor low", "没有好坏方向"),
        (["--goal", "gini", "--group", "age=60-50"], "age 60-50 is upside down; write 50-60", "50-60"),
        (["--goal", "gini", "--levers", "pointz"], "is not a lever; did you mean points?", "是否想写 points？"),
        (
            ["--goal", "internet_access", "--levers", "hiring_ban"],
            "cannot touch internet_access",
            "影响不到 internet_access",
        ),
        (["--goal", "gini", "--fresh-seeds", "8,9"], "must be none of the search's seeds (both have 8)", "8"),
    ],
)
def test_advice_that_cannot_be_given_is_refused_before_anything_runs(monkeypatch, tmp_path, words, english, chinese):
    monkeypatch.setattr("jiuye.experiments.runs.run.burnt_in", lambda *_: pytest.fail("it ran"))
    for lang, message in (("en", english), ("zh", chinese)):
        done = call("advise", "--budget", "1e6", *words, "--out", tmp_path, "--lang", lang)
        assert (done.exit_code, done.stdout) == (2, "")
        assert message in done.stderr
    assert not list(tmp_path.iterdir())
