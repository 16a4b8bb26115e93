"""What the atlas found of a lever, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping

from ...experiments.compare.answers.outcomes import OUTCOMES
from ...experiments.lever_atlas.atlas_file import LeverAtlas
from ...experiments.lever_atlas.findings import SMALL, DoseFinding, LeverFinding, Stated
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ..words.texts import Lang, interval, listed, number, text

Told = tuple[str, str]  # a mean with its unit, and its interval in brackets


def lever_lines(found: LeverFinding, atlas: LeverAtlas, lang: Lang) -> list[str]:
    """Whom it reaches, what that does to them and to the city at the dose as written, its cost, and the finding."""
    dose = found.usual
    persons = f"{round_to(dose.persons):,}"
    lines = [text("atlas.reached_line", lang, persons=persons, months=atlas.months, whom=whom_told(found, lang))]
    lines += [
        _line("atlas.effect_line", outcome_told(name, lang), told, lang) for name, told in effects(dose, found, lang)
    ]
    moved = city_moved(dose, lang)
    lines += [_city_line(name, told, lang) for name, told in moved.items()] or [text("atlas.no_city", lang)]
    value, span = told_with(dose.cost, "yuan", lang)
    lines.append(text("atlas.cost_line", lang, value=value, interval=span))
    return [*lines, text("atlas.finding_line", lang, finding=finding_told(found, lang))]


def effects(dose: DoseFinding, found: LeverFinding, lang: Lang) -> list[tuple[str, Told]]:
    """What is expected of those reached, with the numbers found."""
    names = [name for name in found.expects if name in dose.effects]
    return [(name, told_with(dose.effects[name], OUTCOMES[name].unit, lang)) for name in names]


def city_moved(dose: DoseFinding, lang: Lang, most: int = 3) -> dict[str, Told]:
    """Headline indicators whose interval leaves out zero, the surest first."""
    clear = {name: s for name, s in dose.city.items() if s[1] > 0.0 or s[2] < 0.0}
    surest = sorted(clear, key=lambda name: (clear[name][2] - clear[name][1]) / abs(clear[name][0]))
    return {name: told_with(clear[name], INDICATORS[name].unit, lang) for name in surest[:most]}


def told_with(stated: Stated, unit: str, lang: Lang) -> Told:
    """A mean and its interval in words."""
    mean, low, high = stated
    words = number(mean, unit, lang, change=True, beside=[end for end in (low, high) if end == end])
    if low != low:
        return words, ""
    return words, f"[{interval(low, high, unit, lang, change=True, beside=[mean])}]"


def whom_told(found: LeverFinding, lang: Lang) -> str:
    """Those reached, and the levers beside which it was tried."""
    whom = text(f"atlas.whom.{found.touches}", lang)
    if not found.company:
        return whom
    beside = listed([LEVERS[name].title[lang] for name in found.company], lang)
    return text("number.semicolon", lang).join((whom, text("atlas.company", lang, levers=beside)))


def finding_told(found: LeverFinding, lang: Lang) -> str:
    """The finding in words; what is too small to matter with its size."""
    if found.finding == SMALL:
        sizes = [f"{outcome_told(name, lang)} {' '.join(told)}" for name, told in effects(found.doses[-1], found, lang)]
        return text("atlas.small_told", lang, effects=listed(sizes, lang))
    return text(f"atlas.finding.{found.finding}", lang)


def outcome_told(name: str, lang: Lang) -> str:
    """An outcome in words."""
    return text(f"atlas.outcome.{name}", lang)


def indicator_told(name: str, lang: Lang) -> str:
    """An indicator in words."""
    title: Mapping[str, str] = INDICATORS[name].title
    return title[lang]


def round_to(value: float, digits: int = 2) -> int:
    """A number of persons to few digits, as one simulated person stands for many."""
    return int(float(f"{value:.{digits - 1}e}"))


def _line(key: str, outcome: str, told: Told, lang: Lang) -> str:
    return text(key, lang, outcome=outcome, value=told[0], interval=told[1]).rstrip()


def _city_line(name: str, told: Told, lang: Lang) -> str:
    words = {"indicator": indicator_told(name, lang), "value": told[0], "interval": told[1]}
    return text("atlas.city_line", lang, **words).rstrip()
