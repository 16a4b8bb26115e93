"""What every chart of a brief shares: figures without global state, colours, and SVG made small and self-contained.

Text is drawn as paths, so a chart looks the same on a machine without Chinese fonts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..words.texts import MINUS, Scale

FONTS = Path(__file__).parents[1] / "fonts"
FAMILY = ["Jiuye Sans", "DejaVu Sans"]
GLYPHS = "(?:JiuyeSans|DejaVuSans)-"  # how the id of a glyph begins
SIZE = 9.0  # points
POINT = 1 / 72  # inches

# Okabe and Ito's colours, which people with any common colour blindness tell apart; the base is grey.
BASE_COLOUR = "#5f6b76"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
BETTER, WORSE, NEUTRAL = "#0072b2", "#d55e00", "#5f6b76"
INK, FAINT, PALE, RULE = "#1d2730", "#5d6873", "#b4bec6", "#dfe4e8"


@dataclass(frozen=True)
class Chart:
    """A finished picture."""

    name: str  # unique within a brief: file name and prefix of its ids
    title: str
    caption: str  # short title, where the page says the rest
    alt: str  # what it shows, for those who do not see it
    svg: str


def colour(place: int) -> str:
    """Colour of a scenario by its place; 0 is the base."""
    return COLOURS[(place - 1) % len(COLOURS)] if place else BASE_COLOUR


def canvas(width: float, height: float) -> Figure:
    """An empty figure, in points."""
    _add_fonts()
    figure = Figure(figsize=(width * POINT, height * POINT), dpi=72, facecolor="none")
    FigureCanvasSVG(figure)
    return figure


def panel(figure: Figure, left: float, bottom: float, right: float, top: float, **options: Any) -> Any:
    """Axes that leave these margins free, in points from each edge of the figure."""
    width, height = figure.get_size_inches() / POINT
    box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    axes = figure.add_axes(box, **options)
    axes.set_facecolor("none")
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(RULE)
    axes.tick_params(length=0, labelsize=SIZE, labelcolor=FAINT, labelfontfamily=FAMILY, pad=4)
    axes.set_axisbelow(True)
    return axes


def heading(axes: Any, words: str) -> None:
    """What the vertical axis shows and its unit, above the axes where it can be read without turning the head."""
    axes.set_title(words, loc="left", fontsize=SIZE, color=FAINT, family=FAMILY, pad=6)


def below(axes: Any, words: str) -> None:
    """What the horizontal axis shows, or its unit."""
    axes.set_xlabel(words, fontsize=SIZE, color=FAINT, labelpad=2)


def ticks(axis: Any, kind: Scale, most: int = 4) -> None:
    """Few round ticks on a scale, with grid lines."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: tick_label(value / kind.factor)))
    axis.grid(True, color=RULE, linewidth=0.6)


def tick_label(value: float) -> str:
    """A short number with a true minus sign."""
    return f"{value:,.6g}".replace("-", MINUS) if abs(value) > 1e-9 else "0"


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The same places moved as little as needed to stand at least `gap` apart, within `low` to `high`."""
    order = np.argsort(places, kind="stable")
    moved = np.clip(np.asarray(places, dtype=float)[order], low, high)
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + gap)
    ceiling = high
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    result = np.empty(len(moved))
    result[order] = moved
    return [float(v) for v in result]


def finish(figure: Figure, name: str, title: str, alt: str, caption: str = "") -> Chart:
    """Set the typeface, write the SVG and make it small."""
    for axes in figure.axes:
        for words in (axes.xaxis.label, *axes.texts):  # ticks and headings have it already; asking for all is slow
            words.set_fontfamily(FAMILY)
    target = io.StringIO()
    figure.savefig(target, format="svg", transparent=True)
    return Chart(name, title, caption or title, alt, _small(target.getvalue(), name, title, alt))


def with_shared_glyphs(html: str) -> str:
    """A page whose charts keep each glyph once, in a drawing without size at its beginning."""
    glyphs: dict[str, str] = {}

    def take(match: re.Match[str]) -> str:
        glyphs[match[1]] = match[0]
        return ""

    html = re.sub(rf'<path id="({GLYPHS}[^"]*)"[^>]*/>', take, html).replace("<defs></defs>", "")
    shared = "".join(glyphs.values())
    return f'<svg class="glyphs" width="0" height="0" aria-hidden="true"><defs>{shared}</defs></svg>{html}'


@cache
def _add_fonts() -> None:
    for file in sorted(FONTS.glob("*.otf")):
        fontManager.addfont(str(file))


# What follows knows how matplotlib writes SVG; numbers keep one decimal of a point, ids are kept only where used.


def _small(svg: str, name: str, title: str, alt: str) -> str:
    svg = svg[svg.index("<svg") :]
    size = _found(r'viewBox="([^"]*)"', svg)
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->|<style.*?</style>", "", svg, flags=re.S)
    svg = re.sub(r"\bd=\"([^\"]*)\"", lambda m: f'd="{_path(m[1])}"', svg)
    svg = re.sub(r"(\b(?:x|y)=\")(-?\d+\.\d+)\"", lambda m: f'{m[1]}{_short(m[2])}"', svg)
    svg = re.sub(r'style="[^"]*"', lambda m: m[0].replace(": ", ":").replace("; ", ";"), svg)
    svg = svg.replace("xlink:href", "href")
    svg = _numbered(svg, name)
    svg = re.sub(r"<defs>\s*</defs>", "", svg)
    svg = re.sub(r">\s+<", "><", svg)
    inner = svg[svg.index(">") + 1 :]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" aria-labelledby="{name}-t {name}-d"'
        f' stroke-linejoin="round"><title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(alt)}</desc>'
        f"{inner.strip()}"
    )


def _numbered(svg: str, name: str) -> str:
    """Keep the ids that are used: those of glyphs, which are alike in all charts, as they are, others under `name`."""
    used = dict.fromkeys(re.findall(r"(?:href=\"|url\()#([^\")]+)", svg))
    new = {old: old if re.match(GLYPHS, old) else f"{name}-{place}" for place, old in enumerate(used)}
    svg = re.sub(r' id="([^"]*)"', lambda m: f' id="{new[m[1]]}"' if m[1] in new else "", svg)
    return re.sub(r"(href=\"|url\()#([^\")]+)", lambda m: f"{m[1]}#{new[m[2]]}", svg)


def _path(data: str) -> str:
    data = re.sub(r"-?\d+\.\d+", lambda m: _short(m[0]), data)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", data.strip().replace("\n", " "))


def _short(number: str) -> str:
    return f"{round(float(number), 1) + 0.0:g}"


def _found(pattern: str, svg: str) -> str:
    match = re.search(pattern, svg)
    if match is None:
        raise ValueError(f"no {pattern} in what matplotlib wrote")
    return match[1]
