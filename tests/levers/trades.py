"""The city of ten with other trades at its lines."""

from dataclasses import replace

from jiuye.model.frame import build_frame

from ..ten_people import begin, ten_people


def of_trade(city, *trades):
    """The city with other trades at its lines."""
    e, occ = city.employers, city.occupations
    e.occupation[:] = [occ.index(trade) for trade in trades]
    e.schooling[:] = occ.schooling[e.occupation]
    return replace(city, frame=build_frame(e, city.grid, occ, city.behaviour))


def digital(staff=0, **behaviour):
    """Line 2 annotates data."""
    city = of_trade(begin(ten_people(**behaviour)), "production_worker", "driver", "data_annotator")
    e = city.employers
    e.capacity[2] = e.wanted[2] = e.staff[2] = staff
    return city
