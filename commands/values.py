"""What options take: numbers within a range, lists, seeds, indicators; refused in the reader's language."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

import click

from .words import said, wrong_value

MOST_SEEDS = 10_000
SHOWN = 16  # names to choose from in a message


class Integer(click.IntRange):
    """A whole number within a range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        with contextlib.suppress(click.BadParameter):
            return super().convert(value, param, ctx)
        raise wrong_value("whole", value=value, range=self._span())

    def _span(self) -> str:
        low, high = self.min, self.max
        if high is None:
            return "" if low is None else said("at_least", low=low)
        return said("between", low=low, high=high)


class Within(click.FloatRange):
    """A number between two others, which it must not be."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        with contextlib.suppress(click.BadParameter):
            return super().convert(value, param, ctx)
        upto = "above" if self.max_open else "above_up_to"
        raise wrong_value(upto, value=value, low=f"{self.min:g}", high=f"{self.max:g}")


class OneOf(click.Choice[str]):
    """One of some words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        with contextlib.suppress(click.BadParameter):
            return super().convert(value, param, ctx)
        raise wrong_value("one_of", value=value, words=", ".join(self.choices))


class Folder(click.Path):
    """A folder that is there or can be made."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        with contextlib.suppress(click.BadParameter):
            return super().convert(value, param, ctx)
        raise wrong_value("folder", value=value)


FILE = click.Path(path_type=Path)


def persons(ctx: click.Context, param: click.Parameter, value: str | None) -> int | str | None:
    """A number of persons, or `full`."""
    if value is None or value == "full":
        return value
    with contextlib.suppress(ValueError):
        return int(value.replace(",", ""))
    raise wrong_value("persons", value=value)


def which_seeds(ctx: click.Context, param: click.Parameter, value: str | None) -> list[int] | None:
    """`10` is the first ten seeds, `3,5,9` are three of them, `1-20` is a range."""
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,15}(-\d{1,15})?(,\d{1,15}(-\d{1,15})?)*", value):
        raise wrong_value("seeds", value=value)
    parts = [f"1-{value}"] if value.isdigit() else value.split(",")
    ends = [(int(part.split("-")[0]), int(part.split("-")[-1])) for part in parts]
    if sum(last - first + 1 for first, last in ends) > MOST_SEEDS:
        raise wrong_value("many_seeds", value=value, most=f"{MOST_SEEDS:,}")
    seeds = [seed for first, last in ends for seed in range(first, last + 1)]
    if not all(first <= last for first, last in ends) or len(set(seeds)) < len(seeds):
        raise wrong_value("odd_seeds", value=value)
    return seeds


def numbers(ctx: click.Context, param: click.Parameter, value: str | None) -> list[int] | None:
    """`1000,20000`: whole numbers above zero."""
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        found = [int(part) for part in value.split(",")]
        if min(found) > 0:
            return found
    raise wrong_value("numbers", value=value)


def factors(ctx: click.Context, param: click.Parameter, value: str | None) -> list[float] | None:
    """`0.5,1,2`: factors above zero."""
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        found = sorted({float(part) for part in value.split(",")})
        if found[0] > 0.0 and found[-1] <= 1000.0:
            return found
    raise wrong_value("factors", value=value)


def indicators(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str] | None:
    """`gini,insured_share`: indicators, each once."""
    if value is None:
        return None
    from difflib import get_close_matches

    from ..model.indicators import INDICATORS

    names = listed_names(value)
    if odd := [name for name in names if name not in INDICATORS]:
        fault = said("indicator", value=odd[0])
        if near := get_close_matches(odd[0], INDICATORS, n=1):
            raise wrong_value("near", fault=fault, near=near[0])
        raise wrong_value("choose", fault=fault, words=", ".join([*list(INDICATORS)[:SHOWN], "…"]))
    if not names:
        raise wrong_value("no_indicator")
    return list(dict.fromkeys(names))


def quantities(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str] | None:
    """`gini,unemployment_rate:age_band=16-24`: indicators, of a group where one is named, each once."""
    if value is None:
        return None
    from ..experiments.compare.futures import indicator_of
    from ..model.groups import DIMENSIONS

    names = listed_names(value)
    indicators(ctx, param, ",".join(name.partition(":")[0] for name in names))
    for name in names:
        for part in indicator_of(name)[1].split(",") if ":" in name else ():
            dimension, _, member = part.partition("=")
            if dimension not in DIMENSIONS or (DIMENSIONS[dimension] and member not in DIMENSIONS[dimension]):
                raise wrong_value("group", value=part)
    return list(dict.fromkeys(names))


def listed_names(value: str) -> list[str]:
    """`a, b` as names."""
    return [part.strip() for part in value.split(",") if part.strip()]
