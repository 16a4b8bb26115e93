"""A search that is killed in its middle goes on to the same answer when the command is given again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiuye.experiments.calibration.known_runs import runs_in

TRIED = ["training_subsidy", "career_ladder", "vat_threshold"]
SMALL = """extends: baseline
name: small
city: {profile: reference, workers: 2000}
time: {months: 6, burn_in: 12}
"""


def begun(folder: Path) -> subprocess.Popen:
    """The command on a small city, in a process group of its own."""
    base = folder / "small.yaml"
    folder.mkdir(exist_ok=True)
    base.write_text(SMALL, encoding="utf-8")
    words = ["--budget", "40e6", "--goal", "platform_income", "--levers", ",".join(TRIED), "--base", str(base)]
    words += ["--seeds", "1,2", "--fresh-seeds", "3,4,5", "--threads", "1", "--out", str(folder / "runs"), "--json"]
    command = [sys.executable, "-m", "jiuye", "advise", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)


def answered(process: subprocess.Popen) -> dict:
    """The record it printed, without what hangs on the clock or on where it stands."""
    record = json.loads(process.communicate()[0])
    assert process.returncode == 0
    return {key: value for key, value in record.items() if key not in ("wall_s", "futures", "report", "command")}


@pytest.mark.processes
@pytest.mark.kills
def test_a_search_killed_in_the_middle_goes_on_to_the_same_answer(tmp_path):
    whole = answered(begun(tmp_path / "whole"))
    killed = begun(tmp_path / "killed")
    while killed.poll() is None and not sum(map(runs_in, (tmp_path / "killed").glob("runs/advise-journal-*"))):
        time.sleep(0.02)
    assert killed.poll() is None, "it ended before it could be killed"
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    kept = sum(map(runs_in, (tmp_path / "killed").glob("runs/advise-journal-*")))
    assert kept > 0
    assert not list((tmp_path / "killed").glob("runs/advise-reference-*/advice.json"))
    assert answered(begun(tmp_path / "killed")) == whole
    assert sum(map(runs_in, (tmp_path / "killed").glob("runs/advise-journal-*"))) > kept
