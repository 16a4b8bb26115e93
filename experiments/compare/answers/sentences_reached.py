"""What is said of those a policy reaches."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from ..comparison import Comparison
from .answer import Answer, Reached, Since
from .circles import COMPLETED, SUPPORTED, TOOK_PART, TOUCHED
from .reached import FEW
from .said import REACHED, Amount, Blank, FromTo, Named, Sentence, rounded
from .sure import Verdict

NOBODY_IN = {TOUCHED: "nobody_touched", TOOK_PART: "nobody_took_part"}
MANY_IN = {
    TOUCHED: "many_touched",
    TOOK_PART: "many_took_part",
    COMPLETED: "many_completed",
    SUPPORTED: "many_supported",
}
ANYWAY_IN = {TOOK_PART: "anyway_took_part", SUPPORTED: "anyway_supported"}
MOST_CHANGES, MOST_GROUPS = 3, 2
LARGE_SHARE, OFTENER = 0.15, 1.3  # of a group among those reached: at least, and over its share in the city
STEP = ("step", "step_month", "step_one")  # of a window: its months, its one month, the month in which they began
WHEN = ("when", "when_month", "when_one")


def reached_sentences(comparison: Comparison, answer: Answer) -> Iterator[Sentence]:
    """Circle by circle: how many, what changes for them, who they are, and what it comes to for the city."""
    several = len({r.lever for r in answer.reached}) > 1
    numbered = _numbered(answer.reached)
    for r, entry in zip(answer.reached, numbered, strict=True):
        of: dict[str, Blank] = {"of": Named("of_lever", r.lever) if several else ""}
        if entry:
            of = {"of": Named("of_entry", f"{r.lever} {entry}")}
        whom = Named("whom", r.touches)
        if r.heads == 0:
            if r.kind in NOBODY_IN:
                yield Sentence(REACHED, NOBODY_IN[r.kind], {"whom": whom, **of} if r.kind == TOUCHED else of, True)
            continue
        blanks = {"persons": Amount(rounded(r.persons[0]), "persons"), **of}
        yield Sentence(REACHED, MANY_IN[r.kind], {**blanks, "whom": whom} if r.kind == TOUCHED else blanks, True)
        yield from _circle(comparison, r, main=r in main_circles(answer.reached))
    yield from _arithmetic(comparison, answer)


def _numbered(reached: Sequence[Reached]) -> list[int]:
    """Which entry of its lever each circle belongs to, from 1; 0 where the lever has one entry alone."""
    kinds = Counter((r.lever, r.kind) for r in reached)
    twice = {lever for (lever, _), count in kinds.items() if count > 1}
    seen: Counter[tuple[str, str]] = Counter()
    numbers = []
    for r in reached:
        seen[r.lever, r.kind] += 1
        numbers.append(seen[r.lever, r.kind] if r.lever in twice else 0)
    return numbers


def main_circles(reached: Sequence[Reached]) -> list[Reached]:
    """Of each lever the circle that its money is for: those it insures, else those who take part, else those it
    touches."""
    kinds = (SUPPORTED, TOOK_PART, TOUCHED)
    levers = dict.fromkeys(r.lever for r in reached)
    return [next(r for kind in kinds for r in reached if (r.lever, r.kind) == (lever, kind)) for lever in levers]


def _circle(comparison: Comparison, r: Reached, *, main: bool) -> Iterator[Sentence]:
    """What is said of one circle; of the main one also who they are and what each costs."""
    if r.heads < FEW:
        yield Sentence(REACHED, "few", {"heads": r.heads})
        return
    yield from _changed(comparison, r)
    if not main:
        return
    yield from _path(comparison, r)
    yield from _who(r)
    if r.anyway is not None and r.kind in ANYWAY_IN:
        yield Sentence(REACHED, ANYWAY_IN[r.kind], {"share": Amount(rounded(r.anyway[0]), "share")})
    if r.cost_each is not None and r.cost_each[1] > 0.0:
        yield Sentence(REACHED, "cost_each", {"cost": Amount(r.cost_each[0], "yuan", False, r.cost_each[1:])})


def _path(comparison: Comparison, r: Reached) -> Iterator[Sentence]:
    """Income by months since they began, where more than one window is known."""
    known = [since for since in r.since if since.persons >= _enough(comparison)]
    steps = tuple(
        Sentence(
            REACHED,
            _months(since, STEP),
            {
                "size": Amount(since.change["income"][0], "yuan/month", True, since.change["income"][1:]),
                "first": since.first,
                "last": since.last,
            },
        )
        for since in known
    )
    if len(steps) > 1:
        yield Sentence(REACHED, "path", {"steps": steps})


def _months(since: Since, keys: tuple[str, str, str]) -> str:
    """Which of the keys says the months of a window."""
    several, one, begun = keys
    return several if since.last > since.first else one if since.first else begun


def _enough(comparison: Comparison) -> float:
    """Real persons a month of whom something can be told."""
    return FEW * comparison.weight / max(1, len(comparison.seeds))


def _changed(comparison: Comparison, r: Reached) -> Iterator[Sentence]:
    """What is different for them in the latest months of which enough is known: income, and what else is surely so."""
    since = latest(r, comparison)
    if since is None:
        return
    when = Sentence(REACHED, _months(since, WHEN), {"first": since.first, "last": since.last})
    surely = [name for name, (_, low, high) in since.change.items() if low > 0.0 or high < 0.0]
    if "income" in surely:
        mean, low, high = since.change["income"]
        level = since.before["income"]
        blanks: dict[str, Blank] = {
            "when": when,
            "size": Amount(abs(mean), "yuan/month", False, (abs(low), abs(high))),
            "span": FromTo(low, high, "yuan/month", beside=(mean,)),
            "share": Amount(round(100.0 * abs(mean) / level, 1) if level > 0.0 else math.nan, "%"),
        }
        yield Sentence(REACHED, "income_more" if mean > 0.0 else "income_less", blanks)
    else:
        _, low, high = since.change["income"]
        if math.isfinite(low):
            yield Sentence(REACHED, "income_unclear", {"when": when, "span": FromTo(low, high, "yuan/month")})
    others = [name for name in surely if name in TOLD]
    if others:
        changes = tuple(_outcome(name, since) for name in others[:MOST_CHANGES])
        yield Sentence(REACHED, "besides", {"changes": changes})


TOLD = {"work": "pp", "formal": "pp", "insured": "pp", "injury": "pp", "certified": "pp", "skill": "points"}


def _outcome(name: str, since: Since) -> Sentence:
    mean, low, high = since.change[name]
    blanks: dict[str, Blank] = {"name": Named("outcome", name), "size": Amount(mean, TOLD[name], True, (low, high))}
    return Sentence(REACHED, "outcome", blanks)


def latest(r: Reached, comparison: Comparison) -> Since | None:
    """The latest months since they began in which enough people are still beside themselves."""
    known = [since for since in r.since if since.persons >= _enough(comparison)]
    return known[-1] if known else None


def _who(r: Reached) -> Iterator[Sentence]:
    """Groups that are reached oftener than they are many."""
    rows = [(share / every, group, share, every) for group, (share, every) in r.who.items() if every > 0.0]
    often = sorted((row for row in rows if row[0] >= OFTENER and row[2] >= LARGE_SHARE), reverse=True)[:MOST_GROUPS]
    told = tuple(
        Sentence(
            REACHED,
            "group",
            {
                "group": Named("group", group),
                "share": Amount(rounded(share), "share"),
                "every": Amount(rounded(every), "share"),
            },
        )
        for _, group, share, every in often
    )
    if told:
        yield Sentence(REACHED, "who", {"groups": told})


def _arithmetic(comparison: Comparison, answer: Answer) -> Iterator[Sentence]:
    """Why a city does not move though those reached do: how few they are, times what each gains."""
    income = [d for d in comparison.differences if d.indicator == "worker_income" and d.group == "all"]
    last = max((d for d in income if d.scenario == answer.scenario), key=lambda d: d.horizon, default=None)
    rows = [r for r in main_circles(answer.reached) if r.heads >= FEW and r.change_of_them != 0.0]
    if last is None or last.clear or not rows or not math.isfinite(last.low):
        return
    r, unit = rows[0], "yuan/month"
    blanks: dict[str, Blank] = {
        "share": Amount(rounded(r.share_of_workers), "%"),
        "each": Amount(rounded(r.change_of_them), unit, True),
        "city": Amount(rounded(r.change_of_city), unit, True),
        "measured": Amount(last.difference, unit, True, (last.low, last.high)),
        "span": FromTo(last.low, last.high, unit, beside=(last.difference,)),
    }
    yield Sentence(REACHED, "arithmetic_open" if last.verdict is Verdict.UNDECIDED else "arithmetic", blanks, True)
