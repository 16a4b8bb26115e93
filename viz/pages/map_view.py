"""What the page Map shows, before it becomes a page: the picture, the districts, the story of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...experiments.lives_and_maps.atlas import TRAITS, Atlas
from ...experiments.lives_and_maps.atlas_measures import (
    LEAST,
    MEASURES,
    Gather,
    by_seed,
    difference,
    level,
    neighbourhood,
    of_cells,
    of_districts,
    of_everything,
    on_the_map,
    standing_of,
    with_neighbours,
)
from ..charts.canvas import Chart
from ..charts.maps import Picture, change_picture, level_picture
from ..charts.place import place_chart
from ..reports.document import Cell, DataTable, RowGroup
from ..view import Tone
from ..words.texts import Lang, interval, listed, month_name, number, text

GROUPS = {  # what the story of a cell tells of those who live there: values of a trait
    "female": ("sex", (1,)),
    "old": ("age_band", (3,)),
    "migrant": ("hukou", (2, 3)),
    "rural": ("hukou", (1, 2)),
    "college": ("schooling", (3, 4)),
}
STORY = ("unemployment_rate", "employment_rate", "income", "platform_share", "insured_share", "persons", "jobs")
YEAR = 12  # months


@dataclass(frozen=True)
class MapView:
    """An atlas as one reader looks at it; `base` is empty where a future is shown by itself."""

    atlas: Atlas
    lang: Lang
    name: str
    future: str
    base: str
    reach: int = 0
    span: int = 1
    clear_only: bool = False
    by: str = "cell"  # or "district": what is coloured

    def say(self, key: str, **values: object) -> str:
        """A text of this page."""
        return text(f"app_map.{key}", self.lang, **values)

    @cached_property
    def title(self) -> str:
        """What is shown, in words."""
        futures = {key: self.atlas.titles[which][self.lang] for key, which in self._futures.items()}
        return self.say("title_change" if self.base else "title_level", name=self.measure(self.name), **futures)

    @property
    def _futures(self) -> dict[str, str]:
        return {"future": self.future, **({"base": self.base} if self.base else {})}

    def measure(self, name: str) -> str:
        """A measure's title."""
        return self.say(f"name.{name}")

    @cached_property
    def picture(self) -> Picture:
        """All periods."""
        atlas, gather = self.atlas, self._gather
        if self.base:
            values, standing, sizes = self._changes(gather)
            return change_picture(values, standing, sizes, atlas, self.name, self.lang)
        levels = {f: level(atlas, self.name, f, gather, span=self.span) for f in atlas.futures}
        values = self._spread(levels[self.future])
        alike = list(levels.values())
        return level_picture(values, standing_of(atlas, values), alike, atlas, self.name, self.lang)

    @property
    def _gather(self) -> Gather:
        return of_districts(self.atlas) if self.by == "district" else with_neighbours(self.atlas, self.reach)

    def _spread(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of the places that are coloured, in every cell, [T, C]."""
        return values[:, self.atlas.district] if self.by == "district" else values

    def _changes(self, gather: Gather) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.float64]]:
        """Differences in every cell, how each stands, and those from which the scale is made."""
        atlas = self.atlas
        own = difference(atlas, self.name, self.future, self.base, gather, span=self.span)
        values = self._spread(own.mean)
        if not self.clear_only:
            return values, standing_of(atlas, values), own.mean
        if self.by == "district":
            seen = self._spread(np.where(own.clear | ~np.isfinite(own.mean), own.mean, 0.0))
            return seen, standing_of(atlas, values), own.mean
        around = difference(atlas, self.name, self.future, self.base, of_districts(atlas), span=self.span)
        return *on_the_map(atlas, own, around), own.mean

    @cached_property
    def labels(self) -> list[str]:
        """The periods in words."""
        return [self.when(period) for period in range(self.atlas.periods)]

    def when(self, period: int) -> str:
        """Months of a period, with those it is averaged over."""
        every = self.atlas.every
        first = max(0, period - self.span + 1) * every
        ends = [month_name(self.atlas.start, month, self.lang) for month in (first, (period + 1) * every - 1)]
        return ends[1] if ends[0] == ends[1] else self.say("span_label", first=ends[0], last=ends[1])

    def districts(self, period: int) -> DataTable:
        """The map as a table: each district, and the city."""
        names = [d[self.lang] for d in self.atlas.districts]
        rows = [*self._rows([self.say("whole")], of_everything(self.atlas), period)]
        rows += self._rows(names, of_districts(self.atlas), period)
        caption = self._caption("table_caption", title=self.title, when=self.when(period))
        return DataTable(caption, (self.say("district"), *self._columns), (RowGroup("", tuple(rows)),))

    def _caption(self, key: str, **values: object) -> str:
        """What a table shows, and that its differences have intervals."""
        if not self.base:
            return self.say(key, **values)
        space = " " if self.lang == "en" else ""
        return space.join((self.say(key, **values), self.say("intervals", seeds=len(self.atlas.seeds))))

    def _rows(self, names: Sequence[str], gather: Gather, period: int) -> list[tuple[str, tuple[Cell, ...]]]:
        cells = self._cells(self.name, gather, period)
        return [(name, cells[place]) for place, name in enumerate(names)]

    @property
    def _columns(self) -> tuple[str, ...]:
        titles = [self.atlas.titles[which][self.lang] for which in (self.base, self.future) if which]
        return (*titles, *([self.say("difference")] if self.base else []))

    def _cells(self, name: str, gather: Gather, period: int) -> list[tuple[Cell, ...]]:
        """For each place: the base, the future, and their difference."""
        unit = MEASURES[name].unit
        shown = [which for which in (self.base, self.future) if which]
        levels = [level(self.atlas, name, which, gather, span=self.span)[period] for which in shown]
        cells = [tuple(self._level(float(values[x]), unit) for values in levels) for x in range(len(levels[0]))]
        if not self.base:
            return cells
        change = difference(self.atlas, name, self.future, self.base, gather, span=self.span)
        ends = np.stack([change.mean[period], change.low[period], change.high[period]], axis=1)
        return [(*row, self._change(name, *map(float, ends[x]))) for x, row in enumerate(cells)]

    def _level(self, value: float, unit: str) -> Cell:
        return Cell(number(value, unit, self.lang) if np.isfinite(value) else self.say("few"))

    def _change(self, name: str, mean: float, low: float, high: float) -> Cell:
        measure = MEASURES[name]
        if not np.isfinite(mean):
            return Cell(self.say("few"))
        main = number(mean, measure.unit, self.lang, change=True, beside=[low, high])
        if not np.isfinite(low):
            return Cell(main)
        ends = interval(low, high, measure.unit, self.lang, change=True, beside=[mean])
        note = self.say("interval", interval=ends)
        if low <= 0.0 <= high:
            return Cell(main, "", "unclear", (note,))
        news = measure.better * mean
        tone: Tone = "changed" if news == 0 else "better" if news > 0 else "worse"
        return Cell(main, "▲" if mean > 0 else "▼", tone, (note,))

    def place(self, cell: int) -> list[str]:
        """Where a cell is and who lives there, in sentences."""
        atlas, around = self.atlas, neighbourhood(self.atlas, cell, self.reach)
        row, column = divmod(cell, atlas.size)
        east, south = (f"{(k + 0.5) * atlas.km:.0f}" for k in (column, row))
        district = atlas.districts[atlas.district[cell]][self.lang]
        klass = self.say(f"class.{atlas.klass[cell]}")
        words = [self.say("where", district=district, klass=klass, east=east, south=south)]
        if self.reach:
            words.append(self.say("around", n=len(around) - 1))
        return [*words, self._who(around)]

    def _who(self, cells: NDArray[np.int64]) -> str:
        counts = {name: self.atlas.traits[name][:, cells].sum(axis=1) for name in TRAITS}
        heads = int(counts["sex"].sum())
        if not heads:
            return self.say("nobody_lives")
        people = number(float(f"{heads / len(self.atlas.seeds) * self.atlas.weight:.2g}"), "", self.lang)
        shares = [
            self.say(
                "share", value=f"{100 * counts[trait][list(codes)].sum() / heads:.0f}%", group=self.say(f"group.{g}")
            )
            for g, (trait, codes) in GROUPS.items()
        ]
        told = text("number.comma", self.lang).join(shares) if heads < LEAST else listed(shares, self.lang)
        return self.say("who", people=people, simulated=f"{heads:,}", shares=told)

    def story(self, cell: int, period: int) -> DataTable:
        """Every measure of a cell in both futures."""
        here = of_cells(neighbourhood(self.atlas, cell, self.reach))
        rows = tuple((self.measure(name), self._cells(name, here, period)[0]) for name in STORY)
        caption = self._caption("story_table", when=self.when(period))
        return DataTable(caption, (self.say("table_name"), *self._columns), (RowGroup("", rows),))

    def chart(self, cell: int, period: int) -> Chart | None:
        """The measure shown, in a cell over time; None where too few people live there."""
        here = of_cells(neighbourhood(self.atlas, cell, self.reach))
        lines = []
        for which in (self.base, self.future):
            if which and np.isfinite(level(self.atlas, self.name, which, here, span=self.span)).any():
                values = by_seed(self.atlas, self.name, which, here, span=self.span)[:, :, 0]
                lines.append((self.atlas.futures.index(which), self.atlas.titles[which][self.lang], values))
        if not lines:
            return None
        time = (self.atlas.start, self.atlas.every)
        unit = MEASURES[self.name].unit
        return place_chart(f"place-{self.name}", self.measure(self.name), lines, unit, time, period, self.lang)


def busiest(atlas: Atlas) -> int:
    """The cell where most people live at the start, with which a map opens."""
    return int(atlas.traits["sex"].sum(axis=0).argmax())
