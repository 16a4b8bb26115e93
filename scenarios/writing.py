"""Writing a scenario as YAML: one canonical text for each scenario, whatever way it was put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from ..model.levers import Dated, Lever
from ..model.params import params_of
from ..model.pilot import Pilot
from .checks import later, written
from .financing import DEFAULT
from .financing import written as paid_by
from .platform_files import USUAL

if TYPE_CHECKING:
    from .spec import Scenario

_PLAIN = re.compile(r"(?!(?:true|false|null|yes|no|on|off)$)[a-z][a-z0-9_]*|[0-9]{4}-[0-9]{2}")


class _Writer(yaml.SafeDumper):
    """Quotes every text that is not a plain word or a month."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(writer: _Writer, value: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=None if _PLAIN.fullmatch(value) else '"')


_Writer.add_representer(str, _text)


def canonical(scenario: Scenario) -> str:
    """The scenario on one page, with everything it inherits and every setting of its levers written out."""
    behaviour = {
        name: _short(getattr(scenario.behaviour, name))
        for name, param in params_of(scenario.behaviour).items()
        if getattr(scenario.behaviour, name) != param.default
    }
    sections = {
        "name": scenario.name,
        "title": {language: scenario.title[language] for language in ("zh", "en")},
        "city": {"profile": scenario.city, "workers": scenario.workers},
        **_other_platforms(scenario),
        "time": {"start": written(scenario.start), "months": scenario.months, "burn_in": scenario.burn_in},
        **scenario.forecast.written(scenario.start),
        "levers": entries_written(scenario),
        **_terms(scenario),
        **({"behaviour": behaviour} if behaviour else {}),
        "measure": list(scenario.measure),
        **({"by": list(scenario.by)} if scenario.by else {}),
    }
    return as_text(sections)


def as_text(tree: Any) -> str:
    """Data as YAML that our reader reads back to the same."""
    return yaml.dump(tree, Dumper=_Writer, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)


def entries_written(scenario: Scenario) -> list[dict[str, dict[str, Any]]]:
    """The levers as they stand in a file, entry by entry: a lever may have several."""
    return [_entry(dated, scenario) for dated in scenario.levers]


def terms_written(scenario: Scenario) -> dict[str, Any]:
    """What else makes the policy, as it stands in a file; nothing of what is as usual."""
    return {**_other_platforms(scenario), **_terms(scenario)}


def _other_platforms(scenario: Scenario) -> dict[str, Any]:
    return {"platforms": scenario.platforms} if scenario.platforms != USUAL else {}


def _terms(scenario: Scenario) -> dict[str, Any]:
    return {
        **({"budget": scenario.budget.written()} if scenario.budget is not None else {}),
        **({"financing": paid_by(scenario.financing)} if scenario.financing != DEFAULT else {}),
        **({"dispatch": {one.service: one.named for one in scenario.dispatch}} if scenario.dispatch else {}),
        **({"pair": _plain(scenario.pair.written(scenario.levers))} if scenario.pair is not None else {}),
    }


def _entry(dated: Dated, scenario: Scenario) -> dict[str, dict[str, Any]]:
    """A lever as it stands in a file."""
    lever = dated.lever
    settings: dict[str, Any] = {name: _short(getattr(lever, name)) for name in lever.settings()}
    settings["from"] = written(later(scenario.start, dated.start))
    if dated.until is not None:
        settings["until"] = written(later(scenario.start, dated.until))
    if dated.phase_in:
        settings["phase_in"] = dated.phase_in
    if dated.zones is not None:
        settings["zones"] = [scenario.profile.districts[zone].id for zone in dated.zones]
    if dated.transfer != 1.0:
        settings["transfer"] = _short(dated.transfer)
    if dated.pilot is not None:
        settings["pilot"] = _pilot(dated.pilot, dated.lever)
    return {lever.name: settings}


def _pilot(pilot: Pilot, lever: Lever) -> dict[str, Any]:
    """A trial as it stands in a file; of the revision only what it changes."""
    entry: dict[str, Any] = {
        "months": pilot.months,
        "measure": pilot.measure,
        "at_least": _short(pilot.at_least),
        "transfer": _short(pilot.transfer),
    }
    if pilot.revised is not None:
        new = {name: getattr(pilot.revised, name) for name in lever.settings()}
        entry["revise"] = {name: _short(value) for name, value in new.items() if value != getattr(lever, name)}
    return entry


def _plain(section: dict[str, Any]) -> dict[str, Any]:
    """A section with its numbers short, as deep as it goes."""
    return {name: _plain(value) if isinstance(value, dict) else _short(value) for name, value in section.items()}


def _short(value: Any) -> Any:
    """Whole numbers without a decimal point; they are read back as what the setting asks for."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
