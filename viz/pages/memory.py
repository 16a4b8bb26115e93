"""The server's memory: what a visitor leaves goes back to the system, rather than lying in pieces for the next."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import solara.lab

ARENA_MAX = -8  # glibc's number of the setting: pools that threads allocate from
ARENAS = 2  # each visitor is a thread, and each pool keeps what it once had


def spare() -> None:
    """Few pools for all threads, and tidy up when a visitor has gone. Before threads start."""
    if libc := _libc():
        libc.mallopt(ARENA_MAX, ARENAS)
    solara.lab.on_kernel_start(_tidy_after)


def give_back() -> None:
    """Let go of what nothing refers to."""
    gc.collect()
    if libc := _libc():
        libc.malloc_trim(0)


def _tidy_after() -> Callable[[], None]:
    return give_back


@cache
def _libc() -> Any:
    """The C library where it is glibc, which alone has these settings."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "malloc_trim") and hasattr(libc, "mallopt") else None
