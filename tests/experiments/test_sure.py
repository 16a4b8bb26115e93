"""Five verdicts on a difference, from the thresholds that stand beside indicators."""

import math
from dataclasses import replace

import pytest

from jiuye.experiments.compare.answers.sure import Verdict, matters_at, read_matters, verdict_of, wanted_half
from jiuye.experiments.compare.compare import HEADLINE
from jiuye.experiments.compare.comparison_file import dump, load
from jiuye.experiments.compare.thresholds import with_matters
from jiuye.experiments.compare.widths import decided_states
from jiuye.model.indicators import INDICATORS
from jiuye.model.indicators.matters import REASONS
from jiuye.scenarios.spec import SpecError

from ..reports.sample_comparison import sample

NAN = math.nan


@pytest.mark.parametrize(
    ("difference", "low", "high", "verdict"),
    [
        (0.0, 0.0, 0.0, Verdict.NONE),
        (0.0, NAN, NAN, Verdict.NONE),  # one seed: the same to the last bit
        (0.0, -0.2, 0.2, Verdict.UNDECIDED),  # zero by chance
        (0.05, NAN, NAN, Verdict.UNDECIDED),
        (0.05, 0.01, 0.09, Verdict.SMALL),  # away from zero, and nobody would notice
        (0.05, -0.01, 0.09, Verdict.SMALL),
        (0.05, -0.05, 0.11, Verdict.UNDECIDED),
        (0.11, 0.01, 0.21, Verdict.CLEAR),
        (-0.5, -0.6, -0.4, Verdict.CLEAR),
    ],
)
def test_verdicts(difference, low, high, verdict):
    assert verdict_of(difference, low, high, 0.1) is verdict


def test_only_what_is_clear_rests_on_judged_numbers():
    assert verdict_of(0.5, 0.4, 0.6, 0.1, turns=True) is Verdict.JUDGED
    assert verdict_of(0.05, 0.01, 0.09, 0.1, turns=True) is Verdict.SMALL
    assert verdict_of(0.0, 0.0, 0.0, 0.1, turns=True) is Verdict.NONE


@pytest.mark.parametrize("difference", [0.0, 0.03, 0.06, 0.2])
def test_the_wanted_width_decides(difference):
    half = 0.999 * wanted_half(difference, 0.1)
    assert verdict_of(difference, difference - half, difference + half, 0.1) in (Verdict.CLEAR, Verdict.SMALL)
    half *= 1.01
    assert verdict_of(difference, difference - half, difference + half, 0.1) is Verdict.UNDECIDED


def test_every_indicator_says_from_where_it_matters_and_why():
    for name, about in INDICATORS.items():
        assert about.matters.size > 0.0, name
        assert about.matters.why in REASONS, name
        assert about.matters.why != "judged", f"{name} needs a reason"
    assert matters_at("worker_income", 6000.0) == 60.0
    assert matters_at("gini", 0.4) == 0.001
    assert "hours" in REASONS[INDICATORS["platform_hourly"].matters.why]["en"]


def test_thresholds_of_ones_own():
    own = read_matters(["gini=0.01,worker_income=2%", "insured_share=0"])
    assert (own["gini"].at(0.4), own["worker_income"].at(5000.0), own["insured_share"].at(40.0)) == (0.01, 100.0, 0.0)
    with pytest.raises(SpecError) as refused:
        read_matters(["ginni=1", "gini=much", "gini=-1"])
    assert [fault.message.split(" (")[0] for fault in refused.value.faults] == [
        "ginni is not an indicator; did you mean gini?",
        "must be a size such as gini=0.002 or worker_income=2%",
        "must be a size such as gini=0.002 or worker_income=2%",
    ]
    c = sample()
    found = with_matters(c, read_matters(["insured_share=50"]))
    ends = [d for d in found.differences if d.indicator == "insured_share"]
    assert ends
    assert {d.verdict for d in ends} == {Verdict.SMALL}
    assert any(d.clear for d in c.differences if d.indicator == "insured_share")


def test_verdicts_are_kept_in_the_file():
    c = sample()
    c = replace(c, differences=tuple(replace(d, judged="quit_rate", matters=0.5) for d in c.differences))
    again = load(dump(c))
    assert again.differences == c.differences
    old = dump(c)
    for row in old["differences"]:
        del row["matters"], row["judged"]
    assert [d.threshold for d in load(old).differences] == [matters_at(d.indicator, d.base) for d in c.differences]


def test_what_is_undecided_asks_for_more():
    c = sample(seeds=3)
    ends = {(d.scenario, d.indicator): d for d in c.differences if d.group == "all" and d.horizon == c.months}
    states = {(s.scenario, s.indicator): s for s in decided_states(c.differences, c.months)}
    assert {name for _, name in states} <= {*HEADLINE}
    assert len({s.narrow for s in states.values()}) == 2
    for key, state in states.items():
        assert state.narrow == (ends[key].verdict is not Verdict.UNDECIDED)
