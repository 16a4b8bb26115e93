"""Public figures name the office that published them, in both languages; addresses are shown nowhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from jiuye.scenarios.sources import PUBLICATIONS, load_literature, publications_of
from jiuye.scenarios.targets import load_targets
from jiuye.viz.words.cited import cited, offices, published, sources_of, status_of, year_of
from jiuye.viz.words.texts import LANGUAGES, Lang

ADDRESS = re.compile(r"https?:|www\.|\.(?:com|cn|net|org|info|hk)\b")
HANZI = re.compile("[\u3400-\u9fff]")
LATIN = re.compile("[A-Za-z]{2,}")
NOWHERE = {"P08", "P09"}  # no series is published; both follow from others


def test_every_figure_names_who_published_it():
    for t in load_targets():
        found = publications_of(t.id)
        assert bool(found) == (t.id not in NOWHERE), t.id
        for one in found:
            assert all(HANZI.search(words["zh"]) for words in (one.title, one.office) if words), t.id
            assert re.fullmatch(r"\d{4}(?:–\d{4}|-\d\d|-\d\d-\d\d)?", one.year), (t.id, one.year)
        assert all(HANZI.search(words) for words in offices(t, "zh")), t.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_address_is_shown(lang: Lang):
    shown = [sources_of(t, lang) for t in load_targets()] + [work.basis[lang] for work in load_literature()]
    assert len(shown) > 200
    assert [words for words in shown if ADDRESS.search(words)] == []
    assert ADDRESS.search(load_targets()[0].source)


def test_what_is_published_is_told_in_the_readers_language():
    for t in load_targets():
        told = (published(t, "zh"), year_of(t, "zh"), status_of(t, "zh"))
        assert [words for words in told if LATIN.search(words)] == [], t.id
        assert HANZI.search(told[2])
        assert not HANZI.search(" ".join((published(t, "en"), year_of(t, "en"), status_of(t, "en"), *cited(t, "en"))))


def test_nothing_is_listed_that_no_figure_cites():
    content = yaml.safe_load(PUBLICATIONS.read_text("utf-8"))
    cites = {name for names in content["figures"].values() for name in names}
    assert content["publications"].keys() == cites
    assert {one["of"] for one in content["publications"].values() if "of" in one} == content["offices"].keys()
    known = {t.id for t in load_targets()}
    assert {id for id in content["figures"] if id not in known and not any(k[:-1] == id for k in known)} == set()


def test_a_figure_of_ones_own_has_its_own_source():
    (ours,) = (t for t in load_targets() if t.id == "P01")
    assert cited(ours, "en")[0] == "National Bureau of Statistics: National economy in 2021, 2022-01-17"
    assert cited(ours, "zh")[0] == "国家统计局：2021年国民经济运行情况，2022年1月17日"
    mine = replace(ours, source="our own survey, 2025")
    assert cited(mine, "zh") == offices(mine, "en") == ("our own survey, 2025",)
