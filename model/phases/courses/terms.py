"""Courses: what a course teaches, costs and holds this month, under the rules of each zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import interpreted
from ....agents.training import drop_out_hazard, freshness, internship_supply, practised, revised
from ....agents.workers import EMPLOYED, UNEMPLOYED
from ...city import City
from ...draws import uniform_column
from ...programme import Offer
from ...rules import Rules

Rows = NDArray[np.uint32]
NUMBERS = 256  # persons remember the number of their programme in a byte
RECENT = 12  # months after a course in which its graduates tell whether they found work


@dataclass
class CourseTerms:
    """CourseTerms of the programmes of a month, by number of the programme and zone."""

    hazard: NDArray[np.float64]  # [numbers, zones] chance of dropping out
    surcharge: NDArray[np.int64]  # [numbers, zones] fen a month and trainee for practice, beyond the ordinary fee
    success: NDArray[np.float64]  # [occupations] share of recent graduates who found work in it; of use for feedback


def terms_of(city: City, rules: Rules, offers: Sequence[Offer]) -> CourseTerms:
    """Drop-out and practice surcharge of every programme in every zone."""
    b, zones = city.behaviour, city.zones
    completion = {
        "full_time": b.completion_full_time,
        "part_time": b.completion_part_time,
        "online": b.completion_online,
    }
    success = placement_rate(city) if rules.somewhere.course_feedback else np.ones(len(city.occupations.ids))
    terms = CourseTerms(np.ones((NUMBERS, zones)), np.zeros((NUMBERS, zones), np.int64), success)
    hazard = interpreted(drop_out_hazard)
    for offer in offers:
        p = offer.programme
        stay = completion[p.mode]
        terms.hazard[offer.number] = hazard(stay, max(p.months, 1), p.extent, p.mentored, b.mentor_hold)
        extra = np.maximum(rules.practice_share - p.practice, 0.0) * b.practice_cost  # own practice is in the fee
        terms.surcharge[offer.number] = np.ceil(100.0 * p.outlays() * extra)
    return terms


def fee(city: City, rules: Rules, offer: Offer) -> int:
    """Fen a month and trainee that a place costs at most, rounded up."""
    p = offer.programme
    extra = np.maximum(rules.practice_share - p.practice, 0.0).max() * city.behaviour.practice_cost
    return int(np.ceil(100.0 * (p.outlays() * (1.0 + extra) + p.allowance)))


def lesson(
    city: City, rules: Rules, terms: CourseTerms, offer: Offer, rows: Rows
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much of what posts need a course has taught each graduate (a factor on learning), and the practice share.

    Interns cost government their firm's credit, which is paid here.
    """
    b, p, w = city.behaviour, offer.programme, city.workers
    zone = city.grid.district[w.cell[rows]]
    fresh_rule = interpreted(freshness)
    fresh = np.array([fresh_rule(p.fresh, u, b.content_ageing, b.update_reach) for u in rules.course_updates])[zone]
    if rules.somewhere.course_feedback:
        fresh = interpreted(revised)(fresh, rules.course_feedback[zone], terms.success[w.target[rows]])
    practice = np.maximum(rules.practice_share[zone], p.practice)
    if rules.somewhere.internship_credit and p.extent >= 1.0 and not p.by_firms:
        practice = np.minimum(1.0, practice + b.internship_practice * _interns(city, rules, rows, zone))
    taught = interpreted(practised)(fresh, practice, b.practice_learning) * p.extent
    return np.minimum(taught, 1.0 / max(b.learning_in_course, 1e-9)), practice


def _interns(city: City, rules: Rules, rows: Rows, zone: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which graduates had an internship; their firms receive the tax credit."""
    b = city.behaviour
    credit = rules.internship_credit
    supply = [interpreted(internship_supply)(c, b.internship_cost, b.internship_elasticity) for c in credit]
    luck = uniform_column(city.draws.key("internship"), rows.astype(np.uint64))
    interns: NDArray[np.bool_] = luck < np.array(supply)[zone]
    due = np.round(100.0 * credit[zone[interns]]).sum()
    city.ledger.pay("government", "employers", "internship_credits", int(due))
    return interns


def placement_rate(city: City) -> NDArray[np.float64]:
    """[occupation] share of recent graduates of its courses who work in it, among them and those still looking; one
    half is reckoned where there are hardly any."""
    w, n = city.workers, len(city.occupations.ids)
    recent = np.flatnonzero(w.trained >= city.month - RECENT)
    bit = (w.certificates[recent] >> w.occupation[recent].astype(np.uint64)) & np.uint64(1) == 1
    placed = recent[(w.status[recent] == EMPLOYED) & bit]
    looking = recent[(w.status[recent] == UNEMPLOYED) & (w.target[recent] < n)]
    found = np.bincount(w.occupation[placed], minlength=n) + 1.0
    waiting = np.bincount(w.target[looking], minlength=n) + 1.0
    return np.asarray(found / (found + waiting))
