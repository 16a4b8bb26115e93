"""Compiled code: whether it is there already, and making it once for all processes."""

from __future__ import annotations

import contextlib

from ..agents.compiled import COMPILED, cache_folder
from .run import warm_up

MARK = "complete"  # a file beside the compiled code: all of it is there


def is_compiled() -> bool:
    """Whether the kernels of this version have been compiled on this machine."""
    return not COMPILED or (cache_folder() / MARK).exists()


def compile_kernels() -> None:
    """Compile every kernel and keep the result for the next time."""
    warm_up()
    with contextlib.suppress(OSError):  # it can be used all the same
        (cache_folder() / MARK).touch()
