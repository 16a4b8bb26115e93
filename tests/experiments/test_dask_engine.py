"""A sweep on a real scheduler and two workers, each a process of its own."""

import socket
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from jiuye.commands.door import main
from jiuye.experiments.studies.dask_engine import ANSWER_WITHIN, cluster
from jiuye.experiments.studies.engines import EngineLost
from jiuye.experiments.studies.sweep import sweep
from jiuye.results.store import read_store

from .test_sweep import PAGE, RUNS, here, numbers
from .test_sweep import load_study as load

Client = pytest.importorskip("distributed").Client
pytestmark = pytest.mark.dask
LOCAL = "127.0.0.1"


def free_port():
    with socket.socket() as found:
        found.bind((LOCAL, 0))
        return found.getsockname()[1]


def dask(*words):
    command = [sys.executable, "-m", "dask", *map(str, words), "--host", LOCAL, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    file = tmp_path_factory.mktemp("study") / "mine.yaml"
    file.write_text(PAGE, encoding="utf-8")
    return load(file)


@pytest.fixture
def scheduler():
    """A scheduler without workers, at its address."""
    port = free_port()
    process = dask("scheduler", "--port", port, "--dashboard-address", f"{LOCAL}:0")
    for _ in range(600):
        with socket.socket() as door:
            if door.connect_ex((LOCAL, port)) == 0:
                break
        time.sleep(0.1)
    yield process, f"tcp://{LOCAL}:{port}"
    process.kill()
    process.wait()


@pytest.fixture
def workers(scheduler, tmp_path):
    """Two workers, without a nanny that would start them again."""
    options = ("--nthreads", 1, "--no-nanny", "--local-directory", tmp_path / "dask")
    found = [dask("worker", scheduler[1], *options) for _ in range(2)]
    yield found
    for process in found:
        process.kill()
        process.wait()


def test_a_worker_killed_in_the_middle_loses_nothing(mine, scheduler, workers, tmp_path):
    reference = sweep(mine, tmp_path / "here", engine=here)
    assert reference.done == RUNS
    killed = []

    def kill_one(news):
        if news.fresh >= 3 and not killed:
            workers[0].kill()
            killed.append(news.fresh)

    def both(study, persons, runs):
        engine = cluster(scheduler[1])(study, persons, runs)
        while len(engine.slots()) < 2:
            time.sleep(0.1)
        return engine

    swept = sweep(mine, tmp_path / "there", engine=both, tell=kill_one)
    assert killed
    assert workers[0].wait() != 0
    assert (swept.done, swept.failed, swept.fresh) == (RUNS, {}, RUNS)
    assert numbers(tmp_path / "there") == numbers(tmp_path / "here")


def test_a_scheduler_that_dies_ends_the_sweep_and_keeps_it(mine, scheduler, workers, tmp_path):
    def kill_it(news):
        if news.fresh >= 2:
            scheduler[0].kill()

    with pytest.raises(EngineLost):
        sweep(mine, tmp_path / "s", engine=cluster(scheduler[1]), tell=kill_it)
    assert 2 <= read_store(tmp_path / "s").table.num_rows < RUNS
    assert sweep(mine, tmp_path / "s", engine=here).done == RUNS


def test_an_address_nobody_answers_is_said_soon(tmp_path, monkeypatch):
    """The scheduler is given the seconds that the message tells, is asked once, and nothing is begun before."""
    patience = []

    def asked(address, *, timeout, **options):
        patience.append(timeout)
        return Client(address, timeout=timeout, **options)

    monkeypatch.setattr("distributed.Client", asked)
    address = f"tcp://{LOCAL}:{free_port()}"
    words = ["sweep", "dose_by_behaviour", "--engine", "dask", "--address", address, "--out", str(tmp_path), "--yes"]
    done = CliRunner(env={"LANG": "en_GB.UTF-8"}).invoke(main, [*words, "--workers", "300"])
    assert done.exit_code == 2
    assert f"--address: nobody answers at {address} within 5 s" in done.stderr
    assert patience == [ANSWER_WITHIN] == [5.0]
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_without_workers_is_said(mine, scheduler, tmp_path):
    with pytest.raises(Exception, match="has no workers; start some with `dask worker`"):
        sweep(mine, tmp_path / "s", engine=cluster(scheduler[1]))
