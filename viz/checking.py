"""Checking files without running anything. Light on imports: a check should answer at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..scenarios.cities import load_city
from ..scenarios.merge import is_file
from ..scenarios.spec import Scenario, load_scenario, needed_bytes
from ..scenarios.yaml_reader import Fault, SpecError, read_yaml
from .texts import Lang, text

OF_A_CITY = ("census", "districts", "id")  # settings by which a city file is told from a scenario


@dataclass(frozen=True)
class Checked:
    """A file, what is wrong with it, and how large it is if nothing is."""

    file: str
    faults: tuple[Fault, ...]
    size: dict[str, Any]

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        faults = [
            {**asdict(fault), "line": fault.place[0] or None, "column": fault.place[1] or None} for fault in self.faults
        ]
        for fault in faults:
            del fault["place"]
        return {"file": self.file, "ok": not self.faults, "faults": faults, **self.size}

    def words(self, lang: Lang) -> str:
        """One line for a file that can be used."""
        size = size_words(self.size, lang) if "bytes" in self.size else text("cli.check.city", lang, **self.size)
        return text("cli.check.ok", lang, file=self.file, size=size)


def check(name: str) -> Checked:
    """Check a scenario, a shipped one or a file, or the file of a city."""
    try:
        if is_file(name) and _is_city(name):
            profile = load_city(Path(name))
            return Checked(name, (), {"city": profile.id, "residents": profile.residents, "adults": profile.adults})
        return Checked(name, (), size_of(load_scenario(name)))
    except SpecError as error:
        return Checked(name, tuple(error.faults), {})


def size_of(scenario: Scenario) -> dict[str, Any]:
    """What a run of a scenario takes."""
    return {
        "city": scenario.profile.id,
        "persons": scenario.workers,
        "months": scenario.months,
        "burn_in": scenario.burn_in,
        "bytes": needed_bytes(scenario),
    }


def size_words(size: Mapping[str, Any], lang: Lang) -> str:
    """Persons, months and memory of a run."""
    return text("cli.check.size", lang, **{**size, "gigabytes": size["bytes"] / 1e9})


def _is_city(name: str) -> bool:
    data = read_yaml(name).data
    return isinstance(data, dict) and any(key in data for key in OF_A_CITY)
