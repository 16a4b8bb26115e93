"""What a comparison on the page asks for: read from the address, bounded, and written as scenarios.

A scenario in the address is a name, `training_subsidy`, or levers with settings, months and districts, joined by a
plus: `training_subsidy(seats=12000,from=2026-01,zones=yuhang|linping)+protection_fund(match=0.5,phase_in=12)`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
import yaml

from ...experiments.compare.compare import check_same_city
from ...experiments.runs.archive import scenario_of
from ...experiments.runs.group_sizes import check_groups
from ...messages import phrase
from ...model.levers import LEVERS, Dated
from ...model.params import Param
from ...model.profile import Profile
from ...results.digest import mark
from ...scenarios.budget import no_doses
from ...scenarios.checks import later, written
from ...scenarios.cities import list_cities, load_city
from ...scenarios.group_entries import with_groups
from ...scenarios.spec import Scenario, SpecError, list_scenarios, load_scenario
from ...scenarios.yaml_reader import Fault
from ..words.doses import levers_told
from ..words.texts import LANGUAGES
from .own_city import faults_of_city, is_own_city, profile_of, profile_words
from .own_scenario import data_in, is_own, own_scenario, past_of
from .query import Query

SLOTS = ("a", "b", "c", "d")
CITY, PERSONS, MONTHS, SEEDS = "hangzhou", 5_000, 36, 4  # a first answer within two seconds
SIZES = (2_000, 5_000, 10_000, 20_000)
HORIZONS = (12, 24, 36, 60)
COUNTS = (2, 4, 6, 10, 20)
MOST_PERSON_MONTHS = 120_000_000  # of one comparison, burn-in included: some minutes of a core
MOST_LEVERS = 8  # in one scenario
HEADLINE = ("training_subsidy", "protection_fund", "data_dividend", "dispatch_transparency")

Value = float | str | list[str]
WHEN = ("from", "until", "phase_in", "zones")  # what a slot takes besides a lever's own settings
NOTHING: dict[type, Value] = {list: [], str: "", int: 0, float: 0.0}  # of them: as if it were not said
Package = dict[str, dict[str, Value]]  # lever → settings that are not the default
MONTH = re.compile(r"\d{4}-\d{2}")
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
        )

    @property
    def key(self) -> str:
        """Stands for everything that is asked."""
        return mark(repr(self), length=16)

    @property
    def start(self) -> tuple[int, int]:
        """Year and month with which it begins."""
        return _eve(self).start

    @property
    def profile(self) -> Profile:
        """The city."""
        return profile_of(self.city)

    @property
    def burn_in(self) -> int:
        """Months before the comparison."""
        return _eve(self).burn_in

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
    for letter, words in asked.slots:
        if is_own(words):
            try:
                past = past_of(own_scenario(letter, words, asked.overrides))
            except SpecError:  # told where it is loaded
                continue
            return past | asked.overrides | {"time": asked.overrides["time"] | past.get("time", {})}
    return asked.overrides


@lru_cache(64)
def _base(asked: AskedComparison) -> Scenario:
    return load_scenario("baseline", overrides=asked.shared)


def _eve(asked: AskedComparison) -> Scenario:
    """The base, or the usual one where it cannot be loaded, which is told where it is needed."""
    try:
        return _base(asked)
    except SpecError:
        return load_scenario("baseline")


@lru_cache(64)
def _scenarios(asked: AskedComparison) -> tuple[Scenario, tuple[Scenario, ...]]:
    loaded, faults = [], faults_of_city(asked.city)
    for letter, words in asked.slots:
        try:
            loaded.append(scenario_in(letter, words, asked.overrides if is_own(words) else asked.shared))
            if is_own(words):
                check_groups(loaded[-1], asked.seeds)
        except SpecError as error:
            faults += [_of_slot(letter.upper(), fault) for fault in error.faults]
    base = _eve(asked)
    try:
        base = with_groups(_base(asked), [asked.groups], "groups")
        check_groups(base, asked.seeds)
    except SpecError as error:
        faults += error.faults
    names = [scenario.name for scenario in loaded]
    twice = phrase("page.twice", "is named twice")
    faults += [Fault(name, twice) for name in dict.fromkeys(names) if names.count(name) > 1]
    for scenario in loaded:
        try:
            check_same_city(base, [scenario])
        except ValueError as error:
            faults.append(Fault(scenario.name, error.args[0]))
    if faults:
        raise SpecError(list(dict.fromkeys(faults)))
    return base, tuple(loaded)


def _of_slot(letter: str, fault: Fault) -> Fault:
    """A fault of a slot, which stands where a file would: what was at fault is told behind it."""
    return replace(fault, file=letter, path=fault.path or ("" if fault.file == letter else fault.file))


def scenario_in(letter: str, words: str, overrides: Mapping[str, Any]) -> Scenario:
    """The scenario in one slot; levers with settings are named after the slot: policy_a."""
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
    base = load_scenario("baseline", overrides=dict(overrides))
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
            if name.strip() in WHEN:
                settings[name.strip()] = _when(f"{call[1]}.{name.strip()}", value.strip())
                continue
            param = LEVERS[call[1]].settings().get(name.strip())
            if param is None:
                message = phrase("page.no_setting", "is not a setting")
                raise SpecError([Fault(f"{call[1]}.{name.strip()[:40]}", message)])
            settings[param.name] = _value(param, value.strip())
        package[call[1]] = settings
    if len(package) > MOST_LEVERS:
        raise SpecError([Fault(words[:60], phrase("page.too_many", "has more than {n} levers", n=MOST_LEVERS))])
    return package


def words_of(package: Package) -> str:
    """A package as it stands in the address, without settings that are the default."""
    parts = []
    for name, settings in package.items():
        params = LEVERS[name].settings()
        usual = {key: params[key].default for key in settings if key in params}
        changed = {key: value for key, value in settings.items() if value != usual.get(key, NOTHING[type(value)])}
        parts.append(f"{name}({','.join(f'{key}={_written(value)}' for key, value in changed.items())})")
    return "+".join(parts)


def _written(value: Value) -> str:
    """A value with all its digits and without an exponent, whose sign would part two levers; districts by a bar."""
    if isinstance(value, list):
        return "|".join(value)
    return value if isinstance(value, str) else np.format_float_positional(float(value), trim="-")


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
    base, said = load_scenario("baseline"), data_in(words) or {}
    same = ["forecast", "financing", "dispatch", *(["measure"] if "measure" in said else [])]
    same += ["by"] if {"by", "group", "groups"} & said.keys() else []
    usual = all(getattr(scenario, part) == getattr(base, part) for part in same) and not past_of(scenario)
    return _opened_levers(scenario) if usual else None


def _opened_levers(scenario: Scenario) -> Package | None:
    plain = scenario.pair is None and scenario.budget is None and all(map(_plain, scenario.levers))
    names = [dated.lever.name for dated in scenario.levers]
    if not plain or scenario.forecast.written(scenario.start) or not 0 < len(set(names)) == len(names) <= MOST_LEVERS:
        return None
    return {d.lever.name: _opened(d, scenario) for d in scenario.levers}


def _plain(dated: Dated) -> bool:
    """Whether nothing is said of a lever that a slot does not take."""
    return dated.pilot is None and dated.transfer == 1.0


def _opened(dated: Dated, scenario: Scenario) -> dict[str, Value]:
    """What is said of a lever, as a slot has it."""
    lever = dated.lever
    said: dict[str, Value] = {
        k: getattr(lever, k) for k, p in lever.settings().items() if getattr(lever, k) != p.default
    }
    if dated.start:
        said["from"] = month_of(scenario.start, dated.start)
    if dated.until is not None:
        said["until"] = month_of(scenario.start, dated.until)
    if dated.phase_in:
        said["phase_in"] = dated.phase_in
    if dated.zones is not None:
        said["zones"] = [scenario.profile.districts[zone].id for zone in dated.zones]
    return said


def month_of(start: tuple[int, int], months: int) -> str:
    """A month of the calendar, so many after the start, as a file writes it."""
    return written(later(start, months))


@cache
def cities() -> dict[str, dict[str, str]]:
    """Shipped cities by name, in both languages."""
    profiles = {name: load_city(name) for name in list_cities()}
    return {name: {"zh": city.name_zh, "en": city.name_en} for name, city in profiles.items()}


@cache
def named() -> dict[str, dict[str, str]]:
    """Shipped scenarios to choose from and their titles, in both languages."""
    known = {name: load_scenario(name) for name in list_scenarios() if name != "baseline"}
    return {name: scenario.title for name, scenario in known.items() if scenario.budget is None}


def _when(path: str, said: str) -> Value:
    """From when, until when, how fast or where a lever holds, as a file says it; SpecError where it is none of that."""
    name = path.partition(".")[2]
    if name == "zones":
        return [zone for zone in said.split("|") if zone]
    if name == "phase_in" and said.isdecimal():
        return int(said)
    if name == "phase_in":
        raise SpecError([Fault(path, phrase("page.no_months", "must be whole months (got {got})", got=said[:20]))])
    if not MONTH.fullmatch(said):
        raise SpecError(
            [Fault(path, phrase("page.no_month", "must be a month such as 2026-01 (got {got})", got=said[:20]))]
        )
    return said


def _value(param: Param, written: str) -> Value:
    """A setting's value: a number where the lever wants one."""
    if param.choices is not None:
        return written
    try:
        number = float(written)
    except ValueError:
        return written
    return int(number) if isinstance(param.default, int) and number.is_integer() else number
