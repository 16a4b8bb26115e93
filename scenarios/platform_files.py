"""The platforms of a scenario: those that are shipped, none, or a file of one's own with services and firms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..messages import phrase
from ..model.build.platform_file import flaws_of, without
from .checks import Faults
from .merge import NO_FILE, Node, is_file, suggest
from .yaml_reader import Document, Fault, SpecError, read_yaml

__all__ = ["NONE", "USUAL", "is_platform_file", "platform_faults", "read_platforms", "without"]

USUAL, NONE = "usual", "none"  # the shipped ones, and no platform at all
OF_SCENARIOS = {"extends", "city", "time", "levers"}  # which no file of platforms has
NO_SERVICES: dict[str, Any] = {"platforms": {}}


def read_platforms(node: Node | None, faults: Faults) -> tuple[str, dict[str, Any] | None]:
    """The section `platforms` of a scenario: its word or full path, and what the file says; None for the shipped."""
    if node is None or node.value == USUAL:
        return USUAL, None
    if node.value == NONE:
        return NONE, NO_SERVICES
    own = isinstance(node.value, str) and is_file(node.value)
    file = Path(node.document.path).parent / str(node.value)
    if not (own and file.is_file()):
        near = NO_FILE if own else suggest(node.value, (USUAL, NONE))
        what = "must be usual, none or a file of platforms (got {got}){near}"
        faults.append(node.fault(phrase("platforms.which", what, got=node.got, near=near)))
        return USUAL, None
    try:
        document = read_yaml(file, shown=str(node.value))
    except SpecError as error:
        faults += error.faults
        return USUAL, None
    found = platform_faults(document)
    faults += found
    return (USUAL, None) if found else (file.resolve().as_posix(), document.data)


def platform_faults(document: Document) -> list[Fault]:
    """Everything that is wrong with a file of platforms, each at its line."""
    return [document.fault(flaw.path, flaw.message, key=flaw.key) for flaw in flaws_of(document.data)]


def is_platform_file(document: Document) -> bool:
    """Whether a file of its own lists platforms, rather than a scenario that names some."""
    data = document.data
    return isinstance(data, dict) and isinstance(data.get("platforms"), dict) and not data.keys() & OF_SCENARIOS
