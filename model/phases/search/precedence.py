"""Precedence: rules that put some applicants before others at an employer, or keep a post for them.

Reserved posts follow the literature on school choice with reserves (Hafalir, Yenmez & Yildirim 2013): at a reserved
place the entitled come before all others, whatever their score.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED, LOCAL_RURAL
from ...city import City
from ...draws import uniform_column
from ...rules import Rules
from .applications import FIRST, POINT, Applications

Flags = NDArray[np.bool_]
RECENT = 24  # months for which a course counts as local training


def give_precedence(city: City, rules: Rules, sought: Applications) -> None:
    """Change scores by preference and reserves, and strike out applications to posts that are kept for others."""
    on = rules.somewhere
    if not (on.talent_pool or on.sharing_subsidy or on.local_quota or on.park_quota) or not len(sought.rows):
        return
    lines = city.frame.slot_line[sought.slot]
    zone, occupation = city.employers.zone[lines], city.employers.occupation[lines]
    refused = np.arange(sought.slot.shape[1]) >= sought.sent[:, None]
    certified = _holds(city.workers.certificates[sought.rows][:, None], occupation)
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
        reserved = (_luck(city, "park post", sought.slot) < rules.park_quota[zone]) & city.occupations.digital[
            occupation
        ]
        trained = locally_trained(city, sought.rows)[:, None] | certified
        sought.score[reserved & trained] += FIRST
        refused |= reserved & ~trained
    _strike_out(sought, refused)


def multi_skilled(city: City, rows: NDArray[Any]) -> Flags:
    """Who of `rows` holds a certificate of another occupation than their own."""
    w = city.workers
    own = np.uint64(1) << w.occupation[rows].astype(np.uint64)
    return np.asarray((w.certificates[rows] & ~own) != 0)


def locally_trained(city: City, rows: NDArray[Any]) -> Flags:
    """Who of `rows` completed a course in the last two years."""
    return np.asarray(city.workers.trained[rows].astype(np.int64) > city.month - RECENT)


def staff_share(city: City, wanted: Flags, within: Flags) -> NDArray[np.float64]:
    """[line] share of its establishment's staff, at lines `within`, who are `wanted` (a flag a person)."""
    w, e = city.workers, city.employers
    rows = np.flatnonzero(w.status == EMPLOYED)
    rows = rows[within[w.employer[rows]]]
    unit = e.establishment[w.employer[rows]]
    size = int(e.establishment.max()) + 1
    counted = np.bincount(unit, wanted[rows], size) / np.maximum(np.bincount(unit, minlength=size), 1)
    return np.asarray(counted[e.establishment])


def _luck(city: City, trait: str, places: NDArray[Any]) -> NDArray[np.float64]:
    """A lifelong draw of each place or line: a stronger rule adds posts to those it held before."""
    return uniform_column(city.draws.lifelong(trait), places.astype(np.uint64))


def _holds(certificates: NDArray[np.uint64], occupation: NDArray[Any]) -> Flags:
    """Whether the certificate of the occupation is held."""
    return np.asarray((certificates >> occupation.astype(np.uint64)) & np.uint64(1) == np.uint64(1))


def _prefer(sought: Applications, whom: Flags, worth: Any) -> None:
    """Add a worth, in units of perceived productivity, to the scores of some applications."""
    sought.score += np.where(whom, np.round(POINT * worth), 0).astype(np.uint32)


def _strike_out(sought: Applications, refused: Flags) -> None:
    """Drop refused applications; the others keep their order."""
    order = np.argsort(refused, axis=1, kind="stable")
    for name in ("slot", "score", "wage"):
        setattr(sought, name, np.take_along_axis(getattr(sought, name), order, axis=1))
    sought.sent = (~refused).sum(axis=1)
