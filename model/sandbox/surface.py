"""The response surface of a dispatch rule: how orders of a month split over drivers, fitted to plays of the sandbox.

The rule is played with drivers who differ in all that a city's workers differ in, independently of one another, at
several utilisations, without bias and with a strong one. Orders follow exp(terms) (a Poisson regression, so that who
got none counts too); each term is a parabola in utilisation. What moves nobody's share by a hundredth is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ...agents.choices import BIAS_FROM, BIAS_TO
from ...agents.dispatch import FEWEST, LEAST_NEEDY, MOST, NEEDIEST, TERMS, USUAL_WEEK
from ...agents.platforms import COUNTED_YEARS, MIDDLE
from ...agents.workers import FEMALE, MALE
from ..dispatch import BASIS, Surface
from ..draws import Draws
from . import BASE, SIGMA, SIZE, Bias, Drivers, Floats, SandboxRule, Setting, mean_fare, play
from .fleet import CELL, COST, START, STEPS_AN_HOUR, Roster

DAY = 2_880  # steps, eight hours: those in which orders arise
DAYS = 5
DRIVERS = 1_111
RATES = (0.15, 0.3, 0.45, 0.6, 0.7)  # of drivers on the road, needed to carry all; the last fills nine tenths of them
BIASES = (Bias(), Bias(age=0.15, sex=0.1), Bias(age=0.3, sex=0.2))
SEED = 1
OFTEN_WOMEN, YOUNG, OLD, YEARS = 0.35, 18.0, 66.0, 8.0  # who drives: wider than any platform's workers
LEAST_SHIFT, LOW_RATING, HIGH_RATING, INCOME_SPREAD = 0.15, 0.4, 0.9, 0.35
CELLS_A_RIDE = 25.0  # driven, about: for incomes of the time before
MATTERS = 0.01  # share of orders below which a term is left out
NEEDS = {"rating": "rating", "tenure": "tenure"}  # terms that a rule without a weight cannot have
ROUNDS = 40
DIGITS = 5


@dataclass(frozen=True)
class Play:
    """One play: who drove, what was had, and how much of the hours was used."""

    drivers: Drivers
    features: dict[str, Floats]
    orders: Floats  # fares over the mean fare
    hours: Floats  # on the road
    use: float


def plan() -> str:
    """Mark of the plays: another one where they are others."""
    people = (OFTEN_WOMEN, YOUNG, OLD, YEARS, LEAST_SHIFT, LOW_RATING, HIGH_RATING, INCOME_SPREAD)
    told = (DAY, DAYS, DRIVERS, RATES, [asdict(bias) for bias in BIASES], SEED, people, MATTERS, USUAL_WEEK)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def key_of(rule: SandboxRule) -> str:
    """Name under which a surface can be kept: the rule's content and the plays."""
    told = json.dumps([asdict(rule.weights), asdict(rule.bias), plan()], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def played(rule: SandboxRule, rate: float, bias: Bias, seed: int, days: int = DAYS) -> Play:
    """Play a rule, with some bias in the place of its own."""
    drivers, roster, share, need = _crew(Draws(seed))
    on_road = float(share.mean())
    setting = Setting(DRIVERS, rate * on_road, steps=DAY * days)
    each = setting.requests_a_step * setting.steps / DRIVERS * (mean_fare() - COST * CELLS_A_RIDE)
    roster = roster._replace(earlier=(1.0 + need) * each)
    fleet = play(replace(rule, bias=bias), setting, seed, crew=(drivers, roster), day=DAY).fleet
    hours = share * setting.steps / STEPS_AN_HOUR
    use = float(fleet.busy.sum()) / float(share.sum() * setting.steps)
    orders = (START * fleet.rides + CELL * fleet.carried) / mean_fare()
    return Play(drivers, features(drivers, roster, share, need, bias), orders, hours, use)


def _crew(draws: Draws) -> tuple[Drivers, Roster, Floats, Floats]:
    """Drivers, when and where they wait, the share of the day they do, and incomes of before over the mean, less 1."""

    def luck(name: str) -> Floats:
        return np.asarray(draws.sample(f"surface {name}", DRIVERS))

    def bell(name: str) -> Floats:
        normal = NormalDist()
        return np.array([normal.inv_cdf(min(max(u, 1e-9), 1.0 - 1e-9)) for u in luck(name).tolist()])

    def home(name: str) -> NDArray[np.int64]:
        return np.clip(np.round(BASE + SIGMA * bell(name)), 0, SIZE - 1).astype(np.int64)

    sex = np.where(luck("sex") < OFTEN_WOMEN, FEMALE, MALE).astype(np.int64)
    age = np.floor(YOUNG + (OLD - YOUNG) * luck("age")).astype(np.int64)
    rating = LOW_RATING + (HIGH_RATING - LOW_RATING) * luck("rating")
    share = LEAST_SHIFT + (1.0 - LEAST_SHIFT) * luck("hours")
    need = np.clip(INCOME_SPREAD * bell("income"), NEEDIEST, LEAST_NEEDY)
    begins, shift = np.floor(DAY * luck("begins")).astype(np.int64), np.floor(DAY * share).astype(np.int64)
    drivers = Drivers(sex, age, YEARS * luck("tenure"), rating)
    return drivers, Roster(home("x"), home("y"), begins, shift, np.zeros(DRIVERS)), shift / DAY, need


def features(drivers: Drivers, roster: Roster, share: Floats, need: Floats, bias: Bias) -> dict[str, Floats]:
    """What orders are explained by."""
    km = np.hypot(roster.home_x - BASE, roster.home_y - BASE)
    hours = np.clip(np.log(share / share.mean()), FEWEST, MOST)
    ramp = np.clip((drivers.age - BIAS_FROM) / (BIAS_TO - BIAS_FROM), 0.0, 1.0)
    left = (1.0 - bias.age * ramp) * np.where(drivers.sex == FEMALE, 1.0 - bias.sex, 1.0)
    return {
        "hours": hours,
        "curve": hours * hours,
        "rating": drivers.rating - MIDDLE,
        "tenure": np.minimum(drivers.tenure, COUNTED_YEARS),
        "need": need,
        "place": km / km.mean() - 1.0,
        "bias": np.log(left),
    }


# ---- the fit --------------------------------------------------------------------------------------------------------


def fit(rule: SandboxRule, tick: Callable[[int], None] | None = None) -> Surface:
    """Play a rule and fit its surface; `tick` is called once for each of `plays()`."""
    found: list[Play] = []
    for rate, bias in plays():
        found.append(played(rule, rate, bias, SEED))
        if tick:
            tick(1)
    names = [n for n in TERMS[:-1] if n not in NEEDS or getattr(rule.weights, NEEDS[n]) != 0.0]
    names = [n for n in names if n != "need" or rule.weights.income != 0.0]
    terms = _terms(found, names)
    kept = [name for name in names if _moves(found, name, terms[name]) > MATTERS]
    if len(kept) < len(names):
        terms = _terms(found, kept)
    uses = [one.use for one in found]
    surface = Surface(
        {name: value for name, value in asdict(rule.weights).items() if value},
        {name: value for name, value in asdict(rule.bias).items() if value},
        {name: _told(c) for name, c in terms.items()},
        (round(min(uses), 3), round(max(uses), 3)),
        plan(),
    )
    return replace(surface, terms={**surface.terms, "luck": _told(_luck(found, surface))})


def plays() -> list[tuple[float, Bias]]:
    """Rates and bias of the plays on which a surface is fitted."""
    return [(rate, bias) for rate in RATES for bias in BIASES]


def _terms(found: Sequence[Play], names: Sequence[str]) -> dict[str, Floats]:
    """Coefficients of each term, by a Poisson regression of work-weighted orders with a level for each play."""
    columns = []
    for one in found:
        powers = one.use ** np.arange(BASIS)
        columns.append(np.concatenate([np.outer(one.features[name], powers) for name in names], axis=1))
    rows = [len(one.orders) for one in found]
    level = np.repeat(np.eye(len(found)), rows, axis=0)
    design = np.concatenate([level, np.concatenate(columns)], axis=1)
    orders = np.concatenate([one.orders / one.orders.mean() for one in found])
    work = np.concatenate([one.hours / one.hours.mean() for one in found])
    solution = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        expected = work * np.exp(design @ solution)
        slope = design.T @ (orders - expected)
        curvature = (design * expected[:, None]).T @ design + 1e-9 * np.eye(design.shape[1])
        move = np.linalg.solve(curvature, slope)
        solution += move * min(1.0, 2.0 / max(float(np.abs(design @ move).max()), 1e-12))
    values = solution[len(found) :].reshape(len(names), BASIS)
    return dict(zip(names, values, strict=True))


def _moves(found: Sequence[Play], name: str, coefficients: Floats) -> float:
    """Most by which a term moves orders: one standard deviation of what it depends on, at any utilisation."""
    return max(abs(float(coefficients @ one.use ** np.arange(BASIS))) * _spread(one.features[name]) for one in found)


def _spread(feature: Floats) -> float:
    return float(feature.std()) or 1.0


def shares(surface: Surface, one: Play) -> Floats:
    """Orders of each driver over the mean, as the surface has it and as a city hands them out."""
    powers = min(max(one.use, surface.within[0]), surface.within[1]) ** np.arange(BASIS)
    logs = sum(float(np.dot(c, powers)) * one.features[name] for name, c in surface.terms.items() if name != "luck")
    claims, most = one.hours * np.exp(logs + np.zeros(len(one.hours))), one.hours / one.hours.mean() / one.use
    expected = claims / claims.mean()
    for _ in range(ROUNDS):  # nobody does more than the hours allow, and the others have the rest
        expected = np.minimum(most, expected / np.minimum(most, expected).mean())
    return np.asarray(expected)


def _luck(found: Sequence[Play], surface: Surface) -> Floats:
    """Log of the variance of orders over those expected, times hours, as a parabola in utilisation."""
    logs, fair = [], [one for one in found if not one.features["bias"].any()]
    for one in fair:
        off = one.orders / one.orders.mean() / shares(surface, one) - 1.0
        logs.append(np.log(max(float((off * off * one.hours).mean()), 1e-9)))
    uses = np.array([one.use for one in fair])
    return np.asarray(np.polynomial.polynomial.polyfit(uses, logs, BASIS - 1))


def luck_of(surface: Surface, use: float, hours: Floats) -> Floats:
    """Standard deviation of orders over those expected, after some hours on the road."""
    powers = min(max(use, surface.within[0]), surface.within[1]) ** np.arange(BASIS)
    return np.asarray(np.sqrt(np.exp(float(np.dot(surface.terms["luck"], powers))) / hours))


def _told(values: Floats) -> tuple[float, float, float]:
    first, second, third = (round(float(value), DIGITS) for value in values)
    return first, second, third
