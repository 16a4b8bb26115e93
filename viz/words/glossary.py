"""What the model says in English about levers, settings, figures and sources, in the reader's language."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...model.params import Param, params_of
from ...model.profile import Profile
from ...model.rules import Rules
from ...shipped_yaml import shipped_yaml
from .texts import FOLDER, Lang, has_unit, number, scale, text

# What sources say that are nothing but codes, authors and whether only the sign is known.
PLAIN = (("plan §", "规划 §"), (" (sign)", "（符号）"), (" et al. ", "等 "), (" & ", "与"))
SHORT = re.compile("[，；：（]")  # where what something means goes on to explain itself
Kind = Literal["lever", "phase", "figure", "unit", "source", "origin", "published", "year", "status", "statistic"]


@cache
def _chinese() -> dict[str, dict[str, str]]:
    """Terms looked up whole; levers and parameters say themselves what they mean in Chinese."""
    content: dict[str, dict[str, str]] = {}
    for file in FOLDER.glob("glossary*_zh.yaml"):
        content |= shipped_yaml(file)
    return content | {"lever": {lever.name: lever.zh for lever in LEVERS.values()}}


@cache
def _parameters() -> dict[str, Param]:
    """Settings of levers by `lever.setting`, parameters of behaviour and rules by name."""
    settings = {f"{lever.name}.{name}": p for lever in LEVERS.values() for name, p in lever.settings().items()}
    return params_of(Rules) | params_of(Behaviour) | settings


def told(kind: Kind, name: str, english: str, lang: Lang) -> str:
    """The meaning of `name`; what has no Chinese yet is told in English."""
    if lang == "en":
        return english
    return _chinese()[kind].get(name) or _own_chinese(name) or english


def _own_chinese(name: str) -> str:
    """What a lever (`transport_voucher`) or a setting of one (`transport_voucher.fare`) says itself."""
    from ...model.levers import LEVERS

    head, _, setting = name.partition(".")
    if head not in LEVERS:
        return ""
    return LEVERS[head].settings()[setting].zh if setting else getattr(LEVERS[head], "zh", "")


def section_told(section: str | None, lang: Lang) -> str:
    """The section of the plan in which a lever stands, or that it is none of the plan's."""
    return section or text("cli.own_lever", lang)


def unit_told(unit: str, lang: Lang) -> str:
    """A unit as it stands beside a setting."""
    return told("unit", unit, unit, lang)


def source_told(source: str, lang: Lang) -> str:
    """Where a number comes from; what is only a section of the plan, or who found it, needs no entry."""
    plain = source
    if lang == "zh":
        for english, chinese in PLAIN:
            plain = plain.replace(english, chinese)
    return told("source", source, told("origin", source, plain, lang), lang)


def parameter_told(name: str, english: str, lang: Lang) -> str:
    """A setting of a lever (`protection_fund.match`), a parameter of behaviour or a rule."""
    known = _parameters().get(name)
    return english if lang == "en" or known is None else known.zh


def value_told(value: Any, unit: str, lang: Lang) -> str:
    """A value of a setting or a parameter in local format: 500万套模块/年, 5 M bundles per year."""
    if isinstance(value, list | tuple):
        return text("number.comma", lang).join(value_told(one, unit, lang) for one in value)
    if isinstance(value, str):
        return value
    if has_unit(unit, lang):
        return number(float(value), unit, lang)
    return text("number.with_unit", lang, digits=number(float(value), "", lang), unit=unit_told(unit, lang))


def range_told(low: float, high: float, unit: str, lang: Lang) -> str:
    """Both ends of a range in local format, each in its own magnitude; the unit once where it is the same."""
    if has_unit(unit, lang):
        kinds = [scale([end], unit, lang) for end in (low, high)]
        if kinds[0].unit == kinds[1].unit:
            ends = [kind.digits(end) for kind, end in zip(kinds, (low, high), strict=True)]
            span = text("number.interval", lang, low=ends[0], high=ends[1])
            return text("number.with_unit", lang, digits=span, unit=kinds[0].unit) if kinds[0].unit else span
    return text("number.interval", lang, low=value_told(low, unit, lang), high=value_told(high, unit, lang))


def axis_name(path: str, lang: Lang) -> str:
    """A setting as an axis: by lever and name, a parameter of behaviour by name, anything else by its path; in Chinese
    by the first words of what it means."""
    head, _, setting = path.partition(".")
    known = _parameters().get(setting if head == "behaviour" else path)
    if lang == "zh" and known is not None:
        setting = SHORT.split(known.zh)[0]
    if head in LEVERS:
        return text("robust.setting", lang, lever=LEVERS[head].title[lang], setting=setting)
    return setting if head == "behaviour" else path


def city_told(profile: Profile, lang: Lang) -> str:
    """A city by name."""
    return profile.name_zh if lang == "zh" else profile.name_en
