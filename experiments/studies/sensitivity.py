"""Which settings an outcome hangs on: Morris screening and Sobol' indices of a sweep, with bootstrap intervals.

Morris: mean size of the elementary effects (mu*, a change of the outcome over the whole range of a factor) and their
spread (sigma, which is interaction or curvature). Sobol': shares of the variance of the outcome that a factor explains
alone (first) and with all its interactions (total). Estimators are SALib's (Herman & Usher 2017); Morris (1991),
Campolongo et al. (2007), Saltelli et al. (2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...messages import phrase
from ...results.store import StoredRuns
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.asked import Asked, Stated, asked_of
from .designs import units
from .study import Study
from .study_table import StudyTable, span_of, table_of

Floats = NDArray[np.float64]
RESAMPLES = 1_000  # of the bootstrap
LEAST = 4  # trajectories or base samples below which nothing can be said


@dataclass(frozen=True)
class Factor:
    """A setting that was varied."""

    path: str
    role: str
    unit: str
    meaning: str
    span: tuple[float | int | str, ...]


@dataclass(frozen=True)
class Screened:
    """Elementary effects of one factor on one outcome, in the outcome's unit over the factor's whole range."""

    outcome: str
    factor: str
    mean: float  # mu: with its sign
    size: Stated  # mu*
    spread: Stated  # sigma


@dataclass(frozen=True)
class Index:
    """Shares of an outcome's variance."""

    outcome: str
    factor: str
    first: Stated
    total: Stated


@dataclass(frozen=True)
class Joint:
    """Second-order index: the share of variance that two factors explain only together."""

    outcome: str
    factors: tuple[str, str]
    share: Stated


@dataclass(frozen=True)
class Measured:
    """One outcome over the whole design."""

    name: str
    indicator: str
    group: str
    unit: str
    difference: bool
    mean: float
    spread: float  # standard deviation between points
    noise: float | None  # share of that variance which luck alone would cause; None with one seed


@dataclass(frozen=True, kw_only=True)
class Sensitivity(Asked):
    """What was found."""

    study: str
    title: dict[str, str]
    kind: str  # morris or sobol
    samples: int  # trajectories or base samples used
    dropped: int  # and left out for runs that failed or have no number
    runs: int
    factors: tuple[Factor, ...]
    outcomes: tuple[Measured, ...]
    screened: tuple[Screened, ...]
    indices: tuple[Index, ...]
    together: tuple[Joint, ...]
    store: str


def check_design(study: Study) -> None:
    """SpecError unless the design serves sensitivities."""
    if study.plan.kind not in ("morris", "sobol"):
        what = "needs the design morris or sobol for sensitivities (its design is {kind})"
        message = phrase("sensitivity.design", what, kind=study.plan.kind)
        raise SpecError([Fault(study.name, message)])


def sensitivity(study: Study, stored: StoredRuns, command: str = "") -> Sensitivity:
    """Analyse the finished runs of a study. A trajectory or base sample with a run missing is left out as a whole."""
    check_design(study)
    table = table_of(study, stored)
    factors = tuple(Factor(axis.path, axis.role, axis.param.unit, axis.param.doc, span_of(axis)) for axis in study.axes)
    block = _block(study)
    rows: tuple[list[Screened], list[Index], list[Joint]] = ([], [], [])
    dropped = 0
    for k in range(len(study.outcomes)):
        whole = np.asarray(np.isfinite(table.means[:, k]).reshape(-1, block).all(axis=1))
        dropped = max(dropped, int((~whole).sum()))
        if whole.sum() < LEAST:
            what = "{name} has too few complete samples ({n} of {all}; {least} are needed)"
            counted = {"n": int(whole.sum()), "all": len(whole), "least": LEAST}
            message = phrase("sensitivity.too_few", what, name=study.outcomes[k].name, **counted)
            raise SpecError([Fault(study.name, message)])
        chosen = np.repeat(whole, block)
        _analyse(table, k, chosen, rows)
    return Sensitivity(
        **asked_of(study.base, study.seeds, command),
        study=study.name,
        title=study.title,
        kind=study.plan.kind,
        samples=study.points // block - dropped,
        dropped=dropped,
        runs=study.runs,
        factors=factors,
        outcomes=tuple(_measured(table, k) for k in range(len(study.outcomes))),
        screened=tuple(rows[0]),
        indices=tuple(rows[1]),
        together=tuple(rows[2]),
        store=str(stored.folder),
    )


def _block(study: Study) -> int:
    """Points that belong together: a trajectory, or a base sample with its neighbours."""
    d = len(study.axes)
    return d + 1 if study.plan.kind == "morris" else 2 * d + 2 if study.plan.second_order else d + 2


def _measured(table: StudyTable, k: int) -> Measured:
    outcome, values = table.study.outcomes[k], table.means[:, k]
    about = (outcome.name, outcome.indicator, outcome.group, outcome.unit, outcome.difference)
    return Measured(*about, float(np.nanmean(values)), float(np.nanstd(values, ddof=1)), table.noise(k))


def _analyse(
    table: StudyTable, k: int, chosen: NDArray[np.bool_], rows: tuple[list[Screened], list[Index], list[Joint]]
) -> None:
    """Add what one outcome says about every factor; `chosen` are the points of complete samples."""
    study = table.study
    name, paths = study.outcomes[k].name, [axis.path for axis in study.axes]
    x, y = units(study.plan, len(paths))[chosen], table.means[chosen, k]
    if study.plan.kind == "morris":
        rows[0].extend(Screened(name, path, *found) for path, found in zip(paths, screen(x, y), strict=True))
        return
    first, total, pairs = indices(y, len(paths), second_order=study.plan.second_order)
    rows[1].extend(Index(name, path, s1, st) for path, s1, st in zip(paths, first, total, strict=True))
    rows[2].extend(Joint(name, (paths[i], paths[j]), share) for (i, j), share in pairs.items())


def screen(x: Floats, y: Floats) -> list[tuple[float, Stated, Stated]]:
    """Per factor mu, mu* and sigma; `x` are the rows of trajectories in unit coordinates, one after the other."""
    from SALib.analyze import morris

    d = x.shape[1]
    found = morris.analyze(_problem(d), x, y, num_resamples=2, seed=1)
    effects = _elementary(x.reshape(-1, d + 1, d), y.reshape(-1, d + 1))
    drawn = effects[np.random.default_rng(1).integers(0, len(effects), (RESAMPLES, len(effects)))]
    sizes, spreads = np.abs(drawn).mean(axis=1), drawn.std(axis=1, ddof=1)
    rows = []
    for k in range(d):
        size, spread = float(found["mu_star"][k]), float(found["sigma"][k])
        rows.append((float(found["mu"][k]), _stated(size, sizes[:, k]), _stated(spread, spreads[:, k])))
    return rows


def _elementary(x: Floats, y: Floats) -> Floats:
    """[trajectory, factor]: the change of the outcome over the step of the only factor that moved."""
    steps, changes = np.diff(x, axis=1), np.diff(y, axis=1)
    which = np.abs(steps).argmax(axis=2)
    size = np.take_along_axis(steps, which[:, :, None], axis=2)[:, :, 0]
    effects = np.zeros((len(x), x.shape[2]))
    np.put_along_axis(effects, which, changes / size, axis=1)
    return effects


def indices(
    y: Floats, d: int, *, second_order: bool = False
) -> tuple[list[Stated], list[Stated], dict[tuple[int, int], Stated]]:
    """First-order, total and pairwise Sobol' indices of outcomes in the order of SALib's design; all zero where the
    outcome does not vary."""
    from SALib.analyze import sobol

    if not np.ptp(y):
        none = [(0.0, 0.0, 0.0)] * d
        return none, none, {}
    found = sobol.analyze(
        _problem(d), y, calc_second_order=second_order, num_resamples=RESAMPLES, keep_resamples=True, seed=1
    )
    first, total = (
        [_stated(float(found[key][k]), np.asarray(found[f"{key}_conf_all"])[:, k]) for k in range(d)]
        for key in ("S1", "ST")
    )
    pairs = {}
    if second_order:  # of these SALib gives the half-width alone
        for i in range(d):
            for j in range(i + 1, d):
                value, half = float(found["S2"][i, j]), float(found["S2_conf"][i, j])
                pairs[i, j] = (value, value - half, value + half)
    return first, total, pairs


def _problem(d: int) -> dict[str, Any]:
    return {"num_vars": d, "names": [f"x{k}" for k in range(d)], "bounds": [[0.0, 1.0]] * d}


def _stated(value: float, drawn: Floats) -> Stated:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return value, float(low), float(high)
