"""Which seeds are meant, on the command line and in Python alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from ...messages import Message, phrase

MOST_SEEDS = 10_000
MOST_DIGITS = 15  # of a seed
_WRITTEN = re.compile(r"\d{1,15}(-\d{1,15})?(,\d{1,15}(-\d{1,15})?)*")

Seeds = str | int | Sequence[int]


def seeds_of(given: Seeds) -> tuple[int, ...]:
    """The seeds meant: `10` or `"10"` are the first ten, `"3,5,9"` or `[3, 5, 9]` three of them, `"1-20"` is a range.
    ValueError says what is wrong."""
    if isinstance(given, str):
        return _read(given)
    if isinstance(given, int | np.integer):
        return _read(str(given))
    seeds = tuple(given) if isinstance(given, Iterable) else ()
    if not seeds or not all(_is_seed(seed) for seed in seeds):
        raise ValueError(_not_seeds(given))
    return _distinct(tuple(int(seed) for seed in seeds), given)


def one_seed_of(given: int) -> int:
    """One seed, as it is; ValueError where it is none."""
    if not _is_seed(given):
        what = "seed must be a whole number, 0 or above, of up to {digits} digits (got {got})"
        raise ValueError(phrase("seeds.one", what, digits=MOST_DIGITS, got=_short(given)))
    return int(given)


def _read(written: str) -> tuple[int, ...]:
    if not _WRITTEN.fullmatch(written) or written.strip("0") == "":
        raise ValueError(_not_seeds(written))
    parts = [f"1-{written}"] if written.isdigit() else written.split(",")
    ends = [(int(part.split("-")[0]), int(part.split("-")[-1])) for part in parts]
    if sum(last - first + 1 for first, last in ends) > MOST_SEEDS:
        raise ValueError(_too_many(written))
    if not all(first <= last for first, last in ends):
        raise ValueError(_odd(written))
    return _distinct(tuple(seed for first, last in ends for seed in range(first, last + 1)), written)


def _is_seed(seed: object) -> bool:
    whole = isinstance(seed, int | np.integer) and not isinstance(seed, bool)
    return whole and 0 <= int(seed) < 10**MOST_DIGITS  # type: ignore[call-overload]


def _distinct(seeds: tuple[int, ...], given: object) -> tuple[int, ...]:
    if len(seeds) > MOST_SEEDS:
        raise ValueError(_too_many(given))
    if len(set(seeds)) < len(seeds):
        raise ValueError(_odd(given))
    return seeds


def _not_seeds(given: object) -> Message:
    what = "{value} is not a number of seeds, a list such as 3,5,9 or a range such as 1-20"
    return phrase("seeds.form", what, value=repr(given))


def _too_many(given: object) -> Message:
    return phrase("seeds.many", "{value} is more than {most} seeds", value=_short(given), most=f"{MOST_SEEDS:,}")


def _odd(given: object) -> Message:
    what = "{value} has a range without seeds, or names a seed twice"
    return phrase("seeds.odd", what, value=_short(given))


def _short(given: object) -> str:
    shown = repr(given)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
