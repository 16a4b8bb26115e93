"""Funds: what they pay and what they have left."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .city import City
from .ledger import GOVERNMENT, PROTECTION_FUND, SPECIAL_FUND
from .programme import Offer, Programme
from .rules import Rules


def spend_special(city: City, rules: Rules, payee: str, account: str, amount: int) -> int:
    """Pay an amount from the special fund, or what is left of it this year if that is less; return what was paid.

    The general budget fills the fund as it is used. Who buys what is not promised asks `special_fund_free` before.
    """
    paid = min(amount, max(0, special_fund_left(city, rules)))
    city.ledger.pay(GOVERNMENT, SPECIAL_FUND, "grants", paid)
    city.ledger.pay(SPECIAL_FUND, payee, account, paid)
    city.government.special_fund_spent += paid
    return paid


def special_fund_left(city: City, rules: Rules) -> int:
    """Fen still to be spent from the special fund this calendar year, simulated city."""
    per_head = rules.average.special_fund_per_head
    return int(100.0 * per_head * city.profile.residents / city.weight) - city.government.special_fund_spent


def special_fund_free(city: City, rules: Rules) -> int:
    """Fen of the special fund that are not yet promised to those on a course, who will be paid for to the end."""
    return max(0, special_fund_left(city, rules) - city.government.promised)


def free_for_courses(city: City, rules: Rules) -> int:
    """The same, less what the year's limit keeps for matching the protection fund."""
    reserve = rules.average.match_reserve
    if reserve <= 0.0:
        return special_fund_free(city, rules)
    limit = special_fund_left(city, rules) + city.government.special_fund_spent
    return max(0, special_fund_free(city, rules) - int(reserve * limit))


def fund_free(city: City, rules: Rules, offers: Sequence[Offer], payer: str) -> int:
    """Fen of the paying fund that are not promised to those on a course."""
    if payer == SPECIAL_FUND:
        return free_for_courses(city, rules)
    w, mine = city.workers, [o for o in offers if o.programme.payer == payer]
    months = [int(w.months_left[w.programme == o.number + 1].sum()) for o in mine]
    promised = sum(left * cost(o.programme) for left, o in zip(months, mine, strict=True))
    held = city.ledger.balances[payer]
    if payer == PROTECTION_FUND:
        held = min(held, city.government.for_training)
    return max(0, held - promised)


def cost(programme: Programme) -> int:
    """Fen a month and trainee without surcharge, rounded up."""
    return math.ceil(100.0 * (programme.outlays() + programme.allowance))
