"""The sentences of a brief's first page: who gains, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...experiments.compare.answers.said import SURE, rounded
from ...experiments.compare.answers.sentences import sentences
from ...experiments.compare.answers.sentences_reached import reached_sentences
from ...experiments.compare.answers.sentences_why import why_of_moves, why_sentences
from ...experiments.compare.answers.sure import Verdict
from ..charts.comparison import gain_is_told, group_within
from ..view import PERSONS, View, cost_is_clear
from ..words.answers import sentence_told
from ..words.texts import account_told, number
from .finding import SILENT, TOLD, ScenarioFinding, counted, headline_of, noun, policy_told
from .reached import circle_told, helped, persons_told

UNMOVED = (
    "arithmetic",
    "arithmetic_open",
    "nobody_touched",
    "nobody_took_part",
)  # sentences on why a city does not move
DOUBTS = ("by_chance", "turns", "nothing_turns")  # sentences on how sure it is beyond the intervals
SMALL_SHARE = 0.1  # of what a scenario costs; a smaller account is not told


def within(words: str) -> str:
    """A sentence within another: without its capital, unless that is a name's."""
    return words if words.startswith(PERSONS) else words[:1].lower() + words[1:]


def who(view: View, found: Sequence[ScenarioFinding]) -> list[str]:
    """Who gains and who loses under the scenarios that the title tells of."""
    gains = view.comparison.gains
    if not gains:
        return [view.say("first.not_followed")]
    told = [f for f in found if f.kind not in SILENT][:TOLD] or found
    lines = [_who_under(view, f) for f in told if any(g.scenario == f.scenario for g in gains)]
    return [line for line in lines if line] or [view.say("first.nobody")]


def _who_under(view: View, f: ScenarioFinding) -> str:
    """Those reached where the city does not move, then the groups whose income changes most beyond noise; where there
    is none, those reached if they gain."""
    rows = [g for g in view.comparison.gains if g.scenario == f.scenario and g.group != "all"]
    sure = [g for g in rows if gain_is_told(g)]
    winner = max((g for g in sure if g.change > 0.0), key=lambda g: g.change, default=None)
    loser = min((g for g in sure if g.change < 0.0), key=lambda g: g.change, default=None)
    key = {(True, True): "gains_loses", (True, False): "gains", (False, True): "loses"}.get((bool(winner), bool(loser)))
    words = {"policy": policy_told(view, f.scenario)}
    groups: dict[str, str] = {}
    for group, name, size in ((winner, "winners", "change"), (loser, "losers", "loss")):
        if group is not None:
            groups |= {name: group_within(group.group, view), size: view.gain(group).size(view.lang)}
    help_ = helped(view, f.scenario) if f.kind == "reached" or key is None else None
    if help_ is None:
        return view.say(f"first.{key or 'gains_nobody'}", **words, **groups)
    reached, since, amount = help_
    words |= {"circle": circle_told(view, reached), "persons": persons_told(view, reached)}
    words |= {"gain": amount.size(view.lang), "first": str(since.first), "last": str(since.last)}
    return view.say(f"first.helped_{key or 'alone'}", **words, **groups)


def why(view: View, found: Sequence[ScenarioFinding]) -> list[str]:
    """What the differences are made of; where that was not traced, what the money went to."""
    moved = [f for f in found[:TOLD] if f.kind not in SILENT]
    idle = [s for f in found if f.kind == "none" for s in sentences(view.comparison, f.scenario) if s.key == "idle"]
    if idle and not moved:
        return [sentence_told(s, view.lang) for s in idle[:TOLD]]
    traced = [line for f in moved or found[:1] for line in _traced(view, f, first=f is found[0])]
    if traced:
        return traced
    lines = [line for f in moved or found[:1] for line in (_against(view, f), _spent(view, f)) if line]
    same = all(f.kind == "none" for f in found)
    return lines or [view.say("first.nothing_to_explain" if same else "first.no_why")]


def _traced(view: View, f: ScenarioFinding, *, first: bool) -> Iterator[str]:
    """What the title's difference is made of, how contrary signs go together, and of the first what moved first; of
    one that moves nothing, why the city does not move though those reached do."""
    answer = view.answer(f.scenario)
    if answer is None:
        return
    known = {one.indicator: one for one in answer.why}
    for d in [d for d in f.moved if d.indicator in known and d.known == 1.0][:1]:
        made_of, *more = why_sentences(known[d.indicator], d)
        said = [made_of, *(s for s in more if s.key.startswith("against"))]
        yield from (sentence_told(s, view.lang) for s in said)
    if not f.moved:
        said = [s for s in reached_sentences(view.comparison, answer) if s.key in UNMOVED]
        yield from (sentence_told(s, view.lang) for s in said[:1])
    if first:
        yield from (sentence_told(s, view.lang) for s in why_of_moves(answer, {}) if s.key == "flows")


def _against(view: View, f: ScenarioFinding) -> str:
    """A median that falls though those who were there before gain."""
    falls = next((d for d in f.worse if d.indicator == "platform_income_p50"), None)
    rows = [g for g in view.comparison.gains if g.scenario == f.scenario and g.group == "status=platform"]
    if falls is None or not rows or not gain_is_told(rows[0]) or rows[0].change < 0.0:
        return ""
    words = {"group": group_within(rows[0].group, view), "change": view.gain(rows[0]).size(view.lang)}
    return view.say("first.against", policy=policy_told(view, f.scenario), noun=noun(view, falls.indicator), **words)


def _spent(view: View, f: ScenarioFinding) -> str:
    """What the money went to; of a policy that moves nothing, how little that is a head."""
    money = view.money(f.scenario)
    if money is None or not cost_is_clear(money) or money.public_cost <= 0.0:
        return ""
    policy = policy_told(view, f.scenario)
    if f.kind in SILENT:
        persons = view.comparison.workers * view.comparison.weight
        each = money.public_cost / (persons * view.comparison.months)
        return view.say("first.thin", policy=policy, each=number(rounded(each), "yuan", view.lang))
    largest = sorted(money.cost_by_account.items(), key=lambda item: -item[1])[:2]
    told = [(name, yuan / money.public_cost) for name, yuan in largest if yuan > SMALL_SHARE * money.public_cost]
    if not told or told[0][1] > 1.0 + SMALL_SHARE:
        return ""
    shares = {"policy": policy, "share": number(min(1.0, sum(share for _, share in told)), "share", view.lang)}
    names = [account_told(name, view.lang) for name, _ in told]
    if len(names) == 1:
        return view.say("first.spent", account=names[0], **shares)
    return view.say("first.spent_two", account=names[0], other=names[1], **shares)


def how_sure(view: View, found: Sequence[ScenarioFinding]) -> list[str]:
    """The verdicts on the headline, and the doubts beyond them."""
    every = [d for s in view.comparison.scenarios for d in headline_of(view, s)]
    seeds, verdicts = len(view.comparison.seeds), counted(every)
    if verdicts[Verdict.NONE] == len(every):
        return [view.say("first.all_none")]
    if seeds < 2:
        return [view.say("first.alone")]
    parts = [view.say(f"answers.sure.n_{verdict}", n=n) for verdict, n in verdicts.items() if n]
    scenarios = len(view.comparison.scenarios)
    each = view.say("first.each", n=len(every) // scenarios) if scenarios > 1 else ""
    told = [
        view.say("first.sure_of", all=len(every), each=each, parts=view.say("number.comma").join(parts), seeds=seeds)
    ]
    told += _doubts(view, [f.scenario for f in found[:TOLD]])
    if (weak := view.comparison.weak) and not any(a.tried for a in view.comparison.answers):
        told.append(view.say("first.weak", n=len(weak)))
    return told


def _doubts(view: View, scenarios: Sequence[str]) -> Iterator[str]:
    """What is no surer than chance, and which judged numbers could turn it."""
    for scenario in scenarios:
        said = sentences(view.comparison, scenario)
        told = dict.fromkeys(sentence_told(s, view.lang) for s in said if s.topic == SURE and s.key in DOUBTS)
        alone = len(view.comparison.scenarios) == 1
        for words in told:
            yield words if alone else view.say("first.of", policy=policy_told(view, scenario), words=within(words))
