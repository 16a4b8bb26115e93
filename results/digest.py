"""Short marks that stand for a content: in names of folders, and where two versions are told apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

SHORT, LONG = 8, 12  # hexadecimal characters


def sha256(content: str | bytes) -> str:
    """SHA-256 of a text (UTF-8) or bytes, in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def mark(*parts: object, length: int = SHORT) -> str:
    """A few characters that stand for some parts, as they are written."""
    return sha256("\n".join(map(str, parts)))[:length]


def mark_of_files(files: Iterable[Path], root: Path, length: int = LONG) -> str:
    """A few characters that stand for the names and contents of files below a folder."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(file.relative_to(root).as_posix().encode() + b"\n" + file.read_bytes())
    return found.hexdigest()[:length]
