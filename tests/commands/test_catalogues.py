"""The catalogues, the check and the schema."""

import json
import re
from pathlib import Path

import pytest

import jiuye

from ..languages import names, strangers
from .calls import call, spoken, well

CARDS = {
    "levers": ("training_subsidy", {"name", "title", "meaning", "section", "phase", "payer", "risks", "settings"}),
    "cities": ("ningbo", {"name", "title", "residents", "adults", "pair", "figures"}),
    "scenarios": ("four_levers", {"name", "title", "city", "persons", "months", "levers", "measure", "bytes", "text"}),
    "indicators": ("gini", {"name", "title", "unit", "aim", "better", "definition", "source", "grade"}),
}


@pytest.mark.parametrize("kind", CARDS)
def test_a_catalogue_lists_and_explains(kind):
    name, keys = CARDS[kind]
    everything = spoken(kind)[kind]
    assert [one for one in everything if not keys <= set(one)] == []
    (one,) = spoken(kind, name)[kind]
    assert one in everything
    for lang in ("zh", "en"):
        for words in ([kind], [kind, name]):
            page = well(*words, "--lang", lang).stdout
            assert one["title"][lang] in page
            assert name in page
    assert one["title"]["zh"] in well(kind, LANG="zh_CN.UTF-8").stdout, "the language of the system"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_catalogue_and_its_cards_are_in_one_language(lang):
    """But for the file that the card of a scenario ends with, which has both."""
    for kind in CARDS:
        listed = well(kind, "--lang", lang, COLUMNS="500").stdout
        entries = [one["name"] for one in spoken(kind)[kind]]
        cards = [well(kind, name, "--lang", lang, COLUMNS="500").stdout for name in entries]
        said = [line for card in cards for line in card.splitlines()[: 2 if kind == "scenarios" else None]]
        assert len(said) > 5
        assert strangers([*listed.splitlines(), *said], lang, names()) == [], kind


def test_every_number_of_a_card_has_its_source():
    lever = spoken("levers", "training_subsidy")["levers"][0]
    assert {"name", "meaning", "unit", "low", "high", "default", "source", "grade"} <= set(lever["settings"][0])
    page = well("levers", "training_subsidy").stdout
    city = spoken("cities", "lishui")["cities"][0]
    assert [s["name"] for s in lever["settings"] if s["source"] not in page] == []
    assert {f["grade"] for f in city["figures"]} <= {"measured", "derived", "judged", "swept"}
    assert all(f["source"] and f["meaning"] for f in city["figures"])


def test_a_check_announces_the_size():
    (one,) = spoken("check", "four_levers")["files"]
    assert (one["ok"], one["persons"], one["months"], one["burn_in"]) == (True, 20_000, 60, 60)
    assert one["bytes"] > 20_000 * 100
    own = Path(jiuye.__file__).parent / "scenarios/cities/example_own_city.yaml"
    page = well("check", own, "four_levers").stdout
    assert re.search(r"example_own_city.yaml: ok; city .* 5,400,868 residents", page)
    assert re.search(r"four_levers: ok; .* 20,000 persons, .* GB", page)


def test_the_schema_can_be_printed_and_written(tmp_path):
    printed = well("schema").stdout
    assert "levers" in json.loads(printed)["properties"]
    well("schema", "--out", tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == printed
    assert call("schema", "--out", tmp_path / "none" / "schema.json").exit_code == 2
