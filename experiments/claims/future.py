"""One future of a city as an evaluator with perfect records would keep it: persons month by month, and counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...model.city import City
from ...model.indicators import Series, measure
from ...model.levers import Policy
from ...model.month import Flows, step
from ..runs.run import Tick

Floats = NDArray[np.float64]
Count = Callable[[City], float | NDArray[np.bool_]]  # a number, or who belongs
COLUMNS = (
    *("born", "status", "income", "earned", "hours", "occupation", "employer"),
    *("programme", "certificates", "literacy"),
)


@dataclass
class Future:
    """Row 0 of everything is the month before the policy, row k its k-th month. M months, N persons."""

    city: City  # at the end
    panel: dict[str, NDArray[Any]]  # column of Workers → [M + 1, N]
    counts: dict[str, Floats]  # name → [M + 1]
    masks: dict[str, NDArray[np.bool_]]  # name → [M + 1, N] who belongs, of counts that are of people
    series: Series
    past: int  # months of the series before the policy
    programmes: tuple[str, ...]  # number on a course less one → whose course it is; "" if it exists anyway
    home: NDArray[np.uint16]  # [N] cell of residence in the month before
    _joined: dict[str, NDArray[np.int64]] = field(default_factory=dict)  # looked up once

    def indicator(self, name: str, group: str = "all") -> Floats:
        """[M + 1] an indicator by month, in its own unit."""
        every = measure(replace(self.series, lead=0), (name,))[name]
        return np.asarray(every[self.past - 1 :, self.series.group(group)])

    def flow(self, name: str) -> Floats:
        """[M] a flow of each month of the policy, heads."""
        return self.series.flow(name)[self.past :]

    def joined(self, programme: str = "") -> NDArray[np.int64]:
        """[N] month in which a person first sat in a course of a lever (of the one named, if any); 0 for never."""
        if programme not in self._joined:
            wanted = [k + 1 for k, name in enumerate(self.programmes) if name and programme in ("", name)]
            on = np.isin(self.panel["programme"], wanted)
            self._joined[programme] = np.where(on.any(axis=0), on.argmax(axis=0), 0)
        return self._joined[programme]


@dataclass(frozen=True)
class WithAndWithout:
    """Two futures of one city: with the policy and without."""

    city: City  # on the eve
    policy: Future
    base: Future


def follow(
    city: City,
    past: Sequence[Flows],
    acts: Policy,
    months: int,
    counts: Mapping[str, Count],
    tick: Tick | None = None,
) -> Future:
    """Play a policy on a fork of a city that stands at its eve, and keep records."""
    city = city.fork()
    home = city.workers.cell.copy()
    panel = {name: [getattr(city.workers, name).copy()] for name in COLUMNS}
    counted = {name: [np.asarray(count(city))] for name, count in counts.items()}
    _, offers = acts.in_force(city)
    programmes = tuple(o.programme.name if o.number >= len(acts.existing) else "" for o in offers)
    flows: list[Flows] = []
    for _ in range(months):
        flows.append(step(city, acts))
        for name, rows in panel.items():
            rows.append(getattr(city.workers, name).copy())
        for name, count in counts.items():
            counted[name].append(np.asarray(count(city)))
        if tick:
            tick(1)
    return Future(
        city,
        {name: np.array(rows) for name, rows in panel.items()},
        {name: np.array([float(value.sum()) for value in values]) for name, values in counted.items()},
        {name: np.array(values) for name, values in counted.items() if values[0].ndim},
        Series.of(city, [*past, *flows], lead=len(past)),
        len(past),
        programmes,
        home,
    )
