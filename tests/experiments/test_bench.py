"""The bench: what it plays is a run, what it counts is there, and nothing stays watched."""

from __future__ import annotations

import json
import os

import pytest

from jiuye.agents.compiled import LOOPS, Kernel
from jiuye.experiments.bench import PARTS, bench, clock, throughput
from jiuye.experiments.bench.months import NEAR, PEER_MONTHS, UNTIMED, Settled
from jiuye.experiments.bench.settings import LEVERS, PLAN, future_of, scenario_at
from jiuye.experiments.bench.watch import phases, watched_months
from jiuye.experiments.runs.kept_eves import ROOM
from jiuye.experiments.runs.run import burnt_in, run_every_kernel
from jiuye.model import month
from jiuye.model.draws import Draws
from jiuye.model.indicators import INDICATORS
from jiuye.scenarios.spec import load_scenario, policy
from jiuye.viz.charts.growth import growth_chart
from jiuye.viz.terminal.measured import bench_parts
from jiuye.viz.terminal.output import show
from jiuye.viz.words.texts import LANGUAGES

from ..languages import strangers


def rows_of(quiet: bool) -> list[dict]:
    about = {"spin": 2.0 if quiet else 1.2, "quiet": quiet}
    ours = {"ns_per_person_month": 210.0, "indicators_ns": 9.0, "plan_ns": 520.0, "plan_cpu_ns": 500.0}
    city = {"bytes_per_person": 77.0, "floor_ratio": 60.0, "unemployment": 0.05}
    peer = {"peer_cpu_ns": 900.0, "peer_ratio": 4.5, "peer_unemployment": 0.052, "peer_months": 9}
    none = dict.fromkeys(peer)
    first = {"persons": 10_000, "threads": 1, "cpu_ns_per_person_month": 200.0, **ours, **city, **about, **peer}
    return [first, first | {"persons": 200_000, **none}, first | {"persons": 200_000, "threads": 2, **none}]


def found_of(quiet: bool) -> dict:
    about = {"spin": 2.0 if quiet else 1.2, "quiet": quiet}
    work = {"phase": "search_jobs", "cpu_ns": 60.0, "kernel_ns": 50.0, "glue_ns": 10.0, "kernel_calls": 7.0, **about}
    held = {"before_bytes": 300_000_000, "peak_bytes": 420_000_000, "state_bytes": 77_000_000}
    return {
        "versions": {"python": "3"},
        "rows": rows_of(quiet),
        "phases": [work | {"persons": 1_000, "scenario": name} for name in (LEVERS, PLAN)],
        "memory": [held | {"persons": 1_000_000, "peak_bytes_per_person": 120.0, "announced_bytes": 520_000_000}],
        "start": [{"start": name, "cpu_s": 0.3, "wall_s": 0.4, **about} for name in ("help", "check", "first_month")],
        "burn_in": [{"persons": 1_000, "threads": 1, "build_cpu_s": 0.2, "cpu_s": 0.5, "wall_s": 0.6, **about}],
        "sweeps": [
            {"sweep": name, "cities_kept": kept, "persons": 10_000, "months": 60, "runs": 16, **about}
            | {"processes": 2, "cpu_s_per_run": 0.3, "runs_per_minute": 400.0}
            for name in throughput.STUDIES
            for kept in (False, True)
        ],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("quiet", [True, False])
def test_every_part_is_told_in_both_languages(capsys, lang, quiet):
    show(*bench_parts(found_of(quiet), lang))
    printed = capsys.readouterr().out
    known = frozenset({"search_jobs", "four_levers", "check", "help"})
    assert strangers([printed], lang, known) == []
    assert "{" not in printed
    for told in ("200,000", "4.5×", "500.0", "5.2%", "search_jobs", "420", "520", "400"):
        assert told in printed
    windows = 5  # here one a part, but for memory
    assert (f"{windows}" in printed.splitlines()[-2]) is not quiet


def test_parts_that_were_not_measured_are_not_told(capsys):
    show(*bench_parts({"versions": {}, "start": found_of(True)["start"]}, "en"))
    printed = capsys.readouterr().out
    assert "Fresh processes" in printed
    assert "Warm months" not in printed
    assert "Floor" not in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_tells_each_line_at_its_largest_size(lang):
    chart, png = growth_chart(rows_of(True), lang)
    assert chart.svg.startswith("<svg")
    assert png.startswith(b"\x89PNG")
    assert "200,000" in chart.alt
    assert "900" in chart.alt
    assert strangers([chart.alt], lang) == []


def test_what_is_played_is_a_run_of_the_shipped_scenario():
    shipped = load_scenario(LEVERS)
    scenario = scenario_at(LEVERS, 300, 3, burn_in=2)
    assert (scenario.by, scenario.levers) == (shipped.by, shipped.levers)
    eve = burnt_in(scenario, 1)
    simulation = future_of(eve, scenario)
    simulation.month()
    assert eve.city.month == 2  # others may play it too
    assert simulation.city.month == 3
    assert set(simulation.result().indicators) == set(INDICATORS)
    assert future_of(eve, scenario, alone=True).city is eve.city
    assert len(simulation.city.groups.names) == len(eve.city.groups.names) > 12


def test_watched_months_are_the_same_months_and_nothing_stays_watched():
    run_every_kernel()
    before = vars(month).copy(), Kernel.__call__, Draws._key, {name: vars(month)[name] for name in phases()}
    scenario = scenario_at(LEVERS, 2_000, 2, burn_in=1)
    eve = burnt_in(scenario, 1)
    plain, watched = future_of(eve, scenario), future_of(eve, scenario)
    plain.month()
    plain.month()
    found = watched_months(watched.city, policy(scenario), 2)
    assert (vars(month), Kernel.__call__, Draws._key) == before[:3]
    assert {name: vars(month)[name] for name in phases()} == before[3]
    assert (plain.city.workers.income == watched.city.workers.income).all()
    assert plain.city.ledger.flows == watched.city.ledger.flows
    assert list(found) == ["policy", "renew_population", *[n for n in found if n in phases()][1:], "month"]
    assert set(found) == {"policy", "month", *phases()}
    assert sum(work.calls for work in found.values()) > 40
    assert found["search_jobs"].calls >= 2
    assert all(0 <= work.kernel_ns <= work.cpu_ns for name, work in found.items() if name != "month")
    assert all(work.bytes == 0 for work in found.values())
    assert len(LOOPS) > 40


class FakePeer:
    """Unemployment falls by a point a month."""

    def __init__(self, unemployment: float) -> None:
        self.unemployment = unemployment

    def step(self) -> None:
        self.unemployment = max(0.0, self.unemployment - 0.01)


@pytest.mark.parametrize(
    ("begins", "ours", "months"),
    [(0.30, 0.20, 10), (0.051, 0.05, PEER_MONTHS), (0.05, 0.01, UNTIMED), (0.01, 0.0, UNTIMED)],
)
def test_the_peer_is_played_until_its_unemployment_is_near_ours(begins, ours, months):
    settled = Settled(FakePeer(begins), ours)
    assert settled.months == months
    assert (abs(settled.rate - ours) <= NEAR) is (months < PEER_MONTHS)


def test_a_window_is_as_quiet_as_its_noisier_end(monkeypatch):
    for spins, quiet in (((2.0, 1.95), True), ((2.0, 1.5), False), ((1.2, 2.0), False)):
        told = iter(spins)
        monkeypatch.setattr(clock, "spin", lambda told=told: next(told))
        with clock.looked_at() as window:
            assert window == {}
        assert window == {"spin": min(spins), "quiet": quiet}


@pytest.mark.parametrize(
    ("alone", "both", "told"),
    [
        ((1.0, 1.0), (2.0, 1.0), 2.0),
        ((1.0, 1.0), (2.0, 2.0), 1.0),  # the second thread waited for the first
        ((1.0, 3.0), (2.0, 2.0), 1.0),  # the one alone was disturbed even more
    ],
)
def test_a_spin_is_not_quiet_because_it_was_disturbed_alone(monkeypatch, alone, both, told):
    taken = iter((clock.Took(*alone), clock.Took(*both)))
    monkeypatch.setattr(clock, "timed", lambda work: next(taken))
    assert clock.spin() == told


def test_only_the_parts_asked_for_are_measured(monkeypatch):
    monkeypatch.setattr("jiuye.experiments.bench.measure_start", lambda: [{"start": "help"}])
    monkeypatch.setattr("jiuye.experiments.bench.measure_burn_in", lambda sizes: [{"persons": n} for n in sizes])
    told = []
    found = bench([5, 7], parts=["burn-in", "start"], done=lambda *news: told.append(news))
    assert found == {"start": [{"start": "help"}], "burn_in": [{"persons": 5}, {"persons": 7}]}
    assert told == [("start", None), ("burn-in", None)]
    assert set(PARTS) >= {"months", "phases", "memory", "sweeps"}


@pytest.mark.soak
@pytest.mark.processes
def test_sweeps_go_through_the_engine_and_leave_the_setting_as_it_was(monkeypatch):
    monkeypatch.setenv(ROOM, "7")
    rows = throughput.measure_sweeps(400, 2)
    assert [(row["sweep"], row["cities_kept"]) for row in rows] == [
        (name, kept) for name in throughput.STUDIES for kept in (False, True)
    ]
    assert all(row["runs"] == 16 and row["runs_per_minute"] > 0 and row["cpu_s_per_run"] > 0 for row in rows)
    assert os.environ[ROOM] == "7"
    json.dumps(rows)
