"""What every map is made of, in a brief and on a page: cells in colour, those of whom nothing can be said, outlines,
and the names of districts beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import Colormap, LinearSegmentedColormap
from numpy.typing import NDArray

from ...experiments.compare.where import FEW, NOBODY
from ...model.profile import TOWN
from .canvas import apart
from .over_time import Floats

# Okabe and Ito's vermilion and blue, through near-white: worse, no change, better.
WORSE_TO_BETTER = LinearSegmentedColormap.from_list(
    "worse to better", ["#8a3a00", "#d55e00", "#f3b98f", "#f9f8f5", "#8fc1e3", "#0072b2", "#003f66"], N=33
)
EMPTY = "#cdd3d8"  # cells where nobody lives
TOO_FEW, HATCH = "#efe6d2", "#8f7f5b"  # cells of which too little is known, and the lines over them
STEPS = 101  # colours of a scale; odd, so that a difference of zero has the middle one
EMPTY_AT, TOO_FEW_AT, HATCH_AT, FIRST = range(4)  # places in the palette
FINE = 4  # dots of a cell across, so that it can be hatched
GAP = 4.4  # cells between two names


def palette(colours: Colormap) -> NDArray[np.uint8]:
    """Colours of the dots, [place, red green blue]: the two kinds of nothing, then the scale."""
    plain = [[int(shade[k : k + 2], 16) for k in (1, 3, 5)] for shade in (EMPTY, TOO_FEW, HATCH)]
    ramp = np.round(255 * colours(np.linspace(0.0, 1.0, STEPS))[:, :3])
    return np.concatenate([plain, ramp]).astype(np.uint8)


def painted(place: Floats, standing: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Cells [row, column] by their place on the scale, 0 to 1, and how they stand → dots, as places in the palette."""
    index = FIRST + np.round(np.nan_to_num(place) * (STEPS - 1)).astype(np.uint8)
    index = np.where(standing == NOBODY, EMPTY_AT, np.where(standing == FEW, TOO_FEW_AT, index))
    fine = index.repeat(FINE, axis=0).repeat(FINE, axis=1).astype(np.uint8)
    rows, columns = np.indices(fine.shape)
    return np.where((fine == TOO_FEW_AT) & ((rows + columns) % FINE == 0), HATCH_AT, fine).astype(np.uint8)


@dataclass(frozen=True)
class NamedPlace:
    """A district's name beside a map, and the place that a line leads to; in cells from the upper left."""

    name: str
    x: float
    y: float
    left: bool  # whether it stands to the left of the map
    at: float  # its height


def named_places(
    names: Sequence[str], district: NDArray[np.integer], people: NDArray[np.integer | np.bool_]
) -> list[NamedPlace]:
    """Where districts are, by those who live there, and where their names stand; both [row, column]."""
    rows, columns = np.indices(district.shape)
    found: list[tuple[str, float, float]] = []
    for place, name in enumerate(names):
        weight = np.where(district == place, people, 0).astype(float)
        weight = weight if weight.any() else (district == place).astype(float)
        if weight.any():
            x, y = (float(np.average(at, weights=weight)) + 0.5 for at in (columns, rows))
            found.append((name, x, y))
    by_x = sorted(found, key=lambda one: one[1])
    placed: list[NamedPlace] = []
    for left, side in ((True, by_x[: len(by_x) // 2]), (False, by_x[len(by_x) // 2 :])):
        heights = apart([y for _, _, y in side], GAP, GAP / 2, len(district) - GAP / 2)
        placed += [NamedPlace(name, x, y, left, at) for (name, x, y), at in zip(side, heights, strict=True)]
    return placed


def outline(inside: NDArray[np.bool_]) -> list[list[tuple[float, float]]]:
    """The border of a set of cells as line segments, runs in one direction joined."""
    lines = []
    padded = np.pad(inside, 1)
    for place, start, end in _runs(padded[1:, 1:-1] != padded[:-1, 1:-1]):
        lines.append([(start - 0.5, place - 0.5), (end - 0.5, place - 0.5)])
    for place, start, end in _runs((padded[1:-1, 1:] != padded[1:-1, :-1]).T):
        lines.append([(place - 0.5, start - 0.5), (place - 0.5, end - 0.5)])
    return lines


def borders(district: NDArray[np.integer], klass: NDArray[np.integer]) -> dict[str, list[list[tuple[float, float]]]]:
    """Outlines of districts and of the town against villages; both [row, column]."""
    lines = [line for one in np.unique(district) for line in outline(district == one)]
    return {"districts": lines, "town": outline(klass <= TOWN)}


def _runs(edges: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    steps = np.diff(np.pad(edges.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    return [(int(row), int(start), int(end)) for row, start, end in zip(rows, starts, ends, strict=True)]
