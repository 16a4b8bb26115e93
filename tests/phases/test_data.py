"""Breaches and dividends of data, on ten people whose fate can be worked out by hand."""

import numpy as np
import pytest

from jiuye.agents.compiled import interpreted
from jiuye.agents.platform_firms import data_in_use, owed_to_data
from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import PLATFORM
from jiuye.model.behaviour import Behaviour
from jiuye.model.phases.data import share_data
from jiuye.model.phases.platforms import dispatch_orders

from ..ten_people import begin, ten_people, zoned
from .scenes import riders


def test_a_breach_pays_those_who_consented_and_costs_trust():
    city = begin(ten_people(breach_trust_loss=0.5, trust_recovery=0.0))
    w = city.workers
    w.status[:], w.employer[:] = PLATFORM, DELIVERY
    w.consent[3] = 0
    city.platforms.breach[:] = 12.0
    share_data(city, zoned(city, breach_payout=500.0))
    struck = w.consent == 1
    assert 0 < struck.sum() <= 10
    assert (w.transfers == np.where(struck, 50_000, 0)).all()
    assert city.ledger.total("breach_payouts") == 50_000 * struck.sum()
    assert (w.trust == np.where(struck, 2_500, 5_000)).all()


def test_the_dividend_goes_to_those_who_consent():
    city = begin(ten_people(investment_loss=0.0))
    w = city.workers
    w.status[:9], w.employer[:9] = PLATFORM, DELIVERY
    city.platforms.breach[:], city.platforms.data_gain[:] = 0.0, 20.0
    flows = share_data(city, zoned(city, dividend_share=0.5))
    paid = np.where((w.consent == 1) & (w.status == PLATFORM), int(50.0 * city.platforms.data_gain[DELIVERY]), 0)
    assert flows["consenting"] > 0
    assert (w.transfers == paid).all()
    assert city.ledger.total("dividends") == paid.sum() > 0


def test_no_breach_no_payout():
    city = begin(ten_people())
    city.workers.status[:], city.workers.employer[:] = PLATFORM, DELIVERY
    city.platforms.breach[:] = 0.0
    flows = share_data(city, zoned(city, breach_payout=500.0))
    assert (flows["breaches"], flows["victims"]) == (0, 0)
    assert not city.workers.transfers.any()


def test_data_are_worth_the_orders_that_a_firm_owes_to_them():
    b = Behaviour().view()[0]
    used, owed = interpreted(data_in_use), interpreted(owed_to_data)
    assert owed(0.0, 0.6, b) == 0.0
    assert 0.0 < owed(0.3, 0.6, b) < owed(0.6, 0.6, b) < 0.2
    assert owed(0.6, 0.9, b) < owed(0.6, 0.3, b)  # who has rivals loses more to them
    assert used(0.6, 0.5, 0.0, b) == pytest.approx(0.6 * (1.0 - 0.5 * b.investment_loss))
    gains = []
    for wait in (0.2, 0.0, 0.4):
        city, market = riders(1_000.0, data_wait=wait, wait_elasticity=0.3)
        city.workers.consent[:] = 1
        dispatch_orders(city, city.rules)
        gains.append(city.platforms.data_gain[DELIVERY])
    m, p, b = city.markets, city.platforms, city.behaviour
    margin = m.price[market] * m.commission[market] - b.own_cost * p.commission[DELIVERY] * p.price[DELIVERY]
    by_hand = m.orders[market] * margin * owed(1.0, 1.0, b.view()[0]) / 10
    assert gains[1] == 0.0 < gains[0] < gains[2]
    assert gains[2] == pytest.approx(by_hand, rel=0.05)
