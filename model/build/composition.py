"""Who lives in a city, as whole numbers: how many people of each type, met exactly, before anyone is placed.

A type is (place, sex, hukou, age band, schooling, disability, internet access). Shares are reconciled by iterative
proportional fitting (Deming & Stephan 1940), which meets given marginals and keeps the odds ratios of its seed: first
each two-way table of the profile (age × hukou, schooling × hukou, place × hukou, schooling × age) is fitted to the
shares of the city, then the joint distribution to all these tables and to sex × hukou. The joint is made whole by one
two-way split after another; each keeps the rows it starts from and meets its column totals exactly, so every marginal
of the profile holds to the person at any size. No luck is involved: a composition belongs to the city and the size.

Further associations, as odds ratios, sizes judged unless a source is named:
- women: less schooled than men of the older cohorts, more in the younger ones (7th census, national pattern);
- villages: older and less schooled than the core;
- certified disability: rises with age, falls with schooling, rare among migrants;
- internet access: rises with schooling, falls with age; levels meet P43 (urban, rural, 60+).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import HUKOUS, SCHOOLINGS, SEXES
from ...messages import phrase
from ..profile import BAND_60, BAND_ENDS, BAND_STARTS, BANDS, PLACES, VILLAGE, Floats, Profile

Counts = NDArray[np.int64]
Targets = dict[tuple[int, ...], Floats]  # axes of a table → the marginal it should have over them

# Axes of a table of types; people of one place are contiguous, then people of one sex and hukou, and so on.
SHAPE = (len(PLACES), len(SEXES), len(HUKOUS), len(BANDS), len(SCHOOLINGS), 2, 2)
MIDDLE = np.array([(a + min(b, 95)) / 2 for a, b in zip(BAND_STARTS, BAND_ENDS, strict=True)])  # years
ONE = 1 << 20  # people are split in units of a millionth, so that sums are exact

FEMALE_OLD = (1.5, 0.9, 0.75, 0.65, 0.5)  # women's odds of each schooling at 65, against men's
FEMALE_YOUNG = (1.0, 0.9, 0.9, 1.15, 1.25)  # the same at 25
PLACE_SCHOOLING = (  # odds of each schooling by place, against the city
    (0.8, 0.85, 1.05, 1.2, 1.4),
    (0.95, 1.05, 1.0, 1.0, 0.95),
    (0.95, 1.0, 1.1, 1.0, 0.85),
    (1.4, 1.2, 0.8, 0.6, 0.4),
)
PLACE_AGEING = (0.0, -0.005, 0.0, 0.012)  # log-odds of living there per year of age
DISABLED_AGE = 0.03  # log-odds per year of age
DISABLED_HUKOU = (1.0, 1.3, 0.35, 0.3)
DISABLED_SCHOOLING = (1.8, 1.1, 0.8, 0.45, 0.25)
ACCESS_SCHOOLING = (1.0, 2.5, 5.0, 12.0, 20.0)
KEPT = 16  # compositions (technical)
ACCESS_AGE = -0.04  # log-odds per year of age


def compose(profile: Profile, place: Counts) -> Counts:
    """People of each type, shape `SHAPE`, for a city with `place` [4] people in core, suburb, town and village."""
    return _composed(profile, tuple(place.tolist())).copy()


@lru_cache(maxsize=KEPT)
def _composed(profile: Profile, people_by_place: tuple[int, ...]) -> Counts:
    place = np.array(people_by_place, dtype=np.int64)
    rows = int(place.sum())
    joint = associate(profile, place / rows)
    hukou = apportioned(profile.hukou, rows)
    women = split(hukou, profile.female_by_hukou, round(profile.female_share * rows))
    people = np.stack([hukou - women, women]).ravel()  # [sex × hukou]
    for totals in (apportioned(profile.age_bands, rows), apportioned(profile.schooling, rows), place):
        weights = joint.reshape(len(people), len(totals), -1).sum(axis=2)
        people = spread(people, weights, totals).ravel()
    by_place = np.moveaxis(people.reshape((*SHAPE[1:5], len(PLACES))), -1, 0)
    disabled = split(by_place.ravel(), _disabled().ravel(), round(profile.disabled * rows))
    by_disability = np.stack([by_place.ravel() - disabled, disabled], axis=1).reshape(SHAPE[:-1])
    online = _online(profile, by_disability)
    return np.stack([by_disability - online, online], axis=-1)


def associate(profile: Profile, place: Floats) -> Floats:
    """Joint shares [sex, hukou, band, schooling, place] with the profile's marginals and the stated odds ratios."""
    return _associated(profile, tuple(place.tolist())).copy()


@lru_cache(maxsize=KEPT)
def _associated(profile: Profile, share_by_place: tuple[float, ...]) -> Floats:
    place = np.array(share_by_place)
    young = np.clip((65.0 - MIDDLE) / 40.0, 0.0, 1.0)[:, None]
    female = np.array(FEMALE_OLD) ** (1.0 - young) * np.array(FEMALE_YOUNG) ** young  # [band, schooling]
    by_sex = np.stack([np.ones_like(female), female])
    ageing = np.exp(np.outer(MIDDLE - 45.0, PLACE_AGEING))  # [band, place]
    seed = np.einsum("xas,ps,ap->xasp", by_sex, np.array(PLACE_SCHOOLING), ageing)
    women = profile.hukou * profile.female_by_hukou
    hukou, bands, schooling = profile.hukou, profile.age_bands, profile.schooling
    targets: Targets = {
        (0, 1): np.stack([hukou - women, women]),
        (1, 2): fit(profile.age_by_hukou, {(0,): hukou, (1,): bands}),
        (1, 3): fit(profile.schooling_by_hukou, {(0,): hukou, (1,): schooling}),
        (1, 4): fit(profile.place_by_hukou, {(0,): hukou, (1,): place}),
        (2, 3): fit(profile.schooling_by_age, {(0,): bands, (1,): schooling}),
    }
    return fit(np.repeat(seed[:, None], len(HUKOUS), axis=1), targets)


def fit(table: Floats, targets: Targets, rounds: int = 1000) -> Floats:
    """Iterative proportional fitting: scale the table along the given axes in turn until all its marginals hold."""
    for _ in range(rounds):
        miss = 0.0
        for axes, target in targets.items():
            others = tuple(i for i in range(table.ndim) if i not in axes)
            held = table.sum(axis=others, keepdims=True)
            goal = target.reshape(held.shape)
            miss = max(miss, float(np.abs(held - goal).max()))
            table = table * np.divide(goal, held, out=np.zeros_like(held), where=held > 0.0)
        if miss < 1e-9:
            return table
    what = "the shares of the profile cannot be reconciled (off by {miss} after {rounds} rounds)"
    raise ValueError(phrase("profile.shares", what, miss=f"{miss:.1e}", rounds=rounds))


def apportioned(shares: Floats, total: int) -> Counts:
    """Whole numbers in proportion to the shares that sum to the total (largest remainders)."""
    exact = shares / shares.sum() * total
    counts = np.floor(exact).astype(np.int64)
    counts[np.argsort(counts - exact, kind="stable")[: total - counts.sum()]] += 1
    return counts


def spread(rows: Counts, weights: Floats, totals: Counts) -> Counts:
    """[row, column] whole numbers with the given row and column sums, near rows × weights; column by column."""
    left, counts = rows.copy(), np.zeros((len(rows), len(totals)), dtype=np.int64)
    for j in range(len(totals) - 1):
        rest = weights[:, j:].sum(axis=1)
        odds = np.divide(weights[:, j], rest, out=np.zeros(len(rows)), where=rest > 0.0)
        counts[:, j] = split(left, odds, int(totals[j]))
        left -= counts[:, j]
    counts[:, -1] = left
    return counts


def split(rows: Counts, share: Floats, total: int) -> Counts:
    """How many of each row are on one side, `total` in all: shares moved by a common log-odds, then rounded in turn.

    Rounding the running sum keeps every stretch of neighbouring rows within one person of what it should hold.
    """
    odds = np.divide(share, 1.0 - share, out=np.full(len(rows), 1e200), where=share < 1.0)
    low, high = -50.0, 50.0
    for _ in range(100):
        middle = 0.5 * (low + high)
        side = rows * (1.0 - 1.0 / (1.0 + odds * np.exp(middle)))
        low, high = (middle, high) if side.sum() < total else (low, middle)
    running = np.cumsum(np.minimum(np.rint(side * ONE).astype(np.int64), rows * ONE))
    if not (rows >= 0).all() or abs(running[-1] / ONE - total) >= 0.5:
        what = "cannot take {total} of {people} people with these shares"
        raise ValueError(phrase("profile.people_with_shares", what, total=total, people=rows.sum()))
    return np.diff((running + ONE // 2) // ONE, prepend=0)


def disabled_by_age(profile: Profile, people: Floats, ages: int) -> Floats:
    """[hukou, schooling − 1, age year] share with a certified disability, of `people` [sex, hukou, band, schooling]."""
    level = np.einsum("h,s->hs", DISABLED_HUKOU, DISABLED_SCHOOLING)
    by_band = np.einsum("xhas,hs,a->", people, level, np.exp(DISABLED_AGE * (MIDDLE - 45.0)))
    rising = np.exp(DISABLED_AGE * (np.arange(ages) + 0.5 - 45.0))
    return np.minimum(profile.disabled / by_band * level[:, :, None] * rising, 0.9)


def _disabled() -> Floats:
    """Relative share of certified disability [place, sex, hukou, band, schooling]; the level is set by the total."""
    age = np.exp(DISABLED_AGE * (MIDDLE - 45.0))
    share = 0.02 * np.einsum("h,a,s->has", DISABLED_HUKOU, age, DISABLED_SCHOOLING)
    return np.broadcast_to(np.minimum(share, 0.9), SHAPE[:5])


def _online(profile: Profile, people: Counts) -> Counts:
    """How many of each type [… disability] have internet access, so that urban, rural and 60+ shares hold."""
    urban = np.arange(len(PLACES)) != VILLAGE
    old = np.arange(len(BANDS)) >= BAND_60
    group = 2 * urban[:, None] + old  # [place, band]
    group = np.broadcast_to(group[:, None, None, :, None, None], people.shape).ravel()
    odds = np.exp(ACCESS_AGE * (MIDDLE - 45.0))[:, None] * np.array(ACCESS_SCHOOLING)
    odds = np.broadcast_to(odds[None, None, None, :, :, None], people.shape).ravel()
    number = people.ravel()
    level = _access_levels(profile, number, odds, group)
    online = np.zeros(len(number), dtype=np.int64)
    for g in range(4):
        of = group == g
        share = level[g] * odds[of] / (1.0 + level[g] * odds[of])
        online[of] = split(number[of], share, round(float(number[of] @ share)))
    return online.reshape(people.shape)


def _access_levels(profile: Profile, number: Counts, odds: Floats, group: Counts) -> Floats:
    """Factor on the odds of access in [rural, rural 60+, urban, urban 60+] that meets the three shares."""
    level = np.ones(4)
    aims = (((0, 1), profile.access_rural), ((2, 3), profile.access_urban), ((1, 3), profile.access_60))
    for _ in range(200):
        for members, aim in aims:
            of = np.isin(group, members) & (number > 0)
            if of.any():
                level[list(members)] *= _step(number[of], level[group[of]] * odds[of], aim)
    return level


def _step(number: Counts, odds: Floats, aim: float) -> float:
    """One Newton step toward the factor on the odds that gives the mean share `aim`."""
    share = odds / (1.0 + odds)
    miss = aim - np.average(share, weights=number)
    slope = np.average(share * (1.0 - share), weights=number)
    return float(np.exp(np.clip(miss / slope, -1.0, 1.0)))
