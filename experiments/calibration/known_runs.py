"""What a calibration has simulated stays known, whatever happens to the process.

A folder holds `settings.json` and a journal with one record a finished run, on disk before it counts. Programs that ask
what is known before they simulate can be killed at any moment and started again; they lose the runs that were under
way. A record that a kill cut off, or a disk spoilt, is none: that run is simulated again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...messages import by_the_system, phrase
from ...results.atomic import write_atomic
from ...results.journal import Journal
from ...scenarios.yaml_reader import Fault, SpecError

SETTINGS, RUNS = "settings.json", "runs"
OLDER = "runs.jsonl"  # what versions up to 0.1 wrote, without checksums
Key = tuple[tuple[float | str, ...], int]  # values of the parameters (or a name), seed


class KnownRuns:
    """Moments of every run of one setup."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        """Open a folder or make it; SpecError if it belongs to another setup or an older version."""
        self.folder = folder
        self.journal = Journal(folder / RUNS)
        try:
            self._begin(dict(settings))
            self.journal.folder.mkdir(exist_ok=True)
        except OSError as error:
            message = phrase("file.unusable", "cannot be used ({why})", why=by_the_system(error))
            raise SpecError([Fault(str(folder), message)]) from None
        self.found: dict[Key, dict[str, float]] = {}
        for run in self.journal.read():
            self.found[tuple(run["values"]), run["seed"]] = _unpacked(run["moments"])
        self.resumed = len(self.found)

    def add(self, key: Key, moments: Mapping[str, float]) -> None:
        """Write a run down; it is on disk when this returns."""
        self.journal.append([{"values": key[0], "seed": key[1], "moments": _packed(moments)}])
        self.found[key] = dict(moments)

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()

    def _begin(self, settings: dict[str, Any]) -> None:
        """Write the settings of a new folder, or compare those of an old one."""
        file = self.folder / SETTINGS
        if (self.folder / OLDER).exists():
            what = "holds runs of an older version ({file}), which this one does not read; choose another folder"
            message = phrase("calibration.older", what, file=OLDER)
            raise SpecError([Fault(str(self.folder), message)])
        if not file.exists():
            if any((self.folder / RUNS).glob("*")):
                what = "holds runs but no {file}; choose another folder"
                raise SpecError([Fault(str(self.folder), phrase("calibration.runs_alone", what, file=SETTINGS))])
            write_atomic(file, json.dumps(settings, ensure_ascii=False, indent=1) + "\n")
            return
        try:
            theirs = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            message = phrase("calibration.not_read", "cannot be read; choose another folder")
            raise SpecError([Fault(str(file), message)]) from None
        differing = sorted(k for k in {*settings, *theirs} if settings.get(k) != theirs.get(k))
        if differing:
            what = "belongs to another setup: {names} differ; choose another folder"
            message = phrase("calibration.other_setup", what, names=", ".join(differing))
            raise SpecError([Fault(str(self.folder), message)])


def runs_in(folder: Path) -> int:
    """How many runs a folder holds."""
    return sum(1 for _ in Journal(folder / RUNS).read())


def _packed(moments: Mapping[str, float]) -> dict[str, float | str]:
    """As JSON, which has no number for what is none."""
    return {name: value if math.isfinite(value) else str(value) for name, value in moments.items()}


def _unpacked(moments: Mapping[str, float | str]) -> dict[str, float]:
    return {name: float(value) for name, value in moments.items()}
