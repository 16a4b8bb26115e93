"""The Mesa model with cities by name: `jiuye.CityModel`."""

from __future__ import annotations

from ..model import mesa_model
from ..model.profile import Profile
from .cities import load_city


class CityModel(mesa_model.CityModel):
    __doc__ = mesa_model.CityModel.__doc__

    @staticmethod
    def find_city(name: str) -> Profile:
        """The profile of a shipped city, or of a file of one's own."""
        return load_city(name)
