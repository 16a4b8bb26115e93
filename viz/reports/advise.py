"""What `advise` answers, in sentences, as a table for the terminal and as a document; both from the same numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable
from rich.text import Text

from ...experiments.advise.advice import Advice, Choice
from ...experiments.advise.ladder import FREE, is_whole
from ...experiments.advise.touching import LeftOut
from ...experiments.compare.answers.sure import Verdict, matters_at, verdict_of
from ...experiments.compare.rates import BASKET, basket_for
from ...model.indicators import INDICATORS
from ...model.levers import LEVERS
from ..charts.canvas import Chart
from ..charts.effects import EffectRow, rows_chart
from ..view import STILL
from ..words.groups import group_told, small
from ..words.texts import Lang, interval, listed, month_name, number, text, unit_word
from .building import document, told, words_of
from .document import Block, Bullets, Cell, DataTable, Figures, Listing, Paragraph, ReportPage, RowGroup, Section

COLUMNS = ("option", "effect", "cost", "rate", "verdict")
READING = ("fresh", "all", "money")
TONES: dict[str, str] = {"better": "bold blue", "level": "blue", "worse": "bold dark_orange3"}
TONES |= dict.fromkeys(STILL, "dim")


# Sentences.


def advice_lead(found: Advice, lang: Lang) -> str:
    """The answer in a sentence or two."""
    blanks = {"budget": yuan(found.budget, lang), "city": found.city_title[lang], "months": found.months}
    goal, best = goal_told(found, lang), found.best
    if not found.choices:
        return text("advise.none_tried", lang, goal=goal, **blanks)
    if best is None:
        return text("advise.nothing", lang, goal=goal, **blanks) + _more(found, lang)
    told = {
        "mix": choice_told(best, lang),
        "effect": effect_told(found, best, lang),
        "cost": cost_told(found, best, lang),
    }
    return text("advise.best", lang, goal=goal, **told, **blanks)


def advice_notes(found: Advice, lang: Lang) -> list[str]:
    """What else must be known: the level without, who shares the first place, caps, savings, who was counted."""
    blanks = {"persons": f"{_rounded(found.persons):,}", "heads": f"{found.heads:,}", "counted": f"{found.counted:,}"}
    notes = [
        text(
            "advise.level",
            lang,
            goal=goal_told(found, lang),
            level=number(found.level[0], INDICATORS[found.goal].unit, lang),
        )
    ]
    if found.group:
        notes.append(text("advise.whom", lang, group=group_told(found.group, lang), **blanks))
    if found.best is not None and not spends(found, found.best):
        notes.append(_spent(found, lang))
    if found.best is not None and (shared := found.beside_the_first):
        names = list(dict.fromkeys(title_of(choice, lang) for choice in shared))
        notes.append(text("advise.level_with", lang, names=listed(names, lang)))
    if savers := [choice for choice in found.choices if choice.saves]:
        notes.append(text("advise.saves", lang, names=listed([title_of(choice, lang) for choice in savers], lang)))
    if dear := [choice for choice in found.choices if choice.cost[1] > found.budget]:
        notes.append(text("advise.over", lang, names=listed([title_of(choice, lang) for choice in dear], lang)))
    if any(not (c.shows or c.harms) and (c.effect[1] > 0.0 or c.effect[2] < 0.0) for c in found.choices):
        notes.append(text("advise.reading.all", lang, n=len(found.choices)))
    return [*notes, *_caps(found, lang)]


def spends(found: Advice, choice: Choice) -> bool:
    """Whether an option clearly costs the public money worth naming."""
    return choice.cost[1] > 0.0 and choice.cost[0] >= FREE * found.budget


def _spent(found: Advice, lang: Lang) -> str:
    """Where the best is free: the best of what the money buys alone."""
    costly = [choice for choice in found.choices if len(choice.levers) == 1 and spends(found, choice)]
    if not costly or not costly[0].shows:
        return text("advise.spent_nothing", lang)
    best = costly[0]
    told_of = {"effect": effect_told(found, best, lang), "cost": cost_told(found, best, lang)}
    return text("advise.spent", lang, mix=choice_told(best, lang), **told_of)


def dropped_notes(found: Advice, lang: Lang) -> list[str]:
    """Levers that are not in the table, by name and reason."""
    notes = []
    for key, names in (("silent", found.silent), ("beaten", found.beaten)):
        if names:
            notes.append(text(f"advise.{key}", lang, names=_names(names, lang)))
    reasons: dict[str, list[LeftOut]] = {}
    for one in found.left_out:
        reasons.setdefault(one.reason, []).append(one)
    for reason, those in reasons.items():
        notes.append(text(f"advise.left_out.{reason}", lang, names=listed([_left(one, lang) for one in those], lang)))
    return notes


def _left(one: LeftOut, lang: Lang) -> str:
    title = LEVERS[one.lever].title[lang]
    if one.amount is None:
        return title
    return text("advise.priced", lang, lever=title, amount=yuan(one.amount, lang))


def _names(names: Sequence[str], lang: Lang) -> str:
    return listed([LEVERS[name].title[lang] for name in names], lang)


def _more(found: Advice, lang: Lang) -> str:
    """What larger sums would do."""
    more = found.more
    if more is None or (more.budget is None and not more.tried):
        return text("advise.no_more", lang)
    if more.budget is None or more.choice is None:
        return text("advise.not_with", lang, budget=yuan(max(more.tried), lang))
    blanks = {"mix": choice_told(more.choice, lang), "effect": effect_told(found, more.choice, lang)}
    return text("advise.would_need", lang, budget=yuan(more.budget, lang), **blanks)


def _caps(found: Advice, lang: Lang) -> list[str]:
    """Which levers stop short of the sum, and at what."""
    by_reason: dict[str, dict[str, None]] = {}
    for choice in found.choices:
        for name, reason in choice.caps.items():
            by_reason.setdefault(reason, {})[name] = None
    return [text(f"advise.cap.{reason}", lang, names=_names(list(names), lang)) for reason, names in by_reason.items()]


def goal_told(found: Advice, lang: Lang) -> str:
    """The goal, and whose."""
    title = INDICATORS[found.goal].title[lang]
    if not found.group:
        return title
    return text("advise.of_group", lang, title=title, group=small(group_told(found.group, lang)))


def title_of(choice: Choice, lang: Lang) -> str:
    """The levers of an option."""
    return text("advise.plus", lang).join(LEVERS[name].title[lang] for name in choice.levers)


def _short(choice: Choice, lang: Lang) -> str:
    """The same in little room: of a mix the first lever, and how many more."""
    first, *others = choice.levers
    title = LEVERS[first].title[lang]
    return text("advise.and_more", lang, lever=title, n=len(others)) if others else title


def choice_told(choice: Choice, lang: Lang) -> str:
    """The levers of an option with their doses, people and places in full."""
    parts = []
    for name in choice.levers:
        doses = [dose_told(key, value, lang) for key, value in choice.doses.items() if key.split(".")[0] == name]
        told = text("advise.as_written", lang) if _as_written(choice, name) else listed(doses, lang)
        parts.append(text("advise.dosed", lang, lever=LEVERS[name].title[lang], doses=told))
    return text("advise.plus", lang).join(parts)


def _as_written(choice: Choice, name: str) -> bool:
    """Whether every dose of a lever is what its file says."""
    settings = LEVERS[name].settings()
    return all(choice.doses[f"{name}.{dose}"] == settings[dose].default for dose in LEVERS[name].doses())


def dose_told(key: str, value: float, lang: Lang) -> str:
    """`training_subsidy.seats` at an amount: persons and yuan speak for themselves, shares need a word of what."""
    name, setting = key.split(".")
    param = LEVERS[name].settings()[setting]
    unit = param.unit
    if is_whole(unit) or unit == "yuan/year":
        digits = f"{value:,.0f}"
        return text("number.with_unit", lang, digits=digits, unit=unit_word(unit, lang))
    return text("advise.dose", lang, what=param.zh if lang == "zh" else param.doc, amount=number(value, unit, lang))


def effect_told(found: Advice, choice: Choice, lang: Lang) -> str:
    """The change of the goal, with its interval in brackets."""
    mean, low, high = choice.effect
    span = interval(low, high, found.unit, lang, change=True, beside=[mean])
    return text(
        "advise.with_interval", lang, value=number(mean, found.unit, lang, change=True, beside=[low, high]), span=span
    )


def cost_told(found: Advice, choice: Choice, lang: Lang) -> str:
    """What an option costs the public, or that it is next to nothing, or what it brings in."""
    mean, low, high = choice.cost
    if choice.saves:
        return text("advise.brings_in", lang, amount=number(-mean, "yuan", lang, beside=[-high, -low]))
    if not spends(found, choice):
        return text("advise.for_nothing", lang)
    return text("advise.for", lang, amount=number(mean, "yuan", lang, beside=[low, high]))


def yuan(amount: float, lang: Lang) -> str:
    """A round sum."""
    return number(amount, "yuan", lang)


def _rounded(persons: float) -> int:
    """Two digits: it is scaled up from a sample."""
    digits = max(0, math.floor(math.log10(max(persons, 1.0))) - 1)
    return int(round(persons, -digits))


# Tables.


def advice_table(found: Advice, lang: Lang) -> TerminalTable:
    """Every option that was checked on fresh seeds."""
    table = TerminalTable(title=advice_title(found, lang), title_justify="left", box=SIMPLE_HEAD)
    for place, heading in enumerate(_heads(found, lang)):
        table.add_column(heading, justify="left" if place in (0, 4) else "right", overflow="fold")
    for choice in found.choices:
        name, cells = _row(found, choice, lang)
        *figures, verdict = cells
        table.add_row(
            name,
            *(Text(words_of(cell)) for cell in figures),
            Text(verdict.main, TONES.get(_verdict(found, choice), "")),
        )
    return table


def advice_title(found: Advice, lang: Lang) -> str:
    """City, sum and goal."""
    return text(
        "advise.title", lang, city=found.city_title[lang], budget=yuan(found.budget, lang), goal=goal_told(found, lang)
    )


def _heads(found: Advice, lang: Lang) -> tuple[str, ...]:
    basket = yuan(basket_of(found), lang)
    return tuple(text(f"advise.column.{key}", lang, **({"basket": basket} if key == "rate" else {})) for key in COLUMNS)


def basket_of(found: Advice) -> float:
    """The sum for which the goal is told in the table; what shows an effect decides, if anything does."""
    showing = [choice.rate[0] for choice in found.choices if choice.shows and choice.rate[0] == choice.rate[0]]
    return basket_for(showing or [choice.rate[0] for choice in found.choices])


def _row(found: Advice, choice: Choice, lang: Lang) -> tuple[str, tuple[Cell, ...]]:
    times = basket_of(found) / BASKET
    mean, low, high = (end * times for end in choice.rate)
    if choice.saves:
        rate = Cell(text("advise.saving", lang))
    elif mean != mean:
        rate = Cell(text("advise.free", lang))
    else:
        rate = told(mean, low, high, found.unit, lang)
    effect = told(*choice.effect, found.unit, lang, better=found.better)
    verdict = Cell(verdict_word(found, choice, lang))
    return choice_told(choice, lang), (effect, told(*choice.cost, "yuan", lang, change=False), rate, verdict)


def _verdict(found: Advice, choice: Choice) -> str:
    """One word for an option: what a comparison would say of its interval, where the interval for all options together
    says so too; else undecided."""
    verdict = verdict_of(*choice.effect, matters_at(found.goal, found.level[0]))
    if verdict is not Verdict.CLEAR:
        return str(verdict)
    if choice.harms:
        return "worse"
    if not choice.shows:
        return str(Verdict.UNDECIDED)
    return "level" if choice.level_with_first or choice is found.choices[0] else "better"


def verdict_word(found: Advice, choice: Choice, lang: Lang) -> str:
    """The same as it is read."""
    verdict = _verdict(found, choice)
    if verdict == "level":
        return text("advise.leading", lang, tone=text("tone.better", lang))
    return text(f"tone.{verdict}", lang)


# The document.


def advice_document(found: Advice, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    facts = (
        text("brief.horizon", lang, months=found.months, start=month_name(found.start, 0, lang)),
        text("robust.workers", lang, n=f"{found.workers:,}"),
        text("robust.optimise.seeds", lang, n=len(found.seeds), fresh=len(found.fresh_seeds)),
    )
    rows = tuple(_row(found, choice, lang) for choice in found.choices)
    answer: list[Block] = [Paragraph(advice_lead(found, lang), "lead")]
    if rows:
        table = DataTable(text("advise.caption", lang), _heads(found, lang), (RowGroup("", rows),))
        answer += [Figures((_chart(found, lang),)), table]
    answer.append(Bullets(tuple(advice_notes(found, lang))))
    reading = Bullets(tuple(text(f"advise.reading.{key}", lang, **_sizes(found)) for key in READING))
    dropped = dropped_notes(found, lang)
    sections = [
        Section("answer", text("advise.answer", lang), answer),
        Section("dropped", text("advise.not_listed", lang), [Bullets(tuple(dropped))] if dropped else []),
        Section("reading", text("robust.reading", lang), [reading]),
        Section("reproduce", text("robust.again", lang), [Listing(found.command)]),
    ]
    return document(lang, advice_title(found, lang), facts, sections, other_file, found.version)


def _sizes(found: Advice) -> Mapping[str, object]:
    return {"n": len(found.choices), "seeds": len(found.seeds), "fresh": len(found.fresh_seeds)}


def _chart(found: Advice, lang: Lang) -> Chart:
    """Effects with their intervals, best first."""
    rows = [
        EffectRow(_short(choice, lang), *choice.effect, place=1, hollow=not (choice.shows or choice.harms))
        for choice in found.choices
    ]
    title = text("robust.difference", lang, name=goal_told(found, lang))
    return rows_chart("advice", title, rows, found.unit, lang)
