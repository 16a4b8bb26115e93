"""Claims: how many orders a worker can claim by the dispatch rule in force. The one place where it is asked."""

from __future__ import annotations

from ....agents.compiled import rule
from ....agents.dispatch import claim_on_month
from ....agents.workers import BP, age_in_years
from .terms import YEAR


@rule
def claim_of(work, rating, since, earned, finds, far, born, sex, month, t):
    """What a worker who offers so much work (orders at full pace) can claim, by the dispatch rule in the terms and
    by what an hour `finds` around home and how `far` out that is; `earned` last
    month, fen, of which a platform knows nothing in the first."""
    need = earned / t.usual_pay - 1.0 if since < month else 0.0
    return claim_on_month(
        work, rating * BP, (month - since) / YEAR, finds, far, need, age_in_years(month, born), sex, t
    )
