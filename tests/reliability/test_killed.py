"""Commands killed without warning at any moment: no finished result is lost, no half result is read as good, and the
same command, given again, ends with the same answer.

The server in every `make test`, where a run's folder, a sweep and a search are killed by tests of their own; all in
`make soak` (JIUYE_KILLS=29): two hundred and three.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from .commands_to_disturb import COMMANDS, answer, begun, finished, prepare

KILLS = int(os.environ.get("JIUYE_KILLS", "1"))  # of each command


@pytest.mark.processes
@pytest.mark.kills
@pytest.mark.soak
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_killed_again_and_again_ends_with_the_same_answer(name, tmp_path):
    began = time.monotonic()
    whole = answer(begun(name, prepare(tmp_path / "apart")))
    took, luck = time.monotonic() - began, random.Random(name)
    place, known = prepare(tmp_path / "killed"), {}
    for _ in range(KILLS):
        process = begun(name, place)
        time.sleep(luck.uniform(0.2, 1.0) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        now = finished(place)
        assert known.items() <= now.items(), "a finished result is gone or another"
        known = now
    assert answer(begun(name, place, *(["--overwrite"] if name == "run" else []))) == whole
    assert known.items() <= finished(place).items()


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
def test_a_killed_server_leaves_nothing_running_and_starts_again(tmp_path):
    luck = random.Random("app")
    for _ in range(KILLS):
        for url in opened(tmp_path):
            with urlopen(url, timeout=60) as page:
                assert page.status == 200
            time.sleep(luck.uniform(0.0, 2.0))
