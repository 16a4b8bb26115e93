"""The brief: complete in both languages, honest about what is clear, and readable on any machine without a network."""

import ast
import json
import re
import string
import warnings
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from rich.console import Console

from jiuye.agents.workers import STATUSES
from jiuye.model.indicators import INDICATORS
from jiuye.model.ledger import PUBLIC, SECTORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import GRADES
from jiuye.model.tally import DIMENSIONS
from jiuye.viz.charts.comparison import canvas
from jiuye.viz.charts.comparison.canvas import apart
from jiuye.viz.charts.comparison.cell_maps import outline, raster_of
from jiuye.viz.charts.comparison.comparison import mean_and_half
from jiuye.viz.reports.brief import charts_of, document_of, write_all, write_brief, write_json, write_markdown
from jiuye.viz.reports.summary import lead
from jiuye.viz.reports.webfont import cut
from jiuye.viz.terminal.output.tables import comparison_table, run_table
from jiuye.viz.view import View, arrow, tone_of
from jiuye.viz.words import texts
from jiuye.viz.words.texts import LANGUAGES, interval, month_name, number, text, unit_word

from .sample_comparison import sample

VIZ = Path(texts.__file__).parent
VOID = {"meta", "br", "hr", "img", "link", "input"}
# Families whose members are named by data, so that no call in the code spells them out.
BY_DATA = (
    "scene.",
    "unit.",
    "payer.",
    "grade.",
    "group.",
    "dimension.",
    "aim.",
    "tone.",
    "cell.",
    "account.",
    "summary.scenario_",
)


@pytest.fixture(scope="module")
def comparison():
    return sample()


@pytest.fixture(scope="module")
def folder(comparison, tmp_path_factory):
    target = tmp_path_factory.mktemp("brief")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning of matplotlib
        assert write_all(comparison, target, "zh") == target / "brief.html"
        write_markdown(comparison, target / "en", "en")
    return target


@pytest.fixture(scope="module")
def pages(folder):
    """Language → HTML."""
    files = {"zh": "brief.html", "en": "brief.en.html"}
    return {lang: (folder / file).read_text(encoding="utf-8") for lang, file in files.items()}


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


# Words


def test_both_languages_say_the_same_things():
    zh, en = texts.texts("zh"), texts.texts("en")
    assert set(zh) == set(en)
    assert len(zh) > 100
    for key in zh:
        assert isinstance(zh[key], str), f"{key} is not a text: quote it"
        assert isinstance(en[key], str), f"{key} is not a text: quote it"
        assert _blanks(zh[key]) == _blanks(en[key]) or key in {"summary.nothing", "brief.title"}, key


def _blanks(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def _keys_in_code():
    for file in VIZ.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", node.value):
                    yield node.value
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield node.values[0].value


def test_every_key_in_the_code_has_a_text_and_every_text_a_use():
    known = set(texts.texts("zh"))
    files = {
        "brief.html",
        "brief.zh.html",
        "brief.en.html",
        "brief.md",
        "brief.json",
        "brief.css",
        "validation.json",
        "claims.json",
        "app.js",
    }
    used = set(_keys_in_code())
    families = {key for key in used if key.endswith((".", "_"))} | set(BY_DATA)
    kinds = {key.split(".")[0] for key in known}
    missing = {key for key in used if key.split(".")[0] in kinds and "." in key[:-1] and key not in known | files}
    assert {key for key in missing if not key.endswith(("_", "."))} == set()
    assert {key for key in known - used if not key.startswith(tuple(families)) and key != "language"} == set()


def test_an_unknown_key_is_refused():
    with pytest.raises(KeyError, match=r"no text 'brief\.nonsense' in viz/words/text/\*\.zh\.yaml"):
        text("brief.nonsense", "zh")
    with pytest.raises(KeyError, match="months"):
        text("brief.horizon", "en", start="2025-01")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_model_names_has_words(lang):
    known = texts.texts(lang)
    units = {i.unit for i in INDICATORS.values()}
    units |= {p.unit for lever in LEVERS.values() for p in lever.settings().values()}
    for unit in units:
        head, *per = texts._parts(unit)
        for part in (head.removeprefix("million").strip(), *per):
            assert part in texts.PERCENT or f"unit.{part}" in known, unit
    wanted = {f"payer.{name}" for name in (*SECTORS, *PUBLIC)} | {f"grade.{grade}" for grade in GRADES}
    wanted |= {f"group.{d}.{value}" for d, values in DIMENSIONS.items() for value in values} | {"group.all"}
    wanted |= {f"dimension.{d}" for d in DIMENSIONS} | {f"aim.{i.aim}" for i in INDICATORS.values()}
    wanted |= {f"group.status.{status}" for status in STATUSES}
    assert sorted(wanted - set(known)) == []


def test_the_typeface_has_every_character_of_every_text():
    here = [*texts.texts("zh").values(), *texts.texts("en").values()]
    here += [w for i in INDICATORS.values() for w in (*i.title.values(), *i.definition.values(), i.source)]
    here += [w for lever in LEVERS.values() for w in (*lever.title.values(), *lever.risks.values())]
    for weight in ("Regular", "Bold"):
        known = set(map(chr, TTFont(canvas.FONTS / f"JiuyeSans-{weight}.otf").getBestCmap()))
        assert set("".join(here)) - known - {"\n"} == set()


# Numbers


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (0.0531, "share", "5.31%", "5.31 %"),
        (5.31, "%", "5.31%", "5.31 %"),
        (4.24, "% a year", "4.24%/年", "4.24 % per year"),
        (18.4, "pp", "18.4个百分点", "18.4 pp"),
        (6543.21, "yuan/month", "6,543元/月", "6,543 yuan per month"),
        (12_345.0, "yuan/month", "12,300元/月", "12,300 yuan per month"),
        (46_154.0, "yuan", "4.62万元", "46,200 yuan"),
        (-12_340_000.0, "yuan", "−1,234万元", "−12.3 M yuan"),
        (1_234_000_000.0, "yuan", "12.3亿元", "1.23 bn yuan"),
        (240.0, "million yuan", "2.4亿元", "240 M yuan"),
        (11_936_010.0, "persons", "1,194万人", "11.9 M persons"),
        (0.38712, "0–1", "0.387", "0.387"),
        (0.0, "yuan", "0元", "0 yuan"),
        (3.0, "months", "3个月", "3 months"),
        (float("nan"), "share", "不列出", "not stated"),
    ],
)
def test_a_number_has_its_unit(value, unit, zh, en):
    assert number(value, unit, "zh") == zh
    assert number(value, unit, "en").replace("\u00a0", " ") == en


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh", "en"),
    [
        (-0.533, -0.311, "%", "−0.53 至 −0.31个百分点", "−0.53 to −0.31 pp"),
        (-0.0042, 0.0111, "share", "−0.4 至 +1.1个百分点", "−0.4 to +1.1 pp"),
        (24.3, 39.4, "yuan/month", "+24 至 +39元/月", "+24 to +39 yuan per month"),
        (0.04, 30.2, "yuan/month", "+0.04 至 +30.20元/月", "+0.04 to +30.20 yuan per month"),
        (-4e8, 6e8, "yuan", "−4 至 +6亿元", "−400 to +600 M yuan"),
        (float("nan"), 1.0, "%", "不列出", "not stated"),
    ],
)
def test_an_interval_has_signs_and_one_unit(low, high, unit, zh, en):
    assert interval(low, high, unit, "zh", change=True) == zh
    assert interval(low, high, unit, "en", change=True).replace("\u00a0", " ") == en


def test_an_interval_that_excludes_zero_is_not_printed_with_a_zero():
    rng = np.random.default_rng(3)
    for low, width in zip(10 ** rng.uniform(-5, 4, 200), 10 ** rng.uniform(-5, 4, 200), strict=True):
        printed = interval(low, low + width, "yuan/month", "en", change=True).split(" to ")
        assert float(printed[0].replace(",", "")) > 0, (low, width, printed)


def test_units_and_months_in_words():
    assert unit_word("yuan/month", "zh") == "元/月"
    assert unit_word("share of pay", "en") == "%"
    assert [month_name("2025-11", m, "en") for m in (0, 1, 2, 14)] == ["2025-11", "2025-12", "2026-01", "2027-01"]
    assert month_name("2025-11", 2, "zh") == "2026年1月"


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
    for name in view.headline:
        for scenario in comparison.scenarios:
            d = view.ends[scenario, name]
            told += [view.size(d), view.span(d), number(d.value, d.unit, lang), number(d.base, d.unit, lang)]
    for m in comparison.money:
        for payer, cost in m.cost_by_payer.items():
            told += [number(cost, "yuan", lang, beside=[m.payer_low[payer], m.payer_high[payer]])]
        told += [number(x, "yuan", lang) for x in (m.cost_per_job_year, m.cost_per_insured_year) if x is not None]
        if m.cost_per_job_year:
            told += [interval(m.cost_per_job_year_low, m.cost_per_job_year_high, "yuan", lang)]
        if m.deadweight:
            told += [interval(m.deadweight_low, m.deadweight_high, "share", lang)]
            told += [interval(m.displacement_low, m.displacement_high, "share", lang)]
    told += [number(w.value, w.unit, lang) for w in comparison.weak]
    assert sorted({t for t in told if t.replace("\u00a0", " ") not in words}) == []
    assert comparison.command in words
    assert all(str(seed) in words for seed in comparison.seeds)


def test_arrows_stand_only_where_the_interval_excludes_zero(comparison, pages):
    view = View(comparison, "en")
    headline = [view.ends[s, name] for s in comparison.scenarios for name in view.measured]
    clear = [d for d in headline if d.low > 0 or d.high < 0]
    assert 0 < len(clear) < len(headline)
    for d in headline:
        assert bool(arrow(d)) == (d in clear)
    cells = re.findall(r'<td role="cell"[^>]*?(?: class="(\w+)")?>(.*?)</td>', pages["en"])
    with_arrow = [(tone, cell) for tone, cell in cells if "▲" in cell or "▼" in cell]
    assert len(with_arrow) >= len(clear)
    assert {tone for tone, _ in with_arrow} <= {"better", "worse", "changed"}
    assert not any("▲" in cell or "▼" in cell for tone, cell in cells if tone in {"", "unclear"})


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
    html = write_brief(small, tmp_path, "en").read_text(encoding="utf-8")
    Page(html)
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "jiuye &lt;b&gt;" in html


# The words at the top


def test_where_nothing_is_clear_the_page_says_so():
    nothing = sample(strength=0.0, rng=np.random.default_rng(12))
    still = replace(nothing, differences=tuple(replace(d, low=-1.0, high=1.0) for d in nothing.differences))
    assert "no headline indicator moves clearly" in lead(View(still, "en")).words
    assert "would have gone unseen" in lead(View(still, "en")).words
    assert "没有一项核心指标发生明确变化" in lead(View(still, "zh")).words


def test_what_moved_is_named_with_its_size(comparison):
    words = lead(View(comparison, "en")).words
    view = View(comparison, "en")
    worst = view.moved("protection_fund", "worse")[0]
    assert worst.indicator == "platform_income_p50"
    assert f"worsens median platform income ({view.size(worst)})" in words
    assert "not clearly different from zero for C" in words


def test_one_seed_has_no_interval_and_no_claim(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the sample's own spread over one seed
        lone = sample(1, seeds=1, months=12)
    mean, half = mean_and_half(lone.curves["gini"][0])
    assert np.isfinite(mean).all()
    assert np.isnan(half).all()
    page = Page(write_brief(lone, tmp_path, "en").read_text(encoding="utf-8"))
    assert "▲" not in page.text
    assert "nothing can be called clear" in page.text
    assert "not stated" in page.text


def test_seeds_that_did_not_finish_are_owned_up_to(comparison):
    document = document_of(replace(comparison, unfinished=(9, 10)), "en", "brief.html")
    assert "2 of 10 seeds did not finish" in document.sections[0].blocks[1].words


def test_what_was_not_measured_is_left_out(comparison):
    bare = replace(sample(1), money=(), gains=(), cells={}, weak=(), precision=())
    document = document_of(bare, "en", "brief.html")
    assert [s.anchor for s in document.sections] == [
        *("glance", "headline", "curves", "money", "plan", "precision", "agreement", "weak", "reproduce", "definitions")
    ]


# Charts


@pytest.fixture(scope="module")
def charts(folder):
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("figures/*.svg")}


def test_a_chart_stands_alone_and_is_light(charts, comparison):
    kinds = Counter(name.split("-")[1] for name in charts)
    assert kinds == {"curve": 11, "forest": 11, "map": 8, "gains": 4, "fund": 1, "costs": 1}
    for name, svg in charts.items():
        root = ElementTree.fromstring(svg)
        tags = Counter(element.tag.split("}")[1] for element in root.iter())
        assert tags["text"] == 0, f"{name}: text must be drawn as paths"
        assert tags["path"] > 10, name
        assert tags["use"] > 5, name
        assert len(svg) < 80_000, name
        uses = {e.get("href") for e in root.iter() if e.tag.endswith("use")}
        assert uses <= {f"#{e.get('id')}" for e in root.iter() if e.get("id")}, name
        assert tags["image"] == (2 if "-map-" in name else 0), name


def test_a_chart_is_the_same_each_time(comparison, charts):
    again = {chart.name: chart.svg for chart in charts_of(document_of(sample(), "zh", "brief.en.html"))}
    assert {f"zh-{name}": svg for name, svg in again.items()} == charts


def test_a_curve_shows_the_means_over_seeds(comparison, charts):
    drawn = charts["zh-curve-insured_share"]
    lines = re.findall(r'<path d="M([^"]*)"[^>]*stroke:#([0-9a-f]{6});stroke-width:1.5', drawn)
    assert Counter(colour for _, colour in lines)["d55e00"] == 2  # the fund, in levels and in differences
    level = [float(pair.split(" ")[1]) for pair in next(d for d, c in lines if c == "d55e00").split("L")]
    mean = comparison.curves["insured_share"][2].mean(axis=0)
    assert np.corrcoef(level, -mean)[0, 1] > 0.9999


def test_labels_are_moved_apart_and_stay_inside():
    moved = apart([5.0, 5.1, 5.2, 0.0], 1.0, 0.0, 6.0)
    assert np.all(np.diff(sorted(moved)) >= 1.0 - 1e-9)
    assert sorted(range(4), key=moved.__getitem__) == [3, 0, 1, 2]
    assert max(moved) <= 6.0


def test_a_map_has_north_up_and_outlines_its_classes():
    x, y = np.array([0.5, 1.5, 0.5, 1.5]), np.array([0.5, 0.5, 1.5, 1.5])
    raster = raster_of(x, y)
    assert raster.picture(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [[1.0, 2.0], [3.0, 4.0]]
    inside = np.array([[True, True], [False, False]])
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in outline(inside))
    assert length == 6.0


# Other forms


def test_the_record_is_plain_json(folder, comparison):
    record = json.loads((folder / "brief.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert len(record["differences"]) == len(comparison.differences)
    assert record["differences"][0]["difference"] == comparison.differences[0].difference
    assert record["money"][0]["fund_balance"] == list(comparison.money[0].fund_balance)


def test_a_number_that_does_not_exist_is_null(tmp_path, comparison):
    d = replace(comparison.differences[0], low=float("nan"), high=float("inf"), base=np.float64(2.5))
    file = write_json(replace(comparison, differences=(d,)), tmp_path)
    (row,) = json.loads(file.read_text(encoding="utf-8"))["differences"]
    assert (row["low"], row["high"], row["base"]) == (None, None, 2.5)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_markdown_has_the_tables_and_the_pictures(folder, comparison, lang):
    place = folder if lang == "zh" else folder / lang
    page = (place / "brief.md").read_text(encoding="utf-8")
    linked = re.findall(r"!\[[^\]]+\]\((figures/[^)]+)\)", page)
    assert len(linked) == 36
    assert all((place / file).exists() for file in linked)
    view = View(comparison, lang)
    assert f"| {view.say('headline.indicator')} | {view.marked('baseline')} |" in page
    assert all(view.span(view.ends[s, "gini"]) in page for s in comparison.scenarios)


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
