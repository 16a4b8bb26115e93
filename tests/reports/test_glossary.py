"""What the model says in English has Chinese words."""

import re
from dataclasses import replace

import pytest

from jiuye.model.behaviour import Behaviour
from jiuye.model.levers import LEVERS
from jiuye.model.params import param, params_of
from jiuye.model.rules import Rules
from jiuye.model.sandbox import Bias, Weights
from jiuye.scenarios.cities.figures import FORMS
from jiuye.scenarios.pairing import Coupling, Rollout
from jiuye.viz.reports.evidence import weak_numbers
from jiuye.viz.terminal.catalogue import card, records
from jiuye.viz.view import View
from jiuye.viz.words import glossary
from jiuye.viz.words.glossary import parameter_told, source_told, told

from .sample_comparison import Assumption, sample

HANZI = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[a-z]{2,}\b")  # in a source: more than a code, a name and a year
OWNERS = (Behaviour, Rules, Weights, Bias, Coupling, Rollout, *LEVERS.values())
PARAMS = [(owner.__name__, p) for owner in OWNERS for p in params_of(owner).values()]


def untranslated(kind, english):
    """Whether a unit or a source has words that nobody would find in the glossary."""
    known = told(kind, english, "", "zh")
    return bool(ENGLISH.search(english)) and not known


def test_every_lever_setting_rule_parameter_and_figure_is_told_in_chinese():
    assert len(PARAMS) > 500
    assert [(owner, p.name) for owner, p in PARAMS if not HANZI.search(p.zh)] == []
    assert [name for name, lever in LEVERS.items() if not HANZI.search(vars(lever).get("zh", ""))] == []
    assert [name for name in [*FORMS, "districts"] if not HANZI.search(told("figure", name, "", "zh"))] == []


def test_a_parameter_is_not_declared_without_chinese():
    with pytest.raises(TypeError, match="zh"):
        param(1.0, "a number", unit="", source="judgement")


def test_every_unit_and_source_of_a_parameter_is_told_in_chinese():
    assert sorted({p.unit for _, p in PARAMS if untranslated("unit", p.unit)}) == []
    assert sorted({form.unit for form in FORMS.values() if untranslated("unit", form.unit)}) == []
    assert sorted({p.source for _, p in PARAMS if untranslated("source", p.source)}) == []


def test_the_glossary_has_no_chinese_for_what_the_model_no_longer_says():
    said = {
        "unit": {p.unit for _, p in PARAMS} | {form.unit for form in FORMS.values()},
        "figure": {*FORMS, "districts"},
    }
    for kind, names in said.items():
        assert sorted({*glossary._chinese()[kind]} - names) == []


def test_what_is_told_stands_beside_the_declaration():
    assert parameter_told("protection_fund.match", "", "zh") == LEVERS["protection_fund"].settings()["match"].zh
    assert parameter_told("fund_match", "", "zh") == params_of(Rules)["fund_match"].zh
    assert parameter_told("pass_rate", "", "zh") == params_of(Behaviour)["pass_rate"].zh
    assert told("lever", "protection_fund", "", "zh") == LEVERS["protection_fund"].zh
    assert {*params_of(Rules)} & {*params_of(Behaviour)} == set()  # one name, one meaning


def test_english_stays_what_the_model_says_and_the_unknown_is_told_as_it_is():
    assert parameter_told("protection_fund.match", "as the model says", "en") == "as the model says"
    assert parameter_told("a_setting.unheard_of", "as it is", "zh") == "as it is"
    assert source_told("NBS, mean wage 2023", "zh") == "NBS, mean wage 2023"
    assert source_told("judgement", "zh") == "经验判断"


@pytest.mark.parametrize("name", list(LEVERS))
def test_the_card_of_a_lever_has_no_english_sentence(name):
    from rich.console import Console

    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(*card("levers", records("levers", name)[0], "zh"))
    sentences = re.findall(r"[a-z]+(?: [a-z]+){3,}", console.export_text())
    assert sentences == []


def test_weak_numbers_are_explained_in_the_readers_language():
    weak = (Assumption("protection_fund.match", 1.0, "yuan/yuan", "judged", "judgement", "yuan added by government"),)
    view = View(replace(sample(1, seeds=3, months=12), weak=weak), "zh")
    cells = weak_numbers(view).blocks[1].groups[0].rows[0][1]
    assert [cell.main for cell in cells[2:]] == ["平台每缴一元，政府配套的金额", "经验判断"]
