"""`jiuye report`: what a folder holds, shown again in either language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..messages import phrase
from .given import Given
from .options import command, options
from .values import FILE

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..viz.words.texts import Lang

    Shown = tuple[Path, list[RenderableType]]  # the file that was written, and what is printed
    FolderKind = Callable[[Path, Lang], Shown]


@command("jiuye report runs/compare-baseline-hangzhou-1a2b3c4d --lang zh")
@click.argument("folders", nargs=-1, required=True, type=FILE, metavar="FOLDER...")
@options()
def report(given: Given, folders: tuple[Path, ...]) -> None:
    """Write the brief of a comparison, or table and picture of a run, again."""
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.output import emit, show
    from ..viz.words.texts import text

    kinds = {folder: _kind(folder) for folder in folders}
    empty = phrase("report.empty", "holds no comparison and no run")
    if faults := [Fault(str(folder), empty) for folder, kind in kinds.items() if not kind]:
        raise SpecError(faults)
    written = []
    for file, parts in (kind(folder, given.lang) for folder, kind in kinds.items() if kind):
        written.append(str(file))
        if not given.as_json:
            show(*parts, text("cli.report.written", given.lang, file=file))
    if given.as_json:
        emit({"written": written})


def _kind(folder: Path) -> FolderKind | None:
    """What shows a folder, by the file that tells what it holds."""
    from ..experiments.compare.comparison_file import FILE as COMPARISON
    from ..results.archive import MANIFEST
    from .run import stored

    kinds: dict[str, FolderKind] = {COMPARISON: _compared, MANIFEST: stored}
    return next((kind for name, kind in kinds.items() if (folder / name).is_file()), None)


def _compared(folder: Path, lang: Lang) -> Shown:
    """The brief of a comparison, written again, and its sentences."""
    from ..experiments.compare.comparison_file import read_comparison
    from ..viz.reports.brief import report_of
    from ..viz.reports.folder import write_report
    from ..viz.terminal.answers import answer_lines
    from ..viz.terminal.output import columns

    found = read_comparison(folder)
    return write_report(report_of(found), folder, lang), list(answer_lines(found, lang, columns()))
