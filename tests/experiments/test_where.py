"""Where: districts by name, cells where people stand behind them; nobody and too few are different answers."""

from types import SimpleNamespace

import numpy as np
import pytest

from jiuye.experiments.compare.comparison import LocalEffect
from jiuye.experiments.compare.where import (
    CLEAR,
    FEW,
    LOCAL,
    NOBODY,
    UNCLEAR,
    by_cell,
    by_district,
    local_map,
)

DISTRICT = np.array([0, 0, 0, 1, 1, 2])
PROFILE = SimpleNamespace(
    districts=[SimpleNamespace(id=f"d{k}", name_zh=f"区{k}", name_en=f"District {k}") for k in range(4)]
)
PERSONS = np.array([40.0, 40.0, 1.0, 0.0, 2.0, 60.0])
SEEDS = 8


def result(working, persons=PERSONS):
    counts = {name: np.zeros((1, len(persons))) for part, among, _ in LOCAL.values() for name in (part, *among)}
    counts |= {"persons": persons[None, :], "working": working[None, :], "income": 100.0 * working[None, :]}
    return SimpleNamespace(cells=counts, weight=100.0)


@pytest.fixture(scope="module")
def results():
    """The first cell gains in every seed, the second at random, the last not at all."""
    drawn = np.random.default_rng(1)
    base, other = [], []
    for _ in range(SEEDS):
        working = 0.6 * PERSONS
        base.append(result(working))
        other.append(result(working + np.array([4.0 + drawn.normal(), 3.0 * drawn.normal(), 0.0, 0.0, 0.0, 0.0])))
    return [base, other]


def told(results):
    levels, standing = by_cell(results)
    rows = by_district(results, ["policy"], PROFILE, DISTRICT)
    return SimpleNamespace(
        scenarios=("policy",), cells=levels, cell_standing=standing, cell_district=DISTRICT, where=tuple(rows)
    )


def test_districts_are_told_by_name_with_their_interval(results):
    rows = [row for row in by_district(results, ["policy"], PROFILE, DISTRICT) if row.indicator == "employment_rate"]
    assert all(isinstance(row, LocalEffect) for row in rows)
    assert [row.standing for row in rows] == ["clear", "few", "unclear", "nobody"]
    first, few, third, nobody = rows
    assert first.title == {"zh": "区0", "en": "District 0"}
    assert first.residents == pytest.approx(8_100.0)
    assert first.behind == SEEDS * 81
    assert 0.0 < first.low < first.difference < first.high
    assert first.difference == pytest.approx(first.value - first.base)
    assert few.behind == 16
    assert np.isnan(few.difference)
    assert third.difference == 0.0
    assert nobody.residents == 0.0


def test_a_cell_has_a_colour_of_its_own_only_where_its_difference_is_clear(results):
    found = told(results)
    standing = found.cell_standing["employment_rate"][0]
    assert standing.tolist() == [CLEAR, UNCLEAR, FEW, NOBODY, FEW, UNCLEAR]
    shown = local_map(found, "employment_rate", "policy")
    assert shown.standing.tolist() == [CLEAR, CLEAR, CLEAR, NOBODY, FEW, UNCLEAR]
    assert shown.by_district.tolist() == [False, True, True, False, False, False]
    own, district = shown.change[0], found.where[[r.indicator for r in found.where].index("employment_rate")]
    assert own == pytest.approx(10.0, abs=1.5)
    assert shown.change[1] == shown.change[2] == pytest.approx(district.difference)
    assert np.isnan(shown.change[[3, 4]]).all()
    assert shown.change[5] == 0.0


def test_of_cells_without_any_difference_hardly_one_is_called_clear():
    drawn, persons = np.random.default_rng(3), np.full(2_000, 50.0)
    results = [[result(30.0 + drawn.normal(size=2_000), persons) for _ in range(SEEDS)] for _ in range(2)]
    _, standing = by_cell(results)
    assert (standing["employment_rate"] == CLEAR).sum() <= 2
    assert (standing["employment_rate"] == UNCLEAR).sum() >= 1_998


def test_one_seed_says_where_people_live_and_nothing_more(results):
    found = told([one[:1] for one in results])
    assert set(found.cell_standing["employment_rate"][0]) == {NOBODY, FEW, UNCLEAR}
    assert not np.nan_to_num(local_map(found, "employment_rate", "policy").change).any()
