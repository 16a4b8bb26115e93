"""Ten people a month on, for moments worked out by hand."""

from __future__ import annotations

from ..ten_people import skip, ten_people


def city_of_ten(**columns):
    """Ten people a month on; keywords set single people's columns, {row: value}."""
    city = skip(ten_people())
    for name, values in columns.items():
        column = getattr(city.workers, name)
        for row, value in values.items():
            column[row] = value
    return city
