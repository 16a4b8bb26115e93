"""Who was treated by a policy, and from which month on: on a course of it, or in a group that it acts upon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import ONLINE, SERVICES
from ...agents.workers import BP, EMPLOYED, PLATFORM, SELF_EMPLOYED
from ...model.draws import identities, uniform_column
from ...model.grid import VILLAGE
from ...model.occupations import SCENES
from ...model.phases.places.own_business import trait
from ...model.tally import FIT
from ...scenarios.claims import Test
from .future import WithAndWithout

OLD = 60  # years from which people count as elderly
Rows = NDArray[np.int64]


def treated(pair: WithAndWithout, test: Test, by: int | None = None) -> tuple[Rows, Rows]:
    """Row and first month of everybody treated whose whole time can be followed in both futures.

    With `by`, everybody treated by that month, whose time ends there.
    """
    first = first_month(pair, test)
    rows = np.flatnonzero(first)
    month = first[rows]
    end = np.full(len(rows), by) if by is not None else month - 1 + test.months
    seen = (month <= end) & (end < min(len(future.panel["born"]) for future in (pair.policy, pair.base)))
    rows, month, end = rows[seen], month[seen], end[seen]
    born = [future.panel["born"][at, rows] for future in (pair.policy, pair.base) for at in (month - 1, end)]
    same = np.all(np.array(born) == born[0], axis=0) if len(rows) else np.zeros(0, np.bool_)
    return rows[same], month[same]


def first_month(pair: WithAndWithout, test: Test) -> Rows:
    """[N] month from which a person is treated, 0 for never: a trainee of the course, or of the group named."""
    group = GROUPS.get(test.group)
    return pair.policy.joined(test.of) if group is None else group(pair, test).astype(np.int64)


def rural_own_account(pair: WithAndWithout, test: Test) -> NDArray[np.bool_]:
    """Farmers and other own-account workers of the villages in the month before."""
    village = pair.city.grid.klass[pair.base.home] == VILLAGE
    return village & (pair.base.panel["status"][0] == SELF_EMPLOYED)


def smart_farmers(pair: WithAndWithout, test: Test) -> NDArray[np.bool_]:
    """Those of them who farm smartly at the horizon under the policy."""
    city = pair.policy.city
    farmers = rural_own_account(pair, test)
    rows = np.flatnonzero(farmers)
    able = np.minimum(1.0, BP * city.workers.literacy[rows] / city.behaviour.selling_literacy)  # as in `able_online`
    farmers[rows] = trait(city, "takes to smart farming", rows) < able * city.places.trade.smart[pair.base.home[rows]]
    return farmers


def trained_villagers(pair: WithAndWithout, test: Test) -> Rows:
    """From the first month on a course of the policy, of those who lived in villages before."""
    return np.where(pair.city.grid.klass[pair.base.home] == VILLAGE, pair.policy.joined(test.of), 0)


def trained_farmers(pair: WithAndWithout, test: Test) -> Rows:
    """The same, of those who worked on own account there: farmers, mostly."""
    return np.where(rural_own_account(pair, test), pair.policy.joined(test.of), 0)


def disabled_online(pair: WithAndWithout, test: Test) -> NDArray[np.bool_]:
    """People with a certified disability who do online or customer service at the horizon under the policy."""
    last = {name: values[test.months] for name, values in pair.policy.panel.items()}
    ids = pair.city.occupations.ids
    service = (last["status"] == EMPLOYED) & (last["occupation"] == ids.index("smart_customer_service"))
    service |= (last["status"] == PLATFORM) & (pair.policy.panel["employer"][test.months] % SERVICES == ONLINE)
    return service & (pair.city.workers.disabled == 1)


def multi_skilled(pair: WithAndWithout, test: Test) -> NDArray[np.bool_]:
    """Employees of community services who in the month before were fit for another of their kinds of work and would
    serve it, whether or not there is any."""
    city, panel = pair.city, pair.base.panel
    w, occupations = city.workers, city.occupations
    kinds = np.flatnonzero(occupations.scene == SCENES.index("community"))
    rows = np.flatnonzero((panel["status"][0] == EMPLOYED) & np.isin(panel["occupation"][0], kinds))
    skill = BP * np.stack([w.technical[rows], w.application[rows], w.management[rows]], axis=1)
    fits = np.array([_fit(skill, occupations.need[kind]) & (w.occupation[rows] != kind) for kind in kinds])
    luck = uniform_column(city.draws.lifelong("serves several kinds"), identities(rows, w.born[rows]))
    able = np.zeros(len(w), np.bool_)
    able[rows] = fits.any(axis=0) & (luck < city.behaviour.sharing_take_up)
    return able


def _fit(skill: NDArray[np.float64], need: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whose skills match what an occupation needs well enough for a certificate (`agents.employers.skill_match`)."""
    short = np.maximum(need - skill, 0.0).sum(axis=1)
    return np.asarray(1.0 - short / need.sum() >= FIT)


def newly_certified(pair: WithAndWithout, test: Test) -> Rows:
    """From the first month in which a person holds a certificate that the same person lacks without the policy."""
    policy = pair.policy.panel["certificates"]
    more = (policy & ~pair.base.panel["certificates"][: len(policy)]) != 0
    return np.asarray(np.where(more.any(axis=0), more.argmax(axis=0), 0))


FROM_START = ("rural_own_account", "smart_farmers", "disabled_online", "multi_skilled")  # time begins with the policy
GROUPS: dict[str, Callable[[WithAndWithout, Test], NDArray[Any]]] = {
    f.__name__: f
    for f in (
        *(rural_own_account, smart_farmers, disabled_online, multi_skilled),
        *(newly_certified, trained_villagers, trained_farmers),
    )
}
PLACES = ("all", "elderly", "near_stations")  # of whom heads are counted beside those
