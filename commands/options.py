"""The options that commands share, what they take, and how a command and an option tell what they are."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from copy import copy
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from .given import Given
from .words import about_told, language, line_told, option_told, said, turned, wrong_value

F = TypeVar("F", bound=Callable[..., Any])
MOST_SEEDS = 10_000
SHOWN = 16  # names to choose from in a message


class Command(click.Command):
    """A command whose page of help is in the reader's language."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        english, self.help = self.help, about_told(self.key(ctx), self.help or "")
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = english

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", turned("[OPTIONS]"))
        formatter.write_usage(ctx.command_path, words)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = turned("Show this message and exit.")
        return option

    @staticmethod
    def key(ctx: click.Context) -> str:
        """The words that call the command: `results query`."""
        words: list[str] = []
        here: click.Context | None = ctx
        while here is not None and here.parent is not None:
            words.insert(0, here.info_name or "")
            here = here.parent
        return " ".join(words)


class Group(Command, click.Group):
    """Commands below a command."""

    def __init__(self, *words: Any, lines: dict[str, str] | None = None, **about: Any) -> None:
        super().__init__(*words, **about)
        self.lines = lines or {}  # what each command is for
        lang = Option(["--lang"], type=OneOf(["zh", "en"]), expose_value=False, help="Else by LANG.")
        self.params.append(lang)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lines)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [turned(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        above = Command.key(ctx)
        rows = [(name, line_told(f"{above} {name}".strip(), english)) for name, english in self.lines.items()]
        with formatter.section(turned("Commands")):
            formatter.write_dl(rows)


class Option(click.Option):
    """An option whose line of help is in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        shown = copy(self)
        shown.help = option_told(Command.key(ctx), self.name or "", self.help or "")
        return click.Option.get_help_record(shown, ctx)

    def get_help_extra(self, ctx: click.Context) -> Any:
        extra = super().get_help_extra(ctx)
        if isinstance(self.type, Integer) and self.type.min is None:
            extra.pop("range", None)  # click says x<=None
        return extra


def command(*examples: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command with examples at the end of its page."""
    return cast(Any, click.command(cls=Command, epilog=example(*examples)))


def option(*names: str, **about: Any) -> Callable[[F], F]:
    """An option of one command."""
    return click.option(*names, cls=Option, **about)


def example(*lines: str) -> str:
    """The end of a help page."""
    return "\b\nExample 示例:\n" + "\n".join(f"  {line}" for line in lines)


# What options take.


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


def _persons(ctx: click.Context, param: click.Parameter, value: str | None) -> int | str | None:
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


def listed_names(value: str) -> list[str]:
    """`a, b` as names."""
    return [part.strip() for part in value.split(",") if part.strip()]


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta["jiuye.debug"] = value


OPTIONS: dict[str, Callable[[F], F]] = {
    "city": option("--city", metavar="NAME|FILE", help="City, instead of the file's."),
    "workers": option("--workers", callback=_persons, metavar="N|full", help="Simulated persons 16+."),
    "months": option("--months", type=Integer(), metavar="N", help="Months simulated."),
    "seed": option("--seed", type=Integer(0), metavar="N", help="One seed."),
    "seeds": option("--seeds", callback=which_seeds, metavar="N|LIST", help="10, 3,5,9 or 1-20."),
    "out": option("--out", type=Folder(), default=Path("runs"), show_default=True, help="For results."),
    "threads": option("--threads", type=Integer(1), metavar="N", help="Cores to use, or all."),
    "lang": option("--lang", type=OneOf(["zh", "en"]), default=language, help="Else by LANG."),
    "json": option("--json", "as_json", is_flag=True, help="One JSON object on standard output."),
    "debug": option("--debug", is_flag=True, expose_value=False, callback=_debug, help="Show where it failed."),
}
PLACE = ("city", "workers", "months")
payers = option(
    "--payers", type=OneOf(["public", "shared"]), default="public", help="Whose cost: shared adds platforms."
)
scale = option("--scale", multiple=True, metavar="LEVER.SETTING", help="Scaled instead of a lever's dose.")


def options(*names: str) -> Callable[[F], F]:
    """The named options and those that every command has; what they were given comes first, as one `Given`."""

    def add(function: F) -> F:
        @wraps(function)
        def called(**values: Any) -> Any:
            shared = {name: values.pop(name) for name in Given.__dataclass_fields__ if name in values}
            return function(Given(**shared), **values)

        for name in reversed([*names, "lang", "json", "debug"]):
            called = OPTIONS[name](called)
        return cast(F, called)

    return add
