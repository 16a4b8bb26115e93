"""The plan, mechanism by mechanism: how the model represents each of its rows, where, and which scenario shows it.

`plan/mechanisms.csv` lists the rows with their sections; the YAML files beside it, one a matter, say how each is
represented. Tier 1 and 2 act in the labour market; rows of tier 3 stand in catalogues. A row whose size is put in and
does not come out says so: `presumes` names the parameters that hold it.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ...model.params import Param, params_of
from ...shipped_yaml import shipped_yaml

FOLDER = Path(__file__).parent
PACKAGE = __package__.split(".")[0]
KINDS = ("lever", "rule", "baseline", "indicator", "scenario", "catalogue")


@dataclass(frozen=True)
class Mechanism:
    """One row of the plan."""

    id: str  # M001 …
    section: str
    name: dict[str, str] = field(hash=False)  # zh and en
    tier: int
    kind: str = ""  # one of KINDS; empty if nothing represents it
    where: tuple[str, ...] = ()  # module:name, or file:key
    scenario: str | None = None  # a shipped scenario, or a lever, that shows it
    note: dict[str, str] = field(default_factory=dict, hash=False)
    presumes: tuple[str, ...] = ()  # parameters, module:Class.name, that state the size of its effect outright

    def presumed(self) -> tuple[Param, ...]:
        """The parameters that it presumes, as they stand now."""
        return tuple(presumed(where) for where in self.presumes)

    def record(self) -> dict[str, Any]:
        """The same as plain data, by the names of `--json`."""
        return {
            "id": self.id,
            "section": self.section,
            "name_zh": self.name["zh"],
            "name_en": self.name["en"],
            "tier": self.tier,
            "represented_as": self.kind or None,
            "where": list(self.where),
            "scenario": self.scenario,
            "note": self.note,
            "presumes": [
                {"name": p.name, "value": p.default, "unit": p.unit, "grade": p.grade, "en": p.doc, "zh": p.zh}
                for p in self.presumed()
            ],
        }


@cache
def load_plan() -> tuple[Mechanism, ...]:
    """Every mechanism in the order of the plan."""
    told = {entry["id"]: entry for file in sorted(FOLDER.glob("*.yaml")) for entry in shipped_yaml(file)}
    rows = []
    with (FOLDER / "mechanisms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = told.get(row["id"], {})
            rows.append(
                Mechanism(
                    row["id"],
                    f"§{row['section']}",
                    {"zh": row["name_zh"], "en": row["name_en"]},
                    int(row["tier"]),
                    entry.get("as", ""),
                    tuple(entry.get("where", ())),
                    entry.get("scenario"),
                    entry.get("note") or {},
                    tuple(entry.get("presumes", ())),
                )
            )
    return tuple(rows)


def presumed(where: str) -> Param:
    """The parameter that a row names as its presumed size; LookupError if there is none of that name."""
    owner, _, name = where.rpartition(".")
    known = params_of(resolve(owner))
    if name not in known:
        raise LookupError(f"{where}: there is no such parameter")
    return known[name]


def resolve(where: str) -> Any:
    """What a place of the table names: an object of the package, or a part of one of its data files; LookupError if
    there is no such thing."""
    place, _, name = where.partition(":")
    if "/" in place:
        file = Path(__file__).parents[2] / place
        if not file.is_file():
            raise LookupError(f"{where}: there is no such file")
        return _inside(shipped_yaml(file), name, where) if name else file
    try:
        found: Any = importlib.import_module(f"{PACKAGE}.{place}")
    except ImportError as error:
        raise LookupError(f"{where}: {error}") from None
    for part in name.split("."):
        found = _part(found, part, where)
    return found


def _part(owner: Any, name: str, where: str) -> Any:
    """An attribute, a field, or an entry of the catalogue a module holds."""
    fields = getattr(owner, "__dataclass_fields__", {})
    tables = [value for value in vars(owner).values() if isinstance(value, dict)] if hasattr(owner, "__dict__") else []
    for table in [owner] if isinstance(owner, Mapping) else [vars(owner), fields, *tables]:
        if name in table:
            return table[name]
    if hasattr(owner, name):
        return getattr(owner, name)
    raise LookupError(f"{where}: there is no {name}")


def _inside(data: Any, name: str, where: str) -> Any:
    """The entry of a data file that bears a name, wherever it stands."""
    if isinstance(data, Mapping):
        if name in data:
            return data[name]
        if name in (data.get("id"), data.get("name")):
            return data
        children = list(data.values())
    else:
        children = list(data) if isinstance(data, list) else []
    for child in children:
        try:
            return _inside(child, name, where)
        except LookupError:
            continue
    raise LookupError(f"{where}: there is no {name}")
