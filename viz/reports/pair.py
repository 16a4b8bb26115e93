"""The page of two cities: what government measured and decided, what was true, and what changed in either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from ...agents.government import ADOPTED
from ...experiments.compare.pair import Paired
from ...experiments.compare.shared_trial import TrialVerdict
from ...experiments.runs.intervals import interval as interval_of
from ...model.params import params_of
from ..view import View, by_aim
from ..words.glossary import source_told
from ..words.texts import Lang, interval, listed, month_name, number, term, text
from .building import document
from .document import Block, Bullets, Cell, DataTable, Listing, Paragraph, ReportPage, RowGroup, Section
from .outcomes import difference_cell

EFFECTS = ("measured", "true", "spilled")


def document_of(found: Paired, lang: Lang, other_file: str) -> ReportPage:
    """The page in one language."""
    views = View(found.first, lang), View(found.second, lang)
    here, there = (view.city for view in views)
    scenario = views[0].title(found.first.scenarios[0])
    sections = (
        Section("trial", text("pair.trial_title", lang), list(_trial(found, views))),
        Section("both", text("pair.both_title", lang), list(_both(found, views))),
        Section("between", text("pair.between_title", lang), list(_between(found, views))),
        Section("again", text("reproduce.title", lang), [Listing(found.first.command)]),
    )
    first = found.first
    facts = (
        text("brief.horizon", lang, months=first.months, start=month_name(first.start, 0, lang)),
        text("pair.people", lang, here=here, n=f"{first.workers:,}", there=there, m=f"{found.second.workers:,}"),
        text("brief.seeds", lang, n=len(first.seeds)),
    )
    return document(
        lang,
        text("pair.title", lang, scenario=scenario, here=here, there=there),
        facts,
        sections,
        other_file,
        first.version,
        eyebrow=text("brief.eyebrow", lang),
        footer=text("pair.footer", lang, version=first.version),
    )


def story_lines(found: Paired, lang: Lang) -> list[str]:
    """What was decided and how right it was, in sentences."""
    views = View(found.first, lang), View(found.second, lang)
    return [_plain(words) for words in (_decided(found, views), *_effects_told(found, views))]


# ---- the trial ------------------------------------------------------------------------------------------------------


def _trial(found: Paired, views: tuple[View, View]) -> Iterator[Block]:
    lang = views[0].lang
    yield Paragraph(_decided(found, views), "lead")
    told = _effects_told(found, views)
    if told:
        yield Bullets(tuple(told))
    yield Paragraph(text("pair.trial_reading", lang), "note")
    columns = tuple(
        text(f"pair.column.{name}", lang, here=views[0].city, there=views[1].city)
        for name in ("seed", "when", "measured", "true", "spilled", "decision", "begun")
    )
    rows = []
    for seed, story in found.stories.items():
        for verdict in story.verdicts:
            begun = verdict.standing == ADOPTED and story.begun is not None
            start = _month(found, story.begun, lang) if begun and story.begun is not None else "–"
            cells = [Cell(_month(found, verdict.month, lang)), *(Cell(_share(verdict, e, lang)) for e in EFFECTS)]
            cells += [Cell(text(f"pair.standing.{verdict.standing}", lang)), Cell(start)]
            rows.append((str(seed), tuple(cells)))
    if rows:
        yield DataTable(text("pair.trial_caption", lang), columns, (RowGroup("", tuple(rows)),))


def _decided(found: Paired, views: tuple[View, View]) -> str:
    """One sentence: how often the policy was adopted, and what that rests on."""
    lang, pair, n = views[0].lang, found.pair, len(found.stories)
    last = Counter(story.verdicts[-1].standing if story.verdicts else "on_trial" for story in found.stories.values())
    outcomes = [text(f"pair.last.{standing}", lang, n=times) for standing, times in last.most_common()]
    return text(
        "pair.trial_lead",
        lang,
        here=views[0].city,
        there=views[1].city,
        measure=text(f"pair.measure.{pair.measure}", lang),
        months=pair.months,
        least=number(pair.rollout.at_least, "share", lang),
        seeds=n,
        outcomes=listed(outcomes, lang),
    )


def _effects_told(found: Paired, views: tuple[View, View]) -> list[str]:
    """The first measurement over all seeds beside the truth."""
    first = [story.verdicts[0] for story in found.stories.values() if story.verdicts]
    lang, names = views[0].lang, {"here": views[0].city, "there": views[1].city}
    if not first:
        return []
    lines = []
    for effect in EFFECTS:
        values = np.array([getattr(verdict, effect) for verdict in first])
        lines.append(text(f"pair.effect.{effect}", lang, size=_with_interval(values, lang), **names))
    bias = np.array([verdict.measured - verdict.true for verdict in first])
    lines.append(text("pair.effect.bias", lang, size=_with_interval(bias, lang), **names))
    return lines


def _with_interval(values: np.ndarray, lang: Lang) -> str:
    mean, low, high = interval_of(values)
    told = number(mean, "share", lang, change=False, beside=[low, high])
    return told if not np.isfinite(low) else f"{told} ({interval(low, high, 'share', lang, beside=[mean])})"


def _share(verdict: TrialVerdict, effect: str, lang: Lang) -> str:
    return number(getattr(verdict, effect), "share", lang)


def _month(found: Paired, month: int, lang: Lang) -> str:
    return month_name(found.first.start, month, lang)


# ---- both cities ----------------------------------------------------------------------------------------------------


def _both(found: Paired, views: tuple[View, View]) -> Iterator[Block]:
    """Every headline indicator, a pair of columns for each city."""
    lang = views[0].lang
    columns = [text("headline.indicator", lang)]
    for view in views:
        columns += [text(f"pair.column.{name}", lang, city=view.city) for name in ("without", "change")]
    groups = []
    for aim, names in by_aim(views[0].headline).items():
        rows = [(views[0].name(name), (*_cells(views[0], name), *_cells(views[1], name))) for name in names]
        groups.append(RowGroup(text(f"aim.{aim}", lang), tuple(rows)))
    yield DataTable(text("pair.both_caption", lang, months=found.first.months), tuple(columns), tuple(groups))
    file = "brief.html"
    yield Paragraph(
        text("pair.both_briefs", lang, links=listed([f"`{v.comparison.city}/{file}` ({v.city})" for v in views], lang))
    )


def _cells(view: View, name: str) -> tuple[Cell, Cell]:
    d = view.ends.get((view.comparison.scenarios[0], name))
    if d is None:
        return Cell(view.say("number.none")), Cell(view.say("number.none"))
    return Cell(number(d.base, d.unit, view.lang)), difference_cell(view, d)


# ---- between the cities ---------------------------------------------------------------------------------------------


def _between(found: Paired, views: tuple[View, View]) -> Iterator[Block]:
    lang, stories = views[0].lang, list(found.stories.values())
    names = {"here": views[0].city, "there": views[1].city, "months": found.first.months}
    weights = found.first.weight, found.second.weight
    came = [np.mean([story.moved[k] for story in stories]) * weights[k] for k in (0, 1)]
    crossed = [number(float(heads), "persons", lang) for heads in came]
    paid = number(float(np.mean([story.guests for story in stories])), "yuan", lang)
    yield Paragraph(text("pair.between_lead", lang, came=crossed[0], went=crossed[1], paid=paid, **names))
    rows = []
    for owner in (found.pair.coupling, found.pair.rollout):
        for name, known in params_of(owner).items():
            value = number(float(getattr(owner, name)), known.unit, lang)
            cells = Cell(value), Cell(term("grade", known.grade, lang)), Cell(text(f"pair.parameter.{name}", lang))
            rows.append((f"`{name}`", (*cells, Cell(source_told(known.source, lang)))))
    columns = tuple(text(f"weak.{c}", lang) for c in ("parameter", "value", "grade", "meaning", "source"))
    yield DataTable(text("pair.between_caption", lang), columns, (RowGroup("", tuple(rows)),))


def _plain(words: str) -> str:
    return words.replace("**", "").replace("`", "")
