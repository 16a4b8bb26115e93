"""Arrays and a record about them in one small file: a ZIP of .npy files, strongly compressed, without pickles.

`numpy.load` reads the arrays too. The same content gives the same bytes, so a file that is made again can be compared.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..messages import by_the_system, phrase
from .archive import ArchiveError
from .atomic import atomic

RECORD = "record.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the oldest date a ZIP can tell


def write_bundle(file: Path, record: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write a file whole or not at all. Arrays that change little from one value to the next become small."""
    parts = {RECORD: json.dumps(record, ensure_ascii=False, allow_nan=False, sort_keys=True).encode()}
    for name, values in arrays.items():
        target = io.BytesIO()
        np.lib.format.write_array(target, np.ascontiguousarray(values), allow_pickle=False)
        parts[f"{name}.npy"] = target.getvalue()
    file.parent.mkdir(parents=True, exist_ok=True)
    with atomic(file) as half, zipfile.ZipFile(half, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_LZMA)


def read_bundle(file: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Record and arrays of a file; ArchiveError where it is not one of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            record = json.loads(archive.read(RECORD))
            arrays = {
                name.removesuffix(".npy"): np.lib.format.read_array(io.BytesIO(archive.read(name)), allow_pickle=False)
                for name in archive.namelist()
                if name != RECORD
            }
    except OSError as error:
        raise ArchiveError(file, phrase("file.not_read", "cannot be read ({why})", why=by_the_system(error))) from None
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        message = phrase("bundle.damaged", "is damaged, or not a file of results ({why})", why=str(error))
        raise ArchiveError(file, message) from None
    return record, arrays


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same whole numbers in as few bytes each as hold them."""
    least, most = int(values.min(initial=0)), int(values.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max:
            return values.astype(kind)
    return values.astype(np.int64)
