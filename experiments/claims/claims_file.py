"""A ledger as a file: the `claims.json` that `jiuye claims` writes, read back.

That of the reference city stands in `scenarios/claims`, made by `make claims-report`; the browser page and every brief
tell the plan's figures from it. What a figure says and how it is tested is taken from `scenarios/claims/figures.yaml`;
the file holds what came out, and a mark of what was tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...messages import phrase
from ...model.behaviour import Behaviour
from ...model.levers import LEVERS
from ...results.digest import mark
from ...scenarios.claims import Claim, Test, load_claims
from ...scenarios.merge import FOLDER
from ..runs.records import number_of, read_json
from ..validation.validate import mark_of
from .judging import Finding, TriedTest
from .region import Region, SweepPoint

SHIPPED = FOLDER / "claims"
SAME = (
    "reading",
    "measure",
    "of",
    "group",
    "compare",
    "claimed",
    "unit",
    "months",
)  # what a reading and its test share
PLAIN = ("city", "city_title", "workers", "weight", "burn_in", "wall_s", "version", "command", "mark")
SEEDS = ("seeds", "unfinished", "sweep_seeds")


def mark_of_tests(claims: Iterable[Claim], behaviour: Behaviour) -> str:
    """Eight characters that stand for the tests, the settings of the levers in them, and behaviour."""
    lines = [mark_of(behaviour)]
    for claim in claims:
        for test in claim.tests:
            lines.append(f"{claim.id} {test!r}")
            lines += [
                f"{n} {[(p.name, p.default) for p in LEVERS[n].settings().values()]}" for n in sorted(_levers(test))
            ]
    return mark(*lines)


def values_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a ledger from its record."""
    weight = float(data["weight"])
    claims = {claim.id: claim for claim in load_claims()}
    return {
        **{name: data[name] for name in PLAIN},
        **{name: tuple(data[name]) for name in SEEDS},
        "findings": tuple(_finding(row, claims[row["id"]], weight) for row in data["claims"]),
    }


def read_record(file: Path) -> dict[str, Any]:
    """The fields of the ledger in a file; SpecError where it cannot be read."""
    return read_json(file, values_of, phrase("file.kind.claims", "a record of claims"), "jiuye claims")


def _levers(test: Test) -> Sequence[str]:
    return [name for name in test.names() if name in LEVERS]


def _finding(row: Mapping[str, Any], claim: Claim, weight: float) -> Finding:
    left = list(claim.tests)
    readings = tuple(_reading(one, _taken(one, left), weight) for one in row["tests"])
    computed = float(row["simulated"]) if claim.role == "arithmetic" else None
    kept = {reading: one["region"] for reading, one in row["readings"].items() if one["region"] is not None}
    regions = {reading: _region(region, claim) for reading, region in kept.items()}
    late = row["reason"] == "late"
    return Finding(claim, readings, regions, tuple(row["missing_levers"]), late, computed)


def _taken(row: Mapping[str, Any], left: list[Test]) -> Test:
    """The first test left that the reading is of, taken out of the list."""
    for test in left:
        if all(row[name] == getattr(test, name) for name in SAME):
            left.remove(test)
            return test
    what = "no figure is tested by {measure} of {of} after {months} months"
    asked = {"measure": row["measure"], "of": row["of"] or "all", "months": row["months"]}
    raise ValueError(phrase("claims.untested", what, **asked))


def _reading(row: Mapping[str, Any], test: Test, weight: float) -> TriedTest:
    names = ("simulated", "low", "high", "before_after", "naive", "base", "policy", "persons")
    values = {name: number_of(row[name]) for name in names}
    return TriedTest(test, **values, seeds=tuple(map(number_of, row["seeds"])), grain=weight)


def _region(row: Mapping[str, Any], claim: Claim) -> Region:
    doses, behaviour, horizon = (
        tuple(_point(point) for point in row[kind]) for kind in ("doses", "behaviour", "horizon")
    )
    unit = LEVERS[row["lever"]].settings()[row["setting"]].unit if doses else ""
    return Region(row["lever"], row["setting"], unit, doses, behaviour, horizon, claim.tests[0].most)


def _point(row: Mapping[str, Any]) -> SweepPoint:
    numbers = {name: number_of(row[name]) for name in ("simulated", "low", "high", "needed")}
    return SweepPoint(row["name"], float(row["value"]), holds=bool(row["holds"]), **numbers)
