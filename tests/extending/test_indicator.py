"""An indicator and a quantity of one's own, as `docs/extending.md` shows them, in a copy of the package."""

from __future__ import annotations

import json

import pytest

from .a_copy import blocks, copy_of, run

MEASURE = """
import json
import numpy as np
from jiuye.agents.workers import UNEMPLOYED, age_in_years
from jiuye.agents.compiled import interpreted
from jiuye.model.build import build_city
from jiuye.model.indicators import Series, measure
from jiuye.model.levers import Policy
from jiuye.model.month import step
from jiuye.scenarios.cities import load_city
city = build_city(load_city("reference"), 2_000, 1, size=16)
months = [step(city, Policy()) for _ in range(3)]
found = measure(Series.of(city, months), ["young_seekers_share", "unemployment_rate"])
w = city.workers
seeking = (w.status == UNEMPLOYED) & (w.idle == 0)
young = (city.month - 1 - w.born) // 12 < 25
print(json.dumps([found["young_seekers_share"][-1, 0], 100.0 * (seeking & young).sum() / seeking.sum()]))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    package = copy_of(tmp_path_factory.mktemp("indicator"))
    indicator, quantity, _ = blocks("An indicator")
    for name, block in (("indicators/labour", indicator), ("quantities", quantity)):
        file = package / "model" / f"{name}.py"
        text = file.read_text("utf-8")
        assert text.count("# fmt: on\n") == 1
        file.write_text(text.replace("# fmt: on\n", f"{block}# fmt: on\n"), "utf-8")
    return package


def test_it_is_in_the_catalogue_in_both_languages(package):
    command = blocks("An indicator")[2].split()
    assert command[0] == "jiuye"
    english = run(package.parent, "-m", *command, "--lang", "en")
    chinese = run(package.parent, "-m", *command, "--lang", "zh")
    assert "people under 25 over all without work who looked for it this month" in english
    assert "青年求职者占比" in chinese


def test_it_measures_what_it_says(package):
    measured, by_hand = json.loads(run(package.parent, "-c", MEASURE))
    assert measured == pytest.approx(by_hand)
    assert 0.0 < measured < 60.0
