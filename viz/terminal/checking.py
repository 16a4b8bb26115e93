"""Checking files without running anything. Light on imports: a check should answer at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from ...experiments.runs.pace import seconds_for
from ...model.levers import LEVERS
from ...model.profile import Profile
from ...scenarios.checks import later, written
from ...scenarios.cities import load_city, takes_country
from ...scenarios.merge import is_file
from ...scenarios.plan.promises import promises
from ...scenarios.platform_files import is_platform_file, platform_faults, without
from ...scenarios.spec import Scenario, load_scenario, needed_bytes
from ...scenarios.yaml_reader import Document, Fault, SpecError, read_yaml
from ..words.texts import Lang, listed, number, text

CITY, STUDY, RULE, PLATFORMS, SCENARIO = "city", "study", "rule", "platforms", "scenario"
TELLING = {  # settings by which a file is told from a scenario
    CITY: ("census", "districts", "id"),
    STUDY: ("outcomes", "design", "uncertainties"),
    RULE: ("weights", "bias"),
}

DEAREST = 3  # levers named beside what they promise together


@dataclass(frozen=True)
class Checked:
    """A file, what is wrong with it, and how large it is if nothing is."""

    file: str
    faults: tuple[Fault, ...]
    size: dict[str, Any]
    notices: tuple[dict[str, Any], ...] = ()  # what can be played and should be known

    def record(self) -> dict[str, Any]:
        """The same as plain data."""
        faults = [
            {**asdict(fault), "line": fault.place[0] or None, "column": fault.place[1] or None} for fault in self.faults
        ]
        for fault in faults:
            del fault["place"]
        notices = {"notices": list(self.notices)} if self.notices else {}
        return {"file": self.file, "ok": not self.faults, "faults": faults, **self.size, **notices}

    def words(self, lang: Lang) -> str:
        """One line for a file that can be used, and one for each thing to know."""
        kinds = {STUDY: "study", RULE: "rule", PLATFORMS: "firms", SCENARIO: "bytes"}
        kind = next((kind for kind, key in kinds.items() if key in self.size), CITY)
        size = size_words(self.size, lang) if kind == SCENARIO else text(f"cli.check.{kind}", lang, **self.size)
        first = text("cli.check.ok", lang, file=self.file, size=size)
        paid = (
            [text("cli.check.financing", lang, who=payers(self.size["financing"], lang))]
            if "financing" in self.size
            else []
        )
        return "\n".join([first, *paid, *(notice_words(notice, lang) for notice in self.notices)])


def payers(financing: dict[str, float], lang: Lang) -> str:
    """Who pays for what levers cost, in words."""
    if not financing:
        return text("financing.none", lang)
    told = [(text(f"financing.{source}", lang), number(share, "share", lang)) for source, share in financing.items()]
    return listed([name if len(told) == 1 else f"{name} {share}" for name, share in told], lang)


def check(name: str) -> Checked:
    """Check a scenario, a shipped one or a file, or the file of a city, a study, a dispatch rule or of platforms; its
    settings tell which of them a file is."""
    try:
        kind = _kind(name) if is_file(name) else SCENARIO
        if kind == CITY:
            profile = load_city(Path(name))
            size = {"city": profile.id, "residents": profile.residents, "adults": profile.adults}
            return Checked(name, (), size, tuple(notices_of_city(profile)))
        if kind == STUDY:
            from ...experiments.studies.study import load_study

            study = load_study(Path(name))
            size = {"study": study.name, "points": study.points, "seeds": len(study.seeds), "runs": study.runs}
            return Checked(name, (), {**size_of(study.base), **size}, tuple(notices_of(study.base)))
        if kind == RULE:
            from ...scenarios.dispatch import load_rule

            return Checked(name, (), {"rule": load_rule(Path(name)).name})
        if kind == PLATFORMS:
            return _of_platforms(name, read_yaml(name))
        scenario = load_scenario(name)
        return Checked(name, (), size_of(scenario), tuple(notices_of(scenario)))
    except SpecError as error:
        return Checked(name, tuple(error.faults), {})


def _of_platforms(name: str, document: Document) -> Checked:
    faults = platform_faults(document)
    if faults:
        return Checked(name, tuple(faults), {})
    services = document.data["platforms"].values()
    size = {"services": len(services), "firms": sum(len(service["firms"]) for service in services)}
    return Checked(name, (), size, tuple(notices_of_platforms(document.data)))


def notices_of(scenario: Scenario) -> list[dict[str, Any]]:
    """What a scenario asks that can be played and will not come about: promises beyond the special fund, trials that
    outlive it; and what its city has from elsewhere."""
    found = notices_of_city(scenario.profile)
    if scenario.services is not None:
        found += notices_of_platforms(scenario.services)
    promise = promises(scenario)
    if promise is not None and promise.over:
        known = {"from": written(promise.when), "levers": list(promise.levers)}
        found.append({"kind": "special_fund", **known, "promised": promise.promised, "limit": promise.limit})
    for dated in scenario.levers:
        if dated.pilot is not None and dated.start + dated.pilot.months >= scenario.months:
            ends = written(later(scenario.start, dated.start + dated.pilot.months))
            found.append({"kind": "trial", "lever": dated.lever.name, "ends": ends})
    return found


def notices_of_city(profile: Profile) -> list[dict[str, Any]]:
    """What a city does not say of itself, so that another's figures stand for it."""
    return [{"kind": "sectors", "city": profile.id}] if takes_country(profile) else []


def notices_of_platforms(services: dict[str, Any]) -> list[dict[str, Any]]:
    """Services that a city is played without."""
    absent = without(services)
    return [{"kind": "services", "without": absent}] if absent else []


def notice_words(notice: Mapping[str, Any], lang: Lang) -> str:
    """A notice in a sentence."""
    if notice["kind"] == "sectors":
        return text("notice.sectors", lang, city=notice["city"])
    if notice["kind"] == "services":
        names = [text(f"app_people.platform.{name}", lang) for name in notice["without"]]
        return text("notice.services", lang, services=listed(names, lang))
    if notice["kind"] == "trial":
        lever = LEVERS[notice["lever"]].title[lang]
        return text("notice.trial", lang, lever=lever, ends=notice["ends"])
    dear = listed([LEVERS[name].title[lang] for name in notice["levers"][:DEAREST]], lang)
    promised, limit = (number(notice[key], "yuan", lang) for key in ("promised", "limit"))
    key = "notice.special_fund" if len(notice["levers"]) > 1 else "notice.special_fund_alone"
    return text(key, lang, promised=promised, limit=limit, when=notice["from"], levers=dear)


def tell_notices(scenarios: Sequence[Scenario], lang: Lang) -> None:
    """Say, beside the results, what should be known before scenarios are played."""
    for scenario in scenarios:
        for notice in notices_of(scenario):
            click.echo(f"{scenario.title[lang]} · {notice_words(notice, lang)}", err=True)


def size_of(scenario: Scenario) -> dict[str, Any]:
    """What a run of a scenario takes."""
    return {
        "city": scenario.profile.id,
        "persons": scenario.workers,
        "months": scenario.months,
        "burn_in": scenario.burn_in,
        "bytes": needed_bytes(scenario),
        "seconds": seconds_for(scenario),
        **({"financing": scenario.financing.shares()} if scenario.levers else {}),
    }


def size_words(size: Mapping[str, Any], lang: Lang) -> str:
    """Persons, months and memory of a run, and how long one future takes where that is known."""
    told = text("cli.check.size", lang, **{**size, "gigabytes": size["bytes"] / 1e9})
    if size.get("seconds") is None:
        return told
    return told + text("cli.check.seconds", lang, seconds=f"{max(1.0, size['seconds']):,.0f}")


def _kind(file: str) -> str:
    return kind_of(read_yaml(file))


def kind_of(document: Document) -> str:
    """What the data of a file are: of what most of its settings are, a scenario in doubt."""
    data = document.data
    if is_platform_file(document):
        return PLATFORMS
    if not isinstance(data, dict):
        return SCENARIO
    found = {kind: sum(key in data for key in keys) for kind, keys in TELLING.items()}
    best = max(found, key=lambda kind: found[kind])
    return best if found[best] else SCENARIO
