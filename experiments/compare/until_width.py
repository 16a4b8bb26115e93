"""Comparisons that add seeds until the intervals asked for are narrow enough.

Stopping when an interval happens to be narrow makes intervals a little too narrow: the spread is more often stopped at
when it is underestimated (Chow & Robbins 1965; Anscombe 1953 shows the loss vanishes as widths shrink). A minimum of
seeds keeps that small, and the result says how it was stopped.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import count, islice

from ...model.indicators.matters import Matters
from ...scenarios.spec import Scenario
from ..runs.processes import ProcessPool
from ..runs.run import Tick
from .compare import HEADLINE, check_same_city, names_of, sets_of
from .comparison import Comparison
from .one_seed import SeedComparison, one_seed
from .over_seeds import differences_of, gather
from .widths import Wanted, WidthState, decided_states, width_states

LEAST, MOST, STEP = 10, 100, 2  # seeds at least, at most, and added at once at least
GROWTH = 2.0  # at most so many times as many seeds as before, for the spread is only an estimate


def compare_until(
    base: Scenario,
    scenarios: Sequence[Scenario],
    widths: Sequence[Wanted],
    seeds: Sequence[int],
    *,
    most: int = MOST,
    decide: bool = False,
    matters: Mapping[str, Matters] | None = None,
    ensemble: Sequence[Mapping[str, float]] = (),
    tick: Tick | None = None,
    tell: Callable[[int, Sequence[WidthState]], None] = lambda done, state: None,
) -> Comparison:
    """Compare with `seeds`, then with more of them (the next numbers not among them) until every width is reached or
    there are `most`; with `decide`, until every headline difference is away from zero or within what does not matter,
    but for those that even `most` seeds would not decide. Finished seeds are never played again. Ctrl-C keeps them."""
    check_same_city(base, scenarios)
    began, names = time.perf_counter(), names_of(base, scenarios, [w.indicator for w in widths if w.indicator])
    pairs: dict[int, SeedComparison] = {}
    planned = list(seeds)
    rest = (seed for seed in count(1) if seed not in set(seeds))
    state: list[WidthState] = []
    try:
        with ProcessPool(base.workers) as pool:
            while True:
                fresh = [seed for seed in planned if seed not in pairs]
                sets = sets_of(planned, ensemble)
                for seed, pair in pool.each(one_seed, fresh, base, tuple(scenarios), names, sets, tick=tick):
                    pairs[seed] = pair
                state = _state(base, scenarios, names, pairs, widths)
                if decide:
                    state += _undecided(base, scenarios, pairs, matters)
                tell(len(pairs), state)
                more = _more(_worth_while(state, len(pairs), most) if decide else state, len(pairs), most)
                if not more:
                    break
                planned += islice(rest, more)
    except KeyboardInterrupt:
        if not pairs:
            raise
    found = gather(base, scenarios, names, pairs, planned, "", time.perf_counter() - began)
    stopping = {
        "wanted": [w.written for w in widths],
        "decide": decide,
        "least": len(seeds),
        "most": most,
        "reached": bool(state) and all(r.narrow for r in state),
        "widths": [asdict(r) for r in state],
    }
    return replace(found, ensemble=min(len(ensemble), len(pairs)), stopping=stopping)


def _state(
    base: Scenario,
    scenarios: Sequence[Scenario],
    names: Sequence[str],
    pairs: Mapping[int, SeedComparison],
    widths: Sequence[Wanted],
) -> list[WidthState]:
    ordered = [pairs[seed] for seed in sorted(pairs)]
    wanted = [name for name in names if any(w.holds_for(name) for w in widths)]
    return width_states(widths, differences_of((base, *scenarios), wanted, ordered, base.months), base.months)


def _undecided(
    base: Scenario,
    scenarios: Sequence[Scenario],
    pairs: Mapping[int, SeedComparison],
    matters: Mapping[str, Matters] | None,
) -> list[WidthState]:
    ordered = [pairs[seed] for seed in sorted(pairs)]
    found = differences_of((base, *scenarios), HEADLINE, ordered, base.months)
    return decided_states(found, base.months, matters)


def _worth_while(state: Sequence[WidthState], done: int, most: int) -> list[WidthState]:
    """Without those that `most` seeds would leave undecided, as far as the spread so far tells."""
    return [r for r in state if done * (r.half / r.wanted) ** 2 <= most]


def _more(state: Sequence[WidthState], done: int, most: int) -> int:
    """How many seeds to add: as many as the widest interval suggests, at most doubling; none if it is time to stop."""
    ratio = max((r.half / r.wanted for r in state), default=0.0)
    if ratio <= 1.0 or done >= most:
        return 0
    wanted = math.ceil(done * min(GROWTH, ratio**2))
    return min(most - done, math.ceil(max(1, wanted - done) / STEP) * STEP)
