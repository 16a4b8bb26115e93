"""What `compare` ends with: the sentences of the brief's first page, doses and money, at any width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from ...experiments.compare.answers.happened import happened
from ...experiments.compare.comparison import Comparison
from ...model.levers import LEVERS
from ...results.archive import Run
from ..view import View
from ..words.answers import answers_told, sentence_told
from ..words.doses import entries, when_told
from ..words.texts import Lang, number, text
from .wrapping import wrapped

SET_IN = 2  # columns


def answer_lines(comparison: Comparison, lang: Lang, width: int) -> Iterator[Text]:
    """Scenario by scenario, at a width in columns: its doses, then the sentences, a paragraph for each that opens
    one."""
    view = View(comparison, lang)
    for scenario in comparison.scenarios:
        yield Text(view.marked(scenario), "bold")
        doses = doses_told(comparison, scenario, lang)
        if doses:
            yield from _paragraph(doses, view.say("answers.doses"), width)
        for topic, paragraphs in answers_told(comparison, scenario, lang).items():
            title = view.say(f"answers.topic.{topic}")
            for place, told in enumerate(paragraphs):
                yield from _paragraph(told, title if place == 0 else "", width)
        yield Text("")


def run_lines(runs: Sequence[Run], lang: Lang, width: int) -> Iterator[Text]:
    """What happened in the runs of a scenario, in a paragraph."""
    told = text("summary.gap", lang).join(sentence_told(one, lang) for one in happened(runs))
    yield from _paragraph(told, text("answers.happened", lang), width)


def doses_told(comparison: Comparison, scenario: str, lang: Lang) -> str:
    """The dose of every lever of a scenario, with its unit, and when and where it holds."""
    levers = []
    districts = {one.district: one.title for one in comparison.where}
    for name, settings in entries(comparison.settings.get(scenario, ())):
        if name not in LEVERS:
            continue
        known = LEVERS[name].settings()
        told = [
            text("answers.setting", lang, name=known[key].zh if lang == "zh" else known[key].doc, value=value)
            for key in LEVERS[name].doses()
            if (value := _value(settings.get(key), known[key].unit, lang))
        ]
        told += when_told(settings, lang, comparison.start, districts)
        about = text("number.comma", lang).join(told)
        levers.append(text("answers.dose", lang, lever=LEVERS[name].title[lang], settings=about))
    return text("number.semicolon", lang).join(levers)


def _value(value: object, unit: str, lang: Lang) -> str:
    if value is None or isinstance(value, bool) or not isinstance(value, int | float):
        return str(value or "")
    return number(float(value), unit, lang)


def _paragraph(told: str, title: str, width: int) -> Iterator[Text]:
    """Set in a little; the title of a topic stands before its first paragraph."""
    lead = f"{title}  " if title else "  "
    for place, line in enumerate(wrapped(lead + told, width - SET_IN)):
        words = Text(" " * SET_IN, no_wrap=True, overflow="ignore")
        if place == 0 and title:
            yield words.append(line[: len(title)], "bold dim").append(line[len(title) :])
        else:
            yield words.append(line)
