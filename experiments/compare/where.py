"""Where a policy acts: districts by name first, single cells only where enough people stand behind them.

"Nobody lives here" and "too few to say" are different answers. What a map shows is decided here, once, for every brief
and page: a cell of its own where its difference is clear among all cells that are looked at, else what its district
shows, else nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...model.groups import LEAST
from ...model.indicators import INDICATORS
from ...model.profile import Profile
from ..runs.distributions import stdtr
from ..runs.intervals import change_interval
from ..runs.run import Result
from .comparison import Comparison, LocalEffect

Floats = NDArray[np.float64]
NOBODY, FEW, UNCLEAR, CLEAR = range(4)  # of a cell: nobody lives here, too few to say, no difference to be seen, one
STANDINGS = ("nobody", "few", "unclear", "clear")
FALSE = 0.05  # of the cells called clear, at most so many by chance (Benjamini & Hochberg 1995)
# Indicator → what is counted in each cell, among whom; and what a whole is.
LOCAL: Mapping[str, tuple[str, tuple[str, ...], float]] = {
    "income": ("income", ("persons",), 0.01),
    "employment_rate": ("working", ("persons",), 100.0),
    "unemployment_rate": ("looking", ("looking", "working"), 100.0),
    "platform_share": ("platform", ("working",), 100.0),
    "insured_share": ("insured", ("flexible",), 100.0),
}
INCOME_UNIT = "yuan/month"


class Counted(NamedTuple):
    """An indicator somewhere: what it is, and the simulated persons behind it; [scenario, seed, place]."""

    values: Floats
    persons: Floats


class LocalMap(NamedTuple):
    """What a map shows of one indicator and scenario."""

    change: Floats  # [cell] what is coloured; 0 where nothing is seen, not a number where nothing is known
    standing: NDArray[np.uint8]  # [cell] one of STANDINGS by its place
    by_district: NDArray[np.bool_]  # [cell] where it is the district that is shown


def counted(results: Sequence[Sequence[Result]], name: str, places: NDArray[np.integer], number: int) -> Counted:
    """An indicator at so many places, the mean of the last year; `results` [scenario][seed], `places` of each cell."""
    above, among, whole = LOCAL[name]

    def heads(result: Result, counts: Sequence[str]) -> Floats:
        by_cell = np.sum([result.cells[one][0] for one in counts], axis=0)
        return np.asarray(np.bincount(places, by_cell, number), np.float64)

    part = np.array([[heads(one, (above,)) for one in seeds] for seeds in results])
    persons = np.array([[heads(one, among) for one in seeds] for seeds in results])
    with np.errstate(invalid="ignore", divide="ignore"):
        return Counted(whole * part / persons, persons)


def by_district(
    results: Sequence[Sequence[Result]], names: Sequence[str], profile: Profile, district: NDArray[np.integer]
) -> list[LocalEffect]:
    """What each scenario changes in each district, with its interval over the seeds; `names` of scenarios alone."""
    weight, rows = results[0][0].weight, []
    for name in LOCAL:
        found = counted(results, name, district, len(profile.districts))
        unit = INCOME_UNIT if name == "income" else INDICATORS[name].unit
        residents = _residents(results[0], district, len(profile.districts))
        for k, scenario in enumerate(names, start=1):
            for d, place in enumerate(profile.districts):
                base, value = found.values[0, :, d], found.values[k, :, d]
                behind = round(float(found.persons[0, :, d].sum()))
                few = behind < LEAST or not (np.isfinite(base).all() and np.isfinite(value).all())
                change = (np.nan,) * 3 if few else change_interval(value - base, unit)
                clear = not few and (change[1] > 0.0 or change[2] < 0.0)
                standing = NOBODY if residents[d] == 0.0 else FEW if few else CLEAR if clear else UNCLEAR
                title = {"zh": place.name_zh, "en": place.name_en}
                levels = (np.nan, np.nan) if few else (float(base.mean()), float(value.mean()))
                rows.append(
                    LocalEffect(
                        *(scenario, place.id, title, name, float(residents[d] * weight), behind, STANDINGS[standing]),
                        *(*levels, *change, unit),
                    )
                )
    return rows


def _residents(base: Sequence[Result], district: NDArray[np.integer], number: int) -> Floats:
    """[district] simulated persons who live there, mean over seeds."""
    return np.asarray(np.mean([np.bincount(district, one.cells["persons"][0], number) for one in base], axis=0))


def by_cell(results: Sequence[Sequence[Result]]) -> tuple[dict[str, Floats], dict[str, NDArray[np.uint8]]]:
    """Levels by cell over the seeds together [scenario, cell], not a number where nobody lives, and how each scenario's
    difference stands there."""
    cells = results[0][0].cells["persons"].shape[-1]
    levels, standings = {}, {}
    for name in LOCAL:
        found = counted(results, name, np.arange(cells), cells)
        weights = found.persons.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            levels[name] = np.where(weights > 0.0, np.nansum(found.values * found.persons, axis=1) / weights, np.nan)
        standings[name] = np.array([_standing(found, k) for k in range(1, len(results))], np.uint8)
    return levels, standings


def _standing(found: Counted, scenario: int) -> NDArray[np.uint8]:
    """How the difference of a scenario stands in each cell."""
    change = found.values[scenario] - found.values[0]
    behind = found.persons[0].sum(axis=0)
    standing = np.where(behind == 0.0, NOBODY, FEW).astype(np.uint8)
    enough = (behind >= LEAST) & np.isfinite(change).all(axis=0)
    standing[enough] = UNCLEAR
    seeds = len(change)
    if seeds > 1 and enough.any():
        middle, spread = change[:, enough].mean(axis=0), change[:, enough].std(axis=0, ddof=1) / np.sqrt(seeds)
        with np.errstate(invalid="ignore", divide="ignore"):
            chance = np.where(spread > 0.0, 2.0 * stdtr(seeds - 1, -np.abs(middle) / spread), 1.0)
        standing[np.flatnonzero(enough)[beyond_chance(chance)]] = CLEAR
    return standing


def beyond_chance(chance: Floats) -> NDArray[np.bool_]:
    """Which of many differences are not chance."""
    order = np.argsort(chance)
    under = np.flatnonzero(chance[order] <= FALSE * np.arange(1, len(chance) + 1) / len(chance))
    found = np.zeros(len(chance), np.bool_)
    found[order[: under[-1] + 1 if len(under) else 0]] = True
    return found


def local_map(comparison: Comparison, name: str, scenario: str) -> LocalMap:
    """What a map shows of an indicator: see the top of the module."""
    place = comparison.scenarios.index(scenario)
    levels = comparison.cells[name]
    own = levels[place + 1] - levels[0]
    if name not in comparison.cell_standing:  # of a file written before standings were kept
        standing = np.where(np.isfinite(own), CLEAR, NOBODY).astype(np.uint8)
        return LocalMap(own, standing, np.zeros(len(own), np.bool_))
    standing = comparison.cell_standing[name][place].copy()
    rows = [one for one in comparison.where if one.scenario == scenario and one.indicator == name]
    around = np.array([STANDINGS.index(one.standing) for one in rows], np.uint8)[comparison.cell_district]
    district = np.array([one.difference for one in rows])[comparison.cell_district]
    return composed(own, standing, district, around)


def composed(own: Floats, standing: NDArray[np.uint8], district: Floats, around: NDArray[np.uint8]) -> LocalMap:
    """A map of cells and of the districts around them, both [cell]: differences and how they stand."""
    lived_in, alone = standing != NOBODY, standing == CLEAR
    shown = lived_in & ~alone & (around == CLEAR)
    change = np.where(alone, own, np.where(shown, district, 0.0))
    standing = np.where(shown, CLEAR, np.where((standing == FEW) & (around == UNCLEAR), UNCLEAR, standing))
    return LocalMap(np.where(standing >= UNCLEAR, change, np.nan), standing.astype(np.uint8), shown)
