"""The finding of a brief as a title, who gains, why, how sure and what next: said right of comparisons made by hand."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from jiuye.viz.reports.brief import document_of
from jiuye.viz.reports.document import DataTable, Figures, Paragraph
from jiuye.viz.reports.finding import findings, title
from jiuye.viz.reports.first_page import at_a_glance, sentences
from jiuye.viz.reports.key_numbers import key_numbers
from jiuye.viz.reports.reached import those_reached
from jiuye.viz.terminal.tables import comparison_table
from jiuye.viz.view import View
from jiuye.viz.words import texts
from jiuye.viz.words.amounts import AmountTold
from jiuye.viz.words.texts import LANGUAGES

from .constructed_comparisons import CASES, COURSE, DISPATCH, FUND, constructed
from .sample_comparison import sample

TITLES = yaml.safe_load((Path(__file__).parent / "finding_titles.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_the_title_is_the_finding(case):
    told = {lang: title(View(CASES[case], lang)).replace("\u00a0", " ") for lang in LANGUAGES}
    assert told == TITLES[case]


def test_no_two_findings_sound_alike():
    assert TITLES.keys() == CASES.keys()
    for lang in LANGUAGES:
        assert len({told[lang] for told in TITLES.values()}) == len(CASES) >= 20


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_sentence_is_whole(case, lang):
    for words in sentences(View(CASES[case], lang)):
        assert "{" not in words
        assert "*" not in words
        assert "nan" not in words
        assert not re.search(r"[；，。;,.] *[；，。;,.]", words), words
        assert not re.search(r"[一-鿿][,;:.]", words), words


@pytest.mark.parametrize("case", CASES)
def test_the_first_page_rests_on_three_numbers_at_most_and_each_is_told_with_what_it_is(case):
    view = View(CASES[case], "en")
    cells = key_numbers(view, findings(view))
    assert 1 <= len(cells) <= 3
    assert all(cell.notes and cell.notes[0] for cell in cells)


def test_nothing_is_drawn_where_nothing_moves():
    for case in ("all silent, too small", "exact zero", "undecided", "one seed"):
        blocks = at_a_glance(View(CASES[case], "en")).blocks
        assert not any(isinstance(block, Figures) for block in blocks), case
        assert any(isinstance(block, Paragraph) and "none is drawn" in block.words for block in blocks), case
    drawn = [block for block in at_a_glance(View(CASES["two winners"], "en")).blocks if isinstance(block, Figures)]
    assert len(drawn) == 1
    assert len(drawn[0].charts) == 1
    assert "Public cost" in drawn[0].charts[0].alt


def test_what_next_follows_from_what_was_found():
    def after(case):
        return sentences(View(CASES[case], "en"))[-1]

    assert "half and double" in after("one clear winner")
    assert "“Training subsidy” and “Flexible-work protection fund” together" in after("two winners")
    assert "see who bears the loss" in after("a loser")
    assert "at equal cost" in after("saves money")
    assert "reaches anybody in Hangzhou" in after("exact zero")
    assert "--seeds 10" in after("one seed")
    assert "ask who is reached" in after("all silent, too small").lower()
    assert "Not even 200 seeds" in after("far from decided")
    asked = int(re.search(r"About (\d+) seeds instead of 4", after("two undecided"))[1])
    assert 4 < asked < 20, "of the figure that is decided soonest"


def test_a_median_that_falls_beside_people_who_gain_is_explained():
    (why,) = (
        words for words in sentences(View(CASES["a median that falls though each gains"], "en")) if "Why" in words
    )
    assert "gain +62 yuan per month each although the median income" in why.replace("\u00a0", " ")


def test_who_gains_is_told_only_beyond_noise():
    followed = {FUND: {"sex=male": (9.0, 7.0), "sex=female": (5.0, 8.0)}}
    quiet = constructed({FUND: {"insured_share": (3.0, 0.3)}}, gains=followed)
    assert "no group's income changes beyond noise" in sentences(View(quiet, "en"))[1]
    assert "largest mean gain" in sentences(View(CASES["one clear winner"], "en"))[1]


# Those reached


def test_a_city_that_does_not_move_may_hide_people_who_are_helped():
    view = View(CASES["only those reached gain"], "en")
    finding, who, why, *_ = (words.replace("\u00a0", " ") for words in sentences(view))
    assert finding.startswith("Training subsidy helps only those it reaches (120,000 persons, 200 yuan per month more")
    assert "+200 yuan per month in months 37 to 59" in who
    assert "1.7 % of people at work" in why, "the arithmetic of a few among many"
    (table,) = (block for block in those_reached(view).blocks if isinstance(block, DataTable))
    ((name, cells),) = table.groups[0].rows
    assert name == "Those who take part in its courses"
    told = [(cell.main.replace("\u00a0", " "), cell.tone) for cell in cells]
    assert told[1] == ("−60 yuan per month", "worse")
    assert told[2:4] == [("+95 yuan per month", "better"), ("+200 yuan per month", "better")]
    assert [main for main, _ in told[4:]] == ["2,760 yuan", "29.0 %"]
    (picture,) = (block for block in at_a_glance(view).blocks if isinstance(block, Figures))
    assert "37–59 +200" in picture.charts[0].alt, "their way, where no figure of the city moves"
    numbers = [cell.main.replace("\u00a0", " ") for cell in key_numbers(view, findings(view))]
    assert numbers[:2] == ["120,000 persons", "+200 yuan per month"]
    silent = View(CASES["not even those reached surely gain"], "en")
    assert title(silent).startswith("What Training subsidy does is too small to matter")


# One rounding


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_number_that_is_told_twice_is_the_same_words(monkeypatch, lang):
    """Every number of a brief as it was rounded: in sentences, tables, charts and what charts say aloud."""
    told: dict[tuple[float, bool, str], set[str]] = {}
    honest = texts.Scale.digits

    def digits(self, value):
        words = honest(self, value)
        kind = f"{self.unit} {self.factor}" if self.factor <= 1.0 else self.unit  # a share is no per cent
        kind = kind.lstrip("万亿Mbn ") or kind
        told.setdefault((abs(float(value)), self.change, kind), set()).add(f"{words.lstrip('+−')} {self.unit}")
        return words

    monkeypatch.setattr(texts.Scale, "digits", digits)
    document_of(sample(), lang, "brief.en.html")
    comparison_table(sample(), lang)
    assert len(told) > 400
    assert {value: words for value, words in told.items() if len(words) > 1 and value[0]} == {}


def test_an_amount_says_its_size_its_span_and_the_opposite():
    saved = AmountTold(-1.2e8, -1.4e8, -1.0e8, "yuan")
    assert (saved.size("zh"), saved.span("zh"), saved.plain("zh")) == ("−1.2亿元", "−1.4 至 −1.0亿元", "1.2亿元")
    assert saved.opposite().span("zh") == "1.0 至 1.4亿元"
    assert saved.clear
    limit = AmountTold(5.0e8, 5.0e8 - 1.0, 5.0e8 + 1.0, "yuan")
    assert (limit.size("en").replace("\u00a0", " "), limit.span("en")) == ("500 M yuan", "")
    assert AmountTold(3.0, None, None, "yuan").span("en") == ""
    assert not AmountTold(3.0, float("nan"), float("nan"), "yuan").clear


# Titles of scenarios


def test_scenarios_without_a_title_of_their_own_are_told_by_their_doses():
    two = constructed({COURSE: {}, DISPATCH: {}})
    titles = {**two.titles, COURSE: {"zh": COURSE, "en": COURSE}}
    found = replace(two, titles=titles, settings={**two.settings, COURSE: {COURSE: {"seats": 60_000.0}}})
    assert View(found, "zh").title(COURSE) == "培训补贴（全市每年的学位数：60,000人/年）"
    assert View(found, "en").title(COURSE).replace("\u00a0", " ") == (
        "Training subsidy (places a year in the whole city: 60,000 persons per year)"
    )
    assert View(found, "zh").title(DISPATCH) == "派单透明"
    same = {"zh": "培训补贴", "en": "Training subsidy"}
    alike = replace(
        two,
        titles={**two.titles, COURSE: same, DISPATCH: same},
        settings={COURSE: {COURSE: {"seats": 24_000.0}}, DISPATCH: {COURSE: {"seats": 60_000.0, "mode": "online"}}},
    )
    assert View(alike, "zh").title(DISPATCH) != View(alike, "zh").title(COURSE)
    assert "_" not in View(alike, "zh").title(DISPATCH)
