"""A city in numbers: who lives there, where, and what its labour market pays. Nothing here is simulated.

A profile is read from a file by `scenarios.cities.load_city`, which keeps the source and grade of every figure. All
shares are fractions of one. "Adults" are residents aged 16 and over, the population of the model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..agents.workers import HUKOUS, SCHOOLINGS
from ..messages import Message, phrase
from .sectors import load_sectors

Floats = NDArray[np.float64]

# Age bands of adults, in years: the first is 16–19, the last is open.
BAND_STARTS = (16, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85)
BAND_ENDS = (*BAND_STARTS[1:], 120)
BANDS = (*(f"{a}-{b - 1}" for a, b in zip(BAND_STARTS[:-1], BAND_ENDS[:-1], strict=True)), "85+")
BAND_60 = BAND_STARTS.index(60)
BAND_65 = BAND_STARTS.index(65)

CORE, SUBURB, TOWN, VILLAGE = range(4)
PLACES = ("core", "suburb", "town", "village")
DISTRICT_CLASSES = ("core", "suburb", "county")
WAGE_ZONES = 3


@dataclass(frozen=True)
class District:
    """One district, county or county-level city."""

    id: str  # pinyin, as used in `zones: [...]` of a lever
    name_zh: str
    name_en: str
    klass: str  # core | suburb | county
    residents: int  # persons
    area_km2: float
    urban_share: float  # of residents
    seat: tuple[float, float] | None  # km east and north of the city centre; None: placed by the grid
    wage_zone: int  # 1 is the highest minimum wage


@dataclass(frozen=True, eq=False)
class Profile:
    """Plain figures of one city; see `scenarios/cities/README.md` for the meaning of each in the file."""

    id: str
    name_zh: str
    name_en: str
    residents: int  # persons of all ages
    area_km2: float
    urban_share: float  # of residents, and taken for adults too
    male_per_100_female: float  # all ages, and taken for adults too
    age_0_14: float  # share of residents
    age_15_59: float  # share of residents
    age_60: float  # share of residents aged 60 and over
    age_65: float  # share of residents aged 65 and over
    age_15: float  # share of residents aged 15 exactly, who are not yet adults
    household_size: float  # residents per family household
    age_bands: Floats  # [band] share of adults; sums to one and agrees with the broad shares above
    hukou: Floats  # [hukou] share of adults
    female_by_hukou: Floats  # [hukou] women per adult of that hukou; agrees with the sex ratio
    schooling: Floats  # [level − 1] share of adults
    schooling_by_age: Floats  # [band, level − 1] shape: only its odds ratios are used
    schooling_by_hukou: Floats  # [hukou, level − 1] shape: only its odds ratios are used
    age_by_hukou: Floats  # [hukou, band] shape: only its odds ratios are used
    place_by_hukou: Floats  # [hukou, place] shape: only its odds ratios are used
    disabled: float  # share of adults with a disability certificate
    access_urban: float  # share of urban adults with internet access
    access_rural: float  # share of rural adults with internet access
    access_60: float  # share of adults aged 60 and over with internet access
    skilled_share: float  # skilled persons per person aged 16–59
    monthly_wage: float  # yuan, mean of employees in units of all kinds
    wage_ratio: float  # mean wage in non-private over private units
    minimum_wage: tuple[float, ...]  # yuan a month by wage zone
    unemployment_benefit: float  # yuan a month
    digital_share: float  # core digital industries' share of jobs in legal units
    sectors: Floats  # [sector] share of employees, in the order of `model/data/sectors.yaml`
    districts: tuple[District, ...]
    pair: str | None  # id of the city it is paired with

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of every figure; two profiles are equal if it is the same."""
        figures = json.dumps(asdict(self), default=lambda table: table.tolist())
        return hashlib.sha256(figures.encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @property
    def adult_share(self) -> float:
        """Adults per resident."""
        return 1.0 - self.age_0_14 - self.age_15

    @property
    def adults(self) -> int:
        """Residents aged 16 and over, persons."""
        return round(self.residents * self.adult_share)

    @property
    def female_share(self) -> float:
        """Women per resident."""
        return 100.0 / (100.0 + self.male_per_100_female)

    @property
    def district_shares(self) -> Floats:
        """[district] share of residents."""
        residents = np.array([d.residents for d in self.districts], dtype=np.float64)
        return residents / residents.sum()

    def check(self) -> list[Message]:
        """Every fault of the figures, one readable sentence each; empty when all is well."""
        return [*_check_sums(self), *_check_ranges(self), *_check_ages(self), *_check_districts(self)]


SHARES = (
    "urban_share", "age_0_14", "age_15_59", "age_60", "age_65", "age_15", "disabled", "access_urban", "access_rural",
    "access_60", "skilled_share", "digital_share",
)  # fmt: skip
RANGES: dict[str, tuple[float, float]] = {
    "residents": (1e4, 1e8),
    "area_km2": (10.0, 5e5),
    "male_per_100_female": (50.0, 200.0),
    "household_size": (1.0, 6.0),
    "monthly_wage": (500.0, 1e5),
    "wage_ratio": (0.5, 5.0),
    "unemployment_benefit": (0.0, 1e5),
    **dict.fromkeys(SHARES, (0.0, 1.0)),
}
SHAPES: dict[str, tuple[int, ...]] = {
    "age_bands": (len(BANDS),),
    "hukou": (len(HUKOUS),),
    "female_by_hukou": (len(HUKOUS),),
    "schooling": (len(SCHOOLINGS),),
    "sectors": (len(load_sectors().ids),),
    "schooling_by_age": (len(BANDS), len(SCHOOLINGS)),
    "schooling_by_hukou": (len(HUKOUS), len(SCHOOLINGS)),
    "age_by_hukou": (len(HUKOUS), len(BANDS)),
    "place_by_hukou": (len(HUKOUS), len(PLACES)),
}


def _check_ranges(p: Profile) -> list[Message]:
    faults = []
    for name, (low, high) in RANGES.items():
        if not low <= (value := getattr(p, name)) <= high:
            ends = {"low": f"{low:,.10g}", "high": f"{high:,.10g}", "got": f"{value:,.10g}"}
            faults.append(phrase("profile.within", "{name} must lie in {low}…{high} (got {got})", name=name, **ends))
    for name, shape in SHAPES.items():
        table = getattr(p, name)
        if table.shape != shape:
            what = "{name} must have shape {shape} (got {got})"
            faults.append(phrase("profile.shape", what, name=name, shape=shape, got=table.shape))
        elif not (np.isfinite(table).all() and (table >= 0.0).all()):
            faults.append(phrase("profile.finite", "{name} must hold finite numbers ≥ 0", name=name))
    if len(p.minimum_wage) != WAGE_ZONES or list(p.minimum_wage) != sorted(p.minimum_wage, reverse=True):
        what = "minimum_wage must hold {n} values, highest zone first (got {got})"
        faults.append(phrase("profile.minimum_wage", what, n=WAGE_ZONES, got=list(p.minimum_wage)))
    return faults


def _check_sums(p: Profile) -> list[Message]:
    faults = [
        phrase("profile.sum", "{name} must sum to 1 (got {got})", name=name, got=f"{getattr(p, name).sum():.4f}")
        for name in ("age_bands", "hukou", "schooling", "sectors")
        if abs(getattr(p, name).sum() - 1.0) > 1e-6
    ]
    broad = p.age_0_14 + p.age_15_59 + p.age_60
    if abs(broad - 1.0) > 1e-6:
        what = "age_0_14, age_15_59 and age_60 must sum to 1 (got {got})"
        faults.append(phrase("profile.ages", what, got=f"{broad:.4f}"))
    if p.hukou.shape == p.female_by_hukou.shape:
        women = float(p.hukou @ p.female_by_hukou)
        if abs(women - p.female_share) > 1e-6:
            what = "female_by_hukou gives {women} women per adult, the sex ratio {ratio}"
            faults.append(phrase("profile.women", what, women=f"{women:.4f}", ratio=f"{p.female_share:.4f}"))
        if (p.female_by_hukou > 1.0).any():
            faults.append(phrase("profile.all_women", "female_by_hukou must not exceed 1"))
    return faults


def _check_ages(p: Profile) -> list[Message]:
    if p.age_65 > p.age_60:
        what = "age_65 ({part}) must not exceed age_60 ({whole})"
        return [phrase("profile.age_65", what, part=f"{p.age_65:g}", whole=f"{p.age_60:g}")]
    if p.age_15 >= p.age_15_59:
        what = "age_15 ({part}) must be below age_15_59 ({whole})"
        return [phrase("profile.age_15", what, part=f"{p.age_15:g}", whole=f"{p.age_15_59:g}")]
    if p.age_bands.shape != SHAPES["age_bands"]:
        return []  # reported with the shapes
    parts = {
        "16–59": (p.age_bands[:BAND_60].sum(), p.age_15_59 - p.age_15),
        "60+": (p.age_bands[BAND_60:].sum(), p.age_60),
        "65+": (p.age_bands[BAND_65:].sum(), p.age_65),
    }
    what = "age_bands put {share} of adults at {ages}, the broad shares {broad}"
    return [
        phrase("profile.bands", what, share=f"{share:.4f}", ages=ages, broad=f"{of_residents / p.adult_share:.4f}")
        for ages, (share, of_residents) in parts.items()
        if abs(share - of_residents / p.adult_share) > 1e-6
    ]


def _check_districts(p: Profile) -> list[Message]:
    if not 1 <= len(p.districts) <= 255:
        return [phrase("profile.districts", "a city needs 1 to 255 districts (got {got})", got=len(p.districts))]
    ids = [d.id for d in p.districts]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    faults = [phrase("profile.twice", "district {district} is listed twice", district=id_) for id_ in twice]
    for d in p.districts:
        faults += _check_district(d)
    if not any(d.klass == "core" for d in p.districts):
        faults.append(phrase("profile.no_core", "at least one district must be of class core"))
    total = sum(d.residents for d in p.districts)
    if total != p.residents:
        what = "the districts hold {listed} residents, the city {residents}"
        faults.append(phrase("profile.people", what, listed=f"{total:,}", residents=f"{p.residents:,}"))
    urban = sum(d.residents * d.urban_share for d in p.districts) / max(total, 1)
    if abs(urban - p.urban_share) > 1e-6:
        what = "the districts' urban_share averages {mean}, the city's is {city}"
        faults.append(phrase("profile.urban", what, mean=f"{urban:.4f}", city=f"{p.urban_share:.4f}"))
    return faults


def _check_district(d: District) -> Iterator[Message]:
    if d.klass not in DISTRICT_CLASSES:
        what = "district {district}: class must be one of {names} (got {got})"
        yield phrase("profile.class", what, district=d.id, names=", ".join(DISTRICT_CLASSES), got=d.klass)
    if not (d.residents > 0 and d.area_km2 > 0.0 and 0.0 <= d.urban_share <= 1.0):
        what = "district {district}: residents and area must be above 0 and urban_share within 0…1"
        yield phrase("profile.empty_district", what, district=d.id)
    if d.wage_zone not in range(1, WAGE_ZONES + 1):
        what = "district {district}: wage_zone must be 1…{most} (got {got})"
        yield phrase("profile.wage_zone", what, district=d.id, most=WAGE_ZONES, got=d.wage_zone)
