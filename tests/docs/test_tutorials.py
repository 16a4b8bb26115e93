"""The tutorials work as they stand: files are saved and commands run, on a small scale, and labels are those of the
pages."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from jiuye.scenarios.spec import check_file
from jiuye.viz.reports import webfont
from jiuye.viz.words.texts import texts

from ..following import DOCS, blocks, commands, exists, follow, page

PAGES = sorted(file.name for file in DOCS.glob("*.md"))
OWN = {  # word of a command → its sizes, where the usual ones are too few people for what it asks
    "compare": {"--workers": "1000", "--seeds": "2"},
    "sweep": {"--months": "2"},
    "sensitivity": {"--months": "2"},
    "--budget": {"--workers": "3000", "--seeds": "2"},
    "--until-decided": {"--workers": "300", "--seeds": "10", "--most-seeds": "10"},
    "--ensemble": {"--seeds": "1", "--ensemble": "2"},
    "advise": {"--seeds": "2", "--fresh-seeds": "11-12", "--levers": "training_subsidy,protection_fund"},
    "platform_income": {"--workers": "2000", "--goal": "worker_income"},  # of whom there are enough
    "probe": {"--only": "minimum_wage", "--seeds": "2"},
    "atlas": {"--only": "job_sharing", "--seeds": "2"},
    "package": {"--seeds": "2"},
    "frontier": {"--doses": "1,2", "--seeds": "2"},
    "power": {"--seeds": "3"},
    "optimise": {"--evaluations": "10", "--seeds": "2"},
    "5e8": {"--budget": "1e8"},  # what so few months can cost
    "--until-width": {"--workers": "300", "--seeds": "10", "--most-seeds": "10"},
    "validate": {"--seeds": "2"},
    "calibrate": {"--evaluations": "3", "--seeds": "2"},
    "whole_plan": {"--workers": "2000", "--months": "3"},
}
# What is not run with the others, and why.
SLOW = {
    "validate": "meets the oracle model with its own 60,000 persons, half a minute at any size",
    "calibrate": "plays every point for the months its moments need, a minute and a half at any size",
}
ELSEWHERE = {
    "app": "a server: tests/pages",
    "dask": "a cluster: tests/experiments/test_dask_engine.py",
    ">": "of a shell: tests/commands/test_experiments_page.py",
}
SOAKED = {
    "experiments.md": "designs of hundreds of points; those of one study are followed in tests/commands",
    "packages.md": "84 levers, each with and without the others",
}
FUTURE = ("sobol", "policies_under_doubt", "regret_over_ensemble")  # minutes; tests/experiments make studies like them
BOLD = re.compile(r"\*\*(.+?)\*\*")
NOT_LABELS = {"en": {"The arrow.", "The interval", "The cost"}, "zh": {"箭头", "区间", "花费"}}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder; reports come without typefaces, which would take longest."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webfont, "cut", lambda *_: b"")
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_a_page_exists_with_its_options(name):
    for command in commands(page(name)):
        exists(command)


def test_the_planner_gets_what_the_page_promises(here):
    words = page("planner.md")
    done = dict(follow(words, OWN))
    assert len(done) == 9
    assert "per_trainee" in done["jiuye levers training_subsidy"].stdout
    assert check_file(here / "courses.yaml") == []
    briefs = [*here.glob("answers/compare-*/brief.html")]
    assert len(briefs) == 4
    assert [*here.glob("answers/advise-*/report.zh.html")]
    assert all((brief.parent / "brief.zh.html").is_file() for brief in briefs)


def test_the_researcher_gets_what_the_page_promises(here):
    words = page("researcher.md")
    done = dict(follow(words, OWN, [*SLOW]))
    assert len(done) == 6
    assert [*here.glob("lab/compare-*/brief.html")]
    assert (here / "lab" / "baseline-lishui-7" / "manifest.json").is_file()
    assert [*here.glob("lab/*/sensitivity.json")]
    pandas, python = (block.body for block in blocks(words) if block.kind == "python")
    names: dict[str, object] = {}
    exec(pandas, names)
    assert list(names["effect"].columns) == ["mean", "std", "size"]
    assert names["effect"]["size"].tolist() == [4, 4, 4]
    exec(python, names)
    assert len(names["rate"]) == 12
    (script,) = (block.body for block in blocks(words) if block.kind == "r")
    used = set(re.findall(r"(?:is\.na|group_by|mean)\((\w+)\)", script))
    assert used <= set(names["runs"].columns)


@pytest.mark.parametrize("name", ["official.md", "intervals.md", "judging.md", "advise.md"])
def test_every_command_of_a_page_runs(here, name):
    words = page(name)
    assert len([*follow(words, OWN, [*ELSEWHERE])]) == len(commands(words)) - words.count("\njiuye app")


@pytest.mark.soak
@pytest.mark.parametrize("name", SOAKED)
def test_every_command_of_a_longer_page_runs(here, name):
    words = page(name)
    assert len([*follow(words, OWN, [*ELSEWHERE, *FUTURE])]) > len(commands(words)) / 2


@pytest.mark.soak
def test_what_the_researcher_waits_for(here):
    words = page("researcher.md")
    done = [*follow(words, OWN, {shlex.split(command)[1] for command in commands(words)} - {*SLOW})]
    assert len(done) == len(SLOW)
    assert (here / "lab" / "lishui.yaml").is_file()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (apt-get install -y r-base-core)")
def test_the_script_in_r_can_be_read_by_r(here):
    (script,) = (block.body for block in blocks(page("researcher.md")) if block.kind == "r")
    Path("script.R").write_text(script, encoding="utf-8")
    done = subprocess.run(["Rscript", "-e", 'invisible(parse("script.R"))'], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_labels_that_the_official_is_sent_to_are_on_the_pages(lang):
    words = page("official.md" if lang == "en" else "zh/official.md")
    labels = set(BOLD.findall(words)) - NOT_LABELS[lang]
    assert len(labels) > 10
    shown = {told.partition("{")[0].strip() for told in texts(lang).values()}
    assert sorted(labels - shown) == []
