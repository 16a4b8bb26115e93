"""What options take: numbers within a range, lists, seeds, indicators; refused in the reader's language."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import click

from .words import language, said, wrong_value

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
    from ..experiments.runs.seeds import seeds_of
    from ..viz.words.faults import said as in_words

    try:
        return list(seeds_of(value))
    except ValueError as error:
        raise click.BadParameter(in_words(error.args[0], language()), ctx, param) from error


def which_seed(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    """One seed; a larger one than files can name is refused."""
    if value is None:
        return None
    from ..experiments.runs.seeds import one_seed_of
    from ..viz.words.faults import said as in_words

    try:
        return one_seed_of(value)
    except ValueError as error:
        raise click.BadParameter(in_words(error.args[0], language()), ctx, param) from error


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
    """`gini,unemployment_rate:age=16-24`: indicators, of a group where one is named, each once. Whether a city has such
    people is seen when it is known."""
    if value is None:
        return None
    from ..model.groups import parse_group
    from ..viz.words.faults import said as told

    names = listed_names(value)
    indicators(ctx, param, ",".join(name.partition(":")[0] for name in names))
    for name in names:
        if group := name.partition(":")[2]:
            try:
                parse_group(group)
            except ValueError as error:
                raise wrong_value("group", why=told(error.args[0], language())) from None
    return list(dict.fromkeys(names))


def listed_names(value: str) -> list[str]:
    """`a, b` as names."""
    return [part.strip() for part in value.split(",") if part.strip()]
