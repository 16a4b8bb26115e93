"""`compare --budget`: doses scaled to one cost before the comparison. What it shares with other searches for doses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..messages import phrase, told_by
from .words import wrong

if TYPE_CHECKING:
    from ..scenarios.spec import Scenario
    from ..viz.words.texts import Lang

EXPECTED = 6  # policies tried for each scenario; the search may need fewer or more


@dataclass(frozen=True)
class EqualCost:
    """What was asked for: a sum in yuan, or None for the cost of the first scenario as written; who pays it."""

    target: float | None
    payers: str = "public"
    scale: dict[str, str] = field(default_factory=dict)  # lever → setting that is scaled instead of its dose

    def typed(self) -> dict[str, object]:
        """The options that asked for it."""
        target = "equal" if self.target is None else f"{self.target:.10g}"
        return {"budget": target, **payers_typed(self.payers, [f"{a}.{b}" for a, b in self.scale.items()])}


def budget_of(budget: str | None, payers: str, scale: Sequence[str], *, ensemble: bool) -> EqualCost | None:
    """What --budget and the options that go with it ask for."""
    if budget is None:
        if scale or payers != "public":
            raise wrong("with_budget")
        return None
    if ensemble:
        raise wrong("budget_or_ensemble")
    from ..experiments.compare.doses import read_scale, read_sum

    return EqualCost(read_sum(budget), payers, read_scale(scale))


def payers_typed(payers: str, scale: Sequence[str]) -> dict[str, object]:
    """The options that say whose cost, and which settings are scaled."""
    return {"payers": payers if payers != "public" else None, "scale": tuple(scale) or None}


def check_city(base: Scenario, scenarios: Sequence[Scenario], *, paired: bool = False) -> None:
    """What can be compared: futures of one city, or of one pair of cities."""
    from ..experiments.compare.compare import check_same_city
    from ..scenarios.yaml_reader import Fault, SpecError

    try:
        check_same_city(base, scenarios, paired=paired)
    except ValueError as error:
        what = "{why}; --city, --workers and --months set them for all"
        words = phrase("compare.set_for_all", what, why=told_by(error))
        raise SpecError([Fault("pair" if paired else "compare", words)]) from None


def at_equal_cost(
    base: Scenario, scenarios: Sequence[Scenario], seeds: Sequence[int], budget: EqualCost, lang: Lang
) -> tuple[list[Scenario], dict[str, Any]]:
    """The scenarios at the doses that cost the same, and what the brief says of them."""
    from ..experiments.compare.doses import TOLERANCE, at_cost
    from ..experiments.compare.futures import Futures
    from ..experiments.runs.processes import ProcessPool
    from ..scenarios.budget import COSTS
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.progress import progress
    from ..viz.words.texts import text

    if odd := [s.name for s in scenarios if s.forecast != base.forecast]:
        what = "has shocks or growth of its own; scenarios of one budget must differ in levers alone"
        message = phrase("budget.forecast", what)
        raise SpecError([Fault(name, message) for name in odd])
    cost = COSTS[budget.payers]
    names = ", ".join(s.name for s in scenarios)
    months = len(seeds) * (base.burn_in + EXPECTED * len(scenarios) * base.months)
    with (
        progress(text("robust.budget.progress", lang, names=names), months, lang) as tick,
        ProcessPool(base.workers) as pool,
    ):
        futures = Futures(pool, base, tuple(seeds), (cost,), tick)
        found = at_cost(futures, base.levers, scenarios, budget.target, cost, budget.scale)
    target = budget.target if budget.target is not None else found[0].cost[0]
    rows = [one.record() for one in found]
    about = {"payers": budget.payers, "target": target, "tolerance": TOLERANCE, "seeds": len(seeds), "scenarios": rows}
    return [one.scenario for one in found], about


def at_own_budgets(
    base: Scenario, scenarios: Sequence[Scenario], seeds: Sequence[int], lang: Lang
) -> tuple[list[Scenario], dict[str, Any]]:
    """The scenarios, those that say what they may cost at the doses that cost it, and what the brief says of them."""
    from ..experiments.compare.budgets import at_budgets, months_of
    from ..viz.terminal.progress import progress
    from ..viz.words.texts import text

    months = months_of(base, scenarios, seeds)
    if not months:
        return list(scenarios), {}
    names = ", ".join(s.name for s in scenarios if s.budget is not None)
    with progress(text("robust.budget.progress", lang, names=names), months, lang) as tick:
        return at_budgets(base, scenarios, seeds, tick)
