"""A process that stays and does one task after another, for whoever holds the other end of its pipe."""

from __future__ import annotations

import contextlib
import signal
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any

from ...agents.compiled import use_threads
from .processes import Stopped

MONTHS, DONE, STOPPED, FAILED, TOO_LARGE = "months", "done", "stopped", "failed", "too_large"
BUNCH = 6  # months told at a time


def attend(pipe: Connection, stop: Event, most_bytes: int) -> None:
    """Receive (function, arguments), do it with `tick` added, send what comes of it; until the pipe closes.

    Messages are (MONTHS, n) while at work, then one of (DONE, result), (STOPPED, None) where `stop` was set,
    (TOO_LARGE, text) where memory beyond `most_bytes` was needed, (FAILED, text).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(most_bytes)
    use_threads(1)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            work, arguments = pipe.recv()
            pipe.send(_do(work, arguments, pipe, stop))


def _do(work: Any, arguments: tuple[Any, ...], pipe: Connection, stop: Event) -> tuple[str, Any]:
    held = 0

    def tick(months: int) -> None:
        nonlocal held
        if stop.is_set():
            raise Stopped
        held += months
        if held >= BUNCH:
            pipe.send((MONTHS, held))
            held = 0

    try:
        return DONE, work(*arguments, tick=tick)
    except Stopped:
        return STOPPED, None
    except MemoryError as error:
        return TOO_LARGE, str(error)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:
        return FAILED, f"{type(error).__name__}: {error}"


def _bound(most_bytes: int) -> None:
    """No more memory for data than this, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
