"""What every result of many runs tells of how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ...results.environment import version
from ...scenarios.spec import Scenario

Stated = tuple[float, float, float]  # a value and its 95 % interval


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The city, its size and time, the seeds, and the command that makes the result again."""

    city: str
    city_title: dict[str, str]
    workers: int
    months: int
    seeds: tuple[int, ...]
    command: str
    version: str

    def record(self) -> dict[str, Any]:
        """Plain data, for `--json` and for the folder."""
        return asdict(self)


def asked_of(scenario: Scenario, seeds: Sequence[int], command: str) -> dict[str, Any]:
    """The fields of `Asked`."""
    profile = scenario.profile
    return {
        "city": profile.id,
        "city_title": {"zh": profile.name_zh, "en": profile.name_en},
        "workers": scenario.workers,
        "months": scenario.months,
        "seeds": tuple(seeds),
        "command": command,
        "version": version(),
    }
