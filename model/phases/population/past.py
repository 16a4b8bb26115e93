"""The past: what years at work and without have made of people's skills before the month in which a city begins."""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, rule
from ....agents.workers import age_in_years, beginner, leaving_age, wants_work
from ...draws import identity, uniform

IDLE = np.array([0.04, 0.02, 0.01, 0.005, 0.0025])  # share of the time in the labour force without work, by schooling
IDLE_FIRST = 0.08  # more of it on leaving school (P02)
YEAR = 12  # months
FULL = 10_000.0  # bp


@rule
def after_a_year(skill, need, worked, b):
    """Skill after a year of which a share was worked: learning and forgetting of the review of wages."""
    learnt = YEAR * b.learning * max(0.0, FULL * need * b.learning_reach - skill)
    return skill + worked * learnt - (1.0 - worked) * YEAR * b.forgetting * skill


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
        for age in range(start, present):
            wants = wants_work(age, w.sex[i], w.schooling[i], w.hukou[i], w.disabled[i], 1.0, taste, b)
            worked = 1.0 - idle - IDLE_FIRST * beginner(age - start) if wants else 0.0
            technical = after_a_year(technical, need[o, 0], worked, b)
            application = after_a_year(application, need[o, 1], worked, b)
            management = after_a_year(management, need[o, 2], worked, b)
        result[k, 0], result[k, 1], result[k, 2] = technical, application, management
