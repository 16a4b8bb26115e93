"""Dispatch rules tried while somebody looks on: the first seed in growing pieces, then seed by seed.

A step depends on nothing that comes after it, so a shorter run is the beginning of the longer one under the same luck.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from ...model.sandbox import SandboxRule, Setting, play
from ..runs.process import Stopped
from . import RuleVerdict, SeedOutcome, check_setting, outcome, sum_up

PIECES = (8, 4, 2)  # parts of the time after which the first seed is looked at
Tick = Callable[[int], None]


def steps_to_play(setting: Setting, rules: int, seeds: int) -> int:
    """Steps of all rules and seeds, the pieces included, for a progress bar."""
    return rules * (sum(setting.steps // part for part in PIECES) + seeds * setting.steps)


def verdicts_so_far(
    rules: Sequence[SandboxRule], setting: Setting, seeds: Sequence[int], tick: Tick, stopped: Callable[[], bool]
) -> Iterator[RuleVerdict]:
    """What is known of each rule so far, in the order of the rules, again and again; Stopped once `stopped()`."""
    check_setting(setting)

    def count(steps: int) -> None:
        if stopped():
            raise Stopped
        tick(steps)

    began = time.perf_counter()
    play(rules[0], Setting(drivers=2, rate=1.0, steps=20), 1)  # compile first
    for part in PIECES:
        shorter = Setting(setting.drivers, setting.rate, setting.radius, max(1, setting.steps // part))
        if shorter.requests_a_step * shorter.steps >= 1:
            for rule in rules:
                early = [outcome(seeds[0], rule, shorter, count)]
                yield sum_up(rule, shorter, seeds[:1], early, time.perf_counter() - began)
    found: list[list[SeedOutcome]] = [[] for _ in rules]
    for done, seed in enumerate(seeds, 1):
        for place, rule in enumerate(rules):
            found[place].append(outcome(seed, rule, setting, count))
            yield sum_up(rule, setting, seeds[:done], found[place], time.perf_counter() - began)
