"""What is measured of a promised figure: the same persons, or the same city, with the policy and without it.

A measure reads a pair of futures and answers with four numbers: the level with the policy and without it at the
horizon, the level in the month before, and how many persons it was taken of. Where persons are followed, time is
counted from the month before each of them was first treated, and whoever died or left in either future is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...agents.workers import PLATFORM, SELF_EMPLOYED, UNEMPLOYED
from ...scenarios.claims import Test
from .counts import digital_work, working
from .future import Floats, Future, WithAndWithout
from .treated import treated

WINDOW = 3  # months up to the horizon over which a level is taken
NOTICEABLE = 0.01  # rise of income that counts as one
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Levels:
    """What a measure found, in its own unit: persons are real ones where heads are counted."""

    policy: float
    base: float
    before: float  # in the month before
    persons: int  # simulated persons followed; 0 where the whole city is


Measure = Callable[[WithAndWithout, Test], Levels]
NOTHING = Levels(np.nan, np.nan, np.nan, 0)


# ---- whole city -----------------------------------------------------------------------------------------------------


def indicator(pair: WithAndWithout, test: Test) -> Levels:
    """An indicator of the city or of a group, mean of the three months up to the horizon."""
    policy, base = (future.indicator(test.of, test.group) for future in (pair.policy, pair.base))
    return Levels(_window(policy, test.months), _window(base, test.months), float(base[0]), 0)


def counted(pair: WithAndWithout, test: Test) -> Levels:
    """A count or share of persons (`COUNTS`), mean of the three months up to the horizon; heads are real persons."""
    weight = pair.city.weight if test.compare == "heads" else 1.0
    policy, base = (future.counts[test.of] * weight for future in (pair.policy, pair.base))
    return Levels(_window(policy, test.months), _window(base, test.months), float(base[0]), 0)


def enrolled_in_largest_district(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons of the largest district who enrolled in a course within the months, of any provider."""
    district = int(np.argmax([d.residents for d in pair.city.profile.districts]))
    there = pair.city.grid.district[pair.base.home] == district
    return _enrolments(pair, test, there)


def enrolled(pair: WithAndWithout, test: Test) -> Levels:
    """Enrolments in the city within the months, person-times of real persons, existing courses included."""
    return _enrolments(pair, test, np.ones(len(pair.base.home), np.bool_))


def _enrolments(pair: WithAndWithout, test: Test, who: NDArray[np.bool_]) -> Levels:
    def starts(future: Future) -> float:
        course = future.panel["programme"][: test.months + 1, who]
        return float(((course[1:] > 0) & (course[:-1] == 0)).sum()) * pair.city.weight

    return Levels(starts(pair.policy), starts(pair.base), 0.0, 0)


def posts_filled(pair: WithAndWithout, test: Test) -> Levels:
    """Posts filled within the months over those filled or still open at their end, per cent; posts that employers
    withdrew are not counted."""

    def share(future: Future) -> float:
        filled = float(future.flow("hires")[: test.months].sum())
        return 100.0 * filled / (filled + float(future.series.vacancies[future.past + test.months - 1].sum()))

    return Levels(share(pair.policy), share(pair.base), np.nan, 0)


def applications_answered(pair: WithAndWithout, test: Test) -> Levels:
    """Hires over applications that employers received, over the months, per cent."""

    def share(future: Future) -> float:
        hires, sent = (float(future.flow(name)[: test.months].sum()) for name in ("hires", "applications"))
        return 100.0 * hires / sent

    return Levels(share(pair.policy), share(pair.base), np.nan, 0)


def seekers_matched(pair: WithAndWithout, test: Test) -> Levels:
    """Of those unemployed in the month before, the share who were at work at any month's end since, per cent."""
    born, status = pair.base.panel["born"], pair.base.panel["status"]
    unemployed = status[0] == UNEMPLOYED

    def share(future: Future) -> float:
        work = working(future.panel["status"][1 : test.months + 1])
        work = work & (future.panel["born"][1 : test.months + 1] == born[0])
        return 100.0 * float(work.any(axis=0)[unemployed].mean())

    return Levels(share(pair.policy), share(pair.base), np.nan, int(unemployed.sum()))


def occupation_gap(pair: WithAndWithout, test: Test) -> Levels:
    """Open posts of an occupation without a fit seeker over its open posts, three-month mean, per cent (B 2.16)."""
    place = pair.city.occupations.ids.index(test.of)

    def gap(future: Future, month: int) -> float:
        last = future.past + month
        posts, seekers = (
            float(x[max(0, last - WINDOW) : last, place].sum())
            for x in (future.series.vacancies, future.series.seekers)
        )
        return 100.0 * max(0.0, posts - seekers) / posts if posts else np.nan

    return Levels(gap(pair.policy, test.months), gap(pair.base, test.months), gap(pair.base, 0), 0)


# ---- the same persons -----------------------------------------------------------------------------------------------


def income(pair: WithAndWithout, test: Test) -> Levels:
    """Mean disposable income of the persons treated, yuan a month."""
    return _followed(pair, test, lambda future: future.panel["income"] / 100.0)


def hourly(pair: WithAndWithout, test: Test) -> Levels:
    """Mean gross takings an hour of the treated who work on a platform or on own account at both ends, yuan."""

    def price(future: Future) -> Floats:
        flexible = np.isin(future.panel["status"], (PLATFORM, SELF_EMPLOYED)) & (future.panel["hours"] > 0)
        month = np.maximum(future.panel["hours"], 1) * (52.0 / 12.0)
        return np.where(flexible, future.panel["earned"] / 100.0 / month, np.nan)

    return _followed(pair, test, price)


def better_off(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated whose income rose by more than 1 % since the month before, less those whose fell so."""
    rows, month = treated(pair, test)
    if not len(rows):
        return NOTHING
    before = pair.base.panel["income"][month - 1, rows].astype(np.float64)

    def rose(future: Future) -> float:
        after = _at(future.panel["income"].astype(np.float64), month, rows, test.months)
        up, down = after > (1.0 + NOTICEABLE) * before, after < (1.0 - NOTICEABLE) * before
        return float(up.sum() - down.sum()) * pair.city.weight

    return Levels(rose(pair.policy), rose(pair.base), 0.0, len(rows))


def changed_occupation(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated who at the horizon work in an occupation other than in the month before they were."""
    return _moved(pair, test, lambda future: working(future.panel["status"]), occupation=True)


def into_digital(pair: WithAndWithout, test: Test) -> Levels:
    """Real persons treated who did not do digital or platform work before, and do at the horizon."""
    digital = pair.city.occupations.digital
    return _moved(pair, test, lambda future: digital_work(future.panel, digital), occupation=False)


def _moved(
    pair: WithAndWithout, test: Test, state: Callable[[Future], NDArray[np.bool_]], *, occupation: bool
) -> Levels:
    """Treated persons in a state at the horizon, who either were not in it before or changed occupation since."""
    rows, _ = treated(pair, test, by=test.months)
    first = pair.base.panel["occupation"][0, rows]
    was = state(pair.base)[0, rows]

    def moved(future: Future) -> float:
        now = state(future)[test.months, rows]
        other = future.panel["occupation"][test.months, rows] != first
        return float((now & (other if occupation else ~was)).sum()) * pair.city.weight

    return Levels(moved(pair.policy), moved(pair.base), 0.0, len(rows))


def _followed(pair: WithAndWithout, test: Test, value: Callable[[Future], Floats]) -> Levels:
    """A value of the persons treated: with and without the policy at the horizon, and the month before."""
    rows, month = treated(pair, test)
    if not len(rows):
        return NOTHING
    policy, base = (value(future) for future in (pair.policy, pair.base))
    with np.errstate(invalid="ignore"):
        ends = [_at(values, month, rows, test.months) for values in (policy, base)]
        table = np.array([*ends, base[month - 1, rows]])
    table = table[:, np.isfinite(table).all(axis=0)]
    if not table.shape[1]:
        return NOTHING
    policy_level, base_level, before = (float(x) for x in table.mean(axis=1))
    return Levels(policy_level, base_level, before, table.shape[1])


def _at(values: Floats, month: Rows, rows: Rows, months: int) -> Floats:
    """[persons] mean of the three months up to the horizon of each."""
    last = month - 1 + months
    return np.asarray(np.mean([values[last - k, rows] for k in range(min(WINDOW, months))], axis=0))


def _window(values: Floats, month: int) -> float:
    """Mean of the three months up to a month."""
    return float(values[max(1, month - WINDOW + 1) : month + 1].mean())


FOLLOWED = ("income", "hourly", "better_off")  # time counts from the month before each person was treated
MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        *(indicator, counted, enrolled, enrolled_in_largest_district, posts_filled, applications_answered),
        *(seekers_matched, occupation_gap, income, hourly, better_off, changed_occupation, into_digital),
    )
}
