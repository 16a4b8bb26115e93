"""A course, and a city in which everybody takes it."""

import numpy as np

from jiuye.model.programme import Offer, Programme

from ..ten_people import begin, ten_people

COURSE = Programme(
    name="course", seats=1e7, per_trainee=3_000.0, mode="part_time", months=1, payer="government", fresh=0.5
)


def school(programme=COURSE, **behaviour):
    """A city where everybody hears of the course, wants it, stays and passes."""
    keen = {"awareness": 1.0, "training_intercept": 40.0, "training_reach": 1.0, "pass_rate": 1.0}
    stay = dict.fromkeys(("completion_full_time", "completion_part_time", "completion_online"), 1.0)
    city = ten_people(**(keen | stay | {"learning_in_course": 0.5} | behaviour))
    city.workers.schooling[:] = 5
    return begin(city), [Offer(0, programme, 1.0, np.ones(city.zones))]
