"""Ending all bias in screening: who is hired changes, how many hardly."""

from __future__ import annotations

import numpy as np

from ....agents.employers import ANY_SEX, TURN
from ....agents.workers import LOCAL_RURAL, LOCAL_URBAN
from ....model.city import City
from ....model.month import Flows
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture
from ..probe_watchers import at_work

LATE, END = 20, 60  # ages of all who are counted
EVEN = (  # chances of a callback that are 1 where nobody is preferred
    *("callback_at_40", "callback_women", "callback_migrant", "callback_public", "callback_least"),
)
NONE = ("screening_bias", "callback_past_40")  # strengths that are 0 there


def work_of_both(city: City, flows: Flows) -> list[float]:
    """Shares at work, per cent: of locals from 20 to the age from which callbacks fall, of
    everybody else to 59, and of both. Age is what employers mind most: every second post has a ceiling (B 2.23), and
    few trades mind the sex."""
    w = city.workers
    age = (city.month - 1 - w.born.astype(np.int64)) // 12
    all_ = (age >= LATE) & (age < END)
    favoured = all_ & (age <= TURN)
    favoured &= (w.hukou == LOCAL_URBAN) | (w.hukou == LOCAL_RURAL)
    working = at_work(city, flows)
    return [100.0 * float(working[who].mean()) for who in (favoured, all_ & ~favoured, all_)]


def end_bias(setup: ProbeSetup, dose: float) -> None:
    """Take a share of every preference in screening away: by sex, age and origin, stated and unstated."""
    city, b = setup.city, setup.city.behaviour
    setup.behave(**{name: getattr(b, name) + dose * (1.0 - getattr(b, name)) for name in EVEN})
    setup.behave(**{name: getattr(b, name) * (1.0 - dose) for name in NONE})
    e = city.employers
    open_ = city.draws.sample("posts whose conditions end", len(e)) < dose
    e.sex_wanted[open_], e.age_ceiling[open_] = ANY_SEX, 0


def _work(group: int, first: int, last: int) -> Effect:
    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        with_it, before = (f.seen(work_of_both)[first - 1 : last, group].mean() for f in (with_, without))
        return float(with_it - before)

    return effect


probe = Probe(
    name="screening_bias_ended",
    title={"zh": "消除筛选中的全部偏差", "en": "An end to all bias in screening"},
    about={
        "zh": "按剂量去掉招聘筛选中对性别、年龄和户籍的偏好，包括明示的条件。",
        "en": "Preferences by sex, age and origin in screening are taken away by the dose, stated conditions included.",
    },
    doses=(0.5, 1.0),
    change=end_bias,
    months=36,
    watch=(work_of_both,),
    persons=60_000,
    readings=(
        ProbeReading(
            name="favoured",
            title={"zh": "受偏好者的就业（20—35岁本地人）", "en": "work of the favoured (locals of 20 to 35)"},
            effect=_work(0, 13, 36),
            sign="-",
            source="economy: places go to the next",
        ),
        ProbeReading(
            name="others",
            title={"zh": "其他人的就业", "en": "work of the others"},
            effect=_work(1, 13, 36),
            sign="+",
            source="the same",
        ),
        ProbeReading(
            name="total",
            title={"zh": "总就业", "en": "work of all"},
            effect=_work(2, 13, 36),
            low=-0.1,
            high=0.1,
            source="judgement",
        ),
    ),
)
