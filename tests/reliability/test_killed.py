"""Commands killed without warning at any moment: no finished result is lost, no half result is read as good, and the
same command, given again, ends with the same answer.

One kill of each in every `make test`; in `make soak` (JIUYE_KILLS=29) two hundred and three.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from jiuye.experiments.compare.comparison_file import read_comparison
from jiuye.experiments.compare.kept_tables import kept_tables
from jiuye.experiments.runs.archive import open_run
from jiuye.results.archive import ArchiveError, read_run

KILLS = int(os.environ.get("JIUYE_KILLS", "1"))  # of each command
SMALL = """name: small
extends: baseline
city: {profile: reference, workers: 1000}
time: {months: 12, burn_in: 6}
"""
POLICY = "name: policy\nextends: small.yaml\nlevers: [data_dividend]\n"
STUDY = """name: tiny
base: {extends: small.yaml}
levers: {training_subsidy: [0, 4000, 8000, 12000]}
outcomes: {gini: , unemployment_rate: }
design: {kind: factorial}
seeds: 4
"""
COMMANDS = {
    "run": ["run", "small.yaml", "policy.yaml", "--seeds", "4"],
    "compare": ["compare", "small.yaml", "policy.yaml", "--seeds", "6"],
    "sweep": ["sweep", "study.yaml"],
    "advise": [
        *("advise", "--budget", "40e6", "--goal", "platform_income", "--levers", "training_subsidy,career_ladder"),
        *("--base", "small.yaml", "--seeds", "1,2", "--fresh-seeds", "3,4"),
    ],
    "calibrate": [
        *("calibrate", "reference", "--workers", "1000", "--months", "12", "--seeds", "2", "--search-seeds", "1"),
        *("--evaluations", "6", "--members", "1", "--parameters", "tries,quit_rate", "--out", "fit.yaml"),
        *("--journal", "runs/journal", "--overwrite"),
    ],
    "validate": [
        *("validate", "lishui", "--workers", "1000", "--months", "24", "--seeds", "3", "--quick"),
        *("--no-probes", "--no-facts"),
    ],
}
SLOW = ("compare", "advise", "calibrate", "validate")  # left to `make soak`
# What hangs on the clock, on the place, or on how often the command was begun.
PASSING = re.compile(r"wall_s|seconds|bytes|folder|report|brief|out$|file|futures|command|ns_per|journal|stored|played")


@pytest.fixture
def place(tmp_path) -> Path:
    for name, text in {"small.yaml": SMALL, "policy.yaml": POLICY, "study.yaml": STUDY}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def begun(words: list[str], place: Path) -> subprocess.Popen[bytes]:
    """A command in a process group of its own."""
    command = [sys.executable, "-m", "jiuye", *words, "--json", "--threads", "2", "--lang", "en"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=place, stdout=pipe, stderr=pipe, start_new_session=True)


def answer(process: subprocess.Popen[bytes]) -> Any:
    """What it printed, without what passes."""
    printed, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()
    return lasting(json.loads(printed))


def lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: lasting(item) for key, item in value.items() if not PASSING.search(key)}
    return [lasting(item) for item in value] if isinstance(value, list) else value


def finished(place: Path) -> dict[str, str]:
    """Finished results below a folder and a digest of each; what is there must be whole or say that it is not."""
    found = {}
    for manifest in (place / "runs").rglob("manifest.json"):
        folder = manifest.parent
        try:
            read_run(folder)
        except ArchiveError:
            assert folder.name.startswith("."), f"{folder} is not finished, and its name does not say so"
            continue
        found[str(folder)] = _digest(kept_tables(open_run(folder).folder))
    for file in (place / "runs").rglob("comparison.json"):
        if not file.parent.name.startswith("."):
            found[str(file)] = repr(read_comparison(file.parent).differences)
    for file in (place / "runs").rglob("*.json"):
        if not any(part.startswith(".") for part in file.parts):
            json.loads(file.read_text(encoding="utf-8"))  # whole
    return found


def _digest(tables: dict[str, Any]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(repr(tables[name].to_pydict()).encode())
    return digest.hexdigest()


@pytest.mark.processes
@pytest.mark.kills
@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.soak] if n in SLOW else []) for n in COMMANDS])
def test_a_command_killed_again_and_again_ends_with_the_same_answer(name, place, tmp_path_factory):
    apart = tmp_path_factory.mktemp("whole")
    for file in place.iterdir():
        (apart / file.name).write_bytes(file.read_bytes())
    began = time.monotonic()
    whole = answer(begun(COMMANDS[name], apart))
    took, luck = time.monotonic() - began, random.Random(name)
    known: dict[str, str] = {}
    for _ in range(KILLS):
        process = begun(COMMANDS[name], place)
        time.sleep(luck.uniform(0.2, 1.0) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        now = finished(place)
        assert known.items() <= now.items(), "a finished result is gone or another"
        known = now
    words = [*COMMANDS[name], "--overwrite"] if name == "run" else COMMANDS[name]
    assert answer(begun(words, place)) == whole
    now = finished(place)
    assert known.items() <= now.items()


def opened(place: Path) -> Iterator[str]:
    """The pages, and what of their server is left when it is killed."""
    command = [sys.executable, "-m", "jiuye", "app", "--port", "0", "--no-browser", "--json"]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, start_new_session=True) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["url"]
        os.kill(server.pid, signal.SIGKILL)
        server.wait(20)
        end = time.monotonic() + 30  # its processes see that it is gone
        while _living(server.pid) and time.monotonic() < end:
            time.sleep(0.2)
        left = _living(server.pid)
        if left:
            os.killpg(server.pid, signal.SIGKILL)
        assert not left, "processes of a killed server live on"


def _living(group: int) -> list[int]:
    """Processes of a group that have not ended."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


@pytest.mark.processes
@pytest.mark.kills
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_killed_server_leaves_nothing_running_and_starts_again(place):
    luck = random.Random("app")
    for _ in range(KILLS):
        for url in opened(place):
            with urlopen(url, timeout=60) as page:
                assert page.status == 200
            time.sleep(luck.uniform(0.0, 2.0))
