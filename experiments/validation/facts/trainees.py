"""Who is trained and where they work afterwards: pay before the course beside that of people alike, and work in the
field that a course taught."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED
from ....model.levers.course import USUAL_MONTHS
from ....model.occupations import load_occupations

Columns = dict[str, NDArray[Any]]  # column of Workers → [month, person]
BAND = 5  # years of age of those who are alike
SETTLED = 24  # months since enrolment from which on it is looked where people work


def pay_gap(seen: Columns, row: NDArray[Any], month: NDArray[Any], trained: NDArray[np.bool_], first: int) -> float:
    """Log income of employees in the month before a course, less that of untrained ones of the same sex, age, schooling
    and trade."""
    before = {
        name: seen[name][month - 1, row] for name in ("status", "income", "born", "sex", "schooling", "occupation")
    }
    used = (before["status"] == EMPLOYED) & (before["income"] > 0)
    age = (first + month - before["born"].astype(np.int64)) // 12 // BAND
    alike = np.stack([age, before["sex"], before["schooling"], before["occupation"]]).astype(np.int64)[:, used]
    pay, treated = np.log(before["income"][used].astype(np.float64)), trained[used]
    cell = np.unique(alike, axis=1, return_inverse=True)[1].reshape(-1)
    heads = np.bincount(cell, ~treated)
    usual = np.bincount(cell, np.where(treated, 0.0, pay)) / np.maximum(heads, 1.0)
    compared = treated & (heads[cell] > 0)
    return float((pay - usual[cell])[compared].mean()) if compared.any() else 0.0


def entered_field(
    seen: Columns, other: Columns, row: NDArray[Any], month: NDArray[Any], after: int, first: int
) -> tuple[float, float, int]:
    """Of those who completed a course of another trade than theirs: how many work in it, mean of the months from
    SETTLED on; how many of the same people would have without the course; and how many they are."""
    target = seen["target"][month, row]
    new = (target < len(load_occupations().ids)) & (target != seen["occupation"][month - 1, row])
    new &= seen["trained"][month + USUAL_MONTHS + 1, row].astype(np.int64) >= first + month
    row, month, target = row[new], month[new], target[new]
    late, who = month[:, None] + np.arange(SETTLED, after + 1), row[:, None]

    def working_there(table: Columns) -> float:
        there = (table["occupation"][late, who] == target[:, None]) & (table["status"][late, who] == EMPLOYED)
        return float(there.mean(axis=1).sum())

    return working_there(seen), working_there(other), len(row)
