"""The figures a city file may hold: name, form, unit and range of each, and how one is read.

Every figure is written `{value: …, source: …, grade: …}`; a table has one source and one grade for all its numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...agents.workers import HUKOUS, SCHOOLINGS
from ...messages import Message, phrase
from ...model.profile import BANDS, DISTRICT_CLASSES, PLACES, RANGES, WAGE_ZONES, Floats
from ...model.sectors import load_sectors
from ..checks import no_setting, no_settings, one_of
from ..merge import Node
from ..yaml_reader import Fault

GRADES = ("measured", "derived", "judged", "swept")
ROUNDING = 0.005  # how far printed shares may miss one; they are rescaled to it


@dataclass(frozen=True)
class Form:
    """Form of one figure: a number, a row of numbers by name, or a table of rows by name and `columns`."""

    unit: str
    doc: str
    names: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    within: tuple[float, float] = (0.0, 1.0)
    sums_to_one: bool = False


@dataclass(frozen=True)
class Figure:
    """One figure as read: a float, or an array [name] or [name, column]."""

    value: Any
    source: str
    grade: str
    city: str  # the profile whose file holds it


CENSUS = ("residents", "urban_share", "male_per_100_female", "age_0_14", "age_15_59", "age_60", "age_65")
SHAPE = (0.0, 1e4)
FORMS: dict[str, Form] = {
    "census": Form("persons, shares of residents, men per 100 women", "the city's row of the census", CENSUS),
    "area_km2": Form("km²", "administrative area", within=RANGES["area_km2"]),
    "age_15": Form("share of residents", "aged 15 exactly", within=(0.0, 0.05)),
    "household_size": Form("persons", "residents per family household", within=RANGES["household_size"]),
    "age_shape": Form("per 1,000 residents", "five-year age bands from 16", BANDS, within=SHAPE),
    "hukou": Form("share of adults", "household registration", HUKOUS, sums_to_one=True),
    "female_by_hukou": Form("share of the group", "women among migrants", ("nonlocal_rural", "nonlocal_urban")),
    "age_by_hukou": Form("shape", "age of each hukou group", HUKOUS, BANDS, SHAPE),
    "place_by_hukou": Form("shape", "core, suburb, town, village by hukou", HUKOUS, PLACES, SHAPE),
    "schooling": Form("share of adults", "highest schooling", SCHOOLINGS, sums_to_one=True),
    "schooling_by_age": Form("shape", "schooling by age band", BANDS, SCHOOLINGS, SHAPE),
    "schooling_by_hukou": Form("shape", "schooling by hukou", HUKOUS, SCHOOLINGS, SHAPE),
    "disabled": Form("share of adults", "holders of a disability certificate"),
    "access": Form("share of the group", "adults with internet access", ("urban", "rural", "aged_60")),
    "skilled_share": Form("share of persons aged 16–59", "skilled persons"),
    "monthly_wage": Form("yuan/month", "mean wage of employees", within=RANGES["monthly_wage"]),
    "wage_ratio": Form("ratio", "mean wage, non-private over private units", within=RANGES["wage_ratio"]),
    "minimum_wage": Form(
        "yuan/month", "by zone, highest first", tuple(f"zone_{z + 1}" for z in range(WAGE_ZONES)), within=(0.0, 1e5)
    ),
    "unemployment_benefit": Form("yuan/month", "mean benefit", within=RANGES["unemployment_benefit"]),
    "digital_share": Form("share of jobs", "core digital industries, legal units"),
    "sectors": Form("share of employees", "sectors of employers", load_sectors().ids, sums_to_one=True),
}
OF_COUNTRY = {  # what a city takes that neither gives a figure nor extends one that does
    "household_size": Figure(
        2.62, "National Bureau of Statistics, 7th population census 2020, China", "measured", "china"
    ),
}
CENSUS_RANGES = {name: RANGES[name] for name in CENSUS}
PARTS = ("value", "source", "grade")
DISTRICT_KEYS = ("id", "name", "class", "residents", "area_km2", "urban_share", "seat", "wage_zone")
COLUMNS = DISTRICT_KEYS[2:]  # of districts, each with its own source and grade if `about` is given
DISTRICT_NUMBERS = {
    "residents": (1.0, 1e8),
    "area_km2": (0.01, 5e5),
    "urban_share": (0.0, 1.0),
    "wage_zone": (1.0, float(WAGE_ZONES)),
}


class Reading:
    """Reads the parts of one city file and collects its faults, so that all are reported at once."""

    def __init__(self, city: str) -> None:
        self.city = city
        self.faults: list[Fault] = []
        self.sources: dict[str, str] = {}  # short name → citation

    def fault(self, node: Node, message: Message) -> None:
        """Note what is wrong with a value."""
        self.faults.append(node.fault(message))

    def mapping(self, node: Node, allowed: Collection[str], needed: Collection[str] = ()) -> dict[str, Node]:
        """What a mapping holds; faults for unknown and missing settings."""
        if not isinstance(node.value, dict):
            self.fault(node, no_settings(node, allowed))
            return {}
        for name, item in node.items.items():
            if name not in allowed:
                self.faults.append(item.fault(no_setting(name, allowed), key=True))
        if missing := [name for name in needed if name not in node.items]:
            self.fault(node, phrase("value.lacks", "lacks {names}", names=", ".join(missing)))
        return {name: item for name, item in node.items.items() if name in allowed}

    def number(self, node: Node, within: tuple[float, float], column: str = "") -> float:
        """A finite number within the range, else a fault and NaN; `column` is named where the path does not."""
        value = node.value
        if value is None:
            self.fault(node, _hole(within, column))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.fault(node, phrase("value.number", "must be a number (got {got})", got=node.got))
        elif not within[0] <= value <= within[1]:
            low, high = map(_told, within)
            what = "must lie in {low}…{high} (got {got})"
            self.fault(node, phrase("value.within", what, low=low, high=high, got=value))
        else:
            return float(value)
        return math.nan

    def text(self, node: Node | None) -> str:
        """A text that says something; one that is missing has been reported where it is needed."""
        if node is None:
            return ""
        if not isinstance(node.value, str) or not node.value.strip():
            self.fault(node, phrase("value.text", "must be text (got {got})", got=node.got))
            return ""
        return node.value.strip()

    def names(self, node: Node | None) -> tuple[str, str]:
        """The Chinese and the English name."""
        parts = self.mapping(node, ("zh", "en"), ("zh", "en")) if node is not None else {}
        return self.text(parts.get("zh")), self.text(parts.get("en"))

    def provenance(self, parts: Mapping[str, Node]) -> tuple[str, str]:
        """(source, grade); a source that begins with the short name of one of the file's is written out."""
        source, grade = self.text(parts.get("source")), parts.get("grade")
        if grade is not None and grade.value not in GRADES:
            self.fault(grade, one_of(grade, GRADES))
        name = re.match(r"\w+", source)
        if name and name[0] in self.sources:
            source = self.sources[name[0]] + source[name.end() :]
        return source, str(grade.value) if grade is not None else ""

    def figure(self, key: str, node: Node) -> Figure:
        """One figure in the form `FORMS` asks for."""
        parts = self.mapping(node, PARTS, PARTS)
        source, grade = self.provenance(parts)
        ranges = CENSUS_RANGES if key == "census" else {}
        value = self._value(parts["value"], FORMS[key], ranges) if "value" in parts else math.nan
        return Figure(value, source, grade, self.city)

    def _value(self, node: Node, form: Form, ranges: Mapping[str, tuple[float, float]]) -> float | Floats:
        if not form.names:
            return self.number(node, form.within)
        rows = self.mapping(node, form.names)
        for name in form.names if rows else ():
            if name not in rows:
                self.fault(node, _lacks(name, form, ranges.get(name, form.within)))
        if len(rows) < len(form.names):
            return np.array(math.nan)
        if form.columns:
            return np.array([self._row(rows[n], form) for n in form.names])
        numbers = np.array([self.number(rows[n], ranges.get(n, form.within)) for n in form.names])
        total = float(numbers.sum())
        if form.sums_to_one and abs(total - 1.0) > ROUNDING:
            self.fault(node, phrase("city.shares", "must be shares that sum to 1 (got {got})", got=f"{total:.4f}"))
        return numbers / total if form.sums_to_one else numbers

    def _row(self, node: Node, form: Form) -> list[float]:
        if not isinstance(node.value, list) or len(node.value) != len(form.columns):
            what = "must be a list of {n} numbers: {names} (got {got})"
            got = phrase("city.row_of", "{n} of them", n=len(node.value)) if isinstance(node.value, list) else node.got
            n, names = len(form.columns), ", ".join(form.columns)
            self.fault(node, phrase("city.row", what, n=n, names=names, got=got))
            return [math.nan] * len(form.columns)
        return [self.number(item, form.within, name) for item, name in zip(node.value, form.columns, strict=True)]

    def districts(self, node: Node) -> Figure:
        """The list of districts, each a checked record; sources of its columns are joined into one text."""
        about = node.items.get("about")
        parts = self.mapping(node, ("value", "about") if about else PARTS, ("value",) if about else PARTS)
        source, grade = self._about(about) if about else self.provenance(parts)
        records = parts.get("value")
        if records is None or not isinstance(records.value, list) or not records.value:
            self.fault(records or node, phrase("city.no_districts", "must hold a list of districts"))
            return Figure([], source, grade, self.city)
        return Figure([self._district(record) for record in records.value], source, grade, self.city)

    def _about(self, node: Node) -> tuple[str, str]:
        """One source for all columns, and the weakest of their grades."""
        pairs = {}
        for name, item in self.mapping(node, COLUMNS, COLUMNS).items():
            pairs[name] = self.provenance(self.mapping(item, PARTS[1:], PARTS[1:]))
        source = "; ".join(f"{name}: {source} ({grade})" for name, (source, grade) in pairs.items())
        return source, max((grade for _, grade in pairs.values() if grade in GRADES), key=GRADES.index, default="")

    def _district(self, node: Node) -> dict[str, Any]:
        """Arguments of `District`; a record with a fault is reported and never used."""
        parts = self.mapping(node, DISTRICT_KEYS, tuple(k for k in DISTRICT_KEYS if k != "seat"))
        klass = parts.get("class")
        if klass is not None and klass.value not in DISTRICT_CLASSES:
            self.fault(klass, one_of(klass, DISTRICT_CLASSES))
        numbers = {k: self.number(parts[k], within) for k, within in DISTRICT_NUMBERS.items() if k in parts}
        name_zh, name_en = self.names(parts.get("name"))
        return {
            "id": self.text(parts.get("id")),
            "name_zh": name_zh,
            "name_en": name_en,
            "klass": klass.value if klass is not None else "",
            "seat": self._seat(parts.get("seat")),
            **numbers,
        }

    def _seat(self, node: Node | None) -> tuple[float, ...] | None:
        if node is None:
            return None
        if not isinstance(node.value, list) or len(node.value) != 2:
            what = "must be a list of two numbers, km east and north (got {got})"
            self.fault(node, phrase("city.seat", what, got=node.got))
            return None
        return tuple(self.number(item, (-1e3, 1e3)) for item in node.value)


def _told(end: float) -> str:
    return f"{end:,.10g}"


def _hole(within: tuple[float, float], column: str) -> Message:
    """Said of a place in a row that nothing stands in."""
    low, high = map(_told, within)
    if column:
        what = "is empty in column {column}; write a number in {low}…{high}"
        return phrase("city.hole_in", what, column=column, low=low, high=high)
    return phrase("city.hole", "is empty; write a number in {low}…{high}", low=low, high=high)


def _lacks(name: str, form: Form, within: tuple[float, float]) -> Message:
    """Said of a row or table that lacks a place; what belongs there."""
    if form.columns:
        what = "lacks {name}; write `{name}:` and a list of {n} numbers: {names}"
        return phrase("city.lacks_row", what, name=name, n=len(form.columns), names=", ".join(form.columns))
    low, high = map(_told, within)
    return phrase(
        "city.lacks", "lacks {name}; write `{name}:` and a number in {low}…{high}", name=name, low=low, high=high
    )
