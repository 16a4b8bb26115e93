"""Loops compiled side by side: what each is called with is learnt from a month played uncompiled, so that every core
can take the next loop. What that month does not call is compiled when it is first called, as ever."""

from __future__ import annotations

import gc
import importlib
import pickle
import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np

from ...agents.compiled import HEARD, Kernel, folder_of
from ...agents.table import every_table, view_type
from .process import Process, close_all
from .processes import cores
from .run import Tick, run_every_kernel

Call = tuple[str, str, bytes]  # module and name of a loop, and the types it is called with, packed
Loops = Callable[[int, int], None]  # called with loops done, and loops in all
FEW = 8  # loops that are compiled sooner than processes have started
YOUNG = 100_000  # objects between two looks of the collector, whom a compiler would keep busy for nothing


def compile_side_by_side(tick: Loops | None = None) -> None:
    """Compile what a month calls and is not kept yet, in processes that end afterwards; raises what they raise."""
    scout = Process(environment={"JIUYE_LISTENING": "1"})
    try:
        calls = [call for call in scout.do(listen) if not _is_kept(*call)]
    finally:
        close_all([scout])
    if len(calls) <= FEW:
        return
    waiting: queue.SimpleQueue[Call] = queue.SimpleQueue()
    for call in calls:
        waiting.put(call)
    compilers = [Process() for _ in range(cores())]
    try:
        with ThreadPoolExecutor(len(compilers)) as threads:
            try:
                list(threads.map(lambda compiler: _serve(compiler, waiting, len(calls), tick), compilers))
            except BaseException:
                for compiler in compilers:  # else the threads would compile all that waits
                    compiler.stop()
                    compiler.kill()
                raise
    finally:
        close_all(compilers)


def _serve(compiler: Process, waiting: queue.SimpleQueue[Call], planned: int, tick: Loops | None) -> None:
    """Have one process compile what waits, loop by loop."""
    while True:
        try:
            call = waiting.get_nowait()
        except queue.Empty:
            return
        compiler.do(compile_loop, *call)
        if tick:
            tick(planned - waiting.qsize(), planned)


def _is_kept(module: str, name: str, signature: bytes) -> bool:
    """Whether the code of a loop lies there."""
    loop = _loop(module, name)
    return any(folder_of(loop.py_func, pickle.loads(signature)).glob("*.nbi"))


def _loop(module: str, name: str) -> Any:
    """What numba knows a loop by."""
    _prepare()
    found = getattr(importlib.import_module(module), name)
    return found._run if isinstance(found, Kernel) else found


@lru_cache(maxsize=1)
def _prepare() -> None:
    """Import all loops, and name the views of tables, by which their types are unpacked."""
    importlib.import_module("...model.levers", __package__)
    tables: list[Any] = [*every_table()]
    for table in tables:
        view_type(table)


# In processes of their own.


def listen(tick: Tick | None = None) -> list[Call]:
    """What each loop is first called with in one month of a small city."""
    from numba import typeof

    with np.errstate(over="ignore"):
        run_every_kernel(months=1)
    return [(*loop, pickle.dumps(tuple(map(typeof, args)))) for loop, args in HEARD.items()]


def compile_loop(module: str, name: str, signature: bytes, tick: Tick | None = None) -> None:
    """Compile a loop for the types it is called with, and keep it."""
    loop = _loop(module, name)
    if gc.get_threshold()[0] != YOUNG:
        gc.freeze()
        gc.set_threshold(YOUNG)
    loop.compile(pickle.loads(signature))
