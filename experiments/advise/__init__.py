"""What to do for a goal with a sum: levers alone at the dose that costs it, mixes of the best, checked on fresh seeds.

The search plays few seeds and drops early; what it liked best was partly lucky. All figures told are therefore of seeds
that it has not seen, and an option shows an effect only if the interval for all of them together leaves out zero.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...messages import Message, phrase
from ...model.indicators.matters import unit_of_change
from ...model.levers import LEVERS
from ...scenarios.checks import written
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.asked import asked_of
from ..runs.intervals import level_interval
from ..runs.processes import Pool, ProcessPool
from ..runs.run import Tick
from .advice import Advice, Choice, MoreMoney, read_advice
from .dosing import dosed
from .goal import Goal, read_goal
from .judging import Finalist, choices_of
from .ladder import Ladder
from .looking import Look, look
from .mixes import Blend, kept_to, mixes_of
from .more import raised
from .plays import GOAL, Floats, Plays, Trials, known_plays
from .race import gain, race, ranked
from .touching import IN_BASE, NOBODY, LeftOut, sort_out

__all__ = [
    "FRESH",
    "MONTHS",
    "SEEDS",
    "WORKERS",
    "Advice",
    "Choice",
    "Goal",
    "MoreMoney",
    "advise",
    "check_touch",
    "fresh_after",
    "planned_months",
    "read_advice",
    "read_goal",
]
WORKERS, MONTHS, SEEDS, FRESH = 30_000, 36, 8, 16  # defaults
ALONE, MIXED = 6, 2  # levers and mixes in the last round
FEW = 30  # simulated persons below which nothing is said of a group
FULLEST = 400_000  # simulated persons that are still proposed
Tell = Callable[[Message], None]


@dataclass(frozen=True)
class Search:
    """What the search left: options for the last round, and what it dropped."""

    finalists: tuple[Finalist, ...]
    silent: tuple[str, ...]
    beaten: tuple[str, ...]


def fresh_after(seeds: Sequence[int], number: int = FRESH) -> list[int]:
    """So many seeds that the search has not seen."""
    return list(range(max(seeds) + 1, max(seeds) + 1 + number))


def planned_months(levers: int, seeds: int, fresh: int, months: int) -> int:
    """About so many months will be simulated with levers, for a progress bar."""
    screening = 2.5 * levers * max(2, seeds // 4)
    rounds = 16 * max(2, seeds // 2) + 8 * seeds
    mixes = 11 * seeds
    return round(months * (screening + rounds + mixes + (1 + ALONE + MIXED) * fresh))


def advise(
    base: Scenario,
    budget: float,
    goal: Goal,
    folder: Path,
    *,
    levers: Sequence[str] | None = None,
    seeds: Sequence[int] = tuple(range(1, SEEDS + 1)),
    fresh: Sequence[int] | None = None,
    command: str = "",
    tick: Tick | None = None,
    tell: Tell = lambda message: None,
    pool: Pool | None = None,
) -> Advice:
    """The best that `budget` yuan can do for a goal. What was played stands in `folder`, and is not played again; it
    is played in `pool`, else in processes of its own. SpecError where nothing can be answered."""
    began = time.perf_counter()
    fresh = fresh_after(seeds) if fresh is None else fresh
    names, left_out = check_touch(levers or list(LEVERS), goal, base)
    known = known_plays(folder, base, goal)
    try:
        with contextlib.nullcontext(pool) if pool else ProcessPool(base.workers) as players:
            ((_, seen),) = players.each(look, seeds[:1], base, goal, names)
            check_group(base, goal, seen)
            if levers is None:
                left_out += [LeftOut(name, NOBODY) for name in seen.unreached]
                names = [name for name in names if name not in seen.unreached]
            plays = Plays(players, base, goal, known, tick)
            check_level(plays, goal, seeds)
            ladders, not_for_it = dosed(plays, names, base, budget, seeds, seen)
            tell(phrase("advise.dosed", "{n} levers can be tried for the sum", n=len(ladders)))
            search = _searched(plays, ladders, budget, seeds, goal.better, tell)
            choices, more = _judged(plays, search, ladders, budget, fresh, goal.better, tell)
            level = plays.levels([()], fresh)[0, :, GOAL]
    finally:
        known.close()
    return Advice(
        **asked_of(base, seeds, command),
        start=written(base.start),
        fresh_seeds=tuple(fresh),
        goal=goal.indicator,
        group=goal.group.name if goal.group.parts else "",
        heads=seen.heads,
        persons=seen.heads * seen.weight,
        counted=seen.concerned,
        unit=unit_of_change(goal.unit),
        better=goal.better,
        budget=budget,
        level=level_interval(level, goal.unit),
        choices=tuple(choices),
        silent=search.silent,
        beaten=search.beaten,
        left_out=(*left_out, *not_for_it),
        more=more,
        futures=plays.played,
        wall_s=time.perf_counter() - began,
    )


def _searched(
    trials: Trials, ladders: Mapping[str, Ladder], budget: float, seeds: Sequence[int], better: int, tell: Tell
) -> Search:
    """Levers alone, round by round, then mixes of the best."""

    def news(left: int, some: int) -> None:
        tell(phrase("advise.round", "{left} left after {seeds} seeds", left=left, seeds=some))

    policies = {name: ladder.policy for name, ladder in ladders.items()}
    standing = race(trials, policies, seeds, better, tell=news)
    gains = {name: gain(effect, better) for name, effect in standing.effects.items()}
    blends = mixes_of(ladders, gains, budget)
    cut = kept_to(trials, blends, ladders, seeds[: max(2, len(seeds) // 4)], budget)
    effects: dict[str, Floats] = {}
    if cut:
        found = trials.effects([blend.policy for blend in cut], seeds)
        effects = dict(zip((blend.name for blend in cut), found, strict=True))
    by_name: dict[str, Blend] = {blend.name: blend for blend in cut}
    best_of = {frozenset(by_name[name].factors): name for name in reversed(ranked(effects, better))}
    mixed = [by_name[name] for name in ranked(effects, better) if name in best_of.values()][:MIXED]
    tell(phrase("advise.mixed", "{n} mixes tried", n=len(cut)))
    finalists = [Finalist((name,), policies[name]) for name in standing.names]
    finalists += [Finalist(tuple(blend.factors), blend.policy) for blend in mixed]
    return Search(tuple(finalists), standing.silent, standing.beaten)


def _judged(
    trials: Trials,
    search: Search,
    ladders: Mapping[str, Ladder],
    budget: float,
    fresh: Sequence[int],
    better: int,
    tell: Tell,
) -> tuple[list[Choice], MoreMoney | None]:
    """The last round on fresh seeds; larger sums on seeds fresh again where nothing shows an effect."""
    if not search.finalists:
        return [], None
    effects = trials.effects([one.policy for one in search.finalists], fresh)
    choices = choices_of(search.finalists, effects, better, ladders, len(search.finalists))
    tell(phrase("advise.fresh", "{n} options checked on {seeds} fresh seeds", n=len(choices), seeds=len(fresh)))
    if any(choice.shows for choice in choices):
        return choices, None
    alone = {one.levers[0]: effects[k] for k, one in enumerate(search.finalists) if len(one.levers) == 1}
    return choices, raised(trials, ladders, alone, budget, better, fresh_after(fresh, len(fresh)))


def check_touch(levers: Sequence[str], goal: Goal, base: Scenario) -> tuple[list[str], list[LeftOut]]:
    """Levers to try, and those left out, such as those of the base; SpecError where none can touch the goal."""
    there = {dated.lever.name for dated in base.levers}
    names, left_out = sort_out([name for name in levers if name not in there], goal.indicator)
    left_out += [LeftOut(name, IN_BASE) for name in levers if name in there]
    if not names:
        what = "cannot touch {goal}, nor can any other lever asked for; leave --levers out, or name another goal"
        message = phrase("advise.untouched", what, goal=goal.indicator)
        raise SpecError([Fault(levers[0] if levers else "--levers", message)])
    return names, left_out


def check_group(base: Scenario, goal: Goal, seen: Look) -> None:
    """SpecError where a group is empty or too few stand for it."""
    if seen.concerned >= FEW:
        return
    persons = seen.concerned * seen.weight
    wanted = round(base.workers * 1.5 * FEW / max(seen.concerned, 1), -4)
    blanks = {"group": goal.group.name, "n": seen.concerned, "few": FEW, "goal": goal.indicator}
    if not seen.heads:
        what = "nobody in {city} belongs to {group}; widen an attribute"
        message = phrase("advise.empty", what, city=base.profile.id, group=blanks["group"])
    elif wanted <= min(FULLEST, base.profile.adults) and seen.concerned:
        what = "{goal} of {group} rests on {n} simulated persons, fewer than {few}; --workers {workers} would do"
        message = phrase("advise.few", what, **blanks, workers=f"{wanted:.0f}")
    else:
        what = "{goal} of {group} rests on {n} simulated persons ({persons} real), fewer than {few}; widen an attribute"
        message = phrase("advise.few_anyway", what, **blanks, persons=f"{persons:,.0f}")
    raise SpecError([Fault("--group", message)])


def check_level(plays: Plays, goal: Goal, seeds: Sequence[int]) -> None:
    """SpecError where the goal is no number for the group."""
    try:
        level = plays.levels([()], seeds[:1])[0, 0, GOAL]
    except ValueError:
        level = float("nan")
    if level != level:
        what = "{goal} is told of the whole city alone; leave --group out, or name another goal"
        raise SpecError([Fault("--group", phrase("advise.whole_city", what, goal=goal.indicator))])
