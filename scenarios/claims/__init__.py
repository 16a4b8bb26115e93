"""The plan's figures: what it says, what part each plays here, and how the promised ones are put to the test.

`claims/figures.yaml` holds one record a figure, C01 to C69. An *input* names where the model uses it, an *outcome* or
*target* what it promises, with unit and window, and how it is tested: levers with doses, and what is measured in each
of two readings (`promise.py`). Nothing promised is a parameter.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ...messages import phrase
from ...model.params import params_of
from ...model.profile import Profile
from ...shipped_yaml import shipped_yaml
from ..merge import suggest
from ..yaml_reader import Fault, SpecError, read_yaml
from .promise import CAUSED, COMPARE, COUNTED, EVERY_LEVER, READINGS, ROLES, TESTED, Claim, Entry, Sweep, Test, Use

__all__ = [
    "CAUSED",
    "COUNTED",
    "EVERY_LEVER",
    "READINGS",
    "ROLES",
    "TESTED",
    "Claim",
    "Sweep",
    "Test",
    "Use",
    "districts_of",
    "levers_missing",
    "load_claims",
    "value_at",
]

FILE = Path(__file__).parent / "figures.yaml"
ROOT = Path(__file__).parents[2]
PROMISE = ("promise", "levers", "zones", "readings", "sweep")  # what a promise that is tested has


def load_claims(only: Sequence[str] = ()) -> tuple[Claim, ...]:
    """All figures, or those named; SpecError for a name that is none."""
    every = _every()
    known = [claim.id for claim in every]
    what = "is not a figure of the plan{near}"
    odd = [name for name in only if name not in known]
    faults = [Fault(name, phrase("claims.unknown", what, near=suggest(name, known))) for name in odd]
    if faults:
        raise SpecError(faults)
    return tuple(claim for claim in every if not only or claim.id in only)


def levers_missing(claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Figure → levers its tests need that do not exist."""
    found = {claim.id: tuple(dict.fromkeys(n for t in claim.tests for n in t.missing())) for claim in claims}
    return {name: levers for name, levers in found.items() if levers}


def districts_of(profile: Profile, names: Sequence[str]) -> tuple[str, ...]:
    """The districts named, as far as a city has them; else its largest."""
    found = [district.id for district in profile.districts if district.id in names]
    return tuple(found) or (max(profile.districts, key=lambda district: district.residents).id,)


def value_at(at: str) -> Any:
    """What stands at `module:name` or `file.yaml:key`: the default of a parameter, a constant, a figure in a file.

    ValueError if nothing does.
    """
    place, _, path = at.partition(":")
    try:
        found = _file(place) if place.endswith(".yaml") else importlib.import_module(f"...{place}", __package__)
        for part in path.split("."):
            found = _inside(found, part)
    except (ImportError, OSError, LookupError, AttributeError) as error:
        raise ValueError(f"nothing stands at {at} ({error})") from None
    return found


@cache
def _every() -> tuple[Claim, ...]:
    document = read_yaml(FILE, shown=f"scenarios/{FILE.name}")
    faults: list[Fault] = []
    claims = []
    for number, record in enumerate(document.data):
        try:
            claims.append(_claim(record))
        except (KeyError, TypeError, ValueError) as error:
            faults.append(document.fault((number,), phrase("claims.record", "is not a whole record: {why}", why=error)))
    if faults:
        raise SpecError(faults)
    return tuple(claims)


def _claim(record: Mapping[str, Any]) -> Claim:
    _only_known(record, ("id", "section", "figure", "title", "role", "note", "uses", *PROMISE))
    if record["role"] not in ROLES:
        raise ValueError(f"role {record['role']!r} is not one of {', '.join(ROLES)}")
    return Claim(
        str(record["id"]),
        str(record["section"]),
        dict(record["figure"]),
        dict(record["title"]),
        record["role"],
        dict(record["note"]),
        tuple(Use(**use) for use in record.get("uses", [])),
        _tests(record) if "promise" in record else (),
    )


def _tests(record: Mapping[str, Any]) -> tuple[Test, ...]:
    """Both readings of a promise, with the figure, unit and window that they share."""
    promise, readings = record["promise"], record["readings"]
    _only_known(promise, ("figure", "most", "unit", "months"))
    _only_known(readings, READINGS)
    sweep = _sweep(record["sweep"]) if "sweep" in record else None
    shared = {
        "levers": _levers(record["levers"]),
        "claimed": float(promise["figure"]),
        "most": bool(promise.get("most", False)),
        "unit": str(promise["unit"]),
        "months": int(promise["months"]),
        "zones": tuple(record.get("zones", ())),
    }
    found = []
    for reading in READINGS:
        written = readings[reading]
        for k, meaning in enumerate(written if isinstance(written, list) else [written]):
            found.append(_test(meaning, reading, {**shared, "sweep": None if k else sweep}))
    return tuple(found)


def _test(record: Mapping[str, Any], reading: str, shared: Mapping[str, Any]) -> Test:
    _only_known(record, ("measure", "of", "group", "compare"))
    if record["compare"] not in COMPARE[reading]:
        raise ValueError(f"compare {record['compare']!r} is not one of {', '.join(COMPARE[reading])}")
    return Test(
        reading=reading,
        measure=record["measure"],
        of=record.get("of", ""),
        group=record.get("group", "all"),
        compare=record["compare"],
        **shared,
    )


def _levers(written: Any) -> tuple[Entry, ...] | str:
    if written == EVERY_LEVER:
        return EVERY_LEVER
    return tuple((name, dict(settings or {})) for entry in written for name, settings in entry.items())


def _sweep(record: Mapping[str, Any]) -> Sweep:
    _only_known(record, ("lever", "setting", "doses", "behaviour"))
    ranges = {name: (float(low), float(high)) for name, (low, high) in record.get("behaviour", {}).items()}
    doses = tuple(record.get("doses", ()))
    return Sweep(record.get("lever", ""), record.get("setting", ""), doses, ranges)


def _only_known(record: Mapping[str, Any], keys: Sequence[str]) -> None:
    unknown = [key for key in record if key not in keys]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a key{suggest(unknown[0], keys)}")


@cache
def _file(place: str) -> Any:
    return shipped_yaml(ROOT / place)


def _inside(whole: Any, part: str) -> Any:
    """One step of a path: a key, the record of a list with that id, a parameter's default, an attribute."""
    if isinstance(whole, Mapping):
        return whole[part]
    if isinstance(whole, list):
        return {row["id"]: row for row in whole}[part]
    if isinstance(whole, type) and hasattr(whole, "__dataclass_fields__") and part in params_of(whole):
        return params_of(whole)[part].default
    found = getattr(whole, part)
    return list(found) if isinstance(found, tuple) else found
