"""Compiled code: whether it is there already, and making it once for all processes."""

from __future__ import annotations

import contextlib
from pathlib import Path

from numba import config

from ..agents.compiled import COMPILED
from .run import warm_up

MARK = "complete"  # a file beside the compiled code: all of it is there


def is_compiled() -> bool:
    """Whether the kernels of this version have been compiled on this machine."""
    return not COMPILED or (Path(config.CACHE_DIR) / MARK).exists()


def compile_kernels() -> None:
    """Compile every kernel and keep the result for the next time."""
    warm_up()
    with contextlib.suppress(OSError):  # it can be used all the same
        (Path(config.CACHE_DIR) / MARK).touch()
