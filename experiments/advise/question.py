"""What is wrong with a question before anything is played, whether it was typed or comes from Python."""

from __future__ import annotations

from collections.abc import Sequence

from ...messages import phrase
from ...model.levers import LEVERS
from ...scenarios.merge import suggest
from ...scenarios.yaml_reader import Fault, SpecError
from ..compare.doses import sum_in


def read_budget(given: object) -> float:
    """A sum in yuan, as a number or as written (`30_000_000`, `3e7`); SpecError where it is none."""
    a_number = isinstance(given, int | float) and not isinstance(given, bool)
    amount = sum_in(given if isinstance(given, str) else repr(given) if a_number else "")
    if amount is None:
        what = "must be a sum in yuan such as 3e7 (got {got})"
        raise SpecError([Fault("--budget", phrase("advise.sum", what, got=repr(given)))])
    return amount


def named_levers(names: object) -> list[str]:
    """Levers by name, each once; SpecError with those that are none."""
    if isinstance(names, str) or not isinstance(names, Sequence):
        what, one = "must be a list such as {one} (got {got})", "[training_subsidy, data_dividend]"
        raise SpecError([Fault("--levers", phrase("value.list", what, one=one, got=repr(names)))])
    what = "{name} is not a lever{near}"
    if odd := [name for name in names if name not in LEVERS]:
        told = [phrase("budget.lever", what, name=name, near=suggest(str(name), LEVERS)) for name in odd]
        raise SpecError([Fault("--levers", message) for message in told])
    return list(dict.fromkeys(names))


def check_seeds(seeds: Sequence[int], fresh: Sequence[int]) -> None:
    """Fresh seeds must be none of the search's; an interval needs two of each."""
    if common := sorted(set(seeds) & set(fresh)):
        message = phrase("mix.seeds", "must be none of the search's seeds (both have {seed})", seed=common[0])
        raise SpecError([Fault("--fresh-seeds", message)])
    for option, given in (("--seeds", seeds), ("--fresh-seeds", fresh)):
        if len(given) < 2:
            raise SpecError([Fault(option, phrase("advise.two_seeds", "must be at least two, for an interval"))])
