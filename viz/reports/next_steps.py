"""What to try next, told by what was found: decide what is undecided, find the dose, join, offset, or look closer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...experiments.compare.answers.sentences import needed
from ...experiments.compare.answers.sure import Verdict
from ..view import View, cost_is_clear
from ..words.texts import listed
from .finding import TOLD, ScenarioFinding, headline_of, noun, policy_told

FAR = 200  # seeds; beyond, a larger dose tells more
STEPS = 2  # told at most


def next_steps(view: View, found: Sequence[ScenarioFinding]) -> list[str]:
    """One or two things to do."""
    c = view.comparison
    if all(f.kind == "none" for f in found):
        return [view.say("first.next_none", policy=policy_told(view, found[0].scenario), city=view.city)]
    if len(c.seeds) < 2:
        return [view.say("first.next_seeds")]
    winners = [f for f in found if f.kind in ("gain", "both", "reached")]
    steps = [_harm(view, f) for f in found if f.kind in ("both", "loss")][:1]
    if len(winners) >= TOLD:
        names = listed([policy_told(view, f.scenario) for f in winners[:TOLD]], view.lang)
        steps.append(view.say("first.next_both", policies=names))
    elif winners:
        steps.append(_dose(view, winners[0]))
    if not winners or len(steps) < STEPS:
        steps += [_decide(view, f) for f in found if f.kind == "undecided"][:1]
        steps += [_reach(view, f) for f in found if f.kind == "small"][:1]
    return [step for step in steps if step][:STEPS] or [_any_undecided(view, found) or view.say("first.next_cost")]


def _harm(view: View, f: ScenarioFinding) -> str:
    return view.say("first.next_harm", policy=policy_told(view, f.scenario))


def _reach(view: View, f: ScenarioFinding) -> str:
    return view.say("first.next_small", policy=policy_told(view, f.scenario))


def _dose(view: View, f: ScenarioFinding) -> str:
    money = view.money(f.scenario)
    key = "saved" if money and money.public_cost_high < 0.0 else "dose"
    if money is not None and not cost_is_clear(money):
        key = "cost"
    return view.say(f"first.next_{key}", policy=policy_told(view, f.scenario))


def _decide(view: View, f: ScenarioFinding) -> str:
    """The undecided figure that the fewest seeds would decide."""
    seeds = len(view.comparison.seeds)
    rows = [d for d in headline_of(view, f.scenario) if d.verdict is Verdict.UNDECIDED and math.isfinite(d.low)]
    if not rows:
        return ""
    asked, name = min((needed(d, d.seeds or seeds), d.indicator) for d in rows)
    words = {"policy": policy_told(view, f.scenario), "noun": noun(view, name), "now": seeds}
    if asked > FAR:
        return view.say("first.next_far", seeds=FAR, **words)
    return view.say("first.next_decide", seeds=asked, **words)


def _any_undecided(view: View, found: Sequence[ScenarioFinding]) -> str:
    return next((words for words in (_decide(view, f) for f in found) if words), "")
