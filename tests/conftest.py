"""Settings every test shares."""

from hypothesis import HealthCheck, settings

# The first call of a kernel compiles it, which no deadline foresees. The same examples on every machine.
settings.register_profile("jiuye", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jiuye")
