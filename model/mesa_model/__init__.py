"""The face for Mesa users: one city as a `mesa.Model` with plain keyword parameters.

The people are rows of a table, not Mesa agents: a step is one month of `model.month.step`, with the same numbers as
without Mesa. What Mesa sees are the government, the six platforms, a panel of workers and employers (read-only views
of rows) and maps as property layers. Every indicator is an attribute: `model.gini`, `model.unemployment_rate`.

Cities by name are the business of `scenarios`, to the right of this room, so `CityModel` here takes a `Profile` and
asks its hook `find_city` about a name; `scenarios.city_model.CityModel`, which is `jiuye.CityModel`, fills the hook.
"""

from __future__ import annotations

import copyreg
import inspect
from collections import deque
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

import numpy as np

from ...messages import extra

try:
    import mesa
    from mesa.datacollection import DataCollector
except ImportError:
    raise ImportError(extra("mesa")) from None

from ..behaviour import Behaviour
from ..build import build_city
from ..indicators import INDICATORS, Series, measure
from ..levers import Dated, Policy
from ..levers.existing import existing_training
from ..month import Flows, step
from ..profile import Profile
from .agents import EmployerAgent, GovernmentAgent, PlatformAgent, WorkerAgent, open_panel
from .doses import DatesUnsaid, Doses, behaviour_with, dated_levers, refuse_odd_numbers, refuse_odd_seed
from .maps import LAYERS, open_grid, pictures

__all__ = ["HORIZON", "LAYERS", "MAIN", "CityModel", "EmployerAgent", "GovernmentAgent", "PlatformAgent", "WorkerAgent"]

MAIN = (
    *("unemployment_rate", "employment_rate", "vacancy_rate", "platform_share", "digital_share"),
    *("worker_income", "platform_income_p50", "insured_share", "gini", "fund_balance", "public_outlays"),
)
MEMORY = 25  # months kept: two years for the yearly indicators, and the month before them
HORIZON = 60


class CityModel(mesa.Model):
    """A city in which up to four headline levers (or any others, by `levers`) hold; one step is one month.

    A lever is a number, its dose: the first of its settings, as `jiuye levers` lists them; 0 switches it off. All doses
    at 0 are the future without policy. Nobody pays for what levers cost unless `city.financing` says who.
    `close()` when done: Mesa keeps every model alive otherwise.

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
        the panel, and a fifth as many employers. `seed` or `rng`: the luck of the city; not both. `mesa.batch_run`
        takes `{"seed": [1, 2, …]}` among its parameters, from 3.5 on `rng=[1, 2, …]` beside them too, and a mapping
        as a list with one in it. Its rows come once an agent; `{(r["RunId"], r["Step"]): r for r in rows}` holds one
        a month, counted from 1 by Mesa 3.5 and from 0 before.
        """
        if seed is not None and rng is not None:
            raise ValueError("give seed or rng, not both")
        refuse_odd_numbers(
            workers=workers, months=months, burn_in=burn_in, start=start, phase_in=phase_in, tracer=tracer, size=size
        )
        refuse_odd_seed(seed)
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
        if not isinstance(city, Profile | str | PathLike):
            raise ValueError(f"city must be a Profile, or the name or file of a city (got {city!r})")
        profile = city if isinstance(city, Profile) else self.find_city(str(city))
        self.months = months
        levers_in_time = dated_levers(headline, levers, profile, DatesUnsaid(start, phase_in, months))
        self.policy = Policy(levers_in_time, existing=(existing_training(profile),))
        self.city = build_city(profile, workers, self.luck, behaviour_with(behaviour), size=int(size))
        self._burn_in(burn_in)
        self.grid, self.layers = open_grid(int(size), self.random)
        open_panel(self, tracer)
        self.datacollector = _collector()
        self._look()

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        _hide_seed(cls)

    @staticmethod
    def find_city(name: str) -> Profile:
        """The profile of a city by name; none is known here."""
        raise ValueError(f"city: {name!r} is a name; use jiuye.CityModel, which knows the cities, or give a Profile")

    def step(self) -> None:
        """Advance the city by one month and collect: row k of what is collected is month k, counted from 0, as
        `batch_run` reads it."""
        self._past.append(step(self.city, self.policy))
        self.running = self.month < self.months
        self._look()
        self.datacollector.collect(self)

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

    def _burn_in(self, months: int) -> None:
        """Play months without policy, of which the last stay in memory; the scenario starts after them."""
        self._past: deque[Flows] = deque(maxlen=MEMORY)
        rest = Policy(existing=self.policy.existing)
        for _ in range(months):
            self._past.append(step(self.city, rest))
        self.city.start = self.city.month

    def _look(self) -> None:
        """Forget last month's indicators, redraw the maps, move the panel."""
        self._measured: dict[str, float] = {}
        for name, picture in pictures(self.city).items():
            self.layers[name].data[:] = picture
        for kind in (WorkerAgent, EmployerAgent):
            for agent in self.agents_by_type.get(kind, ()):
                agent.follow()


def _hide_seed(cls: type[CityModel]) -> None:
    """Mesa's batch_run, from 3.5 on, sets a `seed` it finds in a signature to None, whatever the parameters say."""
    whole = inspect.signature(cls.__init__)
    shown = [one for name, one in whole.parameters.items() if name not in ("self", "seed")]
    cls.__signature__ = whole.replace(parameters=shown)


_hide_seed(CityModel)


def _collector() -> Any:
    """Collects the main indicators, and what the panel reports."""
    kinds = (WorkerAgent, EmployerAgent, PlatformAgent)
    return DataCollector(
        model_reporters={name: name for name in MAIN},
        agenttype_reporters={kind: {name: name for name in kind.REPORTED} for kind in kinds},
    )
