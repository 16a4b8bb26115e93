"""Tasks that a worker process can import: quick, slow, and wrong in every way."""

from __future__ import annotations

import os
import signal
import time

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


def trip(task, tick) -> None:
    raise ValueError(f"on purpose at {task}")
