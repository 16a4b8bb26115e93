"""What the model says in English has Chinese words."""

import re
from dataclasses import replace

import pytest

from jiuye.model.behaviour import Behaviour
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.scenarios.cities.figures import FORMS
from jiuye.viz.reports.evidence import weak_numbers
from jiuye.viz.terminal.catalogue import card, records
from jiuye.viz.view import View
from jiuye.viz.words.glossary import parameter_told, source_told, told

from .sample_comparison import Weak, sample

HANZI = re.compile("[\u4e00-\u9fff]")


def test_every_lever_setting_parameter_and_figure_is_told_in_chinese():
    names = [f"{lever.name}.{param}" for lever in LEVERS.values() for param in lever.settings()]
    names += list(params_of(Behaviour))
    assert len(names) > 100
    assert [name for name in names if not HANZI.search(parameter_told(name, "", "zh"))] == []
    assert [name for name in LEVERS if not HANZI.search(told("lever", name, "", "zh"))] == []
    assert [name for name in [*FORMS, "districts"] if not HANZI.search(told("figure", name, "", "zh"))] == []


def test_english_stays_what_the_model_says_and_the_unknown_is_told_as_it_is():
    assert parameter_told("protection_fund.match", "as the model says", "en") == "as the model says"
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
    weak = (Weak("protection_fund.match", 1.0, "yuan/yuan", "judged", "judgement", "yuan added by government"),)
    view = View(replace(sample(1, seeds=3, months=12), weak=weak), "zh")
    cells = weak_numbers(view).blocks[1].groups[0].rows[0][1]
    assert [cell.main for cell in cells[2:]] == ["平台每缴一元，政府配套的金额", "经验判断"]
