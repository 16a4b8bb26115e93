"""What people have lived through before the start: skills of work and of years without, courses, certificates.

Whoever is forty at the start has learnt and forgotten for twenty years by the rules that hold from then on, in the
trade held now. So the skills of an age at the start are what the city itself would make of its school leavers in the
long run, and nothing drifts. The level of skills on leaving school is the one at which the share of skilled people
among those at work is the profile's.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import interpreted
from ...agents.workers import (
    BACHELOR,
    COLLEGE,
    INACTIVE,
    LAYERS,
    NEVER,
    SENIOR,
    SKILLED,
    UNEMPLOYED,
    certified_at_school,
    leaving_age,
)
from ..city import City
from ..draws import stretches
from ..occupations import draw_occupation
from ..phases.population.past import pass_years
from ..profile import Floats

Rows = NDArray[np.uint32]
YEAR = 12  # months
SAMPLE = 20_000  # people by whom the level of skills is found
HALVINGS = 14
MOST_SHIFT = 4_000.0  # bp
TRAINED_AT, TRAINED_PACE = 35.0, 0.12  # age around which most courses are taken, and how they thin out from there
# Points a year by which more of those who left vocational schools later hold a certificate: 0.46 to 0.81 of the leavers
# from 2003 to 2016 (Ministry of Education).
GROWTH = 0.027
SAME_TRADE = 0.76  # of them who work in the trade they learnt (secondary vocational schools, 2013)
CERTIFIED = 0.8  # share of those ever trained who hold a certificate (a course or two at the pass rate of P40)


def live_through(city: City) -> None:
    """Give everybody the skills, courses and certificates of a life so far; `technical` to `management` hold those of
    school before."""
    w = city.workers
    some = np.arange(0, len(w), max(1, len(w) // SAMPLE), dtype=np.uint32)
    level = _level(city, some)
    for rows in stretches(len(w)):
        w.technical[rows], w.application[rows], w.management[rows] = np.rint(_skills_after(city, rows, level)).T
        _take_courses(city, rows)


def _level(city: City, rows: Rows) -> float:
    """Skill to be added on leaving school so that the profile's share of people at work is skilled, bp."""
    w, low, high = city.workers, -MOST_SHIFT, MOST_SHIFT
    rows = rows[(w.status[rows] != INACTIVE) & (w.status[rows] != UNEMPLOYED)]
    for _ in range(HALVINGS if len(rows) else 0):
        middle = 0.5 * (low + high)
        share = np.mean(_skills_after(city, rows, middle).sum(axis=1) >= LAYERS * SKILLED)
        low, high = (middle, high) if share < city.profile.skilled_share else (low, middle)
    return 0.5 * (low + high)


def _skills_after(city: City, rows: Rows, level: float) -> Floats:
    """[row, layer] skills after school and the years since, bp."""
    result = np.empty((len(rows), int(LAYERS)))
    taste, b = city.draws.lifelong("wish to work"), city.behaviour.view()
    pass_years(len(rows), rows, city.workers.view(), city.occupations.need, level, city.month, taste, b, result)
    return result


def _take_courses(city: City, rows: Rows) -> None:
    """Some have been trained, most of them around mid-career, and mostly for another trade than their own."""
    w, draws = city.workers, city.draws
    age = (city.month - w.born[rows].astype(np.int64)) / YEAR
    luck = draws.sample_of("ever trained", rows) / max(city.behaviour.ever_trained, 1e-9)
    trained = luck < _taken_by(age)
    at = np.where(luck < 0.5, np.log(np.maximum(2.0 * luck, 1e-9)), -np.log(np.maximum(2.0 - 2.0 * luck, 1e-9)))
    ago = np.maximum(1.0, YEAR * (age - TRAINED_AT - at / TRAINED_PACE))
    w.trained[rows] = np.where(trained, city.month - ago, NEVER)
    field = draw_occupation(city.occupations, w.schooling[rows], draws.sample_of("trade trained for", rows))
    holds = trained & (draws.sample_of("certificate held", rows) < CERTIFIED)
    of_courses = np.where(holds, np.uint64(1) << field.astype(np.uint64), np.uint64(0))
    w.certificates[rows] = of_courses | _of_schools(city, rows, age)


def _of_schools(city: City, rows: Rows, age: Floats) -> NDArray[np.uint64]:
    """Certificates brought from vocational schools: fewer of those who left them long ago, mostly of the present
    trade."""
    w, b, draws = city.workers, city.behaviour, city.draws
    certified: Any = interpreted(certified_at_school)
    leaves: Any = interpreted(leaving_age)
    levels = range(SENIOR, COLLEGE + 1)
    share, left = np.zeros(BACHELOR + 1), np.zeros(BACHELOR + 1)
    share[SENIOR : COLLEGE + 1] = [certified(level, b) for level in levels]
    left[SENIOR : COLLEGE + 1] = [leaves(level) for level in levels]
    level = w.schooling[rows]
    ago = age - left[level]
    then = share[level] * np.maximum(0.0, 1.0 - GROWTH / max(b.school_certified, GROWTH) * np.maximum(ago, 0.0))
    holds = (ago >= 0.0) & (draws.sample_of("certificate of a school held", rows) < then)
    other = draw_occupation(city.occupations, level, draws.sample_of("trade learnt at school", rows))
    stayed = draws.sample_of("works in the trade learnt", rows) < SAME_TRADE
    trade = np.where(stayed, w.occupation[rows], other).astype(np.uint64)
    return np.where(holds, np.uint64(1) << trade, np.uint64(0))


def _taken_by(age: Floats) -> Floats:
    """Share of the courses of a life that have been taken by an age."""
    away = np.exp(-TRAINED_PACE * np.abs(age - TRAINED_AT))
    return np.asarray(np.where(age < TRAINED_AT, 0.5 * away, 1.0 - 0.5 * away))
