"""The options that commands share, and how a command and an option tell what they are."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from .given import Given
from .values import Folder, Integer, OneOf, Within, persons, which_seed, which_seeds
from .words import about_told, language, line_told, option_told, turned

F = TypeVar("F", bound=Callable[..., Any])
EXAMPLES = "Examples"


class Command(click.Command):
    """A command whose page of help is in the reader's language."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        english, self.help = self.help, about_told(self.key(ctx), self.help or "")
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = english

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        english, self.epilog = self.epilog, (self.epilog or "").replace(EXAMPLES, turned(EXAMPLES), 1)
        try:
            super().format_epilog(ctx, formatter)
        finally:
            self.epilog = english

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

    def make_metavar(self, ctx: click.Context) -> str:
        """What a value is called; click's own words for numbers and folders are English."""
        kinds: dict[type, str] = {Integer: "N", Within: "X", Folder: "FOLDER"}
        return self.metavar or kinds.get(type(self.type)) or super().make_metavar(ctx)

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
    return f"\b\n{EXAMPLES}:\n" + "\n".join(f"  {line}" for line in lines)


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta["jiuye.debug"] = value


OPTIONS: dict[str, Callable[[F], F]] = {
    "city": option("--city", metavar="NAME|FILE", help="City, instead of the file's."),
    "workers": option("--workers", callback=persons, metavar="N|full", help="Simulated persons 16+."),
    "months": option("--months", type=Integer(), metavar="N", help="Months simulated."),
    "seed": option("--seed", type=Integer(0), callback=which_seed, metavar="N", help="One seed."),
    "seeds": option("--seeds", callback=which_seeds, metavar="N|LIST", help="10, 3,5,9 or 1-20."),
    "groups": option("--groups", multiple=True, metavar="GROUP[;GROUP]", help="People apart: sex=female,age=45-59."),
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
