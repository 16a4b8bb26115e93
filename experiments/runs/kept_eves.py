"""Burnt-in cities kept on disk, for the next command and for other processes.

Each lies in a file of its own, named after all that it depends on, the code of the model included; written whole or not
at all, and looked at before it is believed, so that nothing is lost when a process dies or two write the same. The files
used last stay, `JIUYE_EVES_MB` megabytes of them: a command sets it,
and who calls Python keeps none unless it is set.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import platform
import shutil
import stat
import time
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

from ...agents.compiled import cache_folder
from ...results.atomic import atomic
from ...results.digest import sha256
from .code_mark import code_mark
from .run import Eve

ROOM = "JIUYE_EVES_MB"
SPARE = 200_000_000  # bytes that must stay free on the disk
HEAD = b"jiuye eve 2\n"
DIGEST, LENGTH = 32, 8  # bytes of SHA-256, and of a length
MOST_TIMES = 1_000  # times the file that a block may grow to: nobody's column does
HALF_AFTER = 3_600.0  # seconds after which a half-written file belongs to nobody
CODEC = "zstd"
MADE_OF = {  # what a city is packed as, besides classes of our own
    ("types", "SimpleNamespace"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy", "record"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
}


def room() -> int:
    """Bytes that kept eves may take; 0 where none are kept."""
    told = os.environ.get(ROOM, "0")
    return int(told) * 1_000_000 if told.isdecimal() else 0


def folder() -> Path:
    """Where they lie."""
    return cache_folder() / "eves"


def read_eve(key: object) -> Eve | None:
    """The eve of a key, as `burn_in_of` makes it, if it is kept."""
    if not room():
        return None
    file = _file(key)
    try:
        seen = file.stat()
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode):  # reading a pipe would not end
        return None
    try:
        with file.open("rb") as packed:
            eve = _unpack(packed, seen.st_size)
    except Exception:  # whatever reading what is damaged ends in
        with contextlib.suppress(OSError):
            file.replace(file.with_suffix(".damaged"))
        return None
    with contextlib.suppress(OSError):
        os.utime(file)
    return eve


def write_eve(key: object, eve: Eve) -> None:
    """Keep an eve if there is room, in the place of those not used for longest."""
    if not room():
        return
    with contextlib.suppress(OSError):
        if shutil.disk_usage(cache_folder()).free < SPARE + eve.city.nbytes:
            return
        folder().mkdir(parents=True, exist_ok=True)
        with atomic(_file(key)) as half, half.open("wb") as file:
            _pack(eve, file)
        _make_room(room())


def megabytes_free() -> int | None:
    """Megabytes free on the disk where so few are that no eve is kept; else None."""
    if not room():
        return None
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(cache_folder()).free
        return free // 1_000_000 if free < SPARE else None
    return 0


def forget_damaged() -> int:
    """How many files were found damaged since this was last asked; they are made anew by whoever needs them."""
    found = 0
    for file in folder().glob("*.damaged"):
        with contextlib.suppress(OSError):
            file.unlink()
            found += 1
    return found


def _file(key: object) -> Path:
    return folder() / f"{sha256(f'{_made_by()} {key!r}')[:32]}.eve"


@cache
def _made_by() -> str:
    """The code that makes an eve, and the versions that pack it."""
    return f"{code_mark(('runs/run', 'runs/kept_eves'))} {platform.python_version()} {np.__version__} {pa.__version__}"


def _pack(eve: Eve, into: BinaryIO) -> None:
    """Write an eve: the head, blocks that are what their lengths say, and the digest of it all. The first block is the
    city without its columns, which follow one by one, so that no second city is ever in memory."""
    columns: list[pickle.PickleBuffer] = []
    rest = pickle.dumps(eve, protocol=5, buffer_callback=columns.append)
    digest, codec = hashlib.sha256(), pa.Codec(CODEC, compression_level=1)
    into.write(HEAD)
    for plain in (rest, *(column.raw() for column in columns)):
        block = codec.compress(pa.py_buffer(plain), asbytes=True)
        for part in (len(plain).to_bytes(LENGTH, "big"), len(block).to_bytes(LENGTH, "big"), block):
            digest.update(part)
            into.write(part)
    into.write(digest.digest())


def _unpack(packed: BinaryIO, size: int) -> Eve:
    """Read an eve from a file of `size` bytes; ValueError, or whatever damaged blocks end in."""
    digest, codec = hashlib.sha256(), pa.Codec(CODEC)

    def part(length: int) -> bytes:
        found = packed.read(min(length, size))
        digest.update(found)
        return found

    if packed.read(len(HEAD)) != HEAD:
        raise ValueError("another kind of file")
    blocks = []
    while packed.tell() < size - DIGEST:
        plain, length = (int.from_bytes(part(LENGTH), "big") for _ in range(2))
        if plain > MOST_TIMES * size:
            raise ValueError("damaged")
        blocks.append(bytearray(codec.decompress(part(length), plain, asbytes=True)))
    if packed.read() != digest.digest():
        raise ValueError("damaged")
    eve: Eve = _Unpickler(io.BytesIO(blocks[0]), buffers=iter(blocks[1:])).load()
    return eve


class _Unpickler(pickle.Unpickler):
    """Makes what cities are made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        ours = module.partition(".")[0] == __name__.partition(".")[0]
        if ours or (module, name) in MADE_OF:
            found = super().find_class(module, name)
            if isinstance(found, type) or not ours:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _make_room(most: int) -> None:
    """Remove what was not used for longest until the rest takes no more than `most` bytes; half-written files too."""
    found = []
    for file in folder().iterdir():
        with contextlib.suppress(OSError):
            seen = file.stat()
            if file.suffix == ".eve":
                found.append((seen.st_mtime, seen.st_size, file))
            elif file.suffix == ".part" and time.time() - seen.st_mtime > HALF_AFTER:
                file.unlink()
    taken = sum(size for _, size, _ in found)
    for _, size, file in sorted(found):
        if taken <= most:
            return
        with contextlib.suppress(OSError):
            file.unlink()
            taken -= size
