"""Settings every test shares."""

import pytest
from hypothesis import HealthCheck, settings

from .browser import browser, served  # noqa: F401  one server and one browser for all tests of pages

# The first call of a kernel compiles it, which no deadline foresees. The same examples on every machine.
settings.register_profile("jiuye", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jiuye")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Several processes share the files out among them; all tests of pages go to one, with its server and browser."""
    for item in items:
        group = "browser" if item.get_closest_marker("browser") else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))
