"""Enrolment: the life of a programme, offered → taken up → attended → completed or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from ...city import City
from ...programme import Offer
from ...rules import Rules
from .attendance import attend
from .course_choice import hear_of_courses
from .enrolment import fill_places, who_could_enrol
from .firm_training import train_staff
from .points import run_points
from .steering import draw_skill_map, grow_capacity, send_courses


def enrol_participants(city: City, rules: Rules, offers: Sequence[Offer]) -> dict[str, int]:
    """Let a month of courses pass, then fill this month's places; return the flows of trainees."""
    flows = {"enrolled": 0, "completed": 0, "certified": 0, "dropped": 0, "places": 0, "farmers_on_courses": 0}
    attend(city, rules, offers, flows)
    draw_skill_map(city, rules)
    grow_capacity(city, rules)
    rows = who_could_enrol(city, send_courses(city, rules, hear_of_courses(city)), offers)
    by_firms = [offer for offer in offers if offer.programme.by_firms and offer.strength > 0.0]
    for offer in offers:
        if offer.strength > 0.0 and not offer.programme.by_firms:
            fill_places(city, rules, offers, offer, rows, flows)
    train_staff(city, rules, by_firms, flows)
    run_points(city, rules, flows)
    return flows
