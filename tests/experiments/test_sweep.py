"""Sweeps: whatever is killed, no finished run is lost and none is read that was not played."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.runs.process import ProcessDied
from jiuye.experiments.runs.processes import DEATHS, use_cores
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.experiments.studies.engines import Here, Processes
from jiuye.experiments.studies.simulate import clear, packed, play_run
from jiuye.experiments.studies.study import load_study
from jiuye.experiments.studies.sweep import companies, open_store, sweep
from jiuye.results.store import read_store
from jiuye.results.store_tables import Record
from jiuye.scenarios.spec import SpecError
from jiuye.viz.terminal.sweep import duration

PAGE = """\
base: {extends: baseline, city: {profile: lishui, workers: 300}, time: {months: 2, burn_in: 2}}
levers:
  dispatch_transparency: [0, 0.5, 1]
uncertainties:
  behaviour.quit_rate: [0.005, 0.01]
outcomes:
  unemployment_rate:
  jobs: {indicator: employment_rate, difference: true}
  cost: {indicator: public_cost, difference: true}
design: {kind: factorial}
seeds: 3
"""
RUNS = 18
JIUYE = [sys.executable, "-m", "jiuye"]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    file = tmp_path_factory.mktemp("study") / "mine.yaml"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def mine(page):
    return load_study(page)


@pytest.fixture(scope="module")
def whole(mine, tmp_path_factory):
    """The sweep without any trouble, in this process."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    swept = sweep(mine, folder, engine=here)
    assert (swept.done, swept.fresh, swept.failed, swept.interrupted) == (RUNS, RUNS, {}, False)
    return folder


def here(study, persons, runs):
    return Here(study, persons)


def numbers(folder):
    """What was found, without the seconds it took."""
    return read_store(folder).table.drop_columns("wall_s").to_pylist()


# What a run is.


def test_an_outcome_is_what_a_run_by_hand_gives(mine, whole):
    row = numbers(whole)[4 * 3 + 1]
    assert (row["point"], row["seed"]) == (4, 2)
    values = mine.design.point(4)
    assert values == (row["dispatch_transparency_openness"], row["behaviour_quit_rate"]) == (0.5, 0.01)
    own = play(*burnt_in(mine.scenario(values), 2), mine.scenario(values), ("unemployment_rate", "employment_rate"))
    base = play(*burnt_in(mine.reference(values), 2), mine.reference(values), ("employment_rate",))
    assert row["unemployment_rate"] == own.indicators["unemployment_rate"][:, 0].mean()
    assert (
        row["jobs"] == own.indicators["employment_rate"][:, 0].mean() - base.indicators["employment_rate"][:, 0].mean()
    )


def test_no_dose_makes_no_difference_and_doses_do(whole):
    rows = numbers(whole)
    off = [(row["jobs"], row["cost"]) for row in rows if row["dispatch_transparency_openness"] == 0]
    on = [(row["jobs"], row["cost"]) for row in rows if row["dispatch_transparency_openness"] == 1]
    assert set(off) == {(0.0, 0.0)}
    assert any(jobs for jobs, _ in on)
    assert any(cost for _, cost in on)


def test_runs_that_share_a_burn_in_come_together(mine):
    together = list(companies(mine, {(0, 1)}))
    assert sorted(len(runs) for runs in together) == [2, 3, 3, 3, 3, 3]
    for runs in together:
        assert len({(seed, values[1]) for _, seed, values in runs}) == 1


def test_a_forked_burn_in_gives_what_an_own_one_gives(mine, whole):
    """Each run alone, with nothing kept from the one before."""
    rows = numbers(whole)
    for point, seed in ((1, 1), (5, 3)):
        clear()
        alone = play_run(packed(mine), (point, seed, mine.design.point(point)))
        (row,) = [row for row in rows if (row["point"], row["seed"]) == (point, seed)]
        assert alone.outcomes == (row["unemployment_rate"], row["jobs"], row["cost"])


@pytest.mark.processes
def test_threads_of_one_worker_do_not_disturb_each_other(mine, whole):
    clear()
    runs = [run for together in companies(mine, ()) for run in together]
    with ThreadPoolExecutor(4) as pool:
        found = {r.key: r.outcomes for r in pool.map(lambda run: play_run(packed(mine), run), runs)}
    for row in numbers(whole):
        assert found[row["point"], row["seed"]] == (row["unemployment_rate"], row["jobs"], row["cost"])


# Going on.


def test_a_finished_sweep_is_not_played_again_and_more_seeds_are_added(mine, whole, tmp_path):
    first = sweep(replace(mine, seeds=(1, 2)), tmp_path / "s", engine=here)
    second = sweep(mine, tmp_path / "s", engine=here)
    third = sweep(mine, tmp_path / "s", engine=here)
    assert [swept.fresh for swept in (first, second, third)] == [12, 6, 0]
    assert third.done == third.total == RUNS
    assert numbers(tmp_path / "s") == numbers(whole)


def test_a_failing_point_is_listed_and_the_rest_is_kept(mine, tmp_path):
    """A value that no study file may hold makes the model itself refuse the point."""
    page = PAGE.replace("dispatch_transparency: [0, 0.5, 1]", "training_subsidy.mode: [part_time, full_time]")
    (tmp_path / "mode.yaml").write_text(page, encoding="utf-8")
    modes = load_study(tmp_path / "mode.yaml")
    odd = replace(modes, axes=(replace(modes.axes[0], values=("part_time", "nonsense")), modes.axes[1]), seeds=(1,))
    swept = sweep(odd, tmp_path / "s", engine=here)
    assert (swept.total, swept.done, len(swept.failed)) == (4, 2, 2)
    assert all("nonsense" in error for error in swept.failed.values())
    assert read_store(tmp_path / "s").finished["training_subsidy_mode"].to_pylist() == ["part_time"] * 2
    again = sweep(odd, tmp_path / "s", engine=here)
    assert (again.fresh, again.failed) == (0, swept.failed)
    tried = sweep(odd, tmp_path / "s", engine=here, retry_failed=True)
    assert (tried.fresh, tried.failed) == (2, swept.failed)


def test_retrying_replaces_a_failure(mine, whole, tmp_path):
    with open_store(mine, tmp_path / "s") as store:
        store.add([Record(2, 1, mine.design.point(2), (), 0.0, "MemoryError: no room")])
    swept = sweep(mine, tmp_path / "s", engine=here)
    assert (swept.done, swept.failed) == (RUNS - 1, {(2, 1): "MemoryError: no room"})
    assert sweep(mine, tmp_path / "s", engine=here, retry_failed=True).failed == {}
    assert numbers(tmp_path / "s") == numbers(whole)


def test_a_store_of_another_study_is_refused(mine, whole):
    other = replace(mine, base=replace(mine.base, months=3))
    with pytest.raises(SpecError, match="holds the runs of another study"):
        sweep(other, whole, engine=here)


def test_a_spoilt_record_is_played_again(mine, whole, tmp_path):
    sweep(mine, tmp_path / "s", engine=here)
    (file,) = (tmp_path / "s" / "journal").iterdir()
    raw = bytearray(file.read_bytes())
    raw[raw.index(b'"o":[') + 6] ^= 1  # a digit of an outcome
    file.write_bytes(bytes(raw))
    swept = sweep(mine, tmp_path / "s", engine=here)
    assert (swept.damaged, swept.fresh) == (1, 1)
    assert numbers(tmp_path / "s") == numbers(whole)


class Deadly(Here):
    """An engine in which one run takes its process down every time."""

    tries = 0

    def submit(self, slot, run):
        if run[:2] != (2, 1):
            return super().submit(slot, run)
        self.tries += 1
        dead = Future()
        dead.set_exception(ProcessDied())
        return dead


def test_a_run_that_kills_its_process_again_and_again_has_failed(mine, whole, tmp_path):
    engine = Deadly(packed(mine), mine.base.workers)
    swept = sweep(mine, tmp_path / "s", engine=lambda *asked: engine)
    assert (swept.done, engine.tries) == (RUNS - 1, DEATHS)
    assert swept.failed == {(2, 1): f"the process playing it died {DEATHS} times"}
    well = [row for row in numbers(whole) if (row["point"], row["seed"]) != (2, 1)]
    assert [row for row in numbers(tmp_path / "s") if not row["error"]] == well


# Killed.


def started(page, out, *options):
    command = [*JIUYE, "sweep", str(page), "--out", str(out), "--store", str(out / "s"), "--json", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def journaled(folder):
    return sum(file.read_bytes().count(b"\n") for file in (folder / "journal").glob("*.jsonl"))


def wait_for_runs(folder, n):
    wait_for(lambda: journaled(folder) >= n)


def wait_for(what, seconds=120.0):
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)
    return found


def children(pid):
    """Processes that any thread of a process has started."""
    names = [name for task in Path(f"/proc/{pid}/task").iterdir() for name in (task / "children").read_text().split()]
    return [int(name) for name in names if b"spawn_main" in Path(f"/proc/{name}/cmdline").read_bytes()]


@pytest.mark.kills
def test_a_sweep_killed_again_and_again_loses_nothing(page, mine, whole, tmp_path):
    had = 0
    for kill in (2, 7):
        running = started(page, tmp_path, "--threads", "1")
        wait_for_runs(tmp_path / "s", had + kill)
        running.kill()
        running.communicate()
        assert journaled(tmp_path / "s") >= had + kill
        had = read_store(tmp_path / "s").table.num_rows
    swept = sweep(mine, tmp_path / "s", engine=here)
    assert (swept.done, swept.failed, swept.fresh) == (RUNS, {}, RUNS - had)
    assert numbers(tmp_path / "s") == numbers(whole)


@pytest.mark.kills
def test_ctrl_c_keeps_what_is_finished_and_says_so(page, tmp_path):
    running = started(page, tmp_path, "--threads", "1", "--seeds", "100")  # many, so that it is met at work
    wait_for_runs(tmp_path / "s", 3)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    told = json.loads(out)
    assert running.returncode == 1
    assert set(told) == {"study", "runs_total", "runs_done", "runs_failed", "store"}
    assert 3 <= told["runs_done"] < told["runs_total"]
    assert f"Interrupted: {told['runs_done']} of {told['runs_total']} runs are kept" in err
    assert read_store(tmp_path / "s").table.num_rows == told["runs_done"]


@pytest.mark.kills
def test_a_worker_that_dies_is_replaced_and_its_run_played_again(mine, whole, tmp_path):
    engines = []

    def processes(study, persons, runs):
        engines.append(Processes(study, 2))
        return engines[0]

    killed = []

    def kill_one(news):
        if news.fresh >= 4 and not killed:
            killed.extend(children(os.getpid())[:1])
            os.kill(killed[0], signal.SIGKILL)

    swept = sweep(mine, tmp_path / "s", engine=processes, tell=kill_one)
    assert killed
    assert (swept.done, swept.failed, swept.fresh) == (RUNS, {}, RUNS)
    assert numbers(tmp_path / "s") == numbers(whole)
    assert not [pid for pid in children(os.getpid()) if pid == killed[0]]


@pytest.mark.kills
def test_workers_leave_with_their_parent(page, tmp_path):
    use_cores(None)
    running = started(page, tmp_path, "--seeds", "50")
    started_by = wait_for(lambda: len(found := children(running.pid)) >= 2 and found)
    wait_for_runs(tmp_path / "s", 1)
    running.kill()
    running.communicate()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started_by), 20)


# The command.


def call(*words):
    return CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, [str(word) for word in words])


@pytest.fixture
def one_core():
    """Play here, and let the tests that follow have all cores again."""
    yield ("--threads", 1)
    use_cores(None)


def test_a_full_disk_is_told_and_the_sweep_goes_on_when_there_is_room(page, mine, tmp_path, one_core, monkeypatch):
    monkeypatch.setattr("jiuye.experiments.runs.archive.ROOM", 1)  # it fills while the sweep is played
    open_store(mine, tmp_path / "s").close()
    words = ("sweep", page, "--store", tmp_path / "s", "--out", tmp_path, *one_core)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, hard))
    try:
        full = call(*words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    had = read_store(tmp_path / "s").table.num_rows
    assert full.exit_code == 1
    assert "Cannot write (File too large): what was finished is kept in" in full.stderr
    assert 3 < had < RUNS
    done = call(*words)
    assert done.exit_code == 0, done.stderr
    assert f"{had} of them are in" in done.stderr
    told = " ".join(done.stdout.split())
    assert f"{RUNS} of {RUNS} runs finished in {tmp_path / 's'}, {RUNS - had} of them in" in told
    assert "1 records were spoilt" in done.stderr


def test_a_sweep_says_beforehand_what_it_will_be(monkeypatch, page, tmp_path, one_core):
    """Twenty months: six runs, two burn-ins and two bases of two each; at a second a month."""
    monkeypatch.setattr("jiuye.experiments.studies.sweep_estimate.seconds_a_month", lambda base: 1.0)
    done = call("sweep", page, "--seeds", 1, "--out", tmp_path, *one_core)
    assert "mine: 6 points × 1 seeds = 6 runs of 300 persons and 2 months" in done.stderr
    assert "behaviour.quit_rate: 0.5, 1.0 % per month" in done.stderr
    assert "Expected: 20 s on 1 cores, 1 kB on disk" in done.stderr
    assert (duration(9.9, "en"), duration(10.0, "en")) == ("a few seconds", "10 s")
    assert "Mean" in done.stdout


def test_a_large_sweep_is_not_begun_unasked(page, tmp_path, one_core):
    large = tmp_path / "large.yaml"
    large.write_text(PAGE.replace("[0.005, 0.01]", "{range: [0.005, 0.01], levels: 10_000}"), encoding="utf-8")
    refused = call("sweep", large, "--seeds", 100, "--store", tmp_path / "s", *one_core)
    assert refused.exit_code == 2
    assert "large: is too large to begin unasked: 3,000,000 runs, " in refused.stderr
    assert "add --yes to run it all the same" in refused.stderr
    assert not (tmp_path / "s").exists()


def test_wrong_input_ends_with_two(page, whole, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(PAGE.replace("months: 2", "months: 3"), encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(PAGE.replace("public_cost", "public_coast"), encoding="utf-8")
    for words, says in (
        ((other, "--store", whole), f"{whole}: holds the runs of another study (mine); choose another folder"),
        ((wrong,), f"{wrong}:9:21: outcomes.cost.indicator must be an indicator (got 'public_coast'); did you mean"),
        ((page, "--engine", "dask"), "--engine dask and --address belong together"),
        ((page, "--store", tmp_path), f"{tmp_path}: holds something other than a store of runs; choose another"),
    ):
        done = call("sweep", *words, "--out", tmp_path / "out")
        assert done.exit_code == 2
        assert says in done.stderr
