"""People are sorted by status at dispatch and read in that order till the month ends: nobody may change till then."""

import numpy as np

from jiuye.model import month
from jiuye.model.build import build_city
from jiuye.model.by_status import sorted_by_status
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.scenarios.cities import load_city

MONTHS = 12
PERSONS = 1_500


def test_nobody_changes_status_between_dispatch_and_the_months_end(monkeypatch):
    seen, moved = [], []
    tally_city = month.tally_city

    def compare(city):
        """At the tally the order kept since dispatch is the one that sorting anew would give."""
        kept, anew = city.standing, sorted_by_status(city)
        same = [np.array_equal(a, b) for a, b in zip(kept, anew, strict=True)]
        seen.append(np.bincount(city.workers.status))
        moved.extend([] if all(same) else [city.month])
        return tally_city(city)

    monkeypatch.setattr(month, "tally_city", compare)
    city = build_city(load_city("reference"), PERSONS, 1, size=16)
    policy = Policy(tuple(Dated(lever=kind()) for kind in LEVERS.values()))
    for _ in range(MONTHS):
        month.step(city, policy)
    assert moved == []
    assert len(seen) == MONTHS
    assert all((heads != before).any() for heads, before in zip(seen[1:], seen, strict=False))  # elsewhere they do
