"""What is wanted: an indicator with a better direction, of everybody or of a group; and how far a future gets there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...messages import phrase
from ...model.groups import PeopleGroup
from ...model.indicators import INDICATORS
from ...model.levers import Dated
from ...scenarios.merge import suggest
from ...scenarios.spec import Scenario, policy
from ...scenarios.yaml_reader import Fault, SpecError
from ..compare.money import public_outlay
from ..runs.run import Eve, Simulation, Tick
from .members import LOOK_BACK, GroupWatch, parse_group

YEAR = 12  # months at the end that levels are the mean of
Levers = tuple[Dated, ...]


@dataclass(frozen=True)
class Goal:
    """An indicator, and whose."""

    indicator: str
    group: PeopleGroup = PeopleGroup(())

    @property
    def better(self) -> int:
        """+1 where more is better, -1 where less is."""
        return INDICATORS[self.indicator].better

    @property
    def unit(self) -> str:
        """Unit of the indicator."""
        return INDICATORS[self.indicator].unit

    @property
    def key(self) -> str:
        """The same for the same question."""
        return f"{self.indicator}:{self.group.name}"


def read_goal(indicator: str, group: str = "") -> Goal:
    """A goal as written; SpecError where it is none."""
    for place, given in (("--goal", indicator), ("--group", group)):
        if not isinstance(given, str):
            raise SpecError([Fault(place, phrase("value.text", "must be text (got {got})", got=repr(given)))])
    wanted = [name for name, about in INDICATORS.items() if about.better]
    if indicator not in INDICATORS:
        message = phrase("advise.goal", "is not an indicator{near}", near=suggest(indicator, wanted))
        raise SpecError([Fault(f"--goal {indicator}", message)])
    if not INDICATORS[indicator].better:
        what = "is neither better high nor low, so nothing can be advised for it{near}"
        raise SpecError([Fault(f"--goal {indicator}", phrase("advise.no_direction", what, near=suggest("", wanted)))])
    return Goal(indicator, parse_group(group))


def level_and_cost(
    eve: Eve, base: Scenario, levers: Levers, goal: Goal, tick: Tick | None = None
) -> tuple[float, float]:
    """The goal in the last year, and public outlays over all months in yuan of the real city, under some levers beside
    those of the base."""
    scenario = replace(base, levers=(*base.levers, *levers))
    city = eve.city.fork()
    simulation = Simulation(city, eve.past, scenario, policy(scenario), () if goal.group.parts else (goal.indicator,))
    watch = GroupWatch(goal.group) if goal.group.parts else None
    for month in range(scenario.months):
        simulation.month()
        if watch and month >= scenario.months - LOOK_BACK:
            watch.count(city, simulation.months[-1])
        if tick:
            tick(1)
    result = simulation.result()
    values = watch.measure(city, goal.indicator) if watch else result.indicators[goal.indicator][:, 0]
    year = values[-YEAR:]
    seen = year[np.isfinite(year)]
    return float(seen.mean()) if len(seen) else float("nan"), public_outlay(result)
