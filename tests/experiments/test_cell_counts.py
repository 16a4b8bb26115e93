"""Heads and income by cell: one loop over the people finds what counting each column by itself does."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.agents.workers import EMPLOYED, EMPLOYEE_SCHEME, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from jiuye.experiments.runs.cell_counts import CELL_COUNTS, CountsByCell
from jiuye.experiments.runs.run import burnt_in
from jiuye.model.city import City
from jiuye.model.month import step
from jiuye.model.places import on_platforms
from jiuye.scenarios.spec import load_scenario, policy

MONTHS = 14  # two of them before the last year
SIZE = {"city": {"profile": "reference", "workers": 2_000}, "time": {"months": MONTHS, "burn_in": 2}}


def counted(city: City) -> dict[str, np.ndarray]:
    """[cell] of each count, column by column."""
    w, e, cells = city.workers, city.employers, city.grid.cells
    flexible, jobless = on_platforms(city) | (w.status == SELF_EMPLOYED), w.status == UNEMPLOYED
    masks = {
        "persons": np.ones(len(w), np.bool_),
        "working": flexible | (w.status == PLATFORM) | (w.status == EMPLOYED),
        "unemployed": jobless,
        "looking": jobless & (w.idle < 3),
        "platform": on_platforms(city),
        "flexible": flexible,
        "insured": flexible & ((w.insured & EMPLOYEE_SCHEME) > 0),
    }
    found = {name: np.bincount(w.cell[mask], minlength=cells) for name, mask in masks.items()}
    found["jobs"] = np.bincount(e.cell, e.staff, cells)
    return found | {"income": np.bincount(w.cell, w.income, cells)}


@pytest.mark.parametrize("scenario", ["baseline", "whole_plan"])
def test_cells_hold_what_each_column_counts(scenario):
    spec = load_scenario(scenario, overrides=SIZE)
    city, acts = burnt_in(spec, seed=1).city, policy(spec)
    monthly, yearly = CountsByCell(city, MONTHS, every=True), CountsByCell(city, MONTHS, every=False)
    mean = {name: np.zeros(city.grid.cells) for name in (*CELL_COUNTS, "income")}
    for month in range(MONTHS):
        step(city, acts)
        monthly.count(city, month)
        yearly.count(city, month)
        expected = counted(city)
        assert list(monthly.tables) == [*CELL_COUNTS, "income"]
        for name, heads in expected.items():
            np.testing.assert_array_equal(monthly.tables[name][month], heads, err_msg=name)
            mean[name] += (month >= MONTHS - 12) * (1.0 / 12) * heads
    for name, heads in mean.items():
        assert heads.any(), name
        np.testing.assert_array_equal(yearly.tables[name][0], heads, err_msg=name)
