"""Rules of town and country."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceRules:
    """Rules of town and country. Every field is an array over the zones."""
