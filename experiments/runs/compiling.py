"""Compiled code: whether it is there already, and making it once for all processes."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from ...agents.compiled import COMPILED, LOOPS, cache_folder, folder_of
from ...agents.table import Table
from .run import run_every_kernel

ELSEWHERE = ".sandbox."  # loops that no month calls, compiled when they are first used


def is_compiled() -> bool:
    """Whether the kernels have been compiled on this machine as they are now, here or in another copy."""
    return not COMPILED or mark().exists()


def compile_kernels() -> None:
    """Compile every kernel and keep the result for the next time."""
    run_every_kernel()
    if not COMPILED:
        return
    with contextlib.suppress(OSError):  # it can be used all the same
        mark().touch()


def mark() -> Path:
    """A file beside the compiled code: all of it is there. It is named after what every loop is made of and how the
    tables lie, as the code itself is: a comment, a lever or a page changes neither."""
    tables = [(table.__qualname__, *(column[:2] for column in table.describe())) for table in _tables(Table)]
    digest = hashlib.sha256(repr(tables).encode())
    for folder in sorted(str(folder_of(loop)) for loop in LOOPS if ELSEWHERE not in f"{loop.__module__}."):
        digest.update(Path(folder).name.encode())
    return cache_folder() / f"complete-{digest.hexdigest()[:12]}"


def _tables(kind: type[Table]) -> list[type[Table]]:
    """All kinds of tables, in order of their names."""
    found = [table for below in kind.__subclasses__() for table in (below, *_tables(below))]
    return sorted(found, key=lambda table: table.__qualname__)
