"""The dispatch sandbox: one dispatch rule alone, on synthetic drivers in a synthetic city (plan §3.4.1).

The city is that of Bokányi & Hannák (2020), "Understanding inequalities in ride-hailing services through
simulations", Scientific Reports 10:6500. What the article leaves open is read from the program its authors published:
requests wait from the step after they arise, "within the radius" means nearer than it, the way is a random shortest
one. Two readings are ours. Requests a step are R × drivers ÷ mean trip length without rounding (11.04 at R = 0.2,
where the article has 11), fractions carried over, since near R = 0.75 half a request decides whether drivers run
short. The first part of the fare is paid for each ride, and no step is lost in turning; the program adds it once for
each driver and spends a step on every new way. The drivers' sex, age, tenure and rating are ours: the article's are
alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ...agents.maths import log
from ...agents.platforms import PLATFORMS, DispatchRule
from ...agents.workers import FEMALE, MALE
from ..build.platforms import dispatch_of, load_platforms
from ..draws import Draws, uniform_column
from ..params import param
from .fleet import (
    CELL,
    CELL_KM,
    FREE,
    NOBODY,
    START,
    STEPS_AN_HOUR,
    Fleet,
    RequestClaim,
    Requests,
    Roster,
    Span,
    income_of,
    play_steps,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SIZE, SIGMA = 40, 10.0  # cells along a side; standard deviation of requests around the centre
BASE = SIZE // 2
POINTS = 80  # moments at which incomes are looked at
MOST_REQUESTS = 20_000_000  # memory: 16 bytes each
ARTICLE = "Bokányi & Hannák 2020"
OURS = "ours; the model's platforms in model/data/platforms.yaml"

WOMEN = 0.06  # P29: 3–11 % of ride-hailing drivers are women (2017–24)
YOUNGEST, OLDEST = 21, 60  # three years of driving licence; where platforms stop admitting
MEAN_AGE, AGE_SPREAD = 40.75, 9.0  # mean: driver survey 2021–25; spread judged
TENURES = ((0.33, 0.0, 1.0), (0.30, 1.0, 3.0), (0.37, 3.0, 8.0))  # share, years from, to (tier-1 survey 2021)
NEW_RATING, LEARNT, TASTE = 0.6, 0.1, 0.2  # rating of a newcomer, gain by learning, width of what passengers feel
LEARNING_YEARS = 3.0


@dataclass(frozen=True)
class Weights:
    """What raises or lowers a driver's claim on a request. The first three are those of the model's platforms."""

    # fmt: off
    rating: float = param(0.0, "claim gained per point of rating (0 to 1)", "评分每高一分（0至1）派单权重的增加",
        unit="share", source=OURS, within=(-1.5, 1.5))
    tenure: float = param(0.0, "claim gained per year driven, up to three", "每多开一年车派单权重的增加，至三年",
        unit="share", source=OURS, within=(0, 10))
    distance: float = param(0.0, "log-claim lost with each km to the passenger", "距乘客每公里对数权重的减少",
        unit="1/km", source=OURS, within=(-100, 100))
    income: float = param(0.0, "log-claim lost with each mean fare earned", "每挣到一个平均车费对数权重的减少",
        unit="1/fare", source=ARTICLE, within=(-100, 100))
    waiting: float = param(0.0, "log-claim gained with each hour free", "每空闲一小时对数权重的增加",
        unit="1/hour", source=OURS, within=(-100, 100))
    chance: float = param(0.0,
        "0: the highest claim is served; 1: chances in proportion to claims; above: nearer to pure chance",
        "0 为权重最高者得单；1 为按权重比例抽签；更大则更接近随机", unit="ratio", source=OURS, within=(0, 100))
    # fmt: on


@dataclass(frozen=True)
class Bias:
    """What a group loses whatever it does; as for the model's platforms."""

    # fmt: off
    age: float = param(0.0, "claim lost at 60 against 35", "60岁与35岁相比派单权重的损失",
        unit="share", source=OURS, within=(0, 0.9))
    sex: float = param(0.0, "claim lost by women", "女性派单权重的损失", unit="share", source=OURS, within=(0, 0.9))
    # fmt: on


@dataclass(frozen=True)
class SandboxRule:
    """A dispatch rule with a name."""

    name: str
    title: dict[str, str] = field(hash=False)
    weights: Weights
    bias: Bias


@dataclass(frozen=True)
class Setting:
    """The city and how long it is watched; the defaults are the article's."""

    drivers: int = 1_111
    rate: float = 0.2  # R: share of drivers needed to carry all passengers
    radius: int = 10  # cells
    steps: int = 14_400  # forty hours

    @property
    def requests_a_step(self) -> float:
        """Mean number of requests that arise in a step."""
        return self.rate * self.drivers / mean_trip()


@dataclass(frozen=True)
class Drivers:
    """Who drives: one row per driver."""

    sex: Ints
    age: Ints  # years
    tenure: Floats  # years
    rating: Floats  # 0 to 1


@dataclass(frozen=True)
class Week:
    """One seed played to the end."""

    drivers: Drivers
    fleet: Fleet
    requests: Requests
    born: Ints  # step in which each request arose
    points: Ints  # steps after which incomes were looked at
    incomes: Ints  # [point, driver], the article's units of money


def platform_rule(platform: str) -> tuple[Weights, Bias]:
    """The rule by which one of the model's services shares orders out, with the bias of its version."""
    row, p = PLATFORMS.index(platform), load_platforms()
    weights = Weights(**dispatch_of().surfaces[row].weights)
    return weights, Bias(age=float(p.age_bias[row]), sex=float(p.sex_bias[row]))


def place_shares() -> Floats:
    """Share of requests in each row (or column) of cells: a normal around the centre, rounded, inside the city."""
    edges = np.array([NormalDist(BASE, SIGMA).cdf(k - 0.5) for k in range(SIZE + 1)])
    return np.diff(edges) / (edges[-1] - edges[0])


def mean_trip() -> float:
    """Mean length of a trip, cells."""
    share, place = place_shares(), np.arange(SIZE)
    return 2.0 * float(share @ np.abs(place[:, None] - place[None, :]) @ share)


def mean_fare() -> float:
    """Mean fare of a trip, the article's units of money."""
    return START + CELL * mean_trip()


def draw_drivers(count: int, draws: Draws, women: float = WOMEN) -> Drivers:
    """Synthetic drivers with stated shares of women, ages and tenure; ratings by experience and by taste."""
    normal = NormalDist(MEAN_AGE, AGE_SPREAD)
    low, high = normal.cdf(YOUNGEST - 0.5), normal.cdf(OLDEST + 0.5)
    age = [round(normal.inv_cdf(low + (high - low) * u)) for u in draws.sample("sandbox age", count).tolist()]
    luck, taste = draws.sample("sandbox tenure", count), draws.sample("sandbox rating", count)
    steps = np.cumsum([0.0, *(share for share, _, _ in TENURES)])
    tenure = np.interp(luck, steps, [TENURES[0][1], *(to for _, _, to in TENURES)])
    rating = NEW_RATING + LEARNT * np.minimum(tenure, LEARNING_YEARS) / LEARNING_YEARS + TASTE * (taste - 0.5)
    sex = np.where(draws.sample("sandbox sex", count) < women, FEMALE, MALE).astype(np.int64)
    return Drivers(sex, np.array(age, np.int64), tenure, rating)


def standings(rule: SandboxRule, drivers: Drivers) -> Floats:
    """Log-claim of each driver at the passenger's side, by the rule of the model's platforms."""
    w, b = rule.weights, rule.bias
    shared = DispatchRule(w.rating, w.tenure, 0.0, b.age, b.sex)
    rows = zip(
        drivers.rating.tolist(), drivers.tenure.tolist(), drivers.age.tolist(), drivers.sex.tolist(), strict=True
    )
    return np.array([log(shared.weight(1.0, rating, tenure, 0.0, age, sex)) for rating, tenure, age, sex in rows])


def all_day(count: int) -> Roster:
    """The article's drivers: all wait at the base and are on the road all the time."""
    base, begins, shift = (np.full(count, value, np.int64) for value in (BASE, 0, 1))
    return Roster(base, base, begins, shift, np.zeros(count))


def play(
    rule: SandboxRule,
    setting: Setting,
    seed: int,
    tick: Callable[[int], None] | None = None,
    crew: tuple[Drivers, Roster] | None = None,
    day: int = 1,
) -> Week:
    """Play one seed; `tick` is called with steps done. `crew` stands in for the article's drivers, with shifts in days
    of `day` steps."""
    draws = Draws(seed)
    drivers, roster = crew or (draw_drivers(setting.drivers, draws), all_day(setting.drivers))
    opened = np.floor(np.arange(setting.steps + 1) * setting.requests_a_step).astype(np.int64)
    requests, fleet = _requests(int(opened[-1]), draws), _fleet(roster)
    span = Span(day, float(setting.steps))
    w = rule.weights
    claim = RequestClaim(w.distance * CELL_KM, w.income / mean_fare(), w.waiting / STEPS_AN_HOUR, float(w.chance))
    keys = draws.lifelong("sandbox ways"), draws.lifelong("sandbox lots")
    standing = standings(rule, drivers)
    points = np.unique(np.linspace(0, setting.steps, POINTS + 1).astype(np.int64))
    incomes = []
    for first, last in zip(points[:-1].tolist(), points[1:].tolist(), strict=True):
        play_steps(first, last, fleet, requests, opened, standing, claim, setting.radius, roster, span, *keys)
        incomes.append(income_of(fleet.rides, fleet.carried, fleet.driven))
        if tick:
            tick(last - first)
    born = np.repeat(np.arange(setting.steps), np.diff(opened))
    return Week(drivers, fleet, requests, born, points[1:], np.array(incomes))


def _requests(count: int, draws: Draws) -> Requests:
    """Where each passenger stands and wants to go, known by the request's number alone."""
    reach, number = np.cumsum(place_shares())[:-1], np.arange(count, dtype=np.uint64)

    def places(name: str) -> NDArray[np.int16]:
        luck = uniform_column(draws.lifelong(f"sandbox {name}"), number)
        return np.searchsorted(reach, luck, "right").astype(np.int16)

    where = {name: places(name) for name in ("from_x", "from_y", "to_x", "to_y")}
    return Requests(**where, driver=np.full(count, NOBODY, np.int32), assigned=np.full(count, NOBODY, np.int32))


def _fleet(roster: Roster) -> Fleet:
    """All drivers free at home."""
    begin = dict.fromkeys(Fleet._fields, 0) | {"status": FREE, "request": NOBODY}
    columns = {name: np.full(len(roster.shift), value, np.int64) for name, value in begin.items()}
    columns |= {"x": roster.home_x.copy(), "y": roster.home_y.copy()}
    columns |= {"to_x": roster.home_x.copy(), "to_y": roster.home_y.copy()}
    return Fleet(**columns)
