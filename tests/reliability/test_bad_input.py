"""Whatever a file, a folder, a link or an argument holds: it is used, or refused in words that name the place.

Ten thousand cases in `make soak`, some hundreds of each kind in every `make test`. A case fails on any error that is
no refusal, on a refusal that says nothing or has no Chinese, after two seconds, and on memory beyond what files may
take. What stays when hypothesis has found one is the edit that does it: put it among the examples of its test.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuye.experiments.compare.comparison_file import read_comparison
from jiuye.experiments.compare.kept_tables import kept_tables
from jiuye.experiments.runs.archive import archive_run, open_run, stored_scenario
from jiuye.experiments.studies.study import load_study
from jiuye.messages import Message
from jiuye.results.refusal import Refusal
from jiuye.results.store import read_store
from jiuye.scenarios.cities import load_city
from jiuye.scenarios.dispatch import load_rule
from jiuye.scenarios.spec import SpecError, load_scenario
from jiuye.scenarios.targets import load_targets
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.asked_advice import AskedAdvice
from jiuye.viz.pages.query import Query
from jiuye.viz.terminal.checking import check
from jiuye.viz.words.faults import failure, fault_line

from .mutations import EDITS, spoiled, spoiled_bytes

ROOT = Path(__file__).resolve().parents[2]
SECONDS, BYTES = 2.0, 200_000_000
FEW = int(os.environ.get("JIUYE_CASES", "40"))  # of each kind; `make soak` asks for more
CHINESE = re.compile("[\u4e00-\u9fff]")
cases = settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))


def files(pattern: str) -> list[Path]:
    return sorted(ROOT.glob(pattern))


@contextmanager
def bounded() -> Iterator[None]:
    """In time and within memory."""
    tracemalloc.start()
    began = time.process_time()
    try:
        yield
    finally:
        took, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert took < 4 * SECONDS, f"{took:.1f} s of the processor, memory being traced"
    assert peak < BYTES, f"{peak / 1e6:.0f} MB"


def refused_well(error: BaseException) -> None:
    """Says what is wrong, and where, in a line of each language."""
    if isinstance(error, SpecError):
        assert error.faults
        for fault in error.faults:
            for lang in ("en", "zh"):
                line = fault_line(fault, lang)
                assert line.strip(": ")
                assert "\n" not in line
            assert isinstance(fault.message, Message), f"{fault} has no Chinese"
            assert CHINESE.search(fault_line(fault, "zh")), fault
    else:
        assert error.args
        assert CHINESE.search(failure(error, "zh")), repr(error)


def tried(read: Callable[[], Any]) -> None:
    """Read it; only a refusal may come of it."""
    with bounded():
        try:
            read()
        except (SpecError, Refusal) as error:
            refused_well(error)


def checked(file: Path) -> str:
    """As `jiuye check` says it."""
    found = check(str(file))
    if found.faults:
        raise SpecError(list(found.faults))
    return found.words("zh")


# ---- files one writes -----------------------------------------------------------------------------------------------

SCENARIOS = [file for file in files("scenarios/*.yaml") if file.name != "baseline.yaml"]
CITIES = files("scenarios/cities/*.yaml")
STUDIES = files("experiments/studies/shipped/*.yaml")
RULES = files("scenarios/dispatch/*.yaml")
PLATFORMS = [ROOT / "model/data/platforms.yaml"]
WRITTEN: dict[str, tuple[list[Path], Callable[[Path], Any]]] = {
    "scenario": (SCENARIOS, load_scenario),
    "city": (CITIES, load_city),
    "study": (STUDIES, load_study),
    "rule": (RULES, load_rule),
    "platforms": (PLATFORMS, lambda file: checked(file)),
    "any": ([*SCENARIOS, *CITIES, *STUDIES, *RULES], lambda file: checked(file)),
    "targets": ([ROOT / "scenarios/targets.csv"], load_targets),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_spoiled_file_is_used_or_refused(kind, tmp_path):
    sources, read = WRITTEN[kind]

    @cases
    @given(st.sampled_from(sources), EDITS)
    def every(source: Path, edits: list) -> None:
        file = tmp_path / f"mine{source.suffix}"
        file.write_bytes(spoiled(source.read_text(encoding="utf-8"), edits).encode("utf-8", "surrogatepass"))
        tried(lambda: read(file))

    every()


@pytest.mark.parametrize("kind", WRITTEN)
def test_damaged_bytes_are_used_or_refused(kind, tmp_path):
    sources, read = WRITTEN[kind]

    @cases
    @given(st.sampled_from(sources), EDITS)
    def every(source: Path, edits: list) -> None:
        file = tmp_path / f"mine{source.suffix}"
        file.write_bytes(spoiled_bytes(source.read_bytes(), edits))
        tried(lambda: read(file))

    every()


# ---- folders commands write -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stored(tmp_path_factory) -> dict[str, Path]:
    """A run, a comparison and a store, each as its command leaves it."""
    folder = tmp_path_factory.mktemp("stored")
    small = load_scenario("data_dividend", overrides={"city": {"workers": 300}, "time": {"months": 2, "burn_in": 1}})
    run = archive_run(1, small, folder).folder
    return {"run": run, "comparison": _comparison(folder / "comparison"), "store": _store(folder / "store")}


def _comparison(folder: Path) -> Path:
    from jiuye.experiments.compare.comparison_file import write_comparison

    from ..reports.sample_comparison import sample

    write_comparison(sample(), folder)
    return folder


def _store(folder: Path) -> Path:
    from jiuye.experiments.studies.sweep import sweep

    base = "{extends: baseline, city: {workers: 300}, time: {months: 12, burn_in: 1}}"
    text = f"name: tiny\nbase: {base}\nlevers: {{training_subsidy: [0, 2000]}}\noutcomes: {{gini: }}\n"
    text += "design: {kind: factorial}\nseeds: 1\n"
    file = folder.parent / "tiny.yaml"
    file.write_text(text, encoding="utf-8")
    sweep(load_study(file), folder)
    return folder


READERS: dict[str, Callable[[Path], Any]] = {
    "run": lambda folder: (stored_scenario(open_run(folder)), kept_tables(folder)),
    "comparison": lambda folder: (read_comparison(folder), kept_tables(folder)),
    "store": lambda folder: read_store(folder).table,
}


@pytest.mark.parametrize("kind", READERS)
def test_a_damaged_folder_is_read_or_refused(kind, stored, tmp_path):
    whole = stored[kind]
    inside = sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file())

    @cases
    @given(st.sampled_from(inside), EDITS, st.booleans())
    def every(name: Path, edits: list, gone: bool) -> None:
        folder = tmp_path / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        file = folder / name
        if gone and len(edits) == 1:
            file.unlink()
        elif file.suffix == ".json":
            file.write_bytes(spoiled(file.read_text(encoding="utf-8"), edits).encode("utf-8", "surrogatepass"))
        else:
            file.write_bytes(spoiled_bytes(file.read_bytes(), edits))
        tried(lambda: READERS[kind](folder))

    every()


# ---- links ----------------------------------------------------------------------------------------------------------

LINKS = [
    "city=hangzhou&persons=2000&months=12&seeds=2&a=dispatch_transparency&b=training_subsidy(seats=12000)",
    "city=lishui&a=training_subsidy(seats=60000,from=2026-01,zones=liandu|qingtian)+protection_fund(match=0.5)",
    "a=whole_plan&groups=sex%3Dfemale%2Cage%3D45-59%3Bresidence%3Dvillage",
    "city=ningbo&budget=30000000&goal=platform_income&group=residence%3Drural%2Csex%3Dfemale&effort=quick",
]


@cache
def _reads() -> dict[str, Callable[[Query], Any]]:
    from jiuye.viz.pages import sandbox

    def compared(query: Query) -> Any:
        asked = AskedComparison.of(query)
        return asked.key, asked.too_large, asked.scenarios()

    def advised(query: Query) -> Any:
        asked = AskedAdvice.of(query)
        return asked.key, asked.base(), asked.wanted()

    return {"compare": compared, "ask": advised, "sandbox": sandbox.asked}


@cases
@given(st.sampled_from(LINKS), EDITS, st.sampled_from(["compare", "ask", "sandbox"]))
def test_a_spoiled_link_is_read_or_refused(link, edits, page):
    query = Query.read(page, spoiled(link, edits), lambda path: None)
    tried(lambda: _reads()[page](query))


# ---- arguments of functions -----------------------------------------------------------------------------------------

ANY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["reference", "hangzhou", "full", "gini", "baseline", "1-3", "3-1", "1,1", "sex=female", "age=9-3"]
    ),
    st.lists(st.one_of(st.integers(-3, 3), st.text(max_size=5)), max_size=3),
    st.binary(max_size=4),
)


@cases
@given(st.data())
def test_arguments_are_refused_before_anything_is_played(data):
    """Every function of the public API with anything for some of its arguments."""
    import jiuye
    from jiuye.experiments import api

    reached: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("own_eve", "play", "compare_scenarios", "sought", "at_budgets"):
            found = {"at_budgets": (lambda base, them, seeds: (list(them), None))}.get(name)
            patch.setattr(api, name, found or (lambda *a, name=name, **k: reached.append(name) or ((), ())))
        patch.setattr(api, "replace", lambda found, **changes: found)
        options = {
            "run": ("seed", "city", "workers", "months", "groups"),
            "compare": ("seeds", "city", "workers", "months", "groups", "ensemble"),
            "advise": ("group", "city", "workers", "months", "levers", "seeds", "fresh"),
        }
        name = data.draw(st.sampled_from(sorted(options)))
        asked = data.draw(st.dictionaries(st.sampled_from(options[name]), ANY, max_size=3))
        first = {
            "run": [data.draw(st.one_of(st.just("data_dividend"), ANY))],
            "compare": ["baseline", data.draw(st.one_of(st.just("data_dividend"), ANY))],
            "advise": [data.draw(st.one_of(st.just(3e7), ANY)), data.draw(st.one_of(st.just("gini"), ANY))],
        }[name]
        with bounded():
            try:
                getattr(jiuye, name)(*first, **asked)
            except (ValueError, TypeError) as error:  # of which SpecError is one
                refused_well(error)
