"""One run of a study, wherever it is computed, sharing the burnt-in city with the runs before it.

Runs come in an order that makes use of it. The base of differences is played once for each seed and circumstances.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from ...results.store_tables import Record
from ...scenarios.spec import Scenario
from ..runs.burn_in_cache import EVES, Recent, burn_in_of, eve_of
from ..runs.code_mark import code_mark
from ..runs.process import Stopped
from ..runs.run import Eve, Result, Tick, play
from .axes import Values
from .outcomes import indicators_of
from .study import Study

T = TypeVar("T")
Run = tuple[int, int, Values]  # point, seed, values of the axes
BASES = 1_024  # levels that differences are taken from, kept by one process
ERROR_LENGTH = 500
MEASURES = (
    "compare/money",
    "runs/burn_in_cache",
    "runs/run",
    "studies/axes",
    "studies/designs",
    "studies/outcomes",
    "studies/simulate",
)  # modules here that results depend on


_bases: Recent[tuple[float, ...]] = Recent(BASES)


def clear() -> None:
    """Forget every city and base."""
    EVES.clear()
    _bases.clear()


def model_mark() -> str:
    """Twelve characters that stand for the model and everything else that turns a point into a number."""
    return code_mark(MEASURES)


def packed(study: Study) -> bytes:
    """A study on its way to workers, without its points."""
    return pickle.dumps(replace(study, plan=replace(study.plan, points=())))


def play_run(study: bytes, run: Run, tick: Tick | None = None) -> Record:
    """One run of a packed study. A run that fails is a record too."""
    began = time.perf_counter()
    point, seed, values = run
    try:
        outcomes = _outcomes(_unpacked(study), values, seed, tick)
    except Stopped:
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
        return Record(point, seed, values, (), time.perf_counter() - began, said)
    return Record(point, seed, values, outcomes, time.perf_counter() - began)


@lru_cache(maxsize=4)
def _unpacked(study: bytes) -> Study:
    unpacked: Study = pickle.loads(study)
    return unpacked


def _outcomes(study: Study, values: Values, seed: int, tick: Tick | None) -> tuple[float, ...]:
    """The outcomes of one run, in the order of the study."""
    scenario = study.scenario(values)
    names = indicators_of(study.outcomes)
    eve = eve_of(scenario, seed, tick)
    own = _measured(study, _future(eve, scenario, names, tick))
    if not study.differences:
        return own
    reference = study.reference(values)
    key = (study.hash, *burn_in_of(reference, seed), reference.forecast)
    base = _bases.get(key, lambda: _measured(study, _future(eve, reference, names, tick)))
    return tuple(
        mine - theirs if outcome.difference else mine
        for outcome, mine, theirs in zip(study.outcomes, own, base, strict=True)
    )


def _future(eve: Eve, scenario: Scenario, names: Sequence[str], tick: Tick | None) -> Result:
    """A scenario played on a fork of a burnt-in city."""
    return play(eve.city.fork(), eve.past, scenario, names, tick=tick)


def _measured(study: Study, result: Result) -> tuple[float, ...]:
    return tuple(outcome.of(result) for outcome in study.outcomes)
