"""Files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Yield the name to write to; it becomes `file` once all is written, and nothing is left of it otherwise."""
    half = file.with_name(f"{file.name}.part")
    try:
        yield half
        half.replace(file)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
