"""What a sweep will run, how far it is, and what came out."""

from __future__ import annotations

import shlex
from typing import Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.table import Table

from ...experiments.studies.axes import Axis
from ...experiments.studies.study import Study
from ...experiments.studies.sweep import SweepProgress, Swept
from ...experiments.studies.sweep_estimate import Expected
from ...results.store import StoredRuns
from ..words.texts import Lang, number, scale, text
from .output import say

SETTLED = 6  # runs of a session from which its pace is told
SHOWN = 8  # failed runs and outcomes shown one by one
COLUMNS = {"outcome": "left", "rows": "right", "mean": "right", "low": "right", "high": "right"}


def announce(study: Study, lang: Lang) -> None:
    """Say what the study plays, and over which values."""
    base = study.base
    say(
        text(
            "sweep.title",
            lang,
            study=study.title[lang],
            points=f"{study.points:,}",
            seeds=len(study.seeds),
            runs=f"{study.runs:,}",
            workers=f"{base.workers:,}",
            months=base.months,
        )
    )
    for axis in study.axes:
        say(f"  {axis.path}: {_span(axis, lang)}")


def demand(expected: Expected, lang: Lang) -> dict[str, Any]:
    """Time and disk that runs will take, in words."""
    disk, free = size(expected.bytes), size(expected.free_bytes)
    return {"hours": duration(expected.seconds, lang), "disk": disk, "free": free, "cores": expected.cores}


def progress_words(news: SweepProgress, lang: Lang) -> str:
    """How far a sweep is."""
    told = text("sweep.progress", lang, done=f"{news.done:,}", total=f"{news.total:,}")
    if news.failed:
        told += text("sweep.progress_failed", lang, failed=f"{news.failed:,}")
    if news.left is None or news.fresh < SETTLED:
        return told
    return told + text("sweep.left", lang, left=duration(news.left, lang))


def ended(swept: Swept, lang: Lang) -> str:
    """How many runs there are, and how quick they were."""
    pace = 60.0 * swept.fresh / swept.wall_s
    about = {"fresh": f"{swept.fresh:,}", "seconds": f"{swept.wall_s:,.1f}", "pace": f"{pace:,.0f}"}
    return text("sweep.done", lang, done=f"{swept.done:,}", total=f"{swept.total:,}", store=swept.store, **about)


def warn(swept: Swept, lang: Lang) -> None:
    """Say what failed, and how to go on."""
    if swept.damaged:
        say(text("sweep.damaged", lang, n=swept.damaged))
    if swept.failed:
        say(text("sweep.failed", lang, n=len(swept.failed)))
        for (point, seed), error in sorted(swept.failed.items())[:SHOWN]:
            say("  " + text("sweep.failed_run", lang, point=point, seed=seed, error=error))
        if len(swept.failed) > SHOWN:
            say(text("sweep.more", lang, n=len(swept.failed) - SHOWN, store=shlex.quote(str(swept.store))))
    if swept.interrupted:
        say(text("sweep.interrupted", lang, done=f"{swept.done:,}", total=f"{swept.total:,}", store=swept.store))


def outcome_table(study: Study, runs: StoredRuns, lang: Lang) -> Table:
    """Mean and spread of every outcome over points and seeds."""
    table = Table(title=text("sweep.outcomes", lang, study=study.title[lang]), title_justify="left", box=SIMPLE_HEAD)
    for key, side in COLUMNS.items():
        justify: Any = side
        table.add_column(text(f"sweep.column.{key}", lang), justify=justify)
    finished = runs.finished
    for outcome in study.outcomes:
        values = np.array(finished[outcome.name].drop_null())
        if not len(values):
            table.add_row(outcome.name, "0", "–", "–", "–")
            continue
        told = (float(values.mean()), *map(float, np.percentile(values, (5, 95))))
        cells = [number(v, outcome.unit, lang, change=outcome.difference, beside=told) for v in told]
        table.add_row(outcome.name, f"{len(values):,}", *cells)
    return table


def _span(axis: Axis, lang: Lang) -> str:
    """The values of an axis, with their unit."""
    if axis.values and isinstance(axis.values[0], str):
        return ", ".join(map(str, axis.values))
    ends = [float(value) for value in axis.values] or [axis.low, axis.high]
    kind = scale(ends, axis.param.unit, lang)
    told = [kind.digits(value) for value in ends[:SHOWN]]
    if axis.values:
        span = ", ".join(told) + (", …" if len(ends) > SHOWN else "")
    else:
        span = text("sweep.axis_log" if axis.log else "sweep.axis_range", lang, low=told[0], high=told[1])
    return f"{span} {kind.unit}".strip()


def duration(seconds: float, lang: Lang) -> str:
    """A time to wait, as people say it."""
    if seconds < 10.0:
        return text("sweep.few_seconds", lang)
    if seconds < 120.0:
        return text("sweep.seconds", lang, n=f"{seconds:.0f}")
    if seconds < 2 * 3600.0:
        return text("sweep.minutes", lang, n=f"{seconds / 60.0:.0f}")
    return text("sweep.hours", lang, n=f"{seconds / 3600.0:,.1f}")


def size(bytes_: int) -> str:
    """Bytes with a decimal prefix."""
    for factor, word in ((10**12, "TB"), (10**9, "GB"), (10**6, "MB")):
        if bytes_ >= factor:
            return f"{bytes_ / factor:,.1f} {word}"
    return f"{bytes_ / 1000:,.0f} kB"
