"""What residents and government buy: demand for lines, orders and businesses of one's own, relative to normal."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ...city import City
from ...occupations import SCENES, load_occupations

Floats = NDArray[np.float64]
TINY = 1e-12  # where there is nothing to divide
# Share of what a scene sells that residents buy in the end, and of occupations that differ from their scene (judged
# after China's input-output tables: final use by households over all use, and what their suppliers sell to them).
SOLD_HERE = dict(
    transport=0.6, health=0.6, community=0.85, agriculture=0.3, logistics=0.4, manufacturing=0.05, e_commerce=0.3,
    government=0.0, energy=0.5, culture=0.5, education=0.4, general=0.4, catering_hotel_worker=0.9, salesperson=0.85,
    construction_worker=0.35, finance_professional=0.5, algorithm_engineer=0.05, software_engineer=0.05,
    basic_programmer=0.05, data_annotator=0.0,
)  # fmt: skip
# Share of what a scene or occupation does that the public budget pays (judged).
PUBLIC = dict(
    government=1.0, education=0.8, health=0.4, community_grid_officer=1.0, community_digital_steward=1.0
)  # fmt: skip


@cache
def _by_occupation(what: str) -> Floats:
    """[occupation] share sold to residents, or paid by the public budget."""
    shares, occ = SOLD_HERE if what == "local" else PUBLIC, load_occupations()
    return np.array([shares.get(id, shares.get(SCENES[s], 0.0)) for id, s in zip(occ.ids, occ.scene, strict=True)])


def local_share(city: City) -> Floats:
    """[line] share of what it sells that residents of the city buy."""
    return _by_occupation("local")[city.employers.occupation]


def public_share(city: City) -> Floats:
    """[line] share of what it does that the public budget pays."""
    return _by_occupation("public")[city.employers.occupation]


def line_demand(city: City) -> Floats:
    """[line] demand relative to normal: residents' spending, cuts of public spending, and what policies buy."""
    c, local = city.circle, local_share(city)
    demand: Floats = 1.0 + local * (c.level - 1.0)
    if c.cut == 0 and c.bought == 0:
        return demand
    b, e = city.behaviour, city.employers
    pay, public = 1.0 * e.posted * e.staff, public_share(city)
    fewer = b.public_pay * c.cut / max(float((pay * public).sum()), TINY)
    more = b.purchases_labour * (c.bought - (1.0 - b.public_pay) * c.cut) / max(float((pay * local).sum()), TINY)
    return np.asarray(np.maximum(0.0, demand - fewer * public + more * local))


def order_demand(city: City) -> float:
    """Demand for orders on local platforms relative to normal."""
    return 1.0 + city.behaviour.orders_local * (city.circle.level - 1.0)


def takings_demand(city: City) -> tuple[float, float]:
    """Takings relative to normal of businesses in towns, and of farms and businesses in villages."""
    b, more = city.behaviour, city.circle.level - 1.0
    return 1.0 + b.takings_local * more, 1.0 + b.farm_local * more
