"""What is said of why figures move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..comparison import Difference
from .answer import Answer, Why
from .parts import INSIDE, JOIN, LEAVE, OTHERS, OUTSIDE, STAY
from .said import WHY, Amount, Blank, Named, Parted, Sentence, rounded, sign, sureness

MOST_WHY, MOST_FLOWS = 2, 3


def why_of_moves(answer: Answer, ends: Mapping[str, Difference]) -> Iterator[Sentence]:
    """What the surest differences are made of, and the flows that moved first."""
    known = {why.indicator: why for why in answer.why}
    clear = sorted((d for d in ends.values() if d.clear), key=sureness, reverse=True)
    for d in [d for d in clear if d.indicator in known and d.known == 1.0][:MOST_WHY]:
        yield from why_sentences(known[d.indicator], d)
    if answer.flows and (clear or answer.reached):
        told = tuple(
            Sentence(
                WHY,
                "flow",
                {
                    "name": Named("flow", f.name),
                    "month": f.month + 1,
                    "size": Amount(f.change[0], "", True, f.change[1:]),
                },
            )
            for f in answer.flows[:MOST_FLOWS]
        )
        yield Sentence(WHY, "flows", {"flows": told})


def why_sentences(why: Why, d: Difference) -> Iterator[Sentence]:
    """What a difference is made of, and how signs go together that seem not to."""
    values = {part.name: part.value for part in why.parts}
    shown = tuple(values.values())
    blanks: dict[str, Blank] = {"name": Named("indicator", why.indicator)}
    blanks["size"] = Amount(d.difference, d.unit, True, (d.low, d.high))
    if STAY not in values:
        parts = tuple(
            Sentence(WHY, "part", {"part": Named("part", name), "size": Parted(d, shown, place)})
            for place, name in enumerate(values)
        )
        yield Sentence(WHY, "quotient", {**blanks, "parts": parts})
        return
    told = tuple(
        Sentence(WHY, name, {"size": Parted(d, shown, place), **_heads(why, name)})
        for place, name in enumerate(values)
        if name != OTHERS or values[name]
    )
    yield Sentence(WHY, "people", {**blanks, "parts": told})
    if why.stay is not None and why.pay and abs(why.stay[0]) > 0.0:
        pay = tuple(
            Sentence(WHY, part.name, {"size": Amount(part.value, "yuan/month", True, (part.low, part.high))})
            for part in why.pay
        )
        yield Sentence(WHY, "pay", {"size": Amount(why.stay[0], "yuan/month", True, why.stay[1:]), "parts": pay})
    yield from _circles_apart(why)
    surely_other = why.stay is not None and sign(why.stay) * d.difference < 0.0
    if surely_other and why.stay is not None:
        unit = "yuan/month" if why.pay else d.unit
        movers = values[JOIN] + values[LEAVE]
        key = "against_joining" if abs(values[JOIN]) >= abs(values[LEAVE]) else "against_leaving"
        if movers * d.difference > 0.0:
            yield Sentence(WHY, key, {"name": blanks["name"], "stay": Amount(why.stay[0], unit, True, why.stay[1:])})


def _circles_apart(why: Why) -> Iterator[Sentence]:
    """Those reached and the others who stay, where one gains and the other loses."""
    ends = {part.name: (part.value, part.low, part.high) for part in why.circle}
    if len(ends) == 2 and ends[INSIDE][0] * ends[OUTSIDE][0] < 0.0 and any(sign(stated) for stated in ends.values()):
        told = {name: Amount(mean, "yuan/month", True, (low, high)) for name, (mean, low, high) in ends.items()}
        yield Sentence(WHY, "apart", dict(told))


def _heads(why: Why, name: str) -> dict[str, Blank]:
    heads = {STAY: why.staying, JOIN: why.joining, LEAVE: why.leaving}.get(name)
    return {} if heads is None else {"persons": Amount(rounded(heads), "persons")}
