"""`jiuye sensitivity`: what is missing of the study is played, then its sensitivities are told."""

from __future__ import annotations

from pathlib import Path

from ..experiments.studies.sensitivity import check_design, sensitivity
from ..experiments.studies.study import Study
from ..viz.reports.folder import mark_of, write_report
from ..viz.reports.sensitivity import document_of, terminal_table
from ..viz.terminal.output import emit, show
from ..viz.words.texts import Lang, text
from .study_runs import played, store_of


def sensitivity_and_show(
    study: Study,
    out: Path,
    *,
    command: str,
    store: Path | None = None,
    yes: bool = False,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Analyse a study of kind morris or sobol, write the report and show it; False if the runs were interrupted."""
    check_design(study)
    folder = store_of(study, out, store)
    kept = played(study, folder, yes=yes, lang=lang)
    if kept is None:
        return False
    found = sensitivity(study, kept, command)
    place = out / f"sensitivity-{study.name}-{mark_of(study.hash, *study.seeds)}"
    record = found.record()
    report = write_report(place, lambda each, other: document_of(found, each, other), record, "sensitivity", lang)
    if as_json:
        emit({**record, "report": str(report)})
    else:
        for outcome in found.outcomes:
            show(terminal_table(found, outcome, lang))
        show(text("robust.report", lang, file=report))
    return True
