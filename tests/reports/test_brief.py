"""The brief: complete in both languages, honest about what is clear, and readable on any machine without a network."""

import json
import math
import re
import warnings
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from rich.console import Console

from jiuye.experiments.compare.comparison_file import dump, load
from jiuye.model.indicators import INDICATORS
from jiuye.viz.charts.over_time import mean_and_half
from jiuye.viz.reports.brief import document_of, report_of
from jiuye.viz.reports.first_page import sentences
from jiuye.viz.reports.folder import write_report
from jiuye.viz.reports.outcomes import moving
from jiuye.viz.reports.webfont import cut
from jiuye.viz.terminal.tables import comparison_table, run_table
from jiuye.viz.view import STILL, View, arrow, tone_of
from jiuye.viz.words.texts import LANGUAGES, interval, number

from ..languages import MARKED, Read, strangers
from .sample_comparison import sample

VOID = {"meta", "br", "hr", "img", "link", "input"}


@pytest.fixture(scope="module")
def pages(folder):
    """Language → HTML."""
    files = {"zh": "brief.html", "en": "brief.en.html"}
    return {lang: (folder / file).read_text(encoding="utf-8") for lang, file in files.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_brief_is_in_one_language_word_by_word(pages, folder, lang):
    assert strangers(Read(pages[lang], lang).said, lang) == []
    markdown = (folder / ("brief.md" if lang == "zh" else "en/brief.md")).read_text(encoding="utf-8")
    assert len(markdown) > 5_000
    assert strangers(MARKED.sub(" ", markdown).splitlines(), lang) == []


class Page(HTMLParser):
    """What a browser would find: ids, links, sources, words, and whether every element is closed in order."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.sources, self.words, self.open = [], [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [(tag, found["href"])] if "href" in found else []
        self.sources += [found[name] for name in ("src", "srcset", "action", "poster", "data") if name in found]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "svg"} & set(self.open):
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split()).replace("\u00a0", " ")


# The page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_needs_no_network(pages, lang):
    page = Page(pages[lang])
    assert page.sources == []
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []
    for tag, target in page.links:
        inside = target.removeprefix("#") in page.ids if target.startswith("#") else None
        beside = target in {"brief.html", "brief.en.html", "brief.json"} and tag == "a"
        assert inside or beside or target.startswith("data:image/png;base64,"), (tag, target)
    style = pages[lang].split("</style>")[0]
    assert set(re.findall(r"url\((\w+:)", style)) == {"data:"}
    assert "@import" not in style
    assert "<script" not in pages[lang]
    assert pages[lang].startswith(f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">')
    assert len(pages[lang].encode()) < 1_500_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_tells_every_headline_number(comparison, pages, lang):
    view, words = View(comparison, lang), Page(pages[lang]).text
    assert len(view.headline) == 11
    told = []
    for name in moving(view, view.headline, view.ends):
        for d in (view.ends[scenario, name] for scenario in comparison.scenarios):
            if d.verdict != "none":
                told += [view.size(d), view.span(d), number(d.value, d.unit, lang), number(d.base, d.unit, lang)]
    still = [name for name in view.headline if name not in moving(view, view.headline, view.ends)]
    assert still
    for name in still:  # in one line, with what would have been seen
        widest = max((view.ends[s, name] for s in comparison.scenarios), key=lambda d: d.high - d.low)
        told += [f"{view.name(name)}", view.half_width(widest)]
    for m in comparison.money:
        for payer, cost in m.cost_by_payer.items():
            told += [number(cost, "yuan", lang, beside=[m.payer_low[payer], m.payer_high[payer]])]
        prices = [price for price in (view.per_job_year(m), view.per_insured_year(m)) if price is not None]
        told += [words for price in prices for words in (price.size(lang), price.span(lang))]
        if m.deadweight:
            told += [interval(m.deadweight_low, m.deadweight_high, "share", lang)]
            told += [interval(m.displacement_low, m.displacement_high, "share", lang)]
    told += [number(w.value, w.unit, lang) for w in comparison.weak]
    assert sorted({t for t in told if t.replace("\u00a0", " ") not in words}) == []
    assert comparison.command in words
    assert all(str(seed) in words for seed in comparison.seeds)


def test_arrows_stand_only_where_the_interval_excludes_zero_and_it_matters(comparison, pages):
    view = View(comparison, "en")
    headline = [view.ends[s, name] for s in comparison.scenarios for name in view.measured]
    clear = [d for d in headline if (d.low > 0 or d.high < 0) and (d.low <= -d.threshold or d.high >= d.threshold)]
    assert 0 < len(clear) < len(headline)
    for d in headline:
        assert bool(arrow(d)) == (d in clear)
    cells = re.findall(r'<td role="cell"[^>]*?(?: class="(\w+)")?>(.*?)</td>', pages["en"])
    with_arrow = [(tone, cell) for tone, cell in cells if "▲" in cell or "▼" in cell]
    assert len(with_arrow) >= len(clear)
    assert {tone for tone, _ in with_arrow} <= {"better", "worse", "changed"}
    assert not any("▲" in cell or "▼" in cell for tone, cell in cells if tone in {"", *STILL, "unclear"})


def test_good_and_bad_news_are_told_apart_without_colour(comparison, pages):
    view = View(comparison, "zh")
    fund = view.ends["protection_fund", "platform_income_p50"]
    jobs = view.ends["training_subsidy", "unemployment_rate"]
    assert (tone_of(fund), arrow(fund)) == ("worse", "▼")
    assert (tone_of(jobs), arrow(jobs)) == ("better", "▼")
    assert "恶化" in pages["zh"]
    assert "改善" in pages["zh"]


def test_every_table_and_picture_can_be_heard(pages):
    for html in pages.values():
        tables = re.findall(r"<table.*?</table>", html)
        assert len(tables) > 6
        for table in tables:
            assert "<caption>" in table
            assert re.findall(r"<th(?![^>]*scope=)", table.replace("<thead", "")) == []
        drawings = re.findall(r"<svg.*?</svg>", html, re.S)
        assert len(drawings) > 30
        for drawing in drawings[1:]:  # the first holds the glyphs
            assert re.match(r'<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)"', drawing)
            assert len(re.search(r"<desc[^>]*>(.+?)</desc>", drawing)[1]) > 20


def test_the_chinese_page_brings_its_own_typeface(pages):
    weights = re.findall(r"font-weight:(\d+);src:url\(data:font/(woff2?);base64,", pages["zh"])
    assert [weight for weight, _ in weights] == ["400", "700"]
    assert set("就业") <= set(map(chr, TTFont(_file(cut("Regular", set("就业 a"), "woff"))).getBestCmap()))
    assert len(cut("Bold", set("就业"), "woff")) < 4_000


def _file(data):
    import io

    return io.BytesIO(data)


def test_markup_in_a_title_is_shown_not_obeyed(comparison, tmp_path):
    hostile = "<script>alert(1)</script>[x](javascript:alert(1))\"'&"
    titles = {**comparison.titles, "training_subsidy": {"zh": hostile, "en": hostile}}
    small = replace(sample(1, seeds=3, months=12), titles=titles, command="jiuye <b>")
    html = write_report(report_of(small), tmp_path, "en").read_text(encoding="utf-8")
    Page(html)
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "jiuye &lt;b&gt;" in html


# The words at the top


def test_where_nothing_is_clear_the_page_says_so():
    nothing = sample(strength=0.0, rng=np.random.default_rng(12))
    rows = tuple(replace(d, low=-1.0, high=1.0, difference=0.1) for d in nothing.differences)
    still = replace(nothing, differences=rows)
    words = " ".join(sentences(View(still, "en")))
    assert words.startswith("Whether any of the four policies has an effect is not decided")
    assert "would decide whether" in words or "would tell whether" in words
    assert "四项政策有无作用" in " ".join(sentences(View(still, "zh")))


def test_what_moved_is_named_with_its_size(comparison):
    view = View(comparison, "en")
    finding, *lines = sentences(view)
    insured = view.ends["protection_fund", "insured_share"]
    size = view.size(insured).removeprefix("+")
    assert f"Flexible-work protection fund raises the insured share of flexible workers by {size}" in finding
    worst = view.ends["protection_fund", "platform_income_p50"]
    assert tone_of(worst) == "worse"
    assert "see who bears the loss" in lines[-1]


def test_one_seed_has_no_interval_and_no_claim(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the sample's own spread over one seed
        lone = sample(1, seeds=1, months=12)
    mean, half = mean_and_half(lone.curves["gini"][0])
    assert np.isfinite(mean).all()
    assert np.isnan(half).all()
    page = Page(write_report(report_of(lone), tmp_path, "en").read_text(encoding="utf-8"))
    assert "▲" not in page.text
    assert "nothing can be said of Training subsidy yet" in page.text
    assert "not stated" in page.text


def test_a_fund_without_an_interval_is_read_back_and_told_again(comparison, tmp_path):
    unknown = tuple(math.nan for _ in comparison.money[0].fund_balance)
    changed = {"fund_low": unknown, "fund_high": unknown, "raised_low": {"cut": math.nan}}
    money = tuple(replace(m, **changed) for m in comparison.money)
    again = load(json.loads(json.dumps(dump(replace(comparison, money=money)), allow_nan=False)))
    assert np.isnan(again.money[0].fund_low).all()
    assert math.isnan(again.money[0].raised_low["cut"])
    assert write_report(report_of(again), tmp_path, "en").is_file()


def test_seeds_that_did_not_finish_are_owned_up_to(comparison):
    document = document_of(replace(comparison, unfinished=(9, 10)), "en", "brief.html")
    assert "2 of 10 seeds did not finish" in document.first.blocks[0].words


def test_what_was_not_measured_is_left_out(comparison):
    bare = replace(sample(1), money=(), gains=(), cells={}, where=(), weak=(), precision=())
    document = document_of(bare, "en", "brief.html")
    assert [s.anchor for s in document.every] == [
        *("glance", "money", "curves"),
        *("headline", "more-curves", "cost", "plan", "precision", "agreement", "weak", "reproduce", "definitions"),
    ]


# Other forms


def test_the_record_is_plain_json(folder, comparison):
    record = json.loads((folder / "brief.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert len(record["differences"]) == len(comparison.differences)
    assert record["differences"][0]["difference"] == comparison.differences[0].difference
    assert record["money"][0]["fund_balance"] == list(comparison.money[0].fund_balance)


def test_a_number_that_does_not_exist_is_null(tmp_path, comparison):
    d = replace(comparison.differences[0], low=float("nan"), high=float("inf"), base=np.float64(2.5))
    write_report(report_of(replace(comparison, differences=(d,))), tmp_path, "en")
    file = tmp_path / "brief.json"
    (row,) = json.loads(file.read_text(encoding="utf-8"))["differences"]
    assert (row["low"], row["high"], row["base"]) == (None, None, 2.5)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_markdown_has_the_tables_and_the_pictures(folder, comparison, lang):
    place = folder if lang == "zh" else folder / lang
    page = (place / "brief.md").read_text(encoding="utf-8")
    linked = re.findall(r"!\[[^\]]+\]\((figures/[^)]+)\)", page)
    assert len(linked) == len(list(document_of(comparison, lang, "").charts)) > 20
    assert all((place / file).exists() for file in linked)
    view = View(comparison, lang)
    assert f"| {view.say('headline.indicator')} | {view.marked('baseline')} |" in page
    assert all(view.span(view.ends[s, "gini"]) in page for s in comparison.scenarios)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_markdown_before_the_appendix_is_short(folder, lang):
    """Words, and each Chinese character as one; what a picture says aloud counts as well."""
    page = ((folder if lang == "zh" else folder / lang) / "brief.md").read_text(encoding="utf-8")
    front, appendix = page.split("\n---\n\n# ", 1)
    assert len(re.findall(r"[\u4e00-\u9fff]|[\w.,%−+–-]*\w[\w.,%−+–-]*", front)) < 1500
    assert len(appendix) > len(front)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_terminal_shows_the_differences(comparison, lang):
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(comparison_table(comparison, lang))
    console.print(run_table("x", {name: curve[0] for name, curve in comparison.curves.items()}, lang))
    shown = console.export_text()
    view = View(comparison, lang)
    assert all(view.size(view.ends[s, n]) in shown for s in comparison.scenarios for n in view.headline)
    gini = comparison.curves["gini"][0]
    assert number(float(gini[:, -12:].mean()), "0–1", lang) in shown


def test_the_sample_is_about_real_indicators(comparison):
    assert {d.indicator for d in comparison.differences} <= set(INDICATORS)
