"""Groups of whom too little could be said are refused before anything is played, with what would help."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...messages import Message, phrase
from ...model.build import build_city
from ...model.city import City
from ...model.groups import LEAST, PeopleGroup, members
from ...model.tally import groups_of
from ...scenarios.spec import Scenario
from ...scenarios.yaml_reader import Fault, SpecError

LOOKED_AT = 60_000  # simulated persons at most of the city in which members are counted


def check_groups(scenario: Scenario, seeds: int, by: Sequence[str] | None = None) -> None:
    """SpecError names every group asked for that has nobody in it, or fewer than thirty simulated persons in all seeds
    together. The city is built once, without a past; nothing is done where no group is asked for."""
    asked = groups_of(scenario.by if by is None else by, scenario.profile.districts).asked
    if not asked:
        return
    city = build_city(scenario.profile, min(scenario.workers, LOOKED_AT), 1, scenario.behaviour)
    scale = scenario.workers / len(city.workers)
    faults = []
    for group in asked:
        heads = float(members(city, group).sum()) * scale
        if heads * seeds < LEAST:
            faults.append(Fault(group.name, _too_few(scenario, city, group, heads, seeds)))
    if faults:
        raise SpecError(faults)


def _too_few(scenario: Scenario, city: City, group: PeopleGroup, heads: float, seeds: int) -> Message:
    """How many there are, and what would help."""
    place, persons = scenario.profile.id, f"{scenario.workers:,}"
    wider = _wider(city, group, scenario.workers / len(city.workers))
    if heads == 0.0:
        what = "has nobody in {city} among {persons} simulated persons{wider}"
        return phrase("group.nobody", what, city=place, persons=persons, wider=wider)
    most = scenario.profile.adults
    workers = math.ceil(scenario.workers * LEAST / (heads * seeds) / 1000) * 1000
    found = {"city": place, "n": f"{heads:,.0f}", "persons": persons, "seeds": seeds, "least": LEAST, "wider": wider}
    enough = math.ceil(LEAST / heads)
    if workers > most:
        what = (
            "has about {n} of {persons} simulated persons in {city}, with {seeds} seeds fewer than {least}; "
            "--seeds {enough} would do{wider}"
        )
        return phrase("group.few_there", what, enough=enough, **found)
    what = (
        "has about {n} of {persons} simulated persons in {city}, with {seeds} seeds fewer than {least}; "
        "--workers {workers} or --seeds {enough} would do{wider}"
    )
    return phrase("group.few", what, workers=workers, enough=enough, **found)


def _wider(city: City, group: PeopleGroup, scale: float) -> str:
    """What there would be without the part that leaves out most."""
    if len(group.parts) < 2:
        return ""
    without = [PeopleGroup(group.parts[:k] + group.parts[k + 1 :]) for k in range(len(group.parts))]
    heads = [int(members(city, one).sum() * scale) for one in without]
    best = int(np.argmax(heads))
    if heads[best] == 0:
        return ""
    part = PeopleGroup((group.parts[best],)).name
    return phrase("group.without", "; without {part} it has about {n}", part=part, n=f"{heads[best]:,}")
