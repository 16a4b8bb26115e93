"""Some lines come to make more of an hour's work: do their people share in it (P108)?"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture

SHARE = 0.3  # of lines
FIRST, LAST = 13, 24  # months in which pay is compared


def jobs_held(city: City, flows: Flows) -> NDArray[Any]:
    """[three, person] line, month of hiring and wage of employees; no line for others."""
    w = city.workers
    line = np.where(w.status == EMPLOYED, w.employer, -1)
    return np.stack([line.astype(np.int32), w.hired.astype(np.int32), w.wage.astype(np.int32)])


def productivity(city: City, flows: Flows) -> NDArray[np.float32]:
    """[line] log productivity."""
    return city.employers.productivity.astype(np.float32)


def lifted(city: City) -> NDArray[np.bool_]:
    """[line] whose productivity is raised."""
    return np.asarray(city.draws.sample("lines whose productivity rises", len(city.employers)) < SHARE)


def raise_productivity(setup: ProbeSetup, dose: float) -> None:
    """What an hour of work is worth rises in some lines; it goes back as slowly as any luck of theirs."""
    city = setup.city
    city.employers.productivity[lifted(city)] += np.log1p(dose)


def _pay_of_stayers() -> Effect:
    """Log pay of those who stay in these lines over the rise of log productivity there, per cent of it."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        eve, lines = without.eve, lifted(without.eve)
        span = slice(FIRST - 1, LAST)
        rise = (with_.seen(productivity)[:LAST, lines] - without.seen(productivity)[:LAST, lines]).mean()
        before, after = without.seen(jobs_held)[span], with_.seen(jobs_held)[span]
        same = (before[:, 0] >= 0) & (before[:, 0] == after[:, 0]) & (before[:, 1] == after[:, 1])
        same &= (before[:, 1] < eve.month) & lines[np.maximum(before[:, 0], 0)]
        gap = np.log(after[:, 2][same] / before[:, 2][same])
        return float(gap.mean() / rise)

    return effect


probe = Probe(
    name="rent_sharing",
    title={"zh": "部分单位增加值上升", "en": "Some employers' value added rises"},
    about={
        "zh": "前夜，三成用人单位的人均增加值上升的比例；看其留任者的工资。",
        "en": "By how much value added per worker rises on the eve at three lines in ten; the pay of those who stay is "
        "read.",
    },
    doses=(0.05, 0.10, 0.20),
    change=raise_productivity,
    months=24,
    watch=(jobs_held, productivity),
    readings=(
        ProbeReading(
            name="pay",
            title={"zh": "留任者工资对人均增加值的弹性", "en": "elasticity of stayers' pay in value added"},
            effect=_pay_of_stayers(),
            unit="ratio",
            low=0.03,
            high=0.2,
            at=0.10,
            source="P108; B 3.8",
        ),
    ),
)
