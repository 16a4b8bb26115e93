"""The market phases against the published mean-field model (see `experiments.validation.oracle`)."""

from __future__ import annotations

import pytest

from jiuye.experiments.validation.oracle import mean_field, run_oracle


def test_the_published_stocks() -> None:
    published = mean_field(0.016, 0.012, 0.16)
    assert published["unemployment"] == pytest.approx(0.04107, abs=5e-6)
    assert published["vacancy"] == pytest.approx(0.01680, abs=5e-6)
    assert published["finding"] == pytest.approx(0.3736, abs=5e-5)


@pytest.mark.parametrize("rates", [(0.016, 0.012, 0.16), (0.025, 0.018, 0.30)])
def test_the_phases_settle_where_the_equations_say(rates: tuple[float, float, float]) -> None:
    found = run_oracle(*rates, persons=30_000, months=120, seeds=1)
    for name, expected in found["mean_field"].items():
        error = max(found[name]["se"], 0.002 * expected)
        assert abs(found[name]["value"] - expected) < 4.0 * error, (name, found)
