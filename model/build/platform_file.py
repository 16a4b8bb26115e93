"""What may be wrong with a file of platforms: each flaw with its place in the file, so that a reader can show the line.

A file has services under `platforms`, each with `values`, `firms` and whatever tells their source. A service not
named, or that nobody asks for, is none of the city's and is played without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...agents.platforms import PLATFORMS, Platforms
from ...messages import Message, phrase
from ..dispatch import shipped
from ..sectors import near

STATE = ("brand", "power", "running", "profit", "losing", "data_gain")  # columns that no file gives
GIVEN = tuple(name for name, *_ in Platforms.describe() if name not in STATE)
PARTS = ("platforms", "sources")
OF_SERVICE = ("name", "dispatch", "values", "firms", "source", "grade")
USUAL_RULE = "rating_biased"  # of a service that names none
OF_FIRM = ("name", "share", "values")
BELOW_ONE = ("commission", "peak_share", "peak_hours")
ABOVE_NOTHING = ("price", "pace", "peak_share", "peak_hours")
MOST_FIRMS = 8  # of a service
EXACT = 1e-6  # to which shares must sum to one


class Flaw(NamedTuple):
    """One thing that is wrong, where, and whether it is the word there rather than what it stands for."""

    path: tuple[str | int, ...]
    message: Message
    key: bool = False


def flaws_of(document: Any) -> Iterator[Flaw]:
    """Everything that is wrong with a file of platforms."""
    yield from _unknown((), document, PARTS)
    services = document.get("platforms") if isinstance(document, Mapping) else None
    if not isinstance(services, Mapping):
        what = "must hold services such as delivery; a scenario says `platforms: none` where there are none"
        yield Flaw(("platforms",), phrase("platforms.none", what))
        return
    owners: dict[str, str] = {}
    for name, service in services.items():
        at = ("platforms", name)
        if name not in PLATFORMS:
            what = phrase("platforms.unknown", "{name} is not a service{near}", name=name, near=near(name, PLATFORMS))
            yield Flaw(at, what, key=True)
        elif not isinstance(service, Mapping):
            yield Flaw(at, phrase("platforms.settings", "{owner}: must hold settings", owner=name))
        else:
            yield from _of_service(at, name, service, owners)


def without(document: Any) -> list[str]:
    """Services that a city is played without: those its file does not name, or for which there is no demand."""
    data = document["platforms"]
    return [name for name in PLATFORMS if name not in data or not data[name]["values"]["orders_per_resident"]]


def _of_service(at: tuple[str, ...], name: str, service: Mapping[str, Any], owners: dict[str, str]) -> Iterator[Flaw]:
    yield from _unknown(at, service, OF_SERVICE)
    values = service.get("values")
    yield from _of_values((*at, "values"), name, values, GIVEN)
    yield from _pays_nothing((*at, "values"), name, values, {})
    rule = service.get("dispatch", USUAL_RULE)
    if rule not in shipped():
        what = "{name}: {rule} is not a dispatch rule{near}"
        unknown = phrase("platforms.no_rule", what, name=name, rule=str(rule), near=near(str(rule), shipped()))
        yield Flaw((*at, "dispatch"), unknown)
    firms = service.get("firms")
    if not isinstance(firms, Mapping) or not firms:
        yield Flaw((*at, "firms"), phrase("platforms.no_firm", "{name} has no firm: name one under `firms`", name=name))
        return
    if len(firms) > MOST_FIRMS:
        what = "{name} has {n} firms; at most {most} can be played"
        many = phrase("platforms.many", what, name=name, n=len(firms), most=MOST_FIRMS)
        yield Flaw((*at, "firms"), many)
    shares: list[float] = []
    for firm, entry in firms.items():
        here = (*at, "firms", firm)
        if firm in owners:
            what = "{firm} belongs to {first} and to {second}: a firm has one owner"
            both = phrase("platforms.two_owners", what, firm=firm, first=owners[firm], second=name)
            yield Flaw(here, both, key=True)
        owners[firm] = name
        if not isinstance(entry, Mapping):
            yield Flaw(here, phrase("platforms.settings", "{owner}: must hold settings", owner=firm))
            continue
        yield from _unknown(here, entry, OF_FIRM)
        wrong = _number(firm, "share", entry.get("share"))
        if wrong is not None:
            yield Flaw((*here, "share"), wrong)
        shares += [entry["share"]] if wrong is None else []
        if "values" in entry:
            yield from _of_values((*here, "values"), firm, entry["values"], ())
            yield from _pays_nothing((*here, "values"), firm, values, entry["values"])
    if len(shares) == len(firms) and abs((total := sum(shares)) - 1.0) > EXACT:
        what = "shares of the firms of {name} sum to {total}, not to 1"
        yield Flaw((*at, "firms"), phrase("platforms.shares", what, name=name, total=f"{total:.3g}"))


def _of_values(at: tuple[str, ...], owner: str, values: Any, needed: tuple[str, ...]) -> Iterator[Flaw]:
    """Figures that are missing, unknown or cannot be."""
    if not isinstance(values, Mapping):
        yield Flaw(at, phrase("platforms.settings", "{owner}: must hold settings", owner=owner))
        return
    for name in needed:
        if name not in values:
            yield Flaw(at, phrase("platforms.missing", "{owner}: {name} is missing", owner=owner, name=name))
    for name, value in values.items():
        if name not in GIVEN:
            what = "{owner}: {name} is not a figure of platforms{near}"
            unknown = phrase("platforms.no_figure", what, owner=owner, name=name, near=near(name, GIVEN))
            yield Flaw((*at, name), unknown, key=True)
        elif (wrong := _number(owner, name, value)) is not None:
            yield Flaw((*at, name), wrong)


def _pays_nothing(at: tuple[str, ...], owner: str, values: Any, own: Any) -> Iterator[Flaw]:
    """An order that leaves nothing to whoever does it."""
    if isinstance(values, Mapping) and isinstance(own, Mapping):
        price, commission, cost = ({**values, **own}.get(name) for name in ("price", "commission", "cost"))
        if all(_number(owner, "cost", x) is None for x in (price, commission, cost)):
            left = price * (1.0 - commission) - cost  # type: ignore[operator]
            if left <= 0.0 and commission < 1.0:  # type: ignore[operator]
                what = "{owner}: price less commission and cost leaves a worker {left} an order"
                yield Flaw(at, phrase("platforms.no_pay", what, owner=owner, left=f"{left:.3g}"))


def _number(owner: str, name: str, value: Any) -> Message | None:
    """Why a figure cannot be what is written."""
    if not isinstance(value, int | float) or isinstance(value, bool) or value != value or abs(value) == float("inf"):
        what = "{owner}: {name} must be a number (got {got})"
        return phrase("platforms.number", what, owner=owner, name=name, got=repr(value))
    if value < 0 or (name in ABOVE_NOTHING and value == 0):
        what = "{owner}: {name} cannot be {got}"
        return phrase("platforms.below_zero", what, owner=owner, name=name, got=f"{value:g}")
    if name in BELOW_ONE and value >= 1:
        what = "{owner}: {name} must be below 1 (got {got})"
        return phrase("platforms.share", what, owner=owner, name=name, got=f"{value:g}")
    return None


def _unknown(at: tuple[str, ...], part: Any, known: tuple[str, ...]) -> Iterator[Flaw]:
    """Words that mean nothing there."""
    for name in part if isinstance(part, Mapping) else ():
        if name not in known:
            what = phrase("platforms.word", "{name} means nothing here{near}", name=name, near=near(name, known))
            yield Flaw((*at, name), what, key=True)
