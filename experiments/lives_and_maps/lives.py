"""Lives: the same people, month by month, in several futures of one city with the same luck.

Some people of the first seed are followed in full; of everybody in every seed is kept what a future brought them on the
whole, so that one life can stand beside the mean of all who are like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import SERVICES
from ...agents.workers import EMPLOYED, PLATFORM, SELF_EMPLOYED
from ...model.city import City
from ...model.draws import uniform_column
from ...model.groups import ATTRIBUTES
from ...model.levers import Policy
from ...model.month import step
from ...scenarios.ruling import put_in_force
from ...scenarios.spec import Scenario, policy
from ..compare.compare import check_same_city
from ..runs.burn_in_cache import eve_of
from ..runs.processes import each_seed
from ..runs.run import Tick
from .life_events import EVENTS, Page, happened, parting, read_page

TRAITS = (
    *("age", "sex", "hukou", "schooling", "occupation", "district", "status", "platform", "disabled"),
    *("residence", "counted"),  # kind of place; status as statistics count it
)
NO_PLATFORM = SERVICES


@dataclass(frozen=True, eq=False)
class Lives:
    """F futures (the base first), M months, P people followed, N people of all seeds."""

    city: str
    city_title: dict[str, str]
    futures: tuple[str, ...]
    titles: dict[str, dict[str, str]]  # future → {zh, en}
    courses: dict[str, tuple[str, ...]]  # future → name of each course, by number
    existing: int  # courses that every future has; the others belong to levers
    seeds: tuple[int, ...]
    start: str  # "2025-01"
    persons: int  # simulated, of each seed
    weight: float  # residents 16+ that one of them stands for
    districts: tuple[dict[str, str], ...]
    traits: dict[str, NDArray[np.uint8]]  # one of TRAITS → [P], at the start
    lot: NDArray[np.uint32]  # [P] order in which people are drawn
    status: NDArray[np.uint8]  # [F, M, P]
    income: NDArray[np.int32]  # [F, M, P] yuan of the month
    months: NDArray[np.int16]  # [F, P] months until the person leaves the city
    events: NDArray[np.int32]  # [E, 5] future, person, month, event, detail
    parted: NDArray[np.int16]  # [F, P] first month that differs from the base, -1 for none
    cause: NDArray[np.uint8]  # [F, P] what differs then, index into `life_events.CAUSES`
    everybody: dict[str, NDArray[np.uint8]]  # one of TRAITS → [N], at the start
    seed: NDArray[np.uint8]  # [N] index into `seeds`
    earned: NDArray[np.int32]  # [F, N] mean income, yuan a month
    worked: NDArray[np.int16]  # [F, N] months at work
    made: dict[str, Any]  # what the numbers depend on, see `futures_file`

    @cached_property
    def length(self) -> int:
        """Months of a future."""
        return self.status.shape[1]

    def events_of(self, future: int, person: int) -> list[tuple[int, str, int]]:
        """(month, event, detail) of one life, in order."""
        of = (self.events[:, 0] == future) & (self.events[:, 1] == person)
        return [(int(month), EVENTS[kind], int(detail)) for _, _, month, kind, detail in self.events[of]]


def follow(
    base: Scenario,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    *,
    most: int = 4_000,
    tick: Tick | None = None,
    made: Mapping[str, Any] | None = None,
) -> Lives:
    """Play base and scenarios for each seed; follow at most so many people of the first in full."""
    check_same_city(base, scenarios)
    everyone = (base, *scenarios)
    found = dict(each_seed(follow_seed, seeds, base.workers, everyone, seeds[0], most, tick=tick))
    return gathered(everyone, {seed: found[seed] for seed in seeds}, made)


def gathered(
    everyone: Sequence[Scenario], parts: Mapping[int, dict[str, Any]], made: Mapping[str, Any] | None = None
) -> Lives:
    """The lives of the seeds that are there; the one whose people are followed must be among them."""
    base, found = everyone[0], list(parts.values())
    profile = base.profile
    followed = next(part["followed"] for part in found if "followed" in part)
    return Lives(
        city=profile.id,
        city_title={"zh": profile.name_zh, "en": profile.name_en},
        futures=tuple(s.name for s in everyone),
        titles={s.name: s.title for s in everyone},
        seeds=tuple(parts),
        start=f"{base.start[0]:04d}-{base.start[1]:02d}",
        persons=base.workers,
        districts=tuple({"zh": d.name_zh, "en": d.name_en} for d in profile.districts),
        everybody={name: np.concatenate([part["everybody"][name] for part in found]) for name in TRAITS},
        seed=np.repeat(np.arange(len(found), dtype=np.uint8), [part["earned"].shape[1] for part in found]),
        earned=np.concatenate([part["earned"] for part in found], axis=1),
        worked=np.concatenate([part["worked"] for part in found], axis=1),
        made=dict(made or {}),
        **followed,
    )


def follow_seed(
    seed: int, everyone: Sequence[Scenario], first: int, most: int, tick: Tick | None = None
) -> dict[str, Any]:
    """What one seed contributes: totals of everybody; of the first seed, the lives of those followed too."""
    city, _ = eve_of(everyone[0], seed, tick)
    lot = uniform_column(city.draws.lifelong("lot"), np.arange(len(city.workers), dtype=np.uint64))
    followed = np.sort(np.argsort(lot, kind="stable")[: most if seed == first else 0])
    futures = [_Future(city.fork(), scenario, followed, tick) for scenario in everyone]
    part: dict[str, Any] = {
        "everybody": traits_of(city),
        "earned": np.stack([future.earned for future in futures]),
        "worked": np.stack([future.worked for future in futures]),
    }
    if seed == first:
        part["followed"] = _followed(city, followed, lot, everyone, futures)
    return part


def _followed(
    city: City,
    rows: NDArray[np.int64],
    lot: NDArray[np.float64],
    everyone: Sequence[Scenario],
    futures: Sequence[_Future],
) -> dict[str, Any]:
    """The fields of `Lives` that tell of those who are followed."""
    ours = [parting(futures[0].pages, future.pages) for future in futures]
    return {
        "courses": {s.name: future.courses for s, future in zip(everyone, futures, strict=True)},
        "existing": futures[0].existing,
        "weight": city.weight,
        "traits": {name: values[rows] for name, values in traits_of(city).items()},
        "lot": np.argsort(np.argsort(lot[rows])).astype(np.uint32),
        "status": np.stack([[page.status for page in future.pages[1:]] for future in futures]),
        "income": np.stack([[page.income for page in future.pages[1:]] for future in futures]) // 100,
        "months": np.stack([future.lived[rows] for future in futures]),
        "events": np.concatenate([_numbered(k, future) for k, future in enumerate(futures)]),
        "parted": np.stack([month for month, _ in ours]),
        "cause": np.stack([cause for _, cause in ours]),
    }


def _numbered(place: int, future: _Future) -> NDArray[np.int32]:
    """Events of one future, those of each person in order of time."""
    found = np.concatenate(future.happened)
    found = found[np.lexsort((found[:, 2], found[:, 1], found[:, 0]))]
    return np.column_stack([np.full(len(found), place), found]).astype(np.int32)


class _Future:
    """One future as it was lived: pages of those followed, totals of everybody."""

    def __init__(self, city: City, scenario: Scenario, rows: NDArray[np.int64], tick: Tick | None) -> None:
        city.calendar, city.financing = scenario.forecast.after(city.calendar), scenario.financing
        put_in_force(city, scenario.dispatch)
        acts: Policy = policy(scenario)
        self.existing = len(acts.existing)
        self.courses = tuple(offer.programme.name for offer in acts.in_force(city)[1])
        w, born = city.workers, city.workers.born.copy()
        self.lived, self.worked = (np.zeros(len(w), np.int16) for _ in range(2))
        earned, here = np.zeros(len(w), np.int64), np.ones(len(w), np.bool_)
        self.pages: list[Page] = [read_page(city, rows, here)]
        self.happened: list[NDArray[np.int32]] = []
        for month in range(scenario.months):
            step(city, acts)
            here &= w.born == born  # a row is used again after its person has left
            self.lived += here
            self.worked += here & ((w.status == EMPLOYED) | (w.status == PLATFORM) | (w.status == SELF_EMPLOYED))
            earned += np.where(here, w.income, 0)
            if len(rows):
                self.pages.append(read_page(city, rows, here))
                self.happened.append(happened(city, month, rows, self.pages[-2], self.pages[-1]))
            if tick:
                tick(1)
        self.earned = np.round(earned / 100.0 / np.maximum(self.lived, 1)).astype(np.int32)


def traits_of(city: City) -> dict[str, NDArray[np.uint8]]:
    """What people are by which they can be found, all small whole numbers, [persons]."""
    w = city.workers
    values = {
        "age": np.clip((city.month - w.born.astype(np.int64)) // 12, 0, 120),
        "platform": np.where(w.status == PLATFORM, w.employer % SERVICES, NO_PLATFORM),
        "district": city.grid.district[w.cell],
        "residence": city.grid.klass[w.cell],
        "counted": ATTRIBUTES["status"].codes(city),
        **{name: getattr(w, name) for name in ("sex", "hukou", "schooling", "occupation", "status", "disabled")},
    }
    return {name: np.asarray(values[name]).astype(np.uint8) for name in TRAITS}
