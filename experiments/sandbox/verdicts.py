"""Verdicts of the sandbox on the rules by which the model's own services share orders out (plan §3.4.1).

The lever `sandbox_review` has each service's rule tried; as the services stand, what is found comes with the model
(`model/data/sandbox_verdicts.yaml`). `make verdicts` writes the file anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ...agents.platforms import PLATFORMS
from ...model.build import build_city
from ...model.city import City
from ...model.sandbox.trial import FILE, hold, trial_of
from ...results.atomic import write_atomic
from ...scenarios.cities import load_city

PERSONS = 1_000


def usual_city() -> City:
    """A city whose services share orders out as they stand in the file."""
    return build_city(load_city("reference"), PERSONS, 1)


def verdict_of(city: City, service: str) -> dict[str, Any]:
    """What the sandbox says about a service's rule, as it stands in the file."""
    trial = trial_of(city, service)
    found = hold(trial)
    return {"key": trial.key, "clear_gap": found.clear_gap, "group": found.group}


def write_verdicts(file: Path = FILE) -> Path:
    """Try every service's rule and write the file."""
    head = (
        "# Written by `make verdicts`: what the sandbox says of each service's own dispatch rule (four seeds of ten "
        "hours\n# in which four fifths of the drivers' time is used). key: of what was tried, rule, bias and drivers.\n"
        "# clear_gap: share of income by which the group most clearly behind is behind at least (near end of the 95 %\n"
        "# interval). group: which that is.\n"
    )
    city = usual_city()
    found = {service: verdict_of(city, service) for service in PLATFORMS}
    return write_atomic(file, head + yaml.safe_dump(found, sort_keys=False))
