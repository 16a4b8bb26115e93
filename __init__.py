"""Jiuye (就业): compare employment policies in a simulated Chinese city.

The public names are loaded when first used, so that `import jiuye` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .experiments.api import advise, compare, run
    from .model.city import City
    from .scenarios.city_model import CityModel
    from .scenarios.spec import Scenario, load_scenario

    __version__: str

__all__ = ["City", "CityModel", "Scenario", "__version__", "advise", "compare", "load_scenario", "run"]

_ROOMS = {
    "City": "model.city",
    "CityModel": "scenarios.city_model",
    "Scenario": "scenarios.spec",
    "advise": "experiments.api",
    "compare": "experiments.api",
    "load_scenario": "scenarios.spec",
    "run": "experiments.api",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib import metadata  # a third of what `import jiuye` would take

        return metadata.version("jiuye")
    if name not in _ROOMS:
        raise AttributeError(f"module 'jiuye' has no attribute {name!r}")
    return getattr(import_module(f".{_ROOMS[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
