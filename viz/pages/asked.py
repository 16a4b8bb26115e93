"""What a comparison on the page asks for: read from the address, bounded, and written as scenarios.

A scenario in the address is a name, `training_subsidy`, or levers with settings, months and districts, joined by a
plus: `training_subsidy(seats=12000,from=2026-01,zones=yuhang|linping)+protection_fund(match=0.5,phase_in=12)`; `base`
says in the same way what the others are compared with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import yaml

from ...experiments.compare.compare import check_same_city
from ...experiments.runs.archive import scenario_of
from ...experiments.runs.group_sizes import check_groups
from ...messages import Message, phrase
from ...model.groups import split_groups
from ...model.levers import LEVERS, Dated
from ...model.profile import Profile
from ...results.digest import mark
from ...scenarios.budget import no_doses
from ...scenarios.checks import later, written
from ...scenarios.cities import list_cities, load_city
from ...scenarios.group_entries import with_groups
from ...scenarios.spec import Scenario, SpecError, list_scenarios, load_scenario
from ...scenarios.writing import entries_written
from ...scenarios.yaml_reader import Fault
from ..words.doses import levers_told
from ..words.texts import LANGUAGES
from .own_city import faults_of_city, is_own_city, profile_of, profile_words
from .own_scenario import data_in, is_own, own_scenario, past_of
from .query import Query
from .slot_values import FULL, NOTHING, Value, in_address, value_in

SLOTS = ("a", "b", "c", "d")
BASELINE, BASE = "baseline", "base"  # the city without policies; the slot of what they are compared with
CITY, PERSONS, MONTHS, SEEDS = "hangzhou", 5_000, 36, 4  # a first answer within two seconds
SIZES = (2_000, 5_000, 10_000, 20_000)
HORIZONS = (12, 24, 36, 60)
COUNTS = (2, 4, 6, 10, 20)
MOST_PERSON_MONTHS = 120_000_000  # of one comparison, burn-in included: some minutes of a core
MOST_LEVERS = 8  # in one scenario
MOST_GROUPS = 4  # of people told apart
HEADLINE = ("training_subsidy", "protection_fund", "data_dividend", "dispatch_transparency")

Package = dict[str, dict[str, Value]]  # lever → settings that are not the default
_CALL = re.compile(r"([a-z0-9_]+)(?:\(([^()]*)\))?")


@dataclass(frozen=True)
class AskedComparison:
    """One comparison."""

    city: str  # a shipped one by name, or the file of one's own as it stands in the address
    persons: int
    months: int
    seeds: int
    slots: tuple[tuple[str, str], ...]  # letter, scenario as it stands in the address
    groups: str = ""  # of people told apart, parted by `;`
    base: str = ""  # what the policies are compared with, as a slot has it; empty for the city without them

    @classmethod
    def of(cls, query: Query) -> AskedComparison:
        """What the address asks for; sizes that are not offered give way to the default."""
        slots = {letter: query.get(letter) for letter in SLOTS}
        if not any(slots.values()):
            slots = dict(zip(SLOTS, HEADLINE, strict=True))
        return cls(
            query.get("city") if is_own_city(query.get("city")) else query.one_of("city", cities(), CITY),
            int(query.one_of("persons", [str(n) for n in SIZES], str(PERSONS))),
            int(query.one_of("months", [str(n) for n in HORIZONS], str(MONTHS))),
            int(query.one_of("seeds", [str(n) for n in COUNTS], str(SEEDS))),
            tuple((letter, words) for letter, words in slots.items() if words),
            query.get("groups"),
            "" if query.get("base") == BASELINE else query.get("base"),
        )

    @property
    def key(self) -> str:
        """Stands for everything that is asked."""
        return mark(repr(self), length=16)

    @property
    def start(self) -> tuple[int, int]:
        """Year and month with which it begins."""
        return baseline().start if not self.own_past else _eve(self).start

    @property
    def profile(self) -> Profile:
        """The city."""
        return profile_of(self.city)

    @property
    def burn_in(self) -> int:
        """Months before the comparison."""
        return baseline().burn_in if not self.own_past else _eve(self).burn_in

    @property
    def total_months(self) -> int:
        """Months that all futures of all seeds take."""
        return self.seeds * (self.burn_in + (1 + len(self.slots)) * self.months)

    @property
    def too_large(self) -> bool:
        """Whether it is more than one visitor may ask for."""
        return self.total_months * self.persons > MOST_PERSON_MONTHS

    @property
    def overrides(self) -> dict[str, Any]:
        """Place and time, in the form of a scenario file."""
        city = {"profile": profile_words(self.city), "workers": self.persons}
        return {"city": city, "time": {"months": self.months}}

    @property
    def shared(self) -> dict[str, Any]:
        """Place, time, and what a file of one's own says of the past, which base and policies share."""
        return _shared(self)

    def overrides_for(self, words: str) -> dict[str, Any]:
        """What is laid over the scenario in a slot: a file of one's own says its past itself."""
        return self.overrides if is_own(words) else self.shared

    @property
    def every_slot(self) -> tuple[tuple[str, str], ...]:
        """Slot and words of whatever is played: the policies, and before them the base where it is not the usual."""
        return (*([(BASE, self.base)] if self.base else []), *self.slots)

    @property
    def own_past(self) -> bool:
        """Whether a file of one's own shapes the years before."""
        shared, usual = self.shared, self.overrides
        return shared.keys() != usual.keys() or shared["time"] != usual["time"]

    def scenarios(self) -> tuple[Scenario, tuple[Scenario, ...]]:
        """Base and scenarios, complete and checked; SpecError with all that is wrong."""
        return _scenarios(self)


@lru_cache(64)
def _shared(asked: AskedComparison) -> dict[str, Any]:
    for letter, words in asked.every_slot:
        if is_own(words):
            try:
                past = past_of(own_scenario(letter, words, asked.overrides))
            except SpecError:  # told where it is loaded
                continue
            return past | asked.overrides | {"time": asked.overrides["time"] | past.get("time", {})}
    return asked.overrides


@lru_cache(64)
def _eve(asked: AskedComparison) -> Scenario:
    """The city without policies, or the usual one where it cannot be loaded, which is told where it is needed."""
    try:
        return load_scenario(BASELINE, overrides=asked.shared)
    except SpecError:
        return baseline()


@lru_cache(64)
def _scenarios(asked: AskedComparison) -> tuple[Scenario, tuple[Scenario, ...]]:
    own = tuple((letter, words) for letter, words in asked.slots if is_own(words))
    loaded, faults = [], faults_of_city(asked.city)
    try:
        base = scenario_in(BASE, asked.base or BASELINE, asked.overrides_for(asked.base))
        _of_one_city(base)
    except SpecError as error:
        faults += _named_after(error, phrase("page.base", "base"))
        base = _eve(asked)
    for letter, words in asked.slots:
        try:
            loaded.append(scenario_in(letter, words, asked.overrides_for(words), around=base))
            if is_own(words):
                check_groups(loaded[-1], asked.seeds)
        except SpecError as error:
            faults += _named_after(error, letter.upper())
    if len(split_groups(asked.groups)) > MOST_GROUPS:
        faults.append(Fault("groups", phrase("page.many_groups", "has more than {n} groups", n=MOST_GROUPS)))
    try:
        base = with_groups(base, [asked.groups], "groups")
        alike = replace(asked, slots=own, months=MONTHS, groups="", base=asked.base if is_own(asked.base) else "")
        _counted(alike, base.by)
    except SpecError as error:
        faults += error.faults
    names = [base.name, *(scenario.name for scenario in loaded)]
    twice = phrase("page.twice", "is named twice")
    faults += [Fault(name, twice) for name in dict.fromkeys(names) if names.count(name) > 1]
    for scenario in loaded if len(set(names)) == len(names) else ():
        try:
            check_same_city(base, [scenario])
        except ValueError as error:
            faults.append(Fault(scenario.name, error.args[0]))
    if faults:
        raise SpecError(list(dict.fromkeys(faults)))
    return base, tuple(loaded)


def _of_one_city(base: Scenario) -> None:
    """A base of two cities is refused as a policy of two is."""
    try:
        check_same_city(replace(base, name="", pair=None), [base])
    except ValueError as error:
        raise SpecError([Fault(base.name, error.args[0])]) from None


def _named_after(error: SpecError, slot: str) -> list[Fault]:
    """The faults of a slot, which are found under its letter."""
    return [_of_slot(slot, fault) for fault in error.faults]


def _of_slot(slot: str, fault: Fault) -> Fault:
    """A fault of a slot, which stands where a file would: what was at fault is told behind it."""
    here = fault.file.casefold() == slot.casefold()
    return replace(fault, file=slot, path=fault.path or ("" if here else fault.file))


@lru_cache(64)
def _counted(asked: AskedComparison, by: tuple[str, ...]) -> None:
    """SpecError where too few are in a group; the city is built for it, so what was found sound is remembered."""
    try:
        check_groups(load_scenario(BASELINE, overrides=asked.shared), asked.seeds, by)
    except SpecError as error:
        raise SpecError([_few(fault) for fault in error.faults]) from None


def _few(fault: Fault) -> Fault:
    """What would help where a group is small, by the fields of the page rather than by options of a command."""
    blanks = fault.message.blanks if isinstance(fault.message, Message) else {}
    if "enough" not in blanks:
        return fault
    what = (
        "has about {n} of {persons} simulated persons in {city}, with {seeds} seeds fewer than {least}: more persons "
        "or {enough} seeds would do{wider}"
    )
    told = phrase(
        "page.few",
        what,
        n=blanks["n"],
        persons=blanks["persons"],
        city=blanks["city"],
        seeds=blanks["seeds"],
        least=blanks["least"],
        enough=blanks["enough"],
        wider=blanks["wider"],
    )
    return replace(fault, message=told)


def scenario_in(letter: str, words: str, overrides: Mapping[str, Any], around: Scenario | None = None) -> Scenario:
    """The scenario in one slot; levers with settings are named after the slot: policy_a. They meet the growth and the
    shocks of `around`, the base."""
    if is_own(words):
        return own_scenario(letter, words, overrides)
    if words in list_scenarios() or words in LEVERS:
        scenario = load_scenario(words, overrides=dict(overrides))
        if scenario.budget is not None:
            raise SpecError([Fault(words, no_doses())])
        return scenario
    package = package_of(words)
    entries = [{name: dict(settings)} for name, settings in package.items()]
    tree: dict[str, Any] = {"name": f"policy_{letter}", "levers": entries}
    base = load_scenario(BASELINE, overrides=dict(overrides))
    tree |= around.forecast.written(around.start) if around is not None else {}
    districts = {d.id: {"zh": d.name_zh, "en": d.name_en} for d in base.profile.districts}
    title = {lang: levers_told(entries, lang, districts=districts) for lang in LANGUAGES}
    tree |= {"title": title, "measure": list(base.measure), "by": list(base.by)}
    return scenario_of(as_yaml(tree), letter.upper(), overrides)


def as_yaml(tree: Mapping[str, Any]) -> str:
    """A tree as YAML that our reader takes: without anchors."""
    return yaml.safe_dump(json.loads(json.dumps(tree)), allow_unicode=True, sort_keys=False, width=10_000)


def package_of(words: str) -> Package:
    """Levers and settings from the address; SpecError where it cannot be read."""
    package: Package = {}
    for part in words.split("+"):
        call = _CALL.fullmatch(part.strip())
        if call is None or call[1] not in LEVERS:
            message = phrase("page.no_scenario", "is not a scenario, nor a lever with settings")
            raise SpecError([Fault(part[:60], message)])
        settings: dict[str, Value] = {}
        for pair in filter(None, (call[2] or "").split(",")):
            name, _, value = pair.partition("=")
            settings[name.strip()] = value_in(LEVERS[call[1]], name.strip(), value.strip())
        package[call[1]] = settings
    if len(package) > MOST_LEVERS:
        raise SpecError([Fault(words[:60], phrase("page.too_many", "has more than {n} levers", n=MOST_LEVERS))])
    return package


def words_of(package: Package) -> str:
    """A package as it stands in the address, without settings that are the default."""
    parts = []
    for name, settings in package.items():
        params = LEVERS[name].settings()
        usual = FULL | {key: params[key].default for key in settings if key in params}
        changed = {key: value for key, value in settings.items() if value != usual.get(key, NOTHING[type(value)])}
        parts.append(f"{name}({','.join(f'{key}={in_address(value)}' for key, value in changed.items())})")
    return "+".join(parts)


@lru_cache(64)
def opened(words: str) -> Package | None:
    """The levers of a scenario, for sliders; None where what it says is beyond sliders."""
    if is_own(words):
        return _opened_own(words)
    if words in LEVERS and words not in list_scenarios():
        return {words: {}}
    return _opened_levers(load_scenario(words))


def _opened_own(words: str) -> Package | None:
    """The levers of a file of one's own that says nothing else."""
    try:
        scenario = own_scenario(SLOTS[0], words, {})
    except SpecError:
        return None
    base, said = baseline(), data_in(words) or {}
    same = ["forecast", "financing", "dispatch", *(["measure"] if "measure" in said else [])]
    same += ["by"] if {"by", "group", "groups"} & said.keys() else []
    usual = all(getattr(scenario, part) == getattr(base, part) for part in same) and not past_of(scenario)
    return _opened_levers(scenario) if usual else None


def _opened_levers(scenario: Scenario) -> Package | None:
    """The levers of a scenario, for sliders; None where shocks or a lever twice are beyond sliders."""
    plain = scenario.pair is None and scenario.budget is None
    names = [dated.lever.name for dated in scenario.levers]
    if not plain or scenario.forecast.written(scenario.start) or not 0 < len(set(names)) == len(names) <= MOST_LEVERS:
        return None
    entries = [entry[dated.lever.name] for entry, dated in zip(entries_written(scenario), scenario.levers, strict=True)]
    return {d.lever.name: _opened(d, entry) for d, entry in zip(scenario.levers, entries, strict=True)}


def _opened(dated: Dated, entry: Mapping[str, Value]) -> dict[str, Value]:
    """What is said of a lever, as a slot has it: what is not as usual."""
    usual = {name: param.default for name, param in dated.lever.settings().items()}
    usual |= {} if dated.start else {"from": entry["from"]}
    return {name: value for name, value in entry.items() if name not in usual or value != usual[name]}


def month_of(start: tuple[int, int], months: int) -> str:
    """A month of the calendar, so many after the start, as a file writes it."""
    return written(later(start, months))


@cache
def baseline() -> Scenario:
    """The city without policies, as it is shipped."""
    return load_scenario(BASELINE)


@cache
def cities() -> dict[str, dict[str, str]]:
    """Shipped cities by name, in both languages."""
    profiles = {name: load_city(name) for name in list_cities()}
    return {name: {"zh": city.name_zh, "en": city.name_en} for name, city in profiles.items()}


@cache
def named() -> dict[str, dict[str, str]]:
    """Shipped scenarios of one city to choose from and their titles, in both languages."""
    known = {name: load_scenario(name) for name in list_scenarios() if name != BASELINE}
    return {name: one.title for name, one in known.items() if one.budget is None and one.pair is None}
