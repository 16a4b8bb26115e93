"""New jobs in manufacturing: what else do they bring to the city (P106)?

As in the sources, jobs are told by industry: whoever works for a factory counts there, driver and clerk included. Other
local jobs are those of all other employers, platforms and businesses of one's own; farms are no local service.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.farmers import OWN_FARM
from ....agents.workers import PLATFORM, SELF_EMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..probe import Probe, ProbeReading, ProbeSetup, change

TRADABLE, FARMS = "manufacturing", "farming"


def more_factories(setup: ProbeSetup, dose: float) -> None:
    """Demand from outside for what factories make rises for good."""
    setup.shock(dose, sectors=(TRADABLE,))


def _in(city: City, sector: str) -> NDArray[np.bool_]:
    """[line] whether it is of a sector."""
    return np.asarray(city.employers.sector == city.sectors.index(sector))


def factory_jobs(city: City, flows: Flows) -> float:
    """People employed in manufacturing."""
    return float(city.employers.staff[_in(city, TRADABLE)].sum())


def local_jobs(city: City, flows: Flows) -> float:
    """People at work elsewhere but on farms."""
    w, e = city.workers, city.employers
    staff = e.staff[~_in(city, TRADABLE) & ~_in(city, FARMS)].sum()
    own = (w.status == PLATFORM) | ((w.status == SELF_EMPLOYED) & (w.employer != OWN_FARM))
    return float(staff) + float(np.count_nonzero(own))


probe = Probe(
    name="tradable_jobs",
    title={"zh": "新增制造业岗位", "en": "New jobs in manufacturing"},
    about={
        "zh": "外部对制造业的需求长期上升的比例；五年后看除农业外本地其他行业的从业人员。",
        "en": "By how much demand from outside for manufacturing rises for good; other local jobs are read after five "
        "years.",
    },
    doses=(0.1, 0.2),
    change=more_factories,
    months=60,
    watch=(factory_jobs, local_jobs),
    persons=30_000,
    readings=(
        ProbeReading(
            name="tradable",
            title={"zh": "制造业岗位（模拟人数）", "en": "jobs in manufacturing, simulated heads"},
            effect=change(factory_jobs, 49, 60),
            unit="persons",
            sign="+",
            source="sign",
        ),
        ProbeReading(
            name="local",
            title={"zh": "每个制造业岗位带来的本地服务岗位", "en": "local service jobs for each"},
            effect=change(local_jobs, 49, 60),
            over=change(factory_jobs, 49, 60),
            unit="ratio",
            low=0.0,
            high=0.9,
            at=0.2,
            source="P106; B 3.14",
        ),
    ),
)
