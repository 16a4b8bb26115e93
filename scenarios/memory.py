"""How much memory a run needs and how much there is, so that a city too large is refused before it is built."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..messages import Message, phrase

BYTES_A_PERSON = 114  # at the peak of a run, while people look for work
BYTES_OF_STATE = 100  # of a city that is kept, or of another future beside the first
FIXED_BYTES = 320_000_000  # libraries, compiled code, tables

_MEMINFO = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")


def bytes_for(persons: int, cities: int = 1) -> int:
    """Memory of a run with so many simulated persons, bytes; or of so many cities in one process, as where futures are
    compared: the one after the burn-in, and the future that is played."""
    return persons * _bytes_each(cities) + FIXED_BYTES


def largest_for(available: int, cities: int = 1) -> int:
    """Most persons that fit."""
    return max(0, (available - FIXED_BYTES) // _bytes_each(cities))


def _bytes_each(cities: int) -> int:
    return BYTES_A_PERSON + (cities - 1) * BYTES_OF_STATE


def available_bytes() -> int:
    """Memory this process may still take, bytes: what the machine has free, or less where its group has a limit."""
    free = _free_bytes()
    try:
        limit, used = (int((_GROUP / name).read_text()) for name in ("memory.max", "memory.current"))
    except (OSError, ValueError):  # no control group, or "max"
        return free
    return min(free, max(0, limit - used))


def _free_bytes() -> int:
    try:
        lines = dict(line.split(":", 1) for line in _MEMINFO.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):  # not Linux
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows, which is not asked
        return sys.maxsize


def memory_fault(persons: int, cities: int = 1) -> Message | None:
    """Why a city of this size, or so many of them at a time, cannot be played here; None if it can."""
    needed, available = bytes_for(persons, cities), available_bytes()
    if needed <= available:
        return None
    return phrase(
        "city.too_large",
        "is too large for this machine: {persons} persons need {needed} GB of memory, "
        "{free} GB are free; the largest size that fits is {most}",
        persons=f"{persons:,}",
        needed=f"{needed / 1e9:.1f}",
        free=f"{available / 1e9:.1f}",
        most=f"{largest_for(available, cities):,}",
    )
