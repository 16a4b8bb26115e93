"""`jiuye validate`: is the baseline a city one can believe? The table, and the report in a folder."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Sequence
from pathlib import Path

from ..experiments.compare.comparison_file import plain
from ..experiments.validation.validate import Validation, months_to_play, validate
from ..scenarios.spec import Scenario
from ..scenarios.targets import Target
from ..viz.reports import as_html, as_markdown
from ..viz.reports.brief import write_whole
from ..viz.reports.validation import document_of, summary, terminal_tables
from ..viz.terminal.output import compile_first, emit, progress, say, show
from ..viz.words.texts import LANGUAGES, Lang, text

HTML, MARKDOWN, RECORD = "report.html", "report.md", "validation.json"


def validate_and_show(
    scenario: Scenario,
    targets: Sequence[Target],
    seeds: Sequence[int],
    out: Path,
    *,
    targets_file: Path | None = None,
    facts: bool = True,
    quick: bool = False,
    strict: bool = False,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Validate a city, write the report and show the table; returns whether all went well: every seed finished and, if
    `strict`, nothing failed."""
    compile_first(lang)
    title = text("validation.progress", lang, city=scenario.profile.id, seeds=len(seeds))
    with progress(title, months_to_play(scenario, len(seeds), facts=facts), lang) as tick:
        found = validate(
            scenario,
            targets,
            seeds,
            facts=facts,
            quick=quick,
            command=_command(scenario, seeds, targets_file, quick, facts=facts),
            tick=tick,
            on_oracle=lambda: say(text("validation.on_oracle", lang)),
        )
    folder = out / f"validate-{scenario.profile.id}-{_mark(found, targets)}"
    report = write_report(found, folder, lang)
    if as_json:
        emit({**found.record(), "report": str(report)})
    else:
        show(*terminal_tables(found, lang))
        show(summary(found, lang))
        show(text("validation.report", lang, file=report))
    if found.unfinished:
        done = len(found.seeds)
        say(text("validation.interrupted", lang, done=done, asked=done + len(found.unfinished), out=folder))
    return not found.unfinished and (found.passed or not strict)


def write_report(found: Validation, folder: Path, lang: Lang) -> Path:
    """`report.html` and its other language, `report.md`, and the record for machines; returns the first."""
    for each in LANGUAGES:
        other: Lang = "en" if each == "zh" else "zh"
        document = document_of(found, each, _file(other, lang))
        write_whole(folder / _file(each, lang), as_html.page(document, each))
        if each == lang:
            write_whole(folder / MARKDOWN, as_markdown.page(document, each))
    write_whole(folder / RECORD, json.dumps(plain(found.record()), ensure_ascii=False, indent=1) + "\n")
    return folder / HTML


def _file(each: Lang, first: Lang) -> str:
    """The language asked for is `report.html`."""
    return HTML if each == first else f"report.{each}.html"


def _mark(found: Validation, targets: Sequence[Target]) -> str:
    """Eight characters that stand for what was validated against what."""
    asked = (found.command, *map(str, found.seeds), *(f"{t.id} {t.low} {t.high}" for t in targets))
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:8]


def _command(scenario: Scenario, seeds: Sequence[int], targets_file: Path | None, quick: bool, *, facts: bool) -> str:
    """The command that makes the validation again."""
    which = str(len(seeds)) if list(seeds) == list(range(1, len(seeds) + 1)) else ",".join(map(str, seeds))
    words = ["jiuye", "validate", scenario.city, "--workers", str(scenario.workers)]
    words += ["--months", str(scenario.months), "--seeds", which]
    words += ["--targets", str(targets_file)] if targets_file else []
    words += ["--quick"] if quick else []
    return shlex.join([*words, *([] if facts else ["--no-facts"])])
