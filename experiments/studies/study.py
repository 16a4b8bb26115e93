"""Studies: what is varied, what is measured, at which points and with which seeds; read from YAML, checked as a whole.

Four lists that are kept apart (after Kwakkel 2017, EMA workbench): *levers* are what government chooses,
*uncertainties* what nobody knows, *outcomes* what is measured, and *seeds* the luck that is common to all points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ...messages import phrase
from ...results.digest import sha256
from ...scenarios.merge import is_file, suggest
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError, read_yaml
from .axes import POLICY, Axis, Values, at_point, with_uncertainties
from .designs import Design, Plan, design, points_of
from .outcomes import Outcome

FOLDER = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class Study:
    """A sweep that can be played."""

    name: str
    title: dict[str, str]
    base: Scenario  # what is not varied; the levers that differences are taken from
    axes: tuple[Axis, ...]  # levers first, then uncertainties
    outcomes: tuple[Outcome, ...]
    plan: Plan
    seeds: tuple[int, ...]  # the same at every point
    policies: dict[str, Scenario] = field(default_factory=dict, repr=False)  # what the values of the policy axis mean

    @cached_property
    def design(self) -> Design:
        """The points."""
        return design(self.plan, self.axes)

    @property
    def points(self) -> int:
        """Number of points."""
        return points_of(self.plan, self.axes)

    @property
    def runs(self) -> int:
        """Number of runs: every point with every seed."""
        return self.points * len(self.seeds)

    @property
    def differences(self) -> bool:
        """Whether an outcome is a difference from the base."""
        return any(outcome.difference for outcome in self.outcomes)

    @property
    def lever_axes(self) -> tuple[Axis, ...]:
        """What government chooses."""
        return tuple(axis for axis in self.axes if axis.role == "levers")

    @property
    def uncertainty_axes(self) -> tuple[Axis, ...]:
        """What nobody knows."""
        return tuple(axis for axis in self.axes if axis.role == "uncertainties")

    def scenario(self, values: Values) -> Scenario:
        """What is played at a point."""
        return at_point(self.base, self.axes, values, self.policies)

    def reference(self, values: Values) -> Scenario:
        """What differences at a point are taken from: the levers of the base under the same circumstances."""
        return with_uncertainties(self.base, self.axes, values)

    @cached_property
    def record(self) -> dict[str, Any]:
        """Everything that results depend on, apart from the seeds and the code; JSON."""
        return {
            "study": self.name,
            "base": self.base.text,
            "profile": self.base.profile.id,
            "city_file": sha256(Path(self.base.city).read_bytes()) if is_file(self.base.city) else None,
            "policies": {name: scenario.text for name, scenario in self.policies.items()},
            "axes": [_axis(axis) for axis in self.axes],
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
            "design": asdict(self.plan),
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the record without what changes no number that was found: names, titles, what is measured, and
        seeds, for the same points may be played with more of them later."""
        told = {key: value for key, value in self.record.items() if key not in ("study", "outcomes")}
        told["base"] = _numbers(self.base)
        told["policies"] = {name: _numbers(scenario) for name, scenario in self.policies.items()}
        return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False))


def _numbers(scenario: Scenario) -> str:
    """The text of a scenario but for its names and what it measures."""
    return replace(scenario, name="any", title={"zh": "", "en": ""}, measure=(), by=()).text


def list_studies() -> list[str]:
    """Names of the shipped studies."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load_study(name_or_path: str | Path, *, overrides: Mapping[str, Any] | None = None) -> Study:
    """A shipped study by name, or one from a file; SpecError with all faults if there are any.

    `overrides` is laid over the base scenario: `{"city": {"workers": 5000}, "time": {"months": 24}}`.
    """
    from .study_file import read_study

    name = str(name_or_path)
    if isinstance(name_or_path, Path) or is_file(name):
        return read_study(Path(name), read_yaml(name), overrides or {})
    file = FOLDER / f"{name}.yaml"
    if name not in list_studies():
        near = suggest(name, list_studies())
        raise SpecError([Fault(name, phrase("study.unknown", "there is no such study{near}", near=near))])
    return read_study(file, read_yaml(file, shown=f"experiments/studies/{name}.yaml"), overrides or {})


def _axis(axis: Axis) -> dict[str, Any]:
    """An axis in a store: how its values came about, and what they mean."""
    param = axis.param
    how: dict[str, Any] = {"values": list(axis.values)} if axis.values else {"range": [axis.low, axis.high]}
    if not axis.values:
        how |= {"scale": "log" if axis.log else "linear", "levels": axis.levels}
    about = {"path": axis.path, "role": axis.role, "column": axis.column, "unit": param.unit, "meaning": param.doc}
    return {**about, **how, "nominal": axis.nominal, "policy": axis.path == POLICY}
