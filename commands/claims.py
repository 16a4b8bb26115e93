"""`jiuye claims`: the plan's figures put to the test. The table, and the report in a folder."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Sequence
from pathlib import Path

from ..experiments.claims import SWEEP_SEEDS, ClaimsLedger, Tests, try_claims
from ..experiments.compare.comparison_file import plain
from ..scenarios.claims import Claim, load_claims
from ..scenarios.spec import Scenario
from ..viz.reports import as_html, as_markdown
from ..viz.reports.brief import write_whole
from ..viz.reports.claims import document_of, summary, terminal_table
from ..viz.terminal.output import compile_first, emit, progress, say, show
from ..viz.words.texts import LANGUAGES, Lang, text

HTML, MARKDOWN, RECORD = "report.html", "report.md", "claims.json"


def claim_and_show(
    base: Scenario,
    claims: Sequence[Claim],
    seeds: Sequence[int],
    out: Path,
    *,
    sweep: bool = True,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Try the figures, write the report and show the table; returns whether every seed finished."""
    tests = Tests.of(base, claims, sweep=sweep)
    if tests.written:
        compile_first(lang)
    title = text("claims.progress", lang, city=base.profile.id, n=len(claims), seeds=len(seeds))
    few = len(seeds[:SWEEP_SEEDS])
    with progress(title, tests.months(base, seeds), lang) as tick:
        found = try_claims(
            base,
            tests,
            seeds,
            command=_command(base, claims, seeds, sweep),
            tick=tick,
            on_sweep=lambda: say(text("claims.on_sweep", lang, seeds=few)),
        )
    folder = out / f"claims-{base.profile.id}-{_mark(found)}"
    report = write_report(found, folder, lang)
    if as_json:
        emit({**found.record(), "report": str(report)})
    else:
        show(terminal_table(found, lang))
        show(summary(found, lang))
        show(text("claims.report", lang, file=report))
    if found.unfinished:
        done = len(found.seeds)
        say(text("claims.interrupted", lang, done=done, asked=done + len(found.unfinished), out=folder))
    return not found.unfinished


def write_report(found: ClaimsLedger, folder: Path, lang: Lang) -> Path:
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


def _mark(found: ClaimsLedger) -> str:
    """Eight characters that stand for what was tried."""
    asked = (found.command, *map(str, found.seeds), "sweep", *map(str, found.sweep_seeds))
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:8]


def _command(base: Scenario, claims: Sequence[Claim], seeds: Sequence[int], sweep: bool) -> str:
    """The command that makes the report again."""
    which = str(len(seeds)) if list(seeds) == list(range(1, len(seeds) + 1)) else ",".join(map(str, seeds))
    words = ["jiuye", "claims", base.city, "--workers", str(base.workers)]
    words += ["--months", str(base.months), "--seeds", which]
    asked = [claim.id for claim in claims]
    words += ["--only", ",".join(asked)] if len(asked) < len(load_claims()) else []
    return shlex.join([*words, *([] if sweep else ["--no-region"])])
