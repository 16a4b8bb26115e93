"""The server's memory: what a visitor leaves goes back to the system, and with the last one the processes end."""

from __future__ import annotations

import threading
from collections.abc import Callable

import solara.lab
from solara.server.kernel_context import contexts

from ...experiments.runs.heap import few_pools, give_back
from .jobs import board

LATER = 5.0  # seconds after a visitor has gone, when nothing refers any more to what was theirs

_lock = threading.Lock()
_due = False


def spare() -> None:
    """Few pools for all threads, for each visitor is some; tidy up when one has gone. Before threads start."""
    few_pools()
    solara.lab.on_kernel_start(_tidy_after)


def _tidy_after() -> Callable[[], None]:
    return _tidy_later


def _tidy_later() -> None:
    """Once for all who go at about the same time."""
    global _due
    with _lock:
        if not _due:
            _due = True
            timer = threading.Timer(LATER, _tidy)
            timer.daemon = True
            timer.start()


def _tidy() -> None:
    global _due
    with _lock:
        _due = False
    give_back()
    if not contexts:
        board().rest()
