"""The past: what years at work and without have made of people's skills before the month in which a city begins."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, rule
from ....agents.training import SETTLED, called_first, mean_shortfall, training_offer, usual_course
from ....agents.workers import age_in_years, beginner, leaving_age, wants_work
from ...draws import identity, uniform

IDLE = np.array([0.04, 0.02, 0.01, 0.005, 0.0025])  # share of the time in the labour force without work, by schooling
IDLE_FIRST = 0.08  # more of it on leaving school (P02)
FIRST_SEARCH = 0.12  # of the first year, for the first post, as in a long run of the model
SELDOM = 0.05  # share of people who think about work in a month, at least
YEAR = 12  # months
FULL = 10_000.0  # bp


@rule
def after_a_year(skill, need, worked, taught, b):
    """Skill after a year of which a share was worked: learning and forgetting of the review of wages, and what courses
    of firms have `taught` of what there was to learn."""
    learnt = (YEAR * b.learning + taught) * max(0.0, FULL * need * b.learning_reach - skill)
    return skill + worked * learnt - (1.0 - worked) * YEAR * b.forgetting * skill


@rule
def first_wait(b):
    """Share of the first year after school until the first post: until the wish to work is acted upon, and while the
    post is looked for."""
    return 1.0 / (YEAR * max(b.review_of_work, SELDOM)) + FIRST_SEARCH


@kernel
def pass_years(lo, hi, part, rows, w, need, level, month, taste_key, behaviour, result):
    """Pass each person's years since school."""
    b = behaviour[0]
    for k in range(lo, hi):
        i = rows[k]
        o, start = w.occupation[i], leaving_age(w.schooling[i])
        idle, present = IDLE[w.schooling[i] - 1], age_in_years(month, w.born[i])
        technical = min(max(w.technical[i] + level, 0.0), FULL)
        application = min(max(w.application[i] + level, 0.0), FULL)
        management = min(max(w.management[i] + level, 0.0), FULL)
        taste = uniform(taste_key, identity(i, w.born[i]))
        offered = YEAR * training_offer(b.firm_training, 1.0 * w.schooling[i], b.offer_schooling)
        offered *= usual_course(b.learning_in_course, b.firm_course_extent)
        needs = need[o, 0], need[o, 1], need[o, 2]
        for age in range(start, present):
            wants = wants_work(age, w.sex[i], w.schooling[i], w.hukou[i], w.disabled[i], 1.0, taste, b)
            worked = 1.0 - idle - IDLE_FIRST * beginner(age - start) if wants else 0.0
            worked -= first_wait(b) if wants and age == start else 0.0
            gap = mean_shortfall(technical / FULL, application / FULL, management / FULL, needs[0], needs[1], needs[2])
            taught = offered * called_first(gap, SETTLED, b)
            technical = after_a_year(technical, needs[0], worked, taught, b)
            application = after_a_year(application, needs[1], worked, taught, b)
            management = after_a_year(management, needs[2], worked, taught, b)
        result[k, 0], result[k, 1], result[k, 2] = technical, application, management
