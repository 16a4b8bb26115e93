"""What was measured beside what it is measured against: machines, another model, known answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import RenderableType
from rich.table import Table

from ...experiments.bench.clock import QUIET, Row
from ...experiments.bench.settings import LEVERS, PLAN
from ...experiments.validation.oracle import QUANTITIES
from ..words.texts import Lang, text
from .output import listing

MISSING = "–"


def bench_parts(found: Mapping[str, Any], lang: Lang) -> list[RenderableType]:
    """Everything that was measured."""
    tables: dict[str, Callable[[list[Row], Lang], list[Table]]] = {
        "rows": _months,
        "phases": _phases,
        "memory": _memory,
        "start": _start,
        "burn_in": _burn_in,
        "sweeps": _sweeps,
    }
    shown: list[RenderableType] = []
    for part in [part for part in tables if found.get(part)]:
        shown += tables[part](found[part], lang)
    found_in = {part: found.get(part, ()) for part in tables}
    windows = {(part, row["spin"]): row["quiet"] for part, rows in found_in.items() for row in rows if "spin" in row}
    if noisy := [*windows.values()].count(False):
        shown.append(text("cli.bench.noisy", lang, noisy=noisy, all=len(windows), least=QUIET))
    elif windows:
        shown.append(text("cli.bench.quiet", lang))
    return [*shown, text("cli.bench.note", lang)] if found.get("rows") else shown


def _months(rows: list[Row], lang: Lang) -> list[Table]:
    """Speed by size and threads."""
    names = ("persons", "threads", "cpu_ns", "wall_ns", "plan_cpu_ns", "plan_wall_ns", "bytes", "floor")
    columns = dict.fromkeys((*names, "peer", "unemployment", "peer_unemployment", "quiet"), "right")
    table = listing(text("cli.bench.title.rows", lang), columns, lang)
    for row in rows:
        times = ("cpu_ns_per_person_month", "ns_per_person_month", "plan_cpu_ns", "plan_ns")
        table.add_row(
            f"{row['persons']:,}",
            str(row["threads"]),
            *(f"{row[name]:,.1f}" for name in times),
            f"{row['bytes_per_person']:,.0f}",
            f"{row['floor_ratio']:,.1f}×",
            _told(row["peer_ratio"], "{:,.1f}×"),
            f"{row['unemployment']:.1%}",
            _told(row["peer_unemployment"], "{:.1%}"),
            _quiet(row, lang),
        )
    return [table]


def _phases(rows: list[Row], lang: Lang) -> list[Table]:
    """Both scenarios side by side, a table a size."""
    sides = {LEVERS: ("phase_ns", "phase_glue", "phase_calls")}
    sides[PLAN] = ("phase_plan_ns", "phase_plan_glue", "phase_plan_calls")
    columns = {"phase": "left", **dict.fromkeys((*sides[LEVERS], *sides[PLAN]), "right")}
    tables = []
    for persons in dict.fromkeys(row["persons"] for row in rows):
        table = listing(text("cli.bench.title.phases", lang, persons=f"{persons:,}"), columns, lang)
        here = {(row["phase"], row["scenario"]): row for row in rows if row["persons"] == persons}
        for phase in dict.fromkeys(phase for phase, _ in here):
            both = [here[phase, name] for name in sides]
            cells = [(f"{r['cpu_ns']:,.1f}", f"{r['glue_ns']:,.1f}", f"{r['kernel_calls']:,.1f}") for r in both]
            table.add_row(phase, *cells[0], *cells[1])
        tables.append(table)
    return tables


def _memory(rows: list[Row], lang: Lang) -> list[Table]:
    columns = dict.fromkeys(("persons", "peak_mb", "before_mb", "peak_bytes", "announced_mb"), "right")
    table = listing(text("cli.bench.title.memory", lang), columns, lang)
    for row in rows:
        peak, before, announced = (_megabytes(row[f"{name}_bytes"]) for name in ("peak", "before", "announced"))
        table.add_row(f"{row['persons']:,}", peak, before, _told(row["peak_bytes_per_person"], "{:,.0f}"), announced)
    return [table]


def _start(rows: list[Row], lang: Lang) -> list[Table]:
    columns = {"process": "left", **dict.fromkeys(("cpu_s", "wall_s", "quiet"), "right")}
    table = listing(text("cli.bench.title.start", lang), columns, lang)
    for row in rows:
        name = text(f"cli.bench.start.{row['start']}", lang)
        table.add_row(name, f"{row['cpu_s']:.2f}", f"{row['wall_s']:.2f}", _quiet(row, lang))
    return [table]


def _burn_in(rows: list[Row], lang: Lang) -> list[Table]:
    columns = dict.fromkeys(("persons", "threads", "build_cpu_s", "cpu_s", "wall_s", "quiet"), "right")
    table = listing(text("cli.bench.title.burn_in", lang), columns, lang)
    for row in rows:
        seconds = (f"{row[name]:,.2f}" for name in ("build_cpu_s", "cpu_s", "wall_s"))
        table.add_row(f"{row['persons']:,}", str(row["threads"]), *seconds, _quiet(row, lang))
    return [table]


def _sweeps(rows: list[Row], lang: Lang) -> list[Table]:
    columns = {"sweep": "left", "cities_kept": "left"}
    columns |= dict.fromkeys(("runs", "cpu_s_per_run", "runs_per_minute", "quiet"), "right")
    size = {"persons": f"{rows[0]['persons']:,}", "months": rows[0]["months"]}
    table = listing(text("cli.bench.title.sweeps", lang, **size), columns, lang)
    for row in rows:
        name, kept = text(f"cli.bench.sweep.{row['sweep']}", lang), _yes(row["cities_kept"], lang)
        speed = f"{row['cpu_s_per_run']:.2f}", f"{row['runs_per_minute']:,.0f}"
        table.add_row(name, kept, str(row["runs"]), *speed, _quiet(row, lang))
    return [table]


def _told(value: float | None, pattern: str) -> str:
    return MISSING if value is None else pattern.format(value)


def _megabytes(size: int | None) -> str:
    return _told(None if size is None else size / 1e6, "{:,.0f}")


def _quiet(row: Row, lang: Lang) -> str:
    return _yes(row["quiet"], lang)


def _yes(true: bool, lang: Lang) -> str:
    return text("cli.bench.yes" if true else "cli.bench.no", lang)


def oracle_table(found: Mapping[str, Any], lang: Lang) -> Table:
    """Simulated values beside those of the published model."""
    columns = {"quantity": "left", **dict.fromkeys(("simulated", "standard_error", "mean_field", "off"), "right")}
    table = listing(text("cli.oracle.title", lang), columns, lang)
    for name in QUANTITIES:
        value, error, expected = found[name]["value"], found[name]["se"], found["mean_field"][name]
        off = f"{(value - expected) / error:+.1f}" if error else "–"
        table.add_row(text(f"cli.oracle.{name}", lang), f"{value:.5f}", f"{error:.5f}", f"{expected:.5f}", off)
    return table
