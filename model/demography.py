"""A population that renews itself: who leaves and who comes, so that a city of constant size keeps its ages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..agents.table import Ints
from .histories import Histories
from .profile import BAND_STARTS, Floats

AGES = 120  # ages 0…119
OLDEST = AGES - 1
ADULT = 16
MONTHS = 12
BINS = np.array([16, *range(20, 95, 5), 95, 105])  # first ages of the bins whose sums are kept
LAST = 120.0  # years
OLD_SCALE = 4.2  # years over which the number of people aged 85 and over falls by 1/e (judged)
# Gompertz floor of mortality, judged, somewhat below the Chinese life table of 2020: 0.4 per 1,000 a year at 30, 8 at
# 65, 47 at 85.
MORTALITY_30 = 0.0004
DOUBLING = 8.0


@dataclass(frozen=True)
class Closure:
    """Rates that keep the ages of each group (sex, hukou, schooling) as they are, when every leaver is replaced by an
    entrant of the same group.

    An entrant of age year a starts in a month of that year drawn evenly, one of age year 16 on the 16th birthday.
    """

    exit_hazard: Floats  # [sex, hukou, schooling − 1, age year] probability a month of dying or moving away
    entry_cdf: Floats  # [sex, hukou, schooling − 1, age year] share of entrants of that age year or younger
    disabled: Floats  # [hukou, schooling − 1, age year] share with a certified disability
    homes: Floats  # [hukou, place] share of the people who have a home there
    histories: Histories  # what newcomers of an age bring


def demographic_closure(people: Floats) -> tuple[Floats, Floats]:
    """Exit hazards and entry ages of `Closure` from the pyramid of each group, `people` [sex, hukou, band, schooling].

    In a stationary population the number that reaches age a + 1 in a month, less the number that reached age a, is
    what entered less what left in between (Preston & Coale 1982). The pyramid is smoothed within five-year bands, whose
    sums are kept (after Tobler's pycnophylactic interpolation, 1979); where it falls with age people leave (death and
    out-migration), where it rises they enter (in-migration), and young adults enter at 16. Nobody dies less than the
    floor of mortality: the extra deaths are refilled at the same age. Taken from expected numbers, not from those
    of a city of some size, so that the rates do not hang on the size.
    """
    sexes, hukous, _, schoolings = people.shape
    shape = (sexes, hukous, schoolings, AGES)
    hazard, cdf, density = np.ones(shape), np.ones(shape), pyramids(people)
    for group in np.ndindex(shape[:-1]):
        if density[group].any():
            hazard[group], cdf[group] = _balance(density[group])
    return hazard, cdf


def pyramids(people: Floats) -> Floats:
    """[sex, hukou, schooling − 1, birthday 16…120] people per year of age; `people` [sex, hukou, band, schooling]."""
    sexes, hukous, _, schoolings = people.shape
    density = np.zeros((sexes, hukous, schoolings, AGES - ADULT + 1))
    for x, h, s in np.ndindex(sexes, hukous, schoolings):
        if people[x, h, :, s].sum() > 0.0:
            density[x, h, s] = _density(_in_bins(people[x, h, :, s]))
    return density


def _in_bins(bands: Floats) -> Floats:
    """[bin] people by the bins of ages, from the bands of the profile: fewer by 1/e every few years in the open one."""
    shut = len(BAND_STARTS) - 1
    beyond = 1.0 - np.exp(-(np.append(BINS[shut + 1 :], LAST) - BINS[shut]) / OLD_SCALE)
    return np.append(bands[:shut], bands[shut] * np.diff(beyond, prepend=0.0) / beyond[-1])


def _density(number: Floats) -> Floats:
    """[birthday 16…120] people per year of age: the flattest curve with the sums of `number` [bin]."""
    return np.maximum((_flattest() * number).sum(axis=1), 0.0)


@cache
def _flattest() -> Floats:
    """[birthday 16…120, bin] the flattest curve in which one bin holds a person and the others nobody.

    Least squares of first differences under linear constraints; nobody is left at 120.
    """
    birthdays = AGES - ADULT + 1
    trapezium = 0.5 * (np.eye(birthdays)[:-1] + np.eye(birthdays)[1:])  # from birthdays to age years
    inside = np.searchsorted(BINS, np.arange(ADULT, AGES), side="right") - 1 == np.arange(len(BINS))[:, None]
    sums = np.vstack([inside @ trapezium, np.eye(birthdays)[-1]])
    step = np.diff(np.eye(birthdays), axis=0)
    system = np.block([[step.T @ step, sums.T], [sums, np.zeros((len(sums), len(sums)))]])
    goals = np.eye(len(system))[:, birthdays : birthdays + len(BINS)]
    return _solved(np.hstack([system, goals]), len(system))[:birthdays]


def _solved(rows: Floats, n: int) -> Floats:
    """What solves the first `n` columns for each of the others, by elimination: `np.linalg.solve` has other bits on
    one core than on two, and waits for its threads where others compute."""
    for k in range(n):
        top = k + int(np.abs(rows[k:, k]).argmax())
        rows[[k, top]] = rows[[top, k]]
        rows[k] /= rows[k, k]
        others = np.arange(n) != k
        rows[others] -= rows[others, k, None] * rows[k]
    return rows[:, n:]


def _balance(density: Floats) -> tuple[Floats, Floats]:
    """(exit hazard, entry cdf) by age year 0…119 for people per year of age at the birthdays from the 16th."""
    number = 0.5 * (density[:-1] + density[1:])
    loss = (density[:-1] - density[1:]) / MONTHS  # a month, from those who reach the age to those who reach the next
    floor = 1.0 - (1.0 - mortality(np.arange(ADULT, AGES) + 0.5)) ** (1.0 / MONTHS)
    leave = np.maximum(loss, floor * number)
    hazard = np.ones(AGES)
    hazard[ADULT:] = np.divide(leave, number, out=np.ones_like(number), where=number > 0.0)
    enter = np.maximum(leave - loss, 0.0)
    enter[0] += density[0] / MONTHS
    cdf = np.zeros(AGES)
    cdf[ADULT:] = np.minimum(np.cumsum(enter) / enter.sum(), 1.0)
    cdf[-1] = 1.0
    return np.clip(hazard, 0.0, 1.0), cdf


def mortality(age: Ints) -> Floats:
    """Probability of dying within a year at an age in years, Gompertz, at most a half."""
    risk: Floats = np.minimum(MORTALITY_30 * 2.0 ** ((age - 30.0) / DOUBLING), 0.5)
    return risk
