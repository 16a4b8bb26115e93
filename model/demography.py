"""A population that renews itself: who leaves and who comes, so that a city of constant size keeps its ages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..agents.table import Ints
from ..agents.workers import HUKOUS, SCHOOLINGS, Workers
from .profile import Floats

AGES = 120  # ages 0…119
ADULT = 16
MONTHS = 12
BINS = np.array([16, *range(20, 95, 5), 95, 105])  # first ages of the bands whose sums are kept
# Gompertz floor of mortality, judged, somewhat below the Chinese life table of 2020: 0.4 per 1,000 a year at 30, 8 at
# 65, 47 at 85.
MORTALITY_30 = 0.0004
DOUBLING = 8.0


@dataclass(frozen=True)
class Closure:
    """Rates that keep the age distribution of each hukou group as it is, when every leaver is replaced by an entrant.

    An entrant of age year a starts in a month of that year drawn evenly, one of age year 16 on the 16th birthday.
    """

    exit_hazard: Floats  # [hukou, age year] probability a month of dying or moving away
    entry_cdf: Floats  # [hukou, age year] share of entrants of that age year or younger
    entrant_schooling: Floats  # [hukou, schooling − 1] shares of entrants


def demographic_closure(workers: Workers, month: int) -> Closure:
    """Exit hazards and entry ages from the population's own pyramid (after Preston & Coale 1982).

    In a stationary population the number that reaches age a + 1 in a month, less the number that reached age a, is
    what entered less what left in between. The pyramid is smoothed within five-year bands, whose sums are kept (after
    Tobler's pycnophylactic interpolation, 1979); where it falls with age people leave (death and out-migration), where
    it rises they enter (in-migration), and young adults enter at 16. Nobody dies less than the floor of mortality: the
    extra deaths are refilled at the same age.
    """
    age = (month - workers.born.astype(np.int64)) // MONTHS
    hazard, cdf = np.ones((len(HUKOUS), AGES)), np.ones((len(HUKOUS), AGES))
    for h in range(len(HUKOUS)):
        number = np.bincount(age[workers.hukou == h], minlength=AGES)[:AGES]
        if number[ADULT:].any():
            hazard[h], cdf[h] = _balance(_density(number.astype(np.float64)))
    return Closure(hazard, cdf, _entrant_schooling(workers, age))


def _density(number: Floats) -> Floats:
    """[birthday 16…120] people per year of age: the flattest curve with the five-year sums of `number` [age year].

    Least squares of first differences under linear constraints; nobody is left at 120.
    """
    birthdays = AGES - ADULT + 1
    trapezium = 0.5 * (np.eye(birthdays)[:-1] + np.eye(birthdays)[1:])  # from birthdays to age years
    inside = np.searchsorted(BINS, np.arange(ADULT, AGES), side="right") - 1 == np.arange(len(BINS))[:, None]
    sums = np.vstack([inside @ trapezium, np.eye(birthdays)[-1]])
    goal = np.append(inside @ number[ADULT:], 0.0)
    step = np.diff(np.eye(birthdays), axis=0)
    system = np.block([[step.T @ step, sums.T], [sums, np.zeros((len(goal), len(goal)))]])
    solved = np.linalg.solve(system, np.concatenate([np.zeros(birthdays), goal]))
    return np.maximum(solved[:birthdays], 0.0)


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


def _entrant_schooling(workers: Workers, age: Ints) -> Floats:
    """[hukou, schooling − 1] shares at ages 20–29, of everybody at these ages where a group has nobody."""
    young = (age >= 20) & (age < 30)
    counts = np.zeros((len(HUKOUS), len(SCHOOLINGS)))
    np.add.at(counts, (workers.hukou[young], workers.schooling[young].astype(np.int64) - 1), 1.0)
    counts = np.where(counts.sum(axis=1, keepdims=True) > 0.0, counts, counts.sum(axis=0) + 1e-9)
    shares: Floats = counts / counts.sum(axis=1, keepdims=True)
    return shares
