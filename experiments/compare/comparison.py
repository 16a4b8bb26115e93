"""What a comparison found: plain records, ready to print, to draw or to write as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...model.indicators.matters import unit_of_change
from ..runs.assumptions import Assumption
from .answers.answer import Answer
from .answers.sure import Verdict, matters_at, verdict_of

Floats = NDArray[np.float64]


def with_units(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose unit is that of levels, with the unit of the difference instead and its own beside it."""
    return {**row, "unit": unit_of_change(row["unit"]), "level_unit": row["unit"]}


@dataclass(frozen=True)
class Difference:
    """One indicator of one group: scenario minus base, paired over seeds, mean of the twelve months up to `horizon`."""

    scenario: str
    indicator: str
    group: str  # "all" or "dimension=value"
    horizon: int  # month, counted from the start of the scenario
    base: float
    value: float
    difference: float
    low: float  # 95 % interval of the difference
    high: float
    unit: str
    matters: float | None = None  # the size from which it matters, in the unit; None: as declared
    judged: str = ""  # judged numbers that were seen to turn it, with commas
    seeds: int = 0  # pairs of seeds in which both futures have a number; 0: all
    known: float = 1.0  # share of the months of all seeds in which both have one

    @property
    def threshold(self) -> float:
        """The size from which it matters, in the unit."""
        return matters_at(self.indicator, self.base) if self.matters is None else self.matters

    @property
    def verdict(self) -> Verdict:
        """What can be said of it."""
        return verdict_of(self.difference, self.low, self.high, self.threshold, turns=bool(self.judged))

    @property
    def clear(self) -> bool:
        """True where it is not zero and more than too small to matter."""
        return self.verdict in (Verdict.CLEAR, Verdict.JUDGED)

    def record(self) -> dict[str, Any]:
        """Plain data, in which the unit is that of the difference; that of base and value stands beside it."""
        return with_units(asdict(self))


@dataclass(frozen=True)
class Money:
    """Public cost of a scenario against the base over the whole horizon, real yuan of the whole city."""

    scenario: str
    public_cost: float
    public_cost_low: float
    public_cost_high: float
    cost_by_payer: dict[str, float]
    payer_low: dict[str, float]
    payer_high: dict[str, float]
    job_years: float  # extra years of employment, all persons
    job_years_low: float
    job_years_high: float
    cost_per_job_year: float | None  # None where the interval of the cost or of the extra job-years includes zero
    cost_per_job_year_low: float | None
    cost_per_job_year_high: float | None
    insured_years: float  # extra years of flexible workers in the employees' scheme
    insured_years_low: float
    insured_years_high: float
    cost_per_insured_year: float | None
    cost_per_insured_year_low: float | None
    cost_per_insured_year_high: float | None
    deadweight: float | None  # share of those helped who had the same in the base; None where nobody is helped
    deadweight_low: float | None
    deadweight_high: float | None
    displacement: float | None  # job-months others lost for one those helped gained; None where that gain is unclear
    displacement_low: float | None
    displacement_high: float | None
    fund_balance: tuple[float, ...]  # protection fund at each month end, yuan
    fund_low: tuple[float, ...]
    fund_high: tuple[float, ...]
    note: str = ""
    cost_by_account: dict[str, float] = field(default_factory=dict)  # public outlays by what they buy
    account_low: dict[str, float] = field(default_factory=dict)
    account_high: dict[str, float] = field(default_factory=dict)
    raised: dict[str, float] = field(default_factory=dict)  # from whom outlays were raised; what is open at the end
    raised_low: dict[str, float] = field(default_factory=dict)
    raised_high: dict[str, float] = field(default_factory=dict)
    insured_anyway: float | None = (
        None  # share of those whose premium a fund helped to pay who were insured in the base
    )
    insured_anyway_low: float | None = None
    insured_anyway_high: float | None = None
    rate: dict[str, float] = field(default_factory=dict)  # indicator → its change for 10,000 yuan of public money
    rate_low: dict[str, float] = field(default_factory=dict)
    rate_high: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Gain:
    """Who gains and who loses: the same persons under the same luck, scenario against base."""

    scenario: str
    group: str
    persons: int  # simulated persons followed, all seeds
    better: float  # share whose income with the worth of cover, over the horizon, is higher by more than 1 %,
    worse: float  # or lower, beyond what luck alone moves
    change: float  # mean change of both, yuan a month
    low: float
    high: float
    noise: float = 0.0  # share that luck alone moves up, and as large a share down


@dataclass(frozen=True)
class LocalEffect:
    """One indicator of one district: scenario minus base, paired over seeds, mean of the last twelve months."""

    scenario: str
    district: str  # id
    title: dict[str, str]  # zh and en
    indicator: str
    residents: float  # real persons 16+ who live there in the base
    behind: int  # simulated persons that the base's figure is of, all seeds
    standing: str  # "nobody" lives there, too "few" to say, "unclear" or "clear"
    base: float
    value: float
    difference: float
    low: float  # 95 % interval of the difference
    high: float
    unit: str

    def record(self) -> dict[str, Any]:
        """Plain data, with units as of a difference."""
        return with_units(asdict(self))


@dataclass(frozen=True)
class Precision:
    """How much pairing bought for an indicator: seeds that unpaired runs would need for the same width, per paired
    seed."""

    indicator: str
    scenario: str
    ratio: float


@dataclass(frozen=True)
class Comparison:
    """The whole result. Curves have shape (scenario, seed, month); scenario 0 is the base."""

    base: str
    scenarios: tuple[str, ...]  # without the base
    titles: dict[str, dict[str, str]]  # scenario → {zh, en}
    city: str
    city_title: dict[str, str]
    residents: int
    workers: int  # simulated persons 16+
    weight: float  # real persons 16+ that one of them stands for
    months: int
    start: str  # "2025-01"
    seeds: tuple[int, ...]
    differences: tuple[Difference, ...]
    curves: dict[str, Floats]  # indicator → (scenario, seed, month)
    money: tuple[Money, ...]
    gains: tuple[Gain, ...]
    precision: tuple[Precision, ...]
    weak: tuple[Assumption, ...]
    cells: dict[str, Floats]  # indicator → (scenario, cell): mean of the last twelve months over seeds
    cell_xy: tuple[Floats, Floats]  # km
    cell_class: NDArray[np.uint8]
    unfinished: tuple[int, ...]  # seeds that were asked for and not finished
    settings: dict[str, Any]  # scenario → its levers as written: a list of {lever: settings, dates, districts …}
    command: str  # how to make it again
    version: str
    wall_s: float
    forecast: dict[str, dict[str, Any]] = field(default_factory=dict)  # scenario → seasons, growth, shocks as written
    terms: dict[str, dict[str, Any]] = field(default_factory=dict)  # what else makes a policy, where it is not as usual
    behaviour: dict[str, float] = field(default_factory=dict)  # parameters that base and scenarios change alike
    stopping: dict[str, Any] = field(default_factory=dict)  # how seeds were added until intervals were narrow enough
    budget: dict[str, Any] = field(default_factory=dict)  # how doses were scaled to one cost
    answers: tuple[Answer, ...] = ()  # whom each scenario reaches, why figures move, what could turn them
    groups: tuple[str, ...] = ()  # of people, asked for by name
    where: tuple[LocalEffect, ...] = ()  # districts by name
    cell_district: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))  # the district of each cell
    cell_standing: dict[str, NDArray[np.uint8]] = field(
        default_factory=dict
    )  # indicator → (scenario, cell), see `where`
    ensemble: int = 0  # accepted parameter sets that the seeds took in turn; 0: one behaviour for all

    def record(self) -> dict[str, Any]:
        """The stable part as plain data, for `--json`."""
        return {
            "base": self.base,
            "scenarios": list(self.scenarios),
            "city": self.city,
            "workers": self.workers,
            "months": self.months,
            "seeds": list(self.seeds),
            "differences": [{**d.record(), "verdict": d.verdict} for d in self.differences],
            "money": [asdict(m) for m in self.money],
            "groups": list(self.groups),
            "gains": [asdict(g) for g in self.gains],
            "districts": [one.record() for one in self.where],
            "precision": [asdict(p) for p in self.precision],
            "weak": [asdict(x) for x in self.weak],
            "unfinished": list(self.unfinished),
            "command": self.command,
            "version": self.version,
            "wall_s": self.wall_s,
            "settings": self.settings,
            "terms": self.terms,
            "forecast": self.forecast,
            "behaviour": self.behaviour,
            "ensemble": self.ensemble,
            "answers": [answer.record() for answer in self.answers],
            "stopping": self.stopping,
            "budget": self.budget,
        }
