"""JSON Schema of a scenario file, so that editors complete, explain and check it while it is written."""

from __future__ import annotations

from typing import Any

from ..agents.platforms import PLATFORMS
from ..model.behaviour import Behaviour
from ..model.circle import SOURCES
from ..model.groups import ATTRIBUTES, DIMENSIONS
from ..model.indicators import INDICATORS
from ..model.levers import LEVERS, Lever
from ..model.params import GRADES, Param, params_of
from ..model.pilot import MEASURES
from .budget import COSTS
from .calibrations import list_calibrations
from .checks import FIRST_YEAR, LAST_YEAR, MOST_MONTHS
from .cities import list_cities
from .dispatch import list_rules
from .financing import DEFAULT, PAYERS, written
from .forecast import GROWTH, HIT, SIZE
from .lever_entries import AT_LEAST, TRANSFER
from .merge import list_scenarios
from .pairing import MOST_LAG, Coupling, Rollout
from .parts import BURN_IN, LEAST_WORKERS, MONTHS, WORKERS
from .per_resident import PATTERN, is_amount

Json = dict[str, Any]

TEXT: Json = {"type": "string", "minLength": 1}
MONTH: Json = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


def schema() -> Json:
    """The schema of a scenario file (JSON Schema 2020-12)."""
    indicators = [(name, f"{i.title['en']}, {i.unit}: {i.definition['en']}") for name, i in INDICATORS.items()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Jiuye scenario",
        "description": "One future of one city: which levers hold when and where, and what is measured.",
        **_mapping(
            {
                "name": {**TEXT, "description": "Name in results; the file's name if left out."},
                "title": {**_mapping({"zh": TEXT, "en": TEXT}), "description": "What readers of a brief see."},
                "extends": _named("Scenario this one builds on: a shipped one or a file.", list_scenarios()),
                "city": _city(),
                "platforms": _named("Platforms: the usual ones, none, or a file of one's own.", ["usual", "none"]),
                "time": _time(),
                "seasons": {
                    "type": "boolean",
                    "default": False,
                    "description": "Whether the year has seasons (festival, graduation, farms), in the burn-in too.",
                },
                "growth": {**_param(GROWTH), "description": "Growth of demand from the start on, share a year."},
                "shocks": {"type": "array", "description": "Dated rises and falls of demand.", "items": _shock()},
                "levers": {"type": "array", "description": "What government does.", "items": _lever_entry()},
                "financing": _financing(),
                "dispatch": _dispatch(),
                "pair": _pair(),
                "behaviour": {**_settings(Behaviour), "description": "How people, firms and platforms act."},
                "calibration": _named("Fitted behaviour: a shipped calibration or a file.", list_calibrations()),
                "measure": _list("Indicators to report; all of them if left out.", indicators, least=1),
                "budget": _budget(),
                "by": _by(),
                "group": {**_group(), "description": "People told apart, such as {sex: female, age: 45-59}."},
                "groups": {"type": "array", "items": _group(), "description": "Several groups of people told apart."},
            }
        ),
    }


def _mapping(properties: Json) -> Json:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _whole(description: str, low: int, high: int | None, default: int) -> Json:
    bounds = {"minimum": low} if high is None else {"minimum": low, "maximum": high}
    return {"type": "integer", **bounds, "default": default, "description": description}


def _named(description: str, names: list[str]) -> Json:
    """One of the shipped names, or a file."""
    return {"description": description, "anyOf": [{"enum": names}, {"type": "string", "pattern": r"[/\\]|\.ya?ml$"}]}


def _list(description: str, names: list[tuple[str, str]], least: int = 0) -> Json:
    items = {"oneOf": [{"const": name, "description": meaning} for name, meaning in names]}
    return {"type": "array", "description": description, "items": items, "uniqueItems": True, "minItems": least}


def _city() -> Json:
    profile = _named("City: a shipped profile or a file.", list_cities())
    workers = _whole("Simulated persons aged 16 and over.", LEAST_WORKERS, None, WORKERS)
    full = {"const": "full", "description": "One simulated person for each resident aged 16 and over."}
    return {"anyOf": [profile, _mapping({"profile": profile, "workers": {"anyOf": [workers, full]}})]}


def _time() -> Json:
    return _mapping(
        {
            "start": {**MONTH, "description": f"First month, {FIRST_YEAR}-01 to {LAST_YEAR}-12."},
            "months": _whole("Months simulated.", 1, MOST_MONTHS, MONTHS),
            "burn_in": _whole("Months without policy before the start.", 0, MOST_MONTHS, BURN_IN),
        }
    )


def _shock() -> Json:
    """One dated shock."""
    scenes = [(name, "orders on platforms" if name == "orders" else f"jobs in {name}") for name in HIT]
    items = {
        "from": {**MONTH, "description": "First month of the shock."},
        "months": {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS, "description": "How long it lasts."},
        "size": {**_param(SIZE), "description": "Change of demand as a share; -0.2 is a fall by a fifth."},
        "scenes": _list("Scenes that are hit; all jobs and orders if left out.", scenes, least=1),
        "source": {**TEXT, "description": "Where the size comes from."},
        "grade": {"enum": list(GRADES), "description": "How good that source is.", "default": "judged"},
    }
    del items["size"]["default"]
    return {**_mapping(items), "required": ["from", "months", "size"]}


def _financing() -> Json:
    """One word, or shares of the sources."""
    alone = [{"const": name, "description": meaning} for name, meaning in PAYERS.items()]
    shares = {name: {"type": "number", "minimum": 0, "maximum": 1, "description": PAYERS[name]} for name in SOURCES}
    about = "Who pays for what the levers cost: one word, or shares that sum to 1."
    return {"description": about, "default": written(DEFAULT), "anyOf": [{"oneOf": alone}, _mapping(shares)]}


def _dispatch() -> Json:
    """A rule for a service."""
    rules = {name: _named("A shipped dispatch rule or a file.", list_rules()) for name in PLATFORMS}
    return {**_mapping(rules), "description": "By which rule services share orders out; their own if left out."}


def _lever_entry() -> Json:
    """The bare name of a lever, or its name with settings."""
    names = [{"const": name, "description": _about(lever)} for name, lever in LEVERS.items()]
    settings = {name: _lever(lever) for name, lever in LEVERS.items()}
    return {"anyOf": [{"oneOf": names}, {**_mapping(settings), "minProperties": 1, "maxProperties": 1}]}


def _about(lever: type[Lever]) -> str:
    meaning = " ".join((lever.__doc__ or "").split())
    return f"{lever.title['en']}. {meaning} Paid by: {lever.payer}. Risks: {lever.risks['en']}."


def _lever(lever: type[Lever]) -> Json:
    table = _mapping({name: _amount(param) for name, param in lever.settings().items()})
    table["properties"] |= {
        "from": {**MONTH, "description": "First month in force; the start if left out."},
        "until": {**MONTH, "description": "First month no longer in force."},
        "phase_in": _whole("Months from nothing to full dose.", 0, MOST_MONTHS, 0),
        "zones": {"type": "array", "items": TEXT, "minItems": 1, "description": "Districts; all of them if left out."},
        "transfer": {**_param(TRANSFER), "description": "Share of the dose that survives the copy from elsewhere."},
        "pilot": _pilot(table),
    }
    return {**table, "type": ["object", "null"], "description": _about(lever)}


def _pilot(lever: Json) -> Json:
    """A trial in the lever's zones."""
    return {
        **_mapping(
            {
                "months": _whole("Months until government measures.", 1, MOST_MONTHS, 12),
                "measure": {"enum": list(MEASURES), "description": "What is measured by district."},
                "at_least": {**_param(AT_LEAST), "description": "Gain over the other districts that is success."},
                "transfer": {**_param(TRANSFER), "description": "Share of the dose that survives the copy."},
                "revise": {**_mapping(dict(lever["properties"])), "description": "Settings of a second trial."},
            }
        ),
        "required": ["measure"],
        "description": "Try the lever in its zones, then adopt it everywhere, revise it, or end it.",
    }


def _by() -> Json:
    """Dimensions with all their values, or groups of their own."""
    whole = [{"const": name, "description": f"by {name.replace('_', ' ')}"} for name in DIMENSIONS]
    items = {"anyOf": [{"oneOf": whole}, _group()]}
    return {"type": "array", "description": "What indicators are split by.", "items": items, "uniqueItems": True}


def _group() -> Json:
    """A group by crossing attributes: a mapping, or one text."""
    attributes = {}
    for name, attribute in ATTRIBUTES.items():
        values: Json = TEXT
        if attribute.values:
            words = [*attribute.values, *attribute.unions, *attribute.also]
            values = {"anyOf": [{"enum": words}, {"type": "boolean"}] if "yes" in words else [{"enum": words}, TEXT]}
        one_or_more = {"anyOf": [values, {"type": "array", "items": values, "minItems": 1}]}
        attributes[name] = {**one_or_more, "description": attribute.doc}
    return {"anyOf": [{**_mapping(attributes), "minProperties": 1}, {"type": "string", "pattern": "="}]}


def _budget() -> Json:
    """What a scenario may cost."""
    items: Json = {
        "total": {"type": "number", "minimum": 1, "description": "Yuan of the whole city over all months."},
        "payers": {
            "enum": list(COSTS),
            "default": next(iter(COSTS)),
            "description": "Whose cost; shared adds platforms.",
        },
        "scale": {"type": "array", "items": TEXT, "description": "lever.setting that is scaled instead of a dose."},
        "each": {"type": "boolean", "default": False, "description": "Each lever alone may cost so much."},
    }
    about = "What the levers may cost; their doses are found in the city and horizon in which they are played."
    return {**_mapping(items), "required": ["total"], "description": about}


def _pair() -> Json:
    """A second city."""
    levers = {name: _settings(lever) for name, lever in LEVERS.items()}
    rules = {
        "city": {"enum": list_cities(), "description": "The paired city, a shipped profile."},
        "months": _whole("Months of a trial in the first city.", 1, MOST_LAG, 12),
        "measure": {"enum": list(MEASURES), "description": "What is measured in both cities.", "default": "certified"},
        "lag": _whole("Months from the decision to the start in the paired city.", 0, MOST_LAG, 12),
        "revise": {**_mapping(levers), "description": "Settings of a second trial, by lever."},
    }
    own = _settings(Rollout)["properties"] | _settings(Coupling)["properties"]
    about = "Try the levers in the city, measure against the paired one, and copy them there if they help."
    return {**_mapping(rules | own), "required": ["city"], "description": about}


def _settings(owner: Any) -> Json:
    return _mapping({name: _param(param) for name, param in params_of(owner).items()})


def _amount(param: Param) -> Json:
    """A setting of a lever; an amount of the whole city can be told per resident."""
    plain = _param(param)
    if not is_amount(param):
        return plain
    about = {key: plain.pop(key) for key in ("description", "default")}
    return {**about, "anyOf": [plain, {"type": "string", "pattern": PATTERN}]}


def _param(param: Param) -> Json:
    """One parameter: meaning, unit, source, range and default."""
    unit = f", {param.unit}" if param.unit else ""
    about = {"description": f"{param.doc}{unit} ({param.grade}; {param.source})", "default": param.default}
    if param.choices is not None:
        return {"enum": list(param.choices), **about}
    low_high = {} if param.within is None else dict(zip(("minimum", "maximum"), param.within, strict=True))
    return {"type": "integer" if isinstance(param.default, int) else "number", **low_high, **about}
