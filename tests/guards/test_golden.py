"""Golden runs: small cities whose numbers change only when somebody means them to.

After a change that is meant, accept the new numbers with `JIUYE_ACCEPT_GOLDEN=1 pytest tests/guards/test_golden.py` and
say `numbers change:` in CHANGELOG.md.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from jiuye.experiments.runs.run import burnt_in, play
from jiuye.model.indicators import INDICATORS
from jiuye.scenarios.spec import load_scenario

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = "JIUYE_ACCEPT_GOLDEN=1 pytest tests/guards/test_golden.py"
SIZE = {"city": {"profile": "reference", "workers": 1_500}, "time": {"months": 18, "burn_in": 6}}


@pytest.mark.golden
@pytest.mark.parametrize("name", ["baseline", "four_levers"])
def test_golden_run(name: str) -> None:
    scenario = load_scenario(name, overrides=SIZE)
    city, past = burnt_in(scenario, seed=11)
    result = play(city, past, scenario, list(INDICATORS))
    actual = {
        "indicators": {
            key: [None if np.isnan(x) else float(f"{x:.10g}") for x in values[-1, :5]]
            for key, values in result.indicators.items()
        },
        "ledger": {
            account: sum(amount for month, _, _, of, amount in result.ledger if of == account and month == 17)
            for account in sorted({row[3] for row in result.ledger})
        },
    }
    file = GOLDEN / f"{name}.json"
    if os.environ.get("JIUYE_ACCEPT_GOLDEN"):
        file.write_text(json.dumps(actual, indent=1) + "\n")
    expected = json.loads(file.read_text())
    if actual != expected:
        seen = GOLDEN / f"{name}.actual.json"
        seen.write_text(json.dumps(actual, indent=1) + "\n")
        pytest.fail(f"{name}: {difference(expected, actual)}\nsee {seen}\naccept: {ACCEPT}")


Found = dict[str, dict[str, object]]


def difference(expected: Found, actual: Found) -> str:
    """What is new, gone and moved, by name."""
    said = []
    for part in expected:
        before, now = expected[part], actual[part]
        kinds = {
            "new": [key for key in now if key not in before],
            "gone": [key for key in before if key not in now],
            "moved": [key for key in before if key in now and before[key] != now[key]],
        }
        said += [f"{len(keys)} {kind} of {part}: {', '.join(keys)}" for kind, keys in kinds.items() if keys]
    return "; ".join(said)


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("indicators", {"tightness": [1.0]}, "1 new of indicators: tightness"),
        ("indicators", {"gini": None}, "1 gone of indicators: gini"),
        ("indicators", {"gini": [0.5], "trust": [2.0]}, "2 moved of indicators: gini, trust"),
        ("ledger", {"fines": 1, "wages": 8}, "1 new of ledger: fines; 1 moved of ledger: wages"),
        ("ledger", {}, ""),
    ],
)
def test_a_difference_is_told_by_name(part: str, change: dict[str, object], said: str) -> None:
    expected: Found = {"indicators": {"gini": [0.4], "trust": [1.0]}, "ledger": {"wages": 7}}
    changed = {key: value for key, value in (expected[part] | change).items() if value is not None}
    assert difference(expected, expected | {part: changed}) == said
