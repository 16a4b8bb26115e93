"""The parts of a scenario apart from its levers: city, time, behaviour and what is measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..messages import phrase
from ..model.behaviour import Behaviour
from ..model.indicators import INDICATORS
from ..model.params import params_of
from ..model.profile import Profile
from . import cities
from .calibrations import fitted_values
from .checks import MOST_MONTHS, START, Faults, Time, integer, known, listed, month, no_city, settings, words
from .memory import memory_fault
from .merge import NO_FILE, OWN, Node, is_file, suggest
from .yaml_reader import SpecError

CITY, WORKERS, MONTHS, BURN_IN = "reference", 20_000, 60, 60  # where nothing is written
LEAST_WORKERS = 200
FORECAST = ("seasons", "growth", "shocks")
SPLIT = ("by", "group", "groups")  # what indicators are split by
SECTIONS = (
    *(*OWN, "city", "platforms", "time", *FORECAST, "levers", "budget", "financing", "dispatch", "pair"),
    *("behaviour", "calibration", "measure", *SPLIT),
)
REFUSED = frozenset('/\\:*?"<>|')  # in names of files, by one system or another
CHINESE = 3  # bytes of a character
LONGEST_NAME = 120  # bytes: file systems allow 255, of which the city, a mark and an ending take theirs


def read_name(node: Node | None, file: Path, whole: Node, faults: Faults) -> str:
    """A name that can also be part of a file's on any system: what is written, or else the file's own."""
    name = words(node, file.stem, faults)
    odd = set(name) & REFUSED or name.startswith(".") or name.endswith((" ", ".")) or not name.isprintable()
    if node is not None and odd:
        faults.append(node.fault(phrase("name.file", "must be usable as a file name (got {got})", got=node.got)))
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        what = "must have {most} bytes ({few} Chinese characters) or fewer, to name a folder; write a shorter one"
        message = phrase("name.long", what, most=LONGEST_NAME, few=LONGEST_NAME // CHINESE)
        faults.append((whole if node is None else node).fault(message))
    return name


def read_title(node: Node | None, name: str, faults: Faults) -> dict[str, str]:
    """The title in both languages; one language stands in for the other."""
    given = {key: words(item, "", faults) for key, item in known(node, ("zh", "en"), faults).items()}
    fallback = next(iter(given.values()), name)
    return {"zh": given.get("zh", fallback), "en": given.get("en", fallback)}


def read_time(node: Node | None, faults: Faults, *, complete: bool = True) -> Time | None:
    """Start, length and burn-in; None if any of them is at fault, or not known where a scenario is not `complete`."""
    before = len(faults)
    items = known(node, ("start", "months", "burn_in"), faults)
    start = month(items.get("start"), START, faults)
    months = integer(items.get("months"), MONTHS, 1, MOST_MONTHS, "months", faults)
    burn_in = integer(items.get("burn_in"), BURN_IN, 0, MOST_MONTHS, "months", faults)
    if start is None or len(faults) > before or not (complete or {"start", "months"} <= items.keys()):
        return None
    return Time(start, months, burn_in)


# City.


def read_city(node: Node | None, faults: Faults, *, complete: bool = True) -> tuple[str, Profile | None, int]:
    """The city as named, its profile, and the number of simulated persons. Where a scenario is not `complete`, a city
    that it does not name is not known."""
    items = known(node, ("profile", "workers"), faults)
    named = complete or "profile" in items
    name, profile = _profile(items.get("profile"), faults) if named else (CITY, None)
    workers = _workers(items.get("workers"), profile, faults)
    if profile is not None and (fault := memory_fault(workers)):
        at = items.get("workers") or items.get("profile") or node
        faults += [at.fault(fault)] if at is not None else []
    return name, profile, workers


def _profile(node: Node | None, faults: Faults) -> tuple[str, Profile | None]:
    if node is not None and isinstance(node.value, Profile):  # laid over by who has read a file that is not kept here
        return f"{node.value.id}.yaml", node.value
    name = words(node, CITY, faults)
    if node is None:
        return name, cities.load_city(name)
    own = is_file(name)
    file = Path(node.document.path).parent / name if own else cities.FOLDER / f"{name}.yaml"
    if not file.is_file():
        near = NO_FILE if own else suggest(name, cities.list_cities())
        faults.append(node.fault(no_city(node, near)))
        return name, None
    try:
        return file.resolve().as_posix() if own else name, cities.load_city(file if own else name)
    except SpecError as error:
        faults += error.faults
        return name, None


def _workers(node: Node | None, profile: Profile | None, faults: Faults) -> int:
    if node is None or node.value == "full":
        if profile is None:
            return WORKERS
        return min(WORKERS, profile.adults) if node is None else profile.adults
    if isinstance(node.value, str):
        what = "must be a number of persons or full (got {got})"
        faults.append(node.fault(phrase("city.workers", what, got=node.got)))
        return WORKERS
    workers = integer(node, WORKERS, LEAST_WORKERS, 10**12, "persons", faults)
    if profile is not None and workers > profile.adults:
        message = phrase(
            "city.more_than_all",
            "must be ≤ {adults} persons, the residents of {city} aged 16 and over; "
            "write full for all of them (got {got})",
            adults=f"{profile.adults:,}",
            city=profile.id,
            got=f"{workers:,}",
        )
        faults.append(node.fault(message))
        return profile.adults
    return workers


# Behaviour and measures.


def read_behaviour(node: Node | None, calibration: Node | None, faults: Faults) -> Behaviour:
    """Defaults, then the calibration, then what the scenario says."""
    base = fitted_values(calibration, faults) if calibration is not None else {}
    own = settings(known(node, list(params_of(Behaviour)), faults), Behaviour, faults)
    return replace(Behaviour(), **{**base, **own})


def read_measures(measure: Node | None, faults: Faults) -> tuple[str, ...]:
    """Indicators to report, all of them if nothing is said."""
    indicator = phrase("what.indicator", "an indicator")
    names = list(INDICATORS) if measure is None else listed(measure, indicator, INDICATORS, faults)
    if measure is not None and measure.value == []:
        faults.append(measure.fault(phrase("value.no_indicator", "must name an indicator")))
    return tuple(names)
