"""Maps of a comparison: what a scenario changes in each cell of the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ...experiments.compare.where import NOBODY, LocalMap, local_map
from ..view import View, indicator
from ..words.texts import scale
from .canvas import FAINT, INK, RULE, SIZE, Chart, canvas, finish, panel, tick_label
from .cells import WORSE_TO_BETTER, NamedPlace, borders, named_places, painted, palette
from .over_time import Floats

LINES = {"districts": (FAINT, 0.4), "town": (INK, 0.8)}  # around districts; around the town against villages
EDGE = 9  # class of what is no cell: neither town nor village
NICE = (1, 2, 5, 10, 20, 50, 100)  # km
WIDTH = 224.0  # points
NAMES = 58.0  # points on either side of the map for the names of districts
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

    def whole(self, values: NDArray[np.integer], elsewhere: int = 0) -> NDArray[np.int64]:
        """The same for whole numbers; `elsewhere` where there is no cell."""
        image = np.full(self.shape, elsewhere, np.int64)
        image[self.rows, self.columns] = values
        return image


def cell_map(view: View, name: str, scenario: str) -> Chart:
    """Scenario minus base in districts and cells, mean of the last twelve months over seeds."""
    comparison = view.comparison
    found = local_map(comparison, name, scenario)
    raster = raster_of(*comparison.cell_xy)
    limit = shared_limit(view, name)
    colours = WORSE_TO_BETTER if indicator(name).better >= 0 else WORSE_TO_BETTER.reversed()
    figure = canvas(WIDTH + 2 * NAMES, WIDTH + 36)
    axes = panel(figure, NAMES, 42, NAMES, 2)
    axes.axis("off")
    height, width = raster.shape
    place = np.clip(raster.picture((found.change / limit + 1.0) / 2.0), 0.0, 1.0)
    dots = palette(colours)[painted(place, raster.whole(found.standing))]
    axes.imshow(dots, extent=(-0.5, width - 0.5, height - 0.5, -0.5), interpolation="none")
    axes.set_autoscale_on(False)
    _outlines(axes, view, raster)
    _names(axes, _placed(view, name, scenario, raster, found), width)
    _scale_bar(axes, raster, view)
    unit = _colour_bar(figure, view, name, limit, colours)
    title = view.say("chart.map", name=view.name(name), scenario=view.title(scenario))
    known = found.change[np.isfinite(found.change)]
    alt = view.say("alt.map", title=title, up=int((known > 0).sum()), down=int((known < 0).sum()), unit=unit)
    return finish(figure, f"map-{name}-{view.mark(scenario)}", title, alt, view.marked(scenario))


def _outlines(axes: Any, view: View, raster: Raster) -> None:
    """Around districts, where they are known, and around the town."""
    district, klass = view.comparison.cell_district, view.comparison.cell_class
    district = district if len(district) else np.zeros(len(klass), np.uint8)
    lines = borders(raster.whole(district), raster.whole(klass, EDGE))
    for kind, (shade, wide) in LINES.items():
        axes.plot(*_one_path(lines[kind]), color=shade, linewidth=wide)


def _placed(view: View, name: str, scenario: str, raster: Raster, found: LocalMap) -> list[NamedPlace]:
    """The names of the districts, in the order of the profile; none where a file does not tell districts."""
    rows = [one for one in view.comparison.where if one.scenario == scenario and one.indicator == name]
    if not rows:
        return []
    lived_in = raster.whole(found.standing) != NOBODY
    return named_places([one.title[view.lang] for one in rows], raster.whole(view.comparison.cell_district), lived_in)


def _names(axes: Any, places: Sequence[NamedPlace], width: int) -> None:
    """Names beside the map, each with a line to its district."""
    for one in places:
        side, align = (-1.5, "right") if one.left else (width + 0.5, "left")
        axes.plot((side, one.x - 0.5), (one.at - 0.5, one.y - 0.5), color=INK, linewidth=0.4, clip_on=False)
        axes.plot(one.x - 0.5, one.y - 0.5, "o", color=INK, markeredgecolor=RULE, markersize=2.6, markeredgewidth=0.4)
        words = {"fontsize": SIZE - 1.0, "color": INK, "va": "center", "ha": align}
        axes.text(side + (-0.8 if one.left else 0.8), one.at - 0.5, one.name, **words)


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


def _one_path(lines: list[list[tuple[float, float]]]) -> tuple[list[float], list[float]]:
    gap = (np.nan, np.nan)
    points = [point for line in lines for point in (*line, gap)]
    return [x for x, _ in points], [y for _, y in points]


def _scale_bar(axes: Any, raster: Raster, view: View) -> None:
    height, width = raster.shape
    km = max((n for n in NICE if n <= width * raster.km / 4), default=NICE[0])
    end = km / raster.km
    axes.plot((0, end), (height + 1, height + 1), color=INK, linewidth=1.5, solid_capstyle="butt", clip_on=False)
    axes.text(end + 1, height + 1, view.say("chart.km", km=km), fontsize=SIZE, color=INK, va="center")


def _colour_bar(figure: Figure, view: View, name: str, limit: float, colours: Colormap) -> str:
    kind = scale([-limit, limit], indicator(name).unit, view.lang, change=True)
    bar = panel(figure, NAMES + 92, 28, NAMES + 8, WIDTH + 36 - 34)
    ramp = np.linspace(-limit, limit, 128)[None, :]
    bar.imshow(ramp, cmap=colours, aspect="auto", extent=(-limit, limit, 0, 1), interpolation="none")
    bar.set_yticks([])
    step = float(f"{limit / kind.factor / 1.5:.0e}") * kind.factor
    bar.set_xticks([-step, 0, step], [tick_label(v / kind.factor) for v in (-step, 0, step)])
    bar.set_xlabel(kind.unit, fontsize=SIZE, color=FAINT, labelpad=2)
    return kind.unit
