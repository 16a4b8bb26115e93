"""Compiled code: whether it is there already, and making it once for all processes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path

from ...agents.compiled import COMPILED, LOOPS, cache_folder, folder_of
from ...agents.table import every_table
from .processes import cores
from .run import run_every_kernel
from .side_by_side import compile_side_by_side

ELSEWHERE = ".sandbox."  # loops that no month calls, compiled when they are first used


def is_compiled() -> bool:
    """Whether the kernels have been compiled on this machine as they are now, here or in another copy."""
    return not COMPILED or mark().exists()


def compile_kernels(tick: Callable[[int, int], None] | None = None) -> None:
    """Compile every kernel and keep the result for the next time; `tick` is called with loops done and loops in all."""
    if not is_compiled() and cores() > 1:
        with contextlib.suppress(OSError, BrokenExecutor):
            compile_side_by_side(tick)
    run_every_kernel()
    if not COMPILED:
        return
    with contextlib.suppress(OSError):  # it can be used all the same
        mark().touch()


def mark() -> Path:
    """A file beside the compiled code: all of it is there. It is named after what every loop is made of and how the
    tables lie, as the code itself is: a comment, a lever or a page changes neither."""
    tables = [(table.__qualname__, *(column[:2] for column in table.describe())) for table in every_table()]
    digest = hashlib.sha256(repr(tables).encode())
    for folder in sorted(str(folder_of(loop)) for loop in LOOPS if ELSEWHERE not in f"{loop.__module__}."):
        digest.update(Path(folder).name.encode())
    return cache_folder() / f"complete-{digest.hexdigest()[:12]}"
