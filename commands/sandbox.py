"""`jiuye sandbox`: what a dispatch rule does to drivers' incomes, as a table, a picture and a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from ..experiments.compare.comparison_file import plain
from ..experiments.sandbox import Estimate, Gap, Verdict, check_setting, try_rule
from ..model.sandbox import SandboxRule, Setting
from ..viz.charts.dispatch_rule import sandbox_chart
from ..viz.terminal.output import emit, listing, progress, say, show
from ..viz.words.dispatch import UNITS, against, notes, told
from ..viz.words.texts import Lang, text


def sandbox_and_show(
    rule: SandboxRule, setting: Setting, seeds: Sequence[int], out: Path | None, *, lang: Lang, as_json: bool
) -> None:
    """Try a rule; print its verdict, and write verdict and picture where told."""
    check_setting(setting)
    with progress(rule.title[lang], setting.steps * len(seeds), lang, unit="steps") as tick:
        verdict = try_rule(rule, setting, seeds, tick)
    record = {**verdict.record(), "notes": notes(lang)}
    if out is not None:
        stem = f"sandbox-{rule.name}"
        _write(out / f"{stem}.svg", sandbox_chart(verdict, lang).svg)
        file = _write(out / f"{stem}.json", json.dumps(plain(record), ensure_ascii=False, indent=1, allow_nan=False))
        say(text("sandbox.written", lang, file=file, chart=file.with_suffix(".svg")))
    if as_json:
        emit(record)
    else:
        show(measure_table(verdict, lang), group_table(verdict.groups, lang), *notes(lang))


def measure_table(verdict: Verdict, lang: Lang) -> Table:
    """Inequality and service, with intervals over seeds and the article's Gini where there is one."""
    setting = verdict.setting
    title = text(
        "sandbox.title",
        lang,
        title=verdict.rule.title[lang],
        drivers=f"{setting.drivers:,}",
        rate=f"{setting.rate:g}",
        requests=f"{setting.requests_a_step:.2f}",
        steps=f"{setting.steps:,}",
        seeds=len(verdict.seeds),
    )
    table = listing(title, {"quantity": "left", "simulated": "right"}, lang)
    table.add_column(text("sandbox.interval", lang), justify="right")
    table.add_column(text("sandbox.published", lang), justify="right")
    for name, found in verdict.measures.items():
        published = ""
        if name == "gini" and verdict.published is not None:
            said = text(f"sandbox.{'met' if verdict.met else 'missed'}", lang)
            published = f"{verdict.published:g} ({said})"
        table.add_row(text(f"sandbox.measure.{name}", lang), *told(found, UNITS.get(name, ""), lang), published)
    return table


def group_table(gaps: Sequence[Gap], lang: Lang) -> Table:
    """Income gaps between groups."""
    table = Table(title=text("sandbox.gaps", lang), title_justify="left", box=listing("", {}, lang).box)
    table.add_column(text("sandbox.group", lang))
    for key in ("drivers", "gap", "interval"):
        table.add_column(text(f"sandbox.{key}", lang), justify="right")
    for gap in gaps:
        numbers = told(Estimate(gap.value, gap.low, gap.high), "share", lang)
        table.add_row(against(gap, lang), f"{gap.drivers:,.0f}", *numbers)
    return table


def _write(file: Path, content: str) -> Path:
    """Whole or not at all."""
    half = file.with_name(f"{file.name}.part")
    half.write_text(content + "\n", encoding="utf-8")
    return half.replace(file)
