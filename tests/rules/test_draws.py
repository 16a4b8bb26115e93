"""Luck: even, the same however it is drawn, and independent between persons, decisions, months and seeds."""

import numpy as np
import pytest
from scipy import stats

from jiuye.agents.compiled import kernel
from jiuye.model.draws import Draws, identity, normal, normal_of, uniform, uniform_column

N = 100_000
WHO = np.arange(N, dtype=np.uint64)
CHANCE = 1e-4  # of a false alarm in one test


@kernel
def _uniforms(lo, hi, part, key, out):
    for i in range(lo, hi):
        out[i] = uniform(key, i)


@kernel
def _normals(lo, hi, part, key, out):
    for i in range(lo, hi):
        out[i] = normal(key, i)


def draws_of(*keys):
    return [uniform_column(key, WHO) for key in keys]


@pytest.mark.parametrize("seed", [0, 1, 20_000])
def test_uniforms_are_even(seed):
    (u,) = draws_of(Draws(seed, 7).key("separation"))
    assert 0.0 <= u.min() < 1e-3
    assert 0.999 < u.max() < 1.0
    assert u.mean() == pytest.approx(0.5, abs=4 * (1 / 12 / N) ** 0.5)
    assert u.var() == pytest.approx(1 / 12, rel=0.01)
    assert stats.chisquare(np.histogram(u, 100, (0.0, 1.0))[0]).pvalue > CHANCE


def test_runs_of_persons_show_no_pattern():
    (u,) = draws_of(Draws(1).key("separation"))
    pairs = np.histogram2d(u[:-1], u[1:], 20, [[0, 1], [0, 1]])[0]
    assert stats.chisquare(pairs.ravel()).pvalue > CHANCE
    for lag in (1, 2, 12, 64, 4_096):
        assert abs(np.corrcoef(u[:-lag], u[lag:])[0, 1]) < 4 / N**0.5


def test_decisions_months_and_seeds_are_independent():
    today = Draws(1, 5)
    keys = [today.key("quit"), today.key("dismissal"), Draws(1, 6).key("quit"), Draws(2, 5).key("quit")]
    keys += [today.lifelong("quit"), Draws(15, 5).key("quit"), Draws(1, 55).key("quit")]
    assert len({int(key) for key in keys}) == len(keys)
    columns = draws_of(*keys)
    for a in range(len(keys)):
        for b in range(a):
            assert abs(np.corrcoef(columns[a], columns[b])[0, 1]) < 4 / N**0.5
            joint = np.histogram2d(columns[a], columns[b], 10, [[0, 1], [0, 1]])[0]
            assert stats.chisquare(joint.ravel()).pvalue > CHANCE


def test_a_draw_depends_on_person_and_decision_alone():
    key = Draws(3, 14).key("accident")
    (whole,) = draws_of(key)
    some = np.array([5, 99_999, 0, 5], np.uint64)
    assert (uniform_column(key, some) == whole[some.astype(int)]).all()
    assert (uniform_column(Draws(3, 14).key("accident"), WHO) == whole).all()


def test_scalar_and_column_agree_bit_for_bit():
    key = Draws(9, 2).key("lot")
    one_by_one = np.empty(N)
    _uniforms(N, key, one_by_one)
    assert (one_by_one == uniform_column(key, WHO)).all()


def test_lifelong_luck_does_not_change_with_the_months():
    assert Draws(4, 0).lifelong("ability") == Draws(4, 99).lifelong("ability")
    assert Draws(4, 0).key("ability") != Draws(4, 1).key("ability")
    assert (Draws(4, 3).sample("ability", 10) == uniform_column(Draws(4).lifelong("ability"), WHO[:10])).all()


def test_normals_are_nearly_normal():
    z = np.empty(N)
    _normals(N, Draws(1).key("luck"), z)
    assert z.mean() == pytest.approx(0.0, abs=4 / N**0.5)
    assert z.std() == pytest.approx(1.0, rel=0.01)
    assert stats.skew(z) == pytest.approx(0.0, abs=0.04)
    assert stats.kurtosis(z) == pytest.approx(-0.3, abs=0.05)  # the sum of four uniforms: -1.2 / 4
    assert np.abs(z).max() <= 3.4642


def test_normal_of_the_extreme_words():
    assert normal_of(np.uint64(0)) == pytest.approx(-(12.0**0.5), abs=1e-3)
    assert normal_of(np.uint64(2**64 - 1)) == pytest.approx(12.0**0.5, abs=1e-3)
    assert normal_of(np.uint64(0x8000_8000_8000_8000)) == pytest.approx(0.0, abs=1e-3)


def test_a_row_used_again_is_another_person():
    born = [-900, -899, 0, 300]
    assert len({int(identity(row, month)) for row in (0, 1, 65_536, 2**31) for month in born}) == 16
    key = Draws(1).lifelong("ability")
    old, new = ([uniform(key, identity(row, month)) for row in range(300)] for month in (-900, 200))
    assert old != new
    assert abs(np.corrcoef(old, new)[0, 1]) < 4 / 300**0.5
