"""What commands that play a study share: its store, and the runs that are missing of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..messages import phrase
from .given import Given
from .options import option
from .values import FILE

if TYPE_CHECKING:
    from ..experiments.studies.study import Study
    from ..experiments.studies.sweep import SweepProgress
    from ..results.store import StoredRuns
    from ..viz.words.texts import Lang


def store_options(function: Any) -> Any:
    """Options of commands that analyse a study."""
    yes = option("--yes", is_flag=True, help="Begin a large sweep unasked.")
    store = option("--store", type=FILE, metavar="FOLDER", help="Of the sweep; else below --out.")
    return store(yes(function))


def store_of(study: Study, given: Given, store: Path | None) -> Path:
    """Where `jiuye sweep` keeps the study."""
    from ..experiments.studies.sweep import place_of

    return store or place_of(study, given.out)


def announce_missing(study: Study, folder: Path, missing: int, *, yes: bool, here: bool, lang: Lang) -> None:
    """Say what will be run, or refuse what is too large to begin unasked."""
    from ..experiments.studies.sweep_estimate import expect
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.output import say
    from ..viz.terminal.sweep import announce, demand
    from ..viz.words.texts import text

    expected = expect(study, missing, folder)
    told = demand(expected, lang)
    announce(study, lang)
    if missing < study.runs:
        say(text("sweep.known", lang, done=f"{study.runs - missing:,}", store=folder))
    if expected.bytes > expected.free_bytes:
        what = "needs {disk} on disk, {free} are free in {folder}"
        no_room = phrase("study.no_room", what, disk=told["disk"], free=told["free"], folder=str(folder))
        raise SpecError([Fault(study.name, no_room)])
    if expected.large and not yes:
        what = "is too large to begin unasked: {runs} runs, {hours}, {disk}; add --yes to run it all the same"
        large = phrase("study.too_large", what, runs=f"{missing:,}", hours=told["hours"], disk=told["disk"])
        raise SpecError([Fault(study.name, large)])
    if missing and here:
        say(text("sweep.expected", lang, store=folder, **told))


def heard(lang: Lang) -> AbstractContextManager[Callable[[SweepProgress], None]]:
    """The progress of a sweep."""
    from ..viz.terminal.progress import stages
    from ..viz.terminal.sweep import progress_words

    return stages(lambda news: progress_words(news, lang), lambda news: news.total)


def played(study: Study, folder: Path, *, yes: bool, lang: Lang) -> StoredRuns | None:
    """The runs of a study, those that are missing played first; None if that was interrupted."""
    from ..experiments.studies.engines import local
    from ..experiments.studies.sweep import missing_runs, sweep
    from ..results.store import read_store
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first
    from ..viz.words.texts import text

    if missing := missing_runs(study, folder):
        compile_first(lang)
        announce_missing(study, folder, missing, yes=yes, here=True, lang=lang)
        with heard(lang) as tell:
            swept = sweep(study, folder, engine=local, tell=tell)
        if swept.interrupted:
            say(text("sweep.interrupted", lang, done=f"{swept.done:,}", total=f"{swept.total:,}", store=folder))
            return None
    return read_store(folder)
