"""The atlas: counts on the map of futures with the same luck, what a map shows of them, and the file."""

import numpy as np
import pytest

from jiuye.experiments.lives_and_maps import atlas_measures as measures
from jiuye.experiments.lives_and_maps.atlas import COUNTS, TRAITS, chart
from jiuye.experiments.lives_and_maps.futures_file import from_steps, provenance, read_atlas, steps_of, write_atlas
from jiuye.experiments.runs.intervals import interval
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.results.archive import ArchiveError
from jiuye.scenarios.spec import load_scenario

SMALL = {"city": {"workers": 1500}, "time": {"months": 6, "burn_in": 2}}
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def scenarios():
    return [load_scenario(name, overrides=SMALL) for name in ("baseline", "four_levers")]


@pytest.fixture(scope="module")
def atlas(scenarios):
    return chart(scenarios[0], scenarios[1:], SEEDS, every=3, made=provenance(scenarios))


def test_counts_are_those_of_the_run(scenarios, atlas):
    result = play(*burnt_in(scenarios[0], 1), scenarios[0], ("unemployment_rate",), every_cell_month=True)
    for name in COUNTS[:-1]:
        by_hand = result.cells[name][3:].sum(axis=0)
        assert (atlas.counts[name][0, 0, 1] == by_hand).all()
        assert by_hand.sum() > 0, name
    looking, working = (result.cells[name][5].sum() for name in ("looking", "working"))
    assert 100.0 * looking / (looking + working) == pytest.approx(result.indicators["unemployment_rate"][5, 0])


def test_everybody_is_somewhere(atlas):
    assert (atlas.counts["persons"].sum(axis=-1) == 1500 * 3).all()
    assert all(atlas.traits[name].sum() == 1500 * len(SEEDS) for name in TRAITS)
    assert atlas.size == 64
    assert atlas.periods == 2


def test_futures_share_their_luck_and_differ_by_policy(atlas):
    base, other = atlas.counts["income"]
    assert not np.array_equal(base, other)
    assert np.corrcoef(base[:, 0].sum(axis=0), other[:, 0].sum(axis=0))[0, 1] > 0.99


def test_neighbours_are_added_up(atlas):
    gather = measures.with_neighbours(atlas, 2)
    counts = atlas.counts["persons"][0, 0, 0]
    together = gather(counts)
    for cell in (0, 63, 64 * 30 + 31, 64 * 64 - 1):
        assert together[cell] == counts[measures.neighbourhood(atlas, cell, 2)].sum()
    assert len(measures.neighbourhood(atlas, 0, 2)) == 9
    assert len(measures.neighbourhood(atlas, 64 * 30 + 31, 2)) == 25


def test_districts_add_up_to_the_city(atlas):
    by_district = measures.of_districts(atlas)(atlas.counts["working"])
    assert by_district.shape == (2, 2, 2, len(atlas.districts))
    assert (by_district.sum(axis=-1) == atlas.counts["working"].sum(axis=-1)).all()
    assert by_district[0, 0, 0, 1] == atlas.counts["working"][0, 0, 0, atlas.district == 1].sum()


def test_a_difference_is_paired_by_seed(atlas):
    everything = measures.of_everything(atlas)
    change = measures.difference(atlas, "income", "four_levers", "baseline", everything)
    counts = atlas.counts
    seeds = [
        counts["income"][1, s, 1].sum() / counts["persons"][1, s, 1].sum()
        - counts["income"][0, s, 1].sum() / counts["persons"][0, s, 1].sum()
        for s in range(2)
    ]
    found = (change.mean[1, 0], change.low[1, 0], change.high[1, 0])
    assert found == pytest.approx(interval(np.array(seeds)))
    assert found[0] != 0.0


def test_a_place_with_few_people_is_not_judged(atlas):
    shown = measures.level(atlas, "employment_rate", "baseline", measures.with_neighbours(atlas, 1))
    heads = measures.with_neighbours(atlas, 1)(atlas.counts["persons"][0].sum(axis=0)) / atlas.every
    assert (np.isnan(shown) == (heads < measures.LEAST)).all()
    assert 0 < np.isfinite(shown).sum() < atlas.inhabited.sum()
    wider = measures.level(atlas, "employment_rate", "baseline", measures.with_neighbours(atlas, 3))
    assert np.isfinite(wider).sum() > np.isfinite(shown).sum()


def test_density_is_of_the_real_city(atlas):
    everything = measures.of_everything(atlas)
    density = measures.level(atlas, "persons", "baseline", everything)[0, 0]
    assert density * atlas.km**2 * 64 * 64 == pytest.approx(1500 * atlas.weight)


def test_a_mean_over_periods(atlas):
    gather = measures.with_neighbours(atlas, 4)
    one, both = (measures.by_seed(atlas, "jobs", "baseline", gather, span=span) for span in (1, 2))
    assert both[:, 0] == pytest.approx(one[:, 0], nan_ok=True)
    known = np.isfinite(one).all(axis=1)
    assert known.any()
    assert both[:, 1][known] == pytest.approx(one.mean(axis=1)[known])


def test_an_atlas_comes_back_from_its_file(atlas, tmp_path):
    file = tmp_path / "small.atlas"
    write_atlas(atlas, file)
    again = read_atlas(file)
    assert all((again.counts[name] == atlas.counts[name]).all() for name in COUNTS)
    assert all((again.traits[name] == atlas.traits[name]).all() for name in TRAITS)
    assert (again.titles, again.seeds, again.districts, again.made) == (
        atlas.titles,
        atlas.seeds,
        atlas.districts,
        atlas.made,
    )
    first = file.read_bytes()
    write_atlas(again, file)
    assert file.read_bytes() == first
    file.write_bytes(first[: len(first) // 2])
    with pytest.raises(ArchiveError, match=r"small\.atlas: is damaged"):
        read_atlas(file)


def test_steps_go_both_ways():
    values = np.arange(2 * 1 * 3 * 2, dtype=np.int32).reshape(2, 1, 3, 2) ** 4
    assert (from_steps(steps_of(values)) == values).all()


def test_periods_must_fit(scenarios):
    with pytest.raises(ValueError, match="6 months are not periods of 4"):
        chart(scenarios[0], scenarios[1:], SEEDS, every=4)
