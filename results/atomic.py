"""Files that are there whole or not at all."""

from __future__ import annotations

import os
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
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
