"""How many posts of each occupation there are in each sector of a city, what they pay, and how dense they are where.

The catalogue's occupations say in which sectors their posts are; the sectors of a city and its digital share then
scale these numbers by iterative proportional fitting (Deming & Stephan 1940). Pay is ln pay = occupation + sector and
owner (B 3.1), and each occupation keeps the mean that the catalogue gives it: the same post pays more in a sector that
pays much, and what a sector pays in all follows from its posts.
"""

from __future__ import annotations

import numpy as np

from ...agents.employers import NON_PRIVATE
from ..behaviour import Behaviour
from ..grid import Grid
from ..occupations import Occupations
from ..profile import PLACES, Floats, Profile
from ..sectors import Sectors
from .composition import Counts

REFERENCE_DIGITAL = 0.12  # share of digital posts for which the catalogue's shares stand
MOST_DIGITAL = 0.4  # of formal jobs, in any city
CLOSED = 0.5  # share of the distance to the table that posts close (judged; P54)
ROUNDS = 200  # of fitting; far more than it takes
LEAST_DENSITY = 0.01  # relative, of any sector anywhere: a city without villages has farms all the same


def posts_of(occupations: Occupations, profile: Profile) -> Floats:
    """[occupation, sector] share of the city's posts: sectors as the profile has them, digital posts as it has them
    (P13)."""
    share = occupations.share / occupations.share.sum()
    posts: Floats = share[:, None] * occupations.sectors
    digital = occupations.digital
    usual = share[digital].sum()
    target = min(MOST_DIGITAL, profile.digital_share * usual / REFERENCE_DIGITAL)
    for _ in range(ROUNDS):
        for rows, part in ((digital, target), (~digital, 1.0 - target)):
            posts[rows] *= _ratio(np.array(part), posts[rows].sum())
        posts *= _ratio(profile.sectors, posts.sum(axis=0))
    return posts


def whole_posts(posts: Floats, jobs: int) -> Counts:
    """The same in whole numbers that sum to `jobs`: rounding the running sum keeps each occupation within one post."""
    running = np.floor(np.cumsum(posts.ravel()) / posts.sum() * jobs + 0.5).astype(np.int64)
    counts: Counts = np.diff(running, prepend=0).reshape(posts.shape)
    return counts


def pay_of_posts(posts: Floats, occupations: Occupations, sectors: Sectors, b: Behaviour) -> Floats:
    """[occupation, sector, owner] pay over the city's mean, as far as it does not hang on the unit, the place or the
    person: what the occupation pays on the whole, more where sector and owner pay more than those in which it is
    found. Half of what the sectors' posts then leave between a sector's mean and the table is closed by all its posts:
    a full fit would charge to a few clerks what physicians lack."""
    owned = np.stack([1.0 - sectors.non_private, sectors.non_private], axis=1)
    weight = posts[:, :, None] * owned
    table = sectors.pay**b.sector_spread
    table = table / ((table * weight.sum(axis=0)).sum(axis=0) / weight.sum(axis=(0, 1)))
    table[:, NON_PRIVATE] *= b.non_private_premium
    trade = occupations.wage**b.occupation_spread
    first = _within(table, weight, trade)
    paid = _ratio((weight * first).sum(axis=0), weight.sum(axis=0))
    short = _ratio(table, paid)
    short /= np.exp(np.average(np.log(short), weights=weight.sum(axis=0)))
    return _within(table * short**CLOSED, weight, trade)


def _within(branch: Floats, weight: Floats, trade: Floats) -> Floats:
    """[occupation, sector, owner] pay that varies within each occupation as the branches do, and keeps its mean."""
    usual = _ratio((weight * branch).sum(axis=(1, 2)), weight.sum(axis=(1, 2)))
    pay: Floats = (trade / usual)[:, None, None] * branch
    return pay


def density(grid: Grid, profile: Profile, sectors: Sectors) -> Floats:
    """[sector, cell] share of the sector's units: jobs as the map has them, by kind of place as the sector has them."""
    jobs: Floats = np.bincount(grid.klass, weights=grid.jobs, minlength=len(PLACES)).astype(np.float64)
    by_place: Floats = np.maximum(sectors.place, LEAST_DENSITY) * jobs
    for _ in range(ROUNDS):
        by_place *= _ratio(jobs, by_place.sum(axis=0))
        by_place *= _ratio(profile.sectors * jobs.sum(), by_place.sum(axis=1))[:, None]
    cells: Floats = _ratio(by_place, jobs[None, :])[:, grid.klass] * grid.jobs
    return cells / np.maximum(cells.sum(axis=1, keepdims=True), np.finfo(float).tiny)


def _ratio(part: Floats, whole: Floats) -> Floats:
    part, whole = np.broadcast_arrays(part, whole)
    return np.divide(part, whole, out=np.ones(part.shape), where=whole > 0.0)
