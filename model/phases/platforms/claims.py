"""Claims: how many orders a worker can claim by the dispatch rule in force. The one place where it is asked."""

from __future__ import annotations

from ....agents.compiled import rule
from ....agents.platforms import claim_on_orders
from ....agents.workers import BP, age_in_years
from .terms import YEAR


@rule
def claim_of(work, rating, since, km, born, sex, month, t):
    """What a worker who offers so much work (orders at full pace) can claim, by the dispatch rule in the terms."""
    return claim_on_orders(work, rating * BP, (month - since) / YEAR, km, age_in_years(month, born), sex, t)
