"""The main job: the same city, the same people, the same luck, several futures. Differences are effects."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...messages import phrase
from ...model.behaviour import Behaviour
from ...model.build.grid import build_grid
from ...model.city import City
from ...model.indicators import INDICATORS
from ...model.month import Flows
from ...scenarios.spec import Scenario
from ..runs.assumptions import weak_inputs
from ..runs.intervals import interval
from ..runs.processes import each_seed
from ..runs.run import Diary, Result, Tick, burnt_in, play
from .comparison import Comparison, Difference, Gain, Money, Precision
from .money import money_of

Floats = NDArray[np.float64]
HEADLINE = (
    *("unemployment_rate", "digital_post_growth", "training_completion"),
    *("income_growth", "job_retention", "platform_income_p50", "insured_share"),
    *("urban_rural_digital_gap", "rural_digital_share", "vulnerable_employment_share", "gini"),
)
CURVES = (*HEADLINE, "employment_rate", "vacancy_rate", "platform_share", "worker_income", "fund_balance")
NOTICEABLE = 0.01  # a change of income over the horizon that counts as better or worse off
GAIN_DIMENSIONS = ("sex", "age_band", "hukou", "schooling", "urban_rural")


@dataclass
class Pair:
    """What one seed contributes: the base and every scenario, and the people compared."""

    results: list[Result]  # base first
    gains: dict[
        str, dict[str, tuple[int, float, float, float]]
    ]  # scenario → group → persons, better, worse, yuan a month
    treatment: dict[str, dict[str, float]]  # scenario → sums used for deadweight, displacement and job-years


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
    began = time.perf_counter()
    names = names_of(base, scenarios, measure)
    pairs: dict[int, Pair] = {}
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


def names_of(base: Scenario, scenarios: Sequence[Scenario], measure: Sequence[str] = ()) -> tuple[str, ...]:
    """The indicators a comparison measures: those of every brief, and what the scenarios ask for."""
    return tuple(dict.fromkeys((*CURVES, *base.measure, *measure, *(m for s in scenarios for m in s.measure))))


def sets_of(seeds: Sequence[int], ensemble: Sequence[Mapping[str, float]]) -> dict[int, Mapping[str, float]]:
    """The parameter set that each seed takes, in turn."""
    return {seed: ensemble[k % len(ensemble)] for k, seed in enumerate(seeds)} if ensemble else {}


def check_same_city(base: Scenario, scenarios: Sequence[Scenario], *, paired: bool = False) -> None:
    """Futures can only be compared if they have the same past; growth and shocks, which come later, may differ. Two
    cities are played in step or not at all (`paired`)."""
    for other in scenarios:
        if other.pair is not None and not paired:
            what = "{name} asks for two cities; `jiuye pair {name}` plays them"
            raise ValueError(phrase("compare.pair", what, name=other.name))
        for what in ("city", "workers", "start", "months", "burn_in", "behaviour", "by"):
            ours, theirs = getattr(base, what), getattr(other, what)
            if ours != theirs and what != "by":
                odd = "{name} and {base} differ in {what}; only levers, shocks and growth may differ"
                raise ValueError(phrase("compare.differ", odd, name=other.name, base=base.name, what=what))
        if other.forecast.seasons != base.forecast.seasons:
            odd = "{name} and {base} differ in seasons, which shape the burn-in they share"
            raise ValueError(phrase("compare.seasons", odd, name=other.name, base=base.name))


@dataclass
class Eve:
    """One seed's city on the eve of the scenarios, from which every future is forked."""

    city: City
    past: list[Flows]
    labels: dict[str, NDArray[np.bool_]]  # group → its members


def one_seed(
    seed: int,
    base: Scenario,
    scenarios: tuple[Scenario, ...],
    names: tuple[str, ...],
    sets: Mapping[int, Mapping[str, float]],
    tick: Tick | None,
) -> Pair:
    """All futures of one seed. People's behaviour is the city's, so that every future shares it."""
    eve = eve_of(replace(base, behaviour=replace(base.behaviour, **sets.get(seed, {}))), seed, tick)
    return pair_of(eve, [future_of(eve, scenario, names, tick) for scenario in (base, *scenarios)])


def eve_of(base: Scenario, seed: int, tick: Tick | None = None) -> Eve:
    """The burnt-in city of one seed."""
    city, past = burnt_in(base, seed, tick)
    return Eve(city, past, _labels(city))


def future_of(eve: Eve, scenario: Scenario, names: Sequence[str], tick: Tick | None = None) -> Result:
    """One future with everybody's diary; the eve stays as it is."""
    return play(eve.city.fork(), eve.past, scenario, names, diary=True, tick=tick)


def pair_of(eve: Eve, results: Sequence[Result]) -> Pair:
    """What one seed contributes, from its futures, base first; their diaries are not kept."""
    first, gains, treatment = results[0].diary, {}, {}
    months = len(next(iter(results[0].indicators.values())))
    assert first is not None
    for result in results[1:]:
        assert result.diary is not None
        gains[result.scenario] = _gains(first, result.diary, eve.labels, months)
        treatment[result.scenario] = _treatment(first, result.diary)
    return Pair([replace(result, diary=None) for result in results], gains, treatment)


def _labels(city: City) -> dict[str, NDArray[np.bool_]]:
    """Members of each group at the start, for the table of gains."""
    from ...model.tally import AGE_BANDS, DIMENSIONS, ORDER

    w, grid = city.workers, city.grid
    age = (city.month - w.born.astype(np.int64)) // 12
    values = {
        "sex": w.sex,
        "age_band": np.digitize(age, (25, 30, 60)),
        "hukou": w.hukou,
        "schooling": w.schooling - 1,
        "urban_rural": (grid.klass[w.cell] == 3) * 1,
    }
    assert len(AGE_BANDS) == 4
    assert set(values) <= set(ORDER)
    groups = {"all": np.ones(len(w), np.bool_)}
    for name in GAIN_DIMENSIONS:
        groups |= {f"{name}={value}": values[name] == k for k, value in enumerate(DIMENSIONS[name])}
    statuses = DIMENSIONS["status"]
    groups |= {f"status={value}": w.status == k for k, value in enumerate(statuses) if value != "training"}
    return groups


def _gains(
    base: Diary, other: Diary, labels: dict[str, NDArray[np.bool_]], months: int
) -> dict[str, tuple[int, float, float, float]]:
    """Persons, shares better and worse off, mean change in yuan a month, of each group; the same persons in both."""
    same = base.born == other.born
    change = (other.income - base.income) / 100.0 / months
    threshold = NOTICEABLE * np.maximum(base.income, 1) / 100.0 / months
    result = {}
    for group, members in labels.items():
        of = members & same
        n = int(of.sum())
        if n:
            better, worse = float((change[of] > threshold[of]).mean()), float((change[of] < -threshold[of]).mean())
            result[group] = (n, better, worse, float(change[of].mean()))
    return result


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
        "gain_helped": float(work[helped].sum()),
        "gain_others": float(work[~helped].sum()),
    }


# ---- over seeds -----------------------------------------------------------------------------------------------------


def gather(
    base: Scenario,
    scenarios: Sequence[Scenario],
    names: Sequence[str],
    pairs: dict[int, Pair],
    seeds: Sequence[int],
    command: str,
    wall_s: float,
) -> Comparison:
    """Means and intervals over the seeds."""
    done = sorted(pairs)
    ordered = [pairs[seed] for seed in done]
    everyone = (base, *scenarios)
    first = ordered[0].results[0]
    curves = {
        name: np.array([[p.results[k].indicators[name][:, 0] for p in ordered] for k in range(len(everyone))])
        for name in names
    }
    grid = build_grid(base.profile)
    profile = base.profile
    return Comparison(
        base=base.name,
        scenarios=tuple(s.name for s in scenarios),
        titles={s.name: s.title for s in everyone},
        city=profile.id,
        city_title={"zh": profile.name_zh, "en": profile.name_en},
        residents=profile.residents,
        workers=base.workers,
        weight=first.weight,
        months=base.months,
        start=f"{base.start[0]:04d}-{base.start[1]:02d}",
        seeds=tuple(done),
        differences=tuple(differences_of(everyone, names, ordered, base.months)),
        curves=curves,
        money=tuple(_money(s, k, ordered) for k, s in enumerate(scenarios, start=1)),
        gains=tuple(_gain_rows(scenarios, ordered)),
        precision=tuple(_precision(scenarios, curves)),
        weak=tuple(weak_inputs(everyone)),
        cells=_cells(everyone, ordered),
        cell_xy=(grid.x_km, grid.y_km),
        cell_class=grid.klass,
        unfinished=tuple(s for s in seeds if s not in pairs),
        settings={s.name: _settings(s) for s in everyone},
        forecast={s.name: s.forecast.written(s.start) for s in everyone},
        behaviour=_changed(base),
        command=command,
        version=metadata.version("jiuye"),
        wall_s=wall_s,
    )


def horizons(months: int) -> tuple[int, ...]:
    """Months at which differences are reported: one year, three years, the end."""
    return tuple(sorted({h for h in (12, 36, months) if h <= months}))


def differences_of(
    everyone: Sequence[Scenario], names: Sequence[str], pairs: Sequence[Pair], months: int
) -> list[Difference]:
    """Every scenario against the base, every indicator, group and horizon that has a number."""
    rows = []
    groups = pairs[0].results[0].groups
    for name in names:
        values = np.array([[p.results[k].indicators[name] for p in pairs] for k in range(len(everyone))])
        for horizon in horizons(months):
            with np.errstate(invalid="ignore"):
                year = values[:, :, max(0, horizon - 12) : horizon].mean(axis=2)  # scenario, seed, group
                changes = year - year[0]
            for k, scenario in enumerate(everyone[1:], start=1):
                change = changes[k]
                for g in np.flatnonzero(np.isfinite(change).all(axis=0)):
                    mean, low, high = interval(change[:, g])
                    rows.append(
                        Difference(
                            scenario.name,
                            name,
                            groups[g],
                            horizon,
                            float(year[0, :, g].mean()),
                            float(year[k, :, g].mean()),
                            mean,
                            low,
                            high,
                            INDICATORS[name].unit,
                        )
                    )
    return rows


def _money(scenario: Scenario, place: int, pairs: Sequence[Pair]) -> Money:
    futures = [(pair.results[0], pair.results[place]) for pair in pairs]
    return money_of(scenario.name, futures, [pair.treatment[scenario.name] for pair in pairs])


def _gain_rows(scenarios: Sequence[Scenario], pairs: Sequence[Pair]) -> list[Gain]:
    """Winners and losers by group, over all seeds."""
    rows = []
    for scenario in scenarios:
        for group in pairs[0].gains[scenario.name]:
            found = [p.gains[scenario.name][group] for p in pairs if group in p.gains[scenario.name]]
            persons = sum(n for n, *_ in found)
            better = sum(n * b for n, b, _, _ in found) / persons
            worse = sum(n * w for n, _, w, _ in found) / persons
            rows.append(Gain(scenario.name, group, persons, better, worse, *interval(np.array([c for *_, c in found]))))
    return rows


def _precision(scenarios: Sequence[Scenario], curves: dict[str, Floats]) -> list[Precision]:
    """Seeds that unpaired runs would need for the same width, per paired seed: var(a) + var(b) over var(a − b)."""
    rows = []
    for name, values in curves.items():
        year = values[:, :, -12:].mean(axis=2)
        if year.shape[1] < 3 or not np.isfinite(year).all():
            continue
        for k, scenario in enumerate(scenarios, start=1):
            paired = float(np.var(year[k] - year[0], ddof=1))
            apart = float(np.var(year[k], ddof=1) + np.var(year[0], ddof=1))
            if paired > 0.0 and apart > 0.0:
                rows.append(Precision(name, scenario.name, apart / paired))
    return rows


def _cells(everyone: Sequence[Scenario], pairs: Sequence[Pair]) -> dict[str, Floats]:
    """Indicators by cell, mean of the last year over seeds; not a number where nobody lives."""
    mean = {
        name: np.array([np.mean([p.results[k].cells[name][0] for p in pairs], axis=0) for k in range(len(everyone))])
        for name in pairs[0].results[0].cells
    }
    with np.errstate(invalid="ignore", divide="ignore"):
        persons = np.where(mean["persons"] > 0.0, mean["persons"], np.nan)
        return {
            "income": mean["income"] / persons / 100.0,
            "employment_rate": 100.0 * mean["working"] / persons,
            "platform_share": 100.0 * mean["platform"] / persons,
        }


def _changed(scenario: Scenario) -> dict[str, float]:
    """Parameters of behaviour that are not as shipped."""
    shipped, ours = asdict(Behaviour()), asdict(scenario.behaviour)
    return {name: value for name, value in ours.items() if value != shipped[name]}


def _settings(scenario: Scenario) -> dict[str, Any]:
    """The levers of a scenario as written."""
    return {
        dated.lever.name: {name: getattr(dated.lever, name) for name in dated.lever.settings()}
        for dated in scenario.levers
    }
