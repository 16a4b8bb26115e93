"""Numbers that results lean on although nobody has measured them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.params import params_of
from ...scenarios.forecast import SIZE, DatedShock
from ...scenarios.spec import Scenario


@dataclass(frozen=True)
class Assumption:
    """A parameter the results lean on that is judged or swept, not measured."""

    name: str
    value: float
    unit: str
    grade: str
    source: str
    doc: str


def assumptions_of(everyone: Sequence[Scenario]) -> list[Assumption]:
    """Settings of the levers and parameters of behaviour that are judged or swept."""
    rows = []
    for scenario in everyone:
        for dated in scenario.levers:
            for p in dated.lever.settings().values():
                value = getattr(dated.lever, p.name)
                if p.grade in ("judged", "swept") and not isinstance(value, str):
                    name = f"{dated.lever.name}.{p.name}"
                    rows.append(Assumption(name, float(value), p.unit, p.grade, p.source, p.doc))
        rows += [_assumed_shock(dated) for dated in scenario.forecast.shocks if dated.grade in ("judged", "swept")]
    behaviour = everyone[0].behaviour
    for p in params_of(behaviour).values():
        if p.grade in ("judged", "swept"):
            rows.append(Assumption(p.name, float(getattr(behaviour, p.name)), p.unit, p.grade, p.source, p.doc))
    return list(dict.fromkeys(rows))


def _assumed_shock(dated: DatedShock) -> Assumption:
    """The size of a shock, as a number that results lean on."""
    name = ".".join(("shocks", *dated.shock.scenes[:1], "size"))
    return Assumption(name, dated.shock.size, "share", dated.grade, dated.source, SIZE.doc)
