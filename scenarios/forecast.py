"""What a forecast adds to a controlled experiment: seasons, growth of demand, and dated shocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..messages import phrase
from ..model.calendar import Calendar, Shock
from ..model.occupations import SCENES
from ..model.params import GRADES, Param
from .checks import Faults, Time, between, flag, integer, known, later, listed, month, number, one_of, words, written
from .merge import Node

ORDERS = "orders"  # demand for platform orders, beside the scenes of jobs
HIT = (*SCENES, ORDERS)
SHOCK = ("from", "months", "size", "scenes", "source", "grade")
SIZE = Param("change of demand", 0.0, "", "share", "", "judged", (-0.9, 1.0), None)
GROWTH = Param("growth of demand for labour and orders", 0.0, "", "share/year", "", "judged", (-0.1, 0.1), None)
UNKNOWN_SOURCE = "the scenario gives no source"


@dataclass(frozen=True)
class DatedShock:
    """A shock as a scenario writes it, and where its size comes from."""

    shock: Shock
    source: str
    grade: str


@dataclass(frozen=True)
class Forecast:
    """Seasons hold in the burn-in too; growth and shocks begin with the scenario. The default changes nothing."""

    seasons: bool = False
    growth: float = 0.0  # share a year
    shocks: tuple[DatedShock, ...] = ()

    def before(self, first_month: int) -> Calendar:
        """The calendar of the burn-in; `first_month` is the calendar month in which it begins."""
        return Calendar(first_month=first_month, seasons=self.seasons)

    def after(self, before: Calendar) -> Calendar:
        """The calendar of the scenario itself."""
        return Calendar(before.first_month, self.seasons, self.growth, tuple(dated.shock for dated in self.shocks))

    def written(self, start: tuple[int, int]) -> dict[str, Any]:
        """The sections of a scenario file that say this; only those that say something."""
        return {
            **({"seasons": True} if self.seasons else {}),
            **({"growth": self.growth} if self.growth else {}),
            **({"shocks": [_written(dated, start) for dated in self.shocks]} if self.shocks else {}),
        }


def read_forecast(items: Mapping[str, Node], time: Time | None, faults: Faults) -> Forecast:
    """Everything of a forecast, checked."""
    growth = items.get("growth")
    on = flag(items.get("seasons"), faults)
    rate = number(growth, GROWTH, faults) if growth is not None else None
    return Forecast(on, rate or 0.0, _shocks(items.get("shocks"), time, faults))


def _shocks(node: Node | None, time: Time | None, faults: Faults) -> tuple[DatedShock, ...]:
    if node is None:
        return ()
    if not isinstance(node.value, list):
        example = "`- {from: 2025-07, months: 6, size: -0.2}`"
        what = "must be a list, one line a shock, such as {one} (got {got})"
        faults.append(node.fault(phrase("shock.list", what, one=example, got=node.got)))
        return ()
    read = [_shock(entry, time, faults) for entry in node.value]
    return tuple(dated for dated in read if dated is not None)


def _shock(entry: Node, time: Time | None, faults: Faults) -> DatedShock | None:
    """One shock; None with faults if it cannot be used."""
    before = len(faults)
    items = known(entry, SHOCK, faults)
    if isinstance(entry.value, dict):
        missing = [key for key in ("from", "months", "size") if key not in items]
        faults += [entry.fault(phrase("value.missing", "must give {name}", name=key)) for key in missing]
    begin = month(items.get("from"), time.start if time else (2025, 1), faults)
    months = integer(items.get("months"), 1, 1, 600, "months", faults)
    size = number(items["size"], SIZE, faults) if "size" in items else None
    scene = phrase("what.scene", "a scene or orders")
    scenes = listed(items["scenes"], scene, HIT, faults) if "scenes" in items else []
    if "scenes" in items and items["scenes"].value == []:
        message = phrase("shock.no_scene", "must name a scene; leave scenes out for all of them")
        faults.append(items["scenes"].fault(message))
    source = words(items.get("source"), UNKNOWN_SOURCE, faults)
    grade = words(items.get("grade"), "judged", faults)
    if grade not in GRADES:
        at = items["grade"]
        faults.append(at.fault(one_of(at, GRADES)))
    if time is not None and begin is not None and not time.start <= begin < time.end:
        what = "must be from {first}, the start, to {last}, the last month (got {got})"
        ends = {"first": written(time.start), "last": written(later(time.end, -1))}
        faults.append(items["from"].fault(phrase("shock.outside", what, **ends, got=written(begin))))
    if len(faults) > before or time is None or begin is None or size is None:
        return None
    return DatedShock(Shock(between(time.start, begin), months, size, tuple(scenes)), source, grade)


def _written(dated: DatedShock, start: tuple[int, int]) -> dict[str, Any]:
    shock = dated.shock
    return {
        "from": written(later(start, shock.start)),
        "months": shock.months,
        "size": shock.size,
        **({"scenes": list(shock.scenes)} if shock.scenes else {}),
        **({"source": dated.source} if dated.source != UNKNOWN_SOURCE else {}),
        "grade": dated.grade,
    }
