"""The levers: every `Lever` in the rooms of this folder, found by being there, by matter and then by name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from .lever import Dated, Lever, Offer, Policy, Programme

MATTERS = ("skills", "platforms", "work", "places", "government")


def find_levers() -> dict[str, type[Lever]]:
    """Name → lever: whatever stands in a file of a matter's folder."""
    found: list[type[Lever]] = []
    for matter in MATTERS:
        room = import_module(f".{matter}", __name__)
        for file in sorted(info.name for info in iter_modules(room.__path__)):
            module = import_module(f".{file}", room.__name__)
            found += [
                kind
                for kind in vars(module).values()
                if isinstance(kind, type) and issubclass(kind, Lever) and kind.__module__ == module.__name__
            ]
    return {lever.name: lever for lever in found}


LEVERS = find_levers()

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme"]
