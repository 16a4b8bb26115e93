"""A city and a dispatch rule of one's own, as `docs/extending.md` shows them."""

from __future__ import annotations

import json
import shlex

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main

from .a_copy import blocks

MADE = {"A city": "jiaxing.yaml", "A dispatch rule": "longest_wait.yaml"}


def call(command: str, lang: str) -> str:
    done = CliRunner().invoke(main, [*shlex.split(command)[1:], "--lang", lang])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("heading", MADE)
def test_a_file_does_what_the_page_says(tmp_path, monkeypatch, heading, lang):
    file, commands = blocks(heading)
    monkeypatch.chdir(tmp_path)
    (tmp_path / MADE[heading]).write_text(file, "utf-8")
    told = [call(command, lang) for command in commands.splitlines()]
    assert len(told) == {"A city": 2, "A dispatch rule": 1}[heading]
    title = {"A city": ("嘉兴", "Jiaxing"), "A dispatch rule": ("先等先派", "Longest wait first")}[heading]
    assert title[lang == "en"] in told[0]


def test_the_city_is_its_census_row_and_the_rest_of_the_one_it_extends(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jiaxing.yaml").write_text(blocks("A city")[0], "utf-8")
    (record,) = json.loads(CliRunner().invoke(main, ["cities", "jiaxing.yaml", "--json"]).stdout)["cities"]
    assert record["residents"] == 5_400_868
    assert {figure["city"] for figure in record["figures"]} == {"jiaxing", "reference", "china"}


def test_a_file_that_is_wrong_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for heading, old, new in (
        ("A city", "urban_share", "urban_part"),
        ("A dispatch rule", "waiting:", "wating:"),  # codespell:ignore
    ):
        (tmp_path / MADE[heading]).write_text(blocks(heading)[0].replace(old, new), "utf-8")
        command = blocks(heading)[1].splitlines()[0]
        done = CliRunner().invoke(main, shlex.split(command)[1:])
        assert done.exit_code == 2
        assert new.rstrip(":") in done.output
