"""New jobs in manufacturing: what else do they bring to the city (P106)?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....model.city import City
from ....model.occupations import SCENES
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture, mean_of
from ..probe_watchers import own_businesses, staff

TRADABLE = "manufacturing"


def more_factories(setup: ProbeSetup, dose: float) -> None:
    """Demand from outside for what manufacturing makes rises for good."""
    setup.shock(dose, scenes=(TRADABLE,))


def _tradable(city: City) -> NDArray[np.bool_]:
    return np.asarray(city.occupations.scene == SCENES.index(TRADABLE))


def _jobs(first: int, last: int, tradable: bool) -> Effect:
    """Jobs in manufacturing or in everything else, own businesses with the latter; heads."""

    span = last - first + 1

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        of = _tradable(without.eve) == tradable
        after, before = (
            mean_of(f, own_businesses, first, last) * (not tradable)
            + f.seen(staff)[first - 1 : last][:, of].sum() / span
            for f in (with_, without)
        )
        return after - before

    return effect


probe = Probe(
    name="tradable_jobs",
    title={"zh": "新增制造业岗位", "en": "New jobs in manufacturing"},
    about={
        "zh": "外部对制造业的需求长期上升的比例；五年后看本地其他岗位。",
        "en": "By how much demand from outside for manufacturing rises for good; other local jobs are read after five "
        "years.",
    },
    doses=(0.1, 0.2),
    change=more_factories,
    months=60,
    watch=(staff, own_businesses),
    persons=30_000,
    readings=(
        ProbeReading(
            name="tradable",
            title={"zh": "制造业岗位（模拟人数）", "en": "jobs in manufacturing, simulated heads"},
            effect=_jobs(49, 60, tradable=True),
            unit="persons",
            sign="+",
            source="sign",
        ),
        ProbeReading(
            name="local",
            title={"zh": "每个制造业岗位带来的本地服务岗位", "en": "local service jobs for each"},
            effect=_jobs(49, 60, tradable=False),
            over=_jobs(49, 60, tradable=True),
            unit="ratio",
            low=0.0,
            high=0.9,
            at=0.2,
            source="P106; B 3.14",
        ),
    ),
)
