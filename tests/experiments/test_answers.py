"""What a comparison answers: those it reaches, why figures move, and what is said of it."""

import math
from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.compare.answers.answer import Answer, answer_of
from jiuye.experiments.compare.answers.circles import COMPLETED, SUPPORTED, TOOK_PART, TOUCHED
from jiuye.experiments.compare.answers.readings import EXPLAINED
from jiuye.experiments.compare.answers.sentences import TOPICS, ends_of, sentences
from jiuye.experiments.compare.answers.sure import Verdict
from jiuye.experiments.compare.answers.turning import ends_of_numbers, random_design, with_turns
from jiuye.experiments.compare.answers.why import first_month
from jiuye.experiments.compare.beside import play_in_step
from jiuye.experiments.compare.compare import compare
from jiuye.experiments.compare.comparison_file import dump, load, plain
from jiuye.experiments.compare.one_seed import future_of
from jiuye.experiments.runs.run import burnt_in
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.terminal.wrapping import wrapped
from jiuye.viz.words.answers import answers_told, rounded_parts
from jiuye.viz.words.texts import LANGUAGES, scale

SMALL = {"city": {"workers": 3_000}, "time": {"months": 36, "burn_in": 6}}


@pytest.fixture(scope="module")
def asked():
    base = load_scenario("baseline", overrides=SMALL)
    courses = load_scenario("training_subsidy", overrides=SMALL)
    courses = replace(
        courses, levers=tuple(replace(d, lever=replace(d.lever, seats=600_000.0)) for d in courses.levers)
    )
    fund = load_scenario("protection_fund", overrides=SMALL)
    return base, (courses, fund, replace(base, name="the_same"))


@pytest.fixture(scope="module")
def found(asked):
    base, scenarios = asked
    return compare(base, scenarios, [1, 2, 3], measure=EXPLAINED)


def circles(found, place):
    return {r.kind: r for r in found.answers[place].reached}


def test_futures_in_step_are_those_played_one_after_the_other(asked):
    base, scenarios = asked
    eve = burnt_in(base, 1)
    results, _ = play_in_step(eve, (base, *scenarios[:1]), ("unemployment_rate", "gini"))
    for result, scenario in zip(results, (base, *scenarios[:1]), strict=True):
        alone = future_of(eve, scenario, ("unemployment_rate", "gini"))
        assert all(
            np.array_equal(values, alone.indicators[name], equal_nan=True) for name, values in result.indicators.items()
        )
        assert np.array_equal(result.diary.income, alone.diary.income)


def test_parts_sum_to_the_difference(found):
    ends = {(d.scenario, d.indicator): d for d in found.differences if d.group == "all" and d.horizon == found.months}
    told = [(answer.scenario, why) for answer in found.answers for why in answer.why]
    assert {why.indicator for _, why in told} == {*EXPLAINED}
    moved = 0
    for scenario, why in told:
        d = ends[scenario, why.indicator]
        near = 1e-9 * max(1.0, abs(d.base))
        assert math.fsum(part.value for part in why.parts) == pytest.approx(d.difference, abs=near), why.indicator
        assert why.difference == pytest.approx(d.difference, abs=near)
        for dimension in {part.name.split("=")[0] for part in why.groups}:
            parts = [part.value for part in why.groups if part.name.startswith(f"{dimension}=")]
            assert math.fsum(parts) == pytest.approx(d.difference, abs=near), (why.indicator, dimension)
        if why.pay:
            assert math.fsum(part.value for part in why.pay) == pytest.approx(why.stay[0], abs=1e-6), why.indicator
        moved += d.difference != 0.0
    assert moved > 20


def test_the_same_policy_under_another_name_has_no_effect_at_all(found):
    ends = ends_of(found, "the_same")
    assert ends
    assert {d.verdict for d in ends.values()} == {Verdict.NONE}
    assert all(part.value == 0.0 for why in found.answers[2].why for part in why.parts)
    assert found.answers[2].flows == ()
    said = [s.key for s in sentences(found, "the_same")]
    assert said[:2] == ["found_none", "verdicts"]


def test_whom_courses_reach(found):
    of = circles(found, 0)
    assert {*of} == {TOOK_PART, COMPLETED}
    took, done = of[TOOK_PART], of[COMPLETED]
    assert 0 < done.heads < took.heads
    assert took.cost_each is not None
    money = next(m for m in found.money if m.scenario == found.scenarios[0])
    assert took.cost_each[0] == pytest.approx(money.public_cost / took.persons[0])
    assert 0.0 < took.anyway[0] < 1.0
    assert took.since[0].change["work"][0] <= took.since[-1].change["work"][0] + 50.0
    later = next(since for since in took.since if since.first == 7)
    assert later.change["certified"][0] > 5.0, "courses certify"
    assert sum(share for group, (share, _) in took.who.items() if group.startswith("sex=")) == pytest.approx(1.0)
    assert [since.persons for since in took.since] == sorted((s.persons for s in took.since), reverse=True)


def test_whom_the_fund_reaches(found):
    of = circles(found, 1)
    assert {TOUCHED, SUPPORTED} <= {*of}
    assert 0 < of[SUPPORTED].heads < of[TOUCHED].heads
    assert of[SUPPORTED].anyway[0] > 0.5, "most were insured already"
    assert of[TOUCHED].anyway is None
    product = of[TOUCHED].share_of_workers / 100.0 * of[TOUCHED].change_of_them
    assert of[TOUCHED].change_of_city == pytest.approx(product)


def test_answers_are_kept_in_the_file(found):
    again = load(plain(dump(found)))
    assert [plain(a.record()) for a in again.answers] == [plain(a.record()) for a in found.answers]
    assert answer_of(plain(Answer("x").record())) == Answer("x")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_has_its_words(found, lang):
    for scenario in found.scenarios:
        told = answers_told(found, scenario, lang)
        assert {*told} <= {*TOPICS}
        words = " ".join(p for paragraphs in told.values() for p in paragraphs)
        assert "{" not in words
        assert "nan" not in words.lower()
    assert len(told["finding"]) == 1


def test_printed_parts_sum_to_the_printed_difference():
    rng = np.random.default_rng(5)
    for _ in range(300):
        parts = rng.normal(0.0, 10.0 ** rng.integers(-3, 4), rng.integers(2, 6)).tolist()
        total = math.fsum(parts)
        kind = scale([total, total - abs(total) / 3 - 1e-6, total + abs(total) / 3 + 1e-6], "yuan", "en", change=True)
        step = kind.factor / 10.0**kind.decimals
        told = rounded_parts(parts, total, kind)
        assert round(math.fsum(told) / step) == round(total / step)
        assert all(abs(a - b) <= step * 1.0001 for a, b in zip(told, parts, strict=True))


def test_what_moves_first():
    rng = np.random.default_rng(3)
    change = rng.normal(0.0, 5.0, (8, 40))
    assert first_month(change) is None
    change[:, 12:] += 40.0
    assert first_month(change) in range(9, 13)
    assert first_month(np.zeros((8, 40))) is None


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_lines_keep_to_their_width(width):
    from rich.cells import cell_len

    told = "没有政策也会参保的比例：87%。每人花费公共资金1,999元（其中“配套”部分为一半），五年合计。" * 5
    english = "Of them 1.1\u00a0% would have been insured without it; each costs the public 1,999 yuan. " * 5
    for words in (told, english):
        lines = wrapped(words, width)
        assert "".join(line.replace(" ", "") for line in lines) == words.replace(" ", "")
        assert all(cell_len(line) <= width for line in lines)
        assert not any(line[0] in "，。；：、）”%" for line in lines)
        assert max(map(cell_len, lines)) > width - 25


def test_numbers_are_varied_in_pairs_of_opposites(asked):
    base, scenarios = asked
    ends = ends_of_numbers(base, scenarios[1])
    assert len(ends) > 100
    assert any(name.startswith("protection_fund.") for name in ends)
    assert all(low < high for low, high in ends.values())
    design = random_design(len(ends), 5)
    assert (design[0::2] != design[1::2]).all()


def test_what_can_be_turned_says_so(found):
    from jiuye.experiments.compare.answers.answer import Turn

    scenario = found.scenarios[0]
    first = next(d for d in ends_of(found, scenario).values())
    sure = replace(first, difference=9.0, low=8.0, high=10.0)
    known = replace(found, differences=(sure,))
    ends = (0.1, 0.3, (-1.0, -2.0, 0.5), (9.0, 8.0, 10.0))
    turn = Turn(sure.indicator, "quit_rate", 0.2, "share", *ends, True)
    told = with_turns(known, {scenario: ((turn,), {"numbers": 300.0, "futures": 76.0, "seconds": 60.0})})
    assert told.differences[0].verdict is Verdict.JUDGED
    assert "turns" in [s.key for s in sentences(told, scenario)]
    for lang in LANGUAGES:
        assert "76" in " ".join(answers_told(told, scenario, lang)["sure"])
    still = with_turns(known, {scenario: ((replace(turn, turns=False),), {"numbers": 3.0, "futures": 9.0})})
    assert still.differences[0].verdict is Verdict.CLEAR
