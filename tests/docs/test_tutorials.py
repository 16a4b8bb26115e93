"""The tutorials work as they stand: files are saved and commands run, on a small scale, and labels are those of the
pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from jiuye.scenarios.spec import check_file
from jiuye.viz.reports import webfont
from jiuye.viz.words.texts import texts

from ..following import DOCS, blocks, commands, exists, follow, page

PAGES = sorted(file.name for file in DOCS.glob("*.md"))
OWN = {"compare": {"--workers": "1000"}, "sweep": {"--months": "2"}, "sensitivity": {"--months": "2"}}
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
    assert len(done) == 6
    assert "per_trainee" in done["jiuye levers training_subsidy"].stdout
    assert check_file(here / "courses.yaml") == []
    briefs = [*here.glob("answers/compare-*/brief.html")]
    assert len(briefs) == 2
    assert all((brief.parent / "brief.zh.html").is_file() for brief in briefs)


def test_the_researcher_gets_what_the_page_promises(here):
    words = page("researcher.md")
    done = dict(follow(words, OWN))
    assert len(done) == 5
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
