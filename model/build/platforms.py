"""Platforms of a new city: the services and firms of a file, checked, and their markets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from ...agents.compiled import interpreted
from ...agents.platform_firms import power_used
from ...agents.platforms import PLATFORMS, SERVICES, Markets, Platforms, usual_hourly
from ...messages import Message, phrase
from ..behaviour import Behaviour
from ..dispatch import Dispatch, shipped
from ..profile import Profile
from ..sectors import near, together

FILE = Path(__file__).parents[1] / "data" / "platforms.yaml"
USUAL_RULE = "rating_biased"  # of a service that names none
STATE = ("brand", "power", "running", "profit", "losing")  # columns that no file gives
GIVEN = tuple(name for name, *_ in Platforms.describe() if name not in STATE)
ROOM = 1  # empty places for newcomers of the service with most firms; the others have more


def load_platforms(b: Behaviour | None = None, path: Path = FILE) -> Platforms:
    """The services and firms of a file; ValueError with every fault. A service without demand has no firm, and a
    service that is not named is none of the city's."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))["platforms"] or {}
    if faults := list(_faults(data)):
        raise ValueError(together(faults))
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))["platforms"] if len(data) < SERVICES else data
    ranks = ROOM + max((len(service["firms"]) for service in known.values()), default=0)
    p = Platforms.empty(SERVICES * ranks)
    for number, name in enumerate(PLATFORMS):
        service = data.get(name)
        values = (service or known[name])["values"]
        firms = list(service["firms"].values()) if service and values["orders_per_resident"] > 0 else []
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


def load_dispatch(path: Path = FILE) -> Dispatch:
    """The dispatch rule of each service of a file; a service that is not named keeps the shipped one."""
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))["platforms"]
    given = yaml.safe_load(path.read_text(encoding="utf-8"))["platforms"] or {}
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


# ---- what may be wrong with a file ----------------------------------------------------------------------------------


def _faults(data: dict[str, Any]) -> Iterator[Message]:
    """What is wrong with the services and firms of a file."""
    owners: dict[str, str] = {}
    for name, service in data.items():
        if name not in PLATFORMS:
            yield phrase("platforms.unknown", "{name} is not a service{near}", name=name, near=near(name, PLATFORMS))
            continue
        values, firms = service.get("values", {}), service.get("firms", {})
        yield from _faults_of_values(name, values, GIVEN)
        if service.get("dispatch", USUAL_RULE) not in shipped():
            what = "{name}: {rule} is not a dispatch rule{near}"
            rule = str(service["dispatch"])
            yield phrase("platforms.no_rule", what, name=name, rule=rule, near=near(rule, shipped()))
        if not firms:
            yield phrase("platforms.no_firm", "{name} has no firm: name one under `firms`", name=name)
        for firm, entry in firms.items():
            if firm in owners:
                what = "{firm} belongs to {first} and to {second}: a firm has one owner"
                yield phrase("platforms.two_owners", what, firm=firm, first=owners[firm], second=name)
            owners[firm] = name
            yield from _faults_of_values(firm, entry.get("values", {}), ())
        total = sum(entry.get("share", 0.0) for entry in firms.values())
        if firms and abs(total - 1.0) > 1e-6:
            yield phrase(
                "platforms.shares",
                "shares of the firms of {name} sum to {total}, not to 1",
                name=name,
                total=f"{total:.3g}",
            )


def _faults_of_values(owner: str, values: dict[str, Any], needed: tuple[str, ...]) -> Iterator[Message]:
    """Figures that are missing, unknown or cannot be."""
    for name in needed:
        if name not in values:
            yield phrase("platforms.missing", "{owner}: {name} is missing", owner=owner, name=name)
    for name, value in values.items():
        if name not in GIVEN:
            what = "{owner}: {name} is not a figure of platforms{near}"
            yield phrase("platforms.no_figure", what, owner=owner, name=name, near=near(name, GIVEN))
        elif not isinstance(value, int | float) or isinstance(value, bool) or value != value:
            yield phrase(
                "platforms.number",
                "{owner}: {name} must be a number (got {got})",
                owner=owner,
                name=name,
                got=repr(value),
            )
        elif value < 0 or (name == "price" and value == 0):
            yield phrase(
                "platforms.below_zero", "{owner}: {name} cannot be {got}", owner=owner, name=name, got=f"{value:g}"
            )
        elif name in ("commission", "peak_share", "peak_hours") and value >= 1:
            yield phrase(
                "platforms.share",
                "{owner}: {name} must be below 1 (got {got})",
                owner=owner,
                name=name,
                got=f"{value:g}",
            )
