"""Pictures of an atlas: every period of a map in one small PNG, its colour scale, and its outlines."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import matplotlib
import numpy as np
from matplotlib.colors import Colormap, to_hex
from numpy.typing import NDArray
from PIL import Image

from ...experiments.lives_and_maps.atlas import Atlas
from ...experiments.lives_and_maps.atlas_measures import MEASURES
from ..words.texts import Lang, scale
from .canvas import tick_label
from .cells import STEPS, WORSE_TO_BETTER, borders, named_places, painted, palette
from .over_time import Floats

Standing = NDArray[np.uint8]  # of each cell, as a comparison's maps have it
SHOWN = (0.02, 0.98)  # quantiles of the values of cells between which the scale runs
LEVELS = matplotlib.colormaps["cividis_r"]  # light is little; alike to people who see colours differently


@dataclass(frozen=True)
class Picture:
    """All periods of a map, and how to read it."""

    sprite: str  # data URI of a PNG: periods below each other, each north up
    colours: tuple[str, ...]  # of the scale, from its low end
    ticks: tuple[tuple[float, str], ...]  # place on the scale, 0 to 1, and label
    unit: str


def level_picture(
    values: Floats, standing: Standing, alike: Sequence[Floats], atlas: Atlas, name: str, lang: Lang
) -> Picture:
    """A measure in one future, [T, cells]; the scale is that of all futures `alike`, so that they can be compared."""
    known = np.concatenate([v[np.isfinite(v)] for v in alike])
    low, high = (float(end) for end in np.quantile(known, SHOWN)) if len(known) else (0.0, 1.0)
    if not MEASURES[name].per:  # people and jobs by area differ by orders of magnitude
        low, high = max(low, high / 1e4), max(high, 1e-9)
        place = _between(np.log(np.maximum(values, low)), np.log(low), np.log(max(high, low * 1.01)))
        marks = [10.0**k for k in range(-3, 7) if low <= 10.0**k <= high]
        places = [float(np.log(m / low) / np.log(max(high / low, 1.01))) for m in marks]
    else:
        high = max(high, low + 1e-9)
        place, marks = _between(values, low, high), _round_marks(low, high)
        places = [(mark - low) / (high - low) for mark in marks]
    return _picture(place, standing, atlas, LEVELS, list(zip(places, marks, strict=True)), name, lang, change=False)


def change_picture(values: Floats, standing: Standing, sizes: Floats, atlas: Atlas, name: str, lang: Lang) -> Picture:
    """A difference, [T, cells], zero in the middle; most of `sizes` lie within the scale."""
    known = np.abs(sizes[np.isfinite(sizes)])
    most = float(np.quantile(known, SHOWN[1])) if len(known) else 0.0
    most = most or float(known.max(initial=0.0)) or 1.0
    colours = WORSE_TO_BETTER if MEASURES[name].better >= 0 else WORSE_TO_BETTER.reversed()
    marks = [(0.5 + mark / most / 2, mark) for mark in _round_marks(-most, most)]
    return _picture(_between(values, -most, most), standing, atlas, colours, marks, name, lang, change=True)


def outlines(atlas: Atlas) -> dict[str, str]:
    """Borders as SVG paths in units of cells: of districts, and of the town against villages."""
    lines = borders(*(values.reshape(atlas.size, atlas.size) for values in (atlas.district, atlas.klass)))
    return {name: _path(of) for name, of in lines.items()}


def names_beside(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """The names of districts beside the map, each with its place, in units of cells."""
    people = atlas.traits["sex"].sum(axis=0)
    district, heads = (values.reshape(atlas.size, atlas.size) for values in (atlas.district, people))
    return [asdict(one) for one in named_places([d[lang] for d in atlas.districts], district, heads)]


def _picture(
    place: Floats,
    standing: Standing,
    atlas: Atlas,
    colours: Colormap,
    marks: Sequence[tuple[float, float]],
    name: str,
    lang: Lang,
    *,
    change: bool,
) -> Picture:
    ramp = colours(np.linspace(0.0, 1.0, STEPS))
    size = (-1, atlas.size, atlas.size)
    periods = zip(place.reshape(size), standing.reshape(size), strict=True)
    dots = np.concatenate([painted(at, stands) for at, stands in periods])
    unit = MEASURES[name].unit
    kind = scale([mark for _, mark in marks] or [0.0], unit, lang, change=change)
    labels = tuple((at, ("+" if change and mark > 0 else "") + tick_label(mark / kind.factor)) for at, mark in marks)
    return Picture(_png(dots, palette(colours)), tuple(map(to_hex, ramp[::5])), labels, kind.unit)


def _png(dots: NDArray[np.uint8], shades: NDArray[np.uint8]) -> str:
    image = Image.fromarray(dots, mode="P")
    image.putpalette(shades.ravel().tolist())
    target = io.BytesIO()
    image.save(target, format="PNG", compress_level=9)
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode("ascii")


def _between(values: Floats, low: float, high: float) -> Floats:
    return np.clip((values - low) / (high - low), 0.0, 1.0)


def _round_marks(low: float, high: float) -> list[float]:
    """Three to five round numbers within the scale."""
    rough = (high - low) / 4
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough)
    first = np.ceil(low / step)
    return [float(step * k) for k in np.arange(first, np.floor(high / step) + 1)]


def _path(lines: Sequence[Sequence[tuple[float, float]]]) -> str:
    return "".join(f"M{x0 + 0.5:g} {y0 + 0.5:g}L{x1 + 0.5:g} {y1 + 0.5:g}" for (x0, y0), (x1, y1) in lines)
