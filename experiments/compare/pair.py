"""Two cities in one scenario: tried in the first, measured against the second, revised, and copied there (plan §4.2.3).

Both are played month by month (`neighbours.py` says what passes between them), once without policy and once with it,
from the same pasts and with the same luck. The evaluator sees what a government would see: change in the first city
less change in the second. Beside it stands the truth, which nobody outside can see: the same city with the policy and
without. People who move, and people of the second city who come for the course, make the two differ.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...model.levers import Dated, Policy
from ...model.levers.existing import existing_training
from ...scenarios.pairing import Pair
from ...scenarios.spec import Scenario
from ..runs.burn_in_cache import own_eve
from ..runs.group_sizes import check_groups
from ..runs.processes import each_seed
from ..runs.run import Eve, Result, Simulation, Tick
from .compare import CURVES
from .comparison import Comparison
from .neighbours import Neighbours
from .one_seed import SeedComparison, counting_all, seed_comparison
from .over_seeds import gather
from .shared_trial import SharedTrial, Story, policies

SECOND = 500_000  # added to a seed: the second city has luck of its own


@dataclass(frozen=True)
class Paired:
    """Both cities compared with themselves, and what was decided with each seed."""

    first: Comparison
    second: Comparison
    pair: Pair
    stories: dict[int, Story]  # by seed

    def record(self) -> dict[str, Any]:
        """As plain data, for `--json`."""
        stories = [
            {
                "seed": seed,
                "begun": story.begun,
                "moved": list(story.moved),
                "paid_for_guests": story.guests,
                "verdicts": [vars(verdict) for verdict in story.verdicts],
            }
            for seed, story in self.stories.items()
        ]
        coupling = vars(self.pair.coupling) | vars(self.pair.rollout)
        return {"pair": {"city": self.pair.city, "measure": self.pair.measure, **coupling}, "seeds": stories}


def compare_pair(
    base: Scenario,
    scenario: Scenario,
    seeds: Sequence[int],
    *,
    command: str = "",
    tick: Tick | None = None,
    on_seed: Callable[[int], None] | None = None,
) -> Paired:
    """Play both cities without and with the policy for each seed; Ctrl-C keeps the seeds that are done."""
    assert scenario.pair is not None
    began = time.perf_counter()
    names = tuple(dict.fromkeys((*CURVES, *base.measure, *scenario.measure)))
    base = counting_all(base, [scenario])
    check_groups(base, len(seeds))
    done: dict[int, tuple[SeedComparison, SeedComparison, Story]] = {}
    try:
        for seed, found in each_seed(_seed, seeds, base.workers, base, scenario, names, tick=tick):
            done[seed] = found
            if on_seed:
                on_seed(seed)
    except KeyboardInterrupt:
        if not done:
            raise
    wall = time.perf_counter() - began
    one = {seed: found[0] for seed, found in done.items()}
    two = {seed: found[1] for seed, found in done.items()}
    there = neighbour(base, scenario), neighbour(scenario, scenario)
    first = gather(base, [scenario], names, one, seeds, command, wall)
    second = gather(there[0], [there[1]], names, two, seeds, command, wall)
    return Paired(first, second, scenario.pair, {seed: done[seed][2] for seed in sorted(done)})


def neighbour(of: Scenario, scenario: Scenario) -> Scenario:
    """The same question asked of the paired city."""
    pair = scenario.pair
    assert pair is not None
    workers = pair.workers(scenario.workers, scenario.profile)
    copies = tuple(Dated(lever=dated.lever, transfer=pair.rollout.transfer) for dated in of.levers)
    by = tuple(one for one in of.by if "district=" not in one)  # districts are the first city's
    return replace(of, city=pair.city, profile=pair.profile, workers=workers, levers=copies, by=by, pair=None)


def months_of(scenario: Scenario) -> int:
    """Months to simulate with one seed, both cities together."""
    return 2 * (scenario.burn_in + 2 * scenario.months)


def _seed(
    seed: int, base: Scenario, scenario: Scenario, names: tuple[str, ...], tick: Tick | None
) -> tuple[SeedComparison, SeedComparison, Story]:
    """Both cities of one seed, without and with the policy."""
    asked = ((base, scenario), (neighbour(base, scenario), neighbour(scenario, scenario)))
    eves = [own_eve(own, seed + k * SECOND, tick) for k, (own, _) in enumerate(asked)]
    without = play_pair(eves, [own for own, _ in asked], scenario, names, acting=False, tick=tick)
    with_it = play_pair(eves, [new for _, new in asked], scenario, names, acting=True, tick=tick)
    futures = zip(without[0], with_it[0], strict=True)
    one, two = (seed_comparison(eve, both) for eve, both in zip(eves, futures, strict=True))
    return one, two, with_it[1].story(without[1].levels)


def play_pair(
    eves: Sequence[Eve],
    asked: Sequence[Scenario],
    scenario: Scenario,
    names: Sequence[str],
    *,
    acting: bool,
    tick: Tick | None = None,
) -> tuple[list[Result], SharedTrial]:
    """One future of both cities, in step."""
    pair = scenario.pair
    assert pair is not None
    acts = policies(scenario) if acting else [_rest(own) for own in asked]
    both = [
        Simulation(city.fork(), past, own, act, names, diary=True)
        for (city, past), own, act in zip(eves, asked, acts, strict=True)
    ]
    here, there = (one.city for one in both)
    neighbours = Neighbours(here, there, pair.coupling)
    trial = SharedTrial(here, there, scenario, neighbours)
    for month in range(scenario.months):
        trial.look(month)
        if acting:
            trial.decide(month)
        rules, _ = acts[0].in_force(here)
        neighbours.before()
        for one in both:
            one.month()
            if tick:
                tick(1)
        if acting:
            trial.charge_the_host(both[1].ledger, rules)
        neighbours.after()
    return [one.result() for one in both], trial


def _rest(scenario: Scenario) -> Policy:
    return Policy(existing=(existing_training(scenario.profile),))
