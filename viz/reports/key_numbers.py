"""The three numbers that the first page of a brief rests on: effects, cost, and the price of a result."""

from __future__ import annotations

from collections.abc import Sequence

from ...experiments.compare.comparison import Difference, Money
from ..view import View
from ..words.amounts import AmountTold
from .document import Cell
from .finding import TOLD, ScenarioFinding, headline_of, noun, time_told
from .reached import circle_told, helped, persons_told

NUMBERS = 3


def key_numbers(view: View, found: Sequence[ScenarioFinding]) -> tuple[Cell, ...]:
    """The three numbers the page rests on: the first effects or those helped, the cost, and the price of a result or
    what would be unseen."""
    first = found[0]
    effects = [d for f in found[:TOLD] for d in f.moved[:1]] + [d for f in found[:1] for d in f.moved[1:]]
    cells = [_effect(view, d) for d in effects[: NUMBERS - 1]] + _those_reached(view, first)
    cells += _cost(view, view.money(first.scenario)) + _prices(view, view.money(first.scenario))
    cells += [_effect(view, d) for d in effects[NUMBERS - 1 :]]
    cells += _unseen(view, first) if not effects else []
    cells.append(Cell(f"{len(view.comparison.seeds)}", notes=(view.say("first.seeds"),)))
    return tuple(cells[:NUMBERS])


def _effect(view: View, d: Difference) -> Cell:
    return _told(view, view.amount(d), _of(view, view.name(d.indicator), d.scenario))


def _those_reached(view: View, f: ScenarioFinding) -> list[Cell]:
    """How many are helped where the city does not move, and by how much each."""
    if f.kind != "reached" or (help_ := helped(view, f.scenario)) is None:
        return []
    reached, since, amount = help_
    circle = circle_told(view, reached)
    each = view.say("first.each_of_them", first=since.first, last=since.last)
    heads = Cell(persons_told(view, reached), notes=(_of(view, circle[:1].upper() + circle[1:], f.scenario),))
    return [heads, _told(view, amount, _of(view, each, f.scenario))]


def _cost(view: View, m: Money | None) -> list[Cell]:
    if m is None:
        return []
    amount, key = (view.cost(m).opposite(), "saved") if m.public_cost_high < 0.0 else (view.cost(m), "cost")
    return [_told(view, amount, _of(view, view.say(f"first.{key}", time=time_told(view)), m.scenario))]


def _prices(view: View, m: Money | None) -> list[Cell]:
    if m is None:
        return []
    prices = {"per_insured_year": view.per_insured_year(m), "per_job_year": view.per_job_year(m)}
    return [
        _told(view, amount, _of(view, view.say(f"first.{key}"), m.scenario))
        for key, amount in prices.items()
        if amount is not None
    ]


def _unseen(view: View, f: ScenarioFinding) -> list[Cell]:
    """The smallest effect on the first indicator that would have been seen."""
    rows = [d for d in headline_of(view, f.scenario) if d.high > d.low]
    return [Cell(view.half_width(d), notes=(view.say("first.half", noun=noun(view, d.indicator)),)) for d in rows[:1]]


def _of(view: View, name: str, scenario: str) -> str:
    """What a number is, and of which policy where there are several."""
    several = len(view.comparison.scenarios) > 1
    return view.say("first.effect", name=name, scenario=view.title(scenario)) if several else name


def _told(view: View, amount: AmountTold, label: str) -> Cell:
    span = amount.span(view.lang)
    return Cell(amount.size(view.lang), notes=(label, *([span] if span else [])))
