"""Files and addresses that are wrong, on the page Compare: a sentence each, nothing changed, nothing lost."""

from __future__ import annotations

import base64
import hashlib
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuye.scenarios.spec import SpecError
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.own_form import SHOWN, changes_of, faults_told
from jiuye.viz.pages.packed import CITY, FILE_BYTES, SCENARIO
from jiuye.viz.pages.query import LONGEST, Query
from jiuye.viz.pages.unread import changes_for, unread
from jiuye.viz.words.faults import fault_line

from .own_files import JIAXING, LARGE, MINE, SMALL, drop, page, refusals, words

# Bad input.


BAD = {
    "large": (LARGE, "mine.yaml: is larger than the 64 kB that a page reads"),
    "utf16": ("name: x".encode("utf-16"), "mine.yaml:1:1: the file is UTF-16; save it as UTF-8"),
    "gbk": ("name: 就业".encode("gbk"), "mine.yaml:1:7: this is not UTF-8 (byte 0xbe); save the file as UTF-8"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\x00", "mine.yaml:1:1: unprintable character U+007F"),
    "empty": (b"", "mine.yaml:1:1: the file is empty"),
    "word": (b"hello", "a scenario is a list of settings"),
    "aliases": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "a has an anchor (&a), which is not allowed"),
    "deep": (b"levers: " + b"[" * 5_000, "this is nested deeper than 12 levels"),
    "long key": (b"? " + b"k" * 50_000 + b"\n: 1\n", "is not a setting"),
    "many": (b"levers: [" + b"training_subsidy, " * 3_000 + b"]", "levers has more than"),
    "title": (b"title: {en: " + b"x" * 5_000 + b"}\nextends: baseline\n", "title.en has more than 120 characters"),
    "lever": (
        b"extends: baseline\nlevers: [trainings_subsidy]\n",
        "mine.yaml:2:10: levers[0].trainings_subsidy is not",
    ),
    "hole": (
        JIAXING.replace("urban_share: 0.71339", "urban_share:").encode(),
        "census.value.urban_share is empty; write",
    ),
    "lacks": (JIAXING.replace("    urban_share: 0.71339\n", "").encode(), "census.value lacks urban_share; write"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_a_sentence_and_changes_nothing(kind):
    content, told = BAD[kind]
    changes, faults = drop(("mine.yaml", content), a="protection_fund")
    assert changes == {}
    assert told in str(faults[0])
    for lang in ("en", "zh"):
        shown = faults_told(faults, lang)
        assert len(shown) < 4_000
        assert "<script" not in shown
    assert any("\u4e00" <= sign <= "\u9fff" for sign in fault_line(faults[0], "zh"))


def test_a_browser_that_sends_nonsense_is_not_believed():
    query = page()
    for given_file in (
        {},
        {"name": 3, "size": "x"},
        {"name": "a", "size": 3, "content": "§"},
        {"name": "a", "size": -1},
    ):
        changes, faults = changes_of([given_file], query, AskedComparison.of(query), "a")
        assert changes == {}
        assert "could not be read by the browser" in str(faults[0])
    lied = {"name": "a.yaml", "size": 4, "content": base64.b64encode(b"x" * (FILE_BYTES + 1)).decode()}
    assert "larger" in str(changes_of([lied], query, AskedComparison.of(query), "a")[1][0])


def test_many_faults_are_told_in_a_few_lines():
    content = "extends: baseline\nlevers:\n" + "".join(f"  - lever_{k}\n" for k in range(40))
    _, faults = drop(("mine.yaml", content.encode()))
    assert len(faults) == 40
    assert faults_told(faults, "en").count("<li>") == SHOWN + 1


def test_text_from_a_file_is_escaped():
    content = b"extends: baseline\nlevers: [<img src=x onerror=alert(1)>]\n"
    _, faults = drop(("<b>.yaml", content))
    shown = faults_told(faults, "en")
    assert "<img" not in shown
    assert "<b>" not in shown


# Addresses.


def test_an_address_that_unpacks_to_too_much_is_refused_without_unpacking_it():
    bomb = CITY + base64.urlsafe_b64encode(zlib.compress(b"\0" * 5_000_000, 9)).decode()
    for kind, letter in ((SCENARIO, "a"), (CITY, "city")):
        tracemalloc.start()
        assert "larger than the 64 kB" in refusals(**{letter: kind + bomb.partition("~")[2]})[0]
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
        tracemalloc.stop()


@settings(max_examples=30, deadline=None)
@given(st.integers(6, len(words("mine.yaml", MINE)) - 1))
def test_an_address_that_was_cut_is_told(length):
    told = refusals(a=words("mine.yaml", MINE)[:length], **SMALL)[0]
    assert "the address was cut or changed" in told


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from([SCENARIO, CITY, ""]))
def test_an_address_made_by_hand_never_fails_otherwise(tail, kind):
    for name in ("a", "city", "groups", "months"):
        query = page(**{name: kind + tail} if kind + tail else {})
        wanted = AskedComparison.of(query)
        unread(query)
        try:
            wanted.scenarios()
        except SpecError:
            AskedComparison.of(Query.read("compare", query.href(**changes_for(query, wanted)).partition("?")[2], print))


def test_a_link_from_another_version_is_told_and_its_rest_kept():
    query = page(
        city="atlantis",
        persons=2_000,
        months=7,
        level=3,
        a="training_subsidy(seats=5000,hours=3)+old_lever()+protection_fund(match=0.5)",
        b="old_scenario",
        c="data_dividend",
    )
    wanted = AskedComparison.of(query)
    told = [str(fault) for fault in unread(query)]
    assert told == [
        "city: is none of reference, hangzhou, lishui, ningbo (got atlantis)",
        "months: is none of 12, 24, 36, 60 (got 7)",
        "level: is nothing that this page knows",
    ]
    assert refusals(a=query.get("a"), b=query.get("b")) == [
        "A: training_subsidy.hours is not a setting",
        "B: old_scenario is not a scenario, nor a lever with settings",
    ]
    left = changes_for(query, wanted)
    kept = "training_subsidy(seats=5000)+protection_fund(match=0.5)"
    assert left == {"city": None, "months": None, "level": None, "a": kept, "b": None}
    mended = Query.read("compare", query.href(**left).partition("?")[2], print)
    assert unread(mended) == []
    assert dict(AskedComparison.of(mended).slots) == {"a": kept, "c": "data_dividend"}
    AskedComparison.of(mended).scenarios()


def test_settings_said_twice_and_long_addresses_are_told():
    twice = Query.read("compare", "a=protection_fund&a=data_dividend", print)
    assert [str(fault) for fault in unread(twice)] == ["a: is named twice"]
    long = Query.read("compare", "a=" + "x" * LONGEST, print)
    assert "the address is longer than the 8,000 characters" in str(unread(long)[0])
    assert unread(page(a="protection_fund", lang="en", run=1)) == []


def test_a_file_that_does_not_fit_beside_the_others_is_refused():
    noise = [hashlib.sha256(bytes([k])).hexdigest() for k in range(40)]
    shocks = ", ".join(f"{{from: 2025-07, months: 3, size: -0.1, source: 'why {one}{one[::-1]}'}}" for one in noise)
    text = f"extends: baseline\nlevers: [training_subsidy]\nshocks: [{shocks}]\n"
    _, faults = drop(("mine.yaml", text.encode()))
    assert faults == []
    changes, faults = drop(("mine.yaml", text.encode()), ("more.yaml", text.encode()), a="protection_fund")
    assert changes == {}
    assert "characters and may have 8,000; leave out a policy" in str(faults[0])


def test_a_file_for_the_districts_of_another_city_says_which():
    text = "extends: baseline\ncity: lishui\nlevers: [training_subsidy: {zones: [liandu]}]\n"
    _, faults = drop(("mine.yaml", text.encode()))
    assert "mine.yaml:3:37: levers[0].training_subsidy.zones[0] must be a district of hangzhou" in str(faults[0])
    assert str(faults[-1]) == "mine.yaml: is for lishui; choose that city first"
    assert drop(("mine.yaml", text.encode()), city="lishui")[1] == []
