"""Sensitivities of functions whose answers are known, on our own path: study → design → store → table → indices."""

import math

import numpy as np
import pytest

from jiuye.experiments.studies.sensitivity import sensitivity
from jiuye.experiments.studies.study import load_study
from jiuye.experiments.studies.sweep import header_of
from jiuye.results.store import Store, read_store
from jiuye.results.store_tables import Record
from jiuye.scenarios.spec import SpecError

STUDY = """
base: {{city: {{workers: 300}}, time: {{months: 2, burn_in: 2}}}}
uncertainties:
  behaviour.quit_rate: {{range: [0.001, 0.02]}}
  behaviour.separation_rate: {{range: [0.004, 0.03], scale: log}}
  behaviour.wage_rise: {{range: [0.1, 0.9]}}
outcomes: {{unemployment_rate: {{last: 2}}}}
design: {design}
seeds: {seeds}
"""


def swept(tmp_path, design, function, seeds=1, lost=()):
    """A study whose runs were given the values of a function of the axes' places, 0 to 1."""
    file = tmp_path / "known.yaml"
    file.write_text(STUDY.format(design=design, seeds=seeds), encoding="utf-8")
    study = load_study(file)
    places = [lambda v, a=axis: _place(v, a) for axis in study.axes]
    with Store(tmp_path / "store", header_of(study)) as store:
        records = []
        for point in range(study.points):
            values = study.design.point(point)
            u = [place(value) for place, value in zip(places, values, strict=True)]
            for seed in study.seeds:
                failed = "died" if (point, seed) in lost else ""
                records.append(Record(point, seed, values, () if failed else (function(u, seed),), 0.1, failed))
        store.add(records)
        store.tabulate()
    return study, read_store(tmp_path / "store")


def _place(value, axis):
    if axis.log:
        return math.log(value / axis.low) / math.log(axis.high / axis.low)
    return (value - axis.low) / (axis.high - axis.low)


def ishigami(u, seed):
    a, b, c = (2 * math.pi * place - math.pi for place in u)
    return math.sin(a) + 7.0 * math.sin(b) ** 2 + 0.1 * c**4 * math.sin(a)


def test_sobol_indices_of_ishigami_are_within_two_hundredths(tmp_path):
    study, stored = swept(tmp_path, "{kind: sobol, n: 4096}", ishigami)
    found = sensitivity(study, stored)
    # Ishigami & Homma (1990), a = 7, b = 0.1
    assert [i.first[0] for i in found.indices] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert [i.total[0] for i in found.indices] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    for index in found.indices:
        assert index.first[1] <= index.first[0] <= index.first[2]
        assert index.total[2] - index.total[1] < 0.15
    assert (found.samples, found.dropped, found.runs) == (4096, 0, 5 * 4096)


def test_second_order_indices_and_lost_runs(tmp_path):
    study, stored = swept(tmp_path, "{kind: sobol, n: 1024, second_order: true}", ishigami, lost={(3, 1), (9, 1)})
    found = sensitivity(study, stored)
    pairs = {pair.factors: pair.share[0] for pair in found.together}
    assert pairs["behaviour.quit_rate", "behaviour.wage_rise"] == pytest.approx(0.2437, abs=0.06)
    assert pairs["behaviour.quit_rate", "behaviour.separation_rate"] == pytest.approx(0.0, abs=0.06)
    assert found.dropped == 2  # the base samples that hold the lost runs, as a whole


def test_morris_of_a_line_and_a_product(tmp_path):
    study, stored = swept(
        tmp_path, "{kind: morris, n: 20}", lambda u, seed: 3.0 * u[0] - 2.0 * u[1] * u[2] + 10.0 * seed, seeds=2
    )
    found = {row.factor.split(".")[1]: row for row in sensitivity(study, stored).screened}
    line, product = found["quit_rate"], found["wage_rise"]
    assert line.mean == pytest.approx(3.0)
    assert line.size == pytest.approx((3.0, 3.0, 3.0))
    assert line.spread == pytest.approx((0.0, 0.0, 0.0), abs=1e-6)
    assert product.mean < 0.0 < product.spread[1]
    assert product.size[1] <= product.size[0] <= product.size[2]


def test_luck_that_differs_between_points_is_told_as_noise(tmp_path):
    rng = np.random.default_rng(1)
    study, stored = swept(tmp_path, "{kind: morris, n: 20}", lambda u, seed: u[0] + rng.normal(0.0, 0.5), seeds=4)
    assert 0.3 < sensitivity(study, stored).outcomes[0].noise < 0.7


def test_a_design_that_does_not_serve_is_refused(tmp_path):
    study, stored = swept(tmp_path, "{kind: latin_hypercube, n: 4}", ishigami)
    with pytest.raises(SpecError, match="needs the design morris or sobol"):
        sensitivity(study, stored)
