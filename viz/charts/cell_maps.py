"""Maps of a comparison: what a scenario changes in each cell of the city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.colors import Colormap, LinearSegmentedColormap, ListedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ...experiments.compare.where import FEW, local_map
from ..view import View, indicator
from ..words.texts import scale
from .canvas import FAINT, INK, SIZE, Chart, canvas, finish, panel, tick_label
from .over_time import Floats

# Okabe and Ito's vermilion and blue, through near-white: worse, no change, better.
WORSE_TO_BETTER = LinearSegmentedColormap.from_list(
    "worse to better", ["#8a3a00", "#d55e00", "#f3b98f", "#f9f8f5", "#8fc1e3", "#0072b2", "#003f66"], N=33
)
EMPTY = "#cdd3d8"  # cells where nobody lives
TOO_FEW = "#ddd0b4"  # cells of which too little is known
OUTLINES = ((1, INK, 0.8), (3, FAINT, 0.5))  # around cells of a class below this; colour; width
NICE = (1, 2, 5, 10, 20, 50, 100)  # km
WIDTH = 224.0  # points
SHOWN = 0.98  # of the cells lie within the colour scale


@dataclass(frozen=True)
class Raster:
    """Cells as a picture, north up."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    shape: tuple[int, int]
    km: float  # side of a cell

    def picture(self, values: Floats) -> Floats:
        """One value per cell → rows × columns, NaN where there is no cell."""
        image = np.full(self.shape, np.nan)
        image[self.rows, self.columns] = values
        return image


def cell_map(view: View, name: str, scenario: str) -> Chart:
    """Scenario minus base in every cell, mean of the last twelve months over seeds."""
    comparison = view.comparison
    change, standing, _ = local_map(comparison, name, scenario)
    raster = raster_of(*comparison.cell_xy)
    limit = shared_limit(view, name)
    colours = (WORSE_TO_BETTER if indicator(name).better >= 0 else WORSE_TO_BETTER.reversed()).with_extremes(bad=EMPTY)
    figure = canvas(WIDTH, WIDTH + 36)
    axes = panel(figure, 2, 42, 2, 2)
    axes.axis("off")
    axes.imshow(raster.picture(change), cmap=colours, vmin=-limit, vmax=limit, interpolation="none")
    if (few := standing == FEW).any():
        picture = raster.picture(np.where(few, 1.0, np.nan))
        axes.imshow(picture, cmap=ListedColormap([TOO_FEW]), interpolation="none")
    axes.set_autoscale_on(False)
    for below, shade, width in OUTLINES:
        lines = outline(raster.picture(comparison.cell_class.astype(float)) < below)
        axes.plot(*_one_path(lines), color=shade, linewidth=width)
    _scale_bar(axes, raster, view)
    unit = _colour_bar(figure, view, name, limit, colours)
    title = view.say("chart.map", name=view.name(name), scenario=view.title(scenario))
    known = change[np.isfinite(change)]
    alt = view.say("alt.map", title=title, up=int((known > 0).sum()), down=int((known < 0).sum()), unit=unit)
    return finish(figure, f"map-{name}-{view.mark(scenario)}", title, alt, view.marked(scenario))


def shared_limit(view: View, name: str) -> float:
    """End of the colour scale, the same for all scenarios: most cells lie within it, single odd ones do not set it."""
    shown = [local_map(view.comparison, name, scenario).change for scenario in view.comparison.scenarios]
    sizes = np.abs(np.array(shown))
    sizes = sizes[sizes > 0.0]
    return float(np.quantile(sizes, SHOWN)) if len(sizes) else 1.0


def raster_of(x_km: Floats, y_km: Floats) -> Raster:
    """Where each cell stands in the picture; km east and km south."""
    across, columns = np.unique(x_km, return_inverse=True)
    down, rows = np.unique(y_km, return_inverse=True)
    km = float(np.diff(across).min()) if len(across) > 1 else 1.0
    return Raster(rows.astype(np.int64), columns.astype(np.int64), (len(down), len(across)), km)


def outline(inside: NDArray[np.bool_]) -> list[list[tuple[float, float]]]:
    """The border of a set of cells as line segments, runs in one direction joined."""
    lines = []
    padded = np.pad(inside, 1)
    for place, start, end in _runs(padded[1:, 1:-1] != padded[:-1, 1:-1]):
        lines.append([(start - 0.5, place - 0.5), (end - 0.5, place - 0.5)])
    for place, start, end in _runs((padded[1:-1, 1:] != padded[1:-1, :-1]).T):
        lines.append([(place - 0.5, start - 0.5), (place - 0.5, end - 0.5)])
    return lines


def _one_path(lines: list[list[tuple[float, float]]]) -> tuple[list[float], list[float]]:
    gap = (np.nan, np.nan)
    points = [point for line in lines for point in (*line, gap)]
    return [x for x, _ in points], [y for _, y in points]


def _runs(edges: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    steps = np.diff(np.pad(edges.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    return [(int(row), int(start), int(end)) for row, start, end in zip(rows, starts, ends, strict=True)]


def _scale_bar(axes: Any, raster: Raster, view: View) -> None:
    height, width = raster.shape
    km = max((n for n in NICE if n <= width * raster.km / 4), default=NICE[0])
    end = km / raster.km
    axes.plot((0, end), (height + 1, height + 1), color=INK, linewidth=1.5, solid_capstyle="butt", clip_on=False)
    axes.text(end + 1, height + 1, view.say("chart.km", km=km), fontsize=SIZE, color=INK, va="center")


def _colour_bar(figure: Figure, view: View, name: str, limit: float, colours: Colormap) -> str:
    kind = scale([-limit, limit], indicator(name).unit, view.lang, change=True)
    bar = panel(figure, 92, 28, 8, WIDTH + 36 - 34)
    ramp = np.linspace(-limit, limit, 128)[None, :]
    bar.imshow(ramp, cmap=colours, aspect="auto", extent=(-limit, limit, 0, 1), interpolation="none")
    bar.set_yticks([])
    step = float(f"{limit / kind.factor / 1.5:.0e}") * kind.factor
    bar.set_xticks([-step, 0, step], [tick_label(v / kind.factor) for v in (-step, 0, step)])
    bar.set_xlabel(kind.unit, fontsize=SIZE, color=FAINT, labelpad=2)
    return kind.unit
