"""The parts of a scenario apart from its levers: city, time, behaviour and what is measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model.behaviour import Behaviour
from ..model.indicators import INDICATORS
from ..model.params import params_of
from ..model.profile import Profile
from ..model.tally import DIMENSIONS
from . import cities
from .calibrations import fitted_values
from .checks import MOST_MONTHS, START, Faults, Time, known, listed, month, settings, whole, words
from .memory import memory_fault
from .merge import OWN, Node, is_file, suggest
from .yaml_reader import SpecError

CITY, WORKERS, MONTHS, BURN_IN = "reference", 20_000, 60, 60  # where nothing is written
LEAST_WORKERS = 200
FORECAST = ("seasons", "growth", "shocks")
SECTIONS = (*OWN, "city", "time", *FORECAST, "levers", "pair", "behaviour", "calibration", "measure", "by")


def read_name(node: Node | None, default: str, faults: Faults) -> str:
    """A name that can also be the name of a file."""
    name = words(node, default, faults)
    if node is not None and ("/" in name or "\\" in name or name.startswith(".") or not name.isprintable()):
        faults.append(node.fault(f"must be usable as a file name (got {node.got})"))
    return name


def read_title(node: Node | None, name: str, faults: Faults) -> dict[str, str]:
    """The title in both languages; one language stands in for the other."""
    given = {key: words(item, "", faults) for key, item in known(node, ("zh", "en"), faults).items()}
    fallback = next(iter(given.values()), name)
    return {"zh": given.get("zh", fallback), "en": given.get("en", fallback)}


def read_time(node: Node | None, faults: Faults) -> Time | None:
    """Start, length and burn-in; None if any of them is at fault."""
    before = len(faults)
    items = known(node, ("start", "months", "burn_in"), faults)
    start = month(items.get("start"), START, faults)
    months = whole(items.get("months"), MONTHS, 1, MOST_MONTHS, "months", faults)
    burn_in = whole(items.get("burn_in"), BURN_IN, 0, MOST_MONTHS, "months", faults)
    return Time(start, months, burn_in) if start is not None and len(faults) == before else None


# City.


def read_city(node: Node | None, faults: Faults) -> tuple[str, Profile | None, int]:
    """The city as named, its profile, and the number of simulated persons."""
    items = known(node, ("profile", "workers"), faults)
    name, profile = _profile(items.get("profile"), faults)
    workers = _workers(items.get("workers"), profile, faults)
    if profile is not None and (fault := memory_fault(workers)):
        at = items.get("workers") or items.get("profile") or node
        faults += [at.fault(fault)] if at is not None else []
    return name, profile, workers


def _profile(node: Node | None, faults: Faults) -> tuple[str, Profile | None]:
    name = words(node, CITY, faults)
    if node is None:
        return name, cities.load_city(name)
    own = is_file(name)
    file = Path(node.document.path).parent / name if own else cities.FOLDER / f"{name}.yaml"
    if not file.is_file():
        hint = ": no such file" if own else suggest(name, cities.list_cities())
        faults.append(node.fault(f"must be a known city (got {node.got}){hint}"))
        return name, None
    try:
        return file.resolve().as_posix() if own else name, cities.load_city(file if own else name)
    except SpecError as error:
        faults += error.faults
        return name, None


def _workers(node: Node | None, profile: Profile | None, faults: Faults) -> int:
    if profile is None:
        return WORKERS
    if node is None:
        return min(WORKERS, profile.adults)
    if node.value == "full":
        return profile.adults
    if isinstance(node.value, str):
        faults.append(node.fault(f"must be a number of persons or full (got {node.got})"))
        return WORKERS
    unit = f"persons, the residents of {profile.id} aged 16 and over; write full for all of them"
    workers = whole(node, WORKERS, LEAST_WORKERS, 10**12, "persons", faults)
    if workers > profile.adults:
        faults.append(node.fault(f"must be ≤ {profile.adults:,} {unit} (got {workers:,})"))
        return profile.adults
    return workers


# Behaviour and measures.


def read_behaviour(node: Node | None, calibration: Node | None, faults: Faults) -> Behaviour:
    """Defaults, then the calibration, then what the scenario says."""
    base = fitted_values(calibration, faults) if calibration is not None else {}
    own = settings(known(node, list(params_of(Behaviour)), faults), Behaviour, faults)
    return replace(Behaviour(), **{**base, **own})


def read_measures(measure: Node | None, by: Node | None, faults: Faults) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Indicators to report, all of them if nothing is said, and the groups to split them by."""
    names = list(INDICATORS) if measure is None else listed(measure, "an indicator", INDICATORS, faults)
    if measure is not None and measure.value == []:
        faults.append(measure.fault("must name an indicator"))
    groups = [] if by is None else listed(by, "a dimension", DIMENSIONS, faults)
    return tuple(names), tuple(groups)
