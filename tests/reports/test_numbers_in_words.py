"""Words and numbers as readers meet them: units, intervals, and every character in the typeface."""

from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from jiuye.agents.workers import STATUSES
from jiuye.model.groups import ATTRIBUTES
from jiuye.model.indicators import INDICATORS
from jiuye.model.ledger import ACCOUNTS, SECTORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import GRADES
from jiuye.viz.charts import canvas
from jiuye.viz.view import AIMS, by_aim
from jiuye.viz.words import texts
from jiuye.viz.words.texts import LANGUAGES, interval, month_name, number, text, unit_word

ROOT = Path(__file__).resolve().parents[2]


# Words.


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
    settings = [param for lever in LEVERS.values() for param in lever.settings().values()]
    assert {f"choice.{one}" for param in settings for one in param.choices or ()} <= set(known)
    wanted = {f"payer.{name}" for name in SECTORS} | {f"grade.{grade}" for grade in GRADES}
    said = {name: one for name, one in ATTRIBUTES.items() if name != "place"}  # the same as residence
    wanted |= {f"group.{name}.{value}" for name, one in said.items() for value in one.values if name != "occupation"}
    wanted |= {f"group.{name}.{value}" for name, one in said.items() for value in one.unions} | {"group.all"}
    wanted |= {f"dimension.{d}" for d in ATTRIBUTES} | {f"aim.{i.aim}" for i in INDICATORS.values()}
    wanted |= {f"group.status.{status}" for status in STATUSES}
    assert sorted(wanted - set(known)) == []


def test_every_indicator_has_its_place_in_a_report():
    groups = by_aim(INDICATORS)
    assert tuple(groups) == AIMS
    assert sorted(name for group in groups.values() for name in group) == sorted(INDICATORS)


def test_the_typeface_has_every_character_of_every_text():
    here = [*texts.texts("zh").values(), *texts.texts("en").values()]
    here += [w for i in INDICATORS.values() for w in (*i.title.values(), *i.definition.values(), i.source)]
    here += [w for lever in LEVERS.values() for w in (*lever.title.values(), *lever.risks.values())]
    here += [words for account in ACCOUNTS.values() for words in (account.doc, account.zh)]
    for weight in ("Regular", "Bold"):
        known = set(map(chr, TTFont(canvas.FONTS / f"JiuyeSans-{weight}.otf").getBestCmap()))
        assert set("".join(here)) - known - {"\n"} == set()


# Numbers.


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


def test_seeds_that_agree_but_for_the_last_bit_do_not_add_digits():
    change = -100.0 / 7.0
    assert number(change, "pp", "en", change=True, beside=[np.nextafter(change, 0.0), change]) == "−14.3\xa0pp"
    assert number(change, "pp", "en", change=True, beside=[change - 0.01, change + 0.01]) == "−14.286\xa0pp"
