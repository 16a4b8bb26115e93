"""Whom a question is about, by crossing what can be said of people: one control for every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import solara

from ...model.groups import ATTRIBUTES, STEP, YOUNGEST, parse_group
from ...model.profile import District
from ..words.groups import group_told
from ..words.texts import Lang, text
from .controls import Choice

ANYBODY = ""
OLDEST = 80  # years of the last bound that is offered
WHO: dict[str, tuple[str, ...]] = {  # attribute → what is offered; more can stand in the address
    "sex": ("female", "male"),
    "age": (),  # by its bounds
    "residence": ("urban", "village"),
    "hukou": ("local", "nonlocal", "local_rural", "nonlocal_rural"),
    "schooling": ("primary|junior", "senior", "college", "bachelor"),
    "status_at_start": ("unemployed", "employed", "platform", "self_employed"),
    "disability": ("certified",),
    "occupation": tuple(ATTRIBUTES["occupation"].unions),
}
BOUNDS = (YOUNGEST, *range(YOUNGEST - YOUNGEST % STEP + STEP, OLDEST + 1, STEP))  # first years of age


def parts_of(group: str, districts: Sequence[District] = ()) -> dict[str, str]:
    """A group attribute by attribute, as it is named; nothing where it cannot be read."""
    try:
        found = parse_group(group, districts)
    except ValueError:
        return {}
    return dict(part.split("=", 1) for part in found.name.split(",")) if found.parts else {}


def written(parts: Mapping[str, str]) -> str:
    """The group of its parts."""
    return ",".join(f"{name}={values}" for name, values in parts.items() if values)


def names_of(districts: Sequence[District]) -> dict[str, dict[str, str]]:
    """Districts by id, in both languages."""
    return {d.id: {"zh": d.name_zh, "en": d.name_en} for d in districts}


@solara.component
def Who(
    parts: Mapping[str, str],
    lang: Lang,
    put: Callable[[dict[str, str]], None],
    districts: Sequence[District] = (),
) -> None:
    """Fields for everything that can be said of people; `put` is given the whole group, part by part."""
    names = names_of(districts)
    offered = WHO | ({"district": tuple(names)} if names else {})

    def choose(name: str, value: str) -> None:
        put({**parts, name: value})

    with solara.Div(classes=["fields", "who"]):
        for name, values in offered.items():
            here = parts.get(name, ANYBODY)
            if name == "age":
                _ages(here, lang, lambda value: choose("age", value))
                continue
            listed = dict.fromkeys((*values, *((here,) if here else ())))
            options = {ANYBODY: text("app_ask.any", lang)}
            options |= {value: group_told(f"{name}={value}", lang, names) for value in listed}
            Choice(
                text(f"app_ask.who.{name}", lang),
                options,
                here,
                lambda value, name=name: choose(name, value),  # type: ignore[misc]
            )


def _ages(here: str, lang: Lang, put: Callable[[str], None]) -> None:
    """From which age and up to which, five years apart, as cities tell it."""
    low, _, high = here.rstrip("+").partition("-")
    least = int(low) if low else YOUNGEST

    def change(first: str, last: str) -> None:
        if last and int(last) < int(first or YOUNGEST):
            last = ANYBODY
        put(f"{first or YOUNGEST}-{last}" if last else f"{first}+" if first else ANYBODY)

    first = {ANYBODY: text("app_ask.any", lang)} | {str(age): str(age) for age in BOUNDS[1:]}
    last = {ANYBODY: text("app_ask.any", lang)} | {str(a - 1): str(a - 1) for a in BOUNDS[1:] if a > least}
    first |= {low: low} if low and low != str(YOUNGEST) else {}
    last |= {high: high} if high else {}
    began = ANYBODY if low == str(YOUNGEST) else low
    Choice(text("app_ask.who.age_from", lang), first, began, lambda value: change(value, high))
    Choice(text("app_ask.who.age_to", lang), last, high, lambda value: change(low, value))
