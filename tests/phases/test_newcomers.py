"""Whoever comes into a row that somebody left has nothing of the person before."""

from dataclasses import dataclass, fields, replace

import numpy as np
import pytest

from jiuye.agents.table import Ints, New, Table, column
from jiuye.agents.workers import EMPLOYEE_SCHEME, NONLOCAL_RURAL, RESIDENT_SCHEME, Workers
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.levers.existing import existing_training
from jiuye.model.month import step
from jiuye.model.phases import population
from jiuye.model.phases.population.entrants import admit_entrants
from jiuye.model.phases.population.newcomers import draw_newcomers
from jiuye.scenarios.cities import load_city

DECLARED = {f.name: f.metadata["new"] for f in fields(Workers)}
MAY_AGREE = ("disabled", "occupation", "certificates", "trained", "insured")  # drawn, but often as it was
HISTORY = ("micro_credentials", "data_dividend", "career_ladder", "training_subsidy", "labour_court", "points")


def city_of(rows):
    return build_city(load_city("reference"), rows, 3, size=16)


def faults(workers, rows, before, month):
    """Columns in which newcomers have something else than their declaration says."""
    wrong = []
    for name, new in DECLARED.items():
        now = getattr(workers, name)[rows]
        if new is New.KEPT:
            right = now == before[name]
        elif new is New.THIS_MONTH:
            right = now == month
        else:
            right = now == new if new is not New.DRAWN else np.ones(len(rows), np.bool_)
        wrong += [] if right.all() else [name]
    return wrong


def test_every_column_says_what_newcomers_get():
    with pytest.raises(TypeError, match=r"^People\.car must say what newcomers get.*New\.DRAWN"):

        @dataclass(eq=False)
        class People(Workers):
            car: Ints = column(np.uint8, "owns a car", unit="flag")

    with pytest.raises(TypeError, match="owns a car: newcomers cannot get 700 in a column of uint8"):
        column(np.uint8, "owns a car", unit="flag", new=700)


def test_a_column_added_later_is_reset_without_a_word_in_the_phase():
    @dataclass(eq=False)
    class Drivers(Table, reused=True):
        car: Ints = column(np.int16, "cars owned", unit="cars", new=2)
        bought: Ints = column(np.int16, "month of purchase", unit="month index", new=New.THIS_MONTH)
        home: Ints = column(np.int16, "home", unit="index", new=New.KEPT)

    drivers = Drivers.empty(4)
    for values in drivers.columns().values():
        values[:] = 9
    drivers.renew(np.array([1, 3], np.uint32), 30)
    assert drivers.car.tolist() == [9, 2, 9, 2]
    assert drivers.bought.tolist() == [9, 30, 9, 30]
    assert drivers.home.tolist() == [9, 9, 9, 9]


def test_a_city_begins_with_what_newcomers_have_where_nothing_is_drawn():
    w = city_of(400).workers
    for name in ("points", "falls", "rung", "suit", "programme"):
        assert not getattr(w, name).any(), name
    assert (w.target == DECLARED["target"]).all()


@pytest.mark.parametrize("mark", ["least", "most"])
def test_nothing_that_a_row_held_is_left_to_the_entrant(mark):
    city = city_of(400)
    city.month = 50
    w, rows = city.workers, np.arange(0, 400, 3, dtype=np.uint32)
    for name, values in w.columns().items():
        if DECLARED[name] is not New.KEPT:
            values[rows] = getattr(np.iinfo(values.dtype), "min" if mark == "least" else "max")
    before = {name: values[rows] for name, values in w.columns().items()}
    admit_entrants(city, city.rules, rows)
    assert faults(w, rows, before, 50) == []
    for name in (name for name, new in DECLARED.items() if new is New.DRAWN and name not in MAY_AGREE):
        assert (getattr(w, name)[rows] != before[name]).all(), name
    assert (w.disabled[rows] <= 1).all()
    assert len(np.unique(w.occupation[rows])) > 10
    assert np.isin(w.insured[rows], (0, RESIDENT_SCHEME, EMPLOYEE_SCHEME)).all()
    assert (np.bitwise_count(w.certificates[rows]) <= 1).all()


def test_after_years_of_policy_nobody_who_entered_holds_anything_of_the_person_before(monkeypatch):
    city, seen, held = city_of(3_000), [], dict.fromkeys(DECLARED, 0)

    def watched(city, rules, rows):
        before = {name: values[rows] for name, values in city.workers.columns().items()}
        admit_entrants(city, rules, rows)
        seen.append(len(rows))
        assert faults(city.workers, rows, before, city.month) == []
        assert (city.workers.born[rows] != before["born"]).all()
        for name, new in DECLARED.items():
            held[name] += np.count_nonzero(before[name] != (0 if isinstance(new, New) else new))

    monkeypatch.setattr(population, "admit_entrants", watched)
    city = replace(city, closure=replace(city.closure, exit_hazard=np.minimum(1.0, 8.0 * city.closure.exit_hazard)))
    policy = Policy(tuple(Dated(lever=LEVERS[name]()) for name in HISTORY), (existing_training(city.profile),))
    for _ in range(24):
        step(city, policy)
    assert sum(seen) > 500
    rare = {"suit", "transfers", "rung"}  # too few or too short to be met here: the marks above stand for them
    assert {name for name, heads in held.items() if not heads} - rare == set(), "somebody had something to leave"


def test_a_newcomer_is_never_taken_for_the_person_before():
    city = city_of(400)
    city.month = 12 * 40
    rows = np.flatnonzero(city.workers.hukou >= 2).astype(np.uint32)
    once, again = city.fork(), city.fork()
    admit_entrants(once, once.rules, rows)
    again.workers.born[rows] = once.workers.born[rows]  # as if those who left had been born in the same months
    admit_entrants(again, again.rules, rows)
    assert len(rows) > 50
    assert (again.workers.born[rows] == once.workers.born[rows] - 1).all()


def test_those_who_fare_better_draw_others_from_elsewhere_alone():
    city = city_of(400)
    draw_newcomers(city)
    usual, city.month = city.appeal.usual, 60
    migrants = city.workers.hukou >= NONLOCAL_RURAL
    city.workers.income[~migrants] *= 3  # which tells nobody elsewhere anything
    assert draw_newcomers(city)[2] == pytest.approx(1.0)
    city.workers.income[migrants] = (1.1 * city.workers.income[migrants]).astype(np.int32)
    local, others = draw_newcomers(city)[[0, 2]]
    known = city.appeal.now - usual
    assert 0.0 < known < np.log(1.1)  # news takes time
    assert local == 1.0 < others == pytest.approx(np.exp(city.behaviour.newcomers_follow * known))
