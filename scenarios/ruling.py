"""Which dispatch rules hold in a scenario: the section `dispatch`, a rule for a service."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..agents.platforms import PLATFORMS, SERVICES
from ..messages import phrase
from ..model.city import City
from ..model.sandbox import SandboxRule
from ..model.sandbox.kept import surface_of
from .checks import Faults, known, not_such
from .dispatch import list_rules, load_rule
from .merge import Node, is_file, suggest
from .yaml_reader import SpecError


class ServiceRule(NamedTuple):
    """The rule by which all firms of a service share orders out."""

    service: str
    named: str  # a shipped rule, or the full path of a file
    rule: SandboxRule


def read_dispatch(node: Node | None, faults: Faults) -> tuple[ServiceRule, ...]:
    """The section `dispatch` of a scenario: service → rule, by name or file; what is not named keeps its own."""
    found = []
    for service, item in known(node, PLATFORMS, faults).items():
        if not isinstance(item.value, str):
            near = suggest(str(item.value), list_rules())
            faults.append(item.fault(not_such(phrase("what.rule", "a dispatch rule"), item.got, near)))
            continue
        named = item.value
        if is_file(named):
            named = (Path(item.document.path).parent / named).resolve().as_posix()
        try:
            found.append(ServiceRule(service, named, load_rule(named)))
        except SpecError as error:
            faults += [item.fault(fault.message) if fault.file == named else fault for fault in error.faults]
    return tuple(sorted(found, key=lambda one: PLATFORMS.index(one.service)))


def put_in_force(city: City, rules: tuple[ServiceRule, ...]) -> None:
    """Have the firms of each service named share orders out by its rule, bias included, from now on."""
    for service, _, rule in rules:
        rows = slice(PLATFORMS.index(service), None, SERVICES)
        city.dispatch = city.dispatch.with_rule(service, surface_of(rule))
        city.platforms.age_bias[rows], city.platforms.sex_bias[rows] = rule.bias.age, rule.bias.sex
