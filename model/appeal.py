"""What the city offers to people from elsewhere: what is remembered of it from month to month."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Appeal:
    """Logs of the mean income, fen a month, of those from elsewhere who work here or look for work. Never edited but
    replaced, so that forks may share it."""

    now: float = 0.0  # as it is known elsewhere
    usual: float = 0.0  # the same in normal times
    drawn: float = 1.0  # people from elsewhere who come to work, over the usual number
