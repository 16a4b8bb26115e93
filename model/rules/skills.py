"""Rules of courses and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..params import param


@dataclass(frozen=True)
class SkillRules:
    """Rules of courses and certificates. Every field is an array over the zones."""

    alarm_threshold: Any = param(
        1.0,
        "gap of an occupation that sets off the early warning; 1: never",
        unit="share",
        within=(0, 1),
        source="no policy",
    )
