"""Build a city from its profile: people, employers, platforms, and who works where at the start.

What is random is drawn from `Draws`, so a city is a function of (profile, rows, seed). The people's marginals are
those of the profile (see `population`); jobs are laid over them so that occupations, sizes and distances start near
where the market keeps them (see `lines` and `start`); the burn-in does the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...agents.government import Government
from ...agents.platforms import Platforms
from ...agents.trades import Districts, Trades
from ...agents.workers import EMPLOYED, HUKOUS, Workers
from ..behaviour import Behaviour
from ..calendar import Calendar
from ..city import City
from ..demography import AGES, Closure, demographic_closure
from ..dispatch import Dispatch
from ..draws import Draws
from ..frame import build_frame
from ..grid import Grid
from ..ground import Ground
from ..histories import histories_of
from ..ledger import Ledger
from ..occupations import load_occupations
from ..phases.jobs.trades import begin_trades
from ..places import Places
from ..profile import PLACES, Profile
from ..rules import Rules
from ..sectors import load_sectors
from ..tally import groups_of
from .composition import associate, disabled_by_age
from .experience import live_through
from .firms import with_empty_places
from .grid import build_grid
from .households import settle_households
from .lines import found_employers
from .platforms import dispatch_of, load_platforms, open_markets
from .population import synthesise_people
from .start import fill_defaults, place_staff, set_pay, starting_status


def build_city(
    profile: Profile,
    rows: int,
    seed: int,
    behaviour: Behaviour | None = None,
    calendar: Calendar | None = None,
    by: Sequence[str] = (),
    size: int = 64,
    platforms: Platforms | None = None,
    dispatch: Dispatch | None = None,
) -> City:
    """A city of `rows` simulated persons aged 16+ on a grid of `size` × `size` cells, before its burn-in.

    `by` names the groupings that are counted each month (see `tally`); `platforms` and `dispatch` stand in for those of
    the data.
    """
    behaviour = behaviour or Behaviour()
    draws = Draws(seed)
    occupations, sectors = load_occupations(), load_sectors()
    grid = build_grid(profile, size)
    workers = synthesise_people(profile, grid, rows, draws)
    households = settle_households(profile, grid, workers, draws)
    status = starting_status(workers, grid, draws, behaviour)
    employers = found_employers(profile, grid, occupations, sectors, int((status == EMPLOYED).sum()), draws, behaviour)
    employers = with_empty_places(employers, grid, occupations, draws, behaviour)
    frame = build_frame(employers, grid, occupations, behaviour)
    platforms = load_platforms(behaviour) if platforms is None else platforms.copy()
    city = City(
        profile=profile,
        grid=grid,
        occupations=occupations,
        sectors=sectors,
        behaviour=behaviour,
        rules=Rules.baseline(profile),
        frame=frame,
        closure=_closure(profile, grid, workers),
        platforms=platforms,
        weight=profile.adults / rows,
        calendar=calendar or Calendar(),
        groups=groups_of(by, profile.districts),
        households=households,
        workers=workers,
        employers=employers,
        trades=Trades.empty(len(occupations.ids)),
        districts=Districts.empty(len(profile.districts)),
        hopes=np.ones((len(occupations.ids), len(profile.districts))),
        markets=open_markets(platforms, profile, rows),
        dispatch=dispatch or dispatch_of(),
        government=Government.new(len(occupations.ids), len(profile.districts)),
        ledger=Ledger(),
        draws=draws,
        places=Places.untouched(grid, len(profile.districts)),
        ground=Ground.untouched(grid, rows, len(profile.districts)),
        rents=np.zeros((len(HUKOUS), len(PLACES))),
    )
    fill_defaults(city, status)
    place_staff(city)
    live_through(city)
    set_pay(city)
    begin_trades(city)
    city.closure = replace(city.closure, histories=histories_of(workers))
    return city


def _closure(profile: Profile, grid: Grid, workers: Workers) -> Closure:
    """Who leaves and who comes, by what is expected of a city of any size; newcomers' pasts are not known yet."""
    place = np.bincount(grid.klass, weights=grid.people, minlength=len(PLACES)).astype(np.float64)
    types = associate(profile, place)
    people, homes = types.sum(axis=4), types.sum(axis=(0, 2, 3))
    hazard, entry = demographic_closure(people)
    return Closure(hazard, entry, disabled_by_age(profile, people, AGES), homes, histories_of(workers))
