"""The answers of a comparison in words: the same figures in every language."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...experiments.compare.answers.said import Amount, Blank, FromTo, Named, Parted, Sentence
from ...experiments.compare.answers.sentences import sentences, topics
from ...experiments.compare.comparison import Comparison, Difference
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from .glossary import parameter_told
from .groups import group_told
from .texts import Lang, Scale, account_told, interval, listed, number, scale, text


def answers_told(comparison: Comparison, scenario: str, lang: Lang) -> dict[str, list[str]]:
    """Topic → its paragraphs."""
    gap = text("summary.gap", lang)
    found: dict[str, list[str]] = {}
    for topic, said in topics(sentences(comparison, scenario)).items():
        paragraphs: list[list[str]] = []
        for s in said:
            if s.opens or not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(sentence_told(s, lang))
        found[topic] = [gap.join(one) for one in paragraphs]
    return found


def sentence_told(s: Sentence, lang: Lang) -> str:
    """One sentence in words."""
    return text(f"answers.{s.topic}.{s.key}", lang, **{name: _told(blank, lang) for name, blank in s.blanks.items()})


def rounded_parts(values: Sequence[float], total: float, kind: Scale) -> list[float]:
    """Parts rounded so that they sum to the total as it is printed: those furthest from a whole step give or take
    one."""
    step = kind.factor / 10.0**kind.decimals
    whole = round(total / step)
    steps = [math.floor(value / step) for value in values]
    missing = whole - sum(steps)
    order = sorted(range(len(values)), key=lambda k: values[k] / step - steps[k], reverse=True)
    for k in (order * (1 + abs(missing) // max(1, len(order))))[: max(0, missing)]:
        steps[k] += 1
    return [count * step for count in steps]


def _told(blank: Blank, lang: Lang) -> str:
    if isinstance(blank, tuple):
        return listed([_told(one, lang) for one in blank], lang)
    if isinstance(blank, Sentence):
        return sentence_told(blank, lang)
    if isinstance(blank, Amount):
        return number(blank.value, blank.unit, lang, change=blank.change, beside=_finite(blank.beside))
    if isinstance(blank, FromTo):
        return interval(blank.low, blank.high, blank.unit, lang, change=blank.change, beside=_finite(blank.beside))
    if isinstance(blank, Parted):
        return _part(blank, lang)
    if isinstance(blank, Named):
        return _name(blank, lang)
    return f"{blank:,}" if isinstance(blank, int) else blank


def _part(part: Parted, lang: Lang) -> str:
    d: Difference = part.total
    kind = scale([d.difference, *_finite((d.low, d.high))], d.unit, lang, change=True)
    digits = kind.digits(rounded_parts(part.parts, d.difference, kind)[part.place])
    return text("number.with_unit", lang, digits=digits, unit=kind.unit) if kind.unit else digits


def _finite(values: Sequence[float]) -> list[float]:
    return [value for value in values if math.isfinite(value)]


def _name(name: Named, lang: Lang) -> str:
    if name.kind == "indicator":
        title = INDICATORS[name.name].title[lang]
        return title if title.startswith(("Gini", "Theil", "Atkinson")) else title[:1].lower() + title[1:]
    if name.kind == "group":
        told = group_told(name.name, lang)
        return told[:1].lower() + told[1:]
    if name.kind == "whom":
        return text(f"atlas.whom.{name.name}", lang)
    if name.kind == "outcome":
        return text(f"atlas.outcome.{name.name}", lang)
    if name.kind == "of_lever":
        return text("answers.of_lever", lang, lever=LEVERS[name.name].title[lang])
    if name.kind == "of_entry":
        lever, _, entry = name.name.partition(" ")
        return text("answers.of_entry", lang, lever=LEVERS[lever].title[lang], n=entry)
    if name.kind == "account":
        told = account_told(name.name, lang)
        return told[:1].lower() + told[1:]
    if name.kind == "lever":
        return LEVERS[name.name].title[lang]
    if name.kind == "parameter":
        return parameter_told(name.name, "", lang)
    return text(f"answers.{name.kind}.{name.name}", lang)
