"""Settings every test shares."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from jiuye.experiments.runs.processes import use_cores

from .browser import browser, chromium, served  # noqa: F401  one server and one browser for all tests of pages

# The first call of a kernel compiles it, which no deadline foresees. The same examples on every machine.
settings.register_profile("jiuye", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jiuye")

SEVERAL = {"processes", "kills", "dask", "browser"}  # marks of tests that are about more than one process


def _allowed(node: pytest.Item) -> int | None:
    """Cores a test, or a module, may use; None for all there are."""
    return None if SEVERAL & {mark.name for mark in node.iter_markers()} else 1


@pytest.fixture(autouse=True)
def cores(request: pytest.FixtureRequest) -> Iterator[None]:
    """One core for whoever only checks numbers: starting processes would take longer than what they compute."""
    use_cores(_allowed(request.node))
    yield
    use_cores(None)  # a command called within a test keeps to its `--threads` for as long as its process lives


@pytest.fixture(scope="module", autouse=True)
def cores_of_the_module(request: pytest.FixtureRequest) -> None:
    """What a module makes once for all its tests is made with as many."""
    use_cores(_allowed(request.node))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Guards come first, then the pages, which take longest; whoever opens a page needs a browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    order = {"guards": 0, "pages": 1}
    items.sort(key=lambda item: order.get(item.path.parent.name, 2))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Several processes share the files out among them; all tests of pages go to one, with its server and browser."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "pages" if file.startswith("tests/pages/test_") else file

    return ByFile(config, log)
