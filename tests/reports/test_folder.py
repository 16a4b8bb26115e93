"""The folder of a report: both languages linked, Markdown with charts, the record; each file whole or not at all."""

import json

import pytest

from jiuye.results.atomic import write_atomic
from jiuye.viz.reports.building import document
from jiuye.viz.reports.document import Paragraph, Section
from jiuye.viz.reports.folder import Report, write_report


def page(lang, other):
    words = {"zh": "一句话。", "en": "One sentence."}[lang]
    sections = [Section("one", "1", [Paragraph(words)]), Section("none", "2", [])]
    return document(lang, lang, ["fact"], sections, other, "0.1.0")


@pytest.mark.parametrize(("lang", "other"), [("en", "zh"), ("zh", "en")])
def test_a_report_is_there_in_both_languages(tmp_path, lang, other):
    report = Report(page, {"rows": [float("nan"), 1.5]}, "numbers", "paper")
    assert write_report(report, tmp_path / "new", lang) == tmp_path / "new" / "paper.html"
    files = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "new").iterdir()}
    assert set(files) == {"paper.html", f"paper.{other}.html", "paper.md", "numbers.json"}
    assert f'href="paper.{other}.html"' in files["paper.html"]
    assert 'href="paper.html"' in files[f"paper.{other}.html"]
    words = {"zh": "一句话。", "en": "One sentence."}
    assert words[lang] in files["paper.html"]
    assert words[lang] in files["paper.md"]
    assert words[other] in files[f"paper.{other}.html"]
    assert json.loads(files["numbers.json"]) == {"rows": [None, 1.5]}
    assert 'id="none"' not in files["paper.html"], "a section without blocks is left out"


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path):
    file = write_atomic(tmp_path / "a" / "file.txt", "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(file, "new \ud800")
    assert [(one.name, one.read_text()) for one in file.parent.iterdir()] == [("file.txt", "old")]
