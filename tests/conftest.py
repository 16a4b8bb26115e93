"""Settings every test shares."""

from hypothesis import HealthCheck, settings

from .browser import browser, served  # noqa: F401  one server and one browser for all tests of pages

# The first call of a kernel compiles it, which no deadline foresees. The same examples on every machine.
settings.register_profile("jiuye", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jiuye")
