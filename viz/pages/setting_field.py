"""A setting of a lever as a slider or a choice, with its unit, range and source; amounts per resident too."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import solara

from ...model.params import Param
from ...model.profile import Profile
from ...scenarios.per_resident import RESIDENTS, amount_of, is_amount, told_of, written_of
from ..words.glossary import parameter_told, source_told, unit_told, value_told
from ..words.texts import Lang, number, term, text
from .controls import Choice, Html, Number, Slider, Toggle
from .slot_values import Plain, Value

WIDE = 5.0  # a slider reaches so many defaults; more can be typed
DIGITS = 4  # of an amount per resident that is made of one of the city


def SettingField(
    lever: str,
    param: Param,
    settings: Mapping[str, Value],
    profile: Profile,
    lang: Lang,
    put: Callable[[Plain], None],
    *,
    label: str = "",
) -> Any:
    """A setting as slider or choice; `put` is given its new value."""
    told = parameter_told(f"{lever}.{param.name}", param.doc, lang)
    label = label.format(setting=told) if label else told[:1].upper() + told[1:]
    value = settings.get(param.name, param.default)
    note = f"{source_told(param.source, lang)} · {term('grade', param.grade, lang)}"
    if param.choices is not None:
        return Choice(label, {c: term("choice", c, lang) for c in param.choices}, str(value), put, note=note)
    amount = told_of(value)
    part = RESIDENTS / profile.residents if amount is not None else 1.0
    here = amount if amount is not None else float(value)
    low, high = (end * part for end in param.within or (0.0, max(1.0, 10.0 * float(param.default))))
    span = text("app.compare.range", lang, low=number(low, "", lang), high=number(high, "", lang))
    most = min(high, rounded(WIDE * float(param.default) * part)) if param.default else high

    def give(new: float) -> None:
        if amount is not None:
            put(written_of(new))
        else:
            put(int(new) if isinstance(param.default, int) else new)

    field = Slider if most > low else Number
    whole = isinstance(param.default, int)
    made = field(
        label,
        here,
        (low, high),
        step_of(low, most, whole),
        give,
        unit=unit_told(param.unit, lang),
        note=f"{span} · {note}",
        most=most,
    )
    if is_amount(param):
        _PerResident(param, here, amount is not None, profile, lang, put)
    return made


@solara.component
def _PerResident(
    param: Param, here: float, on: bool, profile: Profile, lang: Lang, put: Callable[[Plain], None]
) -> None:
    """Whether an amount is told for a thousand residents, and what it is in the city then."""

    def turn(wanted: bool) -> None:
        if wanted:
            put(written_of(float(f"{here * RESIDENTS / profile.residents:.{DIGITS}g}")))
        else:
            put(float(amount_of(here, profile.residents)))

    Toggle(text("app.compare.per_resident", lang), on, turn)
    if on:
        city = profile.name_zh if lang == "zh" else profile.name_en
        amount = value_told(amount_of(here, profile.residents), param.unit, lang)
        Html(f'<p class="note">{text("app.compare.in_the_city", lang, city=city, amount=amount)}</p>')


def step_of(low: float, high: float, whole: bool) -> float:
    """A round step, about a hundredth of the range."""
    step = 10.0 ** math.floor(math.log10((high - low) / 50.0)) if high > low else 1.0
    return max(1.0, step) if whole else step


def rounded(value: float) -> float:
    """Up to one digit."""
    size = 10.0 ** math.floor(math.log10(abs(value))) if value else 1.0
    return math.ceil(value / size) * size
