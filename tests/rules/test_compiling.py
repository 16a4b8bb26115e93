"""Compiling ahead: after the warm-up no scenario meets code that is not compiled yet."""

from __future__ import annotations

import os
import sys
from collections import namedtuple
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from jiuye.agents import compiled as keeping
from jiuye.agents.compiled import COMPILED, Kernel, ingredients, kernel
from jiuye.agents.platforms import PLATFORMS
from jiuye.experiments.runs import compiling
from jiuye.experiments.runs.run import burnt_in, play, run_every_kernel
from jiuye.model.build import build_city
from jiuye.model.levers import LEVERS, Dated, Policy
from jiuye.model.month import step
from jiuye.model.sandbox import SandboxRule, Setting, platform_rule
from jiuye.model.sandbox import play as play_sandbox
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.spec import load_scenario


def compiled_kinds() -> dict[str, int]:
    """Kernel or rule → for how many combinations of types it is compiled."""
    return {name: len(loop.overloads) for name, loop in compiled().items()}


def compiled() -> dict[str, Any]:
    """Name → kernel or rule, of all that modules of the model hold."""
    found: dict[str, Any] = {}
    for module in [module for name, module in sys.modules.items() if name.startswith("jiuye.model")]:
        for value in vars(module).values():
            loop: Any = value._run if isinstance(value, Kernel) else value
            if hasattr(loop, "overloads") and hasattr(loop, "py_func"):
                found[f"{loop.py_func.__module__}.{loop.py_func.__name__}"] = loop
    return found


def loops() -> dict[str, Any]:
    """Name → kernel; rules melt into kernels and have no code of their own."""
    return {name: loop for name, loop in compiled().items() if loop.targetoptions.get("inline") != "always"}


def combinations_met() -> dict[str, list[str]]:
    """Name → the combinations of types for which a loop is compiled after every kernel met a small and a tiny city."""
    run_every_kernel()
    for levers in (tuple(Dated(lever=kind()) for kind in LEVERS.values()), ()):
        city = build_city(load_city("hangzhou"), 30, 1, size=16)
        for _ in range(14):
            step(city, Policy(levers))
    rule = SandboxRule("", {}, *platform_rule(PLATFORMS[0]))
    play_sandbox(rule, Setting(drivers=5, rate=0.5, steps=60), 1)
    return {name: [str(types) for types in loop.overloads] for name, loop in loops().items() if loop.overloads}


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_the_whole_plan_compiles_nothing_after_the_run_every_kernel():
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


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_every_loop_is_compiled_for_one_combination_of_types():
    """In cities so small that lists of rows are often empty, too: the type of an empty list is easily another one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:  # other tests call loops as they like
        met = fresh.submit(combinations_met).result()
    assert len(met) > 40
    assert {name: found for name, found in met.items() if len(found) > 1} == {}


Pair = namedtuple("Pair", ["a", "b"])


def difference(lo, hi, part, pair, out):
    for k in range(lo, hi):
        out[k] = pair.a[k] - pair.b[k]


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_columns_that_change_places_are_compiled_anew(monkeypatch, tmp_path):
    """As in a later process, where the class of a table has the same name and its columns stand in another order."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    for order in (["a", "b"], ["b", "a"], ["a", "b"]):
        monkeypatch.setattr(sys.modules[__name__], "Pair", namedtuple("Pair", order, module=__name__))
        out = np.zeros(1)
        kernel(difference)(1, Pair(a=np.array([3.0]), b=np.array([1.0])), out)
        assert out[0] == 2.0, order
    assert len(list(tmp_path.rglob("*.nbi"))) == 2


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_a_table_by_another_name_is_compiled_anew(monkeypatch, tmp_path):
    """Code kept with the former name could not be read: that class is gone."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    for name in ("Pair", "Couple"):
        table = namedtuple(name, ["a", "b"], module=__name__)
        monkeypatch.setattr(sys.modules[__name__], name, table, raising=False)
        out = np.zeros(1)
        kernel(difference)(1, table(a=np.array([3.0]), b=np.array([1.0])), out)
        assert out[0] == 2.0, name
        monkeypatch.delattr(sys.modules[__name__], name)
    assert len(list(tmp_path.rglob("*.nbi"))) == 2


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_what_is_compiled_is_known_by_what_it_is_made_of(monkeypatch, tmp_path):
    monkeypatch.setattr(compiling, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(compiling, "run_every_kernel", lambda: 0.0)
    assert not compiling.is_compiled()
    compiling.compile_kernels()
    assert compiling.is_compiled()
    monkeypatch.setattr(compiling, "__file__", str(tmp_path / "compiling.py"))  # another copy finds it
    assert compiling.is_compiled()
    monkeypatch.setattr(compiling, "LOOPS", compiling.LOOPS[1:])  # other loops do not
    assert not compiling.is_compiled()


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_a_loop_is_made_of_all_it_calls():
    """An edit of a loop that another one calls compiles both."""

    def made(constant: str, default: str = "1") -> dict[str, bytes]:
        module = ModuleType("jiuye.made")
        exec(SOURCE.format(constant=constant, default=default), vars(module))
        return ingredients(module.outer)

    assert made("1") == made("1")
    assert {*made("1")} == {"jiuye.made.outer", "jiuye.made.inner"}
    assert made("1")["jiuye.made.outer"] == made("2")["jiuye.made.outer"]
    assert made("1")["jiuye.made.inner"] != made("2")["jiuye.made.inner"]
    assert made("1")["jiuye.made.inner"] != made("1", "2")["jiuye.made.inner"]


SOURCE = """
def inner(x, by={default}):
    return x + {constant} + by

def outer(x):
    return inner(x)
"""


@pytest.fixture
def no_home(monkeypatch, tmp_path):
    """As an unknown user of a container: nobody knows its home, or it cannot be written."""
    for name in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keeping.Path, "home", classmethod(lambda cls: (_ for _ in ()).throw(RuntimeError("no home"))))
    monkeypatch.setattr(keeping.tempfile, "gettempdir", lambda: str(tmp_path))
    keeping._writable.cache_clear()
    yield
    keeping._writable.cache_clear()


def test_without_a_home_code_is_kept_in_a_folder_of_the_user_alone(no_home, tmp_path):
    folder = keeping.cache_folder()
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o077 == 0
    keeping._writable.cache_clear()
    assert keeping.cache_folder() == folder  # other processes find it


def test_a_folder_that_others_could_write_is_not_used(no_home, tmp_path):
    planted = tmp_path / f"jiuye-{os.getuid()}"
    planted.mkdir()
    planted.chmod(0o777)
    assert keeping.cache_folder() != planted


def test_a_place_that_is_a_file_is_not_used(no_home, monkeypatch, tmp_path):
    (tmp_path / "x").write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "x"))
    assert keeping.cache_folder().parent == tmp_path


def twice(x):
    return 2.0 * x


@pytest.mark.skipif(not COMPILED, reason="interpreted")
def test_a_loop_read_from_disk_is_linked_into_one_that_is_compiled(monkeypatch, tmp_path):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert keeping.serial(twice)(1.0) == 2.0
    read = keeping.serial(twice)
    assert read(2.0) == 4.0
    assert sum(read._cache_hits.values()) == 1
    (compiled,) = read.overloads.values()
    code = compiled._asdict()["library"]
    assert code._shared_module is None, "what only linking needs is not held"

    def caller(x):
        return read(x) + 1.0

    assert keeping.numba.njit(caller)(3.0) == 7.0
    assert code._shared_module is not None


@pytest.mark.skipif(not COMPILED, reason="interpreted")
@pytest.mark.parametrize("damage", [b"", b"\x00" * 50, b"\x80\x04K\x01.", None])
def test_damaged_code_is_compiled_anew(monkeypatch, tmp_path, damage):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    table, out = Pair(a=np.array([3.0]), b=np.array([1.0])), np.zeros(1)
    kernel(difference)(1, table, out)
    files = [file for file in tmp_path.rglob("*") if file.suffix in (".nbi", ".nbc")]
    assert len(files) == 2
    for damaged in files:
        whole = damaged.read_bytes()
        damaged.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
        out[:] = 0.0
        kernel(difference)(1, table, out)
        assert out[0] == 2.0
        out[:] = 0.0
        kernel(difference)(1, table, out)
        assert out[0] == 2.0


@pytest.mark.skipif(not COMPILED, reason="interpreted")
@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_byte_that_the_disk_changed_is_never_run(monkeypatch, tmp_path, place):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert keeping.serial(twice)(1.0) == 2.0
    (file,) = tmp_path.rglob("*.nbc")
    whole = bytearray(file.read_bytes())
    whole[int(place * len(whole))] ^= 0x10
    file.write_bytes(whole)
    again = keeping.serial(twice)
    assert again(2.0) == 4.0
    assert not sum(again._cache_hits.values()), "it is compiled anew"
    (file,) = tmp_path.rglob("*.nbc")
    assert file.read_bytes() != whole
    read = keeping.serial(twice)
    assert read(3.0) == 6.0
    assert sum(read._cache_hits.values()) == 1
