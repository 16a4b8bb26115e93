"""Settings every test shares."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from jiuye.experiments.runs.processes import use_cores

from .browser import browser, served  # noqa: F401  one server and one browser for all tests of pages

# The first call of a kernel compiles it, which no deadline foresees. The same examples on every machine.
settings.register_profile("jiuye", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jiuye")


@pytest.fixture(autouse=True)
def every_core() -> Iterator[None]:
    """A command called within the tests keeps to `--threads` for as long as its process lives: here for one test."""
    yield
    use_cores(None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Several processes share the files out among them; all tests of pages go to one, with its server and browser."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "pages" if "test_app" in file else file

    return ByFile(config, log)
