"""Funds: what the special fund pays and what it has left."""

from __future__ import annotations

from ..city import City
from ..rules import Rules


def spend_special(city: City, payee: str, account: str, amount: int) -> None:
    """Pay from the special fund, which the general budget fills as it is used (a yearly limit stands in the rules)."""
    city.ledger.pay("government", "special_fund", "grants", amount)
    city.ledger.pay("special_fund", payee, account, amount)
    city.government.special_fund_spent += amount


def special_fund_left(city: City, rules: Rules) -> int:
    """Fen still to be spent from the special fund this calendar year, simulated city."""
    per_head = float(rules.special_fund_per_head.mean())
    return int(100.0 * per_head * city.profile.residents / city.weight) - city.government.special_fund_spent


def special_fund_free(city: City, rules: Rules) -> int:
    """Fen of the special fund that are not yet promised to those on a course, who will be paid for to the end."""
    return max(0, special_fund_left(city, rules) - city.government.promised)
