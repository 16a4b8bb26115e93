"""`jiuye package`: a package taken apart, its table and its report."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from ..experiments.compare.package import PAIRS, check_package, futures_of, split_package
from ..scenarios.spec import Scenario
from ..viz.reports.folder import mark_of, write_report
from ..viz.reports.package import document_of, terminal_table
from ..viz.terminal.output import compile_first, emit, progress, show
from ..viz.words.texts import Lang, text
from .compare import as_named


def package_and_show(
    scenario: Scenario,
    seeds: Sequence[int],
    out: Path,
    *,
    asked: str,
    measure: Sequence[str] = (),
    pairs: int = PAIRS,
    lang: Lang = "en",
    as_json: bool = False,
) -> None:
    """Split a package, write the report and show the shares."""
    players = check_package(scenario)
    futures = futures_of(len(players), pairs)
    compile_first(lang)
    title = text("robust.package.progress", lang, package=scenario.name, levers=len(players), seeds=len(seeds))
    command = ["jiuye", "package", asked, *place_words(scenario), "--seeds", seed_words(seeds)]
    command += ["--measure", ",".join(measure)] if measure else []
    command += ["--orders", str(pairs)] if pairs != PAIRS else []
    with progress(title, len(seeds) * (scenario.burn_in + futures * scenario.months), lang) as tick:
        split = split_package(scenario, seeds, measure=measure, pairs=pairs, command=shlex.join(command), tick=tick)
    folder = out / f"package-{scenario.name}-{split.city}-{mark_of(scenario.text, *seeds, measure, pairs)}"
    report = write_report(folder, lambda each, other: document_of(split, each, other), split.record(), "package", lang)
    if as_json:
        emit({**split.record(), "report": str(report)})
    else:
        show(terminal_table(split, lang))
        show(text("robust.package.note", lang))
        show(text("robust.report", lang, file=report))


def place_words(scenario: Scenario) -> list[str]:
    """Options that fix city, size and months."""
    return ["--city", as_named(scenario.city), "--workers", str(scenario.workers), "--months", str(scenario.months)]


def seed_words(seeds: Sequence[int]) -> str:
    """Seeds as `--seeds` takes them."""
    consecutive = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]}-{seeds[-1]}" if consecutive else ",".join(map(str, seeds))
