"""The map of a city: where people live, where jobs are, and how far apart.

The city is a square of its administrative area, cut into size × size cells; cell number = row · size + column, row 0 in
the north. How it is drawn:

1. **Districts** lie around their seats, each with its share of the area (see `districts`).
2. **Density** falls exponentially with the distance from the city centre (Clark 1951) and from the seat of the
   district, above a rural floor that carries the villagers: one main centre with secondary ones (county towns).
3. **Town and country.** In each district the densest cells are urban, as many as it takes to hold the district's urban
   share; the people of the urban and of the village cells are then scaled so that both shares hold exactly, and with
   them the district's share of residents.
4. **Class.** Urban cells of counties are town, of suburban districts suburb; in core districts the densest cells, with
   `CORE_PART` of the urban people, are core and the fringe is suburb. The rest are villages.
5. **Jobs** follow people but are more concentrated; **training seats** follow jobs and favour the core (plan §2.1.2);
   **bandwidth** is set by class, with dispersion that is wide in villages; **service stations** stand at every seat
   and in the densest cell of each part of the map that holds many people.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...messages import phrase
from ..draws import Draws
from ..grid import BLOCKS_ACROSS, LARGEST, SMALLEST, Grid, strip
from ..profile import CORE, SUBURB, TOWN, VILLAGE, Floats, Profile
from .districts import Cells, divide

PEAK = 10_000.0  # urban residents per km² at a seat, which sets how far its town reaches (judged)
CITY_PEAK = 6_000.0  # the same for core and suburban districts together, around the city centre (judged)
CENTRE_PULL = 0.5  # weight of the city centre against the district's own seat
FLOOR_PART = 0.7  # of a district's villagers live evenly spread over it, the rest near its centres (judged)
CORE_PART = 0.85  # of the urban people of a core district live in core cells (judged)
JOB_RATIO = (1.25, 1.10, 0.95, 0.45)  # jobs per person by class (judged); township firms stand in villages
JOB_PULL = 0.20  # jobs per person rise with density to this power (judged)
SEAT_WEIGHT = (2.0, 1.0, 0.8, 0.1)  # training seats per job by class (judged; plan: good centres in big cities only)
BANDWIDTH = ((0.95, 0.04), (0.90, 0.08), (0.80, 0.15), (0.50, 0.30))  # mean and full width by class (judged)
KEPT = 8  # maps (technical)
STATION_SHARE = 0.01  # of all people: a block with more has a service station


def build_grid(profile: Profile, size: int = 64, draws: Draws | None = None) -> Grid:
    """Draw the map of a city. The map belongs to the city, not to the run: without `draws` it is always the same, drawn
    once; every city gets a copy."""
    return _drawn_grid(profile, size, draws) if draws is not None else _usual_grid(profile, size).copy()


@lru_cache(maxsize=KEPT)
def _usual_grid(profile: Profile, size: int) -> Grid:
    return _drawn_grid(profile, size, None)


def _drawn_grid(profile: Profile, size: int, draws: Draws | None) -> Grid:
    if not SMALLEST <= size <= LARGEST:
        what = "a map is {least} to {most} cells across (got {got})"
        raise ValueError(phrase("map.size", what, least=SMALLEST, most=LARGEST, got=size))
    if size * size < 4 * len(profile.districts):
        what = "{n} districts need a finer map than {size} cells across"
        raise ValueError(phrase("map.coarse", what, n=len(profile.districts), size=size))
    row, column = np.divmod(np.arange(size * size), size)
    x, y = (column + 0.5) / size, (row + 0.5) / size
    district, seat_cell, centre = divide(profile.districts, x, y)
    side = float(np.sqrt(profile.area_km2))
    from_seat = np.hypot(x - x[seat_cell][district], y - y[seat_cell][district])
    from_centre = np.hypot(x - centre[0], y - centre[1])
    city_reach, reach = _reaches(profile)
    density = _density(profile, district, side * from_centre / city_reach, side * from_seat / reach[district])
    urban = _urban_cells(profile, district, density)
    people = _people(profile, district, density, urban)
    klass = _classes(profile, district, density, urban, people)
    jobs = _normal(people * np.array(JOB_RATIO)[klass] * density**JOB_PULL)
    part = strip(size)
    block = part[row] * BLOCKS_ACROSS + part[column]
    return Grid(
        size=size,
        km_per_cell=side / size,
        x_km=x * side,
        y_km=y * side,
        klass=klass,
        district=district.astype(np.uint8),
        block=block.astype(np.uint16),
        people=people,
        jobs=jobs,
        bandwidth=_bandwidth(klass, draws or Draws(0)),
        seats=_normal(jobs * np.array(SEAT_WEIGHT)[klass]),
        station=_stations(people, block, seat_cell),
    )


def _normal(weights: Floats) -> Floats:
    shares: Floats = weights / weights.sum()
    return shares


def _reaches(profile: Profile) -> tuple[float, Floats]:
    """Km over which density falls by 1/e, for the city and [district]: P people at peak D fill 2πDb²."""
    urban = np.array([max(d.residents * d.urban_share, 1.0) for d in profile.districts])
    city = sum(n for n, d in zip(urban, profile.districts, strict=True) if d.klass != "county")
    return float(np.sqrt(city / (2.0 * np.pi * CITY_PEAK))), np.sqrt(urban / (2.0 * np.pi * PEAK))


def _density(profile: Profile, district: Cells, from_centre: Floats, from_seat: Floats) -> Floats:
    """Relative density: exponential in the distances (in reaches) from centre and own seat, above a rural floor."""
    fall: Floats = CENTRE_PULL * np.exp(-from_centre) + np.exp(-from_seat)
    mean = np.bincount(district, weights=fall) / np.bincount(district)
    village = np.array([(1.0 - d.urban_share) / max(d.urban_share, 0.01) for d in profile.districts])
    density: Floats = fall + (FLOOR_PART * village * mean)[district]
    return density


def _urban_cells(profile: Profile, district: Cells, density: Floats) -> NDArray[np.bool_]:
    """The densest cells of each district, as many as hold its urban share; at least one of each kind if it has both."""
    urban = np.zeros(len(district), dtype=bool)
    for i, d in enumerate(profile.districts):
        cells = np.flatnonzero(district == i)
        cells = cells[np.argsort(-density[cells], kind="stable")]
        held = np.cumsum(density[cells]) / density[cells].sum()
        count = int(np.searchsorted(held, d.urban_share)) + 1
        if d.urban_share == 0.0 or d.urban_share == 1.0 or len(cells) == 1:
            count = round(d.urban_share) * len(cells)
        urban[cells[: min(count, len(cells) - (len(cells) > 1 and d.urban_share < 1.0))]] = True
    return urban


def _people(profile: Profile, district: Cells, density: Floats, urban: NDArray[np.bool_]) -> Floats:
    """Share of people by cell: density, scaled so that each district and each side of its urban share hold exactly."""
    people = np.zeros(len(district))
    for i, (d, share) in enumerate(zip(profile.districts, profile.district_shares, strict=True)):
        for town, part in ((True, d.urban_share), (False, 1.0 - d.urban_share)):
            cells = np.flatnonzero((district == i) & (urban == town))
            if len(cells):
                whole = 1.0 if len(cells) == np.count_nonzero(district == i) else part
                people[cells] = share * whole * _normal(density[cells])
    return people


def _classes(
    profile: Profile, district: Cells, density: Floats, urban: NDArray[np.bool_], people: Floats
) -> NDArray[np.uint8]:
    """Core, suburb, town or village, by the class of the district and the rank of the cell within it."""
    klass = np.full(len(district), VILLAGE, dtype=np.uint8)
    for i, d in enumerate(profile.districts):
        cells = np.flatnonzero((district == i) & urban)
        klass[cells] = TOWN if d.klass == "county" else SUBURB
        if d.klass == "core" and len(cells):
            cells = cells[np.argsort(-density[cells], kind="stable")]
            before = np.cumsum(people[cells]) - people[cells]
            klass[cells[before < CORE_PART * people[cells].sum()]] = CORE
    return klass


def _bandwidth(klass: NDArray[np.uint8], draws: Draws) -> Floats:
    """Bandwidth 0–1: the mean of the class, spread evenly over its width."""
    mean, width = np.array(BANDWIDTH).T
    spread = draws.sample("bandwidth", len(klass)) - 0.5
    return np.clip(mean[klass] + width[klass] * spread, 0.0, 1.0)


def _stations(people: Floats, block: Cells, seat_cell: Cells) -> NDArray[np.bool_]:
    """Service stations at every seat, and in the densest cell of each block that holds many people."""
    station = np.zeros(len(people), dtype=bool)
    station[seat_cell] = True
    held = np.bincount(block, weights=people)
    for b in np.flatnonzero(held > STATION_SHARE):
        cells = np.flatnonzero(block == b)
        station[cells[people[cells].argmax()]] = True
    return station
