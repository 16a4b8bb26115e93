"""The first page of a brief, which can stand alone: the finding, one picture, who gains, why, how sure, what next."""

from __future__ import annotations

import re

from ..charts.finding import finding_chart
from ..charts.since_began import since_chart
from ..view import View
from ..words.texts import listed
from .document import Answers, Block, Figures, KeyNumbers, Paragraph, Section
from .finding import ScenarioFinding, findings, title
from .first_lines import how_sure, who, why, within
from .how_compared import budget_line
from .key_numbers import key_numbers
from .next_steps import next_steps
from .outlook import demand_blocks
from .reached import course_of

SHOWN = 2  # indicators in the picture, or policies where it shows those reached
MARKS = re.compile(r"\*\*|`|\[([^\]]*)\]\([^)]*\)")


def at_a_glance(view: View) -> Section:
    """The first page; its heading is the finding."""
    found = findings(view)
    blocks: list[Block] = []
    if view.comparison.unfinished:
        n = len(view.comparison.unfinished)
        asked = n + len(view.comparison.seeds)
        blocks.append(Paragraph(view.say("glance.unfinished", n=n, asked=asked), "warning"))
    blocks += [*budget_line(view), *demand_blocks(view), *_picture(view, found)]
    lines = tuple((view.say(f"first.{key}"), words) for key, words in _lines(view, found).items())
    blocks.append(Answers(lines[:-1]))
    blocks.append(KeyNumbers(view.say("first.numbers"), key_numbers(view, found)))
    blocks.append(Answers(lines[-1:]))
    return Section("glance", title(view), blocks)


def sentences(view: View) -> tuple[str, ...]:
    """The first page in plain words: finding, who, why, how sure, next."""
    lines = _lines(view, findings(view))
    told = [f"{view.say(f'first.{key}')}{view.say('first.colon')}{words}" for key, words in lines.items()]
    return (title(view), *(MARKS.sub(lambda m: m[1] or "", words) for words in told))


def question(view: View) -> str:
    """What was compared, in one line."""
    c = view.comparison
    names = listed([view.marked(s) if len(c.scenarios) > 1 else view.title(s) for s in c.scenarios], view.lang)
    return view.say("first.question", city=view.city, scenarios=names, base=view.title(c.base))


def _lines(view: View, found: list[ScenarioFinding]) -> dict[str, str]:
    """Heading → one sentence."""
    told = {
        "who": who(view, found),
        "why": why(view, found),
        "sure": how_sure(view, found),
        "next": next_steps(view, found),
    }
    return {key: _sentence(view, parts) for key, parts in told.items()}


def _sentence(view: View, parts: list[str]) -> str:
    """Several facts as one sentence, which sentences may be parts of."""
    stop = view.say("first.stop")
    words = view.say("finding.join").join(within(part.removesuffix(stop)) for part in parts if part)
    return words[:1].upper() + words[1:] + stop


def _picture(view: View, found: list[ScenarioFinding]) -> list[Block]:
    """The indicators of the title for every scenario, with cost; where none moves, those reached since they began; a
    sentence where there is nothing to see."""
    names = list(dict.fromkeys(d.indicator for f in found for d in f.moved[:1]))
    names = list(dict.fromkeys([*names, *(d.indicator for f in found for d in f.moved)]))
    if names:
        return [Figures((finding_chart(view, names[:SHOWN]),), "full")]
    courses = [course for f in found if f.kind == "reached" and (course := course_of(view, f.scenario)) is not None]
    if not courses:
        return [Paragraph(view.say("first.no_chart"), "note")]
    return [Figures((since_chart(view, courses[:SHOWN]),), "full")]
