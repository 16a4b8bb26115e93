"""The server's memory: what a visitor leaves goes back to the system, and with the last one the processes end."""

from __future__ import annotations

import threading
from collections.abc import Callable

import solara.lab
from solara.server.kernel_context import contexts

from ...experiments.runs.heap import give_back, thrifty
from .jobs import board

LATER = 5.0  # seconds after a visitor has gone, when nothing refers any more to what was theirs

_lock = threading.Lock()
_due = False


def spare() -> None:
    """A heap that stays small, for each visitor is several threads; tidy up when one has come or gone. Before threads
    start."""
    thrifty()
    solara.lab.on_kernel_start(_tidy_after)


def _tidy_after() -> Callable[[], None]:
    tidy_later()
    return tidy_later


def tidy_later() -> None:
    """Once for all who come or go, or get an answer, at about the same time."""
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
