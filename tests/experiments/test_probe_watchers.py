"""What probes count, on people and futures made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from jiuye.experiments.runs.burn_in_cache import eve_of
from jiuye.experiments.validation.probe import ProbeSetup, change, log_change
from jiuye.experiments.validation.probe_watchers import pay_at_composition, pay_by_composition
from jiuye.experiments.validation.probes.qualified_people import TRADES, teach
from jiuye.experiments.validation.probes.slump import ELSEWHERE, SEARCHING, _recalled
from jiuye.scenarios.spec import load_scenario


class Seen:
    """A future of which only what a watcher saw is known."""

    def __init__(self, rows) -> None:
        self.rows = np.array(rows)

    def seen(self, watcher) -> np.ndarray:
        return self.rows


def heads_and_pay(*cells: tuple[int, float]) -> list[list[list[float]]]:
    """One month: heads and mean log pay of some cells."""
    return [[[n for n, _ in cells], [n * pay for n, pay in cells]]]


def watched(*values: float) -> Seen:
    return Seen(values)


def test_a_change_is_of_the_months_asked_for():
    without, with_ = watched(1.0, 2.0, 4.0, 9.0), watched(1.0, 4.0, 8.0, 9.0)
    seen = object()
    assert change(seen, 2, 3)(without, with_, 0.1) == pytest.approx(3.0)
    assert log_change(seen, 2, 3)(without, with_, 0.1) == pytest.approx(100 * np.log(2.0))


def test_pay_at_composition_leaves_out_who_came_and_who_went():
    before = Seen(heads_and_pay((10, 1.0), (10, 2.0), (5, 3.0)))
    after = Seen(heads_and_pay((90, 1.1), (10, 2.0), (0, 0.0)))  # many more of the badly paid, none of the third
    assert pay_at_composition(1, 1)(before, after, 0.0) == pytest.approx(100 * 0.05)
    assert pay_by_composition is not None


def test_recall_is_of_spells_that_began_in_a_job_and_end_in_one():
    s, x = SEARCHING, ELSEWHERE
    people = [
        [7, s, s, 7],  # back
        [7, s, 8, 8],  # elsewhere
        [7, s, x, 7],  # by way of something else
        [x, s, 7, 7],  # did not come from a job
        [7, s, s, s],  # still looking
        [7, 8, s, 8],  # the last job counts
    ]
    assert _recalled(Seen([]), Seen(np.array(people).T), 0.04) == pytest.approx(100 * 2 / 3)


def test_people_are_taught_what_posts_of_the_ten_trades_ask_for():
    scenario = load_scenario("baseline", overrides={"city": {"workers": 4_000}, "time": {"burn_in": 1}})
    eve = eve_of(scenario, 1).city
    setup = ProbeSetup(eve.fork())
    teach(setup, 0.3)
    w, occ, trades = setup.city.workers, eve.occupations, [eve.occupations.index(name) for name in TRADES]
    taught = np.flatnonzero(w.certificates != eve.workers.certificates)
    there = np.bincount(eve.employers.occupation, eve.employers.staff, len(occ.ids))[trades].sum()
    assert len(taught) == pytest.approx(0.3 * there, abs=1)
    trade = np.log2((w.certificates[taught] & ~eve.workers.certificates[taught]).astype(np.float64)).astype(int)
    assert set(trade) <= set(trades)
    assert (w.technical[taught] >= np.round(10_000 * occ.need[trade, 0])).all()
    assert (w.schooling[taught] >= occ.schooling[trade]).all()
    assert (w.occupation == eve.workers.occupation).all()  # they look in the trade first, as after a course
    free = w.programme[taught] == 0
    assert (w.target[taught[free]] == trade[free]).all()
    assert free.mean() > 0.9
