"""`jiuye sweep`: what will be run, the runs with their progress, and what came out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from ..experiments.studies.axes import Axis
from ..experiments.studies.engines import EngineLost, MakeEngine, local
from ..experiments.studies.study import Study
from ..experiments.studies.sweep import SweepProgress, Swept, mark_of, missing_runs, sweep
from ..experiments.studies.sweep_estimate import Expected, expect
from ..messages import phrase
from ..results.store import StoredRuns, read_store
from ..scenarios.yaml_reader import Fault, SpecError
from ..viz.terminal.output import compile_first, emit, say, show
from ..viz.words.faults import failure
from ..viz.words.texts import Lang, number, scale, text

QUIET = 15.0  # seconds between lines where nobody watches
SETTLED = 6  # runs of a session from which its pace is told
SHOWN = 8  # failed runs and outcomes shown one by one
COLUMNS = {"outcome": "left", "rows": "right", "mean": "right", "low": "right", "high": "right"}


def sweep_and_show(
    study: Study,
    out: Path,
    *,
    store: Path | None = None,
    address: str | None = None,
    retry_failed: bool = False,
    yes: bool = False,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Sweep, or go on, and show what came out; returns whether every run finished well."""
    folder = store or out / f"sweep-{study.name}-{mark_of(study)}"
    engine = _engine(address)
    compile_first(lang)
    missing = missing_runs(study, folder, retry_failed=retry_failed)
    _announce(study, folder, missing, expect(study, missing, folder), yes=yes, local=address is None, lang=lang)
    done = 0

    def heard(news: SweepProgress) -> None:
        nonlocal done
        done = news.done
        tell(news)

    try:
        with _progress(lang) as tell:
            swept = sweep(study, folder, engine=engine, retry_failed=retry_failed, tell=heard)
    except EngineLost as error:
        say(text("sweep.lost", lang, what=failure(error, lang), done=f"{done:,}", store=folder))
        return False
    except OSError as error:
        say(text("sweep.full", lang, what=error.strerror or error, store=folder))
        return False
    _tell(study, swept, lang, as_json=as_json)
    return swept.done == swept.total


def _engine(address: str | None) -> MakeEngine:
    """This machine, or the cluster at an address, which must answer."""
    if address is None:
        return local
    from ..experiments.studies.dask_engine import check_address, cluster

    check_address(address)
    return cluster(address)


def _announce(
    study: Study, folder: Path, missing: int, expected: Expected, *, yes: bool, local: bool, lang: Lang
) -> None:
    """Say what will be run, or refuse what is too large to begin unasked."""
    points, runs, base = f"{study.points:,}", f"{study.runs:,}", study.base
    say(
        text(
            "sweep.title",
            lang,
            study=study.title[lang],
            points=points,
            seeds=len(study.seeds),
            runs=runs,
            workers=f"{base.workers:,}",
            months=base.months,
        )
    )
    for axis in study.axes:
        say(f"  {axis.path}: {_span(axis, lang)}")
    if missing < study.runs:
        say(text("sweep.known", lang, done=f"{study.runs - missing:,}", store=folder))
    hours, disk = duration(expected.seconds, lang), size(expected.bytes)
    if expected.bytes > expected.free_bytes:
        what, free = "needs {disk} on disk, {free} are free in {folder}", size(expected.free_bytes)
        raise SpecError([Fault(study.name, phrase("study.no_room", what, disk=disk, free=free, folder=str(folder)))])
    if expected.large and not yes:
        what = "is too large to begin unasked: {runs} runs, {hours}, {disk}; add --yes to run it all the same"
        large = phrase("study.too_large", what, runs=f"{missing:,}", hours=hours, disk=disk)
        raise SpecError([Fault(study.name, large)])
    if missing and local:
        say(text("sweep.expected", lang, hours=hours, cores=expected.cores, disk=disk, store=folder))


def _span(axis: Axis, lang: Lang) -> str:
    """The values of an axis, with their unit."""
    if axis.values and isinstance(axis.values[0], str):
        return ", ".join(map(str, axis.values))
    ends = [float(value) for value in axis.values] or [axis.low, axis.high]
    kind = scale(ends, axis.param.unit, lang)
    told = [kind.digits(value) for value in ends[:SHOWN]]
    if axis.values:
        said = ", ".join(told) + (", …" if len(ends) > SHOWN else "")
    else:
        said = text("sweep.axis_log" if axis.log else "sweep.axis_range", lang, low=told[0], high=told[1])
    return f"{said} {kind.unit}".strip()


def _tell(study: Study, swept: Swept, lang: Lang, *, as_json: bool) -> None:
    """Results, failures, and how to go on."""
    done, total = f"{swept.done:,}", f"{swept.total:,}"
    if as_json:
        runs = {"runs_total": swept.total, "runs_done": swept.done, "runs_failed": len(swept.failed)}
        emit({"study": study.name, **runs, "store": str(swept.store)})
    else:
        if swept.done:
            show(outcome_table(study, read_store(swept.store), lang))
        pace = 60.0 * swept.fresh / swept.wall_s
        about = {"fresh": f"{swept.fresh:,}", "seconds": f"{swept.wall_s:,.1f}", "pace": f"{pace:,.0f}"}
        show(text("sweep.done", lang, done=done, total=total, store=swept.store, **about))
        show(text("sweep.query_hint", lang, store=swept.store))
    if swept.damaged:
        say(text("sweep.damaged", lang, n=swept.damaged))
    if swept.failed:
        say(text("sweep.failed", lang, n=len(swept.failed)))
        for (point, seed), error in sorted(swept.failed.items())[:SHOWN]:
            say("  " + text("sweep.failed_run", lang, point=point, seed=seed, error=error))
        if len(swept.failed) > SHOWN:
            say(text("sweep.more", lang, n=len(swept.failed) - SHOWN, store=swept.store))
    if swept.interrupted:
        say(text("sweep.interrupted", lang, done=done, total=total, store=swept.store))


def outcome_table(study: Study, kept: StoredRuns, lang: Lang) -> Table:
    """Mean and spread of every outcome over points and seeds."""
    table = Table(title=text("sweep.outcomes", lang, study=study.title[lang]), title_justify="left", box=SIMPLE_HEAD)
    for key, side in COLUMNS.items():
        justify: Any = side
        table.add_column(text(f"sweep.column.{key}", lang), justify=justify)
    finished = kept.finished
    for outcome in study.outcomes:
        values = np.array(finished[outcome.name].drop_null())
        if not len(values):
            table.add_row(outcome.name, "0", "–", "–", "–")
            continue
        told = (float(values.mean()), *map(float, np.percentile(values, (5, 95))))
        cells = [number(v, outcome.unit, lang, change=outcome.difference, beside=told) for v in told]
        table.add_row(outcome.name, f"{len(values):,}", *cells)
    return table


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[SweepProgress], None]]:
    """A bar with the runs done and the time left; a line now and then where nobody watches."""
    if not sys.stderr.isatty():
        last = [time.perf_counter()]

        def line(news: SweepProgress) -> None:
            if time.perf_counter() - last[0] >= QUIET:
                last[0] = time.perf_counter()
                say(_words(news, lang))

        yield line
        return
    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1)
        yield lambda news: bar.update(task, total=news.total, completed=news.done, description=_words(news, lang))


def _words(news: SweepProgress, lang: Lang) -> str:
    said = text("sweep.progress", lang, done=f"{news.done:,}", total=f"{news.total:,}")
    if news.failed:
        said += text("sweep.progress_failed", lang, failed=f"{news.failed:,}")
    if news.left is None or news.fresh < SETTLED:
        return said
    return said + text("sweep.left", lang, left=duration(news.left, lang))


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
