"""A month watched from outside: what each phase costs in CPU time, calls of kernels, keys of draws and bytes.

Phases, kernels and keys are replaced by themselves with a look at the meters around, for as long as the watch lasts;
the model knows nothing of it. Every loop must have been called before, for compiled code calls no watched loop.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any
from unittest.mock import patch

from ...agents.compiled import LOOPS, PACKAGE, Kernel
from ...model import month
from ...model.city import City
from ...model.draws import Draws
from ...model.month import InForce, step
from ...model.programme import Offer
from ...model.rules import Rules

BEFORE, AROUND = "policy", "month"  # what is in force is found out; what the month does between its phases
CLOSING = ("tally_city", "check_month")


@dataclass
class PhaseWork:
    """What a phase did in the months that were watched."""

    cpu_ns: int = 0
    kernel_ns: int = 0  # of that, in kernels
    calls: int = 0  # of kernels
    keys: int = 0  # of draws asked for
    bytes: int = 0  # most that it held at once besides what was there before; 0 where bytes are not counted


class _Meters:
    """The meters, and the phase that is under way."""

    def __init__(self) -> None:
        self.phases: dict[str, PhaseWork] = {}
        self.here = PhaseWork()
        self.within = False  # in a kernel

    def phase(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """A phase that is watched."""

        def watched(*args: Any, **named: Any) -> Any:
            before, self.here = self.here, self.phases.setdefault(name, PhaseWork())
            held = _held_from_now()
            began = time.process_time_ns()
            try:
                return work(*args, **named)
            finally:
                spent = time.process_time_ns() - began
                self.here.cpu_ns += spent
                self.here.bytes = max(self.here.bytes, _most_since(held))
                self.here = before
                before.cpu_ns -= spent

        return watched

    def kernel(self, loop: Callable[..., Any]) -> Callable[..., Any]:
        """A loop that is watched."""

        def watched(*args: Any, **named: Any) -> Any:
            if self.within:
                return loop(*args, **named)
            self.within = True
            began = time.process_time_ns()
            try:
                return loop(*args, **named)
            finally:
                self.here.kernel_ns += time.process_time_ns() - began
                self.here.calls += 1
                self.within = False

        watched.py_func = getattr(loop, "py_func", loop)  # type: ignore[attr-defined]
        return watched

    def key(self, of: Callable[..., Any]) -> Callable[..., Any]:
        """How keys of draws are made, watched."""

        def watched(*args: Any) -> Any:
            self.here.keys += 1
            return of(*args)

        return watched


class _InForce:
    """A policy whose own work is watched too."""

    def __init__(self, policy: InForce, meters: _Meters) -> None:
        self._decide = meters.phase(BEFORE, policy.decide)
        self._in_force = meters.phase(BEFORE, policy.in_force)

    def decide(self, city: City) -> None:
        self._decide(city)

    def in_force(self, city: City) -> tuple[Rules, list[Offer]]:
        found: tuple[Rules, list[Offer]] = self._in_force(city)
        return found


def watched_months(city: City, policy: InForce, months: int, *, count_bytes: bool = False) -> dict[str, PhaseWork]:
    """Play so many months; what each phase did, in the order of the month. Counting bytes makes times worthless."""
    meters = _Meters()
    with _watched(meters, count_bytes=count_bytes):
        play, acts = meters.phase(AROUND, step), _InForce(policy, meters)
        for _ in range(months):
            play(city, acts)
    around = meters.phases.pop(AROUND)
    around.bytes = 0  # its own peak is that of its phases
    return {**meters.phases, AROUND: around}


@contextmanager
def _watched(meters: _Meters, *, count_bytes: bool) -> Iterator[None]:
    """Everything in its place again at the end."""
    with ExitStack() as stack:
        for name in phases():
            stack.enter_context(patch.object(month, name, meters.phase(name, getattr(month, name))))
        stack.enter_context(patch.object(Kernel, "__call__", meters.kernel(Kernel.__call__)))
        stack.enter_context(patch.object(Draws, "_key", meters.key(Draws._key)))
        for module, name, loop in _loops():
            stack.enter_context(patch.object(module, name, meters.kernel(loop)))
        if count_bytes:
            tracemalloc.start()
            stack.callback(tracemalloc.stop)
        yield


def phases() -> list[str]:
    """Names of the phases of the month, as `model/month.py` has them."""
    within = f"{PACKAGE}.model.phases."
    found = [name for name, value in vars(month).items() if str(getattr(value, "__module__", "")).startswith(within)]
    return [*found, *CLOSING]


def _loops() -> list[tuple[Any, str, Any]]:
    """Where Python finds the loops that are no kernels: module, name, loop."""
    known, found = set(LOOPS), []
    for module in [m for name, m in sys.modules.items() if name.partition(".")[0] == PACKAGE]:
        for name, value in list(vars(module).items()):
            source = getattr(value, "py_func", value)
            if isinstance(source, FunctionType) and source in known and not isinstance(value, Kernel):
                found.append((module, name, value))
    return found


def _held_from_now() -> int:
    """Bytes held now, and the highest mark is set back to them."""
    if not tracemalloc.is_tracing():
        return 0
    tracemalloc.reset_peak()
    return tracemalloc.get_traced_memory()[0]


def _most_since(held: int) -> int:
    return max(0, tracemalloc.get_traced_memory()[1] - held) if tracemalloc.is_tracing() else 0
