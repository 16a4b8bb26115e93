"""Levers and their doses in words: what a setting means, and its value with its unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.levers import LEVERS
from .glossary import parameter_told, value_told
from .texts import Lang, listed, term, text


def dose_told(lever: str, setting: str, value: Any, lang: Lang) -> str:
    """`全市每年的学位数6万人/年`: a setting of a lever and its value; as it is written where it is none."""
    param = LEVERS[lever].settings().get(setting) if lever in LEVERS else None
    if param is None:
        return f"`{setting}: {value}`"
    meaning = parameter_told(f"{lever}.{setting}", param.doc, lang)
    shown = term("choice", value, lang) if isinstance(value, str) else value_told(value, param.unit, lang)
    return text("dose.of", lang, meaning=meaning, value=shown)


def levers_told(levers: Mapping[str, Any], lang: Lang) -> str:
    """The levers of a package by title, with what is not as usual: 培训补贴（全市每年的学位数6万人/年）."""
    return listed([_lever_told(name, written, lang) for name, written in levers.items()], lang)


def _lever_told(name: str, written: Any, lang: Lang) -> str:
    if name not in LEVERS:
        return name
    settings = LEVERS[name].settings()
    own = written if isinstance(written, Mapping) else {}
    changed = {k: v for k, v in own.items() if k in settings and v != settings[k].default}
    title = LEVERS[name].title[lang]
    told = [dose_told(name, k, v, lang) for k, v in changed.items()]
    return text("dose.lever", lang, title=title, doses=text("dose.join", lang).join(told)) if told else title
