"""A plausible comparison made without running the model: four headline levers, some of them helping, one hurting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from jiuye.experiments.compare.comparison import Comparison, Difference, Gain, LocalEffect, Money, Precision
from jiuye.experiments.compare.where import UNCLEAR
from jiuye.experiments.runs.assumptions import Assumption
from jiuye.model.indicators import INDICATORS

SCENARIOS = {
    "training_subsidy": ("培训补贴", "Training subsidy"),
    "protection_fund": ("灵活就业保障金", "Flexible-work protection fund"),
    "data_dividend": ("数据分红", "Data dividend"),
    "dispatch_transparency": ("派单透明", "Dispatch transparency"),
}
# indicator → level of the base, noise of a month, effect of each scenario in noise of a month
LEVELS = {
    "digital_post_growth": (6.2, 0.6, (0.9, 0.0, 0.0, 0.1)),
    "training_completion": (71.0, 2.0, (1.6, 0.0, 0.0, 0.0)),
    "unemployment_rate": (5.31, 0.11, (-2.2, 0.3, 0.0, -0.1)),
    "income_growth": (4.7, 0.4, (0.8, 0.2, 0.0, 0.1)),
    "job_retention": (63.4, 0.8, (1.1, 0.4, 0.0, 0.2)),
    "platform_income_p50": (6480.0, 60.0, (0.3, -1.4, 0.2, 2.4)),
    "insured_share": (41.2, 1.2, (0.1, 6.0, 0.0, 0.6)),
    "urban_rural_digital_gap": (18.4, 0.6, (-0.3, 0.0, 0.0, 0.0)),
    "rural_digital_share": (11.2, 0.4, (0.5, 0.0, 0.0, 0.0)),
    "vulnerable_employment_share": (23.1, 0.5, (1.2, 0.2, 0.0, 0.1)),
    "gini": (0.387, 0.003, (-0.4, -0.9, 0.0, -0.5)),
    "vacancy_rate": (2.1, 0.05, (0.6, 0.0, 0.0, 0.0)),
    "public_outlays": (310.0, 2.0, (3.0, 5.0, 0.0, 1.0)),
}
GROUPS = (
    *("sex=male", "sex=female", "age_band=16-24", "age_band=25-29", "age_band=30-59", "age_band=60+"),
    *("hukou=local_urban", "hukou=local_rural", "hukou=nonlocal_rural", "hukou=nonlocal_urban"),
    *("urban_rural=urban", "urban_rural=rural", "status=platform", "status=unemployed", "sex=female,hukou=local_rural"),
)
CELLS = {name: LEVELS[name][0] for name in ("unemployment_rate", "insured_share")}
SIDE = 64  # cells across


def about(scenarios: Sequence[str], seeds: int, months: int) -> dict[str, Any]:
    """What is compared, where and how large."""
    titles = {name: {"zh": SCENARIOS[name][0], "en": SCENARIOS[name][1]} for name in scenarios}
    return {
        "base": "baseline",
        "scenarios": tuple(scenarios),
        "titles": {"baseline": {"zh": "基准情景", "en": "Baseline"}, **titles},
        "city": "hangzhou",
        "city_title": {"zh": "杭州市", "en": "Hangzhou"},
        "residents": 11_936_010,
        "workers": 100_000,
        "weight": 103.2,
        "months": months,
        "start": "2025-01",
        "seeds": tuple(range(1, seeds + 1)),
    }


def sample(
    scenarios: int = 4, seeds: int = 8, months: int = 60, strength: float = 1.0, rng: np.random.Generator | None = None
) -> Comparison:
    """A comparison with so many scenarios; `strength` 0 makes them all do nothing."""
    rng = rng or np.random.default_rng(7)
    names = tuple(SCENARIOS)[:scenarios]
    levels = LEVELS
    curves = {name: _curves(row, scenarios, seeds, months, strength, rng) for name, row in levels.items()}
    horizons = [h for h in (12, 36) if h < months] + [months]
    differences = [
        _difference(curves[name], place, names[place - 1], name, "all", horizon)
        for name in levels
        for place in range(1, scenarios + 1)
        for horizon in horizons
    ]
    for group in GROUPS[:6]:
        for place in range(1, scenarios + 1):
            changed = curves["unemployment_rate"] * rng.uniform(0.8, 1.2)
            differences.append(_difference(changed, place, names[place - 1], "unemployment_rate", group, months))
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(SIDE) * 1.4 + 0.7, np.arange(SIDE) * 1.4 + 0.7))
    return Comparison(
        **about(names, seeds, months),
        differences=tuple(differences),
        curves=curves,
        money=tuple(_money(s, place, months, strength) for place, s in enumerate(names)),
        gains=tuple(_gain(s, place, g, rng, strength) for place, s in enumerate(names) for g in ("all", *GROUPS)),
        precision=tuple(Precision(name, s, float(rng.uniform(4, 60))) for name in levels for s in names),
        weak=(
            Assumption("review_of_work", 0.02, "share/month", "judged", "judgement", "share who think about leaving"),
            Assumption(
                "data_dividend.share", 0.03, "share", "swept", "§3.4.2, share not given", "share of the gain returned"
            ),
        ),
        cells=_cells(x, y, scenarios, strength, rng),
        cell_xy=(x, y),
        cell_class=_classes(x, y),
        where=tuple(_districts(names, strength, rng)),
        cell_district=(np.hypot(x - 58, y - 32) > 30).astype(np.uint8),
        cell_standing={name: np.full((scenarios, len(x)), UNCLEAR, np.uint8) for name in CELLS},
        unfinished=(),
        settings={"baseline": {}, **{s: {s: {"from": "2025-07"}} for s in names}},
        command=f"jiuye compare baseline {' '.join(names)} --city hangzhou --workers 100000 --seeds {seeds}",
        version="0.1.0",
        wall_s=184.2,
    )


def _curves(
    row: tuple[float, float, tuple[float, ...]],
    scenarios: int,
    seeds: int,
    months: int,
    strength: float,
    rng: np.random.Generator,
) -> np.ndarray:
    """Levels that share their luck, with effects that set in slowly."""
    level, noise, effects = row
    luck = np.cumsum(rng.normal(0, noise * 0.25, (seeds, months)), axis=1) + rng.normal(0, noise * 0.4, (seeds, months))
    onset = 1 / (1 + np.exp(-(np.arange(months) - 14) / 4))
    rows = [level + luck]
    for effect in effects[:scenarios]:
        own = np.cumsum(rng.normal(0, noise * 0.05, (seeds, months)), axis=1)
        rows.append(level + luck + strength * effect * noise * onset + own)
    return np.array(rows)


def _difference(curves: np.ndarray, place: int, scenario: str, name: str, group: str, horizon: int) -> Difference:
    last = curves[:, :, max(0, horizon - 12) : horizon].mean(axis=2)
    paired = last[place] - last[0]
    half = 2.36 * paired.std(ddof=1) / np.sqrt(len(paired))
    middle = float(paired.mean())
    base = float(last[0].mean())
    return Difference(
        scenario, name, group, horizon, base, base + middle, middle, middle - half, middle + half, INDICATORS[name].unit
    )


def _money(scenario: str, place: int, months: int, strength: float) -> Money:
    """Cost and results; the fund fills, then runs dry."""
    cost = (2.4e8, 6.1e8, -1.2e7, 3.3e7)[place]
    years = (5200.0, -300.0, 20.0, 250.0)[place] * strength
    insured = (900.0, 41_000.0, 10.0, 4_000.0)[place] * strength
    balance = np.cumsum(4.1e6 - np.arange(months) * 1.6e5) * (scenario == "protection_fund")
    payers = {"special_fund": cost * 0.8, "government": cost * 0.2, "platforms": 1.5e8 * (place == 1)}
    per_job = cost / years if years > 700 and cost > 0 else None
    per_insured = cost / insured if insured > 600 and cost > 0 else None
    return Money(
        scenario=scenario,
        public_cost=cost,
        public_cost_low=cost - 2.1e7,
        public_cost_high=cost + 2.1e7,
        cost_by_payer=payers,
        payer_low={payer: yuan - 9e6 * (yuan != 0) for payer, yuan in payers.items()},
        payer_high={payer: yuan + 9e6 * (yuan != 0) for payer, yuan in payers.items()},
        job_years=years,
        job_years_low=years - 700,
        job_years_high=years + 700,
        cost_per_job_year=per_job,
        cost_per_job_year_low=per_job and per_job * 0.8,
        cost_per_job_year_high=per_job and per_job * 1.3,
        insured_years=insured,
        insured_years_low=insured - 600,
        insured_years_high=insured + 600,
        cost_per_insured_year=per_insured,
        cost_per_insured_year_low=per_insured and per_insured * 0.9,
        cost_per_insured_year_high=per_insured and per_insured * 1.1,
        deadweight=0.38 if place == 0 else None,
        deadweight_low=0.31 if place == 0 else None,
        deadweight_high=0.45 if place == 0 else None,
        displacement=0.27 if place == 0 else None,
        displacement_low=-0.1 if place == 0 else None,
        displacement_high=0.64 if place == 0 else None,
        fund_balance=tuple(balance),
        fund_low=tuple(balance - 1e6),
        fund_high=tuple(balance + 1e6),
    )


def _gain(scenario: str, place: int, group: str, rng: np.random.Generator, strength: float) -> Gain:
    change = strength * (38.0, -22.0, 3.0, 16.0)[place] * rng.uniform(0.2, 1.8)
    better = 0.12 + 0.004 * max(0.0, change) * rng.uniform(0.6, 1.4)
    half = rng.uniform(6, 20)
    return Gain(
        scenario, group, 800_000, better, 0.12 + 0.003 * max(0.0, -change), change, change - half, change + half
    )


def _districts(names: tuple[str, ...], strength: float, rng: np.random.Generator) -> Iterator[LocalEffect]:
    """Two districts: what the scenarios change near the middle, they do not change far from it."""
    titles = ({"zh": "近区", "en": "Near district"}, {"zh": "远县", "en": "Far county"})
    for name, base in CELLS.items():
        for place, scenario in enumerate(names):
            for number, title in enumerate(titles):
                change = strength * (0.5 - place) * (1 - number) * base / 10.0 + float(rng.uniform(0, 0.01))
                half = base / 40.0
                standing = "clear" if abs(change) > half else "unclear"
                yield LocalEffect(
                    *(scenario, f"district{number}", title, name, 5e6, 40_000, standing),
                    *(base, base + change, change, change - half, change + half, INDICATORS[name].unit),
                )


def _classes(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A core, suburbs around it, three county towns, villages elsewhere."""
    centre = np.hypot(x - 58, y - 32)
    classes = np.full(len(x), 3, np.uint8)
    for town in ((20, 60), (30, 20), (72, 74)):
        classes[np.hypot(x - town[0], y - town[1]) < 4] = 2
    classes[centre < 14] = 1
    classes[centre < 7] = 0
    return classes


def _cells(
    x: np.ndarray, y: np.ndarray, scenarios: int, strength: float, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    found = {}
    far = np.exp(-np.hypot(x - 58, y - 32) / 30)
    for name, size in (("unemployment_rate", 0.4), ("insured_share", 1.0)):
        base = CELLS[name] + rng.normal(0, size, len(x))
        found[name] = np.repeat(base[None, :], scenarios + 1, axis=0)
        for place in range(scenarios):
            found[name][place + 1] += strength * size * (0.5 - place) * far + rng.normal(0, size / 2, len(x))
        found[name][:, rng.uniform(size=len(x)) < 0.15] = np.nan
    return found
