"""City profiles: find a city's file, complete it from the profile it extends, check it, and return its numbers.

A file need only hold a name and a census row; whatever it leaves out comes from the profile named by `extends`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ...agents.workers import HUKOUS, LOCAL_RURAL, LOCAL_URBAN, NONLOCAL_RURAL, NONLOCAL_URBAN
from ...messages import Message, phrase
from ...model.build.composition import apportioned
from ...model.profile import BAND_60, BAND_65, District, Floats, Profile
from ...model.sectors import load_sectors
from ..merge import Node, file_of, is_file, nodes, suggest
from ..yaml_reader import Document, Fault, SpecError, read_yaml
from .figures import CENSUS, FORMS, OF_COUNTRY, ROUNDING, Figure, Reading

FOLDER = Path(__file__).parent
NOT_LISTED = "example_own_city"  # a worked example: found by name, but not offered as a city
SYNTHETIC = "reference"
COUNTRY = "china"  # where the sectors of a city that states none are from
HEADINGS = ("id", "name", "extends", "pair", "sources")
DISTRICTS_OFF = 0.01  # how far the districts' residents may miss the city's before it is a fault
_BROAD = [CENSUS.index(name) for name in ("age_0_14", "age_15_59", "age_60")]


@dataclass(frozen=True)
class CityFile:
    """One file, completed from those it extends."""

    node: Node  # the whole file, where faults of the whole are reported
    id: str
    name_zh: str
    name_en: str
    pair: str | None
    figures: dict[str, Figure]


def list_cities() -> list[str]:
    """Names of the shipped cities, the reference city first."""
    names = {path.stem for path in FOLDER.glob("*.yaml")} - {NOT_LISTED, "reference"}
    return ["reference", *sorted(names)]


def load_city(name_or_path: str | Path) -> Profile:
    """The profile of a shipped city, or of a file of one's own; SpecError, a ValueError, with every fault."""
    own = isinstance(name_or_path, Path) or is_file(name_or_path)
    return _checked(read_city_file(name_or_path)) if own else _shipped(name_or_path)


@cache
def _shipped(name: str) -> Profile:
    """A shipped city, read once: nothing writes to a profile."""
    return _checked(read_city_file(name))


def city_in(document: Document) -> Profile:
    """The profile of a city that has been read but is no file here: it extends shipped cities alone."""
    return _checked(_complete(nodes(document), Path(document.path), ()))


def _checked(city: CityFile) -> Profile:
    profile = _profile(city)
    if faults := profile.check():
        raise SpecError([city.node.fault(message) for message in faults])
    return profile


def city_figures(name_or_path: str | Path) -> dict[str, Figure]:
    """Every figure of a city as written, with source, grade and the profile it is taken from."""
    return dict(read_city_file(name_or_path).figures)


def read_city_file(name_or_path: str | Path, above: tuple[Path, ...] = ()) -> CityFile:
    """Read a file and what it extends; SpecError with every fault of the file."""
    path, shown = file_of(name_or_path, FOLDER, _unknown)
    if path.resolve() in above:
        raise SpecError([Fault(shown, phrase("city.circle", "extends itself"))])
    return _complete(nodes(read_yaml(path, shown=shown)), path, above)


def _complete(node: Node, path: Path, above: tuple[Path, ...]) -> CityFile:
    """What the file at `path` says, with what it extends."""
    id_ = node.items.get("id")
    reading = Reading(str(id_.value) if id_ is not None else "")
    parts = reading.mapping(node, (*HEADINGS, *FORMS, "districts"), ("id", "name"))
    parent = _parent(parts.get("extends"), path, (*above, path.resolve()), reading)
    if "sources" in parts:
        reading.sources = {name: reading.text(item) for name, item in parts["sources"].items.items()}
    own = {key: reading.figure(key, parts[key]) for key in FORMS if key in parts}
    if "districts" in parts:
        own["districts"] = reading.districts(parts["districts"])
    missing = [key for key in (*FORMS, "districts") if key not in own and key not in OF_COUNTRY and key != "sectors"]
    if missing and "extends" not in parts:
        what = "lacks {names}; give them or write `extends: reference`"
        reading.fault(node, phrase("city.lacks_and_extends_none", what, names=", ".join(missing)))
    pair = parts.get("pair")
    name_zh, name_en = reading.names(parts.get("name"))
    partner = reading.text(pair) if pair is not None and pair.value is not None else None
    figures = {"sectors": sectors_of_country(), **OF_COUNTRY, **parent, **own}
    city = CityFile(node, reading.text(id_), name_zh, name_en, partner, figures)
    for message in _sums(city):
        reading.fault(node, message)
    if reading.faults:
        raise SpecError(reading.faults)
    return city


def _unknown(name: str) -> Message:
    what = "there is no such city{near}; or name a .yaml file"
    return phrase("city.none", what, near=suggest(name, list_cities()))


def _parent(node: Node | None, path: Path, above: tuple[Path, ...], reading: Reading) -> dict[str, Figure]:
    """Figures of the profile that `extends` names, a shipped one or a file beside this one."""
    name = reading.text(node)
    if node is None or not name:
        return {}
    try:
        figures = read_city_file(path.parent / name if is_file(name) else name, above).figures
    except SpecError as error:
        what = "cannot be extended: {fault}"
        reading.faults += [node.fault(phrase("city.not_extended", what, fault=fault)) for fault in error.faults]
        return {}
    # What the employers of a synthetic city do says nothing of those of a real one.
    return {key: figure for key, figure in figures.items() if key != "sectors" or figure.city != SYNTHETIC}


def sectors_of_country() -> Figure:
    """Shares of sectors of a city that states none: those of the country."""
    sectors = load_sectors()
    return Figure(sectors.share, sectors.about["share"].source, sectors.about["share"].grade, COUNTRY)


def takes_country(profile: Profile) -> bool:
    """Whether the city has its sectors from the country."""
    return bool(np.array_equal(profile.sectors, load_sectors().share))


def _sums(city: CityFile) -> Iterator[Message]:
    """Whether the city's shares make one and its districts hold its people, as far as its figures could be read."""
    census, districts = city.figures.get("census"), city.figures.get("districts")
    if census is None or np.size(census.value) != len(CENSUS):
        return
    broad, residents = float(census.value[_BROAD].sum()), census.value[0]
    if abs(broad - 1.0) > ROUNDING:
        what = "census: age_0_14, age_15_59 and age_60 must sum to 1 (got {got})"
        yield phrase("city.ages", what, got=f"{broad:.4f}")
    if districts is not None and districts.city == city.id:
        listed = sum(record.get("residents", math.nan) for record in districts.value)
        if abs(listed / residents - 1.0) > DISTRICTS_OFF:
            what = "districts hold {listed} residents, the city {residents}: more than 1 % apart"
            yield phrase("city.people", what, listed=f"{listed:,.0f}", residents=f"{residents:,.0f}")


def _profile(city: CityFile) -> Profile:
    """Figures as a profile: shares rescaled to one, age bands and districts brought into line with the census."""
    value = {key: figure.value for key, figure in city.figures.items()}
    census = dict(zip(CENSUS, value["census"].tolist(), strict=True))
    broad = float(value["census"][_BROAD].sum())
    for key in ("age_0_14", "age_15_59", "age_60", "age_65"):
        census[key] /= broad
    residents = round(census.pop("residents"))
    female = 100.0 / (100.0 + census["male_per_100_female"])
    scalars = {k: v for k, v in value.items() if k in FORMS and not FORMS[k].names}
    tables = {k: value[k] for k in ("hukou", "schooling", "sectors", *(f for f in FORMS if FORMS[f].columns))}
    return Profile(
        id=city.id,
        name_zh=city.name_zh,
        name_en=city.name_en,
        residents=residents,
        **census,
        **scalars,
        **tables,
        age_bands=_age_bands(value["age_shape"], census, value["age_15"]),
        female_by_hukou=_female_by_hukou(value["hukou"], value["female_by_hukou"], female),
        access_urban=float(value["access"][0]),
        access_rural=float(value["access"][1]),
        access_60=float(value["access"][2]),
        minimum_wage=tuple(value["minimum_wage"].tolist()),
        districts=_districts(value["districts"], residents, census["urban_share"]),
        pair=city.pair,
    )


def _age_bands(shape: Floats, census: Mapping[str, float], age_15: float) -> Floats:
    """Shares of adults by band: the shape, rescaled within 16–59, 60–64 and 65+ to the broad shares of the census."""
    bands = np.empty(len(shape))
    groups = (
        (slice(0, BAND_60), census["age_15_59"] - age_15),
        (slice(BAND_60, BAND_65), census["age_60"] - census["age_65"]),
        (slice(BAND_65, None), census["age_65"]),
    )
    for part, share in groups:
        bands[part] = shape[part] / shape[part].sum() * share
    return bands / (1.0 - census["age_0_14"] - age_15)


def _female_by_hukou(hukou: Floats, migrants: Floats, female: float) -> Floats:
    """Women per adult of each hukou: as given for migrants; what the city's sex ratio leaves for both local groups."""
    shares = np.empty(len(HUKOUS))
    shares[[NONLOCAL_RURAL, NONLOCAL_URBAN]] = migrants
    away = hukou[NONLOCAL_RURAL] * migrants[0] + hukou[NONLOCAL_URBAN] * migrants[1]
    shares[[LOCAL_URBAN, LOCAL_RURAL]] = (female - away) / (hukou[LOCAL_URBAN] + hukou[LOCAL_RURAL])
    return shares


def _districts(records: list[dict[str, Any]], residents: int, urban_share: float) -> tuple[District, ...]:
    """Districts scaled so that their residents and their urban share agree with the city's."""
    people = apportioned(np.array([record["residents"] for record in records]), residents)
    urban = shifted(np.array([record["urban_share"] for record in records]), people, urban_share)
    return tuple(
        District(**{**record, "residents": int(n), "urban_share": float(u), "wage_zone": int(record["wage_zone"])})
        for record, n, u in zip(records, people, urban, strict=True)
    )


def shifted(shares: Floats, weights: Any, mean: float) -> Floats:
    """The shares moved by one common step of log-odds so that their weighted mean is `mean`; 0 and 1 stay."""
    odds = np.divide(shares, 1.0 - shares, out=np.full(len(shares), np.inf), where=shares < 1.0)
    low, high = -30.0, 30.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        moved = 1.0 - 1.0 / (1.0 + odds * np.exp(middle))
        low, high = (middle, high) if np.average(moved, weights=weights) < mean else (low, middle)
    return moved
