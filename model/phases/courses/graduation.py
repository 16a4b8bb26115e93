"""Graduation: what those who complete a course have learnt, and what they can show for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel
from ....agents.workers import BP, NO_TARGET, TRAINING, UNEMPLOYED, skill_after_course
from ...city import City
from ...draws import uniform_column
from ...programme import Offer
from ...rules import Rules
from .points import award_course_points
from .terms import CourseTerms, lesson

Rows = NDArray[np.uint32]
MASTERED = 0.85  # skill match from which modules add up to a certificate; the tally calls a seeker fit from there


def complete(city: City, rules: Rules, terms: CourseTerms, offer: Offer, rows: Rows, flows: dict[str, int]) -> None:
    """Skills rise towards what the target asks, most get a certificate, those without a job now look in the new
    field."""
    if not len(rows):
        return
    w, b, p = city.workers, city.behaviour, offer.programme
    taught, practice = lesson(city, rules, terms, offer, rows)
    _learn(len(rows), rows, w.view(), city.occupations.need, b.learning_in_course, taught)
    passed = uniform_column(city.draws.key("examination"), rows.astype(np.uint64)) < b.pass_rate
    target = w.target[rows].astype(np.uint64)
    if p.extent < 1.0:
        passed &= _mastered(city, rows)
    w.certificates[rows] |= np.where(passed, np.uint64(1) << target, np.uint64(0))
    if rules.somewhere.points_course:
        award_course_points(city, rules, rows, p.extent)
    if p.months:
        w.trained[rows] = city.month
    w.target[rows[w.target[rows] == w.occupation[rows]]] = NO_TARGET
    if practice.any():
        _gain_experience(city, rows, practice * p.extent)
    flows["completed"] += len(rows)
    flows["certified"] += int(passed.sum())


def _mastered(city: City, rows: Rows) -> NDArray[np.bool_]:
    """Whose skills match what posts of the target occupation need."""
    w, need = city.workers, city.occupations.need[city.workers.target[rows]]
    skill = BP * np.stack([w.technical[rows], w.application[rows], w.management[rows]], axis=1)
    return np.asarray(np.maximum(need - skill, 0.0).sum(axis=1) <= (1.0 - MASTERED) * need.sum(axis=1))


def _gain_experience(city: City, rows: Rows, practice: NDArray[np.float64]) -> None:
    """Employers take some of those who practised for experienced, if they are out of work: what counts is the last
    occupation."""
    w, share = city.workers, city.behaviour.practice_experience * practice
    luck = uniform_column(city.draws.key("practice counts as experience"), rows.astype(np.uint64))
    free = (w.status[rows] == TRAINING) | (w.status[rows] == UNEMPLOYED)
    shown = rows[free & (luck < share) & (w.target[rows] != NO_TARGET)]
    w.occupation[shown] = w.target[shown]


@kernel
def _learn(lo, hi, part, rows, w, need, learning, taught):
    """Move the skills of graduates towards what the occupation needs; shares are kept in basis points."""
    for k in range(lo, hi):
        i = rows[k]
        o = w.target[i]
        fresh = taught[k]
        w.technical[i] = int(10_000.0 * skill_after_course(w.technical[i] * BP, need[o, 0], learning, fresh) + 0.5)
        w.application[i] = int(10_000.0 * skill_after_course(w.application[i] * BP, need[o, 1], learning, fresh) + 0.5)
        w.management[i] = int(10_000.0 * skill_after_course(w.management[i] * BP, need[o, 2], learning, fresh) + 0.5)
