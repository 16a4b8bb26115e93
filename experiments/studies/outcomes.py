"""Outcomes of a study: one number a run, an indicator of a group in a month or a year, or a sum of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...model.indicators import INDICATORS
from ...model.indicators.matters import unit_of_change
from ..compare.money import public_outlay
from ..runs.run import Result

MONEY = {"public_cost": "yuan"}  # what is summed over all months from the ledger; name → unit
MONEY_MEANING = "public outlays over all months, special fund and general budget, less fines and taxes on posts"


@dataclass(frozen=True)
class Outcome:
    """What is taken from a run."""

    name: str  # the column
    indicator: str
    group: str = "all"
    month: int | None = None  # of the scenario, from 1; else
    last: int = 12  # the mean over so many months at the end
    difference: bool = False  # from the base with the same luck and under the same circumstances

    @property
    def unit(self) -> str:
        """Unit of the number."""
        unit = MONEY[self.indicator] if self.indicator in MONEY else INDICATORS[self.indicator].unit
        return unit_of_change(unit) if self.difference else unit

    def of(self, result: Result) -> float:
        """The number; not a number where the group has none."""
        if self.indicator in MONEY:
            return public_outlay(result)
        series = result.indicators[self.indicator][:, result.groups.index(self.group)]
        return float(series[self.month - 1] if self.month is not None else np.mean(series[-self.last :]))


def indicators_of(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """The indicators that must be measured."""
    return tuple(dict.fromkeys(o.indicator for o in outcomes if o.indicator not in MONEY))


def dimensions_of(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """The groups that must be counted."""
    return tuple(dict.fromkeys(o.group for o in outcomes if o.group != "all"))
