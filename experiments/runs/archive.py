"""Runs that are kept: one folder for each seed, from which the run can be made again bit for bit."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from ...messages import phrase
from ...model.indicators import INDICATORS
from ...results.archive import ArchiveError, Run, check_target, read_run, write_run, why_not
from ...results.finite import known as without_gaps
from ...results.environment import commit, peak_bytes, versions
from ...scenarios.checks import Month, written
from ...scenarios.spec import Scenario, SpecError, load_scenario
from ...scenarios.yaml_reader import Fault
from .burn_in_cache import own_eve
from .pace import note
from .processes import each_seed
from .run import Floats, Result, Tick, burnt_in, play
from .tables import MEANING, equal, tables_of
from .assumptions import assumptions_of

ROOM = 1_000_000  # bytes that must be free before anything is played: a comparison of the smallest kind


@dataclass(frozen=True)
class WrittenRun:
    """A run that has been written, and what a summary of it needs."""

    folder: Path
    seed: int
    groups: tuple[str, ...]
    indicators: dict[str, Floats]  # those the scenario measures: name → [month, group]
    wall_s: float
    person_months: int  # the burn-in included
    peak_bytes: int | None  # None where the system does not tell
    start: Month

    @property
    def ns_per_person_month(self) -> float:
        """Wall time of one person's month, nanoseconds."""
        return self.wall_s * 1e9 / self.person_months


@dataclass(frozen=True)
class Again:
    """A stored run made once more."""

    stored: Run
    same: dict[str, bool]  # table → whether it came out bit for bit
    changed: dict[str, tuple[Any, Any]]  # versions and figures that differ: then and now

    @property
    def identical(self) -> bool:
        """Whether every table came out bit for bit."""
        return all(self.same.values())


def place_of(scenario: Scenario, seed: int, out: Path) -> Path:
    """The folder of one run."""
    return out / f"{scenario.name}-{scenario.profile.id}-{seed}"


def check_folder(out: Path) -> None:
    """See that results can be written to a folder, which is made if it is missing, and that there is some room."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out) as file:
            file.write(bytes(ROOM))
    except OSError as error:
        message = phrase("file.not_written", "cannot be written ({why})", why=why_not(error))
        raise SpecError([Fault(str(out), message)]) from None


def check_one_city(scenarios: Sequence[Scenario]) -> None:
    """SpecError where a scenario is about two cities, of which a run would play the first."""
    message = phrase("run.pair", "asks for two cities; `jiuye pair` plays them")
    if faults := [Fault(scenario.name, message) for scenario in scenarios if scenario.pair is not None]:
        raise SpecError(faults)


def check_places(scenario: Scenario, seeds: Sequence[int], out: Path, *, overwrite: bool = False) -> list[Fault]:
    """Why runs cannot be written where they belong. The same run may be made again in its place."""
    faults = []
    for seed in seeds:
        folder = place_of(scenario, seed, out)
        try:
            check_target(folder, overwrite or _holds(folder, scenario, seed))
        except ArchiveError as error:
            faults.append(Fault(error.place, error.message))
    return faults


def archive_each(scenario: Scenario, seeds: Sequence[int], out: Path, tick: Tick | None = None) -> Iterator[WrittenRun]:
    """Play a scenario for each seed and yield the runs as they are written; what has been yielded is safe on disk."""
    for _, run in each_seed(archive_run, seeds, scenario.workers, scenario, out, tick=tick):
        yield run


def archive_run(
    seed: int, scenario: Scenario, out: Path, tick: Tick | None = None, *, from_birth: bool = False
) -> WrittenRun:
    """Play one seed and write its folder, in the place of an older run if there is one. Played `from_birth`, no city
    that is kept is believed."""
    began = time.perf_counter()
    city, past = (burnt_in if from_birth else own_eve)(scenario, seed, tick)
    result = play(city, past, scenario, tuple(INDICATORS), every_cell_month=True, tick=tick)
    wall_s = time.perf_counter() - began
    note(scenario, result.wall_s)
    manifest = _manifest(scenario, result, wall_s)
    run = write_run(place_of(scenario, seed, out), manifest, tables_of(result, scenario.start), overwrite=True)
    measured = {name: result.indicators[name] for name in scenario.measure}
    size, peak = manifest["person_months"], manifest["peak_bytes"]
    return WrittenRun(run.folder, seed, result.groups, measured, wall_s, size, peak, scenario.start)


def is_archived(scenario: Scenario, seed: int, out: Path) -> bool:
    """Whether the run of a scenario and seed stands finished in its place."""
    try:
        return bool(read_run(place_of(scenario, seed, out)).manifest["scenario_hash"] == scenario.hash)
    except ArchiveError:
        return False


def again(folder: Path, tick: Tick | None = None) -> Again:
    """Play a stored run once more and compare every table with the stored one."""
    stored = open_run(folder)
    scenario = stored_scenario(stored)
    with tempfile.TemporaryDirectory() as other:
        fresh = read_run(archive_run(stored.manifest["seed"], scenario, Path(other), tick, from_birth=True).folder)
        same = {name: _same(stored.table(name), fresh.table(name)) for name in stored.tables}
    then, now = ({**run.manifest["versions"], **_origin(run)} for run in (stored, fresh))
    changed = {name: (then.get(name), now.get(name)) for name in then | now if then.get(name) != now.get(name)}
    return Again(stored, same, changed)


def _same(then: pa.Table, now: pa.Table) -> bool:
    """Whether a stored table came out again; columns that runs have got since do not count."""
    known = [name for name in now.column_names if name in then.column_names]
    return equal(without_gaps(then), now.select(known))  # older ones may hold what is not a number


def open_run(folder: Path) -> Run:
    """A stored run; SpecError where there is none."""
    try:
        return read_run(folder)
    except ArchiveError as error:
        raise SpecError([Fault(error.place, error.message)]) from None


def stored_scenario(run: Run) -> Scenario:
    """The scenario of a stored run."""
    return scenario_of(run.manifest["scenario"], f"{run.folder}/manifest.json")


def scenario_of(text: str, shown: str, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """A scenario from its text; `shown` is its name in messages."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text(text, encoding="utf-8")
        try:
            return load_scenario(file, overrides=overrides)
        except SpecError as error:
            faults = [replace(f, file=shown if f.file == str(file) else f.file) for f in error.faults]
            raise SpecError(faults) from None


def _manifest(scenario: Scenario, result: Result, wall_s: float) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "title": scenario.title,
        "scenario": scenario.text,
        "scenario_hash": scenario.hash,
        "city": scenario.profile.id,
        "city_title": {"zh": scenario.profile.name_zh, "en": scenario.profile.name_en},
        "city_hash": scenario.profile.fingerprint,
        "seed": result.seed,
        "start": written(scenario.start),
        "months": scenario.months,
        "burn_in": scenario.burn_in,
        "persons": result.persons,
        "weight": result.weight,
        "measure": list(scenario.measure),
        "versions": versions(),
        "commit": commit(),
        "wall_s": wall_s,
        "person_months": result.persons * (scenario.burn_in + scenario.months),
        "peak_bytes": peak_bytes(),
        "state_bytes": result.state_bytes,
        "weak": [weak.name for weak in assumptions_of([scenario])],
        "meaning": MEANING,
    }


def _origin(run: Run) -> dict[str, Any]:
    return {name: run.manifest.get(name) for name in ("commit", "city_hash")}


def _holds(folder: Path, scenario: Scenario, seed: int) -> bool:
    """Whether a folder already holds this very run."""
    try:
        manifest = read_run(folder).manifest
    except ArchiveError:
        return False
    return bool(manifest["scenario_hash"] == scenario.hash and manifest["seed"] == seed)
