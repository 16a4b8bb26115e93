"""Verdicts on probes: is the sign right, does the effect grow with the dose, does it lie in the range?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..runs.intervals import mean_interval
from .probe import Probe, ProbeReading

Floats = NDArray[np.float64]
RIGHT, WRONG, UNCLEAR, NOT_ASKED = "right", "wrong", "unclear", ""


@dataclass(frozen=True)
class ReadingVerdict:
    """What a probe found for one reading. D doses."""

    name: str
    title: dict[str, str]
    unit: str
    doses: tuple[float, ...]
    values: tuple[float, ...]  # [D] mean over seeds
    lows: tuple[float, ...]  # [D] 95 % interval
    highs: tuple[float, ...]
    seeds: tuple[tuple[float, ...], ...]  # [D][seed]
    predicted: str  # sign
    sign: str  # right, wrong, unclear, or empty if not asked
    monotone: str  # the same
    scaled: float  # what is held to the range
    scaled_low: float
    scaled_high: float
    range_low: float
    range_high: float
    in_range: str
    source: str

    @property
    def passed(self) -> bool:
        """Right in sign and monotony as far as asked; the range is counted apart."""
        return self.sign in (RIGHT, NOT_ASKED) and self.monotone in (RIGHT, NOT_ASKED)

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**asdict(self), "pass": self.passed}


@dataclass(frozen=True)
class ProbeVerdict:
    """What one probe found."""

    name: str
    title: dict[str, str]
    about: dict[str, str]
    persons: int
    seeds: tuple[int, ...]
    months: int
    readings: tuple[ReadingVerdict, ...]

    @property
    def passed(self) -> bool:
        """Whether every reading is right in sign and monotony."""
        return self.standing == RIGHT

    @property
    def standing(self) -> str:
        """Right, wrong if any reading is clearly so, or unclear."""
        found = {verdict for reading in self.readings for verdict in (reading.sign, reading.monotone)}
        return next((verdict for verdict in (WRONG, UNCLEAR) if verdict in found), RIGHT)

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        plain = {name: getattr(self, name) for name in ("name", "title", "about", "persons", "months")}
        readings = [reading.record() for reading in self.readings]
        return {
            **plain,
            "seeds": list(self.seeds),
            "readings": readings,
            "standing": self.standing,
            "pass": self.passed,
        }


def judge_probe(
    probe: Probe, found: Sequence[Sequence[Sequence[tuple[float, float]]]], persons: int, seeds: Sequence[int]
) -> ProbeVerdict:
    """The verdict on a probe whose effects, and what they are divided by, are [seed][reading][dose]."""
    values = np.array(found, np.float64)
    readings = tuple(
        judge_reading(r, probe.doses, quotients(values[:, k, :, 0].T, values[:, k, :, 1].T))
        for k, r in enumerate(probe.readings)
    )
    return ProbeVerdict(probe.name, probe.title, probe.about, persons, tuple(seeds), probe.months, readings)


def quotients(above: Floats, below: Floats) -> Floats:
    """[dose, seed] the jackknife's pseudo-values of a quotient of means: what each seed adds to it; plain
    numbers where all seeds are divided by the same."""
    seeds = above.shape[1]
    if seeds < 2 or (below == below[:, :1]).all():
        return np.asarray(above / below)
    sums = above.sum(axis=1, keepdims=True), below.sum(axis=1, keepdims=True)
    without = (sums[0] - above) / (sums[1] - below)
    return np.asarray(seeds * sums[0] / sums[1] - (seeds - 1) * without)


def judge_reading(reading: ProbeReading, doses: Sequence[float], values: Floats) -> ReadingVerdict:
    """The verdict on one reading, [dose, seed]."""
    means = [mean_interval(list(row)) for row in values]
    at = list(doses).index(reading.at) if reading.at is not None else len(doses) - 1
    scale = reading.scaled(doses[at])
    scaled = mean_interval(list(values[at] / scale))
    middle, lows, highs = (tuple(m[k] for m in means) for k in range(3))
    in_range = NOT_ASKED
    if reading.has_range:
        in_range = RIGHT if reading.low <= scaled[0] <= reading.high else WRONG
    return ReadingVerdict(
        reading.name,
        reading.title,
        reading.unit,
        tuple(doses),
        middle,
        lows,
        highs,
        tuple(tuple(map(float, row)) for row in values),
        reading.sign,
        _sign(reading, doses, values),
        _monotone(reading, values),
        *scaled,
        reading.low,
        reading.high,
        in_range,
        reading.source,
    )


def _sign(reading: ProbeReading, doses: Sequence[float], values: Floats) -> str:
    """The predicted sign at the largest dose; where doses go to both sides of none, also the opposite at the first."""
    if not reading.sign:
        return NOT_ASKED
    last = values[-1] - values[0] if reading.contrast else values[-1]
    found = [_held(reading.sign, last)]
    if doses[0] < 0.0 and not reading.contrast:
        found.append(_held(reading.sign, -values[0]))
    return next((verdict for verdict in (WRONG, UNCLEAR) if verdict in found), RIGHT)


def _held(sign: str, values: Floats) -> str:
    """Whether numbers of the seeds have a sign: clear if their interval leaves out none."""
    mean, low, high = mean_interval(list(values))
    if not np.isfinite(mean):
        return UNCLEAR
    if not np.isfinite(low):
        low = high = mean
    if sign == "differs":
        return RIGHT if low > 0.0 or high < 0.0 else UNCLEAR
    if sign.startswith("not"):
        broken = low > 0.0 if sign.endswith("+") else high < 0.0
        return WRONG if broken else RIGHT
    up, down = low > 0.0, high < 0.0
    right, wrong = (up, down) if sign == "+" else (down, up)
    return RIGHT if right else WRONG if wrong else UNCLEAR


def _monotone(reading: ProbeReading, values: Floats) -> str:
    """Whether the effect goes with the dose as predicted: wrong if a step goes clearly the other way, unclear if one
    does so within what is chance."""
    if reading.sign not in ("+", "-") or len(values) < 2:
        return NOT_ASKED
    steps = np.diff(values, axis=0) * (1.0 if reading.sign == "+" else -1.0)
    found = [_held("not -", step) for step in steps]
    return WRONG if WRONG in found else RIGHT
