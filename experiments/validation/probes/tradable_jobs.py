"""New jobs in manufacturing: what else do they bring to the city (P106)?"""

from __future__ import annotations

import numpy as np

from ....model.city import City
from ..probe import Effect, Future, Probe, Reading, Setup
from ..probe_watchers import own_businesses, staff

TRADABLE = "manufacturing"


def more_factories(setup: Setup, dose: float) -> None:
    """Demand from outside for what manufacturing makes rises for good."""
    setup.shock(dose, scenes=(TRADABLE,))


def _tradable(city: City) -> np.ndarray:
    from ....model.occupations import SCENES

    return np.asarray(city.occupations.scene == SCENES.index(TRADABLE))


def _jobs(first: int, last: int, tradable: bool) -> Effect:
    """Jobs in manufacturing or in everything else, own businesses with the latter; heads."""

    def effect(without: Future, with_: Future, dose: float) -> float:
        of = _tradable(without.eve) == tradable
        more = with_.seen(staff)[first - 1 : last][:, of].sum(axis=1) - without.seen(staff)[first - 1 : last][:, of].sum(axis=1)
        own = with_.seen(own_businesses)[first - 1 : last] - without.seen(own_businesses)[first - 1 : last]
        return float((more if tradable else more + own).mean())

    return effect


def _each(first: int, last: int) -> Effect:
    new, local = _jobs(first, last, True), _jobs(first, last, False)

    def effect(without: Future, with_: Future, dose: float) -> float:
        made = new(without, with_, dose)
        return local(without, with_, dose) / made if made else float("nan")

    return effect


probe = Probe(
    name="tradable_jobs",
    title={"zh": "新增制造业岗位", "en": "New jobs in manufacturing"},
    about={
        "zh": "外部对制造业的需求长期上升的比例；五年后看本地其他岗位。",
        "en": "By how much demand from outside for manufacturing rises for good; read are other local jobs after five years.",
    },
    doses=(0.1, 0.2),
    change=more_factories,
    months=60,
    watch=(staff, own_businesses),
    persons=30_000,
    readings=(
        Reading(
            name="tradable",
            title={"zh": "制造业岗位（模拟人数）", "en": "jobs in manufacturing, simulated heads"},
            effect=_jobs(49, 60, True),
            unit="persons",
            sign="+",
            source="sign",
        ),
        Reading(
            name="local",
            title={"zh": "每个制造业岗位带来的本地服务岗位", "en": "local service jobs for each"},
            effect=_each(49, 60),
            unit="ratio",
            low=0.0,
            high=0.9,
            at=0.2,
            source="P106; B 3.14",
        ),
    ),
)
