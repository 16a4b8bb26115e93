"""Facts of the market under demand shocks. Every figure is a deviation from the same city, with the same luck, without
shocks, so that what is left is the shock and not the draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ....model.calendar import Shock
from ....model.city import City
from ....model.phases.jobs.vacancies import post_vacancies
from ....model.phases.matching import match_applications
from ....model.phases.search import search_jobs
from .measures import half_life, least_squares, loop_area, means, outflow_share, within_groups
from .observing import Floats, ObservedFuture

QUARTER, YEAR = 3, 12  # months
RECESSION = Shock(start=0, months=24, size=-0.08)  # the size of early 2020 in China; long enough to see both turns
MORE_ORDERS = Shock(start=0, months=10_000, size=0.2, scenes=("orders",))
WAVE_SPREAD, WAVE_PERSISTENCE = 0.05, 0.97  # of log demand: standard deviation, monthly autocorrelation
THINNED = (0.5, 0.7, 0.85, 1.0)  # shares of searchers and of posts left
DRAWS = 3  # months of luck for each pair of shares
SEARCH = ("search_unemployed", "search_employed", "search_platform", "search_self_employed")


def wave(seed: int, months: int) -> tuple[Shock, ...]:
    """A business cycle: an AR(1) in log demand, as one shock for each month."""
    luck = np.random.default_rng(seed).standard_normal(months)
    level, shocks = WAVE_SPREAD * luck[0], []
    for month in range(months):
        shocks.append(Shock(month, 1, float(np.expm1(level))))
        level = WAVE_PERSISTENCE * level + WAVE_SPREAD * np.sqrt(1 - WAVE_PERSISTENCE**2) * luck[month]
    return tuple(shocks)


# ---- the cycle ------------------------------------------------------------------------------------------------------


def cycle_facts(calm: ObservedFuture, cycle: ObservedFuture) -> dict[str, float]:
    """How unemployment, vacancies, flows and output move with demand; quarterly means."""
    u, v = (_quarters(getattr(cycle, x) - getattr(calm, x)) for x in ("unemployment", "vacancy_rate"))
    demand = np.log(means(cycle.series["demand"], QUARTER))
    leaving = _log_ratio(calm, cycle, "found", "were_unemployed")
    entering = _log_ratio(calm, cycle, "lost", "were_working")
    tightness = _log_ratio(calm, cycle, "vacancies", "unemployed")
    migrants, others = (_response(calm, cycle, group, demand) for group in ("migrants", "others"))
    return {
        "beveridge_correlation": float(np.corrcoef(u, v)[0, 1]),
        "okun": float(least_squares(u, _log_ratio(calm, cycle, "output"))[0]),
        "outflow_share": outflow_share(np.exp(entering), np.exp(leaving)),
        "tightness_volatility": float(tightness.std() / demand.std()),
        "migrants_cyclical": migrants / others,
    }


def loop_facts(calm: ObservedFuture, recession: ObservedFuture) -> dict[str, float]:
    """The way of unemployment and vacancies through a recession and back."""
    months = len(recession.unemployment)
    u, v = (_quarters(getattr(recession, x) - getattr(calm, x)[:months]) for x in ("unemployment", "vacancy_rate"))
    return {"beveridge_loop": loop_area(u, v)}


def _quarters(values: Floats) -> Floats:
    return means(values, QUARTER)


def _log_ratio(calm: ObservedFuture, shocked: ObservedFuture, name: str, over: str | None = None) -> Floats:
    """[quarter] log of a series (over another), as deviation from the calm future."""
    logs = [
        np.log(_quarters(future.series[name]) / (_quarters(future.series[over]) if over else 1.0))
        for future in (shocked, calm)
    ]
    return np.asarray(logs[0] - logs[1])


def _response(calm: ObservedFuture, shocked: ObservedFuture, group: str, demand: Floats) -> float:
    """Rise of a group's unemployment rate with log demand, points."""
    rate = [_quarters(f.series[f"unemployed_{group}"] / f.series[f"force_{group}"]) for f in (shocked, calm)]
    return float(least_squares(rate[0] - rate[1], demand)[0])


# ---- matching -------------------------------------------------------------------------------------------------------


def matching_facts(*cities: City) -> dict[str, float]:
    """Elasticities of hires on searchers and posts: both are thinned at random, in cities in different states, and
    log hires are regressed on log stocks within each city and draw of luck."""
    group, hires, searchers, posts = (np.array(column) for column in zip(*_thinned(cities), strict=True))
    logs = [np.log(column) for column in (hires, searchers, posts)]
    on_searchers, on_posts = least_squares(*within_groups(group, *logs))
    return {"matching_searchers": float(on_searchers), "matching_returns": float(on_searchers + on_posts)}


def _thinned(cities: tuple[City, ...]) -> Iterator[tuple[int, int, int, int]]:
    """(city and draw, hires, searchers, open posts) of one month's search and matching."""
    for number, city in enumerate(cities):
        eve = city.fork()
        eve.draws.month = eve.month
        post_vacancies(eve, eve.rules)
        luck = np.random.default_rng(eve.draws.seed)
        for draw in range(DRAWS):
            for seeking in THINNED:
                for open_ in THINNED:
                    yield number * DRAWS + draw, *_one_month(eve, draw, seeking, open_, luck)


def _one_month(eve: City, draw: int, seeking: float, open_: float, luck: np.random.Generator) -> tuple[int, int, int]:
    """Hires, searchers and posts of a month in which only shares of the searchers and of the posts are there."""
    city, b = eve.fork(), eve.behaviour
    city.draws.month += draw
    city.behaviour = replace(b, **{name: seeking * getattr(b, name) for name in SEARCH})
    e = city.employers
    e.vacancies[:] = luck.binomial(e.vacancies, open_)
    posts = int(e.vacancies.sum())
    sought = search_jobs(city, city.rules)
    return len(match_applications(city, city.rules, sought).rows), len(sought.rows), posts


# ---- platforms, rest ---------------------------------------------------------------------------------------------


def entry_facts(calm: ObservedFuture, busy: ObservedFuture) -> dict[str, float]:
    """What more orders do to hourly pay on platforms, and how entry takes it back."""
    months = len(busy.series["hourly"])
    rise = np.log(busy.series["hourly"] / calm.series["hourly"][:months])
    lasting = rise[YEAR:].mean()
    return {
        "gig_pay_rise": float(rise[0]),
        "gig_half_life": half_life(rise - lasting),
        "gig_reversal": float(1.0 - lasting / rise.max()),
    }


def rest_facts(calm: ObservedFuture) -> dict[str, float]:
    """Drift of a city left alone, from its first two years to its last two."""
    return {
        "rest_unemployment": _drift(calm.unemployment),
        "rest_platform": _drift(calm.series["platform"] / calm.series["working"]),
        "rest_wage": _drift(np.log(calm.series["wage"])),
    }


def _drift(path: NDArray[np.float64]) -> float:
    """Change a year between the middle of the first two years and that of the last two."""
    span = (len(path) - 2 * YEAR) / YEAR
    return float((path[-2 * YEAR :].mean() - path[: 2 * YEAR].mean()) / span)
