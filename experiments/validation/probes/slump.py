"""Less demand for a year and a half: hours before heads."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED, UNEMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture, change, log_change, mean_of
from ..probe_watchers import employee_hours, employees

LENGTH = 18  # months
SEARCHING, ELSEWHERE = -1, -2  # no unit


def unit_of_work(city: City, flows: Flows) -> NDArray[np.int32]:
    """[person] the unit where somebody is employed; `SEARCHING` in unemployment, `ELSEWHERE` for all others."""
    w = city.workers
    units = np.where(w.status == UNEMPLOYED, SEARCHING, ELSEWHERE)
    employed = w.status == EMPLOYED
    units[employed] = city.employers.establishment[w.employer[employed]]
    return units.astype(np.int32)


def sink(setup: ProbeSetup, dose: float) -> None:
    """Demand for labour and orders falls by a share."""
    setup.shock(-dose, months=LENGTH)


def _fewer_hours_each(first: int, last: int) -> Effect:
    """Fall of log hours of an employee, per cent, times 100."""
    total, heads = log_change(employee_hours, first, last), log_change(employees, first, last)
    return lambda without, with_, dose: 100.0 * (total(without, with_, dose) - heads(without, with_, dose))


def _hours(first: int, last: int) -> Effect:
    """Change of weekly hours of an employee."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        after, before = (
            mean_of(f, employee_hours, first, last) / mean_of(f, employees, first, last) for f in (with_, without)
        )
        return after - before

    return effect


def _recalled(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
    """Of the spells of unemployment that began in a job and end in one, those that end where it was, per cent."""
    units = with_.seen(unit_of_work)
    left = np.full(units.shape[1], ELSEWHERE, np.int32)
    ended = back = 0
    for before, now in itertools.pairwise(units):
        left = np.where(now == ELSEWHERE, ELSEWHERE, left)
        left = np.where((before >= 0) & (now == SEARCHING), before, left)
        hired = (before == SEARCHING) & (now >= 0) & (left >= 0)
        ended += int(np.count_nonzero(hired))
        back += int(np.count_nonzero(hired & (now == left)))
    return 100.0 * back / ended if ended else float("nan")


probe = Probe(
    name="slump",
    title={"zh": "衰退：先减工时", "en": "A slump: hours before heads"},
    about={
        "zh": "劳动需求与订单下降一年半的幅度。",
        "en": "By how much demand for labour and orders falls for a year and a half.",
    },
    doses=(0.04, 0.08),
    change=sink,
    months=48,
    watch=(employee_hours, employees, unit_of_work),
    readings=(
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 4, 18),
            sign="+",
            source="Ball, Leigh & Loungani 2017 (sign)",
        ),
        ProbeReading(
            name="hours",
            title={"zh": "雇员周工时", "en": "weekly hours of employees"},
            effect=_hours(4, 15),
            unit="hours",
            sign="-",
            source="B 3.3 (sign)",
        ),
        ProbeReading(
            name="hours_share",
            title={"zh": "总工时下降中人均工时的份额", "en": "share of hours in the fall of total hours"},
            effect=_fewer_hours_each(4, 15),
            over=log_change(employee_hours, 4, 15),
            unit="%",
            low=20.0,
            high=60.0,
            source="B 3.3: 0.2 to 0.6",
        ),
        ProbeReading(
            name="recall",
            title={"zh": "失业者回到原单位的比重", "en": "unemployed hired back where they were"},
            effect=_recalled,
            unit="%",
            low=8.0,
            high=45.0,
            source="P111; B 3.5",
        ),
        ProbeReading(
            name="recovery",
            title={"zh": "一年半后失业率", "en": "unemployment a year and a half after"},
            effect=change("unemployment_rate", 37, 48),
            low=-0.3,
            high=0.3,
            source="judgement: a slump that is over leaves little",
        ),
    ),
)
