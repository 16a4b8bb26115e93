"""The occupation network: which jobs exist, what they ask for and pay, and how far one is from another.

The numbers, their meaning and their sources stand in `data/occupations.yaml`; this module reads and checks them.
"""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..messages import Message, phrase
from ..shipped_yaml import shipped_yaml
from .sectors import load_sectors, near

PATH = Path(__file__).parent / "data" / "occupations.yaml"
LAYERS = ("technical", "application", "management")  # skill layers, plan §3.1.1
CLASSES = ("technical", "service", "operations", "traditional")  # the first three are digital, plan §4.1.2
MAJORS = ("managers", "professionals", "clerks", "service", "production", "farming")  # NBS major groups, P20
SCENES = (
    *("transport", "health", "community", "agriculture", "logistics", "manufacturing"),
    *("e_commerce", "government", "energy", "culture", "education", "general"),
)
INCUBATED = (  # the twelve kinds of posts of industry chains, plan §6.2.2; the first four are the plan's examples
    *("carbon_asset_manager", "digital_curator", "health_data_analyst", "telemedicine_technician"),
    *("tele_doctor", "digital_health_manager", "virtual_scene_operator", "ai_content_reviewer"),
    *("digital_twin_modeller", "smart_city_operator", "industrial_internet_operator", "unmanned_warehouse_operator"),
)
GRADES = ("measured", "derived", "judged", "swept")


class Name(NamedTuple):
    """What users read."""

    zh: str
    en: str


class Source(NamedTuple):
    """Where a number comes from; the address is empty where none is known."""

    citation: str
    address: str


class OccupationsView(NamedTuple):
    """What kernels read of the occupations; shapes as in `Occupations`."""

    need: NDArray[np.float64]
    schooling: NDArray[np.uint8]
    sex_bias: NDArray[np.float64]
    digital: NDArray[np.bool_]
    literacy: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Occupations:
    """All occupations, one column a field; row i of every column is occupation `ids[i]`. Arrays are read-only."""

    ids: tuple[str, ...]  # stable English keys, sorted by class then id
    names: tuple[Name, ...]  # Chinese and English
    klass: NDArray[np.uint8]  # [n] index into CLASSES
    major: NDArray[np.uint8]  # [n] index into MAJORS; relative pay P20
    industry_it: NDArray[np.bool_]  # [n] the post belongs to information services; relative pay P21
    scene: NDArray[np.uint8]  # [n] index into SCENES
    need: NDArray[np.float64]  # [n, 3] required skill by LAYERS, share of full mastery
    schooling: NDArray[np.uint8]  # [n] minimum as posted: 1 primary or less … 5 bachelor or more
    literacy: NDArray[np.float64]  # [n] minimum digital literacy, 0–1
    remote: NDArray[np.float64]  # [n] share of posts that can be done remotely
    wage: NDArray[np.float64]  # [n] pay over the city's mean employee wage
    trend: NDArray[np.float64]  # [n] growth of demand per year (C04, C05)
    share: NDArray[np.float64]  # [n] share of the city's formal employment; sums to 1
    sectors: NDArray[np.float64]  # [n, sectors] in which of them the posts are; rows sum to 1
    age_filter: NDArray[np.float64]  # [n] share of postings with an age ceiling (P44)
    age_ceiling: NDArray[np.uint8]  # [n] that ceiling, years
    sex_bias: NDArray[np.float64]  # [n] women's callbacks over men's, equal CVs (B 2.24)
    ladder: tuple[str, ...]  # name of the career ladder, empty if none (plan §3.2.2)
    rung: NDArray[np.int8]  # [n] rung on it, −1 if none; rung 0 is platform work
    digital: NDArray[np.bool_]  # [n] in one of the plan's three digital classes
    source: tuple[tuple[str, ...], ...]  # keys of `sources`, some followed by the plan's section
    grade: tuple[str, ...]  # one of GRADES
    sources: dict[str, Source]

    def view(self) -> OccupationsView:
        """The columns kernels read, as a named tuple."""
        return OccupationsView(self.need, self.schooling, self.sex_bias, self.digital, self.literacy)

    def index(self, id: str) -> int:
        """Row of the occupation called `id`."""
        if id in self.ids:
            return self.ids.index(id)
        raise ValueError(f"{id!r} is not an occupation{_hint(id, self.ids)}")


@cache
def load_occupations() -> Occupations:
    """The occupations of `data/occupations.yaml`, read once."""
    return parse_occupations(shipped_yaml(PATH))


def parse_occupations(document: Any) -> Occupations:
    """Check a mapping {sources, occupations} as read from YAML and turn it into columns; name every fault at once."""
    faults = list(_faults(document))
    if faults:
        raise ValueError("\n".join(f"{PATH.name}: {fault}" for fault in faults))
    records = document["occupations"]
    ladders = [r.get("ladder", {"name": "", "rung": -1}) for r in records]

    def column(key: str, dtype: type[np.generic] = np.float64) -> NDArray[Any]:
        values = [_CHOICES[key].index(r[key]) if key in _CHOICES else r[key] for r in records]
        return _frozen(np.array(values, dtype=dtype))

    klass = column("class", np.uint8)
    return Occupations(
        ids=tuple(r["id"] for r in records),
        names=tuple(Name(**r["name"]) for r in records),
        klass=klass,
        major=column("major", np.uint8),
        industry_it=_frozen(column("industry", np.uint8) == 0),
        scene=column("scene", np.uint8),
        need=column("need"),
        schooling=column("schooling", np.uint8),
        literacy=column("literacy"),
        remote=column("remote"),
        wage=column("wage"),
        trend=column("trend"),
        share=column("share"),
        sectors=_frozen(_parts([r["sectors"] for r in records])),
        age_filter=column("age_filter"),
        age_ceiling=column("age_ceiling", np.uint8),
        sex_bias=column("sex_bias"),
        ladder=tuple(place["name"] for place in ladders),
        rung=_frozen(np.array([place["rung"] for place in ladders], dtype=np.int8)),
        digital=_frozen(klass != CLASSES.index("traditional")),
        source=tuple(tuple(r["source"]) for r in records),
        grade=tuple(r["grade"] for r in records),
        sources={key: Source(s["citation"], s.get("address", "")) for key, s in document["sources"].items()},
    )


def skill_distance(need: NDArray[np.float64]) -> NDArray[np.float64]:
    """Skill that is missing when someone moves from one occupation to another.

    `need` is [n, 3], shares of full mastery by LAYERS. Entry [a, b] of the [n, n] result is the shortfall of a worker
    of occupation a in occupation b: the mean over the layers of max(0, need_b − need_a). Skill beyond what b asks for
    does not help, so the distance is not symmetric: 0 to any post that asks for less, at most 1.
    """
    shortfall: NDArray[np.float64] = np.maximum(need[None, :, :] - need[:, None, :], 0.0).mean(axis=2)
    return shortfall


# What each field may hold.
_CHOICES = {"class": CLASSES, "major": MAJORS, "industry": ("it", "other"), "scene": SCENES, "grade": GRADES}
_WHOLE = ("schooling", "age_ceiling")
_RANGES: dict[str, tuple[float, float]] = {"schooling": (1, 5), "age_ceiling": (16, 70), "sex_bias": (0.5, 1.2)}
_RANGES |= {"wage": (0.2, 5), "trend": (-0.5, 1)}
_RANGES |= dict.fromkeys(("literacy", "remote", "share", "age_filter"), (0.0, 1.0))
_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "id": (lambda v: isinstance(v, str) and v.isidentifier() and v.islower(), "be a snake_case word"),
    "name": (lambda v: isinstance(v, dict) and set(v) == {"zh", "en"}, "have zh and en"),
    "need": (
        lambda v: isinstance(v, list) and len(v) == len(LAYERS) and all(_is_number(x, 0, 1) for x in v),
        f"be three numbers within 0..1, for {', '.join(LAYERS)}",
    ),
    "ladder": (
        lambda v: isinstance(v, dict) and set(v) == {"name", "rung"} and v["rung"] in (0, 1, 2),
        "have a name and a rung within 0..2",
    ),
    "sectors": (
        lambda v: isinstance(v, dict) and v != {} and all(_is_number(x, 0, 100) and x > 0 for x in v.values()),
        "give each sector a number above 0",
    ),
    "source": (
        lambda v: isinstance(v, list) and v != [] and all(isinstance(s, str) and s for s in v),
        "be a list of keys of sources",
    ),
}
_REQUIRED = (*(key for key in _FORMS if key != "ladder"), *_CHOICES, *_RANGES)


def _faults(document: Any) -> Iterator[str]:
    """What is wrong with the document, as sentences."""
    if not isinstance(document, dict) or set(document) != {"sources", "occupations"}:
        yield "must be a mapping with the keys sources and occupations"
        return
    records = document["occupations"]
    if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        yield "occupations must be a list of mappings"
        return
    for key, source in document["sources"].items():
        if not isinstance(source, dict) or not {"citation"} <= set(source) <= {"citation", "address"}:
            yield f"sources.{key}: must have a citation and may have an address, nothing else"
    ids = [str(r.get("id", f"number {row}")) for row, r in enumerate(records, 1)]
    for id, record in zip(ids, records, strict=True):
        yield from (f"occupation {id}: {fault}" for fault in _record_faults(record, document["sources"]))
    yield from (f"occupation {id}: appears {times} times" for id, times in Counter(ids).items() if times > 1)
    total = math.fsum(r["share"] for r in records if _is_number(r.get("share"), 0, 1))
    if abs(total - 1) > 1e-9:
        yield f"shares must sum to 1 (got {total:.6f})"
    named = {sector for r in records if isinstance(r.get("sectors"), dict) for sector in r["sectors"]}
    yield from (_no_post(sector) for sector in load_sectors().ids if sector not in named)


def _record_faults(record: dict[str, Any], sources: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one occupation."""
    yield from (f"{key} is missing" for key in _REQUIRED if key not in record)
    for key, value in record.items():
        if key in _CHOICES:
            if value not in _CHOICES[key]:
                yield f"{key} must be one of {', '.join(_CHOICES[key])} (got {value!r})"
        elif key in _RANGES:
            low, high = _RANGES[key]
            if not _is_number(value, low, high) or (key in _WHOLE and value != int(value)):
                yield f"{key} must be a {'whole ' * (key in _WHOLE)}number within {low:g}..{high:g} (got {value!r})"
        elif key in _FORMS:
            fits, form = _FORMS[key]
            if not fits(value):
                yield f"{key} must {form} (got {value!r})"
            elif key == "source":
                unknown = [s for s in value if s.split()[0] not in sources]
                yield from (f"source {s!r} is not among the sources{_hint(s, sources)}" for s in unknown)
            elif key == "sectors":
                yield from (_no_sector(s) for s in value if s not in load_sectors().ids)
        else:
            yield f"{key} is not a field{_hint(key, _REQUIRED)}"


def _no_sector(name: str) -> Message:
    return phrase("sectors.unknown", "{name} is not a sector{near}", name=name, near=near(name, load_sectors().ids))


def _no_post(name: str) -> Message:
    what = "sector {name} has no occupation: name it under `sectors` of at least one"
    return phrase("sectors.no_occupation", what, name=name)


def _parts(records: list[dict[str, float]]) -> NDArray[np.float64]:
    """[occupation, sector] share of the occupation's posts."""
    ids = load_sectors().ids
    parts = np.array([[record.get(sector, 0.0) for sector in ids] for record in records])
    shares: NDArray[np.float64] = parts / parts.sum(axis=1, keepdims=True)
    return shares


def _is_number(value: Any, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _hint(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array


@cache
def trades(occupations: Occupations) -> NDArray[np.float64]:
    """[schooling, occupation] cumulative share of the posts that are fit for people of each schooling; row 0 is
    empty."""
    cdf = np.zeros((6, len(occupations.ids)))
    for level in range(1, 6):
        fit = (occupations.schooling <= level) & (occupations.schooling >= level - 2)
        cdf[level] = np.cumsum(np.where(fit, occupations.share, 0.0))
        cdf[level] /= cdf[level, -1]
    return _frozen(cdf)


def draw_occupation(
    occupations: Occupations, schooling: NDArray[np.uint8], luck: NDArray[np.float64]
) -> NDArray[np.int64]:
    """An occupation fit for each person's schooling, drawn by the posts there are; `luck` uniform, shape (persons,)."""
    drawn = np.zeros(len(luck), np.int64)
    for level in range(1, 6):
        rows = schooling == level
        drawn[rows] = np.searchsorted(trades(occupations)[level], luck[rows], side="right")
    return np.minimum(drawn, len(occupations.ids) - 1)
