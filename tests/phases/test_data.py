"""Breaches and dividends of data, on ten people whose fate can be worked out by hand."""

import numpy as np

from jiuye.agents.platforms import DELIVERY
from jiuye.agents.workers import PLATFORM
from jiuye.model.phases.data import share_data

from ..ten_people import begin, ten_people, zoned


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
    city.platforms.breach[:] = 0.0
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
