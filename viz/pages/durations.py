"""About how long simulations take here, from what was measured; the pages tell it before anybody asks for one."""

from __future__ import annotations

from ..words.texts import Lang, number, text
from .jobs import board

# Processor seconds, measured on one core of the reference machine: 300 months of four policies take 1.3 s with 2,000
# persons (Lishui) and 2.3 s with 20,000 (Hangzhou); 28,080 months of a search with 30,000 persons took 227 s.
A_MONTH = 4.0e-3
A_PERSONS_MONTH = 1.6e-7
A_CITY = 0.4  # each seed's, before its first month
MINUTE = 60.0
STEPS = (1, 2, 5, 10, 20, 30, 40, 50)  # seconds that are told


def seconds_of(months: int, persons: int, cities: int = 0) -> float:
    """Processor seconds of so many months of so many persons, in cities that have to be built first."""
    return months * (A_MONTH + A_PERSONS_MONTH * persons) + cities * A_CITY


def wall_seconds(months: int, persons: int, seeds: int) -> float:
    """Seconds until it is done when nobody else asks: seed by seed on every process there is."""
    at_once = max(1, len(board().runners))
    rounds = -(-seeds // at_once)
    return seconds_of(months, persons, seeds) * rounds / max(1, seeds)


def about(seconds: float, lang: Lang) -> str:
    """About 20 seconds, about 2 minutes."""
    if seconds > (STEPS[-1] + MINUTE) / 2.0:
        return text("app.time.minutes", lang, n=number(max(1, round(seconds / MINUTE)), "", lang))
    return text("app.time.seconds", lang, n=min(STEPS, key=lambda step: abs(step - seconds)))
