"""Those a policy reaches, over all seeds: how many, who, what changes for them by months since they began, the cost of
each, who would have had the same anyway; and what that comes to for a city."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....model.groups import DIMENSIONS
from ...runs.intervals import Floats, interval, ratio_interval
from .answer import Reached, Since, Stated
from .circles import CircleTrack

WINDOWS = ((0, 0), (1, 3), (4, 6), (7, 12), (13, 24), (25, 36), (37, 60), (61, 120))  # months since they began
FEW = 30  # simulated persons over all seeds, from whom on something can be told


def reached_by(
    seeds: Sequence[Sequence[CircleTrack]], weight: float, months: int, cost: Floats | None
) -> tuple[Reached, ...]:
    """One record for each circle; `cost` is the public cost by seed, yuan, where one lever alone bears it."""
    return tuple(_reached([seed[k] for seed in seeds], weight, months, cost) for k in range(len(seeds[0])))


def _reached(seeds: Sequence[CircleTrack], weight: float, months: int, cost: Floats | None) -> Reached:
    persons = np.array([one.persons for one in seeds], np.float64)
    share = _pooled(seeds, "last_year", "at_work")
    effect = _pooled(seeds, "last_change", "last_year")
    return Reached(
        lever=seeds[0].lever,
        kind=seeds[0].kind,
        touches=seeds[0].touches,
        heads=int(persons.sum()),
        persons=_times(interval(persons), weight),
        since=tuple(
            found for window in WINDOWS if window[0] < months and (found := _since(seeds, window, weight)) is not None
        ),
        who=_who(seeds),
        anyway=_ratio(seeds, "anyway", "asked"),
        cost_each=None if cost is None or not persons.any() else ratio_interval(cost, persons * weight),
        share_of_workers=100.0 * share,
        change_of_them=effect,
        change_of_city=share * effect,
    )


def _since(seeds: Sequence[CircleTrack], window: tuple[int, int], weight: float) -> Since | None:
    """What is different in the months of a window; nothing where nobody is that long reached."""
    first, last = window
    part = slice(first, last + 1)
    heads = np.array([one.heads[part].sum() for one in seeds])
    if not heads.any():
        return None
    months = max(1, len(seeds[0].heads[part]))
    names = seeds[0].change
    sums = {name: np.array([one.change[name][part].sum() for one in seeds]) for name in names}
    levels = {name: sum(one.before[name][part].sum() for one in seeds) / heads.sum() for name in names}
    return Since(
        first,
        min(last, first + months - 1),
        float(heads.mean()) * weight / months,
        {name: _stated(sums[name], heads) for name in names},
        {name: float(level) for name, level in levels.items()},
    )


def _stated(above: Floats, below: Floats) -> Stated:
    return ratio_interval(above, below) if len(above) > 1 else (float(above[0] / below[0]), np.nan, np.nan)


def _ratio(seeds: Sequence[CircleTrack], above: str, below: str) -> Stated | None:
    whole = np.array([getattr(one, below) for one in seeds])
    return _stated(np.array([getattr(one, above) for one in seeds]), whole) if whole.any() else None


def _pooled(seeds: Sequence[CircleTrack], above: str, below: str) -> float:
    whole = sum(getattr(one, below) for one in seeds)
    return float(sum(getattr(one, above) for one in seeds) / whole) if whole else 0.0


def _who(seeds: Sequence[CircleTrack]) -> dict[str, tuple[float, float]]:
    """`dimension=value` → share among those reached and among everybody."""
    found = {}
    for name in seeds[0].who:
        ours, all_ = (np.sum([getattr(one, field)[name] for one in seeds], axis=0) for field in ("who", "everybody"))
        if ours.sum():
            for value, mine, every in zip(DIMENSIONS[name], ours / ours.sum(), all_ / all_.sum(), strict=True):
                found[f"{name}={value}"] = (float(mine), float(every))
    return found


def _times(stated: Stated, factor: float) -> Stated:
    return stated[0] * factor, stated[1] * factor, stated[2] * factor
