"""Loops compiled by several processes are those, with those types, that the model calls."""

import pytest

from jiuye.agents.compiled import COMPILED, LOOPS
from jiuye.experiments.runs.process import Process
from jiuye.experiments.runs.side_by_side import _is_kept, compile_loop, compile_side_by_side, listen

pytestmark = [pytest.mark.skipif(not COMPILED, reason="interpreted"), pytest.mark.processes]


@pytest.fixture(scope="module")
def heard():
    scout = Process(environment={"JIUYE_LISTENING": "1"})
    yield scout.do(listen)
    scout.close()


def test_a_month_tells_what_loops_are_called_with(heard):
    from jiuye.experiments.runs.run import run_every_kernel

    run_every_kernel()  # all that a year calls is kept after this
    loops = [loop for loop in LOOPS if loop.__module__.startswith("jiuye.model.phases.")]
    assert len([call for call in heard if call[0].startswith("jiuye.model.phases.")]) > 0.8 * len(loops)
    assert [call[:2] for call in heard if not _is_kept(*call)] == []  # other types would be compiled for nothing


def test_a_process_compiles_a_loop_and_keeps_it(heard, tmp_path):
    call = next(call for call in heard if call[1] == "_fold")
    elsewhere = Process(environment={"XDG_CACHE_HOME": str(tmp_path), "NUMBA_CACHE_DIR": ""})
    elsewhere.do(compile_loop, *call)
    elsewhere.close()
    kept = [path.parent.parent.name for path in tmp_path.rglob("*.nbi")]
    assert "jiuye.model.tally._fold" in kept


def test_what_is_kept_is_not_compiled_again(heard):
    told = []
    compile_side_by_side(lambda done, planned: told.append(planned))
    assert told == []


def test_what_a_process_finds_set_is_set_for_it_alone(monkeypatch):
    import os

    monkeypatch.delenv("JIUYE_LISTENING", raising=False)
    scout = Process(environment={"JIUYE_LISTENING": "1"})
    assert scout.do(_listens)
    assert "JIUYE_LISTENING" not in os.environ
    scout.close()


def test_a_process_that_listens_says_no_more_than_compiled_code():
    scout = Process(environment={"JIUYE_LISTENING": "1"})
    assert scout.do(_divides)
    scout.close()


def _divides(tick=None):
    import warnings

    import numpy as np

    from jiuye.agents.compiled import serial

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return bool(np.isnan(serial(_nothing_over_nothing)(np.zeros(1))))


def _nothing_over_nothing(x):
    return x[0] / x[0]


def _listens(tick=None):
    from jiuye.agents.compiled import COMPILED, LISTENING

    return LISTENING and not COMPILED
