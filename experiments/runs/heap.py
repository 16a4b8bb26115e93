"""The C library's heap: what is freed goes back to the system, rather than lying in pieces for the next."""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import cache
from typing import Any

ARENA_MAX = -8  # glibc's number of the setting: pools that threads allocate from
ARENAS = 2  # each thread would have one, and each pool keeps what it once had


def few_pools() -> None:
    """Few pools for all threads; before they start."""
    if libc := _libc():
        libc.mallopt(ARENA_MAX, ARENAS)


def give_back() -> None:
    """Let go of what nothing refers to."""
    gc.collect()
    if libc := _libc():
        libc.malloc_trim(0)


@cache
def _libc() -> Any:
    """The C library where it is glibc, which alone has these settings."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "malloc_trim") and hasattr(libc, "mallopt") else None
