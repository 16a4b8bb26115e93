"""Surveys: people drawn by lot are asked, some of them answer, and they speak of what they have lived through.

A sample is of so many people of the real city, so it errs as much in a small simulated city as in a large one: rows are
drawn with replacement, and each draw thinks for itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.choices import WEEKS
from ....agents.compiled import serial
from ....agents.government import discontent
from ....agents.maths import logistic
from ....agents.workers import BP, EMPLOYED, FEN, PLATFORM, STATUSES, TRAINING
from ...city import City
from ...draws import mix, uniform
from ...places import SILVER_AGE, paid_by_pool
from ...rules import Rules
from ..jobs.separation import private_pay

Rows = NDArray[np.uint32]
Floats = NDArray[np.float64]
TRIES = 6  # people met for each who is asked: fewer may be of the kind that is looked for
ANSWERED, CONTENT = range(2)


def draw_sample(city: City, decision: str, size: int, among: tuple[int, ...], zones: NDArray[np.bool_]) -> Rows:
    """Rows of so many people of some statuses in some zones, by lot; fewer where hardly anybody is of the kind. Members
    of the silver pool, who live on their pensions, do not speak for platform workers."""
    w, asked, drawn = city.workers, np.zeros(len(STATUSES), np.bool_), np.empty(size, np.uint32)
    asked[list(among)] = True
    kind = asked, city.grid.district, zones, city.places.silver, city.month - 12 * SILVER_AGE
    return drawn[: _draw_sample(w.view(), city.draws.key(decision), kind, drawn)]


@serial
def _draw_sample(w, key, kind, drawn):
    """Meet one after the other until enough are of the kind; return how many."""
    asked, district, inside, silver, latest = kind
    people, found, turn = len(w.status), 0, 0
    while found < len(drawn) and turn < len(drawn) * TRIES:
        i = np.uint32(min(int(uniform(key, np.uint64(turn)) * people), people - 1))
        turn += 1
        zone = district[w.cell[i]]
        if not (asked[w.status[i]] and inside[zone]):
            continue
        if w.status[i] == PLATFORM and paid_by_pool(w.employer[i], w.born[i], silver[zone], latest):
            continue
        drawn[found] = i
        found += 1
    return found


def odds_of_discontent(city: City, rows: Rows) -> Floats:
    """[sample] log odds that each is discontented with the work of last month."""
    w = city.workers
    usual = private_pay(city)
    odds = np.empty(len(rows))
    _feel(rows, w.view(), (city.grid.district, hourly_in_town(city), usual), city.behaviour.view(), odds)
    return odds


def hourly_in_town(city: City) -> Floats:
    """[platform, zone] usual net pay an hour, yuan."""
    p, zones = city.platforms, city.zones
    by_market = city.markets.hourly.reshape(len(p), zones)
    return np.where(p.online[:, None] > 0.0, by_market[:, :1], by_market)


def satisfaction(city: City, rules: Rules) -> dict[str, int]:
    """The month's survey of people at work or on a course: how many answer, and how many of them are content."""
    everywhere = np.ones(city.zones, np.bool_)
    kinds = (EMPLOYED, PLATFORM, TRAINING)
    rows = draw_sample(city, "asked in the survey", int(rules.average.survey_sample), kinds, everywhere)
    told = np.zeros(2, np.int64)
    _answer(odds_of_discontent(city, rows), city.draws.key("answers the survey"), city.behaviour.view(), told)
    return {"survey_answers": int(told[ANSWERED]), "survey_content": int(told[CONTENT])}


@serial
def _feel(rows, w, usual, behaviour, odds):
    """Pay of employees against what private lines post for the trade, that of platform workers against what an hour
    brings in town; whoever is on a course has no pay to compare."""
    b = behaviour[0]
    district, hourly, posted = usual
    for k in range(len(rows)):
        i = rows[k]
        pay, trust, hours = 1.0, b.usual_trust, 1.0 * w.hours[i]
        if w.status[i] == EMPLOYED:
            pay = w.earned[i] / posted[w.occupation[i]]
        elif w.status[i] == PLATFORM:
            pay = w.earned[i] * FEN / max(1.0, hourly[w.employer[i], district[w.cell[i]]] * hours * WEEKS)
            trust = w.trust[i] * BP
        odds[k] = discontent(pay, hours, w.falls[i] > 0, trust, b)


@serial
def _answer(odds, key, behaviour, told):
    """The discontented answer more or less often than others, so an average of answers is not that of all."""
    b = behaviour[0]
    for k in range(len(odds)):
        discontented = uniform(key, np.uint64(k)) < logistic(odds[k])
        responds = b.survey_response * (b.discontent_responds if discontented else 1.0)
        if uniform(mix(key), np.uint64(k)) < responds:
            told[ANSWERED] += 1
            told[CONTENT] += not discontented
