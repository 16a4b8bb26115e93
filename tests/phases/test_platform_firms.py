"""Firms: what a file may not say, what is played without it, and what a firm charges."""

import numpy as np
import pytest
import yaml

from jiuye.agents import platform_firms
from jiuye.agents.compiled import interpreted
from jiuye.agents.platforms import DELIVERY, LIVE, SERVICES
from jiuye.messages import Message
from jiuye.model.behaviour import Behaviour
from jiuye.model.build.platforms import FILE, load_platforms
from jiuye.viz.words.faults import said


def written(tmp_path, change):
    """The file of platforms with something changed."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(data["platforms"])
    path = tmp_path / "platforms.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


WRONG = {
    "a service": (lambda p: p.update(deliverry=p.pop("delivery")), "deliverry", "delivery"),
    "two owners": (
        lambda p: p["delivery"]["firms"].update(ride_hailing_a={"share": 0.0}),
        "ride_hailing_a",
        "delivery",
    ),
    "a price": (lambda p: p["delivery"]["values"].update(price=-1), "delivery", "price"),
    "no firm": (lambda p: p["delivery"].update(firms={}), "delivery", "firms"),
    "shares": (lambda p: p["delivery"]["firms"]["delivery_a"].update(share=0.9), "delivery", "1.24"),
}


@pytest.mark.parametrize(("change", "wrong", "at"), WRONG.values(), ids=WRONG)
def test_a_file_with_a_fault_is_refused_by_name(tmp_path, change, wrong, at):
    with pytest.raises(ValueError, match=wrong) as refused:
        load_platforms(path=written(tmp_path, change))
    fault = refused.value.args[0]
    assert isinstance(fault, Message)
    for name in (wrong, at):
        assert name in fault
        assert name in said(fault, "zh")
    assert said(fault, "zh") != str(fault)


def test_a_service_without_demand_is_played_without(tmp_path):
    p = load_platforms(path=written(tmp_path, lambda p: p["live_commerce"]["values"].update(orders_per_resident=0)))
    running = p.running.reshape(-1, SERVICES).sum(axis=0)
    assert running[LIVE] == 0
    assert running[DELIVERY] == 2


def test_a_city_may_have_no_platforms(tmp_path):
    p = load_platforms(path=written(tmp_path, lambda p: p.clear()))
    assert p.running.sum() == p.orders_per_resident.sum() == 0


def test_a_firm_at_rest_keeps_its_commission_and_passes_a_burden_on():
    b = Behaviour().view()[0]
    power = interpreted(platform_firms.power_used)(0.66, 0.18, 1.2, b)
    sought = interpreted(platform_firms.commission_sought)
    rest = sought(b.own_cost * 0.18, 0.0, power, 0.66, 0.18, 1.2, b)
    assert rest == pytest.approx(0.18, rel=1e-6)
    step = interpreted(platform_firms.step_towards)
    assert step(0.18, rest, 0.3, b) == 0.18
    burdened = sought(b.own_cost * 0.18, 0.05, power, 0.66, 0.18, 1.2, b)
    assert 0.18 < step(0.18, burdened, 0.3, b) < burdened
    assert step(0.35, burdened, 0.3, b) <= 0.3  # a cap binds at once


def test_more_power_asks_a_higher_commission():
    b = Behaviour().view()[0]
    power = interpreted(platform_firms.market_power)
    assert power(0.9, 0.8, 1.0, b) > power(0.5, 0.8, 1.0, b)


def test_hours_follow_pay_to_the_peak_and_orders_go_unserved_as_hours_run_out():
    b = Behaviour().view()[0]
    peak = interpreted(platform_firms.hours_at_peak)
    assert 0.3 < peak(0.5, 0.3, 1.0, b) < peak(0.5, 0.3, 1.3, b) < 0.6
    served = interpreted(platform_firms.served_share)
    assert served(0.5, b.patience) == pytest.approx(1.0, abs=1e-3)
    assert np.all(np.diff([served(x, b.patience) for x in (0.5, 0.8, 1.0, 1.5)]) < 0.0)
    assert 1.5 * served(1.5, b.patience) < 1.0
