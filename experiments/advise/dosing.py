"""Doses of all levers at once: guessed, played on the first seeds, corrected; and those that the sum is not for."""

from __future__ import annotations

from collections.abc import Sequence

from ...messages import phrase
from ...model.levers import LEVERS
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from .ladder import (
    BELOW_ONE,
    ELIGIBLE,
    TOO_DEAR,
    UNSEEN,
    Ladder,
    guessed,
    heads_of,
    most_enrolled,
    policy_at,
    widest,
)
from .looking import Look
from .plays import COST, Trials
from .touching import LeftOut


def dosed(
    trials: Trials, names: Sequence[str], base: Scenario, budget: float, seeds: Sequence[int], seen: Look
) -> tuple[dict[str, Ladder], list[LeftOut]]:
    """The ladders of levers that can be played for the sum, and the others with the reason. SpecError where the sum
    buys no place of anything."""
    ladders = [ladder_of(name, base, seen) for name in names]
    left_out: list[LeftOut] = []
    for ladder in ladders:
        ladder.begin(budget)
        if short := too_little(ladder, budget, base.months, seen.weight):
            left_out.append(short)
    check_places(left_out, budget, names)
    active = [ladder for ladder in ladders if ladder.name not in {one.lever for one in left_out}]
    some = seeds[: max(2, len(seeds) // 4)]
    while running := [ladder for ladder in active if not ladder.state]:
        for ladder in running:
            if not ladder.policy:
                ladder.state = BELOW_ONE
        running = [ladder for ladder in running if not ladder.state]
        if running:
            costs = trials.effects([ladder.policy for ladder in running], some)[:, :, COST].mean(axis=1)
            for ladder, cost in zip(running, costs, strict=True):
                ladder.look(float(cost), budget)
    left_out += [
        LeftOut(one.name, one.state, one.tried[0][1] if one.tried and one.state == TOO_DEAR else None)
        for one in active
        if not one.usable
    ]
    return {ladder.name: ladder for ladder in active if ladder.usable}, left_out


def ladder_of(name: str, base: Scenario, seen: Look) -> Ladder:
    """A lever's ladder, capped by the ranges of its dose and by who could enrol."""
    ladder = Ladder(name, guessed(name, base), most=widest(LEVERS[name]))
    if name in seen.eligible:
        enrolled = most_enrolled(name, seen.eligible[name])
        if enrolled < ladder.most:
            ladder.most, ladder.most_by = enrolled, ELIGIBLE
    return ladder


def too_little(ladder: Ladder, budget: float, months: int, weight: float) -> LeftOut | None:
    """Said of a lever of whose places the sum buys less than one, or less than one simulated person's."""
    heads = heads_of(ladder.name, months)
    written = [cost for factor, cost in ladder.guess if factor == 1.0]
    if heads is None or not written or written[0] <= 0.0 or ladder._is_free(budget):
        return None
    price = written[0] / heads
    if budget < price or not policy_at(ladder.name, ladder.factor):
        return LeftOut(ladder.name, BELOW_ONE, price)
    return LeftOut(ladder.name, UNSEEN, price * weight) if budget < price * weight else None


def check_places(left_out: Sequence[LeftOut], budget: float, names: Sequence[str]) -> None:
    """SpecError where the sum buys no whole place of anything that is counted in places, or none of one person
    simulated."""
    short = {one.lever: one for one in left_out if one.reason in (BELOW_ONE, UNSEEN)}
    counted = [name for name in names if heads_of(name, 1) is not None]
    if not short or any(name not in short for name in counted):
        return
    cheapest = min(short.values(), key=lambda one: one.amount or 0.0)
    blanks = {"budget": f"{budget:,.0f}", "lever": cheapest.lever, "price": f"{cheapest.amount:,.0f}"}
    if all(one.reason == BELOW_ONE for one in short.values()):
        what = "{budget} yuan buy no whole place; the cheapest, of {lever}, costs about {price} yuan"
        raise SpecError([Fault("--budget", phrase("advise.no_place", what, **blanks))])
    what = (
        "{budget} yuan buy less than one simulated person stands for; about {price} yuan ({lever}) or more --workers do"
    )
    raise SpecError([Fault("--budget", phrase("advise.unseen", what, **blanks))])
