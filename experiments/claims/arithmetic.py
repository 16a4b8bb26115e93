"""The one figure that is a sum: the relief for new posts by the lever's own rule, read off the ledger (C53)."""

from __future__ import annotations

import numpy as np

from ...model.build import build_city
from ...model.levers import LEVERS
from ...scenarios.cities import load_city
from ...scenarios.claims import value_at

POSTS, YUAN = 500, 2_500_000  # new digital posts of the example, and the relief the plan gives for them
RULE = "model.phases.jobs.post_costs:plan_posts"  # pays the relief


def relief_for(posts: int) -> float | None:
    """Yuan of relief that digital employers get for so many new posts, in a city where nothing else happens; None if
    there is no such lever."""
    if "vat_relief" not in LEVERS:
        return None
    pay = value_at(RULE)
    city = build_city(load_city("reference"), 1_000, 1)
    rules = LEVERS["vat_relief"]().amend(city.rules)
    pay(city, rules)  # the relief begins: present staff is counted
    digital = np.flatnonzero(city.occupations.digital[city.employers.occupation])
    city.employers.staff[digital[0]] += posts
    city.ledger.open_month()
    pay(city, rules)
    return city.ledger.total("vat_relief") / 100.0


def comes_out(yuan: float) -> bool:
    """Whether a sum is that of the plan to the fen."""
    return round(100.0 * yuan) == 100 * YUAN
