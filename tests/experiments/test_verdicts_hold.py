"""How often verdicts are right, on differences drawn from those of the real runs that come with the program.

What ten seeds of four policies differ by, in each of the last four years, less its mean and in units of its spread, is
the luck of a comparison, shape and all; an effect of known size is planted on it.
"""

from dataclasses import replace

import numpy as np
import pytest

from jiuye.experiments.compare.answers.sure import Verdict, matters_at, verdict_of
from jiuye.experiments.compare.compare import HEADLINE, compare
from jiuye.experiments.compare.comparison import Difference
from jiuye.experiments.compare.until_width import MOST, _more, _worth_while
from jiuye.experiments.compare.widths import WidthState, decided_states
from jiuye.experiments.runs.intervals import interval
from jiuye.experiments.runs.processes import use_cores
from jiuye.model.indicators import INDICATORS
from jiuye.scenarios.spec import load_scenario
from jiuye.viz.pages.shipped import shipped

COMPARISONS, SEEDS = 200, 10
YEARS = ((12, 24), (24, 36), (36, 48), (48, 60))
SURE = 4.4  # standard errors of an effect that is to be found nearly always: t(9) at 97.5 % and at 95 %


@pytest.fixture(scope="module")
def luck():
    """Indicator → level without policy, and 160 paired differences of one seed around their means."""
    found = {}
    for name in HEADLINE:
        curves = shipped().comparison.curves[name]
        years = np.array([curves[:, :, first:last].mean(axis=2) for first, last in YEARS])
        change = years[:, 1:] - years[:, :1]  # [year, policy, seed]
        centred = change - change.mean(axis=2, keepdims=True)
        spread = centred.std(axis=2, ddof=1, keepdims=True)
        usual = float(np.median(spread))
        alike = np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0.0)
        kept = alike[spread[:, :, 0] > 0.0].ravel()
        found[name] = (float(years[:, 0].mean()), usual * kept * np.sqrt(SEEDS / (SEEDS - 1)))
        assert len(kept) >= 100
    return found


def drawn(rng, values, seeds=SEEDS):
    """Differences of some seeds."""
    return rng.choice(values, seeds)


def test_a_policy_compared_with_itself_has_no_effect(luck):
    found = {verdict_of(*interval(np.zeros(SEEDS)), matters_at(name, luck[name][0])) for name in HEADLINE}
    assert found == {Verdict.NONE}


def test_a_planted_effect_is_found_and_intervals_cover_it(luck):
    rng = np.random.default_rng(11)
    clear, covered, told = 0, 0, 0
    for _ in range(COMPARISONS):
        for name, (level, values) in luck.items():
            matters = matters_at(name, level)
            effect = max(2.0 * matters, SURE * values.std() / SEEDS**0.5) * rng.choice([-1.0, 1.0])
            mean, low, high = interval(drawn(rng, values) + effect)
            clear += verdict_of(mean, low, high, matters) is Verdict.CLEAR and mean * effect > 0.0
            covered += low <= effect <= high
            told += 1
    assert clear >= 0.9 * told
    assert 0.93 <= covered / told <= 0.97


def test_no_effect_is_seldom_called_clear(luck):
    """Where luck alone differs, one figure in twenty leaves out zero; of these only what matters is called clear."""
    rng = np.random.default_rng(12)
    wrong = np.zeros(3)
    for _ in range(COMPARISONS):
        for name, (level, values) in luck.items():
            mean, low, high = interval(drawn(rng, values))
            verdict = verdict_of(mean, low, high, matters_at(name, level))
            wrong += (low > 0.0 or high < 0.0, verdict is Verdict.CLEAR, 1.0)
    assert 0.03 <= wrong[0] / wrong[2] <= 0.07
    assert wrong[1] <= wrong[0]


def test_adding_seeds_until_decided_does_not_make_luck_an_effect(luck):
    """Looking again and again finds more by chance than one look, but little: no effect is rarely called clear."""
    rng = np.random.default_rng(13)
    wrong, decided, told = 0, 0, 0
    for _ in range(60):
        values = {name: drawn(rng, own, MOST) for name, (_, own) in luck.items()}
        seeds, more = SEEDS, SEEDS
        while more:
            state = decided_states([_difference(name, luck[name][0], own[:seeds]) for name, own in values.items()], 60)
            more = _more(_worth_while(state, seeds, MOST), seeds, MOST)
            seeds += more
        for name, own in values.items():
            verdict = _difference(name, luck[name][0], own[:seeds]).verdict
            wrong += verdict is Verdict.CLEAR
            decided += verdict is not Verdict.UNDECIDED
            told += 1
    assert wrong <= 0.08 * told
    assert decided > 0.5 * told


def _difference(name, level, values):
    mean, low, high = interval(values)
    return Difference("policy", name, "all", 60, level, level + mean, mean, low, high, INDICATORS[name].unit)


def test_states_are_of_what_is_not_zero():
    zero = _difference("gini", 0.4, np.zeros(5))
    assert decided_states([zero], 60) == []
    assert isinstance(decided_states([_difference("gini", 0.4, np.array([0.1, -0.1, 0.1]))], 60)[0], WidthState)


@pytest.mark.soak
def test_of_two_hundred_real_comparisons_of_a_policy_with_itself_none_is_clear():
    use_cores(1)
    small = {"city": {"workers": 300}, "time": {"months": 6, "burn_in": 3}}
    for policy in ("baseline", "training_subsidy", "protection_fund", "dispatch_transparency"):
        base = load_scenario(policy, overrides=small)
        others = [replace(base, name=f"again_{k}") for k in range(25)]
        for seeds in ([1, 2], [3, 4]):
            found = compare(replace(base, name="first"), others, seeds)
            assert {d.verdict for d in found.differences if np.isfinite(d.difference)} == {Verdict.NONE}
    use_cores(None)
