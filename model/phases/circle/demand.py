"""What residents and government buy: demand for lines and orders, relative to normal; that for businesses of people's
own is in `own_markets`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...city import City

Floats = NDArray[np.float64]
TINY = 1e-12  # where there is nothing to divide


def local_share(city: City) -> Floats:
    """[line] share of what it sells that residents of the city buy."""
    return city.sectors.local[city.employers.sector]


def public_share(city: City) -> Floats:
    """[line] share of what it does that the public budget pays."""
    return city.sectors.public[city.employers.sector]


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
