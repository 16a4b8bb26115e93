"""The probes: every `Probe` in a file of this folder, found by being there, in the order of their files."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ..probe import Probe


def find_probes() -> dict[str, Probe]:
    """Name → probe; a file holds one."""
    found: dict[str, Probe] = {}
    for name in sorted(info.name for info in iter_modules(__path__)):
        module = import_module(f".{name}", __name__)
        probes = [value for value in vars(module).values() if isinstance(value, Probe)]
        if len(probes) != 1 or probes[0].name != name:
            raise ValueError(f"{module.__name__}: a file of this folder holds one probe, named as the file is")
        found[name] = probes[0]
    return found


PROBES = find_probes()
