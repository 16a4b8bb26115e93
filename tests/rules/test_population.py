"""The people of a city: every share of the profile to the person, the right correlations, stationary ages."""

import numpy as np
import pytest

from jiuye.agents.workers import ACCESS, FEMALE, LOCAL_RURAL, NONLOCAL_RURAL, NONLOCAL_URBAN
from jiuye.model.build.composition import apportioned, associate, disabled_by_age, fit, split, spread
from jiuye.model.build.grid import build_grid
from jiuye.model.build.population import cell_counts, synthesise_people
from jiuye.model.demography import AGES, demographic_closure, mortality
from jiuye.model.draws import Draws
from jiuye.model.grid import CORE, SUBURB, VILLAGE
from jiuye.model.profile import BAND_STARTS, BANDS
from jiuye.scenarios.cities import list_cities, load_city

CITIES = [*list_cities(), "example_own_city"]
SIZES = [200, 2_000, 20_000]
_made = {}


def made(name, rows, month=0):
    """Profile, map and people of a city, made once."""
    if (name, rows, month) not in _made:
        profile = load_city(name)
        grid = build_grid(profile)
        _made[name, rows, month] = profile, grid, synthesise_people(profile, grid, rows, Draws(1), month)
    return _made[name, rows, month]


def years(workers, month=0):
    return (month - workers.born.astype(int)) // 12


def bands(age):
    return np.searchsorted(BAND_STARTS, age, side="right") - 1


# Marginals.


@pytest.mark.parametrize("rows", SIZES)
@pytest.mark.parametrize("name", CITIES)
def test_every_share_holds_within_one_person(name, rows):
    p, grid, w = made(name, rows)
    urban = grid.urban[w.cell]
    women = np.bincount(w.hukou[w.sex == FEMALE], minlength=4)
    counted = {
        "sex": (women.sum(), p.female_share),
        "age band": (np.bincount(bands(years(w)), minlength=15), p.age_bands),
        "hukou": (np.bincount(w.hukou, minlength=4), p.hukou),
        "women by hukou": (women, p.hukou * p.female_by_hukou),
        "schooling": (np.bincount(w.schooling - 1, minlength=5), p.schooling),
        "disabled": (w.disabled.sum(), p.disabled),
        "district": (np.bincount(grid.district[w.cell], minlength=len(p.districts)), p.district_shares),
        "urban": (urban.sum(), p.urban_share),
    }
    assert len(w) == rows
    for what, (count, share) in counted.items():
        assert np.abs(count - share * rows).max() <= 1, what
        assert np.sum(count) > 0, what


@pytest.mark.parametrize("rows", SIZES)
@pytest.mark.parametrize("name", CITIES)
def test_internet_access_meets_its_three_shares(name, rows):
    p, grid, w = made(name, rows)
    urban, old, access = grid.urban[w.cell], years(w) >= 60, w.literacy >= ACCESS
    for group, share in ((urban, p.access_urban), (~urban, p.access_rural), (old, p.access_60)):
        assert abs(access[group].mean() - share) <= max(0.005, 1.01 / group.sum())


def test_odd_sizes_work_too():
    profile = load_city("lishui")
    grid = build_grid(profile, 16)
    for rows in (1, 7, 201, 333, 1_009):
        w = synthesise_people(profile, grid, rows, Draws(2))
        assert np.abs(np.bincount(w.hukou, minlength=4) - profile.hukou * rows).max() <= 1
        assert np.abs(np.bincount(w.schooling - 1, minlength=5) - profile.schooling * rows).max() <= 1


@pytest.mark.parametrize("name", CITIES)
def test_rows_are_in_order_of_cell_and_everybody_is_adult(name):
    _, grid, w = made(name, 20_000)
    assert (np.diff(w.cell.astype(int)) >= 0).all()
    assert w.cell.max() < grid.cells
    age = years(w)
    assert age.min() == 16
    assert 90 < age.max() < 106
    assert 1 <= w.schooling.min() <= w.schooling.max() <= 5
    for column in (w.literacy, w.technical, w.application, w.management):
        assert 0 <= column.min() < column.max() <= 10_000
    assert not any(array.any() for name, array in w.columns().items() if name in ("status", "wage", "employer"))


def test_cells_hold_their_share_of_people():
    p, grid, w = made("hangzhou", 20_000)
    counts = cell_counts(p, grid, 20_000)
    assert (np.bincount(w.cell, minlength=grid.cells) == counts).all()
    assert np.abs(counts - grid.people * 20_000).max() < 2.01
    assert np.corrcoef(counts, grid.people)[0, 1] > 0.99


# Associations.


@pytest.mark.parametrize("name", CITIES)
def test_schooling_and_age_move_with_hukou_and_place(name):
    _, grid, w = made(name, 20_000)
    age, place = years(w), grid.klass[w.cell]
    assert np.corrcoef(age, w.schooling)[0, 1] < -0.35
    rural = w.hukou == LOCAL_RURAL
    assert age[rural].mean() > 48 > age[w.hukou == NONLOCAL_URBAN].mean()
    by_hukou = [w.schooling[w.hukou == h].mean() for h in range(4)]
    assert by_hukou[NONLOCAL_URBAN] == max(by_hukou)
    assert by_hukou[LOCAL_RURAL] == min(by_hukou)
    assert rural[place == VILLAGE].mean() > 0.7
    assert w.schooling[place == VILLAGE].mean() < w.schooling[place == CORE].mean() - 0.5
    assert age[place == VILLAGE].mean() > age[place == CORE].mean()


@pytest.mark.parametrize("name", ["reference", "hangzhou", "ningbo"])
def test_migrants_are_as_the_surveys_find_them(name):
    _, grid, w = made(name, 20_000)
    migrant = w.hukou == NONLOCAL_RURAL
    age, place = years(w)[migrant], grid.klass[w.cell[migrant]]
    assert 41.5 <= age.mean() <= 45  # P17a
    assert (age > 50).mean() == pytest.approx(0.316, abs=0.04)
    assert w.sex[migrant].mean() == pytest.approx(0.41, abs=0.005)
    assert (place == VILLAGE).mean() < 0.12
    assert np.isin(place, (CORE, SUBURB)).mean() > 0.5
    assert (w.schooling[migrant] >= 4).mean() == pytest.approx(0.137, abs=0.06)  # NBS 2022


@pytest.mark.parametrize("name", CITIES)
def test_rural_hukou_workers_in_town_are_in_the_range_of_p16(name):
    _, grid, w = made(name, 20_000)
    town = grid.urban[w.cell] & (years(w) < 60)
    assert 0.25 < np.isin(w.hukou[town], (LOCAL_RURAL, NONLOCAL_RURAL)).mean() < 0.42


@pytest.mark.parametrize("name", CITIES)
def test_literacy_and_skills_rise_with_schooling(name):
    _, grid, w = made(name, 20_000)
    age = years(w)
    for column in (w.literacy, w.technical, w.application, w.management):
        assert (np.diff([column[w.schooling == s].mean() for s in range(1, 6)]) > 0).all()
    assert np.corrcoef(age, w.literacy)[0, 1] < -0.3
    villagers = grid.klass[w.cell] == VILLAGE
    assert w.literacy[villagers].mean() < w.literacy[~villagers].mean() - 500


def test_disability_rises_with_age_and_falls_with_schooling():
    _, _, w = made("reference", 20_000)
    assert w.disabled[years(w) >= 60].mean() > 3 * w.disabled[years(w) < 40].mean()
    assert w.disabled[w.schooling == 1].mean() > 3 * w.disabled[w.schooling == 5].mean()


def test_old_women_are_less_schooled_than_old_men_and_young_ones_are_not():
    _, _, w = made("reference", 20_000)
    age, woman = years(w), w.sex == FEMALE
    assert w.schooling[woman & (age >= 60)].mean() < w.schooling[~woman & (age >= 60)].mean() - 0.1
    assert w.schooling[woman & (age < 30)].mean() > w.schooling[~woman & (age < 30)].mean() - 0.02


# Luck.


def test_the_same_seed_gives_the_same_people_and_another_seed_other_ones():
    p, grid, w = made("lishui", 2_000)
    again, other = synthesise_people(p, grid, 2_000, Draws(1)), synthesise_people(p, grid, 2_000, Draws(2))
    assert all((a == b).all() for a, b in zip(w.columns().values(), again.columns().values(), strict=True))
    assert (w.literacy != other.literacy).any()
    assert (w.hukou != other.hukou).any()
    assert (w.cell == other.cell).all()


def test_the_month_shifts_births_only():
    _, _, now = made("lishui", 2_000)
    _, _, later = made("lishui", 2_000, month=30)
    assert (later.born == now.born + 30).all()
    assert (later.hukou == now.hukou).all()


def test_people_are_shuffled_within_their_place():
    _, grid, w = made("hangzhou", 20_000)
    row = np.arange(len(w))
    for k in range(4):
        here = grid.klass[w.cell] == k
        for column in (w.sex, w.hukou, w.schooling, w.born, w.technical):
            assert abs(np.corrcoef(row[here], column[here])[0, 1]) < 4.5 * here.sum() ** -0.5


def test_ages_are_smooth_within_their_band():
    _, _, w = made("ningbo", 20_000)
    count = np.bincount(years(w), minlength=AGES)[20:60]
    assert np.abs(np.diff(count)).max() < 0.25 * count.mean()


# The arithmetic of whole numbers.


def test_whole_numbers_keep_the_total():
    assert apportioned(np.array([0.5, 0.3, 0.2]), 7).tolist() == [4, 2, 1]
    assert apportioned(np.array([1.0, 0.0]), 3).tolist() == [3, 0]


def test_a_split_meets_its_total_and_never_exceeds_a_row():
    rng = np.random.default_rng(3)
    rows, share = rng.integers(0, 5, 400), rng.random(400)
    for total in (0, 1, 300, int(rows.sum())):
        side = split(rows, share, total)
        assert side.sum() == total
        assert (side >= 0).all()
        assert (side <= rows).all()
    big = split(np.array([10_000_000, 10_000_000]), np.array([0.2, 0.4]), 6_000_000)
    assert big.tolist() == [2_000_000, 4_000_000]
    with pytest.raises(ValueError, match="cannot take 5 of 4 people"):
        split(np.array([4]), np.array([0.5]), 5)


def test_a_spread_meets_rows_and_columns():
    rng = np.random.default_rng(4)
    rows, weights = rng.integers(0, 40, 60), rng.random((60, 5))
    totals = apportioned(np.array([0.1, 0.3, 0.2, 0.0, 0.4]), int(rows.sum()))
    table = spread(rows, weights, totals)
    assert (table.sum(axis=1) == rows).all()
    assert (table.sum(axis=0) == totals).all()
    assert (table >= 0).all()


def test_fitting_keeps_odds_ratios_and_meets_marginals():
    seed = np.array([[4.0, 1.0], [1.0, 2.0]])
    table = fit(seed, {(0,): np.array([0.3, 0.7]), (1,): np.array([0.6, 0.4])})
    assert table.sum(axis=1) == pytest.approx([0.3, 0.7])
    assert table.sum(axis=0) == pytest.approx([0.6, 0.4])
    assert table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) == pytest.approx(8.0)
    with pytest.raises(ValueError, match="cannot be reconciled"):
        fit(np.array([[1.0, 0.0], [0.0, 1.0]]), {(0,): np.array([0.3, 0.7]), (1,): np.array([0.6, 0.4])})


# Renewal.


def after(number, hazard, cdf, months):
    """Expected numbers by month of age, everybody who leaves replaced by an entrant of the closure."""
    entry = np.zeros(12 * AGES)
    entry[192] = cdf[16]
    for a in range(17, AGES):
        entry[12 * a : 12 * (a + 1)] = (cdf[a] - cdf[a - 1]) / 12
    number = number.astype(float)
    for _ in range(months):
        leavers = number * np.repeat(hazard, 12)
        left, oldest = number - leavers, number[-1] - leavers[-1]
        number = np.concatenate([[0.0], left[:-1]]) + (leavers.sum() + oldest) * entry
    return number


def in_bands(number):
    return np.bincount(bands(np.arange(len(number)) // 12).clip(0), weights=number, minlength=len(BANDS))


def expected(name):
    """[sex, hukou, band, schooling] shares of a city's people."""
    profile, grid, _ = made(name, 2_000)
    return associate(profile, np.bincount(grid.klass, weights=grid.people, minlength=4)).sum(axis=4)


def groups_of(w, month):
    """(sex, hukou, schooling − 1) → numbers by month of age."""
    code = np.ravel_multi_index((w.sex, w.hukou, w.schooling - 1), (2, 4, 5))
    for group in np.unique(code):
        number = np.bincount(month - w.born[code == group].astype(int), minlength=12 * AGES)
        yield np.unravel_index(group, (2, 4, 5)), number


@pytest.mark.parametrize("rows", [2_000, 20_000])
@pytest.mark.parametrize("name", CITIES)
def test_ages_and_schooling_by_age_stay_where_they_are(name, rows):
    month, years = 30, 20
    _, _, w = made(name, rows, month)
    hazard, cdf = demographic_closure(expected(name))
    before, then, frozen = (np.zeros((5, 12 * AGES)) for _ in range(3))
    for group, number in groups_of(w, month):
        moved = after(number, hazard[group], cdf[group], 12 * years)
        assert moved.sum() == pytest.approx(number.sum())
        before[group[2]] += number
        then[group[2]] += moved
        # It is not stationary by standing still: without the closure the bands empty and fill.
        frozen[group[2]] += after(number, np.zeros(AGES), np.ones(AGES), 12 * years)
    by_age = np.array([in_bands(people.sum(axis=0)) for people in (before, then, frozen)])
    large = by_age[0] >= 40
    assert large.sum() >= 12
    assert by_age[1][large] == pytest.approx(by_age[0][large], rel=0.05)
    assert np.abs(by_age[2] / by_age[0] - 1)[large].max() > 0.2
    schooled = np.array([[in_bands(level) for level in people] for people in (before, then, frozen)])[:, 3:].sum(axis=1)
    share = schooled / np.maximum(by_age, 1e-9)
    assert np.abs(share[1] - share[0])[large].max() < (0.03 if rows > 2_000 else 0.06)
    assert np.abs(share[2] - share[0])[large].max() > 0.1


def test_closure_rates_are_probabilities_and_make_sense():
    _, _, w = made("hangzhou", 20_000)
    hazard, cdf = demographic_closure(expected("hangzhou"))
    assert hazard.shape == cdf.shape == (2, 4, 5, AGES)
    assert ((hazard >= 0) & (hazard <= 1)).all()
    assert (np.diff(cdf, axis=-1) >= 0).all()
    assert (cdf[..., -1] == 1).all()
    assert (cdf[..., :16] == 0).all()
    ages = np.arange(16, AGES)
    floor = 1 - (1 - mortality(ages + 0.5)) ** (1 / 12)
    assert (hazard[..., 16:] >= floor - 1e-12).all()
    age = years(w)
    leaving = 12 * hazard[w.sex, w.hukou, w.schooling - 1, age]
    assert all(0.01 < leaving[w.hukou == h].mean() < 0.12 for h in range(4))  # a year
    assert leaving[(age >= 25) & (age < 55)].mean() < 0.06
    migrants = cdf[:, NONLOCAL_URBAN]
    assert (migrants[:, 3:, 35] > 0.8).all()  # graduates come young, others are born in times of less schooling
    assert (migrants[:, 0, 35] < migrants[:, 4, 35]).all()


def test_disability_by_age_has_the_profile_s_level_and_rises():
    profile, _, w = made("reference", 20_000)
    share = disabled_by_age(profile, expected("reference"), AGES)
    assert share[w.hukou, w.schooling - 1, years(w)].mean() == pytest.approx(profile.disabled, rel=0.1)
    assert (np.diff(share[:, :, 16:90], axis=2) > 0).all()


def test_a_group_without_people_has_a_closure_too():
    people = expected("reference").copy()
    people[:, NONLOCAL_URBAN] = 0.0
    hazard, cdf = demographic_closure(people)
    assert np.isfinite(hazard).all()
    assert (hazard[:, NONLOCAL_URBAN] == 1).all()
    assert (cdf[:, NONLOCAL_URBAN] == 1).all()
