"""The map of a city: shares hold exactly, people thin out from the centres, jobs are denser than people."""

import numpy as np
import pytest

from jiuye.model.build.grid import build_grid
from jiuye.model.draws import Draws
from jiuye.model.grid import CORE, SUBURB, TOWN, VILLAGE
from jiuye.scenarios.cities import list_cities, load_city

CITIES = [*list_cities(), "example_own_city"]


def corner_of(grid, block):
    return np.flatnonzero(grid.block == block)


def concentration(share):
    """Share held by the densest tenth of the cells."""
    return np.sort(share)[-len(share) // 10 :].sum()


@pytest.mark.parametrize("name", CITIES)
@pytest.mark.parametrize("size", [16, 64, 200])
def test_shares_match_the_profile(name, size):
    profile = load_city(name)
    grid = build_grid(profile, size)
    assert grid.cells == size * size == len(grid.people)
    for share in (grid.people, grid.jobs, grid.seats):
        assert share.sum() == pytest.approx(1.0, abs=1e-12)
        assert (share >= 0).all()
    held = np.bincount(grid.district, weights=grid.people, minlength=len(profile.districts))
    assert held == pytest.approx(profile.district_shares, abs=1e-12)
    assert grid.people[grid.urban].sum() == pytest.approx(profile.urban_share, abs=1e-9)
    assert grid.km_per_cell * size == pytest.approx(profile.area_km2**0.5)


@pytest.mark.parametrize("name", CITIES)
def test_districts_have_their_share_of_the_area(name):
    profile = load_city(name)
    grid = build_grid(profile)
    area = np.array([d.area_km2 for d in profile.districts])
    held = np.bincount(grid.district, minlength=len(area)) / grid.cells
    assert held == pytest.approx(area / area.sum(), abs=4 / grid.cells)


@pytest.mark.parametrize("name", CITIES)
def test_classes_follow_the_districts(name):
    profile = load_city(name)
    grid = build_grid(profile)
    kinds = np.array([d.klass for d in profile.districts])[grid.district]
    assert set(kinds[grid.klass == CORE]) == {"core"}
    assert set(kinds[grid.klass == TOWN]) == {"county"}
    assert set(kinds[grid.klass == SUBURB]) <= {"core", "suburb"}
    people = np.bincount(grid.klass, weights=grid.people, minlength=4)
    assert people[CORE] > 0.1
    density = people / np.bincount(grid.klass, minlength=4)
    assert density[CORE] > 8 * density[VILLAGE]
    assert density[TOWN] > 2 * density[VILLAGE]


@pytest.mark.parametrize("name", CITIES)
def test_density_falls_with_distance_from_the_seats(name):
    profile = load_city(name)
    grid = build_grid(profile)
    cells = [np.flatnonzero(grid.district == i) for i in range(len(profile.districts))]
    peaks = [own[grid.people[own].argmax()] for own in cells]
    far = np.min([np.hypot(grid.x_km - grid.x_km[c], grid.y_km - grid.y_km[c]) for c in peaks], axis=0)
    assert np.corrcoef(far, np.log(grid.people))[0, 1] < -0.3
    for own, peak in zip(cells, peaks, strict=True):
        assert grid.people[peak] > 2 * np.median(grid.people[own])


@pytest.mark.parametrize("name", CITIES)
def test_jobs_are_more_concentrated_than_people_and_seats_than_jobs(name):
    grid = build_grid(load_city(name))
    assert concentration(grid.people) < concentration(grid.jobs) < concentration(grid.seats)
    assert grid.jobs[~grid.urban].sum() < 0.5 * grid.people[~grid.urban].sum()


@pytest.mark.parametrize("name", CITIES)
def test_bandwidth_is_worst_and_most_uneven_in_villages(name):
    grid = build_grid(load_city(name))
    mean = [grid.bandwidth[grid.klass == k].mean() for k in (CORE, TOWN, VILLAGE)]
    assert mean[0] > mean[1] > mean[2]
    assert mean == pytest.approx([0.95, 0.80, 0.50], abs=0.03)
    village, core = grid.bandwidth[grid.klass == VILLAGE], grid.bandwidth[grid.klass == CORE]
    assert village.std() > 4 * core.std()
    assert grid.bandwidth.min() >= 0.3
    assert grid.bandwidth.max() <= 1.0


def test_every_district_has_a_service_station():
    profile = load_city("hangzhou")
    grid = build_grid(profile)
    assert set(grid.district[grid.station]) == set(range(len(profile.districts)))
    assert len(profile.districts) <= grid.station.sum() < 60


@pytest.mark.parametrize("size", [16, 50, 64])
def test_blocks_are_a_board_of_eight_by_eight(size):
    grid = build_grid(load_city("reference"), size)
    assert grid.blocks == 64
    assert sorted(set(grid.block)) == list(range(64))
    rows = grid.block.reshape(size, size)
    assert rows[0, 0] == 0
    assert rows[-1, -1] == 63
    assert (np.diff(rows, axis=1) >= 0).all()


@pytest.mark.parametrize("size", [16, 50])
def test_block_distance_is_the_least_between_cell_centres(size):
    grid = build_grid(load_city("reference"), size)
    assert grid.block_km.shape == (64, 64)
    assert (np.diag(grid.block_km) == 0).all()
    for a, b in [(0, 1), (0, 9), (0, 63), (5, 40), (63, 7), (20, 20)]:
        first, second = corner_of(grid, a), corner_of(grid, b)
        gaps = np.hypot(grid.x_km[first][:, None] - grid.x_km[second], grid.y_km[first][:, None] - grid.y_km[second])
        assert grid.block_km[a, b] == pytest.approx(gaps.min())


def test_distance_between_and_within_cells():
    grid = build_grid(load_city("reference"))
    a, b = np.array([0, 0, 0]), np.array([0, 1, 65])
    step = grid.km_per_cell
    assert grid.distance(a, b) == pytest.approx([0.5214 * step, step, 2**0.5 * step])
    assert grid.distance(b, a) == pytest.approx(grid.distance(a, b))


def test_the_map_belongs_to_the_city():
    profile = load_city("ningbo")
    first, second = build_grid(profile), build_grid(profile)
    other = build_grid(profile, draws=Draws(7))
    for name in ("people", "jobs", "klass", "district", "bandwidth", "station"):
        assert (getattr(first, name) == getattr(second, name)).all()
    assert (first.bandwidth != other.bandwidth).any()
    assert (first.people == other.people).all()


def test_seats_keep_their_directions():
    profile = load_city("hangzhou")
    grid = build_grid(profile)
    ids = [d.id for d in profile.districts]
    middle = {}
    for name in ("shangcheng", "chunan", "linping"):
        own = grid.district == ids.index(name)
        middle[name] = grid.x_km[own].mean(), grid.y_km[own].mean()
    assert middle["chunan"][0] < middle["shangcheng"][0] - 30  # Chun'an lies far to the south-west
    assert middle["chunan"][1] > middle["shangcheng"][1] + 20
    assert middle["linping"][1] < middle["shangcheng"][1]  # Linping to the north


def test_a_map_too_coarse_or_too_fine_is_refused():
    profile = load_city("reference")
    for size in (8, 201):
        with pytest.raises(ValueError, match="16 to 200 cells across"):
            build_grid(profile, size)
