"""Matching: applications meet vacancies. Several rounds of offers, one job each; then what rules open beyond that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import contract_hours
from ....agents.compiled import kernel, rule, serial
from ....agents.workers import EMPLOYED, EVERY_SCHEME, NO_TARGET, RESIDENT_SCHEME, STATUSES
from ...city import City
from ...draws import identity, uniform, uniform_column
from ...floors import overtime_of
from ...grid import way_to_work
from ...rules import Rules
from ..jobs.trades import watch_trades
from ..search.applications import Applications
from ..search.services import accommodate
from .conversion import convert_rated
from .recall import call_back
from .sharing import share_jobs

NONE = np.uint64(0)
ALL32 = np.uint64(0xFFFF_FFFF)
S32 = np.uint64(32)
HOURS = "hours of the job"
DAYS = 30.0  # of a month


@dataclass
class Hires:
    """Who was hired where, from what."""

    rows: NDArray[np.uint32]  # [h] person
    line: NDArray[np.int32]  # [h] line
    from_status: NDArray[np.uint8]  # [h] status before
    wage_change: NDArray[np.float64]  # [h] new over old wage, of those who came from a job
    trade: NDArray[np.uint8]  # [h] occupation before
    waited: NDArray[np.float64]  # [h] months for which the post was open
    beyond: dict[str, int] = field(default_factory=dict)  # what rules add: conversions, sharers, accommodations

    @classmethod
    def of(cls, city: City, rows: NDArray[np.uint32], line: NDArray[np.int32], wage: NDArray[np.int32]) -> Hires:
        """People about to take up jobs."""
        w = city.workers
        waited = city.employers.vacancy_age[line] + 1.0  # the present month is over before anybody takes up a post
        change = wage / np.maximum(w.wage[rows], 1)
        return cls(rows, line, w.status[rows].copy(), change, w.occupation[rows].copy(), waited)

    def joined(self, later: Hires) -> Hires:
        """These and later ones."""
        names = ("rows", "line", "from_status", "wage_change", "trade", "waited")
        columns = {n: np.concatenate([getattr(self, n), getattr(later, n)]) for n in names}
        return Hires(**columns, beyond=self.beyond | later.beyond)

    def counts(self) -> dict[str, int]:
        """Heads hired, by what they did before."""
        came = np.bincount(self.from_status, minlength=len(STATUSES))
        return (
            {"hires": len(self.rows), "job_to_job": int(came[EMPLOYED]), "days_to_fill": int(DAYS * self.waited.sum())}
            | {f"hires_from_{name}": int(came[k]) for k, name in enumerate(STATUSES) if k != EMPLOYED}
            | self.beyond
        )


def recall_staff(city: City, rules: Rules) -> Hires:
    """Let lines with open posts call back those who left them, before anybody else sees the posts."""
    hires = _hire(city, *call_back(city, rules))
    hires.beyond["recalls"] = len(hires.rows)
    return hires


def match_applications(city: City, rules: Rules, sought: Applications, recalled: Hires | None = None) -> Hires:
    """Deferred acceptance with the applicants proposing: the stable matching best for them, whatever the order of rows.

    Each open post keeps its best applicant so far; whoever is put aside turns to the next post on the list (Gale &
    Shapley 1962). Then the hired take up their jobs, and posts that are left go to the well-rated of platforms and to
    those who serve several. What the market knows counts those `recalled` before, who are returned with the others.
    """
    best = np.zeros(len(city.frame.slot_line), np.uint64)
    turn, choice = np.zeros(len(sought.rows), np.uint8), np.full(len(sought.rows), -1, np.int8)
    _defer(sought.sent, sought.slot, sought.score, best, turn)
    _read_off(best, sought.slot, choice)
    lucky = np.flatnonzero(choice >= 0)
    rows, choice = sought.rows[lucky], choice[lucky]
    line, wage = city.frame.slot_line[sought.slot[lucky, choice]], np.empty(len(rows), np.int32)
    _bargain(lucky, rows, choice, sought.wage, sought.sent, city.workers.view(), city.behaviour.view(), wage)
    hires = _hire(city, rows, line, wage)
    if rules.somewhere.rating_to_post:
        converted = _hire(city, *convert_rated(city, rules))
        hires = hires.joined(converted)
        hires.beyond["conversions"] = len(converted.rows)
    if rules.somewhere.accessible_work:
        disabled = hires.rows[city.workers.disabled[hires.rows] == 1]
        hires.beyond["accommodations"] = accommodate(city, rules, city.workers.cell[disabled])
    if recalled:
        hires = recalled.joined(hires)
    watch_trades(city, sought.rows, hires.trade, hires)
    hires.beyond |= share_jobs(city, rules)
    return hires


def _hire(city: City, rows: NDArray[np.uint32], line: NDArray[np.int32], wage: NDArray[np.int32]) -> Hires:
    """Let people take up jobs and note where they came from."""
    hires = Hires.of(city, rows, line, wage)
    take_up(city, rows, line, wage)
    return hires


def take_up(city: City, rows: NDArray[np.uint32], line: NDArray[np.int32], wage: NDArray[np.int32]) -> None:
    """Move the hired into their jobs and close the posts."""
    _begin(
        rows,
        line,
        wage,
        city.workers.view(),
        city.employers.view(),
        city.grid.plane,
        city.month,
        city.behaviour.view(),
        overtime_of(city),
        (city.draws.key(HOURS), city.draws.lifelong("residents' scheme")),
    )


def hours_of_jobs(city: City, rows: NDArray[Any]) -> NDArray[np.uint8]:
    """Weekly hours of the jobs that `rows` take up this month."""
    hours = np.empty(len(rows), np.uint8)
    luck = uniform_column(city.draws.key(HOURS), rows.astype(np.uint64))
    e, at = city.employers, city.workers.employer[rows]
    overtime = overtime_of(city)[e.sector[at], e.ownership[at]]
    _draw_hours(len(rows), luck, overtime, city.behaviour.longer_week, hours)
    return hours


@kernel
def _draw_hours(lo, hi, part, luck, overtime, longer, hours):
    for k in range(lo, hi):
        hours[k] = int(contract_hours(luck[k], overtime[k], longer) + 0.5)


@rule
def schemes_of_job(contributes, joins_residents):
    """Insurance of an employee: every scheme where the line contributes, else at most the residents' one."""
    return EVERY_SCHEME if contributes else RESIDENT_SCHEME if joins_residents else 0


@serial
def _begin(rows, line, wage, w, e, plane, month, behaviour, overtime, keys):
    """A first day at work. A course goes on; one that is over, and led here, has served its purpose."""
    b = behaviour[0]
    hours_key, resident_key = keys
    for k in range(len(rows)):
        i, j = rows[k], line[k]
        if w.status[i] == EMPLOYED:
            e.staff[w.employer[i]] -= 1
        else:
            w.since[i] = month
        e.staff[j] += 1
        e.vacancies[j] -= 1
        w.hired[i] = month
        w.status[i], w.employer[i], w.wage[i] = EMPLOYED, j, wage[k]
        w.occupation[i] = e.occupation[j]
        if w.target[i] == w.occupation[i] and w.programme[i] == 0:
            w.target[i] = NO_TARGET
        usual = overtime[e.sector[j], e.ownership[j]]
        w.hours[i] = int(contract_hours(uniform(hours_key, i), usual, b.longer_week) + 0.5)
        w.rung[i] = 0
        w.commute[i] = way_to_work(w.cell[i], e.cell[j], e.remote[j], plane)
        joins = uniform(resident_key, identity(i, w.born[i])) < b.resident_take_up
        w.insured[i] = schemes_of_job(e.contributes[j], joins)


@rule
def bargained(offer, second, outbid):
    """Wage of somebody who could also have `second`: the nearer that comes, the more the employer adds to the offer
    (Postel-Vinay & Robin 2002)."""
    return offer * (1.0 + outbid * min(1.0, second / offer))


@serial
def _bargain(lucky, rows, choice, wages, sent, w, behaviour, wage):
    """The best other thing at hand is another offer of the month, or the wage of those who have a job."""
    b = behaviour[0]
    for n in range(len(rows)):
        s, chosen, second = lucky[n], choice[n], 0
        if w.status[rows[n]] == EMPLOYED:
            second = w.wage[rows[n]]
        for k in range(sent[s]):
            if k != chosen:
                second = max(second, wages[s, k])
        wage[n] = int(bargained(wages[s, chosen], second, b.outbid) + 0.5)


@serial
def _read_off(best, slot, choice):
    """Which of each applicant's posts is theirs in the end."""
    for place in range(len(best)):
        if best[place] == NONE:
            continue
        applicant = np.int64(ALL32 - (best[place] & ALL32))
        k = 0
        while slot[applicant, k] != place:
            k += 1
        choice[applicant] = k


@serial
def _defer(sent, slot, score, best, turn):
    """Proposals until nobody is left who can propose; a key is (score, earlier applicant first)."""
    for first in range(len(sent)):
        applicant = first
        while turn[applicant] < sent[applicant]:
            k = turn[applicant]
            place = slot[applicant, k]
            key = ((np.uint64(score[applicant, k]) + np.uint64(1)) << S32) | (ALL32 - np.uint64(applicant))
            turn[applicant] += 1
            if key <= best[place]:
                continue
            held = best[place]
            best[place] = key
            if held == NONE:
                break
            applicant = np.int64(ALL32 - (held & ALL32))
