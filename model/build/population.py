"""The people of a city: one row per adult, synthesised so that every share of the profile holds to the person.

First whole numbers (`composition.compose`: how many people of each type; `cell_counts`: how many in each cell), then
luck decides who of a place lives in which of its cells, on which day of their age band they were born, and how able
they are. Luck is lifelong and stateless (`Draws.sample`), so the same seed gives the same city on any machine.
"""

from __future__ import annotations

import numpy as np

from ...agents.table import Ints
from ...agents.workers import ACCESS, SKILLED, Workers
from ..demography import ADULT, AGES, pyramids
from ..draws import Draws, slices
from ..grid import Grid
from ..profile import BAND_ENDS, BAND_STARTS, BANDS, PLACES, VILLAGE, Floats, Profile
from .composition import MIDDLE, SHAPE, Counts, apportioned, associate, compose, split

FULL = 10_000  # bp
GOLDEN = (5.0**0.5 - 1.0) / 2.0  # multiples of it, modulo one, fill the unit interval evenly
OLDEST = 105  # years
STEPS = 33  # quantiles of age that are tabled for each band of a group

# Literacy of those with access, 0–1 between ACCESS and full (judged).
LITERACY_SCHOOLING = (0.25, 0.35, 0.45, 0.60, 0.70)  # mean at 30 in town
LITERACY_AGE = -0.006  # per year of age above 30
LITERACY_VILLAGE = -0.05

# Skill layers technical, application, management on leaving school as shares of one (judged); P38 sets their level.
SKILL_SCHOOLING = ((0.0, 0.06, 0.14, 0.24, 0.30), (0.0, 0.05, 0.11, 0.18, 0.25), (0.0, 0.03, 0.08, 0.16, 0.26))
SKILL_LEVEL = (0.30, 0.28, 0.16)
SKILL_SPREAD = 0.5  # full width of luck
SKILL_COMMON = 0.6  # part of luck that is the same in all three layers


def synthesise_people(profile: Profile, grid: Grid, rows: int, draws: Draws, month: int = 0) -> Workers:
    """`rows` adults in order of home cell; columns up to `management` are filled, the others are zero.

    Age in months is `month − born`, at least 192. Every share of the profile holds within one person: sex, age band,
    hukou, sex × hukou, schooling, disability, district, urban and rural, internet access.
    """
    workers = Workers.empty(rows)
    counts = cell_counts(profile, grid, rows)
    workers.cell[:] = np.repeat(np.arange(grid.cells, dtype=np.uint16), counts)
    place = np.bincount(grid.klass, weights=counts, minlength=len(PLACES)).astype(np.int64)
    types = compose(profile, place)
    kind = _settle(workers, grid, types, profile, draws, month)
    codes = np.indices(SHAPE).reshape(len(SHAPE), -1)
    for name, code in (("sex", codes[1]), ("hukou", codes[2]), ("schooling", codes[4] + 1), ("disabled", codes[5])):
        getattr(workers, name)[:] = code.astype(np.uint8)[kind]
    _fill_literacy(workers, kind, codes, draws)
    _fill_skills(workers, kind, codes, draws)
    return workers


def cell_counts(profile: Profile, grid: Grid, rows: int) -> Counts:
    """[cell] adults: exact by district and by urban and rural, each within one person along its cells."""
    districts = len(profile.districts)
    group = 2 * grid.district.astype(np.int64) + grid.urban
    share = np.bincount(group, weights=grid.people, minlength=2 * districts).reshape(districts, 2)
    people = apportioned(share.sum(axis=1), rows)
    urban = split(people, share[:, 1] / share.sum(axis=1), round(float(share[:, 1].sum()) * rows))
    wanted = np.stack([people - urban, urban], axis=1).ravel()
    counts = np.zeros(grid.cells, dtype=np.int64)
    for g in np.flatnonzero(wanted):
        cells = np.flatnonzero(group == g)
        running = np.cumsum(grid.people[cells])
        counts[cells] = np.diff(np.rint(running / running[-1] * wanted[g]).astype(np.int64), prepend=0)
    return counts


def skilled(technical: Ints, application: Ints, management: Ints) -> Ints:
    """Whether the mean of the three layers reaches `SKILLED`."""
    total = technical.astype(np.int32) + application + management
    return np.asarray(total >= 3 * SKILLED)


def _settle(workers: Workers, grid: Grid, types: Counts, profile: Profile, draws: Draws, month: int) -> Ints:
    """Deal the people of each place to its cells at random and give them a month of birth; return type by row."""
    rows = len(workers)
    key = draws.sample("home", rows)
    key += grid.klass[workers.cell]
    order = np.argsort(key, kind="stable")  # rows by place, shuffled within
    del key
    number = types.ravel()
    dealt = np.repeat(np.arange(number.size, dtype=np.uint16), number)
    kind = np.empty(rows, dtype=np.uint16)
    kind[order] = dealt
    rank, ages = _rank_in_band(types), _ages_in_bands(profile, types.reshape(len(PLACES), -1).sum(axis=1))
    _, sex, hukou, band, schooling, _, _ = np.indices(SHAPE).reshape(len(SHAPE), -1)
    ages = np.asarray(ages[sex, hukou, schooling, band], dtype=np.float64)
    for part in slices(rows):
        of = dealt[part]
        quantile = (np.arange(part.start, part.stop) + rank[of]) * GOLDEN % 1.0
        years = _age(quantile.astype(np.float64), ages, of)
        workers.born[order[part]] = month - np.floor(years * 12.0).astype(np.int64)
    return kind


def _rank_in_band(types: Counts) -> Counts:
    """[type] what to add to a person's place in the list of all types to get the place among those of the age band."""
    number = types.ravel()
    start = np.cumsum(number) - number
    by_band = np.moveaxis(types, 3, 0).reshape(len(BANDS), -1)
    before = np.cumsum(by_band, axis=1) - by_band
    shape = (len(BANDS), *SHAPE[:3], *SHAPE[4:])
    return np.asarray(np.moveaxis(before.reshape(shape), 0, 3).ravel() - start, dtype=np.int64)


def _ages_in_bands(profile: Profile, place: Floats) -> Floats:
    """[sex, hukou, schooling − 1, band, step] age in years by the part of a group's people in a band that are younger,
    as the group's smooth pyramid has them, so that the ages stay where they are."""
    density = pyramids(associate(profile, place / place.sum()).sum(axis=4))
    people = np.concatenate(
        [np.zeros((*density.shape[:3], 1)), np.cumsum(0.5 * (density[..., 1:] + density[..., :-1]), axis=3)], axis=3
    )
    birthdays, steps = np.arange(ADULT, AGES + 1.0), np.linspace(0.0, 1.0, STEPS)
    ages = np.empty((*density.shape[:3], len(BANDS), STEPS))
    for group in np.ndindex(density.shape[:3]):
        for band, (start, end) in enumerate(zip(BAND_STARTS, (*BAND_ENDS[:-1], OLDEST), strict=True)):
            fine = np.linspace(start, end, 4 * STEPS)
            younger = np.interp(fine, birthdays, people[group])
            younger -= younger[0]
            known = younger[-1] > 0.0
            ages[(*group, band)] = (
                np.interp(steps, younger / younger[-1], fine) if known else start + steps * (end - start)
            )
    return ages


def _age(quantile: Floats, ages: Floats, kind: Ints) -> Floats:
    """Age in years at a quantile of each person's band; `ages` [type, step]."""
    at = quantile * (STEPS - 1)
    low = np.minimum(at.astype(np.int64), STEPS - 2)
    below, above = ages[kind, low], ages[kind, low + 1]
    return np.asarray(below + (at - low) * (above - below))


def _fill_literacy(workers: Workers, kind: Ints, codes: Counts, draws: Draws) -> None:
    """Literacy from access, schooling, age and place: with access between ACCESS and full, else below ACCESS."""
    village = np.where(codes[0] == VILLAGE, LITERACY_VILLAGE, 0.0)
    mean = np.array(LITERACY_SCHOOLING)[codes[4]] + LITERACY_AGE * (MIDDLE[codes[3]] - 30.0) + village
    steep = _steepness(np.clip(mean, 0.05, 0.9))
    luck = draws.sample("literacy", len(workers))
    for part in slices(len(workers)):
        of = kind[part]
        online = ACCESS + (FULL - ACCESS) * np.log1p(luck[part] * np.expm1(steep[of])) / steep[of]
        workers.literacy[part] = np.where(codes[6][of] == 1, online, (ACCESS - 1) * luck[part]).astype(np.int16)


def _steepness(mean: Floats) -> Floats:
    """Rate at which an exponential density on 0…1 rises so that it has these means; few stand at the threshold of
    access, so that those who lose it as they age (`literacy_fading`) are as many as come with it."""
    low, high = np.full(len(mean), -40.0), np.full(len(mean), 40.0)
    for _ in range(60):
        rate = 0.5 * (low + high)
        rate = np.where(np.abs(rate) < 1e-6, 1e-6, rate)
        reached = 1.0 / -np.expm1(-rate) - 1.0 / rate
        low, high = np.where(reached < mean, rate, low), np.where(reached < mean, high, rate)
    return np.asarray(rate)


def _fill_skills(workers: Workers, kind: Ints, codes: Counts, draws: Draws) -> None:
    """Skills on leaving school, from schooling and luck; what people have learnt since is added later (see
    `experience`)."""
    layers = (workers.technical, workers.application, workers.management)
    common = draws.sample("ability", len(workers)).astype(np.float32)
    for i, (name, column) in enumerate(zip(("technical", "application", "management"), layers, strict=True)):
        base = SKILL_LEVEL[i] + np.array(SKILL_SCHOOLING[i])[codes[4]]
        own = draws.sample(name, len(workers)).astype(np.float32)
        for part in slices(len(workers)):
            luck = SKILL_COMMON * common[part] + (1.0 - SKILL_COMMON) * own[part] - 0.5
            column[part] = np.clip((base[kind[part]] + SKILL_SPREAD * luck) * FULL, 0.0, FULL).astype(np.int16)
