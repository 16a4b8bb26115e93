"""What commands that analyse a study share: its store, with what is missing played first."""

from __future__ import annotations

from pathlib import Path

from ..experiments.studies.engines import local
from ..experiments.studies.study import Study
from ..experiments.studies.sweep import mark_of, missing_runs, sweep
from ..experiments.studies.sweep_estimate import expect
from ..results.store import StoredRuns, read_store
from ..viz.terminal.output import compile_first, say
from ..viz.words.texts import Lang, text
from .sweep import _announce, _progress


def store_of(study: Study, out: Path, store: Path | None) -> Path:
    """Where `jiuye sweep` keeps the study."""
    return store or out / f"sweep-{study.name}-{mark_of(study)}"


def played(study: Study, folder: Path, *, yes: bool = False, lang: Lang = "en") -> StoredRuns | None:
    """The runs of a study, those that are missing played first; None if that was interrupted."""
    missing = missing_runs(study, folder)
    if missing:
        compile_first(lang)
        _announce(study, folder, missing, expect(study, missing, folder), yes=yes, local=True, lang=lang)
        with _progress(lang) as tell:
            swept = sweep(study, folder, engine=local, tell=tell)
        if swept.interrupted:
            say(text("sweep.interrupted", lang, done=f"{swept.done:,}", total=f"{swept.total:,}", store=folder))
            return None
    return read_store(folder)
