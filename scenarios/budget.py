"""A scenario that says what it may cost: `budget: {total: 30_000_000}`; its doses are found where it is played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..messages import Message, phrase
from ..model.levers import LEVERS, Dated
from ..model.params import Param
from .checks import Faults, flag, known, not_such, number, one_of
from .merge import Node, suggest

if TYPE_CHECKING:
    from .spec import Scenario

COSTS = {"public": "public_cost", "shared": "shared_cost"}  # whose cost, and how it is counted: shared adds platforms
PAYERS = tuple(COSTS)
SETTINGS = ("total", "payers", "scale", "each")
TOTAL = Param("what it may cost over all months", 1.0, "", "yuan", "", "judged", (1.0, 1e15), None)
NO_SCALE: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Budget:
    """What a scenario may cost over all its months, yuan of the whole city."""

    total: float
    payers: str = "public"
    scale: tuple[tuple[str, str], ...] = NO_SCALE  # lever → the setting that is scaled instead of its dose
    each: bool = False  # the levers are alternatives, each of which may cost so much

    def written(self) -> dict[str, Any]:
        """As a scenario file has it."""
        total = int(self.total) if self.total.is_integer() else self.total
        parts: dict[str, Any] = {"total": total}
        parts |= {"payers": self.payers} if self.payers != PAYERS[0] else {}
        parts |= {"scale": [".".join(path) for path in self.scale]} if self.scale else {}
        return parts | ({"each": True} if self.each else {})


def read_budget(node: Node | None, levers: Sequence[Dated], faults: Faults) -> Budget | None:
    """The section `budget` of a scenario."""
    if node is None:
        return None
    before, items = len(faults), known(node, SETTINGS, faults)
    total = number(items["total"], TOTAL, faults) if "total" in items else None
    if "total" not in items and len(faults) == before:
        faults.append(node.fault(phrase("value.missing", "must give {name}", name="total")))
    payers = items["payers"].value if "payers" in items else PAYERS[0]
    if payers not in PAYERS:
        faults.append(items["payers"].fault(one_of(items["payers"], PAYERS)))
    scale = _scale(items.get("scale"), [dated.lever.name for dated in levers], faults)
    each = flag(items.get("each"), faults)
    if not levers and len(faults) == before:
        faults.append(node.fault(phrase("budget.no_lever", "has no lever to be spent on; name levers")))
    return Budget(float(total), payers, scale, each) if total is not None and len(faults) == before else None


def _scale(node: Node | None, levers: Sequence[str], faults: Faults) -> tuple[tuple[str, str], ...]:
    """Settings that are scaled instead of doses: a list of `lever.setting`."""
    if node is None:
        return NO_SCALE
    entries = node.value if isinstance(node.value, list) else [node]
    found = []
    for entry in entries:
        name, _, setting = str(entry.value).partition(".")
        amounts = (
            [p.name for p in LEVERS[name].settings().values() if not isinstance(p.default, str)]
            if name in levers
            else []
        )
        if setting not in amounts:
            what = phrase("what.amount", "the amount of a lever of the scenario, such as {one}", one="levers.setting")
            near = suggest(entry.value, [f"{lever}.{one}" for lever in levers for one in LEVERS[lever].settings()])
            faults.append(entry.fault(not_such(what, entry.got, near)))
        found.append((name, setting))
    return tuple(found)


def no_doses() -> Message:
    """Said of a scenario that is to be played before its doses were found."""
    what = "says what it may cost; `jiuye compare` and `jiuye run` find its doses, nothing else does"
    return phrase("budget.unknown_doses", what)


def alternatives(scenario: Scenario) -> list[Scenario]:
    """What a scenario stands for: itself, or each of its levers alone with the whole budget."""
    if scenario.budget is None or not scenario.budget.each:
        return [scenario]
    alone = replace(scenario.budget, each=False)
    names = dict.fromkeys(dated.lever.name for dated in scenario.levers)
    found = []
    for name in names:
        levers = tuple(dated for dated in scenario.levers if dated.lever.name == name)
        lever = LEVERS[name].title
        title = {lang: f"{scenario.title[lang]}{colon}{lever[lang]}" for lang, colon in (("zh", "："), ("en", ": "))}
        found.append(replace(scenario, name=f"{scenario.name}_{name}", title=title, levers=levers, budget=alone))
    return found
