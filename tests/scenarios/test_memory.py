"""What a run is said to need is near what it takes; what cannot fit is refused before it begins."""

import json
import subprocess
import sys

import pytest

from jiuye.experiments.compare.compare import compare
from jiuye.scenarios import memory
from jiuye.scenarios.memory import bytes_for, largest_for
from jiuye.scenarios.spec import load_scenario
from jiuye.scenarios.yaml_reader import SpecError

# A run in a process of its own; its peak less what the process held before, as more is imported by tests than by runs.
PLAY = """
import json, sys, tempfile
from pathlib import Path
from jiuye.experiments.runs.archive import archive_run
from jiuye.experiments.runs.run import run_every_kernel
from jiuye.results.environment import peak_bytes
from jiuye.scenarios.spec import load_scenario
run_every_kernel()
time = {"months": 2, "burn_in": 2}
city = {"workers": int(sys.argv[1]), "profile": "hangzhou"}
scenario = load_scenario("four_levers", overrides={"city": city, "time": time})
with tempfile.TemporaryDirectory() as folder:
    archive_run(1, scenario, Path(folder))
print(json.dumps(peak_bytes()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak")
def test_what_is_announced_is_what_a_run_takes():
    persons = 600_000
    told = subprocess.run([sys.executable, "-c", PLAY, str(persons)], capture_output=True, text=True, check=True)
    assert bytes_for(persons) == pytest.approx(json.loads(told.stdout), rel=0.25)


def test_most_that_fits_does_fit():
    for cities in (1, 2):
        most = largest_for(2_000_000_000, cities)
        assert bytes_for(most, cities) <= 2_000_000_000 < bytes_for(most + 1, cities)
    assert largest_for(0) == 0


def test_futures_side_by_side_need_more_than_one(monkeypatch):
    city = {"city": {"profile": "hangzhou", "workers": 1_000_000}}
    base, other = (load_scenario(name, overrides=city) for name in ("baseline", "four_levers"))
    monkeypatch.setattr(memory, "available_bytes", lambda: bytes_for(1_000_000))
    assert memory.memory_fault(1_000_000) is None
    with pytest.raises(SpecError, match=r"1,000,000 persons need 0\.5 GB of memory, 0\.4 GB are free"):
        compare(base, [other], [1])
