"""What a month costs as cities grow: CPU time of one person's month by size, beside another model."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from ..words.texts import Lang, text
from .canvas import FAMILY, RULE, SIZE, Chart, apart, below, canvas, colour, finish, heading, panel

WIDTH, HEIGHT = 460.0, 240.0  # points
RIGHT = 110.0  # where the lines are named
GAP = 0.07  # least distance of their names, share of the height
DOTS = 200  # an inch
LINES = {"levers": "cpu_ns_per_person_month", "plan": "plan_cpu_ns", "peer": "peer_cpu_ns"}


def growth_chart(rows: Sequence[Mapping[str, Any]], lang: Lang) -> tuple[Chart, bytes]:
    """A line each for four levers, the whole plan and the peer, on the fewest threads measured; as SVG and as PNG."""
    title = text("cli.bench.growth", lang)
    least = {row["persons"]: min(r["threads"] for r in rows if r["persons"] == row["persons"]) for row in rows}
    taken = sorted((r for r in rows if r["threads"] == least[r["persons"]]), key=lambda row: row["persons"])
    figure = canvas(WIDTH, HEIGHT)
    axes = panel(figure, 52, 34, RIGHT, 26)
    axes.set_xscale("log")
    axes.set_yscale("log")
    ends = {}
    for place, (name, measure) in enumerate(LINES.items()):
        points = [(row["persons"], row[measure]) for row in taken if row[measure] is not None]
        if points:
            shade = colour(place + 1)
            axes.plot(*zip(*points, strict=True), "o-", color=shade, linewidth=1.5, markersize=4)
            ends[name] = (*points[-1], shade)
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axis.set_minor_formatter(NullFormatter())
        axis.grid(True, color=RULE, linewidth=0.6)
    axes.tick_params(which="minor", length=0)
    heading(axes, text("cli.bench.growth_axis", lang))
    below(axes, text("cli.bench.growth_persons", lang))
    _name(axes, ends, lang)
    told = [_end(name, persons, value, lang) for name, (persons, value, _) in ends.items()]
    alt = text("cli.bench.growth_alt", lang, title=title, ends=text("number.semicolon", lang).join(told))
    chart = finish(figure, "growth", title, alt)
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=DOTS, facecolor="white")
    return chart, target.getvalue()


def _name(axes: Any, ends: Mapping[str, tuple[int, float, str]], lang: Lang) -> None:
    """The name of each line beside its end, none over another."""
    axes.autoscale_view()
    to_axes = axes.transAxes.inverted()
    heights = [to_axes.transform(axes.transData.transform(end[:2]))[1] for end in ends.values()]
    for name, height in zip(ends, apart(heights, GAP, 0.0, 1.0), strict=True):
        words, shade = text(f"cli.bench.line.{name}", lang), ends[name][2]
        where = {"transform": axes.transAxes, "va": "center", "fontsize": SIZE, "family": FAMILY}
        axes.text(1.03, height, words, color=shade, **where)


def _end(name: str, persons: int, value: float, lang: Lang) -> str:
    words = {"line": text(f"cli.bench.line.{name}", lang), "value": f"{value:,.0f}", "persons": f"{persons:,}"}
    return text("cli.bench.growth_end", lang, **words)
