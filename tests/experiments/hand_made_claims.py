"""Tests, readings and regions of the plan's figures, written by hand."""

from jiuye.experiments.claims import Region, SweepPoint, TriedTest
from jiuye.scenarios.claims import READINGS, Test
from jiuye.scenarios.claims.promise import COMPARE


def trial(compare="change", claimed=10.0, **more):
    """A test as short as can be."""
    reading = next(reading for reading in READINGS if compare in COMPARE[reading])
    values = {
        "levers": (),
        "reading": reading,
        "measure": "indicator",
        "of": "insured_share",
        "group": "all",
        "most": False,
        "unit": "%",
    }
    values |= {"months": 12, "zones": (), "sweep": None, "compare": compare, "claimed": claimed}
    return Test(**{**values, **more})


def reading_of(low, high, test):
    """A reading with an interval."""
    return TriedTest(test, (low + high) / 2.0, low, high, 1.0, 2.0, 40.0, 45.0, 0.0, ())


def region_of(doses, behaviour="", horizon=""):
    """A region in which `+` holds and `-` does not."""
    points = [
        tuple(points_of("trend_scale", {float(k): 2.0 * (mark == "+") for k, mark in enumerate(marks)}))
        for marks in (doses, behaviour, horizon)
    ]
    return Region("micro_credentials", "bundles", "bundles/year", *points)


def points_of(name, values, needed=1.0, half=0.5):
    """Places of a sweep with their means."""
    return [
        SweepPoint(name, value, mean, mean - half, mean + half, needed, mean >= needed)
        for value, mean in values.items()
    ]
