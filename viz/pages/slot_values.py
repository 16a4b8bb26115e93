"""What a slot says of a lever, as it stands in the address and in a scenario: numbers and words, amounts per resident,
months, districts, and how it is tried first.

`seats=12/1000` are 12 for a thousand residents; `pilot=measure:certified|months:12|revise.per_trainee:3000` tries a
lever in its districts, and a second time with other settings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from ...messages import phrase
from ...model.levers import Lever
from ...model.params import Param
from ...scenarios.lever_entries import AT_LEAST, PILOT, TRANSFER
from ...scenarios.per_resident import RESIDENTS, is_amount, told_of, written_of
from ...scenarios.spec import SpecError
from ...scenarios.yaml_reader import Fault

Plain = float | str
Trial = dict[str, float | str | dict[str, float | str]]  # a pilot as a scenario file has it
Value = float | str | list[str] | Trial
WHEN = ("from", "until", "phase_in", "zones", "transfer", "pilot")  # what a slot takes besides a lever's own settings
NOTHING: dict[type, Value] = {list: [], str: "", int: 0, float: 0.0, dict: {}}  # of them: as if it were not said
FULL = {"transfer": 1.0}  # where nothing is said of it
REVISE = "revise"
MONTH = re.compile(r"\d{4}-\d{2}")


def value_in(lever: type[Lever], name: str, said: str) -> Value:
    """What the address says of a lever by one name; SpecError where it cannot be read."""
    path = f"{lever.name}.{name}"
    if name == "zones":
        return [zone for zone in said.split("|") if zone]
    if name == "pilot":
        return _trial(lever, said)
    if name == "transfer":
        return setting_in(TRANSFER, said)
    if name == "phase_in" and said.isdecimal():
        return int(said)
    if name == "phase_in":
        raise SpecError([Fault(path, phrase("page.no_months", "must be whole months (got {got})", got=said[:20]))])
    if name in WHEN and not MONTH.fullmatch(said):
        what = "must be a month such as 2026-01 (got {got})"
        raise SpecError([Fault(path, phrase("page.no_month", what, got=said[:20]))])
    return said if name in WHEN else setting_in(_param(lever, name), said)


def setting_in(param: Param, said: str) -> Plain:
    """A setting's value: a number where the lever wants one, or an amount for a thousand residents."""
    if param.choices is not None:
        return said
    amount, _, of = said.partition("/")
    try:
        if of == str(RESIDENTS) and is_amount(param):
            return written_of(float(amount))
        number = float(said)
    except ValueError:
        return said
    return int(number) if isinstance(param.default, int) and number.is_integer() else number


def in_address(value: Value) -> str:
    """A value with all its digits and without an exponent, whose sign would part two levers; districts by a bar."""
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, dict):
        parts = {name: said for name, said in value.items() if not isinstance(said, Mapping)}
        again = value.get(REVISE, {})
        parts |= {f"{REVISE}.{name}": said for name, said in again.items()} if isinstance(again, Mapping) else {}
        return "|".join(f"{name}:{in_address(said)}" for name, said in parts.items())
    if isinstance(value, str):
        amount = told_of(value)
        return value if amount is None else f"{in_address(amount)}/{RESIDENTS}"
    return np.format_float_positional(float(value), trim="-")


def _param(lever: type[Lever], name: str) -> Param:
    param = lever.settings().get(name.strip())
    if param is None:
        raise SpecError([Fault(f"{lever.name}.{name[:40]}", phrase("page.no_setting", "is not a setting"))])
    return param


def _trial(lever: type[Lever], said: str) -> Trial:
    """How a lever is tried first."""
    trial: Trial = {}
    again: dict[str, Plain] = {}
    numbers = {"at_least": AT_LEAST, "transfer": TRANSFER}
    for part in filter(None, said.split("|")):
        name, _, value = part.partition(":")
        head, _, setting = name.partition(".")
        if head == REVISE and setting:
            again[setting] = setting_in(_param(lever, setting), value)
        elif name == "months":
            trial[name] = int(value) if value.isdecimal() else value
        elif name in PILOT and name != REVISE:
            trial[name] = setting_in(numbers[name], value) if name in numbers else value
        else:
            raise SpecError([Fault(f"{lever.name}.pilot.{name[:40]}", phrase("page.no_setting", "is not a setting"))])
    return trial | ({REVISE: again} if again else {})
