"""A city of a visitor's own in the address of Compare: its file, from a census row on, as for the command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ...messages import phrase
from ...model.profile import Profile
from ...scenarios.cities import city_in, list_cities, load_city
from ...scenarios.merge import is_file
from ...scenarios.writing import as_text
from ...scenarios.yaml_reader import Document, Fault, SpecError
from .packed import CITY, packed, unpacked

ID, DISTRICT = re.compile("[a-z][a-z0-9_]{0,39}"), re.compile(r"[\w-]{1,40}")
LONGEST_TITLE = 40  # characters
MOST_DISTRICTS = 60
USUAL = "hangzhou"  # stands where a city cannot be read, which is told


def is_own_city(words: str) -> bool:
    """Whether the address holds a city's file."""
    return words.startswith(CITY)


def city_words(document: Document) -> str:
    """A city's file that was dropped in, as words of an address."""
    return packed(CITY, document.data)


def city_in_file(document: Document) -> Profile:
    """The city of a file, checked as by `jiuye check`, and for what a page cannot show."""
    if faults := list(_refused(document)):
        raise SpecError(faults)
    return city_in(document)


@lru_cache(32)
def _read(words: str) -> Profile | tuple[Fault, ...]:
    try:
        return city_in_file(unpacked(words, "city"))
    except SpecError as error:
        return tuple(error.faults)


def faults_of_city(words: str) -> list[Fault]:
    """What is wrong with the city of an address."""
    found = _read(words) if is_own_city(words) else ()
    return list(found) if isinstance(found, tuple) else []


def profile_of(words: str) -> Profile:
    """The city of an address; the usual one where it cannot be read, which its faults tell."""
    found = _read(words) if is_own_city(words) else load_city(words)
    return found if isinstance(found, Profile) else load_city(USUAL)


def profile_words(words: str) -> Profile | str:
    """The city as a scenario file's overrides take it: a shipped one by name."""
    return profile_of(words) if is_own_city(words) else words


def file_of_city(words: str) -> tuple[str, str] | None:
    """The city's file to take away, name and text; None of a shipped one."""
    if not is_own_city(words) or not isinstance(found := _read(words), Profile):
        return None
    return f"{found.id}.yaml", as_text(unpacked(words, "city").data)


def _refused(document: Document) -> Iterator[Fault]:
    data = document.data
    if not isinstance(data, dict):
        return  # said by the reader of cities
    above, id_ = data.get("extends"), data.get("id")
    if isinstance(above, str) and is_file(above):
        what = "names a file ({got}), and a page opens none on the server; write something that is shipped"
        yield document.fault(("extends",), phrase("page.names_file", what, got=above[:60]))
    if isinstance(id_, str) and not ID.fullmatch(id_):
        what = "must be small letters, digits and _, 40 at most (got {got})"
        yield document.fault(("id",), phrase("page.city_id", what, got=id_[:60]))
    if id_ in list_cities():
        what = "is the name of a shipped city ({got}); give yours another"
        yield document.fault(("id",), phrase("page.city_shipped", what, got=str(id_)))
    for path, told in _titles(data):
        if len(str(told)) > LONGEST_TITLE:
            what = "has more than {n} characters"
            yield document.fault(path, phrase("page.long_title", what, n=LONGEST_TITLE))
    for k, district in enumerate(_districts(data)):
        name = district.get("id") if isinstance(district, dict) else None
        if isinstance(name, str) and not DISTRICT.fullmatch(name):
            what = "must be letters, digits, _ and -, 40 at most (got {got})"
            path = ("districts", "value", k, "id")
            yield document.fault(path, phrase("page.district_id", what, got=name[:60]))
    if len(_districts(data)) > MOST_DISTRICTS:
        message = phrase("page.too_long", "has more than {n} entries", n=MOST_DISTRICTS)
        yield document.fault(("districts", "value"), message)


def _districts(data: dict[str, Any]) -> list[Any]:
    listed = data.get("districts")
    found = listed.get("value") if isinstance(listed, dict) else None
    return found if isinstance(found, list) else []


def _titles(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every name that people read."""
    named: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    named += [(("districts", "value", k), district) for k, district in enumerate(_districts(data))]
    for path, owner in named:
        names = owner.get("name") if isinstance(owner, dict) else None
        for lang, told in names.items() if isinstance(names, dict) else ():
            yield (*path, "name", lang), told
