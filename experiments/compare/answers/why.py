"""Why figures move, over all seeds: parts that sum to each difference, and the flows that moved first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ....model.indicators import INDICATORS
from ....model.indicators.matters import unit_of_change
from ...runs.distributions import stdtrit
from ...runs.intervals import Floats, interval
from .answer import Flow, Part, Why
from .parts import Parts

FLOWS = (  # heads or cases a month that are watched, in the order in which one brings about another
    *("enrolled", "completed", "certified", "suits", "breaches", "flexible_insured", "applications", "vacancies"),
    *("hires", "job_to_job", "quits", "dismissals", "platform_entries", "platform_exits", "orders"),
    *("own_account_entries", "own_account_exits", "into_unemployment", "left_unemployment"),
    *("firm_births", "firm_deaths", "joiners", "leavers"),
)
SURE, LASTING = 0.9995, 0.995  # one-sided: of three months together, and of the year that begins with them
QUARTER, YEAR = 3, 12
LEAST = 3  # seeds


def why_of(seeds: Sequence[Mapping[str, Parts]], weight: float) -> tuple[Why, ...]:
    """One record for each indicator that could be taken apart in every seed."""
    names = [name for name in seeds[0] if all(name in one and one[name].parts for one in seeds)]
    return tuple(_why(name, [one[name] for one in seeds], weight) for name in names)


def _why(name: str, seeds: Sequence[Parts], weight: float) -> Why:
    heads = np.mean([one.heads for one in seeds], axis=0) * weight
    return Why(
        name,
        unit_of_change(INDICATORS[name].unit),
        float(np.mean([one.difference for one in seeds])),
        _parts([one.parts for one in seeds]),
        _parts([one.pay for one in seeds]),
        _parts([one.groups for one in seeds]),
        interval(np.array([one.stay for one in seeds])),
        _parts([one.circle for one in seeds]) if all(one.circle for one in seeds) else (),
        *map(float, heads),
    )


def _parts(seeds: Sequence[Mapping[str, float]]) -> tuple[Part, ...]:
    names = dict.fromkeys(name for one in seeds for name in one)
    return tuple(Part(name, *interval(np.array([one.get(name, 0.0) for one in seeds]))) for name in names)


def flows_of(pairs: Sequence[tuple[Mapping[str, NDArray[np.int64]], ...]], weight: float) -> tuple[Flow, ...]:
    """Flows that are surely different, those first that were so first; `pairs` are base and scenario by seed."""
    if len(pairs) < LEAST:
        return ()
    found = []
    for name in FLOWS:
        if all(name in base and name in own for base, own in pairs):
            change = np.array([own[name] - base[name] for base, own in pairs], np.float64)  # [seed, month]
            month = first_month(change)
            if month is not None:
                year = change[:, month : month + YEAR].mean(axis=1) * weight
                found.append(Flow(name, month, interval(year)))
    return tuple(sorted(found, key=lambda flow: flow.month))


def first_month(change: Floats) -> int | None:
    """The first month from which three months together are surely different from nothing, and the year as well."""
    months = change.shape[1]
    for month in range(max(0, months - QUARTER + 1)):
        if not change[:, month].any():
            continue
        quarter, year = (_score(change[:, month : month + length].sum(axis=1)) for length in (QUARTER, YEAR))
        crossed = abs(quarter) > _critical(len(change), SURE) and abs(year) > _critical(len(change), LASTING)
        if crossed and quarter * year > 0.0:
            return month
    return None


def _score(values: Floats) -> float:
    """Mean over its standard error; without spread as sure as can be."""
    error = float(np.std(values, ddof=1)) / len(values) ** 0.5
    mean = float(values.mean())
    return mean / error if error > 0.0 else float(np.inf) * np.sign(mean) if mean else 0.0


def _critical(seeds: int, level: float) -> float:
    return float(stdtrit(seeds - 1, level))
