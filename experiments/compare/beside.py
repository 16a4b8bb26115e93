"""The futures of one seed in step: base and scenarios month by month, so that the same people can be held side by side
while nothing of them needs to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...model.indicators import Series
from ...scenarios.spec import Scenario, policy
from ..runs.run import Eve, Result, Simulation, Tick
from .answers.circles import CircleTrack, MonthBeside, circles_of, finish, follow, members
from .answers.columns import Seen
from .answers.parts import YEAR, Parts, PartsTrack, quotient_parts
from .answers.readings import Snapshot

ROOM = 6_000_000  # persons of all futures together that are held at once; larger ones are played one after the other


@dataclass
class Beside:
    """What one seed says of a scenario beyond its indicators."""

    circles: list[CircleTrack] = field(default_factory=list)
    parts: dict[str, Parts] = field(default_factory=dict)


def play_in_step(
    eve: Eve, everyone: Sequence[Scenario], names: Sequence[str], tick: Tick | None = None
) -> tuple[list[Result], dict[str, Beside]]:
    """Every future with its diary, base first, and what the scenarios are beside it; the eve stays as it is."""
    acts = [policy(scenario) for scenario in everyone]
    futures = [
        Simulation(eve.city.fork(), eve.past, scenario, act, names, diary=True)
        for scenario, act in zip(everyone, acts, strict=True)
    ]
    watched = [_Watch(eve, futures[0], future, names) for future in futures[1:]]
    for month in range(everyone[0].months):
        for future in futures:
            future.month()
            if tick:
                tick(1)
        without = Seen.of(futures[0].city, keep=False)
        last = Snapshot(futures[0].city) if month >= everyone[0].months - YEAR else None
        for watch in watched:
            watch.look(without, last, month)
    found = {watch.own.scenario.name: watch.found() for watch in watched}
    return [future.result() for future in futures], found


class _Watch:
    """One scenario that is held beside the base."""

    def __init__(self, eve: Eve, base: Simulation, own: Simulation, names: Sequence[str]) -> None:
        self.eve, self.base, self.own, self.names = eve, base, own, names
        self.circles = circles_of(own.acts, eve.city, own.scenario.months)
        self.parts = PartsTrack(names)

    def look(self, without: Seen, last: Snapshot | None, month: int) -> None:
        """Take down a month; `last` is the base at it, in the last year."""
        now = Seen.of(self.own.city, keep=False)
        support = self.own.months[-1].counts["support_bp"] > 0
        at = MonthBeside(self.eve.city, now, without, len(self.own.acts.existing), support)
        follow(self.circles, at, month, self.own.scenario.months)
        if last is not None:
            self.parts.add(Snapshot(self.own.city), last, members(self.circles, now))

    def found(self) -> Beside:
        """What there is to say."""
        assert self.base.pages is not None
        finish(self.circles, self.base.pages)
        series = [Series.of(one.city, [*one.past, *one.months], lead=len(one.past)) for one in (self.own, self.base)]
        return Beside(
            [circle.track for circle in self.circles],
            self.parts.found() | quotient_parts(series[0], series[1], self.names),
        )
