"""`compare --budget`: doses scaled to one cost before the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..experiments.compare.doses import TOLERANCE, at_cost
from ..experiments.compare.futures import Futures
from ..experiments.runs.processes import ProcessPool
from ..messages import phrase
from ..scenarios.spec import Scenario
from ..scenarios.yaml_reader import Fault, SpecError
from ..viz.terminal.output import progress
from ..viz.words.texts import Lang, text

EXPECTED = 6  # policies tried for each scenario; the search may need fewer or more
COSTS = {"public": "public_cost", "shared": "shared_cost"}


@dataclass(frozen=True)
class Budget:
    """What was asked for: a sum in yuan, or None for the cost of the first scenario as written; who pays it."""

    target: float | None
    payers: str = "public"
    scale: dict[str, str] = field(default_factory=dict)  # lever → setting that is scaled instead of its dose

    def words(self) -> list[str]:
        """The options that asked for it."""
        words = ["--budget", "equal" if self.target is None else f"{self.target:.10g}"]
        words += ["--payers", self.payers] if self.payers != "public" else []
        return words + [word for lever, setting in self.scale.items() for word in ("--scale", f"{lever}.{setting}")]


def at_equal_cost(
    base: Scenario, scenarios: Sequence[Scenario], seeds: Sequence[int], budget: Budget, lang: Lang
) -> tuple[list[Scenario], dict[str, Any]]:
    """The scenarios at the doses that cost the same, and what the brief says of them."""
    odd = [s.name for s in scenarios if s.forecast != base.forecast]
    if odd:
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
    rows = [
        {
            "scenario": one.scenario.name,
            "factor": one.factor,
            "cost": one.cost[0],
            "cost_low": one.cost[1],
            "cost_high": one.cost[2],
            "doses": one.doses,
            "tried": one.tried,
        }
        for one in found
    ]
    about = {"payers": budget.payers, "target": target, "tolerance": TOLERANCE, "seeds": len(seeds), "scenarios": rows}
    return [one.scenario for one in found], about
