"""Groups of people in words: `sex=female,age=45-59,residence=village` as a reader would say it."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.groups import EVERYBODY
from ...model.occupations import load_occupations
from .texts import Lang, text, texts

Names = Mapping[str, Mapping[str, str]]  # id of a district → language → name


def group_told(group: str, lang: Lang, districts: Names | None = None) -> str:
    """A group by its name; districts by theirs where they are known."""
    if group == EVERYBODY or "=" not in group:
        return text("group.all", lang)
    parts = [part.split("=", 1) for part in group.split(",")]
    told = [_told(name, values, lang, districts or {}) for name, values in parts]
    others = [said if name == "district" else small(said) for said, (name, _) in zip(told[1:], parts[1:], strict=True)]
    return text("number.comma", lang).join([told[0], *others])


def small(words: str) -> str:
    """Without the capital of a title."""
    return words[:1].lower() + words[1:]


def _told(name: str, values: str, lang: Lang, districts: Names) -> str:
    """What is said of the people by one attribute."""
    if name == "age":
        low, _, high = values.partition("-")
        if not high:
            return text("group.from_age", lang, age=low.rstrip("+"))
        return text("group.ages", lang, low=low, high=high)
    first, *others = (_value(name, value, lang, districts) for value in values.split("|"))
    return text("group.or", lang).join([first, *(one if name == "district" else small(one) for one in others)])


def _value(name: str, value: str, lang: Lang, districts: Names) -> str:
    """One value."""
    if name == "district":
        return districts.get(value, {}).get(lang, value.replace("_", " "))
    if name == "occupation" and value in (known := load_occupations()).ids:
        return getattr(known.names[known.index(value)], lang)
    name = {"place": "residence"}.get(name, name)
    return texts(lang).get(f"group.{name}.{value}", value.replace("_", " "))
