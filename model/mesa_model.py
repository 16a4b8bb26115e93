"""The face for Mesa users: one city as a `mesa.Model` with plain keyword parameters.

The people are rows of a table, not Mesa agents: a step is one month of `model.month.step`, with the same numbers as
without Mesa. What Mesa sees are the government, the six platforms, a panel of workers and employers (read-only views
of rows) and maps as property layers. Every indicator is an attribute: `model.gini`, `model.unemployment_rate`.

Cities by name are the business of `scenarios`, to the right of this room, so `CityModel` here takes a `Profile` and
asks its hook `find_city` about a name; `scenarios.city_model.CityModel`, which is `jiuye.CityModel`, fills the hook.
"""

from __future__ import annotations

import copyreg
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import mesa
import numpy as np
from mesa.datacollection import DataCollector
from mesa.discrete_space import CellAgent, OrthogonalVonNeumannGrid
from numpy.typing import NDArray

from ..agents.platforms import PLATFORMS
from ..agents.workers import FEN, HUKOUS, INACTIVE, PLATFORM, SEXES, STATUSES, UNEMPLOYED, age_in_years
from .behaviour import Behaviour
from .build import build_city
from .draws import identity
from .indicators import INDICATORS, Series, measure
from .levers import LEVERS, Dated, Policy
from .levers.existing import existing_training
from .levers.lever import Lever
from .month import Flows, step
from .params import Declares, params_of
from .profile import Floats, Profile

MAIN = (
    *("unemployment_rate", "employment_rate", "vacancy_rate", "platform_share", "digital_share"),
    *("worker_income", "platform_income_p50", "insured_share", "gini", "fund_balance", "public_outlays"),
)
LAYERS = ("persons", "unemployed", "income", "platform_share")
MEMORY = 25  # months kept: two years for the yearly indicators, and the month before them
HORIZON = 60
LEAST_WORKERS = 200
Doses = Mapping[str, float | Mapping[str, Any]]


class CityModel(mesa.Model):
    """A city in which up to four headline levers (or any others, by `levers`) hold; one step is one month.

    A lever is a number, its dose: the first of its settings, as `jiuye levers` lists them; 0 switches it off. All doses
    at 0 are the future without policy. `close()` when done: Mesa keeps every model alive otherwise.

    >>> model = CityModel(city="hangzhou", workers=2_000, training_subsidy=24_000.0, seed=1)
    >>> model.step()
    >>> model.unemployment_rate
    """

    def __init__(
        self,
        city: str | Profile = "reference",
        workers: int = 2_000,
        *,
        burn_in: int = 12,
        months: int = HORIZON,
        training_subsidy: float = 0.0,
        protection_fund: float = 0.0,
        data_dividend: float = 0.0,
        dispatch_transparency: float = 0.0,
        levers: Doses | Sequence[Dated] = (),
        start: int = 0,
        phase_in: int = 0,
        behaviour: Behaviour | Mapping[str, float] | None = None,
        size: int = 64,
        tracer: int = 100,
        seed: int | None = None,
        rng: Any = None,
    ) -> None:
        """Build the city and run its burn-in without policy.

        `city`: a profile, or the name of a shipped city. `workers`: simulated persons aged 16+. `months`: after how
        many the model stops running. `levers`: more of them, as `{name: dose}` or `{name: {setting: value}}` with
        `from`, `until`, `phase_in` and `zones` where wanted, or as `Dated` levers. `start`, `phase_in`: first month
        and months to full dose of levers that do not say so themselves. `size`: cells across. `tracer`: workers in
        the panel, and a fifth as many employers. `seed` or `rng`: the luck of the city; not both.
        """
        if seed is not None and rng is not None:
            raise ValueError("give seed or rng, not both")
        for name, number, least in (
            *(("workers", workers, LEAST_WORKERS), ("burn_in", burn_in, 0), ("months", months, 1)),
            *(("start", start, 0), ("phase_in", phase_in, 0), ("tracer", tracer, 0)),
        ):
            if number < least:
                raise ValueError(f"{name} must be ≥ {least} (got {number})")
        given = rng if seed is None else seed
        whole = int(given) if isinstance(given, int | np.integer) else None
        super().__init__(rng=given if whole is None else whole)  # `seed=` is deprecated in newer versions of Mesa
        self.luck = int(self.rng.integers(2**31)) if whole is None else whole
        headline = {
            "training_subsidy": training_subsidy,
            "protection_fund": protection_fund,
            "data_dividend": data_dividend,
            "dispatch_transparency": dispatch_transparency,
        }
        profile = city if isinstance(city, Profile) else self.find_city(city)
        self.months = months
        self.policy = Policy(_dated(headline, levers, profile, start, phase_in), existing=(existing_training(profile),))
        self.city = build_city(profile, workers, self.luck, _behaviour(behaviour), size=size)
        self._past: deque[Flows] = deque(maxlen=MEMORY)
        self._measured: dict[str, float] = {}
        rest = Policy(existing=self.policy.existing)
        for _ in range(burn_in):
            self._past.append(step(self.city, rest))
        self.city.start = self.city.month
        self._open_maps(size)
        self._open_panel(tracer)
        self.datacollector = DataCollector(
            model_reporters={name: name for name in MAIN},
            agenttype_reporters={
                kind: {name: name for name in kind.REPORTED} for kind in (WorkerAgent, EmployerAgent, PlatformAgent)
            },
        )
        self._look()

    @staticmethod
    def find_city(name: str) -> Profile:
        """The profile of a city by name; none is known here."""
        raise ValueError(f"city: {name!r} is a name; use jiuye.CityModel, which knows the cities, or give a Profile")

    def step(self) -> None:
        """Advance the city by one month and collect."""
        self._past.append(step(self.city, self.policy))
        self.running = self.month < self.months
        self._look()

    @property
    def month(self) -> int:
        """Months since the start of the scenario."""
        return self.city.month - self.city.start

    @property
    def flows(self) -> dict[str, int]:
        """Heads and fen that moved in the last month, by name; empty before the first."""
        return self._past[-1].counts if self._past else {}

    def indicator(self, name: str, group: str = "all") -> float:
        """An indicator of the last month; not a number before the first month or where the group has none."""
        if name not in INDICATORS:
            raise ValueError(f"{name} is not an indicator; they are {', '.join(INDICATORS)}")
        if group not in self.city.groups.names:
            raise ValueError(f"{group} is not counted; these are {', '.join(self.city.groups.names)}")
        if not self._past:
            return float("nan")
        values = measure(Series.of(self.city, self._past), [name])[name]
        return float(values[-1, self.city.groups.names.index(group)])

    def __getattr__(self, name: str) -> Any:
        """Every indicator by its name, measured when first asked for in a month."""
        if name not in INDICATORS:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}, and no indicator is called so")
        if name not in self._measured:
            self._measured[name] = self.indicator(name)
        return self._measured[name]

    def close(self) -> None:
        """Let the agents and the maps go, and Mesa's process-wide tables forget the model. Results stay readable."""
        self.running = False
        self.remove_all_agents()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa before 3.5 numbers agents there
        copyreg.dispatch_table.pop(self.grid.cell_klass, None)

    def _look(self) -> None:
        """Forget last month's indicators, redraw the maps, move the panel, collect."""
        self._measured = {}
        self._draw_maps()
        for kind in (WorkerAgent, EmployerAgent):
            for agent in self.agents_by_type.get(kind, ()):
                agent.follow()
        self.datacollector.collect(self)

    def _open_maps(self, size: int) -> None:
        """A Mesa grid of the city's cells: x to the east, y to the north."""
        self.grid = OrthogonalVonNeumannGrid((size, size), torus=False, random=self.random)
        self.layers = {name: self.grid.create_property_layer(name, default_value=0.0, dtype=float) for name in LAYERS}

    def _draw_maps(self) -> None:
        """Write heads, mean income and the platforms' share of workers into the layers."""
        w, cells = self.city.workers, self.city.grid.cells
        everyone = np.bincount(w.cell, minlength=cells)
        flexible = np.bincount(w.cell[w.status == PLATFORM], minlength=cells)
        working = np.bincount(w.cell[(w.status != INACTIVE) & (w.status != UNEMPLOYED)], minlength=cells)
        maps = {
            "persons": everyone * self.city.weight,
            "unemployed": np.bincount(w.cell[w.status == UNEMPLOYED], minlength=cells) * self.city.weight,
            "income": FEN * np.bincount(w.cell, weights=w.income, minlength=cells) / np.maximum(everyone, 1),
            "platform_share": flexible / np.maximum(working, 1),
        }
        for name, values in maps.items():
            self.layers[name].data[:] = self._picture(values)

    def _picture(self, values: NDArray[Any]) -> Floats:
        """Values by cell, from north to south, as a picture [x, y] with y to the north."""
        size = self.city.grid.size
        return np.asarray(values.reshape(size, size)[::-1].T, np.float64)

    def _open_panel(self, tracer: int) -> None:
        """Government, platforms, and workers and employers drawn evenly over the map (tables are in order of cell)."""
        GovernmentAgent(self)
        for row in range(len(PLATFORMS)):
            PlatformAgent(self, row)
        for row in _evenly(len(self.city.workers), tracer):
            WorkerAgent(self, row)
        for row in _evenly(len(self.city.employers), tracer // 5):
            EmployerAgent(self, row)


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
    """One platform; heads and orders in numbers of the real city."""

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
        """Share of the price kept, with what is passed on of levies and costs."""
        city = self.model.city
        passed = self._of("pass_through").mean() * (1.0 - city.behaviour.customers_bear)
        return float(city.platforms.commission[self.row] + passed)

    def _of(self, column: str) -> Floats:
        """A column of the platform's markets, one value per district."""
        zones = self.model.city.zones
        return np.asarray(getattr(self.model.city.markets, column)[self.row * zones : (self.row + 1) * zones])


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
        """Row of the employer or platform, -1 for none."""
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


# ---- parameters -----------------------------------------------------------------------------------------------------


def _dated(
    headline: Mapping[str, float], more: Doses | Sequence[Dated], profile: Profile, start: int, phase_in: int
) -> tuple[Dated, ...]:
    """The levers a user asked for; ValueError with the name of what is wrong."""
    asked: dict[str, Any] = {name: dose for name, dose in headline.items() if dose}
    if not isinstance(more, Mapping):
        return tuple(_one(*entry, profile, start, phase_in) for entry in asked.items()) + tuple(more)
    for name in asked:
        if name in more:
            raise ValueError(f"{name} is given twice, as a dose and in levers")
    return tuple(_one(*entry, profile, start, phase_in) for entry in {**asked, **more}.items())


def _one(name: str, value: Any, profile: Profile, start: int, phase_in: int) -> Dated:
    """One lever from its dose, or from its settings and dates."""
    if name not in LEVERS:
        raise ValueError(f"{name} is not a lever; they are {', '.join(LEVERS)}")
    kind: type[Lever] = LEVERS[name]
    settings = dict(value) if isinstance(value, Mapping) else {next(iter(kind.settings())): value}
    zones = settings.pop("zones", None)
    dates = {"start": settings.pop("from", start), "until": settings.pop("until", None)}
    dates["phase_in"] = settings.pop("phase_in", phase_in)
    _check(name, kind, settings)
    return Dated(lever=kind(**settings), zones=None if zones is None else _zones(name, zones, profile), **dates)


def _zones(name: str, zones: Sequence[str], profile: Profile) -> tuple[int, ...]:
    """Numbers of districts."""
    ids = [district.id for district in profile.districts]
    for zone in zones:
        if zone not in ids:
            raise ValueError(f"{name}.zones: {zone} is not a district of {profile.id}; they are {', '.join(ids)}")
    return tuple(ids.index(zone) for zone in zones)


def _behaviour(given: Behaviour | Mapping[str, float] | None) -> Behaviour:
    """Behaviour, or the default with some numbers changed."""
    if isinstance(given, Behaviour):
        return given
    _check("behaviour", Behaviour, given or {})
    return Behaviour(**(given or {}))


def _check(what: str, owner: type[Declares], values: Mapping[str, Any]) -> None:
    """Refuse an unknown setting, or a value out of range, by name."""
    known = params_of(owner)
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{what}.{name} is not a setting; they are {', '.join(known)}")
        fault = known[name].fault(value)
        if fault:
            raise ValueError(f"{what}.{name} {fault}")


def _evenly(rows: int, wanted: int) -> list[int]:
    """Up to `wanted` rows spread evenly over a table."""
    count = min(max(0, wanted), rows)
    return [k * rows // count for k in range(count)]
