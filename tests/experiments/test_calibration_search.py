"""Calibration without a city: search, emulator, sensitivities, ensemble, parameters, and the runs that are kept."""

from __future__ import annotations

import ast
import math
from pathlib import Path

import numpy as np
import pytest

from jiuye.experiments import calibration
from jiuye.experiments.calibration.emulator import Bands, fit_emulator
from jiuye.experiments.calibration.ensemble import SLACK, accept
from jiuye.experiments.calibration.fitting import FITTED, MEASURES, fitted
from jiuye.experiments.calibration.identifiability import identifiability_of
from jiuye.experiments.calibration.known_runs import OLDER, RUNS, KnownRuns
from jiuye.experiments.calibration.search import search
from jiuye.experiments.runs.code_mark import code_mark
from jiuye.experiments.studies.simulate import MEASURES as MEASURES_OF_STUDIES
from jiuye.experiments.validation.moments import MOMENTS
from jiuye.model.behaviour import Behaviour
from jiuye.scenarios.spec import SpecError

EXPERIMENTS = Path(calibration.__file__).parents[1]

# ---- search, sensitivities and ensemble on their own ----------------------------------------------------------------


def toy_problem(parameters: int = 6, moments: int = 30):
    """Bent functions with their optimum inside the ranges, bands around it."""
    rng = np.random.default_rng(5)
    slope, truth = 3.0 * rng.normal(size=(parameters, moments)), rng.uniform(0.2, 0.8, parameters)
    bands = Bands(np.full(moments, -0.3), np.full(moments, 0.3))
    return truth, bands, lambda points: (points - truth) @ slope + (points - truth) ** 2 @ slope


def test_the_search_finds_a_known_optimum():
    truth, bands, evaluate = toy_problem()
    trail = search(evaluate, np.full(6, 0.5), bands, 100)
    assert len(trail.points) <= 100
    assert bands.met(trail.moments[0]) < 10
    assert bands.met(trail.moments[trail.best]) == 30
    assert trail.points[trail.best] == pytest.approx(truth, abs=0.02)


def test_what_no_moment_asks_to_move_stays():
    _truth, bands, evaluate = toy_problem()
    trail = search(lambda points: evaluate(points[:, :6]), np.append(np.full(6, 0.5), 0.3), bands, 100)
    assert trail.points[trail.best][6] == pytest.approx(0.3, abs=0.02)


def test_a_search_is_the_same_again():
    _, bands, evaluate = toy_problem()
    first, second = (search(evaluate, np.full(6, 0.5), bands, 40) for _ in range(2))
    assert np.array_equal(first.points, second.points)
    assert len(first.points) == 40


def test_losses_by_hand():
    bands = Bands(np.array([0.0, 0.0]), np.array([2.0, 20.0]))
    assert bands.loss(np.array([1.0, 10.0])) == 0.0
    # 1.4 and 3 half-bands off are 0.5 and 2.1 beyond the edge at 0.9; 0.5 off is inside
    assert bands.loss(np.array([2.4, 10.0])) == pytest.approx(math.log(1.25) + 0.02)
    assert bands.loss(np.array([1.0, 40.0])) == pytest.approx(math.log(1.0 + 2.1**2) + 0.02)
    assert bands.loss(np.array([1.5, 10.0])) == pytest.approx(0.02 * 0.25)
    assert bands.loss(np.array([1.0, np.nan])) > bands.loss(np.array([1.0, 40.0]))
    assert list(bands.met(np.array([[1.0, 20.0], [2.1, 20.1]]))) == [2, 0]


def test_the_slope_of_the_loss_is_its_derivative():
    bands = Bands(np.array([0.0, -3.0]), np.array([2.0, 5.0]))
    for at in ([0.5, 1.0], [2.3, 4.9], [-9.0, 7.0]):
        point, small = np.array(at), 1e-6
        numeric = [(bands.loss(point + small * e) - bands.loss(point - small * e)) / (2 * small) for e in np.eye(2)]
        assert bands.slope(point) == pytest.approx(numeric, rel=1e-4, abs=1e-8)


def test_an_emulator_of_straight_lines_is_exact_but_for_the_ridge():
    rng = np.random.default_rng(2)
    points, slope = rng.random((200, 3)), np.array([[1.0, 2.0], [0.0, -1.0], [4.0, 0.0]])
    emulator = fit_emulator(points, points @ slope, np.full(3, 0.5), 1.0)
    assert emulator.slope == pytest.approx(slope, abs=0.1)
    assert emulator.at(np.full(3, 0.5)) == pytest.approx(np.full(3, 0.5) @ slope, abs=0.05)


def test_parameters_that_moments_do_not_tell_are_named():
    rng = np.random.default_rng(3)
    slope = 4.0 * rng.normal(size=(4, 20))
    slope[2], slope[3] = -0.5 * slope[1], 0.001
    luck = rng.normal(size=(1, 5, 20)) * 0.01
    bands = Bands(np.full(20, -1.0), np.full(20, 1.0))
    found = identifiability_of(
        lambda points: (points @ slope)[:, None, :] + luck, np.full(4, 0.5), bands, ("a", "b", "c", "d")
    )
    assert found.weak == ("d",)
    assert [(first, second) for first, second, _ in found.alike] == [("b", "c")]
    assert found.alike[0][2] == pytest.approx(-1.0)
    assert found.unidentified == ("b", "c", "d")
    assert found.sensitivity[0] == pytest.approx(slope[0])


def test_what_cannot_be_told_from_chance_is_no_sensitivity():
    rng = np.random.default_rng(4)
    noise = rng.normal(size=(2, 6, 400))
    bands = Bands(np.full(400, -1.0), np.full(400, 1.0))
    found = identifiability_of(lambda points: noise, np.array([0.5]), bands, ("a",))
    assert 0 < np.count_nonzero(found.sensitivity) < 60  # about 5 % of 400


def test_accepted_sets_meet_the_rule():
    _truth, bands, evaluate = toy_problem()
    trail = search(evaluate, np.full(6, 0.5), bands, 100)
    point = trail.points[trail.best]
    found = accept(evaluate, trail, point, 30)
    assert len(found.points) == 30
    assert found.least == 30 - SLACK
    assert list(bands.met(evaluate(found.points))) == list(found.met)
    assert min(found.met) >= found.least
    assert np.array_equal(found.points[0], point)
    assert found.points.std(axis=0).min() > 0.005
    assert found.simulated >= 29


def test_sets_that_cannot_be_found_are_not_made_up():
    _, bands, evaluate = toy_problem()
    trail = search(evaluate, np.full(6, 0.5), bands, 40)
    lonely = trail.points[trail.best]

    def only_there(points):
        return np.where((points == lonely).all(axis=1)[:, None], 0.0, 9.0) * np.ones(30)

    found = accept(only_there, trail, lonely, 30)
    assert len(found.points) == 1


# ---- the parameters -------------------------------------------------------------------------------------------------


def test_ranges_are_literatures_or_around_the_start():
    by_name = {f.name: f for f in fitted(None, Behaviour())}
    assert set(by_name) == set(FITTED)
    assert 12 <= len(by_name) <= len(MOMENTS) / 4
    assert (by_name["search_employed"].low, by_name["search_employed"].high) == (0.10, 0.25)  # B 2.5
    assert (by_name["insurance_price"].low, by_name["insurance_price"].high) == (-4.1, -0.3)  # B 2.17
    start = Behaviour().tries  # no literature: half to twice the start
    assert (by_name["tries"].low, by_name["tries"].high) == (start / 2, start * 2)
    for f in by_name.values():
        assert f.low < f.start < f.high, f.name
        assert f.param.within is not None
        assert f.param.within[0] <= f.low
        assert f.high <= f.param.within[1]


# ---- runs that are kept ---------------------------------------------------------------------------------------------


def test_a_line_cut_off_by_a_kill_is_dropped(tmp_path):
    first = KnownRuns(tmp_path, {"city": "x"})
    first.add(((1.0, 2.0), 7), {"P01": 5.0})
    (file,) = (tmp_path / RUNS).iterdir()
    with file.open("a") as out:
        out.write('00000000 {"values": [1.0, 3.0], "se')
    again = KnownRuns(tmp_path, {"city": "x"})
    assert again.found == {((1.0, 2.0), 7): {"P01": 5.0}}
    again.add(((1.0, 3.0), 7), {"P01": math.nan})
    third = KnownRuns(tmp_path, {"city": "x"}).found
    assert len(third) == 2
    assert math.isnan(third[(1.0, 3.0), 7]["P01"])


def test_a_spoilt_run_is_no_run(tmp_path):
    known = KnownRuns(tmp_path, {})
    known.add(((1.0,), 1), {"P01": 5.0})
    known.add(((2.0,), 1), {"P01": math.inf})
    (file,) = (tmp_path / RUNS).iterdir()
    file.write_text(file.read_text().replace("5.0", "6.0"))
    assert KnownRuns(tmp_path, {}).found == {((2.0,), 1): {"P01": math.inf}}


def test_a_calibration_begun_by_an_older_version_is_refused(tmp_path):
    KnownRuns(tmp_path, {}).close()
    (tmp_path / OLDER).write_text('{"values": [1.0], "seed": 1, "moments": {"P01": 5.0}}\n')
    with pytest.raises(SpecError, match=rf"holds runs of an older version \({OLDER}\), which this one does not read"):
        KnownRuns(tmp_path, {})


def test_the_mark_of_the_code_is_that_of_the_files():
    assert len(code_mark(MEASURES)) == 12


@pytest.mark.parametrize(
    ("listed", "start"), [(MEASURES, "validation/moments"), (MEASURES_OF_STUDIES, "studies/simulate")]
)
def test_the_mark_knows_what_a_measure_is_worked_out_by(listed, start):
    """Files of the same folder that a measure imports to work it out, however far away, stand in the list too."""
    room, wanted, seen = EXPERIMENTS / start.split("/")[0], [start], set()
    while wanted:
        one = wanted.pop()
        seen.add(one)
        for node in ast.parse((EXPERIMENTS / f"{one}.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.level == 1:
                names = [node.module] if node.module else [alias.name for alias in node.names]
                wanted += [f"{room.name}/{name}" for name in names if f"{room.name}/{name}" not in seen]
    assert len(seen) > 2
    assert seen - {*listed} <= {"studies/study", "studies/study_file", "studies/axis_entries"}  # what is asked, not how
