"""The levers: every `Lever` in the rooms of this folder, found by being there, by matter and then by name; and those of
one's own in folders outside, which JIUYE_LEVERS names as PATH names folders of programs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from .lever import Dated, Lever, Offer, Policy, Programme

MATTERS = ("skills", "platforms", "work", "places", "government")
OWN = "JIUYE_LEVERS"


def find_levers() -> dict[str, type[Lever]]:
    """Name → lever: whatever stands in a file of a matter's folder, or of a folder of one's own."""
    found: dict[str, type[Lever]] = {}
    for room in (*(import_module(f".{matter}", __name__) for matter in MATTERS), _own_room()):
        for file in sorted(info.name for info in iter_modules(room.__path__)):
            for lever in _levers_in(import_module(f".{file}", room.__name__)):
                if lever.name in found:
                    raise ValueError(f"{lever.name}: both {found[lever.name].__module__} and {lever.__module__}")
                found[lever.name] = lever
    return found


def _levers_in(module: ModuleType) -> list[type[Lever]]:
    """Levers written in a file."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Lever)]
    return [kind for kind in kinds if kind.__module__ == module.__name__]


def own_folders() -> list[Path]:
    """Folders of levers outside the package, as JIUYE_LEVERS names them."""
    folders = [Path(folder) for folder in os.environ.get(OWN, "").split(os.pathsep) if folder]
    if missing := [folder for folder in folders if not folder.is_dir()]:
        raise NotADirectoryError(f"{OWN}: {missing[0]}")
    return folders


def _own_room() -> ModuleType:
    """A room `own` beside those of the matters, whose files stand in folders outside."""
    room = ModuleType(f"{__name__}.own")
    room.__path__ = [str(folder.resolve()) for folder in own_folders()]
    sys.modules[room.__name__] = room
    return room


LEVERS = find_levers()

__all__ = ["LEVERS", "Dated", "Lever", "Offer", "Policy", "Programme", "own_folders"]
