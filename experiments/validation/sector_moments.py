"""Moments of the sectors of employers: their pay, size and hours; what a moment is: `moments`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...agents.employers import NON_PRIVATE, PRIVATE
from ...agents.workers import SELF_EMPLOYED
from ...model.occupations import MAJORS
from .census import Census, Floats, Rows, mean, ratio, share
from .moment_registry import stock

FEW = 15  # heads of one post in one sector below which their pay says little
LONG_WEEK, MIGRANTS_WEEK = 48, 44  # hours (P65, P66a)
OWN_JOBS, OWN_PEOPLE = 2.04, 1.52  # of a business of one's own: all who work in it (P59), and all but hired staff
SMALL_INDUSTRY, SMALL = 1_000, 300  # staff below which a firm is small or medium (standard of 2011)
LARGE_SCALE = ("manufacturing", "utilities", "transport")  # where the first of these holds
BODIES = ("public", "education", "health")  # government and public bodies, where they are non-private
POSTS = ("managers", "professionals", "clerks", "service", "production")


def _sector(c: Census) -> NDArray[np.uint8]:
    """[E] sector of each employee."""
    return np.asarray(c.city.employers.sector[c.line])


def _owner(c: Census) -> NDArray[np.uint8]:
    """[E] owner of each employee's unit."""
    return np.asarray(c.city.employers.ownership[c.line])


def _in(c: Census, *names: str) -> Rows:
    """[E] works in one of the sectors."""
    return np.isin(_sector(c), [c.city.sectors.index(name) for name in names])


def _post(c: Census, name: str) -> Rows:
    """[E] has a post of one major group."""
    return np.asarray(c.major[c.employed] == MAJORS.index(name))


# ---- pay ------------------------------------------------------------------------------------------------------------


def _relative(c: Census) -> Floats:
    """[E] wage over the mean of all whose units have the same owner."""
    owner = _owner(c)
    means = np.array([mean(c.wage, owner == kind) for kind in (PRIVATE, NON_PRIVATE)])
    return np.asarray(c.wage / means[owner])


def _pay(name: str, sector: str) -> None:
    """Enter the pay of one sector: the mix of its units, each against the mean of units with such an owner."""

    @stock(name)
    def pay(c: Census) -> float:
        return mean(_relative(c), _in(c, sector))


_pay("P51a", "manufacturing")
_pay("P51b", "construction")
_pay("P51c", "trade")
_pay("P51d", "transport")
_pay("P51e", "catering")
_pay("P51f", "residents")
_pay("P51g", "finance")
_pay("P51h", "education")
_pay("P51i", "health")
_pay("P51j", "science")
_pay("P51k", "real_estate")


@stock("P54")
def range_within_post(c: Census) -> float:
    # Mean over the five posts of the highest over the lowest sector; government is not in that survey.
    sector, firm = _sector(c), ~_in(c, "public")
    found = []
    for name in POSTS:
        rows = _post(c, name) & firm
        heads = np.bincount(sector[rows])
        pay = np.bincount(sector[rows], weights=c.wage[rows])[heads >= FEW] / heads[heads >= FEW]
        if len(pay):
            found.append(pay.max() / pay.min())
    return float(np.mean(found)) if found else np.nan


@stock("P55")
def managers_over_staff(c: Census) -> float:
    # Mean of manufacturing, catering, IT and all sectors.
    managers, everywhere = _post(c, "managers"), np.ones(len(c.line), np.bool_)
    pairs = (
        (_in(c, "manufacturing"), "production"),
        (_in(c, "catering"), "service"),
        (_in(c, "it"), "service"),
        (everywhere, "production"),
    )
    return mean(
        np.array(
            [ratio(mean(c.wage, managers & where), mean(c.wage, _post(c, staff) & where)) for where, staff in pairs]
        )
    )


# ---- size -----------------------------------------------------------------------------------------------------------


@stock("P56")
def manufacturing_share(c: Census) -> float:
    return 100.0 * mean(_in(c, "manufacturing"))


@stock("P57")
def trade_share(c: Census) -> float:
    return 100.0 * mean(_in(c, "trade"))


@stock("P58")
def own_account_share(c: Census) -> float:
    # Of a business's people the model has the owner and the family as self-employed, the hired as employees.
    own = int(np.count_nonzero((c.workers.status == SELF_EMPLOYED) & c.urban))
    employees = int(np.count_nonzero(~_in(c, "farming")))
    return 100.0 * ratio(own * OWN_JOBS / OWN_PEOPLE, own + employees)


@stock("P62")
def employed_over_residents(c: Census) -> float:
    return 100.0 * ratio(float(np.count_nonzero(c.working)) * c.city.weight, c.city.profile.residents)


@stock("P73")
def small_firms_share(c: Census) -> float:
    # Staff of enterprises below the size from which an enterprise is large.
    e, sectors = c.city.employers, c.city.sectors
    body = np.isin(e.sector, [sectors.index(name) for name in BODIES])
    large = np.isin(e.sector, [sectors.index(name) for name in LARGE_SCALE])
    staff = np.bincount(e.establishment, weights=e.staff)[e.establishment]
    small = staff < np.where(large, SMALL_INDUSTRY, SMALL)
    return 100.0 * ratio(int(e.staff[small & ~body].sum()), int(e.staff[~body].sum()))


# ---- hours ----------------------------------------------------------------------------------------------------------


def _hours(c: Census) -> NDArray[np.uint8]:
    """[E] weekly hours of each employee."""
    return np.asarray(c.workers.hours[c.employed])


def _bodies(c: Census) -> Rows:
    """[E] works for government or a public body."""
    return np.asarray(_in(c, *BODIES) & (_owner(c) == NON_PRIVATE))


def _private(c: Census) -> Rows:
    """[E] works for a private firm."""
    return np.asarray(_owner(c) == PRIVATE)


@stock("P64a")
def hours_private_over_public(c: Census) -> float:
    return ratio(mean(_hours(c), _private(c)), mean(_hours(c), _bodies(c)))


@stock("P64b")
def hours_own_account_over_private(c: Census) -> float:
    own = (c.workers.status == SELF_EMPLOYED) & c.urban
    return ratio(mean(c.workers.hours, own), mean(_hours(c), _private(c)))


@stock("P65")
def long_weeks_private_less_public(c: Census) -> float:
    government = _in(c, "public") & (_owner(c) == NON_PRIVATE)
    long = _hours(c) > LONG_WEEK
    return share(long, _private(c)) - share(long, government)


@stock("P66a")
def migrants_long_weeks(c: Census) -> float:
    return share(c.workers.hours > MIGRANTS_WEEK, c.migrant)
