"""Scenarios: what is asked of the model. Read from YAML, checked as a whole, and written back the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..messages import phrase
from ..model.behaviour import Behaviour
from ..model.circle import Financing
from ..model.levers import Dated, Policy
from ..model.profile import Profile
from .budget import Budget, no_doses, read_budget
from .checks import Month, ScenarioFrame, known
from .financing import DEFAULT, read_financing
from .forecast import Forecast, read_forecast
from .group_entries import read_by
from .lever_entries import read_levers
from .memory import bytes_for
from .merge import Laid, Node, layered, list_scenarios, merged
from .pairing import Pair, read_pair
from .parts import FORECAST, SECTIONS, SPLIT, read_behaviour, read_city, read_measures, read_name, read_time, read_title
from .platform_files import USUAL, read_platforms
from .ruling import ServiceRule, read_dispatch
from .writing import canonical
from .yaml_reader import Fault, SpecError

__all__ = [
    "Scenario",
    "SpecError",
    "check_file",
    "list_scenarios",
    "load_inline",
    "load_scenario",
    "needed_bytes",
    "policy",
    "write_scenario",
]


@dataclass(frozen=True)
class Scenario:
    """One future of one city, complete and checked. Two are equal if they ask the same."""

    name: str
    title: dict[str, str] = field(hash=False)  # zh and en
    city: str  # name of a shipped profile, or the full path of a file
    profile: Profile = field(compare=False, repr=False)
    workers: int  # simulated persons aged 16 and over
    start: Month  # first month
    months: int
    burn_in: int  # months without policy before the start
    levers: tuple[Dated, ...]
    behaviour: Behaviour = field(repr=False)
    measure: tuple[str, ...]  # indicators
    by: tuple[str, ...]  # dimensions and groups they are split by
    forecast: Forecast = Forecast()  # seasons, growth and shocks
    pair: Pair | None = None  # a second city, where what helped in the first is copied
    budget: Budget | None = None  # what it may cost; its doses are not known before it is played
    financing: Financing = DEFAULT  # who pays for what its levers cost
    dispatch: tuple[ServiceRule, ...] = ()  # rules of services that differ from their own, from the start on
    platforms: str = USUAL  # the shipped ones, `none`, or the full path of a file
    services: dict[str, Any] | None = field(default=None, compare=False, repr=False)  # what that file says

    @cached_property
    def text(self) -> str:
        """The scenario on one page, with everything it inherits and every setting of its levers written out."""
        return canonical(self)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def load_scenario(name_or_path: str | Path, *, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """A shipped scenario by name, or one from a file; SpecError with all faults if there are any.

    `overrides` is laid over the file and has its form: `{"city": {"workers": 5000}, "time": {"months": 24}}`; the
    city's `profile` may be a `Profile`, of a city whose file is not here.
    """
    scenario, faults = _load(name_or_path, overrides or {})
    if scenario is None:
        raise SpecError(faults)
    return scenario


def load_inline(node: Node, file: Path, *, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """A scenario written inside another file, at `node`; SpecError with all faults if there are any."""
    scenario, faults = _checked(file, layered(file, node, overrides or {}))
    if scenario is None:
        raise SpecError(faults)
    return scenario


def check_file(path: str | Path) -> list[Fault]:
    """Everything that is wrong with a scenario file; empty if it can be run."""
    return _load(path, {})[1]


def _load(name_or_path: object, overrides: Mapping[str, Any]) -> tuple[Scenario | None, list[Fault]]:
    """The scenario, or the faults that make it unusable."""
    if not isinstance(name_or_path, str | Path):
        what = "must be the name of a scenario or its file (got {got})"
        raise TypeError(phrase("scenario.no_name", what, got=repr(name_or_path)))
    name = str(name_or_path) if isinstance(name_or_path, str) else f"{name_or_path.parent}/{name_or_path.name}"
    try:
        file, laid = merged(name, overrides)
    except SpecError as error:
        return None, error.faults
    return _checked(file, laid)


def _checked(file: Path, laid: Laid) -> tuple[Scenario | None, list[Fault]]:
    """The scenario that a tree of settings describes, or the faults that make it unusable."""
    faults = list(laid.faults)
    complete = not faults  # else what the scenario extends could not be read
    parts = known(laid.node, SECTIONS, faults)
    title_of = read_name(parts.get("name"), file, laid.node, faults)
    title = read_title(parts.get("title"), title_of, faults)
    city, profile, workers = read_city(parts.get("city"), faults, complete=complete)
    platforms, services = read_platforms(parts.get("platforms"), faults)
    time = read_time(parts.get("time"), faults, complete=complete)
    frame = ScenarioFrame(profile, time, complete)
    forecast = read_forecast({key: parts[key] for key in FORECAST if key in parts}, time, faults)
    before = len(faults)
    levers = read_levers(parts.get("levers"), frame, faults)
    if len(faults) > before:
        frame = frame._replace(complete=False)
    budget = read_budget(parts.get("budget"), levers, faults)
    financing = read_financing(parts.get("financing"), levers, frame, faults)
    dispatch = read_dispatch(parts.get("dispatch"), faults)
    pair = read_pair(parts.get("pair"), city, frame, levers, faults)
    behaviour = read_behaviour(parts.get("behaviour"), parts.get("calibration"), faults)
    measure = read_measures(parts.get("measure"), faults)
    by = read_by({key: parts[key] for key in SPLIT if key in parts}, profile.districts if profile else (), faults)
    if faults or profile is None or time is None:
        return None, sorted(dict.fromkeys(faults), key=lambda fault: (fault.file != str(file), fault.file, fault.place))
    return Scenario(
        title_of,
        title,
        city,
        profile,
        workers,
        *time,
        levers,
        behaviour,
        measure,
        by,
        forecast,
        pair=pair,
        budget=budget,
        financing=financing,
        dispatch=dispatch,
        platforms=platforms,
        services=services,
    ), []


def write_scenario(scenario: Scenario) -> str:
    """YAML that reads back to an equal scenario."""
    return scenario.text


def policy(scenario: Scenario) -> Policy:
    """The policy of a scenario: its levers, beside the training that the city offers anyway."""
    from ..model.levers.existing import existing_training

    if scenario.budget is not None:
        raise SpecError([Fault(scenario.name, no_doses())])
    return Policy(scenario.levers, existing=(existing_training(scenario.profile),))


def needed_bytes(scenario: Scenario) -> int:
    """Memory that a run of the scenario needs, bytes."""
    return bytes_for(scenario.workers)
