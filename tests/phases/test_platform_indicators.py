"""Indicators of platform markets, each against what stands in the markets, worked out by hand."""

import numpy as np
import pytest

from jiuye.agents.choices import WEEKS, days_given
from jiuye.agents.compiled import interpreted
from jiuye.agents.platforms import SERVICES
from jiuye.agents.workers import EMPLOYED, FEMALE, PLATFORM, SELF_EMPLOYED
from jiuye.model.behaviour import Behaviour
from jiuye.model.build import build_city
from jiuye.model.indicators import Series, measure
from jiuye.model.levers import Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.scenarios.cities import load_city

PERSONS, MONTHS = 20_000, 30
NAMES = (
    *("unserved_share", "order_wait", "platform_use", "platform_profit", "platform_hhi", "side_share"),
    *("platform_hourly", "platform_days", "platform_hours", "orders", "platform_revenue"),
)


@pytest.fixture(scope="module")
def played():
    """A city after some months, its flows, and what orders were asked for and done in each market of the last year."""
    profile = load_city("reference")
    city, acts = build_city(profile, PERSONS, 1, by=("sex",)), Policy(existing=(existing_training(profile),))
    flows, markets = [], []
    for _month in range(MONTHS):
        flows.append(step(city, acts))
        markets.append((city.markets.asked.copy(), city.markets.orders.copy()))
    return city, flows, np.array(markets[-12:])


@pytest.fixture(scope="module")
def last(played):
    """Indicator and group → its value in the last month."""
    city, flows, _ = played
    series = Series.of(city, flows)
    found = measure(series, NAMES)
    return {(name, group): values[-1, g] for name, values in found.items() for g, group in enumerate(city.groups.names)}


def test_markets_are_told_as_they_cleared(played, last):
    m = played[0].markets
    asked, done = m.asked.sum(), m.orders.sum()
    assert last["unserved_share", "all"] == pytest.approx(100.0 * (1.0 - done / asked), abs=0.01)
    assert last["order_wait", "all"] == pytest.approx((m.asked * m.wait).sum() / asked, rel=1e-3)
    assert last["platform_use", "all"] == pytest.approx(100.0 * done / m.capacity.sum(), rel=1e-3)
    assert 0.5 < last["order_wait", "all"] < 2.0
    assert 60.0 < last["platform_use", "all"] < 95.0


def test_concentration_is_that_of_revenue_within_a_service(played, last):
    city = played[0]
    m = city.markets
    revenue = (m.orders * m.price * m.surge).reshape(-1, SERVICES, city.zones).sum(axis=2)
    shares = revenue / revenue.sum(axis=0)
    by_hand = np.average((shares**2).sum(axis=0), weights=revenue.sum(axis=0))
    assert last["platform_hhi", "all"] == pytest.approx(by_hand, rel=1e-3)
    assert 0.4 < by_hand < 0.75


def test_profit_is_what_commission_leaves(played, last):
    city = played[0]
    revenue = last["platform_revenue", "all"]
    kept = (city.markets.orders * city.markets.price * city.markets.surge * city.markets.commission).sum()
    whole = (city.markets.orders * city.markets.price * city.markets.surge).sum()
    assert 0.0 < last["platform_profit", "all"] < revenue * kept / whole


def test_hours_days_and_pay_are_those_of_the_people_on_platforms(played, last):
    w = played[0].workers
    on = w.status == PLATFORM
    for group, who in (("all", on), ("sex=female", on & (w.sex == FEMALE))):
        hours = w.hours[who].sum()
        assert last["platform_hourly", group] == pytest.approx(w.earned[who].sum() / 100.0 / (hours * WEEKS), rel=1e-6)
        assert last["platform_days", group] == pytest.approx(w.days[who].mean(), rel=1e-6)
    assert w.days[on].max() <= 30
    assert 10.0 < w.days[on].mean() < 28.0
    a_day = w.hours[on] * WEEKS / w.days[on]
    assert 4.0 <= np.median(a_day) <= 11.0


def test_side_work_is_beside_other_work(played, last):
    w = played[0].workers
    working = np.isin(w.status, (EMPLOYED, PLATFORM, SELF_EMPLOYED))
    assert last["side_share", "all"] == pytest.approx(100.0 * ((w.side > 0) & working).sum() / working.sum(), abs=0.1)
    assert (w.days[(w.side > 0) & (w.status != PLATFORM)] > 0).all()


def test_in_no_market_at_rest_a_twentieth_of_orders_goes_unserved(played):
    city, _, markets = played
    asked, done = markets.sum(axis=0)
    shares = (-1, SERVICES, city.zones)
    asked, done = (x.reshape(shares).sum(axis=0) for x in (asked, done))
    open_ = asked > 0
    assert open_.sum() == 3 * city.zones + 3
    assert (1.0 - done[open_] / asked[open_]).max() < 0.05


def test_more_pay_means_more_days_and_days_as_long_as_before():
    b = Behaviour().view()[0]
    days = interpreted(days_given)
    assert days(44.0, 0.7, b) == pytest.approx(1.1 * days(40.0, 0.7, b))
    assert days(40.0, 0.9, b) < days(40.0, 0.2, b)
    assert days(84.0, 0.0, b) == 30.0
    assert days(1.0, 1.0, b) == 1.0
