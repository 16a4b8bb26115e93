"""Why an indicator differs, in one seed: parts that sum to the difference.

People are the same persons in both futures or not, and count in an indicator in one of them or in both. What is
different for those who count in both is the part of those who *stay*; to take in who counts only with the policy, and
to leave out who counts only without it, changes the figure further: those who *join*, those who *leave*, and *others*,
who live here in one of the futures only. For a mean the parts are sums over people and so can be told by group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ....model.indicators.series import Series
from .people import CELLS, by_dimension, crossed_code
from .readings import QUOTIENTS, READINGS, Flags, Floats, PersonReading, Snapshot

STAY, JOIN, LEAVE, OTHERS = PEOPLE = ("stay", "join", "leave", "others")
HOURS, HOURLY, REST = PAY = ("hours", "hourly", "deductions")
INSIDE, OUTSIDE = "inside", "outside"
YEAR = 12


@dataclass
class Parts:
    """Means over the last year of one indicator in one seed."""

    difference: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    pay: dict[str, float] = field(default_factory=dict)
    groups: dict[str, float] = field(default_factory=dict)
    stay: float = 0.0  # change of the mean value of those who stay
    heads: tuple[float, float, float] = (0.0, 0.0, 0.0)  # simulated persons who stay, join, leave
    circle: dict[str, float] = field(default_factory=dict)  # the same of those reached, and of the others who stay


class PartsTrack:
    """Parts of some indicators, month by month of the last year."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [name for name in names if name in READINGS]
        self.months: dict[str, list[Parts]] = {name: [] for name in self.names}

    def add(self, own: Snapshot, base: Snapshot, reached: Flags) -> None:
        """Take down a month; `reached` are those whom the policy has reached so far."""
        same = own.w.born == base.w.born
        cells = crossed_code(own.city, own.month), crossed_code(base.city, base.month)
        for name in self.names:
            reading = READINGS[name]
            parts = (
                _spread_parts(reading, own, base, same)
                if reading.spread
                else _mean_parts(reading, own, base, same, cells)
            )
            if reading.pay:
                parts.circle = _by_circle(reading, own, base, same, reached)
            self.months[name].append(parts)

    def found(self) -> dict[str, Parts]:
        """Indicator → means over the months."""
        return {name: _mean_of(months) for name, months in self.months.items() if months}


def quotient_parts(own: Series, base: Series, names: Sequence[str]) -> dict[str, Parts]:
    """The same of indicators that are made of two counts."""
    found = {}
    for name in names:
        if name not in QUOTIENTS:
            continue
        q = QUOTIENTS[name]
        with np.errstate(divide="ignore", invalid="ignore"):
            above, below = ([count(s)[-YEAR:] for s in (own, base)] for _, count in (q.above, q.below))
            ends = q.of(above[0], below[0]), q.of(above[0], below[1]), q.of(above[1], below[1])
        first, second = float(np.mean(ends[1] - ends[2])), float(np.mean(ends[0] - ends[1]))
        if np.isfinite(first + second):
            difference = float(np.mean(ends[0] - ends[2]))
            found[name] = Parts(difference, {q.above[0]: first, q.below[0]: second})
    return found


def _mean_parts(
    r: PersonReading, own: Snapshot, base: Snapshot, same: Flags, cells: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> Parts:
    """For a mean: (change of those who stay) + (share who join × how they differ from them) − (the same of who
    leave)."""
    ours, theirs = r.members(own), r.members(base)
    stay = np.flatnonzero(ours & theirs & same)
    has, had = np.asarray(r.value(own), np.float64), np.asarray(r.value(base), np.float64)
    n1, n0, n = float(ours.sum()), float(theirs.sum()), float(len(stay))
    if min(n, n1, n0) == 0.0:
        return Parts(_level(has[ours]) - _level(had[theirs]))
    m1, m0 = float(has[stay].mean()), float(had[stay].mean())
    rows = {
        STAY: (stay, (has[stay] - had[stay]) / n, cells[0]),
        JOIN: _beside(ours & ~theirs & same, has, m1, n1, cells[0]),
        LEAVE: _beside(theirs & ~ours & same, had, m0, -n0, cells[1]),
    }
    others = _beside(ours & ~same, has, m1, n1, cells[0]), _beside(theirs & ~same, had, m0, -n0, cells[1])
    every = [*rows.values(), *others]
    by_cell = np.sum([np.bincount(code[who], adds, CELLS) for who, adds, code in every], axis=0)
    parts = {name: r.factor * float(adds.sum()) for name, (_, adds, _) in rows.items()}
    parts[OTHERS] = r.factor * float(sum(adds.sum() for _, adds, _ in others))
    heads = n, float(len(rows[JOIN][0])), float(len(rows[LEAVE][0]))
    found = Parts(
        r.factor * (_level(has[ours]) - _level(had[theirs])),
        parts,
        groups=by_dimension(r.factor * by_cell),
        stay=r.factor * (m1 - m0),
        heads=heads,
    )
    found.pay = _pay_parts(own, base, stay, has, had) if r.pay else {}
    return found


def _spread_parts(r: PersonReading, own: Snapshot, base: Snapshot, same: Flags) -> Parts:
    """For a median or a Gini: the figure of those who stay, of them and who joins, and of all, one after the other."""
    assert r.spread is not None
    ours, theirs = r.members(own), r.members(base)
    both = ours & theirs & same
    has, had = r.value(own), r.value(base)
    stayed = r.spread(has[both]), r.spread(had[both])
    joined, left = r.spread(has[ours & same]), r.spread(had[theirs & same])
    all_ours, all_theirs = r.spread(has[ours]), r.spread(had[theirs])
    parts = {
        STAY: stayed[0] - stayed[1],
        JOIN: joined - stayed[0],
        LEAVE: stayed[1] - left,
        OTHERS: (all_ours - joined) - (all_theirs - left),
    }
    yuan = (has[both].astype(np.float64) - had[both]) / 100.0
    counts = float(both.sum()), float((ours & ~theirs & same).sum()), float((theirs & ~ours & same).sum())
    found = Parts(all_ours - all_theirs, parts, stay=_level(yuan), heads=counts)
    if r.pay:
        found.pay = _pay_parts(own, base, np.flatnonzero(both), has / 100.0, had / 100.0)
    return found


def _beside(
    who: Flags, value: Floats, usual: float, of: float, cells: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64]]:
    """What some people add to a mean over `of` people by being other than usual."""
    rows = np.flatnonzero(who)
    return rows, (value[rows] - usual) / of, cells


def _pay_parts(own: Snapshot, base: Snapshot, rows: NDArray[np.int64], has: Floats, had: Floats) -> dict[str, float]:
    """What hours, pay an hour, and the rest (tax, premiums, benefits) change in the mean of those who stay."""
    if not len(rows):
        return {}
    h1, h0 = float(own.hours[rows].mean()), float(base.hours[rows].mean())
    e1, e0 = float(own.earned[rows].mean()), float(base.earned[rows].mean())
    if min(h1, h0) <= 0.0:
        return {}
    rates = e1 / h1, e0 / h0
    rest = (float(has[rows].mean()) - e1) - (float(had[rows].mean()) - e0)
    return {HOURS: (h1 - h0) * sum(rates) / 2.0, HOURLY: (rates[0] - rates[1]) * (h1 + h0) / 2.0, REST: rest}


def _by_circle(r: PersonReading, own: Snapshot, base: Snapshot, same: Flags, reached: Flags) -> dict[str, float]:
    """Mean change of those who stay and are reached, and of those who stay and are not; nothing where one is empty."""
    stay = r.members(own) & r.members(base) & same
    scale = 100.0 if r.spread else 1.0
    change = (np.asarray(r.value(own), np.float64) - r.value(base)) / scale
    inside, outside = stay & reached, stay & ~reached
    if not (inside.any() and outside.any()):
        return {}
    return {INSIDE: _level(change[inside]), OUTSIDE: _level(change[outside])}


def _level(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else 0.0


def _mean_of(months: Sequence[Parts]) -> Parts:
    """Means over months, part by part."""

    def mean(tables: Sequence[dict[str, float]]) -> dict[str, float]:
        names = dict.fromkeys(name for table in tables for name in table)
        return {name: float(np.mean([table.get(name, 0.0) for table in tables])) for name in names}

    return Parts(
        float(np.mean([one.difference for one in months])),
        mean([one.parts for one in months]),
        mean([one.pay for one in months]),
        mean([one.groups for one in months]),
        float(np.mean([one.stay for one in months])),
        tuple(np.mean([one.heads for one in months], axis=0).tolist()),
        mean([one.circle for one in months]) if all(one.circle for one in months) else {},
    )
