"""Where moments are entered under the id they have in `scenarios/targets.csv`, in the unit given there."""

from __future__ import annotations

from collections.abc import Callable

from ...model.city import City
from .census import Census
from .observation import Year

Stock = Callable[[Census], float]
STOCKS: dict[str, Stock] = {}
YEARS: dict[str, Callable[[Year], float]] = {}
AUDITS: dict[str, Callable[[City], float]] = {}


def stock(name: str) -> Callable[[Stock], Stock]:
    """Enter a moment of each month's end."""

    def enter(moment: Stock) -> Stock:
        _only_once(name)
        STOCKS[name] = moment
        return moment

    return enter


def year(name: str) -> Callable[[Callable[[Year], float]], Callable[[Year], float]]:
    """Enter a moment of twelve months."""

    def enter(moment: Callable[[Year], float]) -> Callable[[Year], float]:
        _only_once(name)
        YEARS[name] = moment
        return moment

    return enter


def _only_once(name: str) -> None:
    if name in STOCKS or name in YEARS or name in AUDITS:
        raise ValueError(f"{name}: there is such a moment already")
