"""How far a command is, on standard error: a bar where somebody watches, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from ..words.texts import Lang, text
from .output import say

QUIET = 15.0  # seconds between lines where nobody watches


class StageNews(Protocol):
    """What long work says of itself as it goes on."""

    @property
    def done(self) -> int:
        """Pieces that are finished."""


S = TypeVar("S", bound=StageNews)


@contextmanager
def progress(title: str, months: int, lang: Lang, *, unit: str = "months") -> Iterator[Callable[[int], None]]:
    """Count months (or steps) done, with the time left; yields what to call with them. Only two lines where nobody
    watches."""
    began = time.perf_counter()
    if sys.stderr.isatty():
        with _bar(lang, unit) as bar:
            task = bar.add_task(title, total=months)
            yield lambda done: bar.advance(task, done)
    else:
        begins = "cli.begins" if unit == "months" else f"sandbox.begins_{unit}"
        say(text(begins, lang, title=title, months=f"{months:,}"))
        yield lambda done: None
    say(text("cli.done", lang, title=title, seconds=f"{time.perf_counter() - began:,.1f}"))


def _bar(lang: Lang, unit: str) -> Progress:
    left = text("cli.left", lang)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn(text("cli.months" if unit == "months" else f"sandbox.{unit}", lang)),
        TimeRemainingColumn(),
        TextColumn(left),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def compile_first(lang: Lang) -> None:
    """Compile the kernels, which takes a while the first time; say so. Say too where burnt-in cities cannot be kept."""
    from ...experiments.runs.compiling import compile_kernels, is_compiled
    from ...experiments.runs.kept_eves import megabytes_free

    free = megabytes_free()
    if free is not None:
        say(text("cli.no_eves", lang, free=f"{free:,}"))
    if is_compiled():
        return
    message = text("cli.compiling", lang)
    if not sys.stderr.isatty():
        say(message)
        compile_kernels()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(message, total=None)
        compile_kernels(lambda done, planned: bar.update(task, completed=done, total=planned))


@contextmanager
def stages(
    words: Callable[[S], str], planned: Callable[[S], int], *, ends_told: bool = False
) -> Iterator[Callable[[S], None]]:
    """Yields what to call with each piece of news; `words` says it, `planned` is how many pieces there will be.

    Where nobody watches, a line is printed every quarter of a minute; with `ends_told`, also at once and at the end.
    """
    if not sys.stderr.isatty():
        last = [0.0 if ends_told else time.perf_counter()]

        def line(news: S) -> None:
            now = time.perf_counter()
            if now - last[0] >= QUIET or (ends_told and news.done >= planned(news)):
                last[0] = now
                say(words(news))

        yield line
        return
    columns = (BarColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1)
        yield lambda news: bar.update(task, total=planned(news), completed=news.done, description=words(news))
