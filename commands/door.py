"""The front door: every command by name, loaded when it is called; what went wrong in a line, and the exit code.

Exit codes: 0 done, 1 failed, 2 wrong input.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from ..messages import phrase
from .given import FAILED, WRONG_INPUT
from .options import Group
from .words import answer_in, language, teach_click

FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}  # what a disk has no room for
COMMANDS = {  # name → module and what it is for, as the first page lists them
    "run": ("run", "Play scenarios and keep the runs."),
    "compare": ("compare", "Compare scenarios, write a brief."),
    "pair": ("pair", "Try in one city, copy to another."),
    "oracle": ("oracle", "Meet the published model."),
    "validate": ("validate", "Public statistics against the model."),
    "rest": ("rest", "Is a city left alone at rest?"),
    "probe": ("probe", "Experiments a referee would make."),
    "atlas": ("atlas", "Every lever alone, at three doses."),
    "claims": ("claims", "The plan's figures put to the test."),
    "sandbox": ("sandbox", "Try one dispatch rule."),
    "calibrate": ("calibrate", "Fit behaviour to public statistics."),
    "sweep": ("sweep", "Many runs as a design."),
    "results": ("results", "Ask stored runs."),
    "check": ("check", "Check files without running."),
    "levers": ("catalogues", "What government can do."),
    "cities": ("catalogues", "Cities and their figures."),
    "scenarios": ("catalogues", "What is asked of a city."),
    "indicators": ("catalogues", "What is measured."),
    "plan": ("plan", "The plan, row by row."),
    "schema": ("schema", "JSON Schema for editors."),
    "bench": ("bench", "Measure speed on this machine."),
    "report": ("report", "Write a brief again."),
    "package": ("package", "What each lever contributes."),
    "sensitivity": ("sensitivity", "Which settings matter."),
    "discover": ("discover", "Where policies fail; regret."),
    "power": ("power", "Seeds for a wanted width."),
    "frontier": ("frontier", "Effect against cost."),
    "optimise": ("optimise", "The best mix under a budget."),
    "advise": ("advise", "The best use of a sum for a goal."),
    "app": ("app", "The pages in a browser."),
    "docs": ("docs", "Tutorials and reference."),
}


class Door(Group):
    """Loads a command when it is called; says in one line what went wrong, and with which exit code it ends."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f".{COMMANDS[name][0]}", __package__), name)
        return found

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        answer_in(args)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that cannot show a sign shows another
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            _tell_damaged()
            return result
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # whoever reads has read enough
            _print_no_more()
            ctx.exit(0)
        except KeyboardInterrupt:
            from ..viz.words.texts import text

            click.echo(text("cli.interrupted", language()), err=True)
            ctx.exit(FAILED)
        except Exception as error:
            cause = _unprinted(error) or error
            ctx.exit(_tell(cause, debug=ctx.meta.get("jiuye.debug", False)))


def _unprinted(error: Exception) -> Exception | None:
    """What to tell where it was the output that could not be written: a full disk behind `>`, say. It names no file."""
    if not isinstance(error, OSError) or error.filename is not None or error.errno not in FULL:
        return None
    try:
        os.write(sys.stdout.fileno(), b"\n")  # whether there is room; what could not be written may be gone
    except io.UnsupportedOperation:  # no stream of the system's
        return None
    except OSError as again:
        from ..results.archive import ArchiveError, why_not

        _print_no_more()
        what = phrase("file.not_written", "cannot be written ({why})", why=why_not(again))
        return ArchiveError("stdout", what)
    return None


def _print_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_damaged() -> None:
    """Say how many kept cities were damaged, where any were asked for."""
    kept = sys.modules.get(f"{__name__.partition('.')[0]}.experiments.runs.kept_eves")
    damaged = kept.forget_damaged() if kept else 0
    if damaged:
        from ..viz.words.texts import text

        click.echo(text("cli.damaged_eves", language(), number=damaged), err=True)


def _tell(error: Exception, *, debug: bool) -> int:
    """Print what went wrong; return the exit code."""
    from ..scenarios.yaml_reader import SpecError

    if debug:
        traceback.print_exception(error)
    elif not isinstance(error, SpecError):
        from ..viz.words.faults import failure
        from ..viz.words.texts import text

        what, kind = failure(error, language()), type(error).__name__
        click.echo(text("cli.failed", language(), what=what, kind=kind), err=True)
    if isinstance(error, SpecError):
        from ..viz.words.faults import fault_line

        click.echo("\n".join(fault_line(fault, language()) for fault in error.faults), err=True)
        return WRONG_INPUT
    return FAILED


teach_click()


@click.group(
    cls=Door,
    lines={name: line for name, (_, line) in COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="jiuye")
def main() -> None:
    """Jiuye: compare employment policies in a simulated Chinese city.

    Every command has a page of its own: jiuye compare --help.

    中文: jiuye --help --lang zh
    """
