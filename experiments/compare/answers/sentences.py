"""The answers on a scenario as sentences: which are said, and with which figures. How they sound in a language is the
reader's business (`viz/words`); the figures are the same in every one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from ....model.levers import LEVERS
from ...runs.distributions import stdtr, stdtrit
from ..compare import HEADLINE
from ..comparison import Comparison, Difference, Money
from ..seeds_needed import MOST, seeds_for
from .answer import Answer
from .said import FINDING, MONEY, SURE, TOPICS, Amount, Blank, FromTo, Named, Sentence, sureness
from .sentences_reached import reached_sentences
from .sentences_why import why_of_moves
from .sure import Verdict, wanted_half

COUNTED = {
    Verdict.CLEAR: "n_clear",
    Verdict.SMALL: "n_small",
    Verdict.NONE: "n_none",
    Verdict.UNDECIDED: "n_undecided",
    Verdict.JUDGED: "n_judged",
}
MOST_CHANGES, MOST_UNDECIDED = 3, 2
SEEDS_USUAL = 100  # at most, where nobody asks for more


def sentences(comparison: Comparison, scenario: str) -> list[Sentence]:
    """All that is said of a scenario, in order."""
    ends = ends_of(comparison, scenario)
    answer = next((a for a in comparison.answers if a.scenario == scenario), Answer(scenario))
    money = next((m for m in comparison.money if m.scenario == scenario), None)
    return [
        *_finding(comparison, ends),
        *_idle(comparison, scenario, ends),
        *reached_sentences(comparison, answer),
        *why_of_moves(answer, ends),
        *_sure(comparison, answer, ends),
        *_money(money),
    ]


def ends_of(comparison: Comparison, scenario: str) -> dict[str, Difference]:
    """Headline indicator → its difference for everybody at the end, in order."""
    rows = [d for d in comparison.differences if d.scenario == scenario and d.group == "all"]
    last = {d.indicator: d for d in sorted(rows, key=lambda d: d.horizon)}
    return {name: last[name] for name in HEADLINE if name in last}


# ---- what moves -----------------------------------------------------------------------------------------------------


def _finding(comparison: Comparison, ends: Mapping[str, Difference]) -> Iterator[Sentence]:
    clear = sorted((d for d in ends.values() if d.clear), key=sureness, reverse=True)
    about: dict[str, Blank] = {"months": comparison.months, "seeds": len(comparison.seeds), "all": len(ends)}
    if clear:
        changes = tuple(_change(d) for d in clear[:MOST_CHANGES])
        more = len(clear) - len(changes)
        rest: tuple[Blank, ...] = (Sentence(FINDING, "more", {"n": more}),) if more else ()
        yield Sentence(FINDING, "found", {**about, "changes": (*changes, *rest)})
        return
    counts = _counts(ends)
    if counts[Verdict.NONE] == len(ends):
        yield Sentence(FINDING, "found_none", about)
    elif len(comparison.seeds) < 2:
        yield Sentence(FINDING, "found_one_seed", about)
    elif counts[Verdict.UNDECIDED] == 0:
        yield Sentence(FINDING, "found_small", about)
    else:
        yield Sentence(FINDING, "found_nothing", {**about, "n": counts[Verdict.UNDECIDED]})


def _idle(comparison: Comparison, scenario: str, ends: Mapping[str, Difference]) -> Iterator[Sentence]:
    """Why nothing changes at all, where every lever acts upon others alone and stands without them."""
    if not ends or _counts(ends)[Verdict.NONE] < len(ends):
        return
    written = comparison.settings.get(scenario, ())
    names = set(written) if isinstance(written, Mapping) else {name for entry in written for name in entry}
    idle = [name for name in sorted(names) if name in LEVERS and LEVERS[name].company]
    if not idle or idle != sorted(names) or names & {one for name in idle for one in LEVERS[name].company}:
        return
    for name in idle:
        company = tuple(Named("lever", one) for one in LEVERS[name].company)
        yield Sentence(FINDING, "idle", {"lever": Named("lever", name), "company": company})


def _change(d: Difference) -> Sentence:
    size = Amount(d.difference, d.unit, True, (d.low, d.high))
    return Sentence(FINDING, "change", {"name": Named("indicator", d.indicator), "size": size})


def _counts(ends: Mapping[str, Difference]) -> dict[Verdict, int]:
    return {verdict: sum(d.verdict is verdict for d in ends.values()) for verdict in Verdict}


# ---- how sure -------------------------------------------------------------------------------------------------------


def _sure(comparison: Comparison, answer: Answer, ends: Mapping[str, Difference]) -> Iterator[Sentence]:
    counts = _counts(ends)
    told: list[Blank] = [Sentence(SURE, COUNTED[v], {"n": n}) for v, n in counts.items() if n]
    yield Sentence(SURE, "verdicts", {"all": len(ends), "verdicts": tuple(told)})
    lucky = tuple(
        Named("indicator", d.indicator) for d in ends.values() if d.clear and _by_chance(d, comparison, len(ends))
    )
    if lucky:
        yield Sentence(SURE, "by_chance", {"all": len(ends), "names": lucky})
    undecided = [d for d in ends.values() if d.verdict is Verdict.UNDECIDED]
    known = [d for d in undecided if math.isfinite(d.low)]
    if known:
        rows = sorted((needed(d, d.seeds or len(comparison.seeds)), d.indicator) for d in known)[:MOST_UNDECIDED]
        needs = tuple(
            Sentence(SURE, "needs" if n < MOST else "never", {"name": Named("indicator", name), "n": n})
            for n, name in rows
        )
        near = rows[0][0] <= SEEDS_USUAL
        yield Sentence(SURE, "undecided" if near else "undecided_far", {"needs": needs, "n": rows[-1][0]})
    elif undecided and len(comparison.seeds) < 2:
        yield Sentence(SURE, "one_seed", {})
    partly = tuple(Named("indicator", d.indicator) for d in ends.values() if d.known < 1.0)
    if partly:
        yield Sentence(SURE, "partly", {"names": partly})
    yield from _turning(answer)


def needed(d: Difference, seeds: int) -> int:
    """Seeds that would decide a difference, as far as the spread so far tells."""
    half = (d.high - d.low) / 2
    spread = half * seeds**0.5 / float(stdtrit(seeds - 1, 0.975))
    wanted = wanted_half(d.difference, d.threshold)
    return max(seeds + 1, seeds_for(spread, seeds, wanted)[0]) if wanted > 0.0 else MOST


def _by_chance(d: Difference, comparison: Comparison, figures: int) -> bool:
    """Whether one of so many figures would be this far from zero by chance in more than one comparison of twenty."""
    degrees = (d.seeds or len(comparison.seeds)) - 1
    away = abs(d.difference) / ((d.high - d.low) / 2) * float(stdtrit(degrees, 0.975)) if d.high > d.low else math.inf
    return figures * 2.0 * (1.0 - float(stdtr(degrees, away))) > 0.05


def _turning(answer: Answer) -> Iterator[Sentence]:
    if answer.tried is None:
        return
    turns = [t for t in answer.turns if t.turns]
    about: dict[str, Blank] = {"n": int(answer.tried["numbers"]), "futures": int(answer.tried["futures"])}
    if not turns:
        yield Sentence(SURE, "nothing_turns", about)
        return
    told = tuple(
        Sentence(SURE, "turn", {"number": Named("parameter", t.name), "name": Named("indicator", t.indicator)})
        for t in turns[:MOST_CHANGES]
    )
    yield Sentence(SURE, "turns", {**about, "turns": told})


# ---- money ----------------------------------------------------------------------------------------------------------


def _money(m: Money | None) -> Iterator[Sentence]:
    if m is None:
        return
    ends = (m.public_cost_low, m.public_cost_high)
    clear = ends[0] > 0.0 or ends[1] < 0.0
    if not clear:
        key = "free" if m.public_cost == 0.0 else "cost_unclear"
        yield Sentence(MONEY, key, {"span": FromTo(*ends, "yuan", False, (m.public_cost,))} if key != "free" else {})
        return
    sign = 1.0 if m.public_cost > 0.0 else -1.0
    low, high = sorted(sign * end for end in ends)
    blanks: dict[str, Blank] = {
        "cost": Amount(abs(m.public_cost), "yuan", False, (low, high)),
        "span": FromTo(low, high, "yuan", False, (abs(m.public_cost),)),
    }
    yield Sentence(MONEY, "cost" if sign > 0.0 else "saves", blanks)
    for key, each in (("job_year", m.cost_per_job_year), ("insured_year", m.cost_per_insured_year)):
        if each is not None and sign > 0.0:
            yield Sentence(MONEY, key, {"cost": Amount(each, "yuan")})


def topics(told: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Sentences by topic, in order."""
    return {topic: [s for s in told if s.topic == topic] for topic in TOPICS if any(s.topic == topic for s in told)}
