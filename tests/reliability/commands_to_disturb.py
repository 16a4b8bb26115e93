"""Small questions to commands that write, what they answer, and which results are finished below a folder."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from jiuye.experiments.compare.comparison_file import read_comparison
from jiuye.experiments.compare.kept_tables import kept_tables
from jiuye.experiments.runs.archive import open_run
from jiuye.results.archive import ArchiveError, read_run

FILES = {
    "small.yaml": (
        "name: small\nextends: baseline\ncity: {profile: reference, workers: 1000}\ntime: {months: 12, burn_in: 6}\n"
    ),
    "policy.yaml": "name: policy\nextends: small.yaml\nlevers: [data_dividend]\n",
    "study.yaml": (
        "name: tiny\nbase: {extends: small.yaml}\nlevers: {training_subsidy: [0, 4000, 8000, 12000]}\n"
        "outcomes: {gini: , unemployment_rate: }\ndesign: {kind: factorial}\nseeds: 4\n"
    ),
}
THREADS = os.environ.get("JIUYE_THREADS", "1")  # one process starts sooner; `make soak` takes two
COMMANDS = {
    "run": ["run", "small.yaml", "policy.yaml", "--seeds", "4"],
    "compare": ["compare", "small.yaml", "policy.yaml", "--seeds", "6"],
    "sweep": ["sweep", "study.yaml"],
    "advise": [
        *("advise", "--budget", "40e6", "--goal", "platform_income", "--levers", "training_subsidy,career_ladder"),
        *("--base", "small.yaml", "--seeds", "1,2", "--fresh-seeds", "3,4"),
    ],
    "calibrate": [
        *("calibrate", "reference", "--workers", "1000", "--months", "12", "--seeds", "2", "--search-seeds", "1"),
        *("--evaluations", "6", "--members", "1", "--parameters", "tries,quit_rate", "--out", "fit.yaml"),
        *("--journal", "runs/journal", "--overwrite"),
    ],
    "validate": [
        *("validate", "lishui", "--workers", "1000", "--months", "24", "--seeds", "3", "--quick"),
        *("--no-probes", "--no-facts"),
    ],
}
# What hangs on the clock, on the place, or on how often the command was begun.
PASSING = re.compile(r"wall_s|seconds|bytes|folder|report|brief|out$|file|futures|command|ns_per|journal|stored|played")


def prepare(place: Path) -> Path:
    """The files that commands are given."""
    place.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def begun(name: str, place: Path, *more: str, **options: Any) -> subprocess.Popen[bytes]:
    """A command in a process group of its own."""
    command = [sys.executable, "-m", "jiuye", *COMMANDS[name], *more, "--json", "--threads", THREADS, "--lang", "en"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=place, stdout=pipe, stderr=pipe, start_new_session=True, **options)


def answer(process: subprocess.Popen[bytes]) -> Any:
    """What it printed, without what passes."""
    printed, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()
    return _lasting(json.loads(printed))


def finished(place: Path) -> dict[str, str]:
    """Finished results below a folder and a digest of each; what is there must be whole or say that it is not."""
    found = {}
    for manifest in (place / "runs").rglob("manifest.json"):
        folder = manifest.parent
        try:
            read_run(folder)
        except ArchiveError:
            assert folder.name.startswith("."), f"{folder} is not finished, and its name does not say so"
            continue
        found[str(folder)] = _digest(kept_tables(open_run(folder).folder))
    for file in (place / "runs").rglob("comparison.json"):
        if not file.parent.name.startswith("."):
            found[str(file)] = repr(read_comparison(file.parent).differences)
    for file in (place / "runs").rglob("*.json"):
        if not any(part.startswith(".") for part in file.parts):
            json.loads(file.read_text(encoding="utf-8"))  # whole
    return found


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(item) for key, item in value.items() if not PASSING.search(key)}
    return [_lasting(item) for item in value] if isinstance(value, list) else value


def _digest(tables: dict[str, Any]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(repr(tables[name].to_pydict()).encode())
    return digest.hexdigest()
