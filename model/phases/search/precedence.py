"""Precedence: rules that put some applicants before others at an employer, or keep a post for them.

Reserved posts follow the literature on school choice with reserves (Hafalir, Yenmez & Yildirim 2013): at a reserved
place the entitled come before all others, whatever their score.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import LOCAL_RURAL
from ...city import City
from ...draws import uniform_column
from ...rules import Rules
from .applications import FIRST, POINT, Applications
from .credentials import hold, in_new_parks, locally_trained, multi_skilled

Flags = NDArray[np.bool_]


def give_precedence(city: City, rules: Rules, sought: Applications) -> None:
    """Change scores by preference and reserves, and strike out applications to posts that are kept for others."""
    on = rules.somewhere
    if not (on.talent_pool or on.sharing_subsidy or on.local_quota or on.park_quota) or not len(sought.rows):
        return
    lines = city.frame.slot_line[sought.slot]
    zone, occupation = city.employers.zone[lines], city.employers.occupation[lines]
    refused = np.arange(sought.slot.shape[1]) >= sought.sent[:, None]
    certified = hold(city.workers.certificates[sought.rows][:, None], occupation)
    if on.talent_pool:
        uses = _luck(city, "uses the talent pool", lines) < rules.talent_pool[zone]
        _prefer(sought, certified & uses, city.behaviour.pool_preference)
    if on.sharing_subsidy:
        cheaper = rules.sharing_subsidy * rules.employer_contribution
        able = multi_skilled(city, sought.rows)[:, None] & (city.employers.contributes[lines] == 1)
        _prefer(sought, able & (cheaper[zone] > 0.0), cheaper[zone])
    if on.local_quota:
        kept = _luck(city, "kept for locals", sought.slot) < rules.local_quota[zone]
        strict = _luck(city, "stays open for locals", sought.slot) < rules.quota_strict[zone]
        local = (city.workers.hukou[sought.rows] <= LOCAL_RURAL)[:, None]
        sought.score[kept & local] += FIRST
        refused |= kept & ~local & strict
    if on.park_quota:
        reserved = (_luck(city, "park post", sought.slot) < rules.park_quota[zone]) & in_new_parks(city)[lines]
        trained = locally_trained(city, sought.rows)[:, None] | certified
        sought.score[reserved & trained] += FIRST
        refused |= reserved & ~trained
    _strike_out(sought, refused)


def _luck(city: City, trait: str, places: NDArray[Any]) -> NDArray[np.float64]:
    """A lifelong draw of each place or line: a stronger rule adds posts to those it held before."""
    return uniform_column(city.draws.lifelong(trait), places.astype(np.uint64))


def _prefer(sought: Applications, whom: Flags, worth: Any) -> None:
    """Add a worth, in units of perceived productivity, to the scores of some applications."""
    sought.score += np.where(whom, np.round(POINT * worth), 0).astype(np.uint32)


def _strike_out(sought: Applications, refused: Flags) -> None:
    """Drop refused applications; the others keep their order."""
    order = np.argsort(refused, axis=1, kind="stable")
    for name in ("slot", "score", "wage"):
        setattr(sought, name, np.take_along_axis(getattr(sought, name), order, axis=1))
    sought.sent = (~refused).sum(axis=1)
