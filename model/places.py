"""Places: what policy has put on the map, beside what the map of the city says.

`Grid` is shared by all forks and never changes. `Places` is the part that may: a new object each month in which
something is in force, never edited, so that forks may share one until their futures part. What is built (`spent`) and
what farmers have learnt (`farming`, `selling`) stays when a policy ends; all else is derived anew each month.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..agents.compiled import kernel, rule
from ..agents.platforms import TEACHING, service_of
from ..agents.workers import PLATFORM
from .grid import Grid
from .params import records
from .profile import Floats

if TYPE_CHECKING:
    from .city import City

NOTHING = 0.0
SILVER_AGE = 65


class TradeView(NamedTuple):
    """What policy changes for businesses of one's own: arrays of cells, amounts in yuan a month."""

    on: float  # 0: nothing is in force and the others are not to be read
    web: Floats  # [cells] connection, 1 where it is good enough to sell
    smart: Floats  # [cells] share of the literate who farm smartly
    price: Floats  # [cells] price of farm produce over the usual one, less one: what all bring to market lowers it
    margin: Floats  # [cells] share of takings added for those who sell online
    traffic: Floats  # [cells] added for those who sell online
    lease: Floats  # [cells] paid to starters
    borrows: Floats  # [cells] share of young businesses that get a loan
    credit: Floats  # [cells] takings of a borrower through cheaper credit
    interest: Floats  # [cells] interest paid for a borrower
    packs: Floats  # [cells] share of starters who get a skill pack
    packed: Floats  # [cells] months in business from which an owner began too early to have got one


@dataclass(frozen=True)
class Places:
    """Per-cell state of one month; see the module for what stays."""

    bandwidth: Floats  # [cells] 0 to 1
    reach: Floats  # [cells] posts a searcher gets to see, over those seen without a counsellor
    spent: Floats  # [cells] yuan spent on base stations so far
    farming: Floats  # [cells] share of able farmers who know smart farming
    selling: Floats  # [cells] share of able farmers who know live selling
    posts: Floats  # [lines] posts that policy adds to a line, simulated persons; empty for none
    silver: Floats  # [zones] subsidy of the silver pool, yuan an hour; 0: no pool
    trade: TradeView
    diverted: float = 0.0  # fen a month that middlemen lose to producers who sell past them, simulated persons

    @classmethod
    def untouched(cls, grid: Grid, zones: int) -> Places:
        """Places as the map has them."""
        none, nowhere = np.zeros(grid.cells), np.zeros(zones)
        trade = TradeView(0.0, *[none] * 11)
        return cls(grid.bandwidth, np.ones(grid.cells), none, none, none, np.zeros(0), nowhere, trade)

    @cached_property
    def terms(self) -> NDArray[Any]:
        """[cells] the terms of trade as records, which kernels read as `terms[cell].lease`."""
        return records(self.trade._asdict() | {"on": np.full(len(self.reach), self.trade.on)})

    @cached_property
    def idle(self) -> bool:
        """Whether nothing is in force that must be kept up or taken back."""
        built = self.spent.any() or self.farming.any()
        return (
            not built
            and self.trade.on == 0.0
            and len(self.posts) == 0
            and not ((self.reach != 1.0).any() or self.silver.any())
        )

    def posts_of(self, lines: int) -> NDArray[Any]:
        """[lines] posts that policy adds."""
        return self.posts if len(self.posts) else np.zeros(lines)


@rule
def in_pool(status: Any, platform: Any, age: Any) -> Any:
    """Whether a person works for the silver pool: teaching and advising online, past 65 (plan §3.3.2)."""
    return (status == PLATFORM) & (service_of(platform) == TEACHING) & (age >= SILVER_AGE)


def on_platforms(city: City) -> NDArray[np.bool_]:
    """[persons] who is a platform worker: not those who teach for a silver pool beside their pension."""
    w, silver = city.workers, city.places.silver
    if not silver.any():
        found: NDArray[np.bool_] = w.status == PLATFORM
        return found
    found = np.empty(len(w), np.bool_)
    _find(len(w), w.view(), silver[city.grid.district], city.month - 12 * SILVER_AGE, found)
    return found


@rule
def paid_by_pool(platform: Any, born: Any, silver: Any, latest: Any) -> Any:
    """Whether who works on a platform is a member of a silver pool: `silver` is paid where they live; who was born in
    month `latest` or before is old enough for it."""
    return silver > NOTHING and service_of(platform) == TEACHING and born <= latest


@kernel
def _find(lo: int, hi: int, part: int, w: Any, silver: Any, latest: int, found: Any) -> None:
    """`silver` [cells]."""
    for n in range(lo, hi):
        i = np.uint32(n)
        found[i] = w.status[i] == PLATFORM
        if found[i]:
            found[i] = not paid_by_pool(w.employer[i], w.born[i], silver[w.cell[i]], latest)
