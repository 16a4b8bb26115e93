"""Employees are dismissed or quit: luck alone tells at most lines that nothing of the kind can happen to them.

Luck is drawn for a stretch of rows at once, and only those are looked at closer whose luck stands near enough to an
end.
"""

from __future__ import annotations

import numpy as np

from ....agents.compiled import kernel, rule
from ....agents.workers import (
    EMPLOYED,
    LEAST_RATIO,
    NONLOCAL_RURAL,
    age_in_years,
    dismissal_factor,
    experience,
    quit_hazard,
    tenure_factor,
    youth_factor,
)
from ...draws import STRETCH, uniform, uniforms
from ...params import record
from .hours import on_leave

SLACK = 1e-6  # more than what single precision rounds away
NONE = np.uint32(0)
# Luck between which nobody of a line is dismissed or quits; and quits through monitoring, relative to the mean line.
ENDS = record((np.float32, ("low", "high", "strain")))
WATCHED = "watches its staff"  # lifelong luck of a line


@rule
def dismissal_chance(tenure, age, turnover, shedding, b):
    """Chance of being dismissed this month: as happens anyway, by the sector's `turnover` and falling with tenure, or
    because the line sheds staff."""
    base = b.separation_rate * turnover * tenure_factor(tenure, b.tenure_half_life)
    base *= dismissal_factor(age, b.dismissal_past_35)
    return base + (1.0 - base) * min(1.0, shedding)


@rule
def strain_of(lot, stopped, b):
    """Rise of quits at a line that watches its staff, as far as inspectors have not `stopped` the docking of pay, over
    that of the mean line without inspectors (plan §2.4.1)."""
    watched = 1.0 - stopped if lot < b.monitored_share else 0.0
    return b.monitoring_quits * (watched - b.monitored_share)


@kernel
def find_ends(lo, hi, part, shed, turnover, given_up, watching, behaviour, ends):
    """What luck leaves everybody of a line where they are, whatever their tenure, age and pay."""
    b = behaviour[0]
    zone, stopped, watch_key = watching
    for n in range(lo, hi):
        j = np.uint32(n)
        oldest = b.separation_rate * turnover[j] * max(1.0, b.dismissal_past_35)
        low = oldest + min(1.0, shed[j] * max(1.0, b.migrants_shed))
        ends[j].strain = strain_of(uniform(watch_key, j), stopped[zone[j]], b)
        quits = b.quit_rate * turnover[j] * max(1.0, b.beginners_quit) / min(1.0, LEAST_RATIO)
        quits *= 1.0 + max(0.0, ends[j].strain)
        ends[j].low = 1.0 if given_up[j] > 0.0 else low + SLACK
        ends[j].high = 1.0 - quits - SLACK


@kernel
def part_ways(lo, hi, part, w, line, leave, month, behaviour, key, dismissed, quitting):
    """Mark who is dismissed and who quits without a job in hand."""
    b = behaviour[0]
    (dismissed_rows, n_dismissed), (quitting_rows, n_quitting) = dismissed, quitting
    given_up, leave_key = leave
    posted, shed, turnover, ends = line
    luck, near = np.empty(STRETCH), np.empty(STRETCH, np.uint32)
    out = away = 0
    for start in range(lo, hi, STRETCH):
        rows = min(STRETCH, hi - start)
        uniforms(key, start, rows, luck)  # dismissals stand at its lower end, quits at its upper end
        for n in range(find_near(start, rows, w.status, w.employer, ends, luck, near)):
            i = near[n]
            j, drawn = w.employer[i], luck[i - np.uint32(start)]
            tenure, age = month - w.hired[i], age_in_years(month, w.born[i])
            shedding = shed[j] * (b.migrants_shed if w.hukou[i] == NONLOCAL_RURAL else 1.0)
            dismissal = dismissal_chance(tenure, age, turnover[j], shedding, b)
            if drawn < dismissal or on_leave(i, w.hired[i], given_up[j], leave_key):
                dismissed_rows[lo + out] = i
                out += 1
                continue
            ratio = w.wage[i] / max(posted[j], 1)
            young = youth_factor(experience(age, w.schooling[i]), b.beginners_quit)
            hazard = quit_hazard(b.quit_rate * turnover[j], tenure, b.tenure_half_life, ratio, young, ends[j].strain)
            if drawn >= 1.0 - (1.0 - dismissal) * hazard:
                quitting_rows[lo + away] = i
                away += 1
    n_dismissed[part] = out
    n_quitting[part] = away


@rule
def find_near(start, rows, status, employer, ends, luck, near):
    """List the employees whose luck stands near enough to an end; return how many."""
    found = NONE
    for k in range(rows):
        i = np.uint32(start + k)
        employed = status[i] == EMPLOYED
        end = ends[np.uint32(employer[i] * employed)]
        near[found] = i
        found += np.uint32(employed & ((luck[k] < end.low) | (luck[k] >= end.high)))
    return found
