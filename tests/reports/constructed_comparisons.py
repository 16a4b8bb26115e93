"""Comparisons made by hand, one for each thing a brief may have to say: no model is run."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from jiuye.experiments.compare.answers.answer import Answer, Reached, Since
from jiuye.experiments.compare.compare import HEADLINE
from jiuye.experiments.compare.comparison import Comparison, Difference, Gain, Money
from jiuye.model.indicators import INDICATORS

from .sample_comparison import SCENARIOS, about

LEVELS = {"platform_income_p50": 6480.0, "worker_income": 5200.0, "gini": 0.387, "weekly_hours": 46.0}
Effect = tuple[float, float]  # difference, half-width of its interval
FUND, COURSE, DIVIDEND, DISPATCH = "protection_fund", "training_subsidy", "data_dividend", "dispatch_transparency"


def constructed(
    effects: Mapping[str, Mapping[str, Effect]],
    money: Mapping[str, Effect] | None = None,
    gains: Mapping[str, Mapping[str, Effect]] | None = None,
    *,
    rest: str = "small",
    seeds: int = 10,
    months: int = 60,
    names: tuple[str, ...] = HEADLINE,
    accounts: Mapping[str, Mapping[str, float]] | None = None,
) -> Comparison:
    """Effects by scenario and indicator; of indicators without one, the `rest` is small, none or undecided."""
    scenarios = tuple(effects)
    differences = tuple(_difference(s, name, effects[s], rest, months) for s in scenarios for name in names)
    followed = gains or {}
    return Comparison(
        **about(scenarios, seeds, months),
        differences=differences,
        curves={},
        money=tuple(_money(s, *cost, (accounts or {}).get(s, {})) for s, cost in (money or {}).items()),
        gains=tuple(
            Gain(s, group, 80_000, 0.1, 0.1, change, change - half, change + half)
            for s, groups in followed.items()
            for group, (change, half) in {"all": (0.0, 1.0), **groups}.items()
        ),
        precision=(),
        weak=(),
        cells={},
        cell_xy=(np.empty(0), np.empty(0)),
        cell_class=np.empty(0, np.uint8),
        unfinished=(),
        settings={"baseline": {}, **{s: {s: {}} for s in scenarios}},
        command="jiuye compare baseline " + " ".join(scenarios),
        version="0.1.0",
        wall_s=1.0,
    )


def _difference(scenario: str, name: str, effects: Mapping[str, Effect], rest: str, months: int) -> Difference:
    level, unit = LEVELS.get(name, 40.0), INDICATORS[name].unit
    matters = INDICATORS[name].matters.at(level)
    usual = {"small": (0.1 * matters, 0.3 * matters), "none": (0.0, 0.0), "undecided": (0.4 * matters, 1.1 * matters)}
    d, half = effects.get(name, usual[rest])
    return Difference(scenario, name, "all", months, level, level + d, d, d - half, d + half, unit)


def _money(scenario: str, cost: float, half: float, accounts: Mapping[str, float]) -> Money:
    nothing = (None, None, None)
    return Money(
        scenario,
        *(cost, cost - half, cost + half),
        *({"special_fund": cost}, {"special_fund": cost - half}, {"special_fund": cost + half}),
        *(0.0, -100.0, 100.0),
        *nothing,
        *(0.0, -100.0, 100.0),
        *nothing,
        *nothing,
        *nothing,
        *((), (), ()),
        cost_by_account=dict(accounts),
    )


def one_seed(comparison: Comparison) -> Comparison:
    """The same from one seed, which has no intervals."""
    nan = math.nan
    rows = tuple(replace(d, low=nan, high=nan) for d in comparison.differences)
    money = tuple(replace(m, public_cost_low=nan, public_cost_high=nan) for m in comparison.money)
    return replace(comparison, differences=rows, money=money, seeds=(1,))


INSURED = {"insured_share": (3.21, 0.3)}
TRAINED = {"training_completion": (4.0, 0.9), "unemployment_rate": (-0.24, 0.06)}
NONE: dict[str, Effect] = {}

CASES: dict[str, Comparison] = {
    "one clear winner": constructed(
        {FUND: INSURED},
        {FUND: (2.52e9, 0.4e8)},
        {FUND: {"status=platform": (62.0, 11.0), "hukou=nonlocal_rural": (31.0, 9.0), "sex=male": (2.0, 3.0)}},
        accounts={FUND: {"fund_match": 2.3e9, "training": 0.2e9}},
    ),
    "a winner and a silent one": constructed(
        {COURSE: NONE, FUND: INSURED}, {COURSE: (1.38e8, 1.5e7), FUND: (2.52e9, 0.4e8)}
    ),
    "all silent, too small": constructed(
        dict.fromkeys(SCENARIOS, NONE), dict.fromkeys(SCENARIOS, (100000000.0, 10000000.0))
    ),
    "one silent, too small, costly": constructed({COURSE: NONE}, {COURSE: (1.38e8, 1.5e7)}),
    "exact zero": constructed({DIVIDEND: NONE}, {DIVIDEND: (0.0, 0.0)}, rest="none"),
    "two exact zeros": constructed({DIVIDEND: NONE, COURSE: NONE}, rest="none"),
    "undecided": constructed({COURSE: NONE}, {COURSE: (1.38e8, 1.5e7)}, rest="undecided"),
    "two undecided": constructed({COURSE: NONE, DISPATCH: NONE}, rest="undecided", seeds=4),
    "silent for different reasons": constructed(
        {COURSE: {"gini": (0.0008, 0.001)}, DISPATCH: NONE, DIVIDEND: dict.fromkeys(HEADLINE, (0.0, 0.0))}
    ),
    "far from decided": constructed({COURSE: {"job_retention": (0.5, 9.0)}}),
    "contradictory signs": constructed(
        {FUND: {**INSURED, "platform_income_p50": (-81.0, 20.0)}},
        {FUND: (2.52e9, 0.4e8)},
        {FUND: {"status=platform": (-22.0, 6.0), "age_band=60+": (14.0, 5.0)}},
    ),
    "a median that falls though each gains": constructed(
        {DISPATCH: {"platform_income_p50": (-139.0, 40.0)}},
        {DISPATCH: (3.3e7, 0.9e7)},
        {DISPATCH: {"status=platform": (62.0, 15.0)}},
    ),
    "saves money": constructed({DISPATCH: {"unemployment_rate": (-0.31, 0.08)}}, {DISPATCH: (-1.2e8, 2e7)}),
    "silent and saves": constructed({DISPATCH: NONE}, {DISPATCH: (-1.2e8, 2e7)}),
    "two winners": constructed({COURSE: TRAINED, FUND: INSURED}, {COURSE: (2.4e8, 2.1e7), FUND: (6.1e8, 2e7)}),
    "four winners": constructed(
        {COURSE: TRAINED, FUND: INSURED, DIVIDEND: {"gini": (-0.004, 0.001)}, DISPATCH: {"insured_share": (1.9, 0.4)}},
        dict.fromkeys(SCENARIOS, (100000000.0, 10000000.0)),
    ),
    "cost unclear": constructed({FUND: INSURED}, {FUND: (3e6, 9e6)}),
    "cost not counted": constructed({FUND: INSURED}),
    "a loser": constructed(
        {DIVIDEND: {"platform_income_p50": (-181.0, 30.0)}},
        {DIVIDEND: (4e7, 1e6)},
        {DIVIDEND: {"status=platform": (-150.0, 20.0)}},
    ),
    "a winner, a loser, one undecided": constructed(
        {COURSE: {"gini": (0.0008, 0.001)}, FUND: INSURED, DIVIDEND: {"platform_income_p50": (-181.0, 30.0)}},
        {COURSE: (1e8, 1e7), FUND: (2.52e9, 0.4e8), DIVIDEND: (4e7, 1e6)},
    ),
    "a tiny effect, surely": constructed({COURSE: {"training_completion": (0.31, 0.05)}}, {COURSE: (1e8, 1e7)}),
    "neither better nor worse": constructed({FUND: {"weekly_hours": (-1.2, 0.3)}}, names=("weekly_hours",)),
    "one seed": one_seed(constructed({FUND: INSURED}, {FUND: (2.52e9, 0.4e8)})),
    "one seed of two": one_seed(constructed({FUND: INSURED, COURSE: NONE})),
    "eighteen months": constructed({FUND: INSURED}, {FUND: (2.52e9, 0.4e8)}, months=18),
    "one year": constructed({FUND: INSURED}, {FUND: (2.52e9, 0.4e8)}, months=12),
}


def since(first: int, last: int, change: Effect, level: float = 4_800.0) -> Since:
    """What is different in income for those reached, in some months since they began."""
    middle, half = change
    return Since(first, last, 40_000.0, {"income": (middle, middle - half, middle + half)}, {"income": level})


def reaching(
    comparison: Comparison, scenario: str, *, last: Effect, touches: str = "trainees", kind: str = "took_part"
) -> Comparison:
    """The same with 117,000 people whom the scenario reaches, for whom income is so different in the end."""
    windows = (since(1, 3, (-60.0, 12.0)), since(7, 12, (95.0, 22.0)), since(37, 59, last))
    circle = Reached(
        *(scenario, kind, touches, 2_400, (117_400.0, 116_000.0, 118_800.0), windows),
        {"sex=female": (0.6, 0.45)},
        *((0.29, 0.27, 0.31), (2_760.0, 2_690.0, 2_830.0)),
        *(1.7, 200.0, 3.4),
    )
    return replace(comparison, answers=(*comparison.answers, Answer(scenario, (circle,))))


CASES |= {
    "only those reached gain": reaching(
        constructed(
            {COURSE: {"worker_income": (2.0, 9.0)}},
            {COURSE: (3.24e8, 1.1e7)},
            {COURSE: {"sex=female": (2.0, 4.0)}},
            names=(*HEADLINE, "worker_income"),
        ),
        COURSE,
        last=(200.0, 60.0),
    ),
    "a winner, and one that helps those it reaches": reaching(
        constructed({FUND: INSURED, COURSE: NONE}, {FUND: (2.52e9, 0.4e8), COURSE: (3.24e8, 1.1e7)}),
        COURSE,
        last=(200.0, 60.0),
    ),
    "not even those reached surely gain": reaching(
        constructed({COURSE: NONE}, {COURSE: (3.24e8, 1.1e7)}), COURSE, last=(40.0, 160.0)
    ),
}
