"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic(file: Path) -> Iterator[Path]:
    """Yield the name to write to; it becomes `file` once all is on disk, and nothing is left of it otherwise."""
    half = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield half
        to_disk(half)
        half.replace(file)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def write_atomic(file: Path, content: str | bytes) -> Path:
    """Write a text (UTF-8) or bytes so, with the folders it needs; return the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with atomic(file) as half:
        half.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def to_disk(place: Path) -> None:
    """Bring a file, or the names in a folder, to disk."""
    if sys.platform == "win32":  # which brings names to disk by itself, and files only where they may be written
        if place.is_file():
            with place.open("r+b") as file:
                os.fsync(file.fileno())
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock(handle: int) -> None:
    """Lock an open file until it is closed, against other processes; OSError where one of them has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
