"""What the page Ask asks: a sum, a city, a goal and whom it is for, read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...experiments.advise import MONTHS, Goal, fresh_after, planned_months, read_goal
from ...experiments.runs.reproduction import command_of, seeds_of
from ...model.groups import PeopleGroup
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ...results.digest import mark
from ...scenarios.spec import Scenario, SpecError, load_scenario
from .asked import cities
from .query import Query

TEN_THOUSAND = 10_000  # yuan: sums are asked for in this
LEAST, MOST = 10_000, 100_000_000_000  # yuan
SETTINGS = ("city", "budget", "goal", "group", "effort")
GOALS = (  # those most asked for
    "worker_income",
    "platform_income",
    "unemployment_rate",
    "job_retention",
    "insured_share",
    "digital_posts",
    "gini",
    "urban_rural_income_ratio",
)


@dataclass(frozen=True)
class Effort:
    """How much is played for an answer."""

    persons: int
    seeds: int
    fresh: int


EFFORTS = {"quick": Effort(10_000, 4, 8), "thorough": Effort(30_000, 8, 16)}


@dataclass(frozen=True)
class AskedAdvice:
    """One question."""

    city: str
    budget: float  # yuan
    goal: str
    group: str  # as it is named; empty for everybody
    effort: str = "quick"

    @classmethod
    def of(cls, query: Query) -> AskedAdvice:
        """What the address asks; what is not offered gives way to the default."""
        if not any(query.get(name) for name in SETTINGS):
            return FIRST
        return cls(
            query.one_of("city", cities(), FIRST.city),
            float(query.integer("budget", round(FIRST.budget), LEAST, MOST)),
            query.one_of("goal", goals(), FIRST.goal),
            query.get("group"),
            query.one_of("effort", EFFORTS, FIRST.effort),
        )

    @property
    def key(self) -> str:
        """Stands for everything that is asked."""
        return mark(repr(self), length=16)

    @property
    def seeds(self) -> list[int]:
        """Of the search."""
        return list(range(1, EFFORTS[self.effort].seeds + 1))

    @property
    def fresh(self) -> list[int]:
        """Those the answer is told of."""
        return fresh_after(self.seeds, EFFORTS[self.effort].fresh)

    @property
    def months(self) -> int:
        """About so many will be simulated."""
        return planned_months(len(LEVERS), len(self.seeds), len(self.fresh), MONTHS)

    def base(self) -> Scenario:
        """The city without any of it."""
        city = {"profile": self.city, "workers": EFFORTS[self.effort].persons}
        return load_scenario("baseline", overrides={"city": city, "time": {"months": MONTHS}})

    def wanted(self) -> Goal:
        """The goal; SpecError with all that is wrong."""
        return read_goal(self.goal, self.group)

    def parts(self) -> dict[str, str]:
        """The group, attribute by attribute; nothing where it cannot be read."""
        try:
            group: PeopleGroup = self.wanted().group
        except SpecError:
            return {}
        return dict(part.split("=", 1) for part in group.name.split(",")) if group.parts else {}

    @property
    def command(self) -> str:
        """What asks the same in a terminal."""
        return command_of(
            "advise",
            budget=f"{self.budget:.0f}",
            goal=self.goal,
            group=self.group or None,
            city=self.city,
            workers=EFFORTS[self.effort].persons,
            months=MONTHS,
            seeds=seeds_of(self.seeds),
            fresh_seeds=seeds_of(self.fresh),
        )


FIRST = AskedAdvice("lishui", 30_000_000.0, "worker_income", "sex=female,age=45-59,residence=village")


@cache
def goals() -> tuple[str, ...]:
    """Indicators that can be a goal, those most asked for first."""
    able = [name for name, about in INDICATORS.items() if about.better]
    first = [name for name in GOALS if name in able]
    return (*first, *(name for name in able if name not in first))
