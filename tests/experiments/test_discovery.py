"""Regions of failure that are known beforehand, and tables of regret computed by hand."""

import builtins

import numpy as np
import pytest

from jiuye.experiments.studies.discovery import check_study, discover, read_conditions
from jiuye.experiments.studies.regret import wilson
from jiuye.experiments.studies.study import load_study
from jiuye.experiments.studies.sweep import header_of
from jiuye.results.store import Store, read_store
from jiuye.results.store_tables import Record
from jiuye.scenarios.spec import SpecError
from jiuye.viz.reports import as_markdown
from jiuye.viz.reports.discovery import document_of

STUDY = """
base: {city: {workers: 300}, time: {months: 2, burn_in: 2}}
levers: {training_subsidy.seats: [1000, 5000]}
uncertainties:
  behaviour.quit_rate: {range: [0.0, 0.02]}
  behaviour.wage_rise: {range: [0.0, 1.0]}
  behaviour.lock_in: {range: [0.0, 1.0]}
outcomes:
  jobs: {indicator: employment_rate, difference: true}
  cost: {indicator: public_cost, difference: true}
design: {kind: latin_hypercube, n: 200, levers: crossed}
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """A policy that fails where people quit fast and wages rise slowly; the dearer one less so."""
    folder = tmp_path_factory.mktemp("known")
    (folder / "known.yaml").write_text(STUDY, encoding="utf-8")
    study = load_study(folder / "known.yaml")
    with Store(folder / "store", header_of(study)) as store:
        for point in range(study.points):
            seats, quits, rise, _ = values = study.design.point(point)
            bad = quits > (0.012 if seats == 1000 else 0.017) and rise < 0.5
            store.add([Record(point, 1, values, (-1.0 if bad else seats / 1000.0, 2000.0 * seats), 0.1)])
    return study, read_store(folder / "store")


def test_the_box_is_found_with_its_coverage_and_density(swept):
    study, stored = swept
    found = discover(study, stored, read_conditions("jobs < 0", study))
    few = next(policy for policy in found.policies if policy.levers["training_subsidy.seats"] == 1000)
    assert few.points == 200
    assert few.failures == pytest.approx(200 * 0.4 * 0.5, abs=6)
    box = few.boxes[0]
    limits = {limit.factor: limit for limit in box.limits}
    assert set(limits) == {"behaviour.quit_rate", "behaviour.wage_rise"}  # lock_in has no say
    assert limits["behaviour.quit_rate"].low == pytest.approx(0.012, abs=0.001)
    assert limits["behaviour.quit_rate"].high is None
    assert limits["behaviour.wage_rise"].high == pytest.approx(0.5, abs=0.1)  # the widest box of density 0.8
    assert box.coverage > 0.85
    assert box.density > 0.8
    assert max(limit.quasi_p for limit in box.limits) < 0.01


def test_regret_and_satisficing_by_hand(swept):
    study, stored = swept
    found = discover(study, stored, read_conditions("jobs < 0", study))
    shares = {policy.label: policy.satisfied[0] for policy in found.policies}
    assert shares["training_subsidy.seats 5,000"] > shares["training_subsidy.seats 1,000"]
    regrets = {(r.policy, r.outcome): r for r in found.regrets}
    few = regrets["training_subsidy.seats 1,000", "jobs"]
    both, one = found.policies[1].failures, found.policies[0].failures - found.policies[1].failures
    assert few.mean[0] == pytest.approx((6.0 * one + 4.0 * (200 - one - both)) / 200)
    assert (few.worst, few.best_in) == (6.0, both / 200)
    dear = regrets["training_subsidy.seats 5,000", "cost"]
    assert dear.mean[0] == pytest.approx(8e6)
    assert regrets["training_subsidy.seats 1,000", "cost"].worst == 0.0


def test_conditions_are_read_or_refused(swept):
    study, _ = swept
    assert [c.limit for c in read_conditions("jobs < -0.5 and cost >= 2_000_000", study)] == [-0.5, 2e6]
    with pytest.raises(SpecError, match=r"'jobs !' must be like jobs < 2pp\n--fails: job is not an outcome of known"):
        read_conditions("jobs !, job < 1", study)


def test_a_condition_may_say_its_unit(swept):
    study, _ = swept
    assert [c.limit for c in read_conditions("jobs > 8% and jobs < 9 pp", study)] == [8.0, 9.0]
    typed = read_conditions("jobs ≥ −8％ and jobs ＜ .5 and jobs <= 1_000.", study)
    assert [(c.sign, c.limit) for c in typed] == [(">=", -8.0), ("<", 0.5), ("<=", 1000.0)]
    for odd in ("jobs < .", "jobs < 1.2.3", "jobs < _"):
        with pytest.raises(SpecError, match="must be like jobs"):
            read_conditions(odd, study)
    with pytest.raises(SpecError, match=r"cost is in yuan, not in %"):
        read_conditions("cost > 8%", study)


def test_without_the_extra_it_says_what_to_install(swept, monkeypatch):
    real = builtins.__import__

    def missing(name, *rest):
        if name.startswith("ema_workbench"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SpecError, match=r"pip install 'jiuye\[discovery\]'"):
        check_study(swept[0])


def test_wilson():
    assert wilson(0, 10) == pytest.approx((0.0, 0.0, 0.2775), abs=1e-3)
    assert np.isnan(wilson(0, 0)[0])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_condition_on_what_is_never_known_is_not_good_news(tmp_path, lang):
    (tmp_path / "known.yaml").write_text(STUDY, encoding="utf-8")
    study = load_study(tmp_path / "known.yaml")
    with Store(tmp_path / "store", header_of(study)) as store:
        for point in range(study.points):
            store.add([Record(point, 1, study.design.point(point), (np.nan, 1.0), 0.1)])
    found = discover(study, read_store(tmp_path / "store"), read_conditions("jobs < 0", study))
    told = as_markdown.page(document_of(found, lang, "other.html"), lang)
    assert {"en": "never fails", "zh": "从不失效"}[lang] not in told
    assert {"en": "no run has a number", "zh": "没有一次运行有数值"}[lang] in told
