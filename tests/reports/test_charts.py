"""The charts of a brief: light, the same each time, and true to the numbers."""

import re
from collections import Counter
from xml.etree import ElementTree

import numpy as np
import pytest

from jiuye.viz.charts.canvas import apart
from jiuye.viz.charts.cell_maps import raster_of
from jiuye.viz.charts.cells import outline
from jiuye.viz.reports.brief import document_of
from jiuye.viz.reports.outcomes import moving
from jiuye.viz.view import View

from .sample_comparison import sample


@pytest.fixture(scope="module")
def charts(folder):
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("figures/*.svg")}


def test_a_chart_stands_alone_and_is_light(charts, comparison):
    kinds = Counter(name.split("-")[1] for name in charts)
    view = View(comparison, "zh")
    moved = moving(view, view.headline, view.ends)
    assert 5 < len(moved) < len(view.headline), "of what does not move there is no picture"
    each = {"curve": len(moved), "forest": len(moved)}
    assert kinds == {"finding": 1, **each, "map": 8, "gains": 3, "fund": 1, "costs": 1}
    for name, svg in charts.items():
        root = ElementTree.fromstring(svg)
        tags = Counter(element.tag.split("}")[1] for element in root.iter())
        assert tags["text"] == 0, f"{name}: text must be drawn as paths"
        assert tags["path"] > 10, name
        assert tags["use"] > 5, name
        assert len(svg) < 80_000, name
        uses = {e.get("href") for e in root.iter() if e.tag.endswith("use")}
        assert uses <= {f"#{e.get('id')}" for e in root.iter() if e.get("id")}, name
        assert tags["image"] == (2 if "-map-" in name else 0), name


def test_a_chart_is_the_same_each_time(comparison, charts):
    again = {chart.name: chart.svg for chart in document_of(sample(), "zh", "brief.en.html").charts}
    assert {f"zh-{name}": svg for name, svg in again.items()} == charts


def test_a_curve_shows_the_means_over_seeds(comparison, charts):
    drawn = charts["zh-curve-insured_share"]
    lines = re.findall(r'<path d="M([^"]*)"[^>]*stroke:#([0-9a-f]{6});stroke-width:1.5', drawn)
    assert Counter(colour for _, colour in lines)["d55e00"] == 2  # the fund, in levels and in differences
    level = [float(pair.split(" ")[1]) for pair in next(d for d, c in lines if c == "d55e00").split("L")]
    mean = comparison.curves["insured_share"][2].mean(axis=0)
    assert np.corrcoef(level, -mean)[0, 1] > 0.9999


def test_labels_are_moved_apart_and_stay_inside():
    moved = apart([5.0, 5.1, 5.2, 0.0], 1.0, 0.0, 6.0)
    assert np.all(np.diff(sorted(moved)) >= 1.0 - 1e-9)
    assert sorted(range(4), key=moved.__getitem__) == [3, 0, 1, 2]
    assert max(moved) <= 6.0


def test_a_map_has_north_up_and_outlines_its_classes():
    x, y = np.array([0.5, 1.5, 0.5, 1.5]), np.array([0.5, 0.5, 1.5, 1.5])
    raster = raster_of(x, y)
    assert raster.picture(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [[1.0, 2.0], [3.0, 4.0]]
    inside = np.array([[True, True], [False, False]])
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in outline(inside))
    assert length == 6.0
