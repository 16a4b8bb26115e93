"""Do those who are helped take jobs from others, and more so when jobs are scarce?"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....agents.workers import EMPLOYED
from ....model.city import City
from ....model.month import Flows
from ..facts.training import AWARE, LEVER, CourseOnTrial
from ..probe import Effect, Probe, ProbeReading, ProbeSetup, WatchedFuture

PLACES, OPEN = 0.08, 6  # places a year over adults; months in which they are open


def jobs_and_course(city: City, flows: Flows) -> NDArray[Any]:
    """[two, person] whether in a formal job, whether on the course."""
    w = city.workers
    return np.stack([w.status == EMPLOYED, w.programme == LEVER])


def slump(setup: ProbeSetup, dose: float) -> None:
    """Less demand, and people who hear of courses, in both futures."""
    setup.behave(awareness=AWARE)
    setup.shock(-dose)


def help_the_jobless(setup: ProbeSetup, dose: float) -> None:
    """A course for the unemployed, as many places at any dose."""
    lever = CourseOnTrial(seats=PLACES * setup.city.profile.adults, mode="full_time")
    setup.enact(lever, until=OPEN)


def _more_jobs(first: int, last: int, helped: bool) -> Effect:
    """More formal jobs of the helped, or fewer of everybody else, person-months."""

    def effect(without: WatchedFuture, with_: WatchedFuture, dose: float) -> float:
        seen, other = with_.seen(jobs_and_course), without.seen(jobs_and_course)
        treated = seen[:, 1].any(axis=0)
        more = (seen[first - 1 : last, 0].astype(np.int8) - other[first - 1 : last, 0]).sum(axis=0)
        return float(more[treated].sum()) if helped else -100.0 * float(more[~treated].sum())

    return effect


probe = Probe(
    name="displacement_in_a_slump",
    title={"zh": "帮助求职者：衰退中的挤出", "en": "Help for job seekers: displacement in a slump"},
    about={
        "zh": "为失业者开设大规模全日制课程，需求同时低于平时；剂量为需求下降幅度。两种未来只相差课程。",
        "en": "A large full-time course for the unemployed while demand is below normal; the dose is by how much. The "
        "two futures differ by the course alone.",
    },
    doses=(0.0, 0.04, 0.08),
    base=slump,
    change=help_the_jobless,
    months=30,
    watch=(jobs_and_course,),
    persons=50_000,
    seeds=16,
    readings=(
        ProbeReading(
            name="displacement",
            title={"zh": "他人失去的岗位／受助者得到的岗位", "en": "jobs others lost over jobs the helped gained"},
            effect=_more_jobs(13, 30, helped=False),
            over=_more_jobs(13, 30, helped=True),
            unit="%",
            sign="+",
            contrast=True,
            low=25.0,
            high=75.0,
            at=0.0,
            source="Crépon et al. 2013; B 2.13",
        ),
    ),
)
