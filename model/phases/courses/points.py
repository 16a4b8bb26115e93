"""Points: flexible workers earn points by courses and community service and redeem them from a threshold on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel
from ....agents.training import points_value, service_chance
from ....agents.workers import PLATFORM, SELF_EMPLOYED
from ...city import City
from ...draws import uniform, uniform_column
from ...events import Events
from ...funds import special_fund_free, spend_special
from ...rules import Rules

MOST_POINTS = 30_000  # that an account holds


def award_course_points(city: City, rules: Rules, rows: NDArray[np.uint32], extent: float) -> None:
    """Points for a completed course, to those who work flexibly; fewer for a shorter one."""
    w = city.workers
    rows = rows[(w.status[rows] == PLATFORM) | (w.status[rows] == SELF_EMPLOYED)]
    gain = extent * rules.points_course[city.grid.district[w.cell[rows]]]
    w.points[rows] = np.minimum(MOST_POINTS, w.points[rows] + gain)


def run_points(city: City, rules: Rules, flows: dict[str, int]) -> None:
    """Let flexible workers serve for points, and pay those who redeem theirs as far as the special fund goes."""
    if not rules.somewhere.points_worth:
        return
    w, draws = city.workers, city.draws
    serving, redeeming = Events.room_for(len(w)), Events.room_for(len(w))
    _serve(
        len(w),
        w.view(),
        city.grid.district,
        rules.view(),
        city.behaviour.view(),
        draws.key("community service"),
        serving.buffer,
        serving.counts,
        redeeming.buffer,
        redeeming.counts,
    )
    rows = redeeming.rows()
    due = np.round(100.0 * w.points[rows] * rules.points_worth[city.grid.district[w.cell[rows]]]).astype(np.int64)
    lot = uniform_column(draws.key("turn to redeem points"), rows.astype(np.uint64))
    order = np.argsort(lot, kind="stable")
    paid = order[np.cumsum(due[order]) <= special_fund_free(city, rules)]
    spend_special(city, rules, "households", "points", int(due[paid].sum()))
    w.transfers[rows[paid]] += due[paid]
    w.points[rows[paid]] = 0
    flows["served"], flows["redeemed"] = len(serving.rows()), len(paid)


@kernel
def _serve(lo, hi, part, w, district, rules, behaviour, key, serving, served, redeeming, redeemed):
    """Turns of service by flexible workers; mark them and those whose points can be redeemed."""
    b = behaviour[0]
    turns = ready = 0
    for n in range(lo, hi):
        i = np.uint32(n)
        flexible = w.status[i] == PLATFORM or w.status[i] == SELF_EMPLOYED
        if not flexible and w.points[i] <= 0:
            continue
        zone = district[w.cell[i]]
        worth = rules[zone].points_worth
        if worth <= 0.0:
            continue
        if flexible:
            gain = rules[zone].points_service
            value = points_value(w.points[i], gain, rules[zone].points_threshold, worth)
            if uniform(key, i) < service_chance(b.service_intercept, b.service_pull, value):
                w.points[i] = int(min(MOST_POINTS, w.points[i] + gain))
                serving[lo + turns] = i
                turns += 1
        if w.points[i] > 0 and w.points[i] >= rules[zone].points_threshold:
            redeeming[lo + ready] = i
            ready += 1
    served[part] = turns
    redeemed[part] = ready
