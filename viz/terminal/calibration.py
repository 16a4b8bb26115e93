"""How far a calibration is, and what it found."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ...experiments.calibration.calibrate import Calibration, CalibrationProgress
from ..words.glossary import city_told
from ..words.texts import Lang, text
from .progress import stages


def heard(lang: Lang) -> AbstractContextManager[Callable[[CalibrationProgress], None]]:
    """A line that says the stage, how far it is, the best fit so far and the time left."""
    clock = _Clock()
    return stages(lambda news: _words(news, clock.left(news), lang), lambda news: news.planned, ends_told=True)


class _Clock:
    """Time left in a stage, from the pace since it was first heard of; what a journal knew already took no time."""

    def __init__(self) -> None:
        self.stage, self.began, self.first = "", 0.0, 0

    def left(self, news: CalibrationProgress) -> float | None:
        """Seconds, or None where there is nothing to go by."""
        now = time.perf_counter()
        if news.stage != self.stage:
            self.stage, self.began, self.first = news.stage, now, news.done
        gone = news.done - self.first
        return (now - self.began) / gone * (news.planned - news.done) if gone > 0 else None


def _words(news: CalibrationProgress, left: float | None, lang: Lang) -> str:
    remaining = "" if left is None else text("calibration.left", lang, minutes=f"{left / 60.0:.1f}")
    stage = text(f"calibration.stage.{news.stage}", lang, done=news.done, planned=news.planned)
    if not math.isfinite(news.loss):  # nothing is known yet
        return stage + remaining
    return stage + text("calibration.best", lang, loss=f"{news.loss:.2f}", met=news.met, all=news.moments) + remaining


def parameter_table(found: Calibration, lang: Lang) -> Table:
    """Old and new value of each parameter, its range, and whether the moments tell it."""
    title = text("calibration.title", lang, city=city_told(found.setup.scenario.profile, lang))
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for key in ("parameter", "start", "fitted", "range", "identified"):
        side: Any = "left" if key in ("parameter", "identified") else "right"
        table.add_column(text(f"calibration.column.{key}", lang), justify=side)
    unknown = found.identification.unidentified
    for p, value in zip(found.setup.parameters, found.values, strict=True):
        verdict = text(f"calibration.{'no' if p.name in unknown else 'yes'}", lang)
        table.add_row(p.name, f"{p.start:g}", f"{value:.4g}", f"{p.low:g} … {p.high:g}", verdict)
    return table


def sentences(found: Calibration, lang: Lang) -> Iterator[str]:
    """What was reached, what was not, and what stays unknown."""
    before, after = found.met
    yield text("calibration.met", lang, before=before, after=after, all=len(found.after), seeds=len(found.setup.seeds))
    for v, possible in found.unmet:
        key = "conflict" if possible else "beyond"
        name, band = v.target.name[lang], (v.target.low, v.target.high)
        value, unit = f"{v.value:.4g}", text(f"validation.unit.{v.target.unit}", lang)
        yield text(
            f"calibration.{key}", lang, id=v.target.id, name=name, value=value, low=band[0], high=band[1], unit=unit
        )
    known = found.identification
    if known.weak:
        yield text("calibration.weak", lang, names=", ".join(known.weak))
    for first, second, cosine in known.alike:
        yield text("calibration.alike", lang, first=first, second=second, cosine=f"{cosine:+.2f}")
    members, ensemble = len(found.sets), found.ensemble
    yield text("calibration.ensemble", lang, n=members, tried=ensemble.simulated, least=ensemble.least)
    if members < found.setup.members:
        yield text("calibration.few", lang, wanted=found.setup.members)
