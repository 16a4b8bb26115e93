"""The one figure that is a sum: relief for posts, computed by the rule of the lever itself (C53)."""

from __future__ import annotations

from ...scenarios.claims import Claim, value_at

POSTS, RELIEF = 500, 2_500_000.0  # new digital posts, yuan


def sum_of(claim: Claim) -> tuple[float, bool]:
    """Yuan of relief for the posts of the example, and whether they are those of the plan to the fen."""
    (use,) = claim.uses
    found = POSTS * float(value_at(use.at))
    return found, round(100.0 * found) == round(100.0 * RELIEF)
