"""Contradictions: settings that are sound one by one and cannot hold together, in one lever or in several.

Levers that merely work against each other (a local quota beside a ban on weighing hukou, masked CVs beside published
weights) stand together in the plan and are played; what is refused here has no meaning at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..messages import Message, phrase
from ..model.levers import Dated, Lever
from .checks import Time, later, written
from .merge import Node
from .yaml_reader import Fault, dotted

# Read as one value for the whole city: entries in different districts would be averaged, which nobody means.
CITY_WIDE = ("annual_review", "coordination", "early_warning", "special_fund", "yearly_revision")
# Courses that keep open digital posts for their graduates, and the setting that says how many.
KEEPS_POSTS = {"order_training": "reserved", "project_training": "hired_first"}
RATE = "vacancy_rate"


class Entry(NamedTuple):
    """A lever as written and as read."""

    node: Node  # {name: {settings}}
    dated: Dated

    @property
    def lever(self) -> Lever:
        """The lever itself."""
        return self.dated.lever

    @property
    def body(self) -> Node:
        """The settings as written."""
        return next(iter(self.node.items.values()))

    def fault(self, setting: str, message: Message) -> Fault:
        """A fault of a setting, or of the lever where the setting is not written."""
        written_here = self.body.items.get(setting)
        return written_here.fault(message) if written_here is not None else self.body.fault(message, key=True)

    def seen_from(self, other: Entry) -> Message:
        """Name and line, as a message about another entry gives them."""
        here = self.body
        line = here.document.where(here.path, key=True)[0]
        if other.node.document is self.node.document:
            return phrase("clash.entry", "{path} (line {line})", path=dotted(here.path), line=line)
        file = here.document.path
        return phrase("clash.entry_elsewhere", "{path} ({file}:{line})", path=dotted(here.path), file=file, line=line)


def contradictions(entries: Sequence[Entry], districts: int | None, time: Time | None) -> Iterator[Fault]:
    """Every contradiction of a list of levers, each at the later of the two places. Levers at dose 0 contradict
    nothing."""
    acting = [entry for entry in entries if not entry.lever.off]
    for entry in acting:
        yield from _within(entry, entry.lever, entry.body.items)
        yield from _of_a_pilot(entry, districts, time)
    for k, entry in enumerate(entries):
        for first in entries[:k]:
            if entry.lever.name == first.lever.name and _meet(entry.dated, first.dated):
                what = "overlaps {other}: same lever, months and districts"
                yield entry.body.fault(phrase("clash.overlap", what, other=first.seen_from(entry)), key=True)
    for k, entry in enumerate(acting):
        for first in acting[:k]:
            yield from _between(entry, first)
            yield from _between(first, entry)
            if entry.lever.name in CITY_WIDE:
                yield from _one_for_the_city(entry, first)


# ---- in one lever ---------------------------------------------------------------------------------------------------


def _within(entry: Entry, lever: Lever, items: dict[str, Node]) -> Iterator[Fault]:
    """Settings of one lever that cannot hold together."""
    own: Any = lever
    if lever.name == "early_warning" and own.release > own.threshold:
        ends = {"threshold": f"{own.threshold:g}", "release": f"{own.release:g}"}
        if "release" in items:
            what = "must be ≤ {threshold}, the threshold: an alarm ends below its start (got {release})"
            yield items["release"].fault(phrase("clash.release", what, **ends))
        else:
            what = "must be ≥ {release}, the release; write a lower release too (got {threshold})"
            yield entry.fault("threshold", phrase("clash.threshold", what, **ends))
    if lever.name == "micro_credentials" and own.modules * own.minutes / 60.0 > own.course_hours:
        hours = own.modules * own.minutes / 60.0
        what = "make {hours} hours, more than the course of {course} they are cut from"
        message = phrase("clash.modules", what, hours=f"{hours:,.0f}", course=f"{own.course_hours:,.0f}")
        yield entry.fault("modules", message)


def _of_a_pilot(entry: Entry, districts: int | None, time: Time | None) -> Iterator[Fault]:
    """A trial that ends before it is measured, has nothing to be measured against, or revises nothing."""
    dated, pilot = entry.dated, entry.dated.pilot
    if pilot is None:
        return
    at = entry.body.items["pilot"]
    if dated.until is not None and dated.until < dated.start + pilot.months and time is not None:
        over, ends = (written(later(time.start, month)) for month in (dated.start + pilot.months, dated.until))
        what = "must not be before {over}, when the trial is measured (got {ends})"
        yield entry.fault("until", phrase("clash.trial_cut_short", what, over=over, ends=ends))
    if districts is not None and dated.zones is not None and len(dated.zones) == districts:
        what = "must leave a district out, to measure the trial against and to roll out to"
        yield entry.fault("zones", phrase("clash.trial_everywhere", what))
    if pilot.revised is not None:
        revise = at.items["revise"]
        if pilot.revised == dated.lever:
            yield revise.fault(phrase("clash.nothing_revised", "must change a setting"))
        yield from _within(entry, pilot.revised, revise.items)


# ---- in two levers --------------------------------------------------------------------------------------------------


def _meet(a: Dated, b: Dated, *, everywhere: bool = False) -> bool:
    """Whether two entries are in force in the same month and district (or the same month alone)."""
    if (a.until is not None and a.until <= b.start) or (b.until is not None and b.until <= a.start):
        return False
    return everywhere or a.zones is None or b.zones is None or bool(set(a.zones) & set(b.zones))


def _between(entry: Entry, other: Entry) -> Iterator[Fault]:
    """What `entry` says that `other` makes impossible; called both ways round."""
    one, two = entry.lever, other.lever
    ours: Any = one
    theirs: Any = two
    if not _meet(entry.dated, other.dated, everywhere=one.name in CITY_WIDE):
        return
    if one.name == "early_warning" and ours.measure == RATE and two.name == "training_subsidy" and theirs.trigger > 0:
        what = "is not what {other} steers by: its trigger is a gap; write trigger: 0 there"
        yield entry.fault("measure", phrase("clash.trigger", what, other=other.seen_from(entry)))
    if one.name in KEEPS_POSTS and two.name in KEEPS_POSTS and one.name < two.name:
        kept = getattr(one, KEEPS_POSTS[one.name]) + getattr(two, KEEPS_POSTS[two.name])
        if kept > 1.0:
            setting = KEEPS_POSTS[one.name]
            what = "and {other} promise {kept} of the same open posts"
            yield entry.fault(setting, phrase("clash.posts", what, other=other.seen_from(entry), kept=f"{kept:.0%}"))
    if one.name == "special_fund" and ours.match_reserve >= 1.0 and _lives_on_the_special_fund(two):
        what = "keeps the whole fund for the match, yet {other} is paid from it"
        yield entry.fault("match_reserve", phrase("clash.fund", what, other=other.seen_from(entry)))


def _lives_on_the_special_fund(lever: Lever) -> bool:
    """Whether a lever runs courses that the special fund pays."""
    return any(course.payer == "special_fund" for course in lever.programmes())


def _one_for_the_city(entry: Entry, first: Entry) -> Iterator[Fault]:
    """A fund, an alarm or a review of the whole city that is given two sizes at once, by district."""
    same = entry.lever.name == first.lever.name and entry.lever != first.lever
    if same and _meet(entry.dated, first.dated, everywhere=True) and not _meet(entry.dated, first.dated):
        what = "differs from {other}: there is one for the whole city, not one a district"
        yield entry.body.fault(phrase("clash.two_sizes", what, other=first.seen_from(entry)), key=True)
