"""Atlases and lives as files, and those that come with the program, so that the first picture needs no run.

Counts change little from month to month and from one future to the next, so differences are stored. What the numbers
depend on is stored beside them, so that a test finds files which a change of the model has made old.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...messages import phrase
from ...results.archive import ArchiveError
from ...results.bundle import narrow, read_bundle, write_bundle
from ...results.digest import sha256
from ...scenarios.merge import FOLDER
from ...scenarios.spec import Scenario
from .atlas import Atlas, CellCounts
from .lives import Lives

FUTURES = FOLDER / "futures"
ARRAYS = ("klass", "district")
PLAIN = {
    "lot": np.uint32,
    "months": np.int16,
    "events": np.int32,
    "parted": np.int16,
    "cause": np.uint8,
    "seed": np.uint8,
}
MONTHLY = {"status": np.uint8, "income": np.int32}
TOTALS = {"earned": np.int32, "worked": np.int16}


def provenance(everyone: Sequence[Scenario]) -> dict[str, Any]:
    """What numbers depend on: the text of every scenario, and how people and firms behave, by hash."""
    behaviour = json.dumps(asdict(everyone[0].behaviour), sort_keys=True)
    return {
        "scenarios": {scenario.name: scenario.hash for scenario in everyone},
        "behaviour": sha256(behaviour),
    }


def write_atlas(atlas: Atlas, file: Path) -> None:
    """Write an atlas, whole or not at all."""
    names = {f.name for f in fields(Atlas)} - {*ARRAYS, "counts", "traits"}
    record = {"kind": "atlas", **{name: getattr(atlas, name) for name in sorted(names)}}
    arrays: dict[str, NDArray[Any]] = {name: getattr(atlas, name) for name in ARRAYS}
    arrays |= {f"counts.{name}": steps_of(values) for name, values in atlas.counts.items()}
    arrays |= {f"traits.{name}": narrow(values) for name, values in atlas.traits.items()}
    write_bundle(file, record, arrays)


def read_atlas(file: Path) -> Atlas:
    """An atlas as it was written; ArchiveError where the file is none."""
    record, arrays = read_bundle(file)
    if record.pop("kind", None) != "atlas":
        raise ArchiveError(file, phrase("bundle.no_atlas", "is not an atlas"))
    counts, traits = (
        {name.removeprefix(f"{kind}."): values for name, values in arrays.items() if name.startswith(f"{kind}.")}
        for kind in ("counts", "traits")
    )
    for name in ("futures", "seeds", "districts"):
        record[name] = tuple(record[name])
    plain: dict[str, Any] = {name: arrays[name] for name in ARRAYS}
    return Atlas(
        **record,
        **plain,
        counts=CellCounts((name, from_steps(values)) for name, values in counts.items()),
        traits=traits,
    )


def write_lives(lives: Lives, file: Path) -> None:
    """Write lives, whole or not at all."""
    record = {f.name: getattr(lives, f.name) for f in fields(Lives)}
    arrays: dict[str, NDArray[Any]] = {}
    for name in (*PLAIN, "traits", "everybody"):
        values = record.pop(name)
        parts = {f"{name}.{key}": part for key, part in values.items()} if isinstance(values, dict) else {name: values}
        arrays |= {key: narrow(part) for key, part in parts.items()}
    for name in MONTHLY:
        arrays[name] = steps_of(record.pop(name)[:, None])
    for name in TOTALS:
        arrays[name] = narrow(np.concatenate([record[name][:1], record[name][1:] - record[name][0]]))
        record.pop(name)
    write_bundle(file, {"kind": "lives", **record}, arrays)


def read_lives(file: Path) -> Lives:
    """Lives as they were written; ArchiveError where the file holds none."""
    record, arrays = read_bundle(file)
    if record.pop("kind", None) != "lives":
        raise ArchiveError(file, phrase("bundle.no_lives", "holds no lives"))
    for name in ("futures", "seeds", "districts"):
        record[name] = tuple(record[name])
    record["courses"] = {future: tuple(names) for future, names in record["courses"].items()}
    found: dict[str, Any] = {name: arrays[name].astype(kind) for name, kind in PLAIN.items()}
    for group in ("traits", "everybody"):
        named = {n.removeprefix(f"{group}."): v for n, v in arrays.items() if n.startswith(f"{group}.")}
        found[group] = {name: values.astype(np.uint8) for name, values in named.items()}
    found |= {name: from_steps(arrays[name])[:, 0].astype(kind) for name, kind in MONTHLY.items()}
    for name, kind in TOTALS.items():
        found[name] = np.concatenate([arrays[name][:1], arrays[name][1:] + arrays[name][0].astype(kind)]).astype(kind)
    return Lives(**record, **found)


def steps_of(values: NDArray[Any]) -> NDArray[Any]:
    """[F, S, T, X] as differences from the first future, then from the period before."""
    wide = values.astype(np.int64)
    wide[1:] -= wide[0].copy()
    wide[:, :, 1:] -= wide[:, :, :-1].copy()
    return narrow(wide)


def from_steps(values: NDArray[Any]) -> NDArray[np.int32]:
    """What `steps_of` was given."""
    wide = np.cumsum(values, axis=2, dtype=np.int32)
    wide[1:] += wide[0]
    return wide
