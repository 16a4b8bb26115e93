"""Compiling ahead: after the warm-up no scenario meets code that is not compiled yet."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from jiuye.agents.compiled import COMPILED, Kernel
from jiuye.experiments.runs import compiling
from jiuye.experiments.runs.run import burnt_in, play, run_every_kernel
from jiuye.scenarios.spec import load_scenario


def compiled_kinds() -> dict[str, int]:
    """Kernel → for how many combinations of types it is compiled."""
    counted: dict[str, int] = {}
    for module in [module for name, module in sys.modules.items() if name.startswith("jiuye.model")]:
        for value in vars(module).values():
            loop: Any = value._run if isinstance(value, Kernel) else value
            if hasattr(loop, "overloads") and hasattr(loop, "py_func"):
                counted[f"{loop.py_func.__module__}.{loop.py_func.__name__}"] = len(loop.overloads)
    return counted


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_the_whole_plan_compiles_nothing_after_the_warm_up():
    run_every_kernel()
    before = compiled_kinds()
    assert sum(before.values()) > 30
    size = {"city": {"profile": "hangzhou", "workers": 1_500}, "time": {"months": 14, "burn_in": 2}}
    scenario = load_scenario("whole_plan", overrides=size)
    city, past = burnt_in(scenario, 1)
    play(city, past, scenario, ["gini"], diary=True)
    melted = {name for name in compiled_kinds() if name.startswith("jiuye.agents")}  # rules, called from no kernel here
    assert {k: n for k, n in compiled_kinds().items() if k not in melted} == {
        k: n for k, n in before.items() if k not in melted
    }


def test_code_compiled_for_another_copy_does_not_count(monkeypatch, tmp_path):
    monkeypatch.setattr(compiling, "COMPILED", True)
    monkeypatch.setattr(compiling, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(compiling, "run_every_kernel", lambda: 0.0)
    assert not compiling.is_compiled()
    compiling.compile_kernels()
    assert compiling.is_compiled()
    monkeypatch.setattr(compiling, "__file__", str(tmp_path / "experiments" / "runs" / "compiling.py"))
    assert not compiling.is_compiled()
