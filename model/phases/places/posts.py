"""Posts that policy places: centres in suburbs and county towns, government data, the cloud park, agri-technicians.

They are added to what existing lines of the fitting occupation and place want, in proportion to their places in the
frame. The frame bounds how many a line can seek at once (a quarter of its staff, at least one post), not how many it
may have in the end: at the limit posts are filled in turn, month by month. Where a district has no fitting line at
all, its part is not placed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...city import City
from ...grid import SUBURB, TOWN, VILLAGE
from ...profile import Floats
from ...rules import Rules

Trades = tuple[tuple[str, ...], ...]
# Occupations of the posts; the next group is used only where the city is too small to have a line of the one before.
CENTRE: Trades = (("data_annotator", "ai_content_reviewer", "data_entry_clerk"), ("office_clerk",))
COUNTY_DATA: Trades = (("data_craftsman",), ("data_entry_clerk", "data_annotator"), ("office_clerk",))
CLOUD: Trades = (
    ("ecommerce_operator", "live_commerce_operator", "short_video_editor", "smart_customer_service"),
    ("digital_curator", "virtual_scene_operator", "data_entry_clerk", "data_annotator", "basic_programmer"),
)
TECHNICIAN: Trades = (("digital_agri_technician",), ("agri_iot_technician", "drone_plant_protection_operator"))
TECHNICIAN += (("farmer",), ("office_clerk",))


def add_posts(city: City, rules: Rules) -> tuple[Floats, Floats]:
    """[lines] posts added to what lines want, and [zones] agri-technicians at work in the whole city. Government pays
    for the filled posts of data craftsmen and technicians."""
    near, country = (SUBURB, TOWN, VILLAGE), (TOWN, VILLAGE)
    posts = _placed(city, rules.centre_posts, _lines(city, CENTRE, near))
    posts = posts + _placed(city, rules.cloud_posts, _lines(city, CLOUD, None))
    craftsmen = _placed(city, rules.craftsman_posts, _lines(city, COUNTY_DATA, country))
    technicians = _placed(city, rules.technician_posts, _lines(city, TECHNICIAN, country))
    posts = posts + craftsmen + technicians
    staffed = _staffed(city, posts)
    _buy_work(city, craftsmen, staffed, rules.craftsman_wage, rules.employer_contribution)
    _buy_work(city, technicians, staffed, rules.technician_pay, rules.employer_contribution)
    at_work = np.bincount(city.employers.zone, weights=technicians * staffed, minlength=city.zones)
    return posts, np.asarray(at_work * city.weight, np.float64)


def _staffed(city: City, posts: Floats) -> Floats:
    """[lines] share of the added posts that are filled: staff beyond what a line usually has of what it wants."""
    e = city.employers
    usual = (e.desired - city.places.posts_of(len(e))) / (1.0 + city.behaviour.staffing_slack)
    filled = np.clip(e.staff - usual, 0.0, posts)
    return np.asarray(filled / np.maximum(posts, 1e-9), np.float64)


def _lines(city: City, trades: Trades, places: tuple[int, ...] | None) -> NDArray[np.bool_]:
    """[lines] fit for some posts: of the first group of trades that the city has in such places; None: remote lines."""
    e, occ = city.employers, city.occupations
    there = (e.closed == 0) & (e.remote == 1 if places is None else np.isin(city.grid.klass[e.cell], places))
    for group in trades:
        fit: NDArray[np.bool_] = there & np.isin(e.occupation, [occ.index(name) for name in group])
        if fit.any():
            return fit
    return there if places is None else np.zeros(len(e), np.bool_)


def _placed(city: City, posts: Floats, fit: NDArray[np.bool_]) -> Floats:
    """[lines] simulated posts: the whole city's number, by the lines' places in the frame, in the zones in scope."""
    slots = city.employers.slots * fit
    return np.asarray(posts[city.employers.zone] / city.weight * slots / max(1, int(slots.sum())))


def _buy_work(city: City, posts: Floats, staffed: Floats, wage: Floats, contribution: Floats) -> None:
    """Government pays wage and contributions of the filled posts, and firms under contract post no less for these: a
    line of which they are a part posts the mean of their wage and its own usual one."""
    e = city.employers
    cost = 100.0 * wage[e.zone] * (1.0 + e.contributes * contribution[e.zone])
    city.ledger.pay("government", "employers", "outsourcing", int((posts * staffed * cost).sum()))
    part = np.clip(posts / np.maximum(e.desired, 1e-9), 0.0, 1.0)
    mean = part * 100.0 * wage[e.zone] + (1.0 - part) * np.minimum(e.usual, e.posted)
    floor = np.where(posts > 0.0, np.round(mean), 0.0).astype(np.int32)
    np.maximum(e.posted, floor, out=e.posted)
