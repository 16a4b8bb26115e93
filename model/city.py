"""The city: all state in one object, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..agents.employers import Employers
from ..agents.government import Government
from ..agents.platforms import Markets, Platforms
from ..agents.trades import Districts, Trades
from ..agents.workers import Workers
from .appeal import Appeal
from .behaviour import Behaviour
from .by_status import ByStatus
from .calendar import Calendar
from .circle import NOBODY_PAYS, Circle, Financing
from .demography import Closure
from .dispatch import Dispatch
from .draws import Draws
from .frame import Frame
from .grid import Grid
from .ground import Ground
from .groups import Began
from .households import Households
from .ledger import Ledger
from .occupations import Occupations
from .places import Places
from .profile import Profile
from .rules import Rules
from .sectors import Sectors
from .tally import Groups, Tally


@dataclass
class City:
    """One simulated city in one month. The first block never changes and is shared by forks; the rest is state."""

    profile: Profile
    grid: Grid
    occupations: Occupations
    sectors: Sectors
    behaviour: Behaviour
    rules: Rules  # in force without any policy
    frame: Frame
    closure: Closure
    weight: float  # residents 16+ that one simulated person stands for
    calendar: Calendar
    groups: Groups  # what is counted each month
    households: Households

    workers: Workers
    employers: Employers
    trades: Trades
    districts: Districts
    hopes: NDArray[
        np.float64
    ]  # [occupation, district] reservation wage over usual pay; replaced, so forks may share it
    platforms: Platforms
    markets: Markets
    dispatch: Dispatch  # never edited but replaced, so that forks may share it
    government: Government
    ledger: Ledger
    draws: Draws
    places: Places  # never edited but replaced, so that forks may share it
    ground: Ground  # the same
    rents: NDArray[np.float64]  # [hukou, place] how dear homes have become, log odds; never edited but replaced
    circle: Circle = Circle()  # the same
    appeal: Appeal = Appeal()  # the same
    financing: Financing = NOBODY_PAYS  # who pays for the scenario's policies
    month: int = 0  # months since the city was built
    start: int = 0  # month in which the scenario begins, after the burn-in
    tally: Tally | None = None  # of last month
    began: Began | None = None  # who people were on the eve, kept where a group asks for it
    standing: ByStatus | None = None  # the people by status, from dispatch to the month's end

    @property
    def zones(self) -> int:
        """Number of districts; rules have one value for each."""
        return len(self.profile.districts)

    @property
    def nbytes(self) -> int:
        """Memory of the state, bytes (what a fork copies)."""
        return self.workers.nbytes + self.employers.nbytes + self.platforms.nbytes + self.markets.nbytes

    def fork(self) -> City:
        """A second city with the same past and the same luck, free to have another future."""
        return replace(
            self,
            workers=self.workers.copy(),
            employers=self.employers.copy(),
            trades=self.trades.copy(),
            districts=self.districts.copy(),
            platforms=self.platforms.copy(),
            markets=self.markets.copy(),
            government=self.government.copy(),
            ledger=self.ledger.copy(),
            draws=Draws(self.draws.seed, self.draws.month),
        )
