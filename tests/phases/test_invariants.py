"""A month that does not add up stops the run: each kind of loss is done on purpose, seen, and told in both tongues."""

import pickle

import numpy as np
import pytest

from jiuye.model.invariants import Broken, check_month
from jiuye.model.ledger import GOVERNMENT, PROTECTION_FUND, SPECIAL_FUND
from jiuye.model.levers import Policy
from jiuye.model.month import step
from jiuye.viz.words.faults import failure

from ..ten_people import begin, ten_people


@pytest.fixture
def city():
    made = begin(ten_people())
    step(made, Policy())
    check_month(made)
    return made


def lose_a_person(city):
    city.tally.sums[0, 0] -= 1


def forget_staff(city):
    city.employers.staff[0] += 1


def open_too_many_posts(city):
    city.employers.vacancies[0] = city.employers.slots[0] + 1


def lose_a_fen(city):
    city.ledger.balances[GOVERNMENT] -= 1


def move_money_unpaid(city):
    city.ledger.balances[GOVERNMENT] -= 5
    city.ledger.balances["households"] += 5


def pay_out_of_nothing(city):
    city.workers.income[3] += 7


def overdraw(city):
    city.ledger.pay(PROTECTION_FUND, SPECIAL_FUND, "grants", 1 + city.ledger.balances[PROTECTION_FUND])


def divide_by_nothing(city):
    city.markets.price[0] = np.nan


def run_away(city):
    city.employers.margin[1] = np.inf


DAMAGE = {
    lose_a_person: ["broken.people"],
    forget_staff: ["broken.staff"],
    open_too_many_posts: ["broken.posts"],
    lose_a_fen: ["broken.books", "broken.balance"],
    move_money_unpaid: ["broken.balance", "broken.balance"],
    pay_out_of_nothing: ["broken.income"],
    overdraw: ["broken.purse"],
    divide_by_nothing: ["broken.number"],
    run_away: ["broken.number"],
}


def keys(message):
    """Of all that a message tells, in order."""
    inside = [keys(blank) for blank in message.blanks.values() if hasattr(blank, "key")]
    return [message.key] if message.key != "broken.and" else [key for one in inside for key in one]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_every_loss_is_seen_and_told(city, damage):
    damage(city)
    with pytest.raises(Broken) as caught:
        check_month(city)
    broken = pickle.loads(pickle.dumps(caught.value))  # as it comes from another process
    assert keys(broken.args[0].blanks["told"]) == DAMAGE[damage]
    told = failure(broken, "zh")
    assert "种子 1" in told
    assert "month 1 of seed 1" in failure(broken, "en")


def test_the_month_looks(city, monkeypatch):
    """Within `step`, wherever it is called from."""
    pay = type(city.ledger).pay

    def lossy(ledger, payer, payee, account, amount):
        pay(ledger, payer, payee, account, amount)
        ledger.balances[payee] -= account == "wages"

    monkeypatch.setattr(type(city.ledger), "pay", lossy)
    with pytest.raises(Broken, match="out by -"):
        step(city, Policy())
