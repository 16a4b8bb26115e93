"""Facts of persons and units in a city at rest, from the panel of a year or two."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import BACHELOR, COLLEGE, EMPLOYED, FEMALE, JUNIOR, PLATFORM, UNEMPLOYED
from ....model.city import City
from ....model.grid import VILLAGE
from .measures import hill, least_squares, mismatch, skewness, theil_between, top_share
from .observing import Floats, ObservedFuture, working

YEAR = 12  # months
PEOPLE = (
    *("born", "cell", "sex", "schooling", "status", "since", "hired", "wage", "income", "hours", "employer"),
    *("commute", "programme"),
)
Column = NDArray[Any]
Panel = dict[str, Column]  # column of Workers → [month, person]


def people_facts(calm: ObservedFuture, city: City) -> dict[str, float]:
    """All facts of persons and units; the panel begins in the month in which `city` stands."""
    panel, first = calm.panel, city.month
    last = {name: column[-1] for name, column in panel.items()}
    return (
        _unemployment(panel, first)
        | _wages(last, city, first + len(panel["status"]) - 1)
        | _ladder(panel, first)
        | _units(last, city)
        | _gigs(panel)
        | _training(panel, first)
    )


def place_facts(calm: ObservedFuture) -> dict[str, float]:
    """Tightness away from the core, and mismatch between districts, over the whole time."""
    total = {name: float(values.sum()) for name, values in calm.series.items()}
    tight = [total[f"posts_{place}"] / total[f"applications_{place}"] for place in ("outside", "core")]
    unemployed, posts = (calm.by_district[name].sum(axis=0) for name in ("unemployed", "vacancies"))
    return {"tight_outside": tight[0] / tight[1], "mismatch_places": mismatch(unemployed, posts)}


def _unemployment(panel: Panel, first: int) -> dict[str, float]:
    """Exit with the length of the spell, and rates by age."""
    before, after = panel["status"][:-1], panel["status"][1:]
    months = first + np.arange(len(before))[:, None]
    spell = months - panel["since"][:-1].astype(np.int64)
    jobless = (before == UNEMPLOYED) & (panel["born"][:-1] == panel["born"][1:])
    exits = working(after)
    fresh, long = (exits[jobless & (spell >= a) & (spell <= b)].mean() for a, b in ((0, 2), (6, 17)))
    age = (months - panel["born"][:-1].astype(np.int64)) // YEAR
    unemployed, active = before == UNEMPLOYED, (before == UNEMPLOYED) | working(before)
    young, prime = (
        unemployed[(age >= a) & (age <= b)].sum() / active[(age >= a) & (age <= b)].sum()
        for a, b in ((16, 24), (30, 59))
    )
    return {"duration_dependence": float(long / fresh), "youth_unemployment": float(young / prime)}


def _wages(last: Panel, city: City, month: int) -> dict[str, float]:
    """Shape of the wage distribution, its rise with tenure, and the part of place in incomes."""
    employed = last["status"] == EMPLOYED
    pay = last["wage"][employed] / 100.0
    income, rural = last["income"].astype(np.float64), city.grid.klass[last["cell"]] == VILLAGE
    earns = (income > 0) & working(last["status"])
    years = (month - last["hired"][employed].astype(np.int64)) / YEAR
    age = (month - last["born"][employed].astype(np.int64)) / YEAR
    school = last["schooling"][employed].astype(np.float64)
    women = (last["sex"][employed] == FEMALE).astype(np.float64)
    seen = years <= 20.0
    columns = (years, years**2, age, age**2, school, school**2, women)
    slope, bend = least_squares(np.log(pay)[seen], *(column[seen] for column in columns))[:2]
    return {
        "wage_skewness": skewness(np.log(pay)),
        "wage_tail": hill(pay, 0.05),
        "theil_place": theil_between(income[earns], rural[earns].astype(np.int64)),
        "tenure_return": float(slope + 2.0 * bend),  # of the second year
        "tenure_bend": float(bend),
    }


def _ladder(panel: Panel, first: int) -> dict[str, float]:
    """What a move pays beside staying, and how leaving a job falls with the rank of its wage."""
    gains, stays, bottom, top = [], [], [], []
    for t in range(1, len(panel["status"])):
        same = panel["born"][t] == panel["born"][t - 1]
        was, now = panel["status"][t - 1] == EMPLOYED, panel["status"][t] == EMPLOYED
        held = same & was & now
        moved = held & (panel["hired"][t] == first + t)
        change = np.log(panel["wage"][t] / panel["wage"][t - 1].clip(1))
        gains.append(change[moved])
        stays.append(change[held & ~moved])
        left = was & same & (~now | moved)
        rank = np.argsort(np.argsort(panel["wage"][t - 1][was & same])) / (was & same).sum()
        bottom.append(left[was & same][rank < 0.2].mean())
        top.append(left[was & same][rank >= 0.8].mean())
    gain = np.concatenate(gains).mean() - np.concatenate(stays).mean()
    return {"movers_gain": float(gain), "ladder_hazard": float(np.mean(top) / np.mean(bottom))}


def _units(last: Panel, city: City) -> dict[str, float]:
    """Sizes of establishments, heads; and the commutes of employees who travel."""
    line = last["employer"][last["status"] == EMPLOYED]
    staff = np.bincount(city.employers.establishment[line]).astype(np.float64)
    staff = staff[staff > 0]
    km = last["commute"][(last["status"] == EMPLOYED) & (last["commute"] > 0)].astype(np.float64)
    return {
        "units_top": top_share(staff, 0.1),
        "units_tail": hill(staff, 0.1),
        "commute_tail": float(km.mean() / np.median(km)),
    }


def _gigs(panel: Panel) -> dict[str, float]:
    """Churn of platform work beside jobs, and how a year's hours spread over those who worked on platforms."""
    status, hours = panel["status"], panel["hours"]
    same = panel["born"][:-1] == panel["born"][1:]
    stay = []
    for kind in (PLATFORM, EMPLOYED):
        held = (status[:-1] == kind) & same
        stay.append(1.0 - (status[1:] == kind)[held].mean())
    on = status[-YEAR:] == PLATFORM
    worked: Floats = np.where(on, hours[-YEAR:].astype(np.float64), 0.0).sum(axis=0)
    months = on.sum(axis=0)
    ever = months > 0
    return {
        "gig_churn": float(stay[0] / stay[1]),
        "gig_casual": float((months[ever] <= YEAR // 2).mean()),
        "gig_concentration": top_share(worked[ever], 0.2),
    }


def _training(panel: Panel, first: int) -> dict[str, float]:
    """Who takes courses: the rate of enrolment by age and schooling, of those in the labour force of 18 to 59."""
    before, after = panel["programme"][:-1], panel["programme"][1:]
    months = first + np.arange(1, len(panel["status"]))[:, None]
    age = (months - panel["born"][1:].astype(np.int64)) // YEAR
    status = panel["status"][:-1]
    at_risk = (before == 0) & (working(status) | (status == UNEMPLOYED)) & (age >= 18) & (age <= 59)
    starts = at_risk & (after > 0)
    school = panel["schooling"][1:]

    def rate(mask: Column) -> float:
        return float(starts[mask].sum() / at_risk[mask].sum())

    middle = rate((age >= 25) & (age <= 44))
    ends = max(rate(age <= 24), rate(age >= 50))
    educated, basic = rate((school >= COLLEGE) & (school <= BACHELOR)), rate(school <= JUNIOR)
    return {"training_age": float(middle / ends), "training_schooling": float(educated / basic)}
