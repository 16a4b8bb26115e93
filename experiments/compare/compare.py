"""The main job: the same city, the same people, the same luck, several futures. Differences are effects."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ...messages import phrase
from ...scenarios.memory import memory_fault
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.group_sizes import check_groups
from ..runs.processes import each_seed
from ..runs.run import Tick
from .comparison import Comparison
from .one_seed import SeedComparison, counting_all, one_seed
from .over_seeds import gather

HEADLINE = (
    *("unemployment_rate", "digital_post_growth", "training_completion"),
    *("income_growth", "job_retention", "platform_income_p50", "insured_share"),
    *("urban_rural_digital_gap", "rural_digital_share", "vulnerable_employment_share", "gini"),
)
CURVES = (
    *HEADLINE,
    "employment_rate",
    "vacancy_rate",
    "platform_share",
    "worker_income",
    "income_and_cover",
    "fund_balance",
)

OF_GROUPS = (  # what is told of a group, where it was measured
    *("unemployment_rate", "employment_rate", "digital_share", "worker_income", "income_and_cover"),
    *("job_retention", "weekly_hours", "platform_share", "platform_income", "insured_share"),
)


def compare(
    base: Scenario,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    *,
    measure: Sequence[str] = (),
    command: str = "",
    tick: Tick | None = None,
    on_seed: Callable[[int], None] | None = None,
    ensemble: Sequence[Mapping[str, float]] = (),
) -> Comparison:
    """Play base and scenarios from one burnt-in city for each seed and compare them pair by pair.

    All scenarios must ask of the same city, size, time and behaviour as the base (ValueError otherwise). Ctrl-C ends
    the comparison with the seeds finished so far if there are any. With an `ensemble` of parameter sets, each seed
    takes one in turn, for base and scenarios alike, so that intervals hold doubt about behaviour too.
    """
    check_same_city(base, scenarios)
    check_groups(counting_all(base, scenarios), len(seeds))
    check_memory(base)
    began = time.perf_counter()
    names = names_of(base, scenarios, measure)
    pairs: dict[int, SeedComparison] = {}
    try:
        for seed, pair in each_seed(
            one_seed, seeds, base.workers, base, tuple(scenarios), names, sets_of(seeds, ensemble), tick=tick
        ):
            pairs[seed] = pair
            if on_seed:
                on_seed(seed)
    except KeyboardInterrupt:
        if not pairs:
            raise
    found = gather(base, scenarios, names, pairs, seeds, command, time.perf_counter() - began)
    return replace(found, ensemble=min(len(ensemble), len(pairs)))


def check_memory(base: Scenario) -> None:
    """See that a city and a future of it can be held side by side; SpecError where they cannot."""
    if fault := memory_fault(base.workers, cities=2):
        raise SpecError([Fault(base.name, fault)])


def names_of(base: Scenario, scenarios: Sequence[Scenario], measure: Sequence[str] = ()) -> tuple[str, ...]:
    """The indicators a comparison measures: those of every brief, and what the scenarios ask for."""
    asked = (m for s in scenarios for m in s.measure)
    of_groups = OF_GROUPS if any("=" in one for one in counting_all(base, scenarios).by) else ()
    return tuple(dict.fromkeys((*CURVES, *base.measure, *measure, *asked, *of_groups)))


def sets_of(seeds: Sequence[int], ensemble: Sequence[Mapping[str, float]]) -> dict[int, Mapping[str, float]]:
    """The parameter set that each seed takes, in turn."""
    return {seed: ensemble[k % len(ensemble)] for k, seed in enumerate(seeds)} if ensemble else {}


def check_same_city(base: Scenario, scenarios: Sequence[Scenario], *, paired: bool = False) -> None:
    """Futures can only be compared if they have the same past; growth and shocks, which come later, may differ. Two
    cities are played in step or not at all (`paired`). What is found is kept by name, so each needs its own."""
    names = [scenario.name for scenario in (base, *scenarios)]
    for name in names:
        if names.count(name) > 1:
            what = "{name} is named twice; scenarios need names of their own"
            raise ValueError(phrase("compare.twice", what, name=name))
    for other in scenarios:
        if other.pair is not None and not paired:
            what = "{name} asks for two cities; `jiuye pair {name}` plays them"
            raise ValueError(phrase("compare.pair", what, name=other.name))
        for what in ("city", "workers", "start", "months", "burn_in", "behaviour", "platforms", "by"):
            ours, theirs = getattr(base, what), getattr(other, what)
            if ours != theirs and what != "by":
                odd = "{name} and {base} differ in {what}; only levers, shocks and growth may differ"
                raise ValueError(phrase("compare.differ", odd, name=other.name, base=base.name, what=what))
        if other.forecast.seasons != base.forecast.seasons:
            odd = "{name} and {base} differ in seasons, which shape the burn-in they share"
            raise ValueError(phrase("compare.seasons", odd, name=other.name, base=base.name))
