"""What must hold at the end of every month: nobody and not a fen is lost, and what decisions read are numbers.

On in every run, because a wrong number is worse than none. It compares totals that the month has reckoned anyway; what
takes longer (every line and its staff, every flow of heads) the tests look at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from ..agents.workers import STATUSES
from ..messages import Message, phrase
from .ledger import LIMITED, SECTORS
from .quantities import QUANTITIES

if TYPE_CHECKING:
    from .city import City

HEADS = [list(QUANTITIES).index(name) for name in (*STATUSES, "silver")]  # columns of the tally that share people out
PERSONS, EMPLOYEES = (list(QUANTITIES).index(name) for name in ("persons", "employed"))
# What posts, orders and pay are reckoned from; whatever else goes wrong in floating point arrives here a month later.
READ = {
    "employers": ("desired", "margin", "lasting"),
    "markets": ("demand", "price", "surge", "hourly", "capacity", "burden"),
    "platforms": ("profit",),
    "districts": ("sought",),
}


class Broken(RuntimeError):
    """A run was stopped: something that must hold does not, so its numbers would be wrong."""


def check_month(city: City) -> None:
    """Look at the month that has been tallied; Broken with all that does not hold, the month and the seed."""
    if wrong := [*_people(city), *_money(city), *_numbers(city)]:
        what = (
            "month {month} of seed {seed} does not add up, so the run was stopped: {told}. This is a fault of the "
            "model, not of the input; please report it with the scenario and this line"
        )
        told = reduce(lambda one, more: phrase("broken.and", "{one}; {more}", one=one, more=more), wrong)
        raise Broken(phrase("model.broken", what, month=city.month, seed=city.draws.seed, told=told))


def _people(city: City) -> Iterator[Message]:
    """Everybody is somewhere, and lines know how many they employ."""
    assert city.tally is not None
    counted, rows, lines = city.tally.sums[0], len(city.workers), city.employers
    somewhere = int(counted[HEADS].sum())
    if not rows == counted[PERSONS] == somewhere:
        told = "of {rows} persons {counted} were counted, {somewhere} by what they do"
        yield phrase("broken.people", told, rows=rows, counted=counted[PERSONS], somewhere=somewhere)
    staff = int(lines.staff.sum())
    if staff != counted[EMPLOYEES]:
        told = "{employed} persons are employed, employers have {staff}"
        yield phrase("broken.staff", told, employed=counted[EMPLOYEES], staff=staff)
    if lines.vacancies.min(initial=0) < 0 or (lines.vacancies > lines.slots).any():
        yield phrase("broken.posts", "an employer has more open posts than places, or fewer than none")


def _money(city: City) -> Iterator[Message]:
    """Balances sum to nothing and move by what was paid; households have what they live on; no purse is overdrawn."""
    ledger = city.ledger
    if over := sum(ledger.balances.values()):
        yield phrase("broken.books", "the books are out by {fen} fen", fen=over)
    net = dict.fromkeys(SECTORS, 0)
    for (payer, payee, _), fen in ledger.flows.items():
        net[payer] -= fen
        net[payee] += fen
    for sector in SECTORS:
        if ledger.balances[sector] - ledger.opened[sector] != net[sector]:
            yield phrase("broken.balance", "the balance of {sector} moved by what nobody paid", sector=sector)
    had, got = int(city.workers.income.sum(dtype=np.int64)), net["households"] + ledger.total("local_spending")
    if had != got:
        yield phrase("broken.income", "households have {had} fen and were paid {got}", had=had, got=got)
    for sector in LIMITED:
        if ledger.balances[sector] < 0:
            told = "{sector} has spent {fen} fen that it does not have"
            yield phrase("broken.purse", told, sector=sector, fen=-ledger.balances[sector])


def _numbers(city: City) -> Iterator[Message]:
    """What decisions are made from is a number; a sum is enough to see it."""
    for name, columns in READ.items():
        table = getattr(city, name)
        for column in columns:
            if not math.isfinite(getattr(table, column).sum()):
                yield phrase("broken.number", "{table}.{column} holds what is not a number", table=name, column=column)
    if not math.isfinite(city.circle.income + city.circle.level):
        yield phrase("broken.number", "{table}.{column} holds what is not a number", table="circle", column="income")
