"""The finding of a comparison in one line, made from its numbers: what each policy moves, by how much, at what cost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...experiments.compare.answers.said import SURE, Named
from ...experiments.compare.answers.sentences import sentences
from ...experiments.compare.answers.sure import Verdict
from ...experiments.compare.comparison import Difference
from ..view import View, cost_is_clear, tone_of
from ..words.texts import listed, term
from .reached import helped, persons_told

Kind = Literal["gain", "both", "loss", "changed", "reached", "none", "small", "undecided"]
SILENT: tuple[Kind, ...] = ("undecided", "small", "none")
ORDER: tuple[tuple[Kind, ...], ...] = (("gain", "both"), ("loss",), ("reached",), ("changed",), *((k,) for k in SILENT))
TOLD = 2  # policies whose effect the title tells
YEAR = 12  # months
BASELINE = "baseline"  # the city without policies


@dataclass(frozen=True)
class ScenarioFinding:
    """What one scenario does to the headline."""

    scenario: str
    kind: Kind
    better: tuple[Difference, ...]  # clear, what matters most first
    worse: tuple[Difference, ...]
    changed: tuple[Difference, ...]

    @property
    def moved(self) -> tuple[Difference, ...]:
        """Every clear difference: better, worse, neither."""
        return (*self.better, *self.worse, *self.changed)

    @property
    def weight(self) -> float:
        """How much the largest effect matters."""
        return max(map(weight_of, self.moved), default=0.0)


def findings(view: View) -> list[ScenarioFinding]:
    """A finding for each scenario, what the title tells first."""
    found = [_finding(view, scenario) for scenario in view.comparison.scenarios]
    return sorted(found, key=lambda f: (_place(f), -f.weight))


def _place(f: ScenarioFinding) -> int:
    return next(place for place, kinds in enumerate(ORDER) if f.kind in kinds)


def title(view: View) -> str:
    """The finding as a title; where the base is no city without policies, it says what it is against."""
    base = view.comparison.base
    against = "" if base == BASELINE else view.say("finding.against", base=view.title(base))
    return against + _found(view)


def _found(view: View) -> str:
    """What was found."""
    found = findings(view)
    told = [f for f in found if f.kind not in SILENT]
    if not told:
        return _capital(_silence(view, found))
    clauses = [_clause(view, f) for f in told[:TOLD]]
    if more := len(told) - TOLD:
        clauses += [view.say("finding.more", n=term("count", str(more), view.lang))] if more > 0 else []
    if rest := found[len(told) :]:
        clauses.append(_rest(view, rest))
    return _capital(view.say("finding.join").join(clauses))


def weight_of(d: Difference) -> float:
    """How much a difference matters: in sizes that matter; where every size does, in half-widths of its interval."""
    measure = d.threshold or (d.high - d.low) / 2.0
    if not math.isfinite(measure):
        return 0.0
    return abs(d.difference) / measure if measure > 0.0 else math.inf


def counted(differences: Iterable[Difference]) -> dict[Verdict, int]:
    """How many differences have each verdict."""
    found = [d.verdict for d in differences]
    return {verdict: found.count(verdict) for verdict in Verdict}


def noun(view: View, name: str) -> str:
    """An indicator within a sentence."""
    told = term("noun", name, view.lang)
    return view.name_within(name) if told == name.replace("_", " ") else told


def time_told(view: View) -> str:
    """How long the comparison is: five years, 18 months."""
    years, odd = divmod(view.comparison.months, YEAR)
    if odd:
        return view.say("finding.months", n=view.comparison.months)
    return view.say("finding.year") if years == 1 else view.say("finding.years", n=term("count", str(years), view.lang))


def policy_told(view: View, scenario: str) -> str:
    """A scenario within a sentence, below a line or a picture that gives its title."""
    alone = len(view.comparison.scenarios) == 1
    return view.say("first.policy") if alone else view.say("first.policies", title=view.title(scenario))


def headline_of(view: View, scenario: str) -> list[Difference]:
    """The headline differences of a scenario at the last horizon."""
    return [view.ends[scenario, name] for name in view.headline if (scenario, name) in view.ends]


def _finding(view: View, scenario: str) -> ScenarioFinding:
    """What a scenario does; what is no surer than chance alone makes one of so many figures does not count."""
    rows = sorted(headline_of(view, scenario), key=weight_of, reverse=True)
    lucky = _by_chance(view, scenario)
    told = {
        tone: tuple(d for d in rows if tone_of(d) == tone and d.indicator not in lucky)
        for tone in ("better", "worse", "changed")
    }
    kind = _kind(rows, *told.values())
    if kind in SILENT and helped(view, scenario) is not None:
        kind = "reached"
    return ScenarioFinding(scenario, kind, *told.values())


def _by_chance(view: View, scenario: str) -> set[str]:
    """Clear headline figures that are no surer than chance."""
    said = sentences(view.comparison, scenario) if len(view.comparison.seeds) > 1 else []
    names = [s.blanks["names"] for s in said if s.topic == SURE and s.key == "by_chance"]
    return {name.name for row in names if isinstance(row, tuple) for name in row if isinstance(name, Named)}


def _kind(rows: Sequence[Difference], *moved: tuple[Difference, ...]) -> Kind:
    better, worse, changed = moved
    if better or worse:
        return "both" if better and worse else "gain" if better else "loss"
    if changed:
        return "changed"
    found = counted(rows)
    if found[Verdict.CLEAR]:  # by chance
        return "undecided"
    return "undecided" if found[Verdict.UNDECIDED] else "small" if found[Verdict.SMALL] else "none"


def _clause(view: View, f: ScenarioFinding) -> str:
    first = (f.better or f.worse or f.changed)[:1]
    words = {"first": _move(view, first[0]) if first else "", "cost": _cost(view, f.scenario)}
    if f.kind == "both":
        words["second"] = _move(view, f.worse[0])
    if f.kind == "reached" and (help_ := helped(view, f.scenario)) is not None:
        words |= {"persons": persons_told(view, help_[0]), "size": help_[2].plain(view.lang)}
    return view.say(f"finding.{f.kind}", scenario=view.title(f.scenario), **words)


def _move(view: View, d: Difference) -> str:
    size = view.amount(d).plain(view.lang)
    return view.say("finding.up" if d.difference > 0.0 else "finding.down", noun=noun(view, d.indicator), size=size)


def _although(f: ScenarioFinding) -> str:
    """How the cost of a silent finding is joined on."""
    return "also" if f.kind == "undecided" else "yet"


def _cost(view: View, scenario: str, how: str = "joined") -> str:
    """What it costs, as the end of a clause; after a silent finding only where it is clear."""
    money = view.money(scenario)
    if money is None or (money.public_cost == money.public_cost_low == money.public_cost_high == 0.0):
        return ""
    if not cost_is_clear(money):
        return view.say("finding.cost_open") if how == "joined" else ""
    key = "cost" if money.public_cost > 0.0 else "saved"
    return view.say(f"finding.{how}.{key}", cost=view.cost(money).plain(view.lang), time=time_told(view))


def _silence(view: View, found: Sequence[ScenarioFinding]) -> str:
    """The title where nothing moves clearly."""
    n, seeds = len(found), len(view.comparison.seeds)
    kinds = {f.kind for f in found}
    words = {"n": term("count", str(n), view.lang), "seeds": seeds, "scenario": view.title(found[0].scenario)}
    if seeds < 2 and kinds != {"none"}:
        return view.say("finding.lone" if n == 1 else "finding.lone_many", **words)
    if n == 1:
        return view.say(f"finding.{found[0].kind}", cost=_cost(view, found[0].scenario, _although(found[0])), **words)
    return view.say(f"finding.{kinds.pop() if len(kinds) == 1 else 'mixed'}_many", **words)


def _rest(view: View, rest: Sequence[ScenarioFinding]) -> str:
    """Those without a clear effect, in one clause."""
    kinds = {f.kind for f in rest}
    many = len(rest) > TOLD
    count = view.say("finding.rest_count", n=term("count", str(len(rest)), view.lang))
    names = count if many else listed([view.title(f.scenario) for f in rest], view.lang)
    return view.say(f"finding.rest_{kinds.pop() if len(kinds) == 1 else 'mixed'}", scenarios=names)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
