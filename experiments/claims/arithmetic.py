"""The one figure that is a sum: the relief of a lever for new posts, played and read off the ledger (C53)."""

from __future__ import annotations

from ...scenarios.claims import Claim, value_at

POSTS, YUAN = 500, 2_500_000  # new digital posts of the example, and the relief the plan gives for them


def sum_of(claim: Claim) -> float | None:
    """Yuan of relief for the posts of the example; None if the lever does not exist."""
    try:
        return float(sum(POSTS * value_at(use.at) for use in claim.uses))
    except ValueError:
        return None


def comes_out(yuan: float) -> bool:
    """Whether a sum is that of the plan to the fen."""
    return round(100.0 * yuan) == 100 * YUAN
