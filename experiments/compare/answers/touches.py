"""Whom a lever reaches: a way of counting for each name that levers give in `touches`.

A person counts from the first month in which the flag is up until the end or until somebody else takes the row. Groups
of those concerned are told by either future, so that who comes to belong to one because of the policy and who drops
out of it count alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.platforms import LIVE, SERVICES, TEACHING
from ....agents.workers import (
    BACHELOR,
    BACHELOR_LEAVE,
    COLLEGE,
    COLLEGE_LEAVE,
    FULL_TIME,
    LOCAL_RURAL,
    LOCAL_URBAN,
    NONLOCAL_RURAL,
    PRIME,
)
from ....model.city import City
from ....model.grid import VILLAGE
from ....model.levers import Lever
from ....model.occupations import SCENES
from ....model.phases.search.credentials import multi_skilled
from ....model.places import SILVER_AGE
from .columns import Flags, Seen

YEAR = 12
WEAK = 5_000  # bp of digital literacy below which steps of a platform are hard
YOUNG = 24  # months in which a business is young
RECENT = 24  # months for which a course is fresh
CHAIN = (  # the twelve kinds of posts that are incubated (plan §6.2.2)
    *("carbon_asset_manager", "digital_curator", "health_data_analyst", "telemedicine_technician"),
    *("tele_doctor", "digital_health_manager", "virtual_scene_operator", "ai_content_reviewer"),
    *("digital_twin_modeller", "smart_city_operator", "industrial_internet_operator", "unmanned_warehouse_operator"),
)
OLDER = 45  # years from which dispatch weighs age against a worker


@dataclass(frozen=True)
class Sight:
    """A month's end with the lever and without it."""

    city: City  # with the lever
    eve: City  # before it
    now: Seen
    without: Seen
    lever: Lever
    existing: int  # courses that exist without any lever

    def either(self, group: Callable[[Seen], Flags]) -> Flags:
        """Who belongs to a group in either future."""
        return np.asarray(group(self.now) | group(self.without))


Reach = Callable[[Sight], Flags]


def _seeks(s: Seen, who: NDArray[Any]) -> Flags:
    return np.asarray(s.looked & who)


def _everybody(sight: Sight) -> Flags:
    return np.ones(len(sight.now.born), np.bool_)


def _near_counsellors(sight: Sight) -> Flags:
    return np.asarray(sight.city.places.reach[sight.city.workers.cell] > 1.0)


def _better_connected(sight: Sight) -> Flags:
    places, before = sight.city.places.bandwidth, sight.eve.places.bandwidth
    return np.asarray((places > before)[sight.city.workers.cell])


def _staff_of_added_posts(sight: Sight) -> Flags:
    """Employees of lines to which posts were added."""
    posts, flags = sight.city.places.posts, sight.now.employed.copy()
    if not len(posts):
        return np.zeros_like(flags)
    rows = np.flatnonzero(flags)
    flags[rows] = posts[sight.now.employer[rows]] > 0.0
    return flags


def _taught_literacy(sight: Sight) -> Flags:
    """Who knows more of digital things than without: nothing else teaches them."""
    same = sight.now.born == sight.without.born
    return np.asarray(same & (sight.now.literacy > sight.without.literacy))


def _of_service(s: Seen, service: int) -> Flags:
    """On a platform of this service, whichever firm's."""
    return np.asarray(s.on_platform & (s.employer % SERVICES == service))


def _newly_certified(sight: Sight) -> Flags:
    """Who holds a certificate that the same person lacks without."""
    same = sight.now.born == sight.without.born
    return np.asarray(same & ((sight.now.certificates & ~sight.without.certificates) != 0))


def _college_entrants(sight: Sight) -> Flags:
    """Who grew up or came since the eve and is still at college, or before it."""
    s, schooling = sight.now, sight.city.workers.schooling
    leaving = np.where(schooling == BACHELOR, BACHELOR_LEAVE, COLLEGE_LEAVE)
    return np.asarray((schooling >= COLLEGE) & (s.born != sight.eve.workers.born) & (s.age <= leaving))


def _several_certificates(sight: Sight) -> Flags:
    rows = np.flatnonzero(sight.now.employed)
    flags = np.zeros(len(sight.now.born), np.bool_)
    flags[rows] = multi_skilled(sight.city, rows)
    return flags


def _rows_of(city: City, ids: tuple[str, ...]) -> list[int]:
    return [city.occupations.ids.index(name) for name in ids]


def _village(s: Seen) -> Flags:
    return np.asarray(s.city.grid.klass[s.city.workers.cell] == VILLAGE)


def _screened(s: Seen) -> Flags:
    """Who is looked at askance in screening: women, the older, people of rural hukou from elsewhere."""
    return np.asarray(s.women | (s.age >= PRIME) | (s.city.workers.hukou == NONLOCAL_RURAL))


def _local(s: Seen) -> Flags:
    return np.isin(s.city.workers.hukou, (LOCAL_URBAN, LOCAL_RURAL))


def _community(s: Seen) -> Flags:
    kinds = s.city.occupations.scene == SCENES.index("community")
    return np.asarray(s.employed & kinds[s.occupation])


def _below_college(s: Seen) -> Flags:
    return np.asarray(s.city.workers.schooling < COLLEGE)


REACHED: dict[str, Reach] = {
    "everybody": _everybody,
    # courses
    "trainees": lambda at: np.asarray(at.now.programme > at.existing),
    "warned_trainees": lambda at: at.either(lambda s: s.programme > at.existing),
    "newly_certified": _newly_certified,
    "on_courses": lambda at: at.either(lambda s: s.programme > 0),
    "staff_on_courses": lambda at: at.either(lambda s: s.employed & (s.programme > 0)),
    "college_entrants": _college_entrants,
    "taught_literacy": _taught_literacy,
    "points_holders": lambda at: np.asarray(at.now.points > 0),
    # platforms
    "on_platforms": lambda at: at.either(lambda s: s.on_platform),
    "disfavoured": lambda at: at.either(lambda s: s.on_platform & (s.women | (s.age >= OLDER))),
    "dependent": lambda at: at.either(lambda s: s.on_platform & (s.hours >= FULL_TIME)),
    "live_sellers": lambda at: at.either(lambda s: _of_service(s, LIVE)),
    "consenting": lambda at: at.either(lambda s: s.on_platform & (s.consent == 1)),
    "well_rated": lambda at: at.either(
        lambda s: s.on_platform & (s.rating >= 10_000 * float(getattr(at.lever, "rating", 0.0)))
    ),
    "suing": lambda at: at.either(lambda s: s.suit > 0),
    "flexible": lambda at: at.either(lambda s: s.on_platform | s.own_account),
    "silver_teachers": lambda at: at.either(lambda s: _of_service(s, TEACHING) & (s.age >= SILVER_AGE)),
    "hard_of_digital": lambda at: at.either(lambda s: (s.literacy < WEAK) & (s.on_platform | s.looked)),
    # people who look for work
    "seekers": lambda at: at.either(lambda s: s.looked),
    "certified_seekers": lambda at: at.either(lambda s: _seeks(s, s.certificates != 0)),
    "screened_seekers": lambda at: at.either(lambda s: _seeks(s, _screened(s))),
    "local_seekers": lambda at: at.either(lambda s: _seeks(s, _local(s))),
    "trained_seekers": lambda at: at.either(lambda s: _seeks(s, s.trained > s.month - RECENT)),
    "seekers_below_college": lambda at: at.either(lambda s: _seeks(s, _below_college(s))),
    "seekers_off_platforms": lambda at: at.either(lambda s: _seeks(s, s.gig > s.month - YEAR)),
    "disabled": lambda at: np.asarray(at.city.workers.disabled == 1),
    "falling_income": lambda at: at.either(lambda s: s.falls >= 3),
    # staff
    "digital_staff": lambda at: at.either(lambda s: s.digital),
    "new_digital_staff": lambda at: at.either(lambda s: s.digital & (s.hired == s.month - 1)),
    "chain_staff": lambda at: at.either(lambda s: s.employed & np.isin(s.occupation, _rows_of(s.city, CHAIN))),
    "community_staff": lambda at: at.either(_community),
    "several_certificates": _several_certificates,
    "staff_of_added_posts": _staff_of_added_posts,
    # places and businesses
    "village_traders": lambda at: at.either(lambda s: s.own_account & _village(s)),
    "starters": lambda at: at.either(lambda s: s.own_account & (s.since > s.month - YOUNG)),
    "near_counsellors": _near_counsellors,
    "better_connected": _better_connected,
}
