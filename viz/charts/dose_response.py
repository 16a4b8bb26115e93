"""Small multiples of dose and response: one panel a lever, a dot and interval at each dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..words.texts import Lang, scale, text
from .canvas import FAMILY, INK, SIZE, Chart, below, canvas, colour, finish, panel, ticks

ACROSS, WIDE, HIGH = 4, 172.0, 104.0  # panels in a row, points
PLACES = {0.25: 0, 1.0: 1, 4.0: 2}


@dataclass(frozen=True)
class DosePanel:
    """One lever: what is shown, and its mean and interval at each dose."""

    title: str
    shown: str
    unit: str
    factors: tuple[float, ...]
    stated: tuple[tuple[float, float, float], ...]
    hollow: bool  # not as expected


def dose_response_chart(name: str, title: str, panels: Sequence[DosePanel], lang: Lang, across: int = ACROSS) -> Chart:
    """Every panel with a scale of its own, zero marked."""
    rows = -(-len(panels) // across)
    width, height = WIDE * across, HIGH * rows
    figure = canvas(width, height)
    for k, one in enumerate(panels):
        left, top = WIDE * (k % across), HIGH * (k // across)
        axes = panel(figure, left + 36, height - top - HIGH + 20, width - left - WIDE + 8, top + 30)
        _draw(axes, one, lang)
    told = text("number.semicolon", lang).join(one.title for one in panels)
    return finish(figure, name, title, text("robust.alt", lang, title=title, rows=told))


def _draw(axes: Any, one: DosePanel, lang: Lang) -> None:
    shade = colour(1)
    ends = [end for row in one.stated for end in row if end == end]
    kind = scale([*ends, 0.0], one.unit, lang, change=True)
    axes.axhline(0, color=colour(0), linewidth=1)
    at = [PLACES[factor] for factor in one.factors]
    for x, (mean, low, high) in zip(at, one.stated, strict=True):
        axes.plot((x, x), (low, high), color=shade, linewidth=2, solid_capstyle="butt")
        fill = "white" if one.hollow else shade
        axes.plot(x, mean, "o", markersize=4, markerfacecolor=fill, markeredgecolor=shade)
    axes.set_xlim(-0.4, 2.4)
    axes.set_xticks(range(3), ["¼", "1", "4"])
    ticks(axes.yaxis, kind, 3)
    unit = f"{one.shown}, {kind.unit}" if kind.unit else one.shown
    words = {"fontsize": SIZE, "loc": "left", "pad": 3}
    axes.set_title(f"{one.title}\n{unit}", color=INK, family=FAMILY, **words)
    below(axes, "")
