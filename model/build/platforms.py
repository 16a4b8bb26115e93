"""Platforms of a new city: the services and firms of a file, checked, and their markets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ...agents.compiled import interpreted
from ...agents.platform_firms import power_used
from ...agents.platforms import PLATFORMS, SERVICES, Markets, Platforms, usual_hourly
from ...shipped_yaml import shipped_yaml
from ..behaviour import Behaviour
from ..dispatch import Dispatch, shipped
from ..profile import Profile
from ..sectors import together
from .platform_file import GIVEN, USUAL_RULE, flaws_of, without

FILE = Path(__file__).parents[1] / "data" / "platforms.yaml"
ROOM = 1  # empty places for newcomers of the service with most firms; the others have more


def load_platforms(b: Behaviour | None = None, path: Path = FILE) -> Platforms:
    """The services and firms of a file; ValueError with every flaw."""
    return platforms_from(_usual() if path == FILE else shipped_yaml(path), b)


@cache
def _usual() -> Any:
    """What the shipped file says; nobody writes to it."""
    return shipped_yaml(FILE)


def platforms_from(document: Any, b: Behaviour | None = None) -> Platforms:
    """The services and firms of a document as a file has it; ValueError with every flaw. A service without demand, or
    not named at all, has no firm."""
    if flaws := [flaw.message for flaw in flaws_of(document)]:
        raise ValueError(together(flaws))
    data = document["platforms"]
    known = _usual()["platforms"] if len(data) < SERVICES else data
    ranks = ROOM + max(len(service["firms"]) for service in (*known.values(), *data.values()))
    p = Platforms.empty(SERVICES * ranks)
    absent = without(document)
    for number, name in enumerate(PLATFORMS):
        values = data.get(name, known.get(name))["values"]
        firms = [] if name in absent else list(data[name]["firms"].values())
        for rank in range(ranks):
            row = number + SERVICES * rank
            own = values | firms[rank].get("values", {}) if rank < len(firms) else values
            for column in GIVEN:
                getattr(p, column)[row] = own[column]
            if rank < len(firms):
                p.running[row], p.brand[row] = 1.0, firms[rank]["share"]
        if not firms:
            p.orders_per_resident[number::SERVICES] = 0.0
    _infer_power(p, b or Behaviour())
    return p


def dispatch_of(document: Any = None) -> Dispatch:
    """The dispatch rule of each service of a document as a file has it; one that is not named keeps the shipped one."""
    known = _usual()["platforms"]
    given = document["platforms"] if document is not None else {}
    return Dispatch.by([shipped()[rule_named(known | given, name)] for name in PLATFORMS])


def rule_named(services: dict[str, Any], name: str) -> str:
    """The rule that a service declares."""
    return str(services[name].get("dispatch", USUAL_RULE))


def _infer_power(p: Platforms, b: Behaviour) -> None:
    """Each firm uses as much of its power as makes its terms those it wants; a newcomer as much as the first."""
    used: Any = interpreted(power_used)
    record = b.view()[0]
    for row in range(len(p)):
        share = p.brand[row] if p.running[row] else p.brand[row % SERVICES]
        p.power[row] = used(float(share), p.commission[row], p.price_elasticity[row], record)


def open_markets(p: Platforms, profile: Profile, rows: int) -> Markets:
    """Local markets with the month's demand and a first guess of pay; online services trade in zone 0 for the whole
    city."""
    zones = len(profile.districts)
    m = Markets.empty(len(p) * zones)
    usual: Any = interpreted(usual_hourly)
    for row in range(len(p)):
        part = slice(row * zones, (row + 1) * zones)
        if row < SERVICES:  # what all firms of the service share
            spread = np.eye(1, zones)[0] if p.online[row] else profile.district_shares
            m.demand[part] = rows * p.orders_per_resident[row] * spread
        m.hourly[part] = usual(row, p)
        m.price[part], m.commission[part] = p.price[row], p.commission[row]
    m.bias[:] = m.surge[:] = m.wait[:] = m.filled[:] = 1.0
    return m
