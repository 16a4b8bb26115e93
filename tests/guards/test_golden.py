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
        changed = [k for k in expected["indicators"] if expected["indicators"][k] != actual["indicators"].get(k)]
        accept = "JIUYE_ACCEPT_GOLDEN=1 pytest tests/guards/test_golden.py"
        pytest.fail(
            f"{name}: {len(changed)} indicators moved ({', '.join(changed[:6])}…); see {seen}; accept: {accept}"
        )
