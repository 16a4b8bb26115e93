"""What the city offers to people from elsewhere: what is remembered of it from month to month."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Appeal:
    """Never edited but replaced, so that forks may share it. Logs: the mean income, fen,
    of those from elsewhere who want work here."""

    now: float = 0.0  # as it is known elsewhere
    usual: float = 0.0  # the same in normal times
    drawn: float = 1.0  # people from elsewhere who come to work, over the usual number
