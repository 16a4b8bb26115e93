"""Futures that come with the program, so that a map and a life are shown before anything is computed.

`make futures` makes them anew; a test fails when a scenario or the model has changed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ...scenarios.spec import Scenario, load_scenario
from .atlas import Atlas, chart
from .futures_file import FUTURES, provenance, read_atlas, read_lives, write_atlas, write_lives
from .lives import Lives, follow

CITIES = ("hangzhou",)
PLAYED = ("baseline", "four_levers", "whole_plan", "demand_shock")
SEEDS = tuple(range(1, 7))
ON_THE_MAP, IN_LIVES, FOLLOWED = 20_000, 8_000, 4_000  # persons
QUARTER = 3  # months


def shipped_atlas(city: str) -> Atlas:
    """The atlas of a city, from its file."""
    return _atlas(FUTURES / f"{city}.atlas")


def shipped_lives(city: str) -> Lives:
    """Lives in a city, from their file."""
    return _lives(FUTURES / f"{city}.lives")


def asked(city: str, workers: int, names: Sequence[str] = PLAYED) -> list[Scenario]:
    """The scenarios that are played."""
    return [load_scenario(name, overrides={"city": {"profile": city, "workers": workers}}) for name in names]


def make(folder: Path = FUTURES) -> None:
    """Play all futures and write the files."""
    for city in CITIES:
        base, *others = everyone = asked(city, ON_THE_MAP)
        write_atlas(chart(base, others, SEEDS, every=QUARTER, made=provenance(everyone)), folder / f"{city}.atlas")
        base, *others = everyone = asked(city, IN_LIVES)
        write_lives(follow(base, others, SEEDS, most=FOLLOWED, made=provenance(everyone)), folder / f"{city}.lives")


@lru_cache(maxsize=2)
def _atlas(file: Path) -> Atlas:
    return read_atlas(file)


@lru_cache(maxsize=2)
def _lives(file: Path) -> Lives:
    return read_lives(file)


if __name__ == "__main__":
    make()
