"""A disk that is full, a folder nobody can write to, two commands in one folder, a clock that jumps: one clear line,
nothing half-written, nothing destroyed, and the same answer once there is room."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiuye.experiments.runs.archive import archive_run, open_run
from jiuye.scenarios.spec import load_scenario

from .commands_to_disturb import COMMANDS, answer, begun, finished, prepare


def each(*quick: str) -> list[Any]:
    """All commands; those but the quick are left to `make soak`."""
    return [pytest.param(n, marks=[] if n in quick else [pytest.mark.soak]) for n in COMMANDS]


ROOM = 1_000  # bytes of a file, below any result's


def no_larger_files() -> None:
    """From here on this process cannot write a file beyond some bytes, as on a disk that is nearly full."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


@pytest.mark.processes
@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
@pytest.mark.parametrize("name", each("run", "compare"))
def test_a_full_disk_is_one_clear_line_and_nothing_half(name, tmp_path):
    place = prepare(tmp_path / "full")
    process = begun(name, place, preexec_fn=no_larger_files)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 2, told.decode()  # before anything was played
    assert "Traceback" not in told.decode()
    last = told.decode().strip().splitlines()[-1]
    assert "File too large" in last or "cannot be written" in last, told.decode()
    assert not finished(place)
    assert answer(begun(name, place)) == answer(begun(name, prepare(tmp_path / "apart")))


@pytest.mark.processes
@pytest.mark.parametrize("name", each("run", "sweep", "compare"))
def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(name, tmp_path):
    place = prepare(tmp_path / "no")
    (place / "runs").write_text("a file in the folder's place", encoding="utf-8")
    began = time.monotonic()
    process = begun(name, place)
    printed, told = process.communicate(timeout=300)
    assert process.returncode in (1, 2), told.decode()
    assert not printed
    assert "Traceback" not in told.decode()
    assert "runs" in told.decode()
    assert (place / "runs").read_text(encoding="utf-8") == "a file in the folder's place"
    assert time.monotonic() - began < 60


@pytest.mark.processes
@pytest.mark.parametrize("name", each())
def test_two_commands_in_one_folder_do_not_spoil_each_other(name, tmp_path):
    """Both end well, or one says that the other is at it."""
    place = prepare(tmp_path / "both")
    processes = [begun(name, place) for _ in range(2)]
    told = [process.communicate(timeout=300)[1].decode() for process in processes]
    assert 0 in [process.returncode for process in processes], told
    assert all("Traceback" not in words for words in told)
    finished(place)
    more = ["--overwrite"] if name == "run" else []
    assert answer(begun(name, place, *more)) == answer(begun(name, prepare(tmp_path / "apart")))


@pytest.mark.parametrize("jump", [-(10**9), 10**9])
def test_a_clock_that_jumps_changes_nothing(jump, tmp_path, monkeypatch):
    real: Callable[[], float] = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump * (os.urandom(1)[0] % 2))
    scenario = load_scenario("baseline", overrides={"city": {"workers": 300}, "time": {"months": 2, "burn_in": 1}})
    first, second = (archive_run(1, scenario, Path(tmp_path) / name).folder for name in ("one", "two"))
    assert open_run(first).manifest["wall_s"] >= 0.0
    for name in ("indicators", "ledger", "flows", "cells"):
        assert open_run(first).table(name).equals(open_run(second).table(name))
