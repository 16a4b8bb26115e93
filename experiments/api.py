"""Runs, comparisons and advice from Python, as `jiuye.run`, `jiuye.compare` and `jiuye.advise`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import numpy as np

from ..messages import phrase
from ..model.indicators import INDICATORS
from ..scenarios.budget import alternatives
from ..scenarios.calibrations import ensemble_for
from ..scenarios.group_entries import with_groups
from ..scenarios.spec import Scenario, load_scenario
from .advise import MONTHS, SEEDS, WORKERS, Advice, fresh_after, read_goal
from .advise import advise as sought
from .advise.question import check_seeds, named_levers, read_budget
from .compare.budgets import at_budgets
from .compare.compare import compare as compare_scenarios
from .compare.comparison import Comparison
from .runs.archive import check_one_city, scenario_of
from .runs.burn_in_cache import own_eve
from .runs.group_sizes import check_groups
from .runs.run import Result, play
from .runs.seeds import Seeds, one_seed_of, seeds_of

Asked = str | Path | Scenario  # a shipped scenario by name, a file, or one that is loaded


def run(
    scenario: Asked,
    *,
    seed: int = 1,
    city: str | None = None,
    workers: int | Literal["full"] | None = None,
    months: int | None = None,
    groups: Sequence[str] = (),
) -> Result:
    """Play a scenario once and return every indicator of every month, in memory; `groups` such as
    "sex=female,age=45-59,residence=village" are counted too.

    >>> import jiuye
    >>> result = jiuye.run("training_subsidy", seed=3, city="ningbo", workers=2000, months=24)
    >>> result.indicators["unemployment_rate"][:, 0]  # [month, group]; group 0 is everybody, see result.groups
    """
    asked = with_groups(_loaded(scenario, overrides_of(city, workers, months)), groups)
    check_one_city([asked])
    check_groups(asked, 1)
    chosen = one_seed_of(seed)
    (asked,), _ = at_budgets(replace(asked, levers=(), budget=None), [asked], [chosen])
    return play(*own_eve(asked, chosen), asked, tuple(INDICATORS))


def compare(
    base: Asked,
    *scenarios: Asked,
    seeds: Seeds = 10,
    city: str | None = None,
    workers: int | Literal["full"] | None = None,
    months: int | None = None,
    groups: Sequence[str] = (),
    ensemble: int | str | None = None,
) -> Comparison:
    """Play base and scenarios with the same people and the same luck, for each seed, and compare them.

    `seeds` is how many (1, 2, …) or which (`[3, 5, 9]`, `"1-20"`), as `--seeds` takes them; `groups` are told apart.
    `ensemble`, if given, is how many accepted parameter sets the seeds take in turn, or the calibration that holds them
    ("" for all of the usual ones). Seeds run in processes of their own, so a script needs the usual guard:

    >>> import jiuye
    >>> if __name__ == "__main__":
    ...     found = jiuye.compare("baseline", "training_subsidy", seeds=5, workers=2000, months=24)
    ...     [(d.difference, d.low, d.high) for d in found.differences if d.indicator == "gini" and d.group == "all"]
    """
    if not scenarios:
        raise ValueError(phrase("compare.none", "name at least one scenario to compare with the base"))
    changes = overrides_of(city, workers, months)
    loaded = [with_groups(_loaded(asked, changes), groups) for asked in (base, *scenarios)]
    everyone = [one for scenario in loaded for one in alternatives(scenario)]
    chosen = seeds_of(seeds)
    first = everyone[0]
    sets = () if ensemble is None else ensemble_for(str(ensemble), first.profile.id, first.behaviour)
    played, about = at_budgets(first, everyone[1:], chosen)
    return replace(compare_scenarios(first, played, chosen, ensemble=sets), budget=about)


def advise(
    budget: float,
    goal: str,
    group: str = "",
    *,
    city: str | None = None,
    workers: int | Literal["full"] | None = None,
    months: int | None = None,
    levers: Sequence[str] | None = None,
    seeds: Seeds = SEEDS,
    fresh: Seeds | None = None,
    folder: Path | None = None,
) -> Advice:
    """The best use of `budget` yuan of public money for a goal of everybody or a group; see `jiuye advise`.

    `fresh` is how many seeds, or which, check what the search found on `seeds`. With a `folder`, what was played is
    kept there and not played again.

    >>> import jiuye
    >>> if __name__ == "__main__":
    ...     found = jiuye.advise(30e6, "platform_income", "residence=rural,sex=female", city="lishui")
    ...     [(choice.levers, choice.doses, choice.effect, choice.shows) for choice in found.choices]
    """
    amount, wanted = read_budget(budget), read_goal(goal, group)
    named = None if levers is None else named_levers(levers)
    persons, horizon = WORKERS if workers is None else workers, MONTHS if months is None else months
    base = _loaded("baseline", overrides_of(city, persons, horizon))
    chosen = list(seeds_of(seeds))
    check = fresh_after(chosen) if fresh is None else list(seeds_of(fresh))
    if isinstance(fresh, int):
        check = fresh_after(chosen, len(check))
    check_seeds(chosen, check)
    with TemporaryDirectory() as scratch:
        return sought(base, amount, wanted, folder or Path(scratch), levers=named, seeds=chosen, fresh=check)


def _loaded(asked: Asked, overrides: dict[str, Any]) -> Scenario:
    """A scenario with the overrides laid over it."""
    if not isinstance(asked, Scenario):
        return load_scenario(asked, overrides=overrides)
    return scenario_of(asked.text, asked.name, overrides) if overrides else asked


def overrides_of(city: str | None, workers: int | str | None, months: int | None) -> dict[str, Any]:
    """What was given, in the form of a scenario file."""
    given = {"profile": city, "workers": workers, "months": months}
    plain = {key: int(value) if isinstance(value, np.integer) else value for key, value in given.items()}
    place = {key: plain[key] for key in ("profile", "workers") if plain[key] is not None}
    time = {"months": plain["months"]} if months is not None else {}
    return {**({"city": place} if place else {}), **({"time": time} if time else {})}
