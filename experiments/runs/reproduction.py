"""The command that makes a result again, as a user here would type it: every report tells its own."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands read this before they know whether they need a scenario
    from ...scenarios.spec import Scenario


def command_of(command: str, *words: object, **options: object) -> str:
    """`jiuye COMMAND WORDS --option value`, quoted for a shell."""
    return shlex.join(["jiuye", command, *map(str, words), *options_of(**options)])


def options_of(**options: object) -> list[str]:
    """Options word by word: `most_seeds=40` is --most-seeds 40; True and "" are a flag, a list is joined by commas, a
    tuple is the option once for each; None and False are left out."""
    words: list[str] = []
    for name, value in options.items():
        flag = f"--{name.replace('_', '-')}"
        if isinstance(value, tuple):
            words += [word for each in value for word in (flag, str(each))]
        elif value is True or value == "":
            words.append(flag)
        elif value is not None and value is not False:
            words += [flag, ",".join(map(str, value)) if isinstance(value, list) else str(value)]
    return words


def place_of(scenario: Scenario, seeds: Sequence[int]) -> dict[str, object]:
    """Options that say where, how long and with which seeds."""
    place = {"city": city_of(scenario.city), "workers": scenario.workers, "months": scenario.months}
    return {**place, "seeds": seeds_of(seeds)}


def city_of(city: str) -> str:
    """A city as a user here would name it: its file relative to the present folder where it lies below it."""
    from ...scenarios.merge import is_file

    file = Path(city)
    return str(file.relative_to(Path.cwd())) if is_file(city) and file.is_relative_to(Path.cwd()) else city


def seeds_of(seeds: Sequence[int]) -> str:
    """Seeds as `--seeds` takes them: 1-10 or 7-7 in a row (7 alone would be the first seven), else 1,4,7."""
    in_a_row = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]}-{seeds[-1]}" if in_a_row else ",".join(map(str, seeds))
