"""An append-only journal of records that a crash cannot falsify.

One record a line: CRC-32 of the rest in eight hexadecimal digits, a blank, JSON. A line whose checksum fails, or that a
kill cut off, is no record. Each process that writes begins a file of its own, so nothing is ever appended to a torn
line. `append` returns when the records are on disk.
"""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .atomic import to_disk

SUFFIX = ".jsonl"


class Journal:
    """The files of a folder, in the order of their numbers; this process appends to a new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged = 0  # lines that were no record when last read
        self._out: io.FileIO | None = None

    def files(self) -> list[Path]:
        """Every file there is, oldest first."""
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    def read(self) -> Iterator[Any]:
        """Every whole record, oldest first."""
        self.damaged = 0
        for file in self.files():
            with file.open("rb") as lines:
                for line in lines:
                    record = _record(line)
                    if record is None:
                        self.damaged += 1
                    else:
                        yield record

    def append(self, records: Iterable[Any]) -> None:
        """Write records and bring them to disk. After an OSError those before stand, and the next ones go into another
        file."""
        lines = memoryview(b"".join(_line(record) for record in records))
        if self._out is None:
            self._out = self._begin()
        try:
            while lines:
                lines = lines[self._out.write(lines) :]
            os.fsync(self._out.fileno())
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _begin(self) -> io.FileIO:
        """A new file with the next number, whose name is on disk."""
        last = max((int(file.stem) for file in self.files() if file.stem.isdecimal()), default=0)
        out = (self.folder / f"{last + 1:06d}{SUFFIX}").open("xb", buffering=0)
        to_disk(self.folder)
        return out


def _line(record: Any) -> bytes:
    body = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _record(line: bytes) -> Any:
    """The record of a line; None if the line is not whole or not as written."""
    mark, _, rest = line.partition(b" ")
    if not rest.endswith(b"\n") or len(mark) != 8:
        return None
    try:
        return json.loads(rest) if int(mark, 16) == zlib.crc32(rest[:-1]) else None
    except ValueError:
        return None
