"""`jiuye bench` and `jiuye oracle`: the model measured against machines, other models and known answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from ..experiments.bench import PEER_UP_TO, SIZES, bench
from ..experiments.bench.peer import peer
from ..experiments.validation.oracle import QUANTITIES
from ..viz.terminal.output import compile_first, emit, listing, say, show
from ..viz.words.texts import Lang, text

FILE = "bench.json"


def bench_and_show(
    sizes: Sequence[int] | None,
    threads: Sequence[int] | None,
    months: int,
    *,
    peer_up_to: int | None = None,
    out: Path | None = None,
    lang: Lang = "en",
    as_json: bool = False,
) -> None:
    """Measure, print the table, and write it where told."""
    compile_first(lang)
    rows = bench(
        sizes or SIZES,
        threads or (),
        months,
        peer=peer,
        peer_up_to=PEER_UP_TO if peer_up_to is None else peer_up_to,
        done=lambda persons: say(text("cli.bench.done", lang, persons=f"{persons:,}")),
    )
    if out is not None:
        (out / FILE).write_text(json.dumps({"rows": rows}, indent=1) + "\n", encoding="utf-8")
    if as_json:
        emit({"rows": rows})
    else:
        show(bench_table(rows, lang))
        show(text("cli.bench.note", lang))


def bench_table(rows: list[dict[str, Any]], lang: Lang) -> Table:
    """Speed and memory by size and threads."""
    columns = ("persons", "threads", "wall_ns", "cpu_ns", "bytes", "peak_bytes", "floor", "peer")
    table = listing(text("cli.bench.title", lang), dict.fromkeys(columns, "right"), lang)
    for row in rows:
        peer = row["peer_ratio"]
        table.add_row(
            f"{row['persons']:,}",
            str(row["threads"]),
            f"{row['ns_per_person_month']:,.1f}",
            f"{row['cpu_ns_per_person_month']:,.1f}",
            f"{row['bytes_per_person']:,.0f}",
            f"{row['peak_bytes_per_person']:,.0f}",
            f"{row['floor_ratio']:,.1f}×",
            "–" if peer is None else f"{peer:,.1f}×",
        )
    return table


def oracle_table(found: Mapping[str, Any], lang: Lang) -> Table:
    """Simulated values beside those of the published model."""
    columns = {"quantity": "left", **dict.fromkeys(("simulated", "standard_error", "mean_field", "off"), "right")}
    table = listing(text("cli.oracle.title", lang), columns, lang)
    for name in QUANTITIES:
        value, error, expected = found[name]["value"], found[name]["se"], found["mean_field"][name]
        off = f"{(value - expected) / error:+.1f}" if error else "–"
        table.add_row(text(f"cli.oracle.{name}", lang), f"{value:.5f}", f"{error:.5f}", f"{expected:.5f}", off)
    return table
