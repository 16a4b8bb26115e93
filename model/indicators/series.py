"""Indicators: one formula each, on the tallies and flows of a run. All are exact functions of integer counts.

A formula gets a `Series` and returns an array [months] for the whole city or [months, groups]. Rates are in per cent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..cover_worth import CoverWorth, cover_worth
from ..income_classes import CLASSES, LOWEST, OCTAVE
from ..quantities import Q
from ..tally import Groups
from .matters import ANYTHING, Matters

if TYPE_CHECKING:  # who only asks for the names of indicators needs no month
    from ..city import City
    from ..month import Flows

Floats = NDArray[np.float64]
YEAR = 12


@dataclass
class Series:
    """What was counted month by month. M months, G groups, O occupations; `lead` months before the start come first."""

    groups: Groups
    weight: float  # residents 16+ for each simulated person
    lead: int
    is_digital: NDArray[np.bool_]  # [O]
    sums: NDArray[np.int64]  # [M, G, Q]
    heads: NDArray[np.int64]  # [M, G, CLASSES]
    money: NDArray[np.int64]  # [M, G, CLASSES]
    staff: NDArray[np.int64]  # [M, O]
    vacancies: NDArray[np.int64]  # [M, O]
    seekers: NDArray[np.int64]  # [M, O]
    home_heads: NDArray[np.int64]  # [M, town or country, CLASSES]
    home_sums: NDArray[np.int64]  # [M, town or country, CLASSES]
    flows: dict[str, NDArray[np.int64]]  # [M]
    cover: CoverWorth = CoverWorth(0.0, 0.0)  # what a month in the employees' scheme is worth

    @classmethod
    def of(cls, city: City, months: Sequence[Flows], lead: int = 0) -> Series:
        """Stack the flows of consecutive months; the first `lead` of them precede the scenario."""
        tallies = [m.tally for m in months]
        columns = {
            name: np.array([getattr(t, field) for t in tallies])
            for name, field in (("sums", "sums"), ("heads", "income_heads"), ("money", "income_sums"))
        }
        named = ("staff", "vacancies", "seekers", "home_heads", "home_sums")
        columns |= {name: np.array([getattr(t, name) for t in tallies]) for name in named}
        names = dict.fromkeys(name for m in months for name in m.counts)
        flows = {name: np.array([m.counts.get(name, 0) for m in months], np.int64) for name in names}
        worth = cover_worth(city)
        return cls(city.groups, city.weight, lead, city.occupations.digital, flows=flows, cover=worth, **columns)

    def __getattr__(self, name: str) -> Floats:
        """A counted quantity by name, shape [M, G]."""
        if name in Q:
            return self.sums[:, :, Q[name]].astype(np.float64)
        raise AttributeError(name)

    def flow(self, name: str) -> Floats:
        """A flow by name, shape [M]; zero where it never happened."""
        return self.flows.get(name, np.zeros(len(self.sums), np.int64)).astype(np.float64)

    def group(self, name: str) -> int:
        """Index of a group by name."""
        return self.groups.names.index(name)

    @property
    def working(self) -> Floats:
        """Everybody at work, [M, G]."""
        return self.employed + self.platform + self.self_employed + self.silver

    @property
    def flexible(self) -> Floats:
        """Platform workers and self-employed, [M, G]."""
        return self.platform + self.self_employed

    @property
    def looking(self) -> Floats:
        """Without work and looked for it within three months (NBS), [M, G]."""
        return self.unemployed - self.discouraged


Formula = Callable[[Series], Floats]


@dataclass(frozen=True)
class Indicator:
    """What is measured, in words and as a formula."""

    name: str
    title: dict[str, str]
    unit: str
    aim: str  # "quantity", "quality", "fairness", "money": where the brief shows it
    better: int  # +1 more is better, -1 less is better, 0 neither
    definition: dict[str, str]
    source: str
    formula: Formula
    grade: str = "derived"
    matters: Matters = ANYTHING  # the size from which a change of it matters


INDICATORS: dict[str, Indicator] = {}


def indicator(
    name: str,
    unit: str,
    *,
    aim: str,
    better: int,
    source: str,
    zh: tuple[str, str],
    en: tuple[str, str],
    formula: Formula,
    grade: str = "derived",
    matters: Matters = ANYTHING,
) -> None:
    """Declare an indicator: what it is called and what it is, in both languages, and its formula."""
    if name in INDICATORS:
        raise ValueError(f"{name}: there is such an indicator already")
    title, definition = ({"zh": zh[k], "en": en[k]} for k in (0, 1))
    INDICATORS[name] = Indicator(name, title, unit, aim, better, definition, source, formula, grade, matters)


def measure(series: Series, names: Sequence[str]) -> dict[str, Floats]:
    """Indicators by name, each [months of the scenario, groups]; not a number where a group has no such figure, as
    what is a ratio over nothing."""
    result = {}
    for name in names:
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.asarray(INDICATORS[name].formula(series), np.float64)
        if values.ndim == 1:
            wide = np.full((len(values), len(series.groups.names)), np.nan)
            wide[:, 0] = values
            values = wide
        result[name] = np.where(np.isinf(values), np.nan, values)[series.lead :]
    return result


def percent(part: Any, whole: Any) -> Floats:
    """Share in per cent."""
    return np.asarray(100.0 * part / whole)


def year_sum(x: Floats) -> Floats:
    """Sum over the twelve months up to each; over fewer at the start."""
    total = np.cumsum(x, axis=0)
    total[YEAR:] = total[YEAR:] - total[:-YEAR]
    return total


def full_year(x: Floats) -> Floats:
    """Sum over the twelve months up to each; not a number before twelve are known."""
    total = year_sum(x).astype(np.float64)
    total[: YEAR - 1] = np.nan
    return total


def year_mean(x: Floats) -> Floats:
    """Mean over the twelve months up to each; over fewer at the start."""
    months = np.minimum(np.arange(1, len(x) + 1), YEAR)
    return np.asarray(year_sum(x) / months.reshape(-1, *[1] * (x.ndim - 1)))


def year_growth(x: Floats) -> Floats:
    """Growth over twelve months in per cent; not a number in the first year."""
    growth = np.full_like(x, np.nan)
    growth[YEAR:] = 100.0 * (x[YEAR:] / x[:-YEAR] - 1.0)
    return growth


# ---- distribution of disposable income ------------------------------------------------------------------------------


def income_quantile(s: Series, share: float) -> Floats:
    """Quantile of adults' positive disposable income, yuan a month, [M, G]; log-linear within a class."""
    heads = s.heads.astype(np.float64)
    heads[:, :, 0] = 0.0
    return quantile_of(heads, share)


def quantile_of(heads: Floats, share: float) -> Floats:
    """Quantile of income, yuan a month, from the people in each class, shape [M, G, CLASSES]."""
    cumulative = heads.cumsum(axis=2)
    total = cumulative[:, :, -1]
    wanted = share * total
    at = (cumulative < wanted[:, :, None]).sum(axis=2).clip(0, CLASSES - 1)
    below = np.take_along_axis(cumulative, np.maximum(at - 1, 0)[:, :, None], 2)[:, :, 0] * (at > 0)
    inside = np.take_along_axis(heads, at[:, :, None], 2)[:, :, 0]
    edge = _class_edge(at) + (wanted - below) / np.maximum(inside, 1.0) * (_class_edge(at + 1) - _class_edge(at))
    return np.where(total > 0, edge / 100.0, np.nan)


def _class_edge(k: NDArray[np.int64]) -> Floats:
    """Lower edge of an income class, fen."""
    return np.asarray(2.0 ** (LOWEST + k // OCTAVE) * (1.0 + (k % OCTAVE) / OCTAVE))


def class_edges() -> Floats:
    """Edges of all income classes, fen; the first is nothing."""
    edges = _class_edge(np.arange(CLASSES + 1))
    edges[0] = 0.0
    return edges


def gini_of(heads: NDArray[np.int64], money: NDArray[np.int64]) -> Floats:
    """Gini coefficient from classes of equal order, over the last axis."""
    h, m = heads.astype(np.float64), money.astype(np.float64)
    n, total = h.sum(axis=-1), m.sum(axis=-1)
    before = np.cumsum(m, axis=-1) - m
    return np.asarray(1.0 - ((2.0 * before + m) * h).sum(axis=-1) / (n * total))


def theil_of(heads: NDArray[np.int64], money: NDArray[np.int64]) -> Floats:
    """Theil index T from classes, over the last axis."""
    h, m = heads.astype(np.float64), money.astype(np.float64)
    n, total = h.sum(axis=-1, keepdims=True), m.sum(axis=-1, keepdims=True)
    share = m / total
    ratio = np.where(m > 0, share * n / np.maximum(h, 1.0), 1.0)
    return np.asarray((share * np.log(ratio)).sum(axis=-1))
