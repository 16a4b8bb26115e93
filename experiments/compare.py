"""The main job: the same city, the same people, the same luck, several futures. Differences are effects."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from ..model.grid import build_grid
from ..model.indicators import INDICATORS
from ..model.params import params_of
from ..scenarios.spec import Scenario
from .comparison import Comparison, Difference, Gain, Money, Precision, Weak
from .pool import each_seed
from .run import Diary, Result, Tick, burnt_in, play

Floats = NDArray[np.float64]
HEADLINE = (
    *("unemployment_rate", "digital_post_growth", "training_completion"),
    *("income_growth", "job_retention", "platform_income_p50", "insured_share"),
    *("urban_rural_digital_gap", "rural_digital_share", "vulnerable_employment_share", "gini"),
)
CURVES = (*HEADLINE, "employment_rate", "vacancy_rate", "platform_share", "worker_income", "fund_balance")
PAYERS = ("special_fund", "government", "social_insurance", "platforms")
OUTLAYS = ("training", "audits")  # paid from the general budget
LEVIES = ("fund_contributions", "dividends", "breach_premiums", "fines")
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
    the comparison with the seeds finished so far if there are at least two. With an `ensemble` of parameter sets, each
    seed takes one in turn, for base and scenarios alike, so that intervals hold doubt about behaviour too.
    """
    check_same_city(base, scenarios)
    began = time.perf_counter()
    names = tuple(dict.fromkeys((*CURVES, *base.measure, *measure, *(m for s in scenarios for m in s.measure))))
    pairs: dict[int, Pair] = {}
    try:
        sets = {seed: ensemble[k % len(ensemble)] for k, seed in enumerate(seeds)} if ensemble else {}
        for seed, pair in each_seed(_pair, seeds, base.workers, base, tuple(scenarios), names, sets, tick=tick):
            pairs[seed] = pair
            if on_seed:
                on_seed(seed)
    except KeyboardInterrupt:
        if len(pairs) < 2:
            raise
    found = _gather(base, scenarios, names, pairs, seeds, command, time.perf_counter() - began)
    return replace(found, ensemble=min(len(ensemble), len(pairs)))


def check_same_city(base: Scenario, scenarios: Sequence[Scenario]) -> None:
    """Futures can only be compared if they have the same past."""
    for other in scenarios:
        for what in ("city", "workers", "start", "months", "burn_in", "behaviour", "by"):
            ours, theirs = getattr(base, what), getattr(other, what)
            if ours != theirs and what != "by":
                raise ValueError(
                    f"{other.name} and {base.name} differ in {what}; only levers may differ in a comparison"
                )


def _pair(
    seed: int,
    base: Scenario,
    scenarios: tuple[Scenario, ...],
    names: tuple[str, ...],
    sets: Mapping[int, Mapping[str, float]],
    tick: Tick | None,
) -> Pair:
    """All futures of one seed. People's behaviour is the city's, so that every future shares it."""
    people = replace(base.behaviour, **sets.get(seed, {}))
    city, past = burnt_in(replace(base, behaviour=people), seed, tick)
    labels = _labels(city)
    results = []
    for scenario in (base, *scenarios):
        results.append(play(city.fork(), past, scenario, names, diary=True, tick=tick))
    gains, treatment = {}, {}
    first = results[0].diary
    assert first is not None
    for result in results[1:]:
        assert result.diary is not None
        gains[result.scenario] = _gains(first, result.diary, labels, base.months)
        treatment[result.scenario] = _treatment(first, result.diary)
    for result in results:
        result.diary = None
    return Pair(results, gains, treatment)


def _labels(city: Any) -> dict[str, NDArray[np.bool_]]:
    """Members of each group at the start, for the table of gains."""
    from ..model.tally import AGE_BANDS, DIMENSIONS, ORDER

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


def _gather(
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
        differences=tuple(_differences(everyone, names, ordered, base.months)),
        curves=curves,
        money=tuple(_money(s, k + 1, ordered) for k, s in enumerate(scenarios)),
        gains=tuple(_gain_rows(scenarios, ordered)),
        precision=tuple(_precision(scenarios, curves)),
        weak=tuple(weak_inputs(everyone)),
        cells=_cells(everyone, ordered),
        cell_xy=(grid.x_km, grid.y_km),
        cell_class=grid.klass,
        unfinished=tuple(s for s in seeds if s not in pairs),
        settings={s.name: _settings(s) for s in everyone},
        command=command,
        version=metadata.version("jiuye"),
        wall_s=wall_s,
    )


def interval(values: Floats) -> tuple[float, float, float]:
    """Mean and 95 % interval (Student's t) of one number per seed; without an interval where there is one seed."""
    n = len(values)
    mean = float(np.mean(values))
    if n < 2:
        return mean, float("nan"), float("nan")
    half = float(stdtrit(n - 1, 0.975)) * float(np.std(values, ddof=1)) / n**0.5
    return mean, mean - half, mean + half


def horizons(months: int) -> tuple[int, ...]:
    """Months at which differences are reported: one year, three years, the end."""
    return tuple(sorted({h for h in (12, 36, months) if h <= months}))


def _differences(
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


def _money(scenario: Scenario, k: int, pairs: Sequence[Pair]) -> Money:
    """Public cost of a scenario and what was bought with it, real yuan and person-years of the whole city."""
    weight = pairs[0].results[0].weight
    by_payer: dict[str, list[float]] = {payer: [0.0] * len(pairs) for payer in PAYERS}
    for seed, pair in enumerate(pairs):
        for result, sign in ((pair.results[k], 1.0), (pair.results[0], -1.0)):
            for payer, amount in _paid(result).items():
                by_payer[payer][seed] += sign * amount * weight / 100.0
    cost, cost_low, cost_high = interval(np.add(by_payer["special_fund"], by_payer["government"]))
    sums = [p.treatment[scenario.name] for p in pairs]
    jobs, jobs_low, jobs_high = interval(np.array([s["job_months"] for s in sums]) * weight / 12.0)
    cover, cover_low, cover_high = interval(np.array([s["insured_months"] for s in sums]) * weight / 12.0)
    helped, anyway = sum(s["helped"] for s in sums), sum(s["anyway"] for s in sums)
    gain, _, _ = interval(np.array([s["gain_helped"] for s in sums]))
    loss = -float(np.mean([s["gain_others"] for s in sums]))
    balance = np.mean([p.results[k].flows["fund_balance"] for p in pairs], axis=0) * weight / 100.0
    return Money(
        scenario.name,
        cost,
        cost_low,
        cost_high,
        {payer: float(np.mean(values)) for payer, values in by_payer.items()},
        jobs,
        jobs_low,
        jobs_high,
        cost / jobs if jobs_low > 0.0 and cost_low > 0.0 else None,
        cover,
        cover_low,
        cover_high,
        cost / cover if cover_low > 0.0 and cost_low > 0.0 else None,
        anyway / helped if helped else None,
        loss / gain if helped and gain > 0.0 else None,
        tuple(float(x) for x in balance),
    )


def _paid(result: Result) -> dict[str, float]:
    """Fen that each payer spent on what a policy can change. Public outlays are the first two; the third is what the
    social insurance funds and taxes lose through more or less work."""
    paid = dict.fromkeys(PAYERS, 0.0)
    for _, payer, payee, account, amount in result.ledger:
        if payer == "special_fund":
            paid["special_fund"] += amount
        elif account in OUTLAYS:
            paid["government"] += amount
        elif payer == "social_insurance" or payee == "social_insurance" or account == "income_tax":
            paid["social_insurance"] += amount if payer == "social_insurance" else -amount
        if payer == "platforms" and account in LEVIES:
            paid["platforms"] += amount
        if account == "fines":
            paid["government"] -= amount
    return paid


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


def weak_inputs(everyone: Sequence[Scenario]) -> list[Weak]:
    """Settings of the levers and parameters of behaviour that are judged or swept."""
    rows = []
    for scenario in everyone:
        for dated in scenario.levers:
            for p in dated.lever.settings().values():
                value = getattr(dated.lever, p.name)
                if p.grade in ("judged", "swept") and not isinstance(value, str):
                    name = f"{dated.lever.name}.{p.name}"
                    rows.append(Weak(name, float(value), p.unit, p.grade, p.source, p.doc))
    behaviour = everyone[0].behaviour
    for p in params_of(behaviour).values():
        if p.grade in ("judged", "swept"):
            rows.append(Weak(p.name, float(getattr(behaviour, p.name)), p.unit, p.grade, p.source, p.doc))
    return list(dict.fromkeys(rows))


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


def _settings(scenario: Scenario) -> dict[str, Any]:
    """The levers of a scenario as written."""
    return {
        dated.lever.name: {name: getattr(dated.lever, name) for name in dated.lever.settings()}
        for dated in scenario.levers
    }
