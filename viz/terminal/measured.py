"""What was measured beside what it is measured against: machines, another model, known answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from ...experiments.validation.oracle import QUANTITIES
from ..words.texts import Lang, text
from .output import listing


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
