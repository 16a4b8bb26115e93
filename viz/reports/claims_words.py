"""A figure of the plan in words and numbers: what was tested, what was simulated, where it would hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ...experiments.claims import Crossing, Finding, Region, SweepPoint, TriedTest
from ...model.behaviour import Behaviour
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ...model.params import params_of
from ...scenarios.claims import COUNTED, Claim, Test
from ..words.glossary import parameter_told, range_told, value_told
from ..words.texts import Lang, Scale, listed, scale, text, texts

TINY = 1e-6  # of a number: an interval narrower than that is none


def uses_told(claim: Claim, lang: Lang) -> tuple[str, ...]:
    """Where the model uses a figure, and the value it has there."""
    return tuple(text("claims.used", lang, at=use.at, value=_named(use.value, "", lang)) for use in claim.uses)


def figures(reading: TriedTest, lang: Lang, every: Sequence[TriedTest] = ()) -> tuple[str, str, str, str]:
    """Value, interval in brackets, and the two before–after changes. What several readings of a figure (`every`) share
    is told alike in each: to the precision of the widest interval around it; to three digits where there is none."""
    kind = _scale(reading, lang, every)
    value = _with_unit(kind.digits(reading.simulated), kind, lang)
    off, on = (_shared(number, reading, lang, every) for number in (reading.before_after, reading.naive))
    ends = text("number.interval", lang, low=kind.digits(reading.low), high=kind.digits(reading.high))
    return value, f"({ends})" if math.isfinite(reading.low) else "", off, on


def _scale(reading: TriedTest, lang: Lang, every: Sequence[TriedTest]) -> Scale:
    """How the value of a reading is written: as the readings that have the same; changes with their sign, relative
    ones in per cent."""
    alike = [one for one in every if one.simulated == reading.simulated and one.test.unit == reading.test.unit]
    widest = max((reading, *alike), key=lambda one: one.high - one.low if math.isfinite(one.low) else 0.0)
    wide = widest.high - widest.low > TINY * abs(widest.simulated)
    return _scale_of([widest.low, widest.high] if wide else [widest.simulated], reading.test, lang)


def _shared(value: float, reading: TriedTest, lang: Lang, every: Sequence[TriedTest]) -> str:
    """A number that may be another reading's value too."""
    found = next(
        (one for one in (reading, *every) if one.simulated == value and one.test.unit == reading.test.unit), None
    )
    if found is None:
        return simulated_as(value, reading.test, lang)
    kind = _scale(found, lang, every)
    return _with_unit(kind.digits(value), kind, lang)


def _scale_of(values: Sequence[float], test: Test, lang: Lang) -> Scale:
    change = test.compare not in ("level", "count")
    if test.compare in ("relative", "since_percent"):
        kind = scale(values, "", lang, change=True)
        return Scale(kind.factor, kind.decimals, "%", change=True)
    return scale(values, test.unit, lang, change=change)


def _with_unit(digits: str, kind: Scale, lang: Lang) -> str:
    return text("number.with_unit", lang, digits=digits, unit=kind.unit) if kind.unit and digits != "–" else digits


def verdict_told(finding: Finding, reading: str, lang: Lang) -> str:
    """The verdict of a reading in words."""
    return text(f"claims.verdict.{finding.verdict(reading)}", lang)


def beside(reading: TriedTest, lang: Lang, every: Sequence[TriedTest] = ()) -> tuple[str, ...]:
    """What has to be said beside the number: what is counted without the policy, and what its means do not reach."""
    found = []
    if reading.test.reading == COUNTED and reading.test.compare in ("count", "level"):
        found.append(text("claims.without", lang, value=figures(reading, lang, every)[2]))
    if reading.anyway:
        found.append(text("claims.anyway", lang))
    elif reading.test.compare == "lift" and math.isfinite(reading.needed):
        found.append(text("claims.needed", lang, value=simulated_as(reading.needed, reading.test, lang)))
    if reading.short_of_reach:
        found.append(text("claims.short", lang))
    return tuple(found)


def region_told(region: Region, test: Test, lang: Lang) -> str:
    """Where a reading would hold, in a few words: over the dose and judged behaviour, and over the horizon."""
    parts = [] if region.where == "untried" else [_doses_told(region, test, lang)]
    if len(region.horizon) > 1:
        parts.append(_months_told(region, lang))
    return text("number.semicolon", lang).join(parts)


def _doses_told(region: Region, test: Test, lang: Lang) -> str:
    points = (*region.doses, *region.behaviour)
    best = (min if test.most else max)(points, key=lambda point: point.simulated)
    held = [point.value for point in region.doses if point.holds]
    from_here = "" if region.holds_from is None else value_told(region.holds_from, region.unit, lang)
    if region.dose:
        from_here = _crossing(region.dose, region.unit, lang)
    return text(
        f"claims.where.{region.where}",
        lang,
        setting=f"`{region.lever}.{region.setting}`",
        tried=listed([_range(name, region, lang) for name in dict.fromkeys(point.name for point in points)], lang),
        value=from_here,
        values=listed([value_told(value, region.unit, lang) for value in held], lang),
        behaviour=listed([_point(point, lang) for point in region.behaviour if point.holds], lang),
        best=simulated_as(best.simulated, test, lang),
    )


def _months_told(region: Region, lang: Lang) -> str:
    """From which month on it holds at the dose as written."""
    first, last = (f"{region.horizon[k].value:.0f}" for k in (0, -1))
    if region.month:
        return text("claims.where.month", lang, value=_crossing(region.month, "", lang))
    held = [point.holds for point in region.horizon]
    which = "always" if all(held) else "some" if any(held) else "never"
    months = listed([f"{point.value:.0f}" for point in region.horizon if point.holds], lang)
    return text(f"claims.where.month_{which}", lang, first=first, last=last, months=months)


def _crossing(found: Crossing, unit: str, lang: Lang) -> str:
    """An interpolated value with its uncertainty; an end outside what was tried is open."""
    ends = {
        name: value_told(_rounded(value), unit, lang) if math.isfinite(value) else text(f"claims.where.{name}", lang)
        for name, value in (("low", found.low), ("high", found.high))
    }
    return text("claims.where.about", lang, value=value_told(_rounded(found.at), unit, lang), **ends)


def _rounded(value: float) -> float:
    """Two digits: it is interpolated."""
    return float(f"{value:.2g}")


def _range(name: str, region: Region, lang: Lang) -> str:
    """Over what a setting or a parameter was varied."""
    points = [point for point in (*region.doses, *region.behaviour) if point.name == name]
    values = [point.value for point in points]
    span = range_told(min(values), max(values), _unit(points[0], region), lang)
    return text("claims.where.range", lang, name=f"`{name}`", span=span)


def _point(point: SweepPoint, lang: Lang) -> str:
    value = value_told(point.value, params_of(Behaviour)[point.name].unit, lang)
    return text("claims.where.behaviour_point", lang, name=f"`{point.name}`", value=value)


def _unit(point: SweepPoint, region: Region) -> str:
    """The unit of a swept setting, or of a parameter of behaviour."""
    return region.unit if point in region.doses else params_of(Behaviour)[point.name].unit


def levers_told(test: Test, lang: Lang) -> str:
    """The levers of a test with their doses."""
    if isinstance(test.levers, str):
        return text("claims.every_lever", lang)
    return listed([_lever(name, settings, lang) for name, settings in test.levers], lang)


def measured(test: Test, lang: Lang) -> str:
    """What a test measures, in words."""
    of = test.of
    if test.measure == "indicator":
        of = INDICATORS[test.of].title[lang]
    elif f"claims.count.{test.of}" in texts(lang):
        of = text(f"claims.count.{test.of}", lang)
    return text(f"claims.measure.{test.measure}", lang, of=of)


def simulated_as(value: float, test: Test, lang: Lang) -> str:
    """A number in the unit of a test's figure."""
    kind = _scale_of([value], test, lang)
    return _with_unit(kind.digits(value), kind, lang)


def span_told(low: float, high: float, test: Test, lang: Lang) -> str:
    """An interval in the unit of a test's figure; empty where there is none."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    kind = _scale_of([low, high], test, lang)
    ends = text("number.interval", lang, low=kind.digits(low), high=kind.digits(high))
    return _with_unit(ends, kind, lang)


def _lever(name: str, settings: Mapping[str, Any], lang: Lang) -> str:
    title = LEVERS[name].title[lang] if name in LEVERS else name
    known = LEVERS[name].settings() if name in LEVERS else {}
    units = {key: known[key].unit if key in known else "" for key in settings}
    written = [f"`{key}` {_named(value, units[key], lang)}" for key, value in settings.items()]
    return text("claims.lever", lang, lever=title, settings=listed(written, lang)) if written else title


def _named(value: Any, unit: str, lang: Lang) -> str:
    """A value; names stand in code marks."""
    if isinstance(value, str):
        return f"`{value}`"
    if isinstance(value, list | tuple):
        return text("number.comma", lang).join(_named(one, unit, lang) for one in value)
    return value_told(value, unit, lang)


def described(name: str, lang: Lang) -> str:
    """A parameter of behaviour in words."""
    return f"`{name}`: {parameter_told(name, params_of(Behaviour)[name].doc, lang)}"
