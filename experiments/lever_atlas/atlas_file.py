"""The atlas of levers as a file: the `atlas.json` that `jiuye atlas` writes, read back.

That of the reference city stands in `scenarios/atlas`; the page Model and `jiuye levers NAME` tell from it what each
lever does. A mark says which levers and which behaviour it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...messages import phrase
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...results.digest import mark
from ...scenarios.merge import FOLDER
from ..runs.records import number_of, read_json
from ..validation.validate import mark_of
from .findings import FINDINGS, DoseFinding, LeverFinding, Stated
from .playing import indicators_of

ATLAS = FOLDER / "atlas"
PLAIN = ("city", "city_title", "workers", "weight", "burn_in", "months", "wall_s", "version", "command", "mark")


@dataclass(frozen=True)
class LeverAtlas:
    """Every lever asked for, in the order of the catalogue."""

    city: str
    city_title: dict[str, str]
    workers: int
    weight: float  # residents 16+ that a simulated person stands for
    burn_in: int
    months: int
    seeds: tuple[int, ...]
    levers: tuple[LeverFinding, ...]
    wall_s: float
    version: str
    command: str
    mark: str = ""  # of the levers and behaviour; see `mark_of_levers`

    def of(self, finding: str) -> tuple[LeverFinding, ...]:
        """The levers with a finding."""
        return tuple(lever for lever in self.levers if lever.finding == finding)

    def lever(self, name: str) -> LeverFinding | None:
        """One of them."""
        return next((lever for lever in self.levers if lever.name == name), None)

    def record(self) -> dict[str, Any]:
        """The whole as plain data, for `--json`."""
        return {
            **{name: getattr(self, name) for name in PLAIN},
            "seeds": list(self.seeds),
            "findings": {finding: len(self.of(finding)) for finding in FINDINGS},
            "levers": [lever.record() for lever in self.levers],
        }


def mark_of_levers(names: Iterable[str], behaviour: Behaviour) -> str:
    """Eight characters that stand for the settings of some levers, what is expected of them, and behaviour."""
    names = list(names)
    return mark(mark_of_play(names, behaviour), *(f"{name} {LEVERS[name].expects}" for name in names))


def mark_of_play(names: Iterable[str], behaviour: Behaviour) -> str:
    """The same for what is played and counted, whatever is expected of it."""
    lines = [mark_of(behaviour)]
    for name in names:
        kind = LEVERS[name]
        settings = [(p.name, p.default, p.within) for p in kind.settings().values()]
        lines.append(f"{name} {settings} {kind.touches} {kind.doses()} {kind.company} {indicators_of(kind)}")
    return mark(*lines)


@cache
def shipped_atlas(city: str = "reference") -> LeverAtlas | None:
    """The atlas of a city, where it comes with the program."""
    file = ATLAS / f"{city}.json"
    return read_atlas(file) if file.is_file() else None


def read_atlas(file: Path) -> LeverAtlas:
    """The atlas in a file; SpecError where it cannot be read."""
    return read_json(file, _atlas, phrase("file.kind.atlas", "an atlas of levers"), "jiuye atlas")


def _atlas(data: Mapping[str, Any]) -> LeverAtlas:
    levers = tuple(_lever(row) for row in data["levers"])
    return LeverAtlas(**{name: data[name] for name in PLAIN}, seeds=tuple(data["seeds"]), levers=levers)


def _lever(row: Mapping[str, Any]) -> LeverFinding:
    plain = {name: row[name] for name in ("name", "finding", "touches", "expects", "capped")}
    doses = tuple(_dose(dose) for dose in row["doses"])
    return LeverFinding(**plain, clear=tuple(row["clear"]), company=tuple(row["company"]), doses=doses)


def _dose(row: Mapping[str, Any]) -> DoseFinding:
    plain = {name: row[name] for name in ("factor", "values", "heads", "persons", "base", "money")}
    effects, city = ({key: _stated(value) for key, value in row[name].items()} for name in ("effects", "city"))
    return DoseFinding(**plain, effects=effects, city=city, cost=_stated(row["cost"]))


def _stated(values: Iterable[Any]) -> Stated:
    mean, low, high = map(number_of, values)
    return mean, low, high
