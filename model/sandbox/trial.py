"""The trial of a dispatch rule before launch: which group it leaves behind, and how far that is clear (plan §3.4.1).

A service's own rule, with the bias of its version, is played with drivers such as the service has, while as much of
their hours is used as in normal times. Verdicts are kept by the rule's content; those of the services as they stand
come with the model (`data/sandbox_verdicts.yaml`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...agents.platforms import PLATFORMS
from ...agents.workers import FEMALE
from ...shipped_yaml import shipped_yaml
from ..city import City
from ..draws import Draws
from . import OLDEST, YOUNGEST, Bias, Drivers, SandboxRule, Setting, Weights, all_day, draw_drivers, play

FILE = Path(__file__).parents[1] / "data" / "sandbox_verdicts.yaml"
SETTING = Setting(rate=0.62, steps=3_600)  # ten hours in which four fifths of the drivers' time is used
SEEDS = (1, 2, 3, 4)
STUDENT = 3.182  # of 95 % on four seeds
AGES = ((YOUNGEST, 34), (35, 44), (45, 54), (55, OLDEST))  # bias sets in at 35; the first band is the yardstick
DIGITS = 4


@dataclass(frozen=True)
class DispatchTrial:
    """What is put on trial: a rule, and who drives."""

    weights: Weights
    bias: Bias
    women: float  # share of those who consider the service

    @property
    def key(self) -> str:
        """Name of its content."""
        told = [asdict(self.weights), asdict(self.bias), round(self.women, 3), asdict(SETTING), SEEDS]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class TrialFound:
    """What a trial found."""

    clear_gap: float  # share of income by which the group most clearly behind is behind at least; 0 if none is
    group: str  # which that is


def trial_of(city: City, service: str) -> DispatchTrial:
    """The trial of a service's rule as it is in force, with the bias of its version."""
    row, p = PLATFORMS.index(service), city.platforms
    bias = Bias(age=round(float(p.age_bias[row]), 6), sex=round(float(p.sex_bias[row]), 6))
    women = float(p.female_taste[row] / max(p.female_taste[row] + p.male_taste[row], 1e-9))
    return DispatchTrial(Weights(**city.dispatch.surfaces[row].weights), bias, women)


def gaps_of(city: City) -> NDArray[np.float64]:
    """[service] how far its rule leaves a group clearly behind."""
    return np.array([tried(trial_of(city, service)).clear_gap for service in PLATFORMS])


@lru_cache(maxsize=64)
def tried(trial: DispatchTrial) -> TrialFound:
    """The verdict, as it is known or by playing."""
    known = shipped_verdicts().get(trial.key)
    return TrialFound(known["clear_gap"], known["group"]) if known else hold(trial)


@cache
def shipped_verdicts() -> dict[str, dict[str, Any]]:
    """Content of a trial → what was found."""
    found = shipped_yaml(FILE) or {}
    return {verdict["key"]: verdict for verdict in found.values()}


@lru_cache(maxsize=64)
def hold(trial: DispatchTrial) -> TrialFound:
    """Play every seed, and take the group whose gap is most surely below nothing."""
    rule = SandboxRule("trial", {}, trial.weights, trial.bias)
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        drivers = draw_drivers(SETTING.drivers, Draws(seed), trial.women)
        incomes = play(rule, SETTING, seed, crew=(drivers, all_day(SETTING.drivers))).incomes[-1]
        for group, _, inside, against in groups_of(drivers):
            if inside.any() and against.any():
                found.setdefault(group, []).append(float(incomes[inside].mean() / incomes[against].mean()) - 1.0)
    near = {group: _near_end(gaps) for group, gaps in found.items() if len(gaps) == len(SEEDS)}
    group = min(near, key=lambda name: near[name])
    return TrialFound(round(max(0.0, -near[group]), DIGITS), group if near[group] < 0.0 else "")


def groups_of(drivers: Drivers) -> Iterator[tuple[str, str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """(group, reference, who is in the group, who in the reference)."""
    women = drivers.sex == FEMALE
    yield "sex=female", "sex=male", women, ~women
    bands = [(f"age={low}-{high}", (low <= drivers.age) & (drivers.age <= high)) for low, high in AGES]
    for name, band in bands[1:]:
        yield name, bands[0][0], band, bands[0][1]


def _near_end(gaps: list[float]) -> float:
    """Upper end of the 95 % interval of a mean."""
    values = np.array(gaps)
    return float(values.mean() + STUDENT * values.std(ddof=1) / np.sqrt(len(values)))
