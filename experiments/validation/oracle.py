"""The exact oracle: posting, search and matching reduced by their parameters to a published mean-field model.

Del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond & Farmer (2021), J. R. Soc. Interface 18:20200898. With a complete
network, identical workers and one application a step, stocks settle where

    u − v = (δu − δv) / (γ (1 − δv)) · e      and      v (1 − exp(−u / v)) = δu · e,      e + u = 1.

The city is built as ever and its four market phases are the real ones; only behaviour and the order differ: the paper
reads all stocks at the start of a step, so people search before posts open and jobs end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ...agents.workers import EMPLOYED, NOBODY, UNEMPLOYED
from ...model.behaviour import Behaviour
from ...model.build import build_city
from ...model.city import City
from ...model.frame import build_frame
from ...model.phases.jobs.separation import separate_jobs
from ...model.phases.jobs.vacancies import post_vacancies
from ...model.phases.matching import match_applications
from ...model.phases.search import search_jobs
from ...scenarios.cities import load_city

SETTLE = 120  # steps until the stocks have settled
LINES = 8  # occupations, one line each; large lines, because the equations have no chance in them
QUANTITIES = ("unemployment", "vacancy", "finding")
PAY = 600_000  # fen a month
ERRORS = 4.0  # standard errors within which a simulated value must meet the published one
NEUTRAL = {
    # nobody is preferred, nothing is filtered, nothing changes but through the three rates
    **dict.fromkeys(("tenure_half_life", "dismissal_past_35"), 1.0),
    **dict.fromkeys(("callback", "callback_novice", "callback_at_40", "callback_at_8_months"), 1.0),
    **dict.fromkeys(("callback_migrant", "callback_public", "search_unemployed", "own_occupation"), 1.0),
    "adjustment": 1.0,
    "migrants_shed": 1.0,
    "posts_first": 0.0,
    **dict.fromkeys(("applications", "page", "under_schooled", "slot_share"), 1.0),
    **dict.fromkeys(("quit_rate", "productivity_shock", "posting_step", "withdrawal_rate"), 0.0),
    **dict.fromkeys(
        ("cost_elasticity", "digital_elasticity", "reservation_learning", "posting_return", "school_return"), 0.0
    ),
    **dict.fromkeys(("discouragement", "search_employed", "search_platform", "search_self_employed"), 0.0),
    **dict.fromkeys(("distance_decay", "skill_decay", "gap_decay", "km_cost", "screening_bias"), 0.0),
    **dict.fromkeys(("hours_first", "leave_first"), 0.0),
    **dict.fromkeys(("reservation_start", "trend_scale", "remote_use"), 0.0),
    "tenure_half_life": 1e9,
    "tries": 300.0,
    "hiring_bar": -10.0,
}


def run_oracle(
    separation: float = 0.016,
    opening: float = 0.012,
    adjustment: float = 0.16,
    persons: int = 60_000,
    months: int = 360,
    seeds: int = 4,
) -> dict[str, Any]:
    """Simulated against mean-field stocks; shares of the labour force, finding a step. `se` is over seeds and time."""
    expected = mean_field(separation, opening, adjustment)
    paths = np.array([_path(seed, separation, opening, adjustment, persons, months) for seed in range(1, seeds + 1)])
    result: dict[str, Any] = {"mean_field": expected, "persons": persons, "months": months, "seeds": seeds}
    for k, name in enumerate(QUANTITIES):
        values, error = paths[:, :, k], _standard_error(paths[:, :, k])
        result[name] = {"value": float(values.mean()), "se": error}
    return result


def within(found: Mapping[str, Any]) -> bool:
    """Whether every simulated value meets the published model's within sampling error."""
    off = {name: abs(found[name]["value"] - found["mean_field"][name]) for name in QUANTITIES}
    return all(off[name] <= ERRORS * found[name]["se"] for name in QUANTITIES)


def mean_field(separation: float, opening: float, adjustment: float) -> dict[str, float]:
    """The two equations solved by bisection on the unemployment share."""
    slack = (separation - opening) / (adjustment * (1.0 - opening))

    def surplus(u: float) -> float:
        v = u - slack * (1.0 - u)
        return v * -math.expm1(-u / v) - separation * (1.0 - u) if v > 0.0 else -1.0

    low, high = max(0.0, slack / (1.0 + slack)), 1.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if surplus(middle) > 0.0 else (middle, high)
    u = 0.5 * (low + high)
    return {"unemployment": u, "vacancy": u - slack * (1.0 - u), "finding": separation * (1.0 - u) / u}


def _path(seed: int, separation: float, opening: float, adjustment: float, persons: int, months: int) -> Any:
    """[months, 3] unemployment, vacancies and finding of one city after it has settled."""
    rates = {"separation_rate": separation, "opening_rate": opening, "filling": adjustment, "shedding": adjustment}
    city = _identical_city(seed, replace(Behaviour(), **NEUTRAL, **rates), persons)
    rows = []
    for month in range(SETTLE + months):
        city.draws.month = city.month
        u, v = int((city.workers.status == UNEMPLOYED).sum()), int(city.employers.vacancies.sum())
        sought = search_jobs(city, city.rules)
        before = city.employers.vacancies.copy()
        post_vacancies(city, city.rules)
        opened = city.employers.vacancies - before
        city.employers.vacancies[:] = before  # posts of this step do not yet count when excess staff is shed
        separate_jobs(city, city.rules)
        city.employers.vacancies += opened
        hires = match_applications(city, city.rules, sought).counts()["hires"]
        city.month += 1
        if month >= SETTLE:
            rows.append((u / persons, v / persons, hires / max(u, 1)))
    return np.array(rows)


def _identical_city(seed: int, behaviour: Behaviour, persons: int) -> City:
    """Everybody is in the labour force and alike in the market; one large line for each occupation, wanting all of
    them."""
    city = build_city(load_city("reference"), persons, seed, behaviour)
    w = city.workers
    first = np.unique(city.employers.occupation, return_index=True)[1][:LINES]
    e = type(city.employers)(**{name: column[first].copy() for name, column in city.employers.columns().items()})
    seat = np.arange(persons) % LINES
    w.status[:], w.employer[:], w.occupation[:] = EMPLOYED, seat, e.occupation[seat]
    jobless = np.arange(persons) % 25 == 0
    w.status[jobless], w.employer[jobless], w.reservation[jobless] = UNEMPLOYED, NOBODY, 0
    e.staff[:] = np.bincount(seat[~jobless], minlength=LINES)
    e.capacity[:] = persons / LINES
    e.slots[:] = np.ceil(0.2 * e.capacity)
    e.age_ceiling[:], e.sex_wanted[:], e.remote[:], e.closed[:] = 0, 0, 0, 0
    e.posted[:] = e.usual[:] = PAY  # all the same to everybody
    city.employers = e
    city.sectors = replace(city.sectors, turnover=np.ones_like(city.sectors.turnover))
    city.frame = build_frame(e, city.grid, city.occupations, behaviour)
    return city


def _standard_error(values: Any) -> float:
    """Standard error of the mean of [seeds, months], from means over stretches of thirty months."""
    months = values.shape[1] // 30 * 30
    blocks = values[:, :months].reshape(values.shape[0], -1, 30).mean(axis=2)
    return float(blocks.std(ddof=1) / math.sqrt(blocks.size))
