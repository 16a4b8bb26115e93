"""What the page Compare can run with the rest as it is, so that nothing is offered that would be refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ...experiments.compare.compare import check_same_city
from ...model.levers import LEVERS
from ...scenarios.spec import Scenario, SpecError, list_scenarios
from ..words.texts import Lang, text
from .asked import BASE, BASELINE, SIZES, SLOTS, AskedComparison, named, package_of, scenario_in, words_of
from .durations import about, wall_seconds
from .own_scenario import is_own, name_in
from .slot_values import WHEN

KNOWN = 2048  # answers that are remembered


@dataclass(frozen=True)
class Barred:
    """Why a question cannot be run: a text under `app.offer`, and the slot that stands in the way."""

    key: str
    slot: str = ""

    def told(self, lang: Lang) -> str:
        """In words."""
        return text(f"app.offer.{self.key}", lang, slot=self.slot.upper())


def barred(asked: AskedComparison) -> Barred | None:
    """Why a question cannot be run; None if it can. Groups with too few people are told beside, by name."""
    if asked.too_large:
        return Barred("too_much")
    names = [_name(BASE, asked.base or BASELINE), *(_name(letter, words) for letter, words in asked.slots)]
    if len(set(names)) < len(names):
        again = next(name for name in names if names.count(name) > 1)
        first = [BASE, *(letter for letter, _ in asked.slots)][names.index(again)]
        return Barred("twice_base") if first == BASE else Barred("twice", first)
    place = replace(_place(asked), base=_outline(asked.base))
    if not _fits(place, BASE, place.base or BASELINE):
        return Barred("base")
    for letter, words in asked.slots:
        if not _fits(place, SLOTS[0], _outline(words)):  # whichever it stands in
            return Barred("policy", letter)
    return None


def offered(asked: AskedComparison, lang: Lang) -> str:
    """Beside a choice: how long it would take, or why it cannot be had."""
    why = barred(asked)
    return (
        why.told(lang) if why is not None else about(wall_seconds(asked.total_months, asked.persons, asked.seeds), lang)
    )


def with_slot(asked: AskedComparison, slot: str, words: str) -> AskedComparison:
    """The question with other words in a slot, or in the base."""
    if slot == BASE:
        return replace(asked, base=words)
    slots = {**dict(asked.slots), slot: words}
    return replace(asked, slots=tuple((letter, slots[letter]) for letter in sorted(slots) if slots[letter]))


def barred_scenarios(asked: AskedComparison, slot: str) -> dict[str, Barred]:
    """Named scenarios that a slot cannot take now, and why."""
    found = {name: barred(with_slot(asked, slot, name)) for name in named()}
    return {name: why for name, why in found.items() if why is not None and _concerns(why, slot)}


def other_demand(asked: AskedComparison, letter: str, words: str) -> bool:
    """Whether a named scenario meets another growth or other shocks than the base does."""
    place = _place(asked)
    try:
        base = _base(place)
        return scenario_in(letter, words, place.overrides_for(words), base).forecast != base.forecast
    except SpecError:
        return False


def _concerns(why: Barred, slot: str) -> bool:
    """Whether what stands in the way is what a slot would hold, rather than another slot as it is."""
    return why.key not in ("policy", "base") or why.slot == slot or (why.key == "base" and slot == BASE)


@lru_cache(KNOWN)
def _fits(place: AskedComparison, slot: str, words: str) -> bool:
    """Whether a slot's words can be played in a place, for so long, beside the base."""
    try:
        base = _base(place)
        if slot != BASE:
            check_same_city(base, [scenario_in(slot, words, place.overrides_for(words), base)])
        return base.pair is None
    except (SpecError, ValueError):
        return False


@lru_cache(KNOWN)
def _base(place: AskedComparison) -> Scenario:
    return scenario_in(BASE, place.base or BASELINE, place.overrides_for(place.base))


def _place(asked: AskedComparison) -> AskedComparison:
    """Where and for how long, small; files of one's own stay, for they shape the years before."""
    own = tuple((letter, words) for letter, words in asked.slots if is_own(words))
    return replace(asked, persons=SIZES[0], seeds=1, slots=own, groups="")


def _outline(words: str) -> str:
    """Of levers with settings, what a place or a time could stand against: a moved slider is known already where it
    says neither months nor districts nor amounts per resident."""
    if not words or words in _plain() or is_own(words):
        return words
    try:
        package = package_of(words)
    except SpecError:
        return words
    kept = {
        name: {key: said for key, said in settings.items() if key in WHEN or isinstance(said, str)}
        for name, settings in package.items()
    }
    return words_of(kept)


def _name(slot: str, words: str) -> str:
    """What a slot's scenario is called: those with settings after the slot."""
    if is_own(words):
        return name_in(words, slot)
    return words if words in _plain() else f"policy_{slot}"


@cache
def _plain() -> frozenset[str]:
    """Scenarios that are named alone."""
    return frozenset((*list_scenarios(), *LEVERS))
