"""One process that stays and does one task after another: stopped at a month's end, bounded in memory, begun anew
after a death.

Whoever holds a `Process` calls `do` from one thread at a time, and may stop or kill it from any. The sign to stop is a
byte of shared memory without a lock: a process killed while it looks leaves nothing locked.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from ...agents.compiled import use_threads
from .heap import give_back

T = TypeVar("T")
Work = Callable[..., T]  # called with `tick` as last argument, by name; to be imported by its name
MONTHS, RETURNED, RAISED, NOTHING = "months", "returned", "raised", ""
BUNCH = 6  # months told at a time
LOOK = 0.25  # seconds between looks of who waits
GRACE = 5.0  # seconds an idle process may take to end
YIELDING = 5  # steps by which a process that yields stands behind others


class Stopped(Exception):
    """The run was given up because nobody wants it any more."""


class ProcessDied(BrokenExecutor):
    """The process is gone, and the task it was at with it."""


class Process:
    """A process of this machine, started when it is first needed."""

    def __init__(
        self, most_bytes: int = 0, *, yields: bool = False, environment: Mapping[str, str] | None = None
    ) -> None:
        """`most_bytes` bounds its data; 0 for no bound. One that `yields` leaves processors and memory to whoever else of
        this machine wants them, as to a server and a browser that show what it does: it keeps fewer cities and futures.
        `environment` is set for it besides what this process has."""
        self.most_bytes, self.yields, self.environment = most_bytes, yields, environment or {}
        self._context = multiprocessing.get_context("spawn")
        self._stop: Any = self._context.RawValue("b", 0)
        self._process: Any = None
        self._pipe: Any = None

    @property
    def is_alive(self) -> bool:
        """Whether there is a process now."""
        process = self._process
        return process is not None and bool(process.is_alive())

    def do(
        self,
        work: Work[T],
        *arguments: Any,
        on_months: Callable[[int], None] | None = None,
        look: Callable[[], None] | None = None,
    ) -> T:
        """work(*arguments, tick=…) there: its result, or what it raised; Stopped, ProcessDied.

        `on_months` is called with months done, `look` every now and then while this waits.
        """
        task = ForkingPickler.dumps((work, arguments))
        if self._stop.value:
            raise Stopped
        self._start()
        try:
            kind, value = self._said(task)
            while kind in (MONTHS, NOTHING):
                if kind == MONTHS and on_months:
                    on_months(value)
                if look:
                    look()
                kind, value = self._said()
        except BaseException:  # nobody waits any more, and what it says later must not be taken for another answer
            self.kill()
            raise
        if kind == RAISED:
            raise value
        result: T = value
        return result

    def stop(self) -> None:
        """Give up what it is at, at the next month, and whatever it is asked until `resume`."""
        self._stop.value = 1

    def resume(self) -> None:
        """Do tasks again."""
        self._stop.value = 0

    def kill(self) -> None:
        """End it at once; who waits for a task is told ProcessDied."""
        process = self._process
        if process is not None:
            process.kill()
            process.join(GRACE)

    def close(self) -> None:
        """End it, when it is at no task."""
        close_all([self])

    def _start(self) -> None:
        """See that there is a process to talk to."""
        if self.is_alive:
            return
        self._pipe, theirs = self._context.Pipe()
        arguments = (theirs, self._stop, self.most_bytes, self.yields)
        self._process = self._context.Process(target=_attend, args=arguments, daemon=True)
        with _also(self.environment):
            self._process.start()
        theirs.close()

    def _said(self, task: Any = None) -> tuple[str, Any]:
        """Give a task, if there is one, and hear what it says: kind and value, or nothing after a while."""
        try:
            if task is not None:
                self._pipe.send_bytes(task)
            kind, value = self._pipe.recv() if self._pipe.poll(LOOK) else (NOTHING, None)
        except (EOFError, OSError):
            self._bury()
            raise ProcessDied("the process died at its task") from None
        return kind, value

    def _bury(self) -> None:
        """Let go of a process that is gone: its pipe closes a little before."""
        self._process.join(1.0)
        self._process.kill()
        self._process = None


def close_all(processes: Sequence[Process]) -> None:
    """End processes that are at no task: all are told, then waited for."""
    alive = [process for process in processes if process._process is not None]
    for process in alive:
        process._pipe.close()
    for process in alive:
        process._process.join(GRACE)
        process._bury()


@contextlib.contextmanager
def _also(environment: Mapping[str, str]) -> Iterator[None]:
    """What a process that starts now finds set."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


# In the process.


def _attend(pipe: Connection, stop: Any, most_bytes: int, yields: bool) -> None:
    """Do what is received until the pipe closes. Ctrl-C is for the parent, whose end is the end of this one too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(most_bytes)
    if yields:
        _yield()
    use_threads(1)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send_bytes(_packed(*_done(pipe.recv_bytes(), pipe, stop)))
            if yields:
                give_back()


def _done(task: bytes, pipe: Connection, stop: Any) -> tuple[str, Any]:
    """Do a task, telling months in bunches."""
    held = 0

    def tick(months: int) -> None:
        nonlocal held
        if stop.value:
            raise Stopped
        held += months
        if held >= BUNCH:
            pipe.send((MONTHS, held))
            held = 0

    try:
        work, arguments = pickle.loads(task)
        result = work(*arguments, tick=tick)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:
        error.add_note(f"in a process of its own:\n{traceback.format_exc()}")
        return RAISED, error
    if held:
        pipe.send((MONTHS, held))
    return RETURNED, result


def _packed(kind: str, value: Any) -> Any:
    """An answer as bytes; what cannot be handed over is told in words."""
    try:
        packed = ForkingPickler.dumps((kind, value))
        if kind == RAISED:
            pickle.loads(packed)  # some exceptions can be packed, but not unpacked
        return packed
    except MemoryError as error:
        told: Exception = MemoryError(str(error))
    except Exception as error:
        told = RuntimeError(
            f"{type(value).__name__}: {value}" if kind == RAISED else f"{type(error).__name__}: {error}"
        )
    return ForkingPickler.dumps((RAISED, told))


def _bound(most_bytes: int) -> None:
    """No more memory for data than this, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    if most_bytes:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))


def _yield() -> None:
    """Stand behind others, and keep little."""
    from .burn_in_cache import keep_few

    if hasattr(os, "nice"):
        os.nice(YIELDING)
    keep_few()


def _leave_with_parent() -> None:
    """End when the parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
