"""What commands that analyse a study share: its store, with what is missing played first."""

from __future__ import annotations

from pathlib import Path

from ..experiments.engines import local
from ..experiments.expecting import expect
from ..experiments.study import Study
from ..experiments.sweep import mark_of, missing_runs, sweep
from ..results.store import Kept, read_store
from .sweeping import _announce, _progress
from .terminal import compile_first, say
from .texts import Lang, text


def store_of(study: Study, out: Path, store: Path | None) -> Path:
    """Where `jiuye sweep` keeps the study."""
    return store or out / f"sweep-{study.name}-{mark_of(study)}"


def played(study: Study, folder: Path, *, yes: bool = False, lang: Lang = "en") -> Kept | None:
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


def axis_name(path: str, lang: Lang) -> str:
    """A setting in words where it has some, else its path; levers by title, parameters of behaviour by name."""
    from ..model.levers import LEVERS

    head, _, setting = path.partition(".")
    if head in LEVERS:
        return text("robust.setting", lang, lever=LEVERS[head].title[lang], setting=setting)
    return setting if head == "behaviour" else path
