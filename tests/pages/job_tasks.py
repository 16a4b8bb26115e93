"""Tasks that a process can import: quick, slow, and wrong in every way."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import numpy as np


def add(x: int, y: int, tick) -> int:
    tick(6)
    return x + y


def nap(months: int, tick) -> int:
    for _ in range(months):
        time.sleep(0.02)
        tick(1)
    return os.getpid()


def fill(tick) -> int:
    return len(np.ones(10**10).tobytes())


def stumble(tick) -> None:
    raise ValueError("on purpose")


def die(tick) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_before(deaths: int, folder: Path, tick) -> int:
    """Die so many times, then say how often it was tried; one file in the folder a try."""
    (folder / f"{deaths}-{time.monotonic_ns()}").touch()
    tries = len(list(folder.glob(f"{deaths}-*")))
    if tries <= deaths:
        os.kill(os.getpid(), signal.SIGKILL)
    return tries


class Refused(Exception):
    """An error that cannot be put together again."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} {why}")


def refuse(tick) -> None:
    raise Refused("too odd", "to travel")


def odd(tick) -> object:
    return lambda: None
