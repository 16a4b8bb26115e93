"""What the searches over doses share: options, the scenarios they begin from, and what can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from ..experiments.runs.reproduction import command_of, place_of
from ..messages import phrase
from .equal_cost import check_city, payers_typed
from .given import Given
from .options import PLACE, option, options, payers, scale
from .values import indicators

if TYPE_CHECKING:
    from ..experiments.compare.doses import Scale
    from ..scenarios.spec import Scenario

USUAL = "unemployment_rate"  # what is measured unless told otherwise


@dataclass(frozen=True)
class DoseSearch:
    """A base, the options whose doses are searched, and how that was asked."""

    base: Scenario
    options: Sequence[Scenario]
    seeds: list[int]
    scale: Scale
    command: str

    def mark(self) -> str:
        """Characters that stand for the search."""
        from ..results.digest import mark

        return mark(self.command, self.base.text, *(option.text for option in self.options))


def dose_options(function: Any) -> Any:
    """The options of a search over doses."""
    base = option("--base", default="baseline", show_default=True, help="What changes are from.")
    measure = option("--measure", callback=indicators, metavar="LIST", help="Else unemployment_rate.")
    levers = click.argument("levers", nargs=-1, required=True, metavar="LEVER|SCENARIO...")
    shared = options(*PLACE, "seeds", "out", "threads")
    return levers(base(measure(payers(scale(shared(function))))))


def search_of(
    given: Given,
    name: str,
    levers: Sequence[str],
    base: str,
    payers: str,
    scale: Sequence[str],
    *,
    seeds: int,
    **own: object,
) -> DoseSearch:
    """What a command asks for, checked: options of one city, with levers to scale and no shocks of their own."""
    from ..experiments.compare.doses import read_scale
    from ..scenarios.yaml_reader import Fault, SpecError

    scaled = read_scale(scale)
    first, *others = given.load(base, *levers)
    which = given.which(seeds)
    given.begin(given.out)
    check_city(first, others)
    nothing = phrase("mix.no_lever", "has no lever in force, so there is no dose to choose")
    faults = [Fault(o.name, nothing) for o in others if not o.levers]
    message = phrase("mix.forecast", "has shocks or growth of its own; options must differ in levers alone")
    faults += [Fault(o.name, message) for o in others if o.forecast != first.forecast]
    if faults:
        raise SpecError(faults)
    asked = {"base": base if base != "baseline" else None, **own, **payers_typed(payers, scale)}
    return DoseSearch(first, others, which, scaled, command_of(name, *levers, **asked, **place_of(first, which)))
