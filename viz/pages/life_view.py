"""What the page People shows, before it becomes a page: who somebody is, and what happens in two futures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...agents.platforms import PLATFORMS
from ...agents.workers import INACTIVE, PLATFORM
from ...experiments.lives_and_maps.life_events import CAUSES, DETAILS
from ...experiments.lives_and_maps.life_filter import Alike
from ...experiments.lives_and_maps.lives import Lives
from ...model.occupations import load_occupations
from ..charts.canvas import Chart
from ..charts.life import life_chart
from ..reports.document import Cell, DataTable, RowGroup
from ..view import Tone
from ..words.texts import Lang, interval, month_name, number, text

YEAR = 12  # months over which the end is told


@dataclass(frozen=True)
class LifeView:
    """One followed person in the base and in one other future, in one language."""

    lives: Lives
    lang: Lang
    person: int
    future: str

    def say(self, key: str, **values: object) -> str:
        """A text of this page."""
        return text(f"app_people.{key}", self.lang, **values)

    @property
    def places(self) -> tuple[int, int]:
        """Places of the two futures."""
        return 0, self.lives.futures.index(self.future)

    def title(self, place: int) -> str:
        """Title of a future."""
        return self.lives.titles[self.lives.futures[place]][self.lang]

    def when(self, month: int) -> str:
        """A month's name."""
        return month_name(self.lives.start, month, self.lang)

    def who(self) -> str:
        """The person at the start, in a sentence."""
        traits = {name: int(values[self.person]) for name, values in self.lives.traits.items()}
        status = self.say(f"status.{traits['status']}")
        if traits["status"] == PLATFORM:
            status = self.say("on_platform", platform=self._platform(traits["platform"]))
        return self.say(
            "who" if traits["status"] != INACTIVE else "who_was",
            age=traits["age"],
            sex=self.say(f"sex.{traits['sex']}"),
            hukou=self.say(f"hukou.{traits['hukou']}"),
            schooling=self.say(f"schooling.{traits['schooling']}"),
            occupation=self._occupation(traits["occupation"]),
            district=self.lives.districts[traits["district"]][self.lang],
            status=status,
        )

    def parting(self) -> str:
        """Where the two lives part, and over what."""
        base, place = self.places
        month, cause = int(self.lives.parted[place, self.person]), CAUSES[self.lives.cause[place, self.person]]
        if month < 0:
            return self.say("never", future=self.title(place))
        values: dict[str, object] = {"when": self.when(month), "future": self.title(place), "base": self.title(base)}
        if cause == "event":
            for key, which in (("ours", base), ("theirs", place)):
                values[key] = self._in_month(which, month) or self.say("nothing")
        else:
            for key, which in (("ours", base), ("theirs", place)):
                values[key] = number(float(self.lives.income[which, month, self.person]), "yuan/month", self.lang)
        return self.say(f"parted.{cause}", **values)

    def _in_month(self, place: int, month: int) -> str:
        found = [self._event(place, event, d) for m, event, d in self._events(place) if m == month]
        return text("number.comma", self.lang).join(found)

    def _events(self, place: int) -> list[tuple[int, str, int]]:
        return self.lives.events_of(place, self.person)

    def _event(self, place: int, event: str, detail: int) -> str:
        """An event in words."""
        kind = DETAILS[event]
        if not kind:
            return self.say(f"event.{event}")
        told = {"occupation": self._occupation, "platform": self._platform, "district": self._district}
        name = self._course(place, detail) if kind == "course" else told[kind](detail)
        return self.say(f"event.{event}", name=name)

    def _course(self, place: int, number_of: int) -> str:
        from ...model.levers import LEVERS

        name = self.lives.courses[self.lives.futures[place]][number_of]
        return LEVERS[name].title[self.lang] if name in LEVERS else self.say("existing_course")

    def _occupation(self, row: int) -> str:
        return getattr(load_occupations().names[row], self.lang)

    def _platform(self, row: int) -> str:
        return self.say(f"platform.{PLATFORMS[row]}")

    def _district(self, row: int) -> str:
        return self.lives.districts[row][self.lang]

    def events(self) -> DataTable:
        """Every month in which something happens, side by side."""
        parted = int(self.lives.parted[self.places[1], self.person])
        happening = {month for place in self.places for month, _, _ in self._events(place)}
        months = sorted(happening | ({parted} if parted >= 0 else set()))
        rows = []
        for month in months:
            told = [self._in_month(place, month) for place in self.places]
            if month == parted and told[0] == told[1]:
                told = [self._with_income(words, place, month) for words, place in zip(told, self.places, strict=True)]
            same = told[0] == told[1]
            note = (self.say("first_difference"),) if month == parted else ()
            cells = (Cell(told[0] or "–"), Cell(self.say("same") if same else told[1] or "–", notes=note))
            rows.append((self.when(month), cells))
        caption = self.say("events_caption")
        columns = (self.say("month"), *(self.title(place) for place in self.places))
        return DataTable(caption, columns, (RowGroup("", tuple(rows)),))

    def _with_income(self, words: str, place: int, month: int) -> str:
        income = number(float(self.lives.income[place, month, self.person]), "yuan/month", self.lang)
        return text("number.comma", self.lang).join(filter(None, (words, self.say("income_of", income=income))))

    def chart(self) -> Chart:
        """Status and income, month by month."""
        futures = []
        for place in self.places:
            stay = int(self.lives.months[place, self.person])
            series = (self.lives.status[place, :stay, self.person], self.lives.income[place, :stay, self.person])
            futures.append((place, *series))
        parted = int(self.lives.parted[self.places[1], self.person])
        return life_chart(futures, self.lives.start, parted, self.say("chart"), self.end_told(), self.lang)

    def end_told(self) -> str:
        """The end in one sentence, for those who do not see the picture."""
        told = [
            self.say("end_one", future=self.title(p), status=self._at_end(p), income=self._mean(p)) for p in self.places
        ]
        return text("number.semicolon", self.lang).join(told)

    def _at_end(self, place: int) -> str:
        stay = int(self.lives.months[place, self.person])
        if stay < self.lives.length:
            return self.say("gone", when=self.when(stay))
        return self.say(f"status.{self.lives.status[place, -1, self.person]}")

    def _mean(self, place: int) -> str:
        return number(self._income(place), "yuan/month", self.lang)

    def _income(self, place: int) -> float:
        stay = int(self.lives.months[place, self.person])
        months = self.lives.income[place, max(0, stay - YEAR) : stay, self.person]
        return float(months.mean()) if len(months) else 0.0

    def _worked(self, place: int) -> int:
        stay = int(self.lives.months[place, self.person])
        status = self.lives.status[place, :stay, self.person]
        return int(np.isin(status, (2, 3, 4)).sum())

    def end(self) -> DataTable:
        """What the person is at the end, in both futures."""
        incomes = [Cell(self._mean(place)) for place in self.places]
        gain = self._income(self.places[1]) - self._income(self.places[0])
        worked = [self._worked(place) for place in self.places]
        more = worked[1] - worked[0]
        rows = (
            (self.say("at_end"), (*(Cell(self._at_end(place)) for place in self.places), Cell("–"))),
            (self.say("last_year"), (*incomes, Cell(number(gain, "yuan/month", self.lang, change=True)))),
            (
                self.say("months_at_work"),
                (
                    *(Cell(number(float(n), "months", self.lang)) for n in worked),
                    Cell(number(float(more), "months", self.lang, change=True)),
                ),
            ),
        )
        columns = (self.say("what"), *(self.title(place) for place in self.places), self.say("difference"))
        return DataTable(self.say("end_caption"), columns, (RowGroup("", rows),))


def alike_table(found: Alike, lang: Lang) -> DataTable:
    """What a future brings to all who are like the person."""

    def say(key: str, **values: object) -> str:
        return text(f"app_people.{key}", lang, **values)

    rows = []
    for key, ends, unit in (("income", found.income, "yuan/month"), ("worked", found.worked, "months")):
        mean, low, high = ends
        main = number(mean, unit, lang, change=True, beside=[e for e in (low, high) if np.isfinite(e)])
        tone: Tone = "better" if low > 0 else "worse" if high < 0 else "unclear"
        arrow = "▲" if low > 0 else "▼" if high < 0 else ""
        note = say("interval", interval=interval(low, high, unit, lang, change=True, beside=[mean]))
        rows.append((say(f"alike_{key}"), (Cell(main, arrow, tone, (note,)),)))
    shares = [number(float(share), "share", lang) for share in (found.better, found.worse)]
    rows += [(say(key), (Cell(share),)) for key, share in zip(("better_off", "worse_off"), shares, strict=True)]
    caption = say("alike_caption", persons=f"{found.persons:,}")
    return DataTable(caption, (say("what"), say("mean")), (RowGroup("", tuple(rows)),))
