"""What the calendar does to the labour market: seasons, growth and dated shocks. Still in a controlled experiment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Labour demand relative to the year's mean: a trough at Spring Festival, a rise before the year's end (NBS monthly
# surveyed unemployment 2018–2024 peaks in February and July; size judged).
SEASON = np.array([-0.010, -0.020, 0.000, 0.005, 0.005, 0.000, -0.005, 0.000, 0.005, 0.005, 0.010, 0.005])


FESTIVAL, GRADUATION = 2, 7  # calendar months of Spring Festival (most years) and of the end of the school year


@dataclass(frozen=True)
class Shock:
    """Demand for labour and orders changes by a share for some months, in all or some scenes; or demand for labour in
    some sectors."""

    start: int  # month of the scenario
    months: int
    size: float  # e.g. -0.2
    scenes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    def on(self, month: int) -> bool:
        """Whether it holds in a month of the scenario."""
        return self.start <= month < self.start + self.months


@dataclass(frozen=True)
class Calendar:
    """Switches of a forecast; the default is a controlled experiment in which time does nothing."""

    first_month: int = 1  # calendar month (1 to 12) of month 0
    seasons: bool = False
    growth: float = 0.0  # of labour demand, share a year
    shocks: tuple[Shock, ...] = ()

    def of_year(self, month: int) -> int:
        """Calendar month, 1 to 12."""
        return (self.first_month - 1 + month) % 12 + 1

    def end_of_school(self, month: int) -> int:
        """Last month in which school could be left: with seasons that of July, else any."""
        return month - (self.of_year(month) - GRADUATION) % 12 if self.seasons else month

    def steady(self, month: int, start: int) -> float:
        """Demand relative to normal without seasons and shocks, as the public budget goes on."""
        return float((1.0 + self.growth) ** (max(0, month - start) / 12.0))

    def demand(self, month: int, start: int, scenes: Sequence[str]) -> NDArray[np.float64]:
        """Demand relative to normal in a month, one value per scene name given."""
        level = self.steady(month, start)
        if self.seasons:
            level *= 1.0 + SEASON[self.of_year(month) - 1]
        factor = np.full(len(scenes), level)
        for shock in self.shocks:
            if shock.on(month - start) and not shock.sectors:
                hit = [not shock.scenes or scene in shock.scenes for scene in scenes]
                factor[hit] *= 1.0 + shock.size
        return factor

    def sector_demand(self, month: int, start: int, sectors: Sequence[str]) -> NDArray[np.float64]:
        """Demand beside that of the scene in a month, one value per sector name given."""
        factor = np.ones(len(sectors))
        for shock in self.shocks:
            if shock.on(month - start):
                factor[[sector in shock.sectors for sector in sectors]] *= 1.0 + shock.size
        return factor
