"""`jiuye report`: what a folder holds, shown again in either language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..experiments.compare.comparison_file import FILE
from ..messages import phrase
from ..results.archive import MANIFEST
from ..scenarios.spec import SpecError
from ..scenarios.yaml_reader import Fault
from ..viz.terminal.output import emit, show
from ..viz.words.texts import Lang, text
from .compare import rewrite
from .run import show_stored


def report_and_show(folders: Sequence[Path], *, lang: Lang = "en", as_json: bool = False) -> None:
    """Write the brief of each comparison again, and table and picture of each run."""
    empty = phrase("report.empty", "holds no comparison and no run")
    if faults := [Fault(str(f), empty) for f in folders if not (_compared(f) or _ran(f))]:
        raise SpecError(faults)
    written = []
    for folder in folders:
        written.append(rewrite(folder, lang) if _compared(folder) else show_stored(folder, lang=lang, as_json=as_json))
        if not as_json:
            show(text("cli.report.written", lang, file=written[-1]))
    if as_json:
        emit({"written": [str(file) for file in written]})


def _compared(folder: Path) -> bool:
    return (folder / FILE).is_file()


def _ran(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()
