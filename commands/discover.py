"""`jiuye discover`: what is missing of the study is played, then the regions of failure and the regrets are told."""

from __future__ import annotations

from pathlib import Path

from ..experiments.studies.discovery import check_study, discover, read_conditions
from ..experiments.studies.study import Study
from ..viz.reports.discovery import document_of, terminal_table
from ..viz.reports.folder import mark_of, write_report
from ..viz.terminal.output import emit, show
from ..viz.words.texts import Lang, text
from .study_runs import played, store_of


def discover_and_show(
    study: Study,
    fails: str,
    out: Path,
    *,
    command: str,
    store: Path | None = None,
    yes: bool = False,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Look for where policies fail, write the report and show it; False if the runs were interrupted."""
    conditions = read_conditions(fails, study)
    check_study(study)
    folder = store_of(study, out, store)
    kept = played(study, folder, yes=yes, lang=lang)
    if kept is None:
        return False
    found = discover(study, kept, conditions, command)
    place = out / f"discover-{study.name}-{mark_of(study.hash, *study.seeds, conditions)}"
    report = write_report(place, lambda each, other: document_of(found, each, other), found.record(), "discovery", lang)
    if as_json:
        emit({**found.record(), "report": str(report)})
    else:
        show(terminal_table(found, lang))
        show(text("robust.report", lang, file=report))
    return True
