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
LARGE = 50_000  # rows
COLUMN = 1 << 22  # bytes of a column from which a city is large
OF_LARGE = {-3: COLUMN, -1: 4 * COLUMN}  # the same two where columns are large; what is smaller is not asked for anew
_thrifty = False


def thrifty() -> None:
    """Rather small than fast: for a process that is there all day and calculates little. Before threads start."""
    global _thrifty
    _thrifty = True
    _settle(SETTINGS)


def spacious(rows: int) -> None:
    """For a city of so many rows: where it is large, its columns are pieces of the system's own, whose room is free
    for others as soon as they are; else what came and went while it was built would stay."""
    if rows >= LARGE and not _thrifty:
        _settle(OF_LARGE)


def _settle(settings: dict[int, int]) -> None:
    if libc := _libc():
        for setting, value in settings.items():
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
