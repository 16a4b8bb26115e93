"""Response surfaces: fitted to the sandbox, right where they were not fitted, and what a city makes of them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from jiuye.agents.platforms import SERVICES
from jiuye.agents.workers import PLATFORM
from jiuye.experiments.sandbox import surfaces
from jiuye.experiments.sandbox.inequality import gini
from jiuye.experiments.sandbox.surfaces import GINI_OFF, POINTS, SHARE_OFF, check
from jiuye.model.build import build_city
from jiuye.model.calendar import Calendar, Shock
from jiuye.model.dispatch import Dispatch, Surface, shipped
from jiuye.model.levers import Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.sandbox import Bias, kept, surface
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.dispatch import list_rules, load_rule


def test_the_shipped_surfaces_are_of_the_shipped_rules():
    assert sorted(shipped()) == list_rules()
    for name, found in shipped().items():
        rule = load_rule(name)
        assert found.plan == surface.plan(), "write_surfaces writes the file anew"
        assert {key: value for key, value in vars(rule.weights).items() if value} == found.weights
        assert {key: value for key, value in vars(rule.bias).items() if value} == found.bias


@pytest.mark.parametrize("name", ["nearest", "random", "poorest", "rating_biased"])
def test_a_surface_is_right_where_it_was_not_fitted(name):
    rate, bias = POINTS[1] if name == "rating_biased" else (POINTS[1][0], Bias())
    found = check(load_rule(name), shipped()[name], rate, bias)
    assert found.off < SHARE_OFF
    assert found.gini[1] == pytest.approx(found.gini[0], abs=GINI_OFF)


def test_a_wrong_surface_is_seen():
    wrong = check(load_rule("poorest"), shipped()["random"], POINTS[1][0], Bias())
    assert wrong.off > SHARE_OFF
    assert abs(wrong.gini[1] - wrong.gini[0]) > GINI_OFF


def test_a_rule_of_ones_own_is_fitted_once_and_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(surface, "RATES", (0.3, 0.5, 0.6))
    monkeypatch.setattr(surface, "DAYS", 1)
    monkeypatch.setattr(surface, "DRIVERS", 300)
    kept._kept.cache_clear()
    own = load_rule("example_own_rule")
    found = kept.surface_of(own)
    assert len(list((tmp_path / "jiuye" / "surfaces").glob("*.yaml"))) == 1
    kept._kept.cache_clear()
    monkeypatch.setattr(kept, "fit", None)  # from now on it can only be read
    assert kept.surface_of(own) == found
    kept._kept.cache_clear()
    assert Surface.of(found.record()) == found


def test_the_surface_of_a_shipped_rule_is_the_shipped_one_with_ones_own_bias():
    own = replace(load_rule("rating"), bias=Bias(age=0.4))
    assert kept.surface_of(own) == replace(shipped()["rating"], bias={"age": 0.4})


# What a city makes of them: the same people, the same luck, one rule or another.


@cache
def eve():
    profile = load_city("reference")
    city = build_city(profile, 8_000, 1)
    rest = Policy(existing=(existing_training(profile),))
    for _ in range(9):
        step(city, rest)
    city.calendar = Calendar(shocks=(Shock(0, 24, -0.4, ("orders",)),))  # work is short, so that a rule can choose
    city.start = city.month
    city.platforms.luck[:] = 0.0
    return city, rest


@cache
def after(name, bias=0.0):
    """Gini of pay and of hourly pay on ride-hailing and delivery in the second month under a rule of all services, when
    leavers have not taken all idle hours with them yet; the gap of the old against the young, and
    revenue of three months. Hourly pay is over what an hour finds around home under any rule, and over the mean
    of its market, for a sandbox is one market within one reach."""
    city, rest = eve()
    city = city.fork()
    city.dispatch = Dispatch.by([shipped()[name]] * SERVICES)
    city.platforms.age_bias[:], city.platforms.sex_bias[:] = bias, bias / 2
    revenue = step(city, rest).counts["platform_revenue"]
    finds = city.ground.finds
    revenue += step(city, rest).counts["platform_revenue"]
    w, later = city.workers, step(city.fork(), rest).counts["platform_revenue"]
    rows = np.flatnonzero((w.status == PLATFORM) & (w.hours > 0) & (w.employer % SERVICES < 2))
    hourly, service = w.earned[rows] / w.hours[rows], w.employer[rows] % SERVICES
    hourly /= finds[service, w.cell[rows]]
    _, market = np.unique(service * city.zones + city.grid.district[w.cell[rows]], return_inverse=True)
    relative = hourly / (np.bincount(market, hourly) / np.bincount(market))[market]
    age = (city.month - w.born[rows]) / 12
    gap = relative[age >= 50].mean() / relative[age < 35].mean() - 1.0
    return gini(w.earned[rows]), gini(relative), gap, revenue + later


def test_rules_keep_the_order_of_the_sandbox_in_a_city():
    pay = {name: after(name)[0] for name in ("random", "poorest")}
    assert pay["poorest"] < 0.9 * pay["random"]
    hourly = {name: after(name)[1] for name in ("nearest", "rating", "random")}
    assert min(hourly["nearest"], hourly["rating"]) > 1.1 * hourly["random"]


def test_without_bias_the_gap_closes_and_the_total_hardly_moves():
    biased, fair = after("rating", 0.2), after("rating")
    assert biased[2] < -0.08
    assert abs(fair[2]) < 0.4 * abs(biased[2])
    assert fair[3] == pytest.approx(biased[3], rel=0.01)
    assert surfaces.SEED != surface.SEED  # other drivers than those of the fit
