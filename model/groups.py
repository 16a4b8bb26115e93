"""Who is meant: groups of people by crossing what can be said of them, written alike wherever people are asked about.

`sex=female,age=45-59,residence=village` are women of 45 to 59 in villages; `schooling=college|bachelor` are people of
either. Several groups are parted by `;`. Each attribute is declared once, here: how a file, an option, a query or a
page names it, and for whom in a city it holds. A group is read to one name, whatever way it was written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..agents.workers import AGE_ENDS, HUKOUS, INACTIVE, NONLOCAL_RURAL, PLATFORM, SCHOOLINGS, SEXES, STATUSES
from ..messages import Message, phrase
from .occupations import CLASSES, load_occupations
from .places import on_platforms
from .profile import BAND_STARTS, DISTRICT_CLASSES, PLACES, VILLAGE, District

if TYPE_CHECKING:
    from .city import City

Codes = NDArray[Any]  # of each person, a place in the values of an attribute
Mask = NDArray[np.bool_]
NO_YES = ("no", "yes")
SAID_SO = {"true": "yes", "false": "no"}
AGE_BANDS = ("16-24", "25-29", "30-59", "60+")
AGES = re.compile(r"([0-9]{1,3})(?:\s*[-–~]\s*([0-9]{1,3})|\+)")
YOUNGEST, STEP = BAND_STARTS[0], 5  # years
EVERYBODY = "all"
SHOWN = 16  # names to choose from in a message
LEAST = 30  # simulated persons of whom something can be said


@dataclass(frozen=True)
class Attribute:
    """Something that can be said of people."""

    doc: str
    codes: Callable[[City], Codes]
    values: tuple[str, ...] = ()  # in the order of the codes; empty where a city or a reader names them
    unions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # several values under one name
    also: Mapping[str, str] = field(default_factory=dict)  # other words for a value


def _status(city: City) -> Codes:
    """Status as it is counted: who is retired and teaches some hours online is no platform worker."""
    w = city.workers
    return np.where((w.status == PLATFORM) & ~on_platforms(city), INACTIVE, w.status)


def _status_at_start(city: City) -> Codes:
    """Status on the eve of the scenario; newcomers, who were not there, have none."""
    if city.began is None:
        return _status(city)
    return np.where(city.began.born == city.workers.born, city.began.status, len(STATUSES))


def ages(city: City) -> Codes:
    """Completed years."""
    return (city.month - city.workers.born.astype(np.int64)) // 12


def _town_country(city: City) -> Codes:
    return (city.grid.klass == VILLAGE)[city.workers.cell].astype(np.uint8)


def _district_class(city: City) -> Codes:
    kinds = np.array([DISTRICT_CLASSES.index(d.klass) for d in city.profile.districts])
    return np.asarray(kinds[city.grid.district[city.workers.cell]])


def _classes() -> dict[str, tuple[str, ...]]:
    """Occupations by what kind of work they are."""
    occ = load_occupations()
    kinds = {name: occ.klass == number for number, name in enumerate(CLASSES)} | {"digital": occ.digital}
    return {name: tuple(one for one, mine in zip(occ.ids, held, strict=True) if mine) for name, held in kinds.items()}


ATTRIBUTES: dict[str, Attribute] = {
    "sex": Attribute("sex", lambda city: city.workers.sex, SEXES, also={"men": "male", "women": "female"}),
    "age": Attribute("age in years, by bounds five years apart", ages),
    "age_band": Attribute("age, in the bands of statistics", lambda city: np.digitize(ages(city), AGE_ENDS), AGE_BANDS),
    "schooling": Attribute("schooling", lambda city: city.workers.schooling - 1, SCHOOLINGS),
    "hukou": Attribute(
        "household registration",
        lambda city: city.workers.hukou,
        HUKOUS,
        {
            "local": ("local_urban", "local_rural"),
            "nonlocal": ("nonlocal_rural", "nonlocal_urban"),
            "rural": ("local_rural", "nonlocal_rural"),
            "urban": ("local_urban", "nonlocal_urban"),
        },
    ),
    "migrant": Attribute(
        "registered elsewhere", lambda city: city.workers.hukou >= NONLOCAL_RURAL, NO_YES, also=SAID_SO
    ),
    "disability": Attribute(
        "certified disability",
        lambda city: city.workers.disabled,
        ("none", "certified"),
        also={"yes": "certified", "true": "certified", "no": "none", "false": "none"},
    ),
    "residence": Attribute(
        "kind of place where the home is",
        lambda city: city.grid.klass[city.workers.cell],
        PLACES,
        {"urban": ("core", "suburb", "town")},
        {"rural": "village"},
    ),
    "place": Attribute("the same as residence", lambda city: city.grid.klass[city.workers.cell], PLACES),
    "urban_rural": Attribute("town or village", _town_country, ("urban", "rural")),
    "district": Attribute("district, by its id or its name", lambda city: city.grid.district[city.workers.cell]),
    "district_class": Attribute("kind of district", _district_class, DISTRICT_CLASSES),
    "status": Attribute("status in the month", _status, STATUSES),
    "status_at_start": Attribute("status on the eve of the scenario", _status_at_start, STATUSES),
    "platform": Attribute("works on a platform in the month", on_platforms, NO_YES, also=SAID_SO),
    "occupation": Attribute(
        "present or last occupation, or a class of them",
        lambda city: city.workers.occupation,
        load_occupations().ids,
        _classes(),
    ),
}
WHOLE = ("sex", "age_band", "hukou", "schooling", "disability", "urban_rural", "place", "status", "district")
DIMENSIONS: dict[str, tuple[str, ...]] = {name: ATTRIBUTES[name].values for name in WHOLE}  # split into all values


@dataclass(frozen=True)
class PeopleGroup:
    """People alike in what is said of them; attributes in the order above, values in theirs."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        """The one way to write it."""
        return ",".join(f"{name}={_short(name, values)}" for name, values in self.parts) or EVERYBODY

    @property
    def remembers(self) -> bool:
        """Whether it asks who people were on the eve of the scenario."""
        return any(name == "status_at_start" for name, _ in self.parts)


class Began(NamedTuple):
    """Who people were on the eve of a scenario."""

    born: NDArray[np.int16]  # tells whether a row is still the same person
    status: NDArray[np.uint8]

    @classmethod
    def of(cls, city: City) -> Began:
        """As they stand."""
        return cls(city.workers.born.copy(), _status(city).astype(np.uint8))


def read_group(
    written: Iterable[tuple[str, object]], districts: Sequence[District]
) -> tuple[PeopleGroup, list[Message]]:
    """The group that pairs of attribute and value mean in a city with these districts, and all that is wrong with
    them. Values are words, numbers, flags or lists of them."""
    found: dict[str, tuple[str, ...]] = {}
    faults: list[Message] = []
    for name, said in written:
        if name not in ATTRIBUTES:
            what = "{name} is not an attribute of people{near}"
            faults.append(phrase("group.attribute", what, name=repr(name), near=_near(name, ATTRIBUTES)))
        elif name in found:
            faults.append(phrase("group.twice", "{name} is named twice; write both values as {name}=a|b", name=name))
        else:
            values, odd = _values(name, said, districts)
            found[name] = values
            faults += odd
    return PeopleGroup(tuple((name, found[name]) for name in ATTRIBUTES if name in found)), faults


def parse_group(text: str, districts: Sequence[District] = ()) -> PeopleGroup:
    """The group of a text such as `sex=female,age=45-59`; ValueError with all that is wrong."""
    if text.strip() == EVERYBODY:
        return PeopleGroup(())
    pairs = [part.partition("=") for part in re.split("[,&，]", text) if part.strip()]
    if not pairs or not all(sign for _, sign, _ in pairs):
        what = "{text} is not a group such as sex=female,age=45-59,residence=village"
        raise ValueError(phrase("group.form", what, text=repr(text)))
    group, faults = read_group([(name.strip(), value.strip()) for name, _, value in pairs], districts)
    if faults:
        raise ValueError(*faults)
    return group


def split_groups(text: str) -> list[str]:
    """The groups of a text, which `;` parts."""
    return [part.strip() for part in re.split("[;；]", text) if part.strip()]


def members(city: City, group: PeopleGroup) -> Mask:
    """Who belongs to a group at this moment."""
    districts = [d.id for d in city.profile.districts]
    return members_by(group, len(city.workers), lambda name: ATTRIBUTES[name].codes(city), districts)


def members_by(group: PeopleGroup, people: int, codes_of: Callable[[str], Codes], districts: Sequence[str]) -> Mask:
    """Who of so many people belongs to a group, by their codes in each of its attributes."""
    found = np.ones(people, np.bool_)
    for name, values in group.parts:
        codes = codes_of(name)
        if name == "age":
            low, high = _bounds(values[0])
            found &= (codes >= low) & (codes <= high)
        else:
            known = ATTRIBUTES[name].values or tuple(districts)
            held = np.zeros(len(known) + 1, np.bool_)  # the last: none of them
            held[[known.index(value) for value in values]] = True
            found &= held[codes.astype(np.intp)]
    return found


def _short(name: str, values: tuple[str, ...]) -> str:
    """Values as written: the name of all of them together where there is one."""
    for union, those in ATTRIBUTES[name].unions.items():
        if values == those:
            return union
    return "|".join(values)


def _near(word: str, known: Iterable[str]) -> str:
    """Did you mean …, or what there is."""
    names = list(known)
    if close := difflib.get_close_matches(word, names, n=1):
        return phrase("near.one", "; did you mean {word}?", word=close[0])
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    return phrase("near.choose", "; choose from {names}", names=shown)


def _values(name: str, said: object, districts: Sequence[District]) -> tuple[tuple[str, ...], list[Message]]:
    """The values meant, in their order, and what is wrong."""
    words = said if isinstance(said, list | tuple) else str(said).split("|")
    texts = [str(word).lower() if isinstance(word, bool) else str(word).strip() for word in words]
    if name == "age":
        return _age(texts)
    attribute = ATTRIBUTES[name]
    if name == "district" and not districts:  # whose they are is not known yet
        return tuple(texts), []
    known = attribute.values or tuple(d.id for d in districts)
    others = {other: d.id for d in districts for other in (d.name_zh, d.name_en, d.name_en.lower())}
    also = attribute.also if attribute.values else others
    found: set[str] = set()
    faults = []
    for text in texts:
        if text in attribute.unions:
            found.update(attribute.unions[text])
        elif (value := also.get(text) or also.get(text.lower()) or text) in known:
            found.add(value)
        else:
            what, choice = "{name} is never {got}{near}", [*known, *attribute.unions]
            faults.append(phrase("group.value", what, name=name, got=repr(text), near=_near(text, choice)))
    return tuple(value for value in known if value in found), faults


def _age(texts: Sequence[str]) -> tuple[tuple[str, ...], list[Message]]:
    """One range of ages."""
    got = "|".join(texts)
    if len(texts) != 1 or not (match := AGES.fullmatch(got)):
        return (), [phrase("group.ages", "age must be a range such as 45-59 or 60+ (got {got})", got=repr(got))]
    low, high = int(match[1]), int(match[2]) if match[2] else None
    if high is not None and high < low:
        what = "age {got} is upside down; write {low}-{high}"
        return (), [phrase("group.age_order", what, got=got, low=high, high=low)]
    if low < YOUNGEST:
        return (), [phrase("group.young", "age begins at {least} (got {got})", least=YOUNGEST, got=got)]
    if (low != YOUNGEST and low % STEP) or (high is not None and (high + 1) % STEP):
        fits = (
            f"{max(YOUNGEST, low // STEP * STEP)}-{high // STEP * STEP + STEP - 1}"
            if high
            else f"{low // STEP * STEP}+"
        )
        what = "age goes by five years, as cities tell it: {fits} would fit (got {got})"
        return (), [phrase("group.age_step", what, fits=fits, got=got)]
    return (f"{low}-{high}" if high is not None else f"{low}+",), []


def _bounds(ages: str) -> tuple[int, float]:
    """First and last age of a range."""
    low, _, high = ages.partition("-")
    return int(low.rstrip("+")), float(high) if high else np.inf
