"""The declaration of a rule that nothing prescribes until a lever does."""

from __future__ import annotations

from typing import Any

from ..params import param


def unset(doc: str, zh: str, unit: str, most: float = 1, source: str = "no policy") -> Any:
    """A rule that is 0 without policy, and `most` at most."""
    return param(0.0, doc, zh, unit=unit, within=(0, most), source=source)
