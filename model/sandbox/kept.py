"""Surfaces of rules: the shipped ones, and those of rules of one's own, made once and kept where compiled code is."""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

import yaml

from ...agents.compiled import cache_folder
from ..dispatch import Surface, shipped
from . import SandboxRule
from .surface import fit, key_of, plan


def surface_of(rule: SandboxRule) -> Surface:
    """What a rule comes to: shipped, kept, or made now (some ten seconds)."""
    weights, bias = ({name: x for name, x in asdict(part).items() if x} for part in (rule.weights, rule.bias))
    for known in shipped().values():
        if known.weights == weights and known.plan == plan():
            return replace(known, bias=bias)
    return _kept(rule)


@lru_cache(maxsize=32)
def _kept(rule: SandboxRule) -> Surface:
    file = cache_folder() / "surfaces" / f"{key_of(rule)}.yaml"
    try:
        return Surface.of(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        found = fit(rule)
        _keep(file, found)
        return found


def _keep(file: Path, found: Surface) -> None:
    """Write it whole or not at all; who cannot write makes it again next time."""
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(yaml.safe_dump(found.record(), sort_keys=False), encoding="utf-8")
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
