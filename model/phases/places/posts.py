"""Posts that policy places: centres in suburbs and county towns, government data, the cloud park, agri-technicians.

They are added to what existing lines of the fitting occupation and place want, in proportion to their places in the
frame. The frame bounds how many a line can seek at once (a quarter of its staff, at least one post), not how many it
may have in the end: at the limit posts are filled in turn, month by month. Where a district has no fitting line at
all, its part is not placed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....agents.compiled import kernel, rule, serial
from ....agents.workers import YUAN
from ...city import City
from ...grid import PLACES, SUBURB, TOWN, VILLAGE
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


LEAST = 1e-9  # posts, where there is nothing to divide
CENTRES, CLOUDS, CRAFTSMEN, TECHNICIANS = range(4)
KINDS = ((CENTRE, (SUBURB, TOWN, VILLAGE)), (CLOUD, ()), (COUNTY_DATA, (TOWN, VILLAGE)), (TECHNICIAN, (TOWN, VILLAGE)))
NONE, ANY = -1, -2  # of its groups: no line is fit, any line in such places is


def add_posts(city: City, rules: Rules) -> tuple[Floats, Floats]:
    """[lines] posts added to what lines want, and [zones] agri-technicians at work in the whole city. Government pays
    for the filled posts of data craftsmen and technicians."""
    e, view = city.employers, city.employers.view()
    groups, inside = _kinds(city)
    slots, lines = (np.zeros((len(KINDS), groups.max() + 1), np.int64) for _ in range(2))
    _count_fit(view, city.grid.klass, groups, inside, slots, lines)
    chosen, total = np.full(len(KINDS), NONE), np.zeros(len(KINDS), np.int64)
    for kind, (trades, places) in enumerate(KINDS):
        fit = np.flatnonzero(lines[kind, : len(trades)])
        chosen[kind] = fit[0] if len(fit) else NONE if places else ANY
        total[kind] = slots[kind].sum() if chosen[kind] == ANY else slots[kind, chosen[kind]]  # of NONE it is not read
    wanted = (rules.centre_posts, rules.cloud_posts, rules.craftsman_posts, rules.technician_posts)
    terms = np.stack([x / city.weight for x in wanted]), np.stack([rules.craftsman_wage, rules.technician_pay])
    posts, at_work, due = np.empty(len(e)), np.empty(len(e)), np.empty((2, len(e)))
    _place(
        len(e),
        view,
        (city.grid.klass, groups, inside),
        (chosen, total),
        (*terms, rules.employer_contribution),
        city.places.posts_of(len(e)),
        city.behaviour.view(),
        (posts, at_work, due),
    )
    for cost in due:
        city.ledger.pay("government", "employers", "outsourcing", int(cost.sum()))
    there = np.bincount(e.zone, weights=at_work, minlength=city.zones)
    return posts, np.asarray(there * city.weight, np.float64)


def _kinds(city: City) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """[kind, occupation] which of a kind's groups of trades it is in, the last place for none; [kind, class of place]
    whether its posts are there: none for remote ones, which are anywhere."""
    occ = city.occupations
    most = max(len(trades) for trades, _ in KINDS)
    groups, inside = np.full((len(KINDS), len(occ.ids)), most), np.zeros((len(KINDS), len(PLACES)), np.bool_)
    for kind, (trades, places) in enumerate(KINDS):
        inside[kind, list(places)] = True
        for number, group in reversed(list(enumerate(trades))):
            groups[kind, [occ.index(name) for name in group]] = number
    return groups, inside


@rule
def _there(kind, remote, inside):
    """Whether a line is where posts of a kind may be; `inside` says it of its place."""
    return remote == 1 if kind == CLOUDS else inside


@serial
def _count_fit(e, klass, groups, inside, slots, lines):
    """[kind, group] places in the frame of the lines that are fit, and their number; those of any trade in the last."""
    for j in range(len(e.closed)):
        if e.closed[j]:
            continue
        for kind in range(len(groups)):
            if _there(kind, e.remote[j], inside[kind, klass[e.cell[j]]]):
                group = groups[kind, e.occupation[j]]
                slots[kind, group] += e.slots[j]
                lines[kind, group] += 1


@kernel
def _place(lo, hi, part, e, ground, choice, terms, before, behaviour, out):
    """The kinds' posts of each line, by the lines' places in the frame; the share of them that is filled: staff beyond
    what a line usually has of what it wants. `before`: posts of last month."""
    b = behaviour[0]
    klass, groups, inside = ground
    chosen, total = choice
    wanted, wages, contribution = terms
    posts, at_work, due = out
    for j in range(lo, hi):
        zone, o = e.zone[j], e.occupation[j]
        added = craftsmen = technicians = 0.0
        for kind in range(len(groups)):
            fit = chosen[kind] == ANY or groups[kind, o] == chosen[kind]
            if not fit or e.closed[j] or not _there(kind, e.remote[j], inside[kind, klass[e.cell[j]]]):
                continue
            here = wanted[kind, zone] * e.slots[j] / max(1, total[kind])
            added += here
            if kind == CRAFTSMEN:
                craftsmen = here
            elif kind == TECHNICIANS:
                technicians = here
        usual = (e.desired[j] - before[j]) / (1.0 + b.staffing_slack)
        staffed = min(max(e.staff[j] - usual, 0.0), added) / max(added, LEAST)
        posts[j], at_work[j] = added, technicians * staffed
        share = 1.0 + e.contributes[j] * contribution[zone]
        due[0, j] = craftsmen * staffed * (YUAN * wages[0, zone] * share)
        due[1, j] = technicians * staffed * (YUAN * wages[1, zone] * share)
        for kind, its in ((0, craftsmen), (1, technicians)):
            least = _least_posted(its, wages[kind, zone], e.desired[j], e.usual[j], e.posted[j])
            e.posted[j] = max(e.posted[j], least)


@rule
def _least_posted(posts, wage, desired, usual, posted):
    """Firms under contract post no less than the mean of the wage of these posts, which are a part of a line, and its
    own usual one; fen, 0 without such posts."""
    if posts <= 0.0:
        return 0
    part = min(max(posts / max(desired, LEAST), 0.0), 1.0)
    return round(part * YUAN * wage + (1.0 - part) * min(usual, posted))
