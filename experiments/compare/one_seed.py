"""What one seed contributes to a comparison: every future of its city, and who gains and who loses by each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ...scenarios.spec import Scenario
from ..runs.burn_in_cache import Recent, burn_in_of, eve_of, own_eve
from ..runs.run import Diary, Eve, Result, Tick, play
from .beside import ROOM, Beside, play_in_step
from .gains import Gained, gain_groups, moved

FUTURES: Recent[Result] = Recent(256, lambda result: result.nbytes, 32_000_000)  # kept by one process: number, bytes


@dataclass
class SeedComparison:
    """What one seed contributes: the base and every scenario, and the people compared."""

    results: list[Result]  # base first
    gains: dict[str, Gained]  # scenario → group → persons, better, worse, yuan a month
    treatment: dict[str, dict[str, float]]  # scenario → sums used for deadweight, displacement and job-years
    beside: dict[str, Beside] = field(default_factory=dict)  # scenario → those it reaches, and why figures differ


def one_seed(
    seed: int,
    base: Scenario,
    scenarios: tuple[Scenario, ...],
    names: tuple[str, ...],
    sets: Mapping[int, Mapping[str, float]],
    tick: Tick | None,
) -> SeedComparison:
    """All futures of one seed. People's behaviour is the city's, so that every future shares it."""
    base = counting_all(base, scenarios)
    eve = own_eve(replace(base, behaviour=replace(base.behaviour, **sets.get(seed, {}))), seed, tick)
    everyone = (base, *scenarios)
    if len(everyone) * base.workers > ROOM:
        return seed_comparison(eve, [future_of(eve, scenario, names, tick) for scenario in everyone])
    results, beside = play_in_step(eve, everyone, names, tick)
    return replace(seed_comparison(eve, results), beside=beside)


def one_seed_cached(
    seed: int, base: Scenario, scenarios: tuple[Scenario, ...], names: tuple[str, ...], tick: Tick | None = None
) -> SeedComparison:
    """As `one_seed`, number by number, but what this process has played before is not played again: one who moves a
    slider asks of the same city again, and only the future that changed is played."""
    base = counting_all(base, scenarios)
    eve, past = eve_of(base, seed, tick), burn_in_of(base, seed)
    futures = [
        FUTURES.get((*past, s.hash, names), lambda s=s: future_of(eve, s, names, tick))  # type: ignore[misc]
        for s in (base, *scenarios)
    ]
    return seed_comparison(eve, futures)


def counting_all(base: Scenario, scenarios: Sequence[Scenario]) -> Scenario:
    """The base, with whatever people are counted by in any of the scenarios."""
    return replace(base, by=tuple(dict.fromkeys((*base.by, *(one for s in scenarios for one in s.by)))))


def future_of(eve: Eve, scenario: Scenario, names: Sequence[str], tick: Tick | None = None) -> Result:
    """One future with everybody's diary; the eve stays as it is."""
    return play(eve.city.fork(), eve.past, scenario, names, diary=True, tick=tick)


def seed_comparison(eve: Eve, results: Sequence[Result]) -> SeedComparison:
    """What one seed contributes, from its futures, base first; their diaries are not kept."""
    first, gains, treatment, groups = results[0].diary, {}, {}, gain_groups(eve.city)
    months = len(next(iter(results[0].indicators.values())))
    assert first is not None
    for result in results[1:]:
        assert result.diary is not None
        gains[result.scenario] = moved(first, result.diary, groups, months)
        treatment[result.scenario] = _treatment(first, result.diary)
    return SeedComparison([replace(result, diary=None) for result in results], gains, treatment)


def _treatment(base: Diary, other: Diary) -> dict[str, float]:
    """Sums behind job-years, deadweight and displacement, in simulated person-months and persons."""
    same = base.born == other.born
    work = (other.worked.astype(np.int64) - base.worked) * same
    trained, supported = (other.trained > 0) & same, (other.supported > 0) & same
    helped = trained | supported
    anyway = (trained & (base.course > 0)) | (supported & ~trained & (base.insured > 0))
    return {
        "job_months": float(work.sum()),
        "insured_months": float(((other.insured.astype(np.int64) - base.insured) * same).sum()),
        "helped": float(helped.sum()),
        "anyway": float(anyway.sum()),
        "supported": float(supported.sum()),
        "insured_anyway": float((supported & (base.insured > 0)).sum()),
        "gain_helped": float(work[helped].sum()),
        "gain_others": float(work[~helped].sum()),
    }
