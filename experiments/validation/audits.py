"""Audit studies on a copy of the city: equal persons sent through the real search phase, as researchers send CVs.

The city itself is left as it is; nothing is read off a parameter.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...agents.employers import ANY_SEX
from ...agents.workers import BACHELOR, FEMALE, INACTIVE, LOCAL_URBAN, MALE, NO_TARGET, NOBODY, UNEMPLOYED, Workers
from ...model.city import City
from ...model.frame import build_frame
from ...model.phases.search import search_jobs
from .census import Census, ratio

CVS = 20_000  # sent in a month of an audit
HOMES = 16  # places from which the effect of distance is measured
FAR = 16.0  # km
ANY_WAGE = -1_000_000_000  # fen; low enough for a long way to a badly paid post, so that both sexes see the same posts


def women_callback_penalty(city: City) -> float:
    """Callbacks of women relative to men's with the same CVs, per cent (P45).

    The CVs are those of the city's graduates under 30, all written as fresh local seekers who take any wage; each is
    sent once as a man's and once as a woman's, under the same luck, to open posts that state no sex.
    """
    census = Census(city)
    graduates = (city.workers.schooling == BACHELOR) & (census.age < 30) & (city.workers.status != INACTIVE)
    rows = np.flatnonzero(graduates)
    if not len(rows):
        return np.nan
    men, women = (_callback_rate(city, rows, sex) for sex in (MALE, FEMALE))
    return 100.0 * (ratio(women, men) - 1.0)


def _callback_rate(city: City, rows: NDArray[np.int64], sex: int) -> float:
    """Callbacks per application of CVs that differ from the originals in sex alone."""
    audit = _audited(city, rows, CVS)
    w, e = audit.workers, audit.employers
    w.sex[:], w.hukou[:], w.disabled[:], w.reservation[:] = sex, LOCAL_URBAN, 0, ANY_WAGE
    audit.behaviour = replace(audit.behaviour, women_bargain=1.0)  # else each sex would write to other posts
    e.vacancies[e.sex_wanted != ANY_SEX] = 0
    sought = search_jobs(audit, audit.rules)
    return ratio(int(sought.called.sum()), sought.count)


def distance_penalty(city: City) -> float:
    """Applications to posts 16 km from home relative to the same posts at home, per cent (P46).

    The city's unemployed are all given one home. Half of the lines, drawn at random, move there and the other half to
    the liveliest place 16 km away; from the next home the halves change places. All posts are open, so that every
    line has a say.
    """
    rows = np.flatnonzero(Census(city).unemployed)
    if not len(rows):
        return np.nan
    half = city.draws.sample("half of the lines", len(city.employers)) < 0.5
    near = far = 0
    for number, home in enumerate(city.workers.cell[rows[np.linspace(0, len(rows) - 1, HOMES).astype(np.int64)]]):
        away = _place_at(city, int(home), FAR)
        if away is None:
            continue
        at_home = half if number % 2 == 0 else ~half
        received = _applications(city, rows, int(home), np.where(at_home, int(home), away))
        near += int(received[at_home].sum())
        far += int(received[~at_home].sum())
    return 100.0 * (ratio(far, near) - 1.0)


def _applications(city: City, rows: NDArray[np.int64], home: int, workplace: NDArray[np.int64]) -> NDArray[np.int32]:
    """[line] applications of the unemployed who all live in one cell, to lines that stand where they are put."""
    audit = _audited(city, rows, CVS // HOMES)
    audit.workers.cell[:] = home
    e = audit.employers
    e.cell[:], e.remote[:], e.applicants[:] = workplace, 0, 0
    e.vacancies[:] = e.slots
    audit.frame = build_frame(e, city.grid, city.occupations, city.behaviour)
    search_jobs(audit, audit.rules)
    return e.applicants


def _audited(city: City, rows: NDArray[np.int64], number: int) -> City:
    """A copy of the city in its next month whose people are so many copies of some, fresh in unemployment."""
    copies = np.resize(rows, number)
    people = Workers(**{name: column[copies] for name, column in city.workers.columns().items()})
    people.status[:], people.employer[:], people.programme[:], people.target[:] = UNEMPLOYED, NOBODY, 0, NO_TARGET
    people.since[:], people.idle[:] = city.month, 0
    audit = replace(city.fork(), workers=people)
    audit.draws.month = city.month
    return audit


def _place_at(city: City, home: int, km: float) -> int | None:
    """The cell with most jobs among those so far from home, to half a cell."""
    grid = city.grid
    away = np.hypot(grid.x_km - grid.x_km[home], grid.y_km - grid.y_km[home])
    ring = np.flatnonzero(np.abs(away - km) <= 0.5 * grid.km_per_cell)
    return int(ring[np.argmax(grid.jobs[ring])]) if len(ring) else None
