"""Prints, as JSON, what some runs come to bit by bit and with which versions: to be run wherever sameness is in doubt.

Run by the interpreter in question (`python digest_of_runs.py [--interpreted]`), with Jiuye installed; `everywhere.py`
and the tests do. Interpreted, the runs are shorter, and so are those they are compared with.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from importlib.metadata import version

import numpy as np

from jiuye.agents.compiled import use_threads
from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.indicators import INDICATORS
from jiuye.scenarios.spec import load_scenario

LONG = {"baseline": (60_000, 6), "whole_plan": (2_000, 24), "four_levers": (2_000, 24)}  # persons, months
SHORT = {"whole_plan": (300, 4)}


def digest(name: str, workers: int, months: int) -> dict[str, str]:
    """SHA-256 of heads and money, which are whole numbers, and of indicators, which are not."""
    place = {"city": {"profile": "lishui", "workers": workers}, "time": {"months": months, "burn_in": 2}}
    scenario = load_scenario(name, overrides=place)
    result = play(*burnt_in(scenario, 7), scenario, tuple(INDICATORS))
    whole, real = hashlib.sha256(), hashlib.sha256()
    for flow in sorted(result.flows):
        whole.update(flow.encode() + result.flows[flow].tobytes())
    whole.update(repr(sorted(result.ledger)).encode())
    for indicator in sorted(result.indicators):
        values = result.indicators[indicator]
        real.update(indicator.encode() + np.where(np.isnan(values), np.nan, values).tobytes())
    return {"whole": whole.hexdigest()[:16], "real": real.hexdigest()[:16]}


def main() -> None:
    """One or two threads, as the last argument says."""
    runs = SHORT if "--short" in sys.argv else LONG
    use_threads(2 if "--threads" in sys.argv else 1)
    found = {name: digest(name, *size) for name, size in runs.items()}
    versions = {name: version(name) for name in ("numpy", "numba", "scipy", "pyarrow", "pandas")}
    print(json.dumps({"python": platform.python_version(), "versions": versions, "runs": found}))


if __name__ == "__main__":
    main()
