"""The C library's heap: what is freed goes back to the system, rather than lying in pieces for the next."""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import cache
from typing import Any

SETTINGS = {  # glibc's number of a setting, and what it shall be
    -8: 1,  # pools that threads allocate from: each thread would have one, and each pool keeps what it once had
    -3: 65_536,  # bytes from which a piece is the system's own; else what was freed once makes this grow, for good
    -1: 65_536,  # bytes free at a pool's end that go back
}


def thrifty() -> None:
    """Rather small than fast: for a process that is there all day and calculates little. Before threads start."""
    if libc := _libc():
        for setting, value in SETTINGS.items():
            libc.mallopt(setting, value)


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
