"""A journal of runs: what was simulated stays known, whatever happens to the process.

A folder holds `settings.json` and `runs.jsonl`, one line a finished run, brought to disk before it counts. Programs
that ask a journal before they simulate can be killed at any moment and started again; they lose the runs that were
under way. A line that a kill cut off is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...messages import by_the_system, phrase
from ...scenarios.yaml_reader import Fault, SpecError

SETTINGS, RUNS = "settings.json", "runs.jsonl"
Key = tuple[tuple[float, ...], int]  # values of the parameters, seed


class Journal:
    """Moments of every run of one setup."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        """Open a folder or make it; SpecError if it belongs to another setup."""
        self.folder, self.file = folder, folder / RUNS
        try:
            self._begin(dict(settings))
        except OSError as error:
            message = phrase("file.unusable", "cannot be used ({why})", why=by_the_system(error))
            raise SpecError([Fault(str(folder), message)]) from None
        self.found = self._read()
        self.resumed = len(self.found)

    def add(self, key: Key, moments: Mapping[str, float]) -> None:
        """Write a run down; it is on disk when this returns."""
        line = json.dumps({"values": key[0], "seed": key[1], "moments": dict(moments)})
        with self.file.open("ab") as out:
            out.write(line.encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
        self.found[key] = dict(moments)

    def _begin(self, settings: dict[str, Any]) -> None:
        """Write the settings of a new folder, or compare those of an old one."""
        file = self.folder / SETTINGS
        if not file.exists():
            if self.file.exists():
                what = "holds runs but no {file}; choose another folder"
                raise SpecError([Fault(str(self.folder), phrase("calibration.runs_alone", what, file=SETTINGS))])
            self.folder.mkdir(parents=True, exist_ok=True)
            half = file.with_name(file.name + ".part")
            half.write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            half.replace(file)
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

    def _read(self) -> dict[Key, dict[str, float]]:
        """The runs there are; what follows the last whole line is cut off."""
        if not self.file.exists():
            return {}
        raw = self.file.read_bytes()
        whole = raw.rfind(b"\n") + 1
        if whole < len(raw):
            os.truncate(self.file, whole)
        found = {}
        for number, line in enumerate(raw[:whole].splitlines(), start=1):
            try:
                run = json.loads(line)
                found[tuple(run["values"]), run["seed"]] = dict(run["moments"])
            except (ValueError, KeyError, TypeError):
                message = phrase("calibration.no_run", "is not a run; the file was changed from outside")
                raise SpecError([Fault(str(self.file), message, place=(number, 1))]) from None
        return found
