"""What `jiuye advise` says: every kind of answer in both languages, from the numbers, the same on terminal and page."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from rich.console import Console

from jiuye.experiments.advise.advice import NONE, Advice, Choice, MoreMoney
from jiuye.experiments.advise.touching import LeftOut
from jiuye.viz.reports import as_html, as_markdown
from jiuye.viz.reports.advise import (
    advice_document,
    advice_lead,
    advice_notes,
    advice_table,
    basket_of,
    dropped_notes,
)
from jiuye.viz.words.texts import LANGUAGES

SUBSIDY = Choice(
    levers=("training_subsidy",),
    doses={"training_subsidy.seats": 4_869.0},
    caps={},
    effect=(21.4, 6.2, 36.6),
    cost=(30.1e6, 29.2e6, 31.0e6),
    rate=(0.00711, 0.0021, 0.0122),
    shows=True,
    harms=False,
    level_with_first=False,
)
LADDER = replace(
    SUBSIDY,
    levers=("career_ladder",),
    doses={"career_ladder.promotion": 0.03},
    effect=(59.1, 41.4, 76.8),
    cost=(-0.1e6, -0.4e6, 0.2e6),
    rate=NONE,
)
MIX = replace(
    SUBSIDY,
    levers=("training_subsidy", "rural_5g"),
    doses={"training_subsidy.seats": 2_434.0, "rural_5g.spending": 5.012e6},
    effect=(57.0, 31.0, 83.0),
    level_with_first=True,
)
SILENT = replace(SUBSIDY, effect=(4.0, -11.0, 19.0), rate=(0.0013, -0.004, 0.006), shows=False)
FINES = replace(LADDER, levers=("hiring_ban",), doses={"hiring_ban.enforcement": 0.1}, cost=(-9e6, -11e6, -7e6))
WORSE = replace(
    SILENT,
    levers=("vat_threshold",),
    doses={"vat_threshold.threshold": 50_000.0},
    effect=(-9.0, -12.0, -6.0),
    harms=True,
)
CAPPED = replace(SILENT, levers=("live_commerce_training",), doses={"live_commerce_training.places": 800.0})
LEFT_OUT = tuple(
    LeftOut(name, reason, amount)
    for name, reason, amount in (
        ("skill_map", "no_way", None),
        ("passport", "no_way", None),
        ("accessible_work", "nobody", None),
        ("special_fund", "company", None),
        ("career_ladder", "in_base", None),
        ("skill_recommendation", "too_dear", 41e6),
        ("crash_courses", "below_one", 18_000.0),
        ("order_training", "unseen", 130_000.0),
    )
)
ANSWER = Advice(
    city="lishui",
    city_title={"zh": "丽水", "en": "Lishui"},
    workers=40_000,
    months=36,
    seeds=(1, 2, 3, 4),
    command="jiuye advise --budget 3e7 --goal platform_income",
    version="0.2",
    start="2025-01",
    fresh_seeds=tuple(range(5, 21)),
    goal="platform_income",
    group="",
    heads=40_000,
    persons=2_080_637.0,
    counted=1_650,
    unit="yuan/month",
    better=1,
    budget=30e6,
    level=(6_462.0, 6_398.0, 6_526.0),
    choices=(LADDER, MIX, SUBSIDY, SILENT, WORSE),
    silent=("mentors",),
    beaten=("points", "online_courses"),
    left_out=LEFT_OUT,
    more=None,
    futures=454,
    wall_s=140.0,
)
NOTHING = replace(ANSWER, choices=(SILENT, WORSE))
UNSHOWN = replace(
    SUBSIDY, doses={"training_subsidy.seats": 14_600.0}, cost=(90.2e6, 88e6, 92e6), effect=(55.0, 20.0, 90.0)
)
RATE = {"goal": "unemployment_rate", "unit": "%", "better": -1, "level": (2.1, 2.0, 2.2)}
DOWN = replace(SUBSIDY, effect=(-0.031, -0.05, -0.012), rate=(-1.03e-5, -1.7e-5, -4e-6))
CASES = {
    "a clear winner that is free": ANSWER,
    "a clear winner that costs": replace(ANSWER, choices=(SUBSIDY, SILENT)),
    "a mix first, another with it": replace(
        ANSWER, choices=(replace(MIX, level_with_first=False), replace(SUBSIDY, level_with_first=True))
    ),
    "one saves money": replace(ANSWER, choices=(LADDER, FINES)),
    "clear alone, not among many": replace(ANSWER, choices=(SUBSIDY, replace(SUBSIDY, shows=False))),
    "dearer than thought": replace(ANSWER, budget=28e6),
    "money comes in": replace(ANSWER, choices=(FINES,)),
    "a saver alone, in second place": replace(ANSWER, choices=(SUBSIDY, FINES)),
    "nothing shows; three times the sum does": replace(NOTHING, more=MoreMoney(90e6, (60e6, 90e6), UNSHOWN)),
    "nothing shows, nor with ten times": replace(NOTHING, more=MoreMoney(None, (150e6, 300e6), None)),
    "nothing shows and nothing can be raised": replace(NOTHING, more=MoreMoney(None, (), None)),
    "nothing could be tried": replace(NOTHING, choices=(), beaten=(), more=None),
    "a group": replace(
        ANSWER, group="sex=female,age=45-59,residence=village", heads=2_640, persons=137_321.0, counted=61
    ),
    "a group by schooling and hukou": replace(
        ANSWER, group="schooling=college,hukou=local_rural", heads=900, persons=46_800.0
    ),
    "a group of the old": replace(ANSWER, group="age=60+", heads=9_000, persons=468_000.0),
    "less is better": replace(ANSWER, choices=(DOWN,), **RATE),
    "less is better, nothing shows": replace(NOTHING, choices=(replace(DOWN, shows=False),), more=None, **RATE),
    "capped by range": replace(ANSWER, choices=(SUBSIDY, replace(CAPPED, caps={"live_commerce_training": "range"}))),
    "capped by the eligible": replace(
        ANSWER, choices=(SUBSIDY, replace(CAPPED, caps={"live_commerce_training": "eligible"}))
    ),
    "capped by takers": replace(
        ANSWER, choices=(replace(CAPPED, shows=True, caps={"live_commerce_training": "takers"}),)
    ),
    "all make it worse": replace(ANSWER, choices=(WORSE,), more=MoreMoney(None, (), None)),
    "a large sum": replace(
        ANSWER, budget=2.5e9, choices=(replace(SUBSIDY, doses={"training_subsidy.seats": 402_130.0}),)
    ),
    "a small sum": replace(ANSWER, budget=250_000.0, choices=(SILENT,), more=MoreMoney(None, (500_000.0,), None)),
}
ENGLISH = re.compile(r"[A-Za-z]{3,}")
MAY_STAY = {"workers"}  # an option's name


def sentences(found: Advice, lang: str) -> list[str]:
    told = [advice_lead(found, lang), *advice_notes(found, lang), *dropped_notes(found, lang)]
    return [sentence.replace("\u00a0", " ") for sentence in told]


def shown(found: Advice, lang: str, width: int = 160) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(advice_table(found, lang))
    return console.export_text().replace("\u00a0", " ")


@pytest.mark.parametrize("case", CASES)
def test_every_answer_is_told_in_both_languages(case):
    found = CASES[case]
    for lang in LANGUAGES:
        told = sentences(found, lang)
        for sentence in [*told, shown(found, lang)]:
            assert "{" not in sentence
            assert "nan" not in sentence
            assert not re.search(r"[a-z]+_[a-z]+", sentence), sentence
            if lang == "zh":
                assert {*ENGLISH.findall(sentence)} <= MAY_STAY, sentence
        assert len(told[0]) < 300


def test_the_first_sentence_says_what_was_found():
    lead = sentences(ANSWER, "en")[0]
    assert lead == (
        "Mean platform income: with 30 M yuan in Lishui over 36 months, the most comes from Career ladder (as in the "
        "plan): +59 yuan per month [+41 to +77 yuan per month], at next to no public cost."
    )
    assert sentences(CASES["a clear winner that costs"], "zh")[0] == (
        "在丽水用3,000万元、36个月，对平台劳动者月均收入作用最大的是培训补贴（4,869人/年）："
        "+21元/月 [+6 至 +37元/月]，花费3,010万元。"
    )
    needs = sentences(CASES["nothing shows; three times the sum does"], "en")[0]
    assert "nothing that was tried shows an effect. This would need 90 M yuan: Training subsidy (14,600 p" in needs
    assert "Nor does 300 M yuan" in sentences(CASES["nothing shows, nor with ten times"], "en")[0]
    assert "there is nothing to try" in sentences(CASES["nothing could be tried"], "en")[0]
    assert "and brings in 9 M yuan" in sentences(CASES["money comes in"], "en")[0]


def test_what_is_not_told_apart_saves_or_is_capped_is_said():
    notes = " ".join(sentences(CASES["a mix first, another with it"], "en"))
    assert "Not told apart from the first: Training subsidy." in notes
    assert "Brings in money: " in " ".join(sentences(CASES["one saves money"], "en"))
    assert "No more people could enrol" in " ".join(sentences(CASES["capped by the eligible"], "en"))
    assert "costs more than the sum: Training subsidy" in " ".join(sentences(CASES["dearer than thought"], "en"))
    among = " ".join(sentences(CASES["clear alone, not among many"], "en"))
    assert "holds for all 2 options together" in among
    assert "options together" not in notes
    assert "aged 60 and over" in " ".join(sentences(CASES["a group of the old"], "en"))
    assert "Of what costs money, alone, the most comes from Training subsidy" in " ".join(sentences(ANSWER, "en"))
    assert "Of what costs money, nothing shows" in " ".join(sentences(CASES["one saves money"], "en"))
    assert "Of what costs money" not in notes
    assert "(from 41 M yuan)" in notes
    assert "Cannot touch this goal, so not tried: " in notes


def test_the_money_column_is_no_row_of_zeros():
    assert basket_of(CASES["a clear winner that costs"]) == 1e6
    assert basket_of(CASES["less is better"]) == 1e8
    table = shown(CASES["less is better"], "en")
    assert "For 100 M yuan" in table
    assert "−0.10" in table
    assert "saves money" in shown(CASES["one saves money"], "en")


@pytest.mark.parametrize("width", [80, 120, 160])
def test_the_table_fits_any_terminal(width):
    for lang in LANGUAGES:
        for found in CASES.values():
            if found.choices:
                assert max(map(len, shown(found, lang, width).splitlines())) <= width


def test_the_page_says_the_same(tmp_path):
    for lang in LANGUAGES:
        for found in list(CASES.values())[::6]:
            page = advice_document(found, lang, "other.html")
            html, markdown = as_html.page(page, lang), as_markdown.page(page, lang)
            words = re.sub("<style.*?</style>|<script.*?</script>|<.*?>", "", html, flags=re.S)
            assert not re.search(r"\bnan\b", words)
            assert advice_lead(found, lang).split("[")[0].strip() in words
            assert len(markdown.split()) < 1_500
    assert math.isnan(ANSWER.choices[0].rate[0])
