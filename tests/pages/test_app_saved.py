"""What is saved on the page Compare: files that the command reads and that can be dropped in again; never trusted."""

from __future__ import annotations

import json
import shlex

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuye.commands.door import main
from jiuye.scenarios.spec import SpecError, check_file
from jiuye.scenarios.yaml_reader import read_text
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.own_city import city_words
from jiuye.viz.pages.own_form import changes_of
from jiuye.viz.pages.query import LONGEST, Query
from jiuye.viz.pages.saved import address_of, file_name, files_of, offered

from .own_files import JIAXING, MINE, SMALL, dropped, page, words

LEVERS = "training_subsidy(seats=48000,from=2025-07,zones=liandu)+protection_fund(match=0.5)"
KEPT = {
    "levers": {"kind": "policy", "name": "My plan: 2025/26", "value": LEVERS},
    "shipped": {"kind": "policy", "name": "四项政策", "value": "four_levers"},
    "file": {"kind": "policy", "name": "again", "value": words("mine.yaml", MINE)},
}


@pytest.mark.parametrize("kind", KEPT)
def test_a_saved_policy_is_a_file_that_the_command_reads_and_that_can_be_dropped_in_again(kind, tmp_path):
    here = AskedComparison.of(page(**SMALL))
    files = files_of(KEPT[kind], here)
    for file in files:
        (tmp_path / file["name"]).write_text(file["text"], encoding="utf-8")
        assert check_file(tmp_path / file["name"]) == []
    query = page(**SMALL, b="data_dividend")
    sent = [dropped(files[0]["name"], files[0]["text"].encode())]
    changes, faults = changes_of(sent, query, AskedComparison.of(query), "c")
    assert faults == []
    whole = AskedComparison.of(page(**SMALL, a=KEPT[kind]["value"], c=changes["c"]))
    first, again = whole.scenarios()[1]
    assert again.levers == first.levers
    assert again.forecast == first.forecast
    assert again.measure == first.measure
    assert again.name == file_name(KEPT[kind]["name"])


def test_a_saved_question_comes_with_all_the_command_needs(tmp_path):
    question = page(**SMALL | {"city": city_words(read_text(JIAXING))}, a=words("mine.yaml", MINE), b="data_dividend")
    value = question.href(None, lang=None).partition("?")[2]
    files = files_of({"kind": "question", "name": "all", "value": value}, AskedComparison.of(page()))
    assert [file["name"] for file in files] == ["mine.yaml", "data_dividend.yaml", "jiaxing.yaml", "base.yaml"]
    for file in files:
        (tmp_path / file["name"]).write_text(file["text"], encoding="utf-8")
    command = shlex.split(files[0]["text"].splitlines()[0].removeprefix("# jiuye "))
    placed = [str(tmp_path / word) if word.endswith(".yaml") else word for word in command]
    done = CliRunner().invoke(main, [*placed, "--out", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 0, done.output
    assert {d["scenario"] for d in json.loads(done.stdout)["differences"]} == {"mine", "data_dividend"}


@pytest.mark.parametrize(
    ("base", "first", "more"),
    [
        ("four_levers", "four_levers", ["four_levers.yaml"]),
        ("protection_fund(match=0.5)", "policy_base.yaml", ["policy_base.yaml"]),
        (words("mine.yaml", MINE), "mine.yaml", ["mine.yaml"]),
    ],
)
def test_a_saved_question_keeps_its_base_and_its_groups(base, first, more):
    question = page(**SMALL, base=base, a="data_dividend", groups="sex=female")
    value = question.href(None, lang=None).partition("?")[2]
    files = files_of({"kind": "question", "name": "all", "value": value}, AskedComparison.of(page()))
    assert [file["name"] for file in files] == ["data_dividend.yaml", *more]
    command = shlex.split(files[0]["text"].splitlines()[0].removeprefix("# "))
    assert command[:4] == ["jiuye", "compare", first, "data_dividend.yaml"]
    assert command[command.index("--groups") + 1] == "sex=female"


def test_what_is_offered_to_be_saved_restores_the_question():
    query = page(**SMALL, lang="zh", run=1)
    asked = AskedComparison.of(query)
    whole, *policies = offered("zh", query, asked)
    assert len(policies) == 4
    address = address_of({"value": whole["value"]}, page(a="data_dividend", lang="zh"), asked)
    again = Query.read("compare", address.partition("?")[2], print)
    assert AskedComparison.of(again) == asked
    assert again.get("lang") == "zh"
    moved = address_of({"slot": "b", "value": policies[3]["value"]}, query, asked)
    assert (
        dict(AskedComparison.of(Query.read("compare", moved.partition("?")[2], print)).slots)["b"] == asked.slots[3][1]
    )
    with pytest.raises(SpecError, match="may have 8,000"):
        address_of({"slot": "b", "value": "x" * LONGEST}, query, asked)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["slot", "value", "kind", "name"]), st.none() | st.integers() | st.text() | st.just("policy")
    )
)
def test_entries_that_somebody_made_up_are_read_as_an_address_is(entry):
    query = page(**SMALL, a="data_dividend")
    asked = AskedComparison.of(query)
    for work in (lambda: address_of(entry, query, asked), lambda: files_of(entry, asked)):
        try:
            work()
        except SpecError:
            continue


def test_names_become_names_of_files():
    assert file_name("My plan: 2025/26") == "My plan_ 2025_26"
    assert file_name("...") == "policy"
    assert len(file_name("政" * 60).encode()) <= 120
