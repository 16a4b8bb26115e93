"""What Mesa's tools see of a city: government, platforms, and a panel of workers and employers.

None of them decides or keeps anything: each reads the tables of the city when it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from mesa.discrete_space import CellAgent

from ...agents.platforms import PLATFORMS
from ...agents.workers import FEN, HUKOUS, SEXES, STATUSES, age_in_years
from ..draws import identity
from ..profile import Floats

if TYPE_CHECKING:
    from . import CityModel


class GovernmentAgent(mesa.Agent):
    """What government observes and has in its purse; money in yuan of the real city."""

    @property
    def special_fund_spent(self) -> float:
        """Spent from the special fund in this calendar year."""
        return self._yuan(self.model.city.government.special_fund_spent)

    @property
    def fund_balance(self) -> float:
        """Balance of the protection fund."""
        return self._yuan(self.model.city.ledger.balances["protection_fund"])

    @property
    def support(self) -> float:
        """Share of the flexible premium the fund can pay."""
        return float(self.model.city.government.support)

    @property
    def cover(self) -> float:
        """Share of the promised medical cover the fund can honour."""
        return float(self.model.city.government.cover)

    @property
    def alarms(self) -> tuple[str, ...]:
        """Occupations under early warning."""
        city = self.model.city
        return tuple(city.occupations.ids[o] for o in np.flatnonzero(city.government.alarm))

    def _yuan(self, fen: float) -> float:
        return float(fen * FEN * self.model.city.weight)


class PlatformAgent(mesa.Agent):
    """One kind of platform, all its firms; heads and orders in numbers of the real city."""

    REPORTED: ClassVar = ("name", "workers", "orders", "hourly", "commission")

    def __init__(self, model: CityModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def name(self) -> str:
        """Name of the platform."""
        return PLATFORMS[self.row]

    @property
    def workers(self) -> float:
        """Active workers of last month."""
        return float(self._of("workers").sum() * self.model.city.weight)

    @property
    def orders(self) -> float:
        """Orders filled last month."""
        return float(self._of("orders").sum() * self.model.city.weight)

    @property
    def hourly(self) -> float:
        """Net pay of an hour as known in town, yuan, mean over the workers (over the markets without any)."""
        heads = self._of("workers")
        return float(np.average(self._of("hourly"), weights=heads if heads.sum() else None))

    @property
    def commission(self) -> float:
        """Share of the price kept, mean over the workers."""
        heads = self._of("workers")
        return float(np.average(self._of("commission"), weights=heads if heads.sum() else None))

    def _of(self, column: str) -> Floats:
        """A column of the markets of all firms of the service."""
        city = self.model.city
        return np.asarray(getattr(city.markets, column).reshape(-1, len(PLATFORMS), city.zones)[:, self.row].ravel())


class RowAgent(CellAgent):
    """A read-only view of one row of a table, standing on the map."""

    cell: Any  # of the Mesa grid

    def __init__(self, model: CityModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def place(self) -> int:
        """Number of the city's cell the row stands in."""
        raise NotImplementedError

    def follow(self) -> None:
        """Move to the cell where the row is."""
        size = self.model.city.grid.size
        south, east = divmod(self.place, size)
        here = (east, size - 1 - south)
        if self.cell is None or self.cell.coordinate != here:
            self.cell = self.model.grid[here]


class WorkerAgent(RowAgent):
    """One person of the panel. A row passes to an entrant when its person leaves the city; `person` then changes."""

    REPORTED: ClassVar = ("person", "status", "income", "occupation", "place")

    @property
    def place(self) -> int:
        """Home cell."""
        return int(self._value("cell"))

    @property
    def person(self) -> int:
        """Lifelong number of the person."""
        return int(identity(self.row, int(self._value("born"))))

    @property
    def status(self) -> str:
        """What the person does: inactive, unemployed, employed, platform, self_employed or training."""
        return STATUSES[self._value("status")]

    @property
    def occupation(self) -> str:
        """Present or last occupation."""
        return self.model.city.occupations.ids[self._value("occupation")]

    @property
    def employer(self) -> int:
        """Row of the employer or platform, -2 for the family's farm, -1 for none."""
        return int(self._value("employer"))

    @property
    def income(self) -> float:
        """Disposable income of last month, yuan."""
        return float(self._value("income") * FEN)

    @property
    def wage(self) -> float:
        """Contract wage, the last one when not employed, yuan a month."""
        return float(self._value("wage") * FEN)

    @property
    def age(self) -> int:
        """Completed years."""
        return int(age_in_years(self.model.city.month, int(self._value("born"))))

    @property
    def sex(self) -> str:
        """male or female."""
        return SEXES[self._value("sex")]

    @property
    def hukou(self) -> str:
        """Household registration."""
        return HUKOUS[self._value("hukou")]

    def _value(self, column: str) -> Any:
        return getattr(self.model.city.workers, column)[self.row]


class EmployerAgent(RowAgent):
    """One line of the panel: an occupation in an establishment."""

    REPORTED: ClassVar = ("occupation", "staff", "vacancies", "posted")

    @property
    def place(self) -> int:
        """Cell of the workplace."""
        return int(self._value("cell"))

    @property
    def occupation(self) -> str:
        """Occupation of the line."""
        return self.model.city.occupations.ids[self._value("occupation")]

    @property
    def staff(self) -> int:
        """People employed."""
        return int(self._value("staff"))

    @property
    def vacancies(self) -> int:
        """Open posts."""
        return int(self._value("vacancies"))

    @property
    def desired(self) -> float:
        """Staff wanted."""
        return float(self._value("desired"))

    @property
    def posted(self) -> float:
        """Wage posted for a standard worker, yuan a month."""
        return float(self._value("posted") * FEN)

    def _value(self, column: str) -> Any:
        return getattr(self.model.city.employers, column)[self.row]


def open_panel(model: CityModel, tracer: int) -> None:
    """Government, platforms, and workers and employers drawn evenly over the map (tables are in order of cell)."""
    GovernmentAgent(model)
    for row in range(len(PLATFORMS)):
        PlatformAgent(model, row)
    for row in _evenly(len(model.city.workers), tracer):
        WorkerAgent(model, row)
    for row in _evenly(len(model.city.employers), tracer // 5):
        EmployerAgent(model, row)


def _evenly(rows: int, wanted: int) -> list[int]:
    """Up to `wanted` rows spread evenly over a table."""
    count = min(max(0, wanted), rows)
    return [k * rows // count for k in range(count)]
