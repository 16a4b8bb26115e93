"""Demand in the futures compared: seasons, growth and shocks, and whether base and scenarios meet the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..view import View
from ..words.texts import listed, number, term
from .document import Bullets, Paragraph


def demand_blocks(view: View) -> list[Paragraph | Bullets]:
    """Nothing for a controlled experiment; a note where all futures meet the same demand; else a warning."""
    told = {s: view.comparison.forecast.get(s, {}) for s in view.every}
    base = told[view.comparison.base]
    if all(one == base for one in told.values()):
        return [Paragraph(view.say("outlook.same", demand=_words(view, base)), "note")] if base else []
    alike: dict[str, list[str]] = {}
    for scenario, one in told.items():
        alike.setdefault(_words(view, one) or view.say("outlook.steady"), []).append(view.marked(scenario))
    lines = tuple(view.say("outlook.of", scenario=listed(s, view.lang), demand=d) for d, s in alike.items())
    return [Paragraph(view.say("outlook.differs"), "warning"), Bullets(lines)]


def _words(view: View, forecast: Mapping[str, Any]) -> str:
    parts = [view.say("outlook.seasons")] if forecast.get("seasons") else []
    if growth := forecast.get("growth"):
        parts.append(view.say("outlook.growth", size=number(growth, "share/year", view.lang, change=True)))
    parts += [_shock(view, shock) for shock in forecast.get("shocks", ())]
    return view.say("number.semicolon").join(parts)


def _shock(view: View, shock: Mapping[str, Any]) -> str:
    year, month = shock["from"].split("-")
    scenes = [term("scene", scene, view.lang) for scene in shock.get("scenes", ())]
    return view.say(
        "outlook.shock",
        size=number(100.0 * shock["size"], "%", view.lang, change=True).replace(*_percent(view)),
        where=listed(scenes, view.lang) or view.say("outlook.everywhere"),
        months=shock["months"],
        start=view.say("date.month", year=int(year), month=int(month)),
    )


def _percent(view: View) -> tuple[str, str]:
    """A change of demand is relative, so it is told in per cent, not in percentage points."""
    return view.say("number.points"), view.say("number.percent")
