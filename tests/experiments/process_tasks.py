"""Tasks that a process of its own can import, beside those of the pages' tests: deaths that end, and odd answers."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from ..pages.job_tasks import nap


def die_before(deaths: int, folder: Path, tick) -> int:
    """Die so many times, then say how often it was tried; one file in the folder a try."""
    (folder / f"{deaths}-{time.monotonic_ns()}").touch()
    tries = len(list(folder.glob(f"{deaths}-*")))
    if tries <= deaths:
        os.kill(os.getpid(), signal.SIGKILL)
    return tries


def nap_to_the_end(months: int, folder: Path, tick) -> int:
    """A nap that leaves a file in the folder if it is not stopped before."""
    nap(months, tick)
    (folder / str(months)).touch()
    return months


class Refused(Exception):
    """An error that cannot be put together again."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} {why}")


def refuse(tick) -> None:
    raise Refused("too odd", "to travel")


def odd(tick) -> object:
    return lambda: None
