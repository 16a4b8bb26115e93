"""What the map costs: purchases of the special fund, and how an amount of the whole city falls to places."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...city import City
from ...draws import uniform_column
from ...funds import special_fund_free, spend_special
from ...profile import Floats
from ...rules import Rules


def affordable(city: City, rules: Rules, fen: int) -> float:
    """Share of an amount (simulated city) that the special fund can still pay this year."""
    return min(1.0, special_fund_free(city, rules) / fen) if fen > 0 else 1.0


def buy(city: City, rules: Rules, payee: str, account: str, yuan: float) -> float:
    """Buy for real yuan from the special fund, or as much as it can pay; return the share bought."""
    fen = int(round(100.0 * yuan / city.weight))
    share = affordable(city, rules, fen)
    spend_special(city, rules, payee, account, int(fen * share))
    return share


def hand_out(city: City, rules: Rules, rows: NDArray[Any], yuan: Floats, account: str) -> float:
    """Pay people a month's help, yuan each, as far as the special fund goes; return the share that is paid."""
    fen = np.floor(100.0 * yuan).astype(np.int64)
    share = affordable(city, rules, int(fen.sum()))
    paid = np.floor(fen * share).astype(np.int32)
    spend_special(city, rules, "households", account, int(paid.sum()))
    city.workers.transfers[rows] += paid
    return share


def payable(city: City, rules: Rules, rows: NDArray[Any], yuan: Floats, account: str) -> NDArray[Any]:
    """The rows whose lesson or pack the special fund can buy from providers, by lots if not all; it is paid."""
    fen = np.round(100.0 * yuan).astype(np.int64)
    free = special_fund_free(city, rules)
    if int(fen.sum()) > free and free < fen.min():  # not even one: no lots are drawn
        rows, fen = rows[:0], fen[:0]
    elif int(fen.sum()) > free:
        turn = np.argsort(uniform_column(city.draws.key(f"turn for {account}"), rows.astype(np.uint64)), kind="stable")
        rows, fen = rows[turn], fen[turn]
        within = int(np.searchsorted(np.cumsum(fen), free, side="right"))
        order = np.argsort(rows[:within])
        rows, fen = rows[:within][order], fen[:within][order]
    spend_special(city, rules, "providers", account, int(fen.sum()))
    return rows


def zone_parts(city: City, weight: Floats) -> Floats:
    """[zones] share of each district in a weight of cells; zeros where nobody has any."""
    part = np.bincount(city.grid.district, weights=weight, minlength=city.zones)
    return np.asarray(part / max(part.sum(), 1e-300))


def served(city: City, first: Floats, people: Floats, capacity: Floats) -> Floats:
    """[cells] share of the people of a cell who are served, when each district's capacity (in units of `people`) goes
    to the cells with the highest `first` before others; cells with `first` 0 are left out."""
    share, zone = np.zeros(len(people)), city.grid.district
    for z in np.flatnonzero(capacity > 0.0):
        cells = np.flatnonzero((zone == z) & (first > 0.0) & (people > 0.0))
        cells = cells[np.argsort(-first[cells], kind="stable")]
        before = np.cumsum(people[cells]) - people[cells]
        share[cells] = np.clip((capacity[z] - before) / people[cells], 0.0, 1.0)
    return share
