"""More businesses of people's own: what is left for each of them?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import NOBODY, SELF_EMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..probe import Probe, ProbeReading, ProbeSetup, change, log_change


def hold_on(setup: ProbeSetup, dose: float) -> None:
    """Owners give up less often."""
    setup.behave(own_account_exit=setup.city.behaviour.own_account_exit * (1.0 - dose))


def _owners(city: City) -> NDArray[np.bool_]:
    """Who has a business; farms aside."""
    w = city.workers
    return np.asarray((w.status == SELF_EMPLOYED) & (w.employer == NOBODY))


def businesses(city: City, flows: Flows) -> float:
    """People with a business of their own."""
    return float(np.count_nonzero(_owners(city)))


def takings_of_each(city: City, flows: Flows) -> float:
    """Mean takings of a business, fen."""
    return float(city.workers.earned[_owners(city)].mean())


probe = Probe(
    name="own_business",
    title={"zh": "自营者增多", "en": "More businesses of people's own"},
    about={
        "zh": "自营者放弃经营的比例下降的幅度。",
        "en": "By how much the share of owners who give up falls.",
    },
    doses=(0.3, 0.6),
    change=hold_on,
    months=36,
    watch=(businesses, takings_of_each),
    readings=(
        ProbeReading(
            name="businesses",
            title={"zh": "自营者", "en": "businesses"},
            effect=log_change(businesses, 13, 36),
            unit="%",
            sign="+",
            source="sign: fewer give up",
        ),
        ProbeReading(
            name="takings",
            title={"zh": "营收对自营者数的弹性", "en": "takings: elasticity in the number of businesses"},
            effect=log_change(takings_of_each, 13, 36),
            over=log_change(businesses, 13, 36),
            unit="ratio",
            low=-1.0,
            high=0.0,
            source="B 3.13: 0 to -1; Kenyan markets near 0",
        ),
        ProbeReading(
            name="unemployment",
            title={"zh": "失业率", "en": "unemployment"},
            effect=change("unemployment_rate", 13, 36),
            sign="not +",
            source="sign: more work for oneself",
        ),
    ),
)
