"""Compiled code: whether it is there already, and making it once for all processes."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from ...agents.compiled import COMPILED, cache_folder
from .run import run_every_kernel

ROOMS = ("agents", "model")  # where kernels stand


def is_compiled() -> bool:
    """Whether the kernels of this version have been compiled on this machine, from where it is installed now."""
    return not COMPILED or mark().exists()


def compile_kernels() -> None:
    """Compile every kernel and keep the result for the next time."""
    run_every_kernel()
    with contextlib.suppress(OSError):  # it can be used all the same
        mark().touch()


def mark() -> Path:
    """A file beside the compiled code: all of it is there. The compiler looks for code by place and date of a source,
    so a copy elsewhere, or files written anew, are compiled again although their text is the same."""
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256(str(package).encode())
    for source in sorted(file for room in ROOMS for file in (package / room).rglob("*.py")):
        digest.update(f"{source.name} {source.stat().st_mtime_ns}".encode())
    return cache_folder() / f"complete-{digest.hexdigest()[:12]}"
