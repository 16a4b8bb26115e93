"""What is taken down of each month: the market as a statistical office sees it, and a panel of persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED, INACTIVE, NONLOCAL_RURAL, PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from ....model.calendar import Shock
from ....model.city import City
from ....model.grid import CORE
from ....model.month import Flows, InForce, step
from ...runs.run import Tick

Floats = NDArray[np.float64]
AT_WORK = (EMPLOYED, PLATFORM, SELF_EMPLOYED)


@dataclass
class ObservedFuture:
    """One future of a city, month by month. T months, N persons, D districts."""

    city: City
    series: dict[str, Floats]  # name → [T]
    by_district: dict[str, Floats]  # vacancies, unemployed, working → [T, D]
    panel: dict[str, NDArray[Any]] = field(default_factory=dict)  # column of Workers → [T, N], if it was kept

    @property
    def unemployment(self) -> Floats:
        """[T] unemployed over labour force."""
        u = self.series["unemployed"]
        return np.asarray(u / (u + self.series["working"]))

    @property
    def vacancy_rate(self) -> Floats:
        """[T] open posts over labour force."""
        return np.asarray(self.series["vacancies"] / (self.series["unemployed"] + self.series["working"]))


def follow(
    city: City,
    acts: InForce,
    months: int,
    *,
    shocks: Sequence[Shock] = (),
    columns: Sequence[str] = (),
    panel_months: int | None = None,
    tick: Tick | None = None,
) -> ObservedFuture:
    """Play some months on a fork of the city, with dated shocks (months counted from now), and take notes; some
    columns of `Workers` are kept person by person, for the first `panel_months` or all."""
    city = city.fork()
    moved = tuple(replace(shock, start=shock.start + city.month - city.start) for shock in shocks)
    city.calendar = replace(city.calendar, shocks=moved)
    rows: dict[str, list[float]] = defaultdict(list)
    places: dict[str, list[Floats]] = defaultdict(list)
    panel: dict[str, list[NDArray[Any]]] = {name: [] for name in columns}
    for month in range(months):
        before = city.workers.born.copy(), city.workers.status.copy()
        flows = step(city, acts)
        for name, value in _market(city, flows, *before).items():
            rows[name].append(value)
        for name, heads in _by_district(city).items():
            places[name].append(heads)
        for name in columns if panel_months is None or month < panel_months else ():
            panel[name].append(getattr(city.workers, name).copy())
        if tick:
            tick(1)
    return ObservedFuture(
        city,
        {name: np.array(values) for name, values in rows.items()},
        {name: np.array(values) for name, values in places.items()},
        {name: np.array(values) for name, values in panel.items()},
    )


def working(status: NDArray[Any]) -> NDArray[np.bool_]:
    """Who is at work, of whatever kind."""
    return np.isin(status, AT_WORK)


def _market(city: City, flows: Flows, born: NDArray[Any], status: NDArray[Any]) -> dict[str, float]:
    """Stocks at the month's end and what flowed to it, heads; output and pay in fen of the month."""
    w, counts = city.workers, flows.counts
    same, was, now = w.born == born, working(status), working(w.status)
    job = w.status == EMPLOYED
    jobless, migrant = w.status == UNEMPLOYED, w.hukou == NONLOCAL_RURAL
    on = w.status == PLATFORM
    return {
        "unemployed": float(jobless.sum()),
        "working": float(now.sum()),
        "unemployed_others": float((jobless & ~migrant).sum()),
        "unemployed_migrants": float((jobless & migrant).sum()),
        "force_others": float(((jobless | now) & ~migrant).sum()),
        "force_migrants": float(((jobless | now) & migrant).sum()),
        "platform": float(on.sum()),
        "inactive": float((w.status == INACTIVE).sum()),
        "were_unemployed": float(((status == UNEMPLOYED) & same).sum()),
        "were_working": float((was & same).sum()),
        "found": float(((status == UNEMPLOYED) & same & now).sum()),
        "lost": float((was & same & jobless).sum()),
        "vacancies": float(counts["vacancies"]),
        "searchers": float(counts["searchers"]),
        "applications": float(counts["applications"]),
        "hires": float(counts["hires"]),
        "hires_from_unemployed": float(counts["hires_from_unemployed"]),
        "output": _output(city, flows),
        "hourly": float(w.earned[on].sum() / max(1, w.hours[on].sum())),
        "demand": float(city.calendar.demand(flows.month, city.start, ["orders"])[0]),
        "wage": float(w.wage[job].mean()),
        "employees": float(job.sum()),
        "worked": float(w.worked[job].sum(dtype=np.int64)),
        "contract": float(100.0 * w.hours[job].sum(dtype=np.int64)),
        "paid": float(w.earned[job].sum(dtype=np.int64)),
        "on_leave": float((w.worked[job] == 0).sum()),
        "dismissals": float(counts["dismissals"]),
        "quits": float(counts["quits"]),
        "recalls": float(counts["recalls"]),
    } | _posts(city)


def _posts(city: City) -> dict[str, float]:
    """Posts that were open this month and applications to them, in the core and outside."""
    w, e = city.workers, city.employers
    hired = w.employer[(w.status == EMPLOYED) & (w.hired == city.month - 1)]
    posts = e.vacancies + np.bincount(hired, minlength=len(e))
    core = city.grid.klass[e.cell] == CORE
    return {
        "posts_core": float(posts[core].sum()),
        "posts_outside": float(posts[~core].sum()),
        "applications_core": float(e.applicants[core].sum()),
        "applications_outside": float(e.applicants[~core].sum()),
    }


def _output(city: City, flows: Flows) -> float:
    """What the month produced at constant prices: lines make what their staff can and customers want, platforms what
    is ordered."""
    e = city.employers
    return float((np.minimum(e.staff, e.desired) * e.usual).sum() + flows.counts["platform_revenue"])


def _by_district(city: City) -> dict[str, Floats]:
    """Heads and open posts by district: posts where they are, people where they live."""
    w, e, zones = city.workers, city.employers, city.zones
    home = city.grid.district[w.cell]
    return {
        "vacancies": np.bincount(e.zone, e.vacancies, zones).astype(np.float64),
        "unemployed": np.bincount(home[w.status == UNEMPLOYED], minlength=zones).astype(np.float64),
    }
