"""One run: a scenario, a seed, one future of one city; and what is kept of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...agents.compiled import kernel, parts
from ...agents.workers import EMPLOYED, EMPLOYEE_SCHEME, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from ...model.build import build_city
from ...model.build.platforms import dispatch_of, platforms_from
from ...model.city import City
from ...model.cover_worth import worth_of_cover
from ...model.groups import Began
from ...model.indicators import Series, measure
from ...model.levers import Policy
from ...model.levers.existing import existing_training
from ...model.month import Flows, step
from ...model.places import on_platforms
from ...scenarios.ruling import put_in_force
from ...scenarios.spec import Scenario, policy

Floats = NDArray[np.float64]
Tick = Callable[[int], None]  # called with the months done since the last call
LINE_BYTES = 150  # of a ledger: a tuple and its amount
LEAD = 24  # months before the start that yearly indicators look back on
TRIED_PERSONS, TRIED_MONTHS = 400, 12  # few people: some months see no open post at all, which is a type of its own
PERSONS, WORKING, JOBLESS, LOOKING, ON_PLATFORM, FLEXIBLE, COVERED = range(7)
LOOKS = 3  # months since the last application of who is said to be looking
CELL_COUNTS = ("persons", "working", "unemployed", "looking", "platform", "flexible", "insured", "jobs")
COUNTED = CELL_COUNTS[:-1]  # of persons


@dataclass
class Diary:
    """What happened to each person over the scenario; rows as in `Workers`."""

    born: NDArray[np.int16]  # identifies the person: a row is used again after a death
    income: NDArray[np.int64]  # fen, sum over the months
    cover: NDArray[np.int64]  # fen that cover in the employees' scheme was worth, the same
    worked: NDArray[np.int16]  # months at work
    insured: NDArray[np.int16]  # months as a flexible worker in the employees' scheme
    trained: NDArray[np.int16]  # months on a course of a lever
    course: NDArray[np.int16]  # months on any course
    supported: NDArray[np.int16]  # months in which the protection fund paid part of the premium

    @classmethod
    def open(cls, city: City) -> Diary:
        """Blank pages for everybody."""
        n = len(city.workers)
        short = [np.zeros(n, np.int16) for _ in range(5)]
        return cls(city.workers.born.copy(), np.zeros(n, np.int64), np.zeros(n, np.int64), *short)

    def write(self, city: City, existing: int, support: bool) -> None:
        """Add the month that has just ended; programmes beyond the `existing` ones belong to levers."""
        w = city.workers
        fresh = self.born != w.born
        for page in (self.income, self.cover, self.worked, self.insured, self.trained, self.course, self.supported):
            page[fresh] = 0
        self.born[fresh] = w.born[fresh]
        self.income += w.income
        self.cover += worth_of_cover(city)
        on_platform = on_platforms(city)
        flexible = on_platform | (w.status == SELF_EMPLOYED)
        insured = flexible & ((w.insured & EMPLOYEE_SCHEME) > 0)
        self.worked += flexible | (w.status == PLATFORM) | (w.status == EMPLOYED)
        self.insured += insured
        self.course += w.programme > 0
        self.trained += w.programme > existing
        if support:
            self.supported += insured & on_platform


@dataclass
class Result:
    """What is kept of one run. M months, G groups."""

    scenario: str
    seed: int
    groups: tuple[str, ...]
    indicators: dict[str, Floats]  # name → [M, G]
    flows: dict[str, NDArray[np.int64]]  # name → [M], simulated heads and fen
    ledger: list[tuple[int, str, str, str, int]]  # month, payer, payee, account, fen of the simulated city
    cells: dict[str, Floats]  # count or income → [M or 1, cells], by month or as mean of the last year
    diary: Diary | None
    persons: int
    weight: float
    wall_s: float
    state_bytes: int = 0
    staff: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), np.int64))  # [M, O]

    @property
    def nbytes(self) -> int:
        """Memory, bytes, but for what is small."""
        tables = [*self.indicators.values(), *self.flows.values(), *self.cells.values(), self.staff]
        pages = [] if self.diary is None else list(vars(self.diary).values())
        return sum(table.nbytes for table in [*tables, *pages]) + LINE_BYTES * len(self.ledger)


class Eve(NamedTuple):
    """A city on the eve of its scenario."""

    city: City
    past: tuple[Flows, ...]  # the months before, `LEAD` of them at most

    @property
    def nbytes(self) -> int:
        """Memory of both, bytes, but for what is small."""
        parts = [*vars(self.city).values(), *(flows.tally for flows in self.past)]
        values = [value for part in parts for value in getattr(part, "__dict__", {}).values()]
        return sum(value.nbytes for value in values if isinstance(value, np.ndarray))


def burnt_in(scenario: Scenario, seed: int, tick: Tick | None = None) -> Eve:
    """The city on the eve of the scenario, and its last months: built, and run without policy for the burn-in."""
    first_month = (scenario.start[1] - 1 - scenario.burn_in) % 12 + 1  # so that the scenario starts in its month
    calendar = scenario.forecast.before(first_month)
    own = scenario.services
    platforms = None if own is None else platforms_from(own, scenario.behaviour)
    dispatch = None if own is None else dispatch_of(own)
    asked = scenario.profile, scenario.workers, seed, scenario.behaviour, calendar
    city = build_city(*asked, by=scenario.by, platforms=platforms, dispatch=dispatch)
    rest = Policy(existing=(existing_training(scenario.profile),))
    past: list[Flows] = []
    for _ in range(scenario.burn_in):
        past = [*past[-LEAD + 1 :], step(city, rest)]
        if tick:
            tick(1)
    city.start = city.month
    if any(group.remembers for group in city.groups.asked):
        city.began = Began.of(city)
    return Eve(city, tuple(past))


def play(
    city: City,
    past: Sequence[Flows],
    scenario: Scenario,
    indicators: Sequence[str],
    *,
    diary: bool = False,
    every_cell_month: bool = False,
    tick: Tick | None = None,
) -> Result:
    """Run a scenario on a burnt-in city (which it changes: fork it first if others need it)."""
    simulation = Simulation(
        city, past, scenario, policy(scenario), indicators, diary=diary, every_cell_month=every_cell_month
    )
    for _ in range(scenario.months):
        simulation.month()
        if tick:
            tick(1)
    return simulation.result()


class Simulation:
    """A scenario on its way, month by month, and what is recorded of it so far."""

    def __init__(
        self,
        city: City,
        past: Sequence[Flows],
        scenario: Scenario,
        acts: Policy,
        indicators: Sequence[str],
        *,
        diary: bool = False,
        every_cell_month: bool = False,
    ) -> None:
        self.began = time.perf_counter()
        city.calendar, city.financing = scenario.forecast.after(city.calendar), scenario.financing
        put_in_force(city, scenario.dispatch)
        self.city, self.past, self.scenario, self.acts, self.indicators = city, past, scenario, acts, indicators
        self.pages = Diary.open(city) if diary else None
        self.months: list[Flows] = []
        self.ledger: list[tuple[int, str, str, str, int]] = []
        self.cells = _CellCounts(city, scenario.months, every_cell_month)

    def month(self) -> None:
        """Play one month."""
        month, flows = len(self.months), step(self.city, self.acts)
        self.months.append(flows)
        self.ledger += [(month, *path, amount) for path, amount in self.city.ledger.flows.items()]
        self.cells.count(self.city, month)
        if self.pages:
            self.pages.write(self.city, len(self.acts.existing), flows.counts["support_bp"] > 0)

    def result(self) -> Result:
        """What is kept."""
        city, lead = self.city, len(self.past)
        series = Series.of(city, [*self.past, *self.months], lead=lead)
        return Result(
            self.scenario.name,
            city.draws.seed,
            city.groups.names,
            measure(series, self.indicators),
            {name: values[lead:] for name, values in series.flows.items()},
            self.ledger,
            self.cells.tables,
            self.pages,
            len(city.workers),
            city.weight,
            time.perf_counter() - self.began,
            city.nbytes,
            series.staff[lead:],
        )


class _CellCounts:
    """Heads and income by cell: each month, or the mean of the last year."""

    def __init__(self, city: City, months: int, every: bool) -> None:
        self.months, self.every = months, every
        rows = months if every else 1
        self.tables = {name: np.zeros((rows, city.grid.cells)) for name in (*CELL_COUNTS, "income")}

    def count(self, city: City, month: int) -> None:
        """Add one month."""
        year = min(12, self.months)
        if not self.every and month < self.months - year:
            return
        w, cells = city.workers, city.grid.cells
        row, share = (month, 1.0) if self.every else (0, 1.0 / year)
        found = np.zeros((parts(len(w)), cells, len(COUNTED)), np.int64)
        _count_in_cells(len(w), w.view(), on_platforms(city), found)
        for name, heads in zip(COUNTED, found.sum(axis=0).T, strict=True):
            self.tables[name][row] += share * heads
        self.tables["jobs"][row] += share * np.bincount(city.employers.cell, city.employers.staff, cells)
        self.tables["income"][row] += share * np.bincount(w.cell, weights=w.income, minlength=cells)


@kernel
def _count_in_cells(lo: int, hi: int, part: int, w: Any, on_platform: Any, found: Any) -> None:
    """[part, cells, COUNTED] heads; members of a silver pool work, but are nobody of a platform's."""
    for n in range(lo, hi):
        i = np.uint32(n)
        status, cell = w.status[i], w.cell[i]
        flexible, jobless = on_platform[i] | (status == SELF_EMPLOYED), status == UNEMPLOYED
        found[part, cell, PERSONS] += 1
        found[part, cell, WORKING] += flexible | (status == PLATFORM) | (status == EMPLOYED)
        found[part, cell, JOBLESS] += jobless
        found[part, cell, LOOKING] += jobless & (w.idle[i] < LOOKS)
        found[part, cell, ON_PLATFORM] += on_platform[i]
        found[part, cell, FLEXIBLE] += flexible
        found[part, cell, COVERED] += flexible & ((w.insured[i] & EMPLOYEE_SCHEME) > 0)


@lru_cache(maxsize=1)
def run_every_kernel(months: int = TRIED_MONTHS) -> float:
    """Compile every kernel on a small city (kept on disk for the next time); return the seconds it took.

    All levers together, on so few people and for so many months that also the rarest events (no post that could be
    shared, a suit that is decided) call their kernels with every type they will see.
    """
    from ...model.levers import LEVERS, Dated
    from ...scenarios.cities import load_city

    began = time.perf_counter()
    profile = load_city("reference")
    city = build_city(profile, TRIED_PERSONS, 1)
    acts = Policy(tuple(Dated(lever=lever()) for lever in LEVERS.values()), (existing_training(profile),))
    for _ in range(months):
        step(city, acts)
    return time.perf_counter() - began
