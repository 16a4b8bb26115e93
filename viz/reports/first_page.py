"""The first page of a brief, which can stand alone: the finding, one picture, who gains, why, how sure, what next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...experiments.compare.answers.said import SURE
from ...experiments.compare.answers.sentences import sentences as sentences_of
from ...experiments.compare.answers.sentences_reached import reached_sentences
from ...experiments.compare.answers.sentences_why import why_of_moves, why_sentences
from ...experiments.compare.answers.sure import Verdict
from ...experiments.compare.comparison import Difference, Money
from ..charts.comparison import gain_is_told, group_within
from ..charts.finding import finding_chart
from ..view import View, cost_is_clear
from ..words.amounts import Amount
from ..words.answers import sentence_told
from ..words.texts import account_told, listed, number
from .document import Answers, Block, Cell, Figures, KeyNumbers, Paragraph, Section
from .finding import SILENT, TOLD, Finding, counted, findings, headline_of, noun, policy_told, time_told, title
from .how_compared import budget_line
from .next_steps import next_steps
from .outlook import demand_blocks
from .reached import circle_told, helped, persons_told

SHOWN = 2  # indicators in the picture
NUMBERS = 3
SMALL_SHARE = 0.1  # of what a scenario costs; a smaller account is not told
UNMOVED = ("arithmetic", "nobody_touched", "nobody_took_part")  # sentences on why a city does not move
DOUBTS = ("by_chance", "turns", "nothing_turns")  # sentences on how sure it is beyond the intervals
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


def key_numbers(view: View, found: list[Finding]) -> tuple[Cell, ...]:
    """The three numbers the page rests on: the first effects, the cost, and the price of a result or what unseen."""
    first = found[0]
    effects = [d for f in found[:TOLD] for d in f.moved[:1]] + [d for f in found[:1] for d in f.moved[1:]]
    cells = [_effect(view, d) for d in effects[: NUMBERS - 1]]
    cells += _cost(view, view.money(first.scenario)) + _prices(view, view.money(first.scenario))
    cells += [_effect(view, d) for d in effects[NUMBERS - 1 :]]
    cells += _unseen(view, first) if not effects else []
    cells.append(Cell(f"{len(view.comparison.seeds)}", notes=(view.say("first.seeds"),)))
    return tuple(cells[:NUMBERS])


def _lines(view: View, found: list[Finding]) -> dict[str, str]:
    """Heading → one sentence."""
    told = {"who": _who(view, found), "why": _why(view, found), "sure": _sure(view), "next": next_steps(view, found)}
    return {key: _sentence(view, parts) for key, parts in told.items()}


def _sentence(view: View, parts: list[str]) -> str:
    stop = view.say("first.stop")
    words = view.say("finding.join").join(part.removesuffix(stop) for part in parts if part)
    return words[:1].upper() + words[1:] + stop


def _picture(view: View, found: list[Finding]) -> list[Block]:
    """The indicators of the title for every scenario, with cost; a sentence where there is nothing to see."""
    names = list(dict.fromkeys(d.indicator for f in found for d in f.moved[:1]))
    names = list(dict.fromkeys([*names, *(d.indicator for f in found for d in f.moved)]))
    if not names:
        return [Paragraph(view.say("first.no_chart"), "note")]
    return [Figures((finding_chart(view, names[:SHOWN]),), "full")]


# Who gains.


def _who(view: View, found: list[Finding]) -> list[str]:
    gains = view.comparison.gains
    if not gains:
        return [view.say("first.not_followed")]
    told = [f for f in found if f.kind not in SILENT][:TOLD] or found
    lines = [_who_under(view, f.scenario) for f in told if any(g.scenario == f.scenario for g in gains)]
    return [line for line in lines if line] or [view.say("first.nobody")]


def _who_under(view: View, scenario: str) -> str:
    """The groups whose income changes most beyond noise; where there is none, those reached if they gain."""
    rows = [g for g in view.comparison.gains if g.scenario == scenario and g.group != "all"]
    sure = [g for g in rows if gain_is_told(g)]
    winner = max((g for g in sure if g.change > 0.0), key=lambda g: g.change, default=None)
    loser = min((g for g in sure if g.change < 0.0), key=lambda g: g.change, default=None)
    words = {"policy": policy_told(view, scenario)}
    if winner and loser:
        words |= {"winners": group_within(winner.group, view), "losers": group_within(loser.group, view)}
        sizes = {"change": view.gain(winner).size(view.lang), "loss": view.gain(loser).size(view.lang)}
        return view.say("first.gains_loses", **words, **sizes)
    if winner:
        change = view.gain(winner).size(view.lang)
        return view.say("first.gains", **words, winners=group_within(winner.group, view), change=change)
    if loser:
        change = view.gain(loser).size(view.lang)
        return view.say("first.loses", **words, losers=group_within(loser.group, view), change=change)
    if (help_ := helped(view, scenario)) is not None:
        reached, since, amount = help_
        who = {"circle": circle_told(view, reached), "persons": persons_told(view, reached)}
        when = {"first": since.first, "last": since.last}
        return view.say("first.helped", change=amount.size(view.lang), **words, **who, **when)
    return view.say("first.gains_nobody", **words)


# Why.


def _why(view: View, found: list[Finding]) -> list[str]:
    moved = [f for f in found[:TOLD] if f.kind not in SILENT]
    traced = [line for f in moved or found[:1] for line in _traced(view, f, first=f is found[0])]
    if traced:
        return traced
    lines = [line for f in moved or found[:1] for line in (_against(view, f), _spent(view, f)) if line]
    return lines or [view.say("first.no_why")]


def _traced(view: View, f: Finding, *, first: bool) -> Iterator[str]:
    """What the title's difference is made of, how contrary signs go together, and of the first what moved first; of
    one that moves nothing, why the city does not move though those reached do."""
    answer = view.answer(f.scenario)
    if answer is None:
        return
    known = {why.indicator: why for why in answer.why}
    for d in [d for d in f.moved if d.indicator in known][:1]:
        made_of, *more = why_sentences(known[d.indicator], d)
        said = [made_of, *(s for s in more if s.key.startswith("against"))]
        yield from (sentence_told(s, view.lang) for s in said)
    if not f.moved:
        said = [s for s in reached_sentences(view.comparison, answer) if s.key in UNMOVED]
        yield from (sentence_told(s, view.lang) for s in said[:1])
    if first:
        yield from (sentence_told(s, view.lang) for s in why_of_moves(answer, {}) if s.key == "flows")


def _against(view: View, f: Finding) -> str:
    """A median that falls though those who were there before gain."""
    falls = next((d for d in f.worse if d.indicator == "platform_income_p50"), None)
    rows = [g for g in view.comparison.gains if g.scenario == f.scenario and g.group == "status=platform"]
    if falls is None or not rows or not gain_is_told(rows[0]) or rows[0].change < 0.0:
        return ""
    words = {"group": group_within(rows[0].group, view), "change": view.gain(rows[0]).size(view.lang)}
    return view.say("first.against", policy=policy_told(view, f.scenario), noun=noun(view, falls.indicator), **words)


def _spent(view: View, f: Finding) -> str:
    """What the money went to; of a policy that moves nothing, how little that is a head."""
    money = view.money(f.scenario)
    if money is None or not cost_is_clear(money) or money.public_cost <= 0.0:
        return ""
    policy = policy_told(view, f.scenario)
    if f.kind in SILENT:
        persons = view.comparison.workers * view.comparison.weight
        each = money.public_cost / (persons * view.comparison.months)
        return view.say("first.thin", policy=policy, each=number(each, "yuan", view.lang))
    largest = sorted(money.cost_by_account.items(), key=lambda item: -item[1])[:2]
    told = [(name, yuan / money.public_cost) for name, yuan in largest if yuan > SMALL_SHARE * money.public_cost]
    if not told or told[0][1] > 1.0 + SMALL_SHARE:
        return ""
    shares = {"policy": policy, "share": number(min(1.0, sum(share for _, share in told)), "share", view.lang)}
    names = [account_told(name, view.lang) for name, _ in told]
    if len(names) == 1:
        return view.say("first.spent", account=names[0], **shares)
    return view.say("first.spent_two", account=names[0], other=names[1], **shares)


# How sure.


def _sure(view: View) -> list[str]:
    every = [d for s in view.comparison.scenarios for d in headline_of(view, s)]
    seeds, found = len(view.comparison.seeds), counted(every)
    if found[Verdict.NONE] == len(every):
        return [view.say("first.all_none")]
    if seeds < 2:
        return [view.say("first.alone")]
    parts = [view.say(f"answers.sure.n_{verdict}", n=n) for verdict, n in found.items() if n]
    scenarios = len(view.comparison.scenarios)
    each = view.say("first.each", n=len(every) // scenarios) if scenarios > 1 else ""
    told = [
        view.say("first.sure_of", all=len(every), each=each, parts=view.say("number.comma").join(parts), seeds=seeds)
    ]
    told += _doubts(view)
    if (weak := view.comparison.weak) and not any(a.tried for a in view.comparison.answers):
        told.append(view.say("first.weak", n=len(weak)))
    return told


def _doubts(view: View) -> Iterator[str]:
    """What is no surer than chance, and which judged numbers could turn it."""
    for scenario in view.comparison.scenarios:
        said = sentences_of(view.comparison, scenario)
        told = dict.fromkeys(sentence_told(s, view.lang) for s in said if s.topic == SURE and s.key in DOUBTS)
        alone = len(view.comparison.scenarios) == 1
        for words in told:
            yield words if alone else view.say("first.of", policy=policy_told(view, scenario), words=words)


# The three numbers.


def _effect(view: View, d: Difference) -> Cell:
    words = view.say("first.effect", name=view.name(d.indicator), scenario=view.title(d.scenario))
    return _told(view, view.amount(d), words)


def _cost(view: View, m: Money | None) -> list[Cell]:
    if m is None:
        return []
    amount, key = (view.cost(m).opposite(), "saved") if m.public_cost_high < 0.0 else (view.cost(m), "cost")
    return [_told(view, amount, view.say(f"first.{key}", time=time_told(view)))]


def _prices(view: View, m: Money | None) -> list[Cell]:
    if m is None:
        return []
    prices = {"per_insured_year": view.per_insured_year(m), "per_job_year": view.per_job_year(m)}
    return [_told(view, amount, view.say(f"first.{key}")) for key, amount in prices.items() if amount is not None]


def _unseen(view: View, f: Finding) -> list[Cell]:
    """The smallest effect on the first indicator that would have been seen."""
    rows = [d for d in headline_of(view, f.scenario) if d.high > d.low]
    return [Cell(view.half_width(d), notes=(view.say("first.half", noun=noun(view, d.indicator)),)) for d in rows[:1]]


def _told(view: View, amount: Amount, label: str) -> Cell:
    span = amount.span(view.lang)
    return Cell(amount.size(view.lang), notes=(label, *([span] if span else [])))
