"""A comparison as one reader sees it: which indicators are shown, in which language, and which way is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..experiments.compare.comparison import Comparison, Difference, Gain, Money
from .words.amounts import AmountTold
from .words.doses import lever_titles, levers_told
from .words.texts import LANGUAGES, Lang, number, text
from .words.written import as_written

if TYPE_CHECKING:
    from ..experiments.compare.answers.answer import Answer
    from ..model.indicators import Indicator

Tone = Literal["better", "worse", "changed", "small", "none", "undecided", "unclear"]
STILL: tuple[Tone, ...] = ("small", "none", "undecided")  # tones of what is not clear, by verdict

AIMS = ("quantity", "quality", "fairness", "services", "money")
BASE_MARK = "0"
LONGEST = 120  # characters of a title made of levers and doses; a longer one gives way to the scenario's name
PERSONS = ("Gini", "Theil", "Atkinson")


@dataclass(frozen=True)
class CellQuantity:
    """What is known about a figure that exists by cell only."""

    title: dict[str, str]
    unit: str
    better: int  # +1 more is better, -1 less is better, 0 neither
    definition: dict[str, str]
    source: str
    grade: str


def indicator(name: str) -> Indicator | CellQuantity:
    """What is known about an indicator: title, unit, better direction, definition, source, grade."""
    from ..model.indicators import INDICATORS

    return CELL_ONLY[name] if name in CELL_ONLY else INDICATORS[name]


CELL_ONLY = {
    "income": CellQuantity(
        {lang: text("cell.income.title", lang) for lang in LANGUAGES},
        "yuan/month",
        1,
        {lang: text("cell.income.definition", lang) for lang in LANGUAGES},
        "National Bureau of Statistics",
        "derived",
    )
}


@dataclass(frozen=True)
class View:
    """A comparison in one language."""

    comparison: Comparison
    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """A text in the reader's language."""
        return text(key, self.lang, **values)

    @property
    def every(self) -> tuple[str, ...]:
        """The base and the scenarios, in the order of the curves."""
        return (self.comparison.base, *self.comparison.scenarios)

    @cached_property
    def districts(self) -> dict[str, dict[str, str]]:
        """Names of the city's districts by id."""
        return {one.district: one.title for one in self.comparison.where}

    def mark(self, scenario: str) -> str:
        """The letter that stands for a scenario in charts and tables; 0 for the base."""
        place = self.every.index(scenario)
        return chr(ord("A") + place - 1) if place else BASE_MARK

    def title(self, scenario: str) -> str:
        """A scenario's title; one that has none but its name or another's is told by its levers and doses."""
        titles = {s: self.comparison.titles.get(s, {}).get(self.lang, s) for s in {*self.every, scenario}}
        title, levers = titles[scenario], self.comparison.settings.get(scenario, ())
        alone = title != scenario and list(titles.values()).count(title) == 1
        if alone or not levers:
            return as_written(title)
        told = levers_told(levers, self.lang, self.comparison.start, self.districts)
        if len(told) <= LONGEST:
            return told
        return self.say("dose.named", name=scenario, levers=lever_titles(levers, self.lang))

    def marked(self, scenario: str) -> str:
        """Letter and title."""
        return f"{self.mark(scenario)} {self.title(scenario)}"

    @property
    def city(self) -> str:
        """The city's name."""
        return self.comparison.city_title.get(self.lang, self.comparison.city)

    def name(self, indicator_name: str) -> str:
        """An indicator's title."""
        return indicator(indicator_name).title[self.lang]

    def name_within(self, indicator_name: str) -> str:
        """The same within a sentence: no capital but in names of persons."""
        title = self.name(indicator_name)
        return title if title.startswith(PERSONS) else title[:1].lower() + title[1:]

    @cached_property
    def ends(self) -> dict[tuple[str, str], Difference]:
        """(scenario, indicator) → difference for everybody at the last horizon."""
        everybody = [d for d in self.comparison.differences if d.group == "all"]
        return {(d.scenario, d.indicator): d for d in sorted(everybody, key=lambda d: d.horizon)}

    def of_group(self, group: str) -> dict[str, dict[str, Difference]]:
        """Indicator → scenario → difference for a group at the last horizon; what is of interest, else all there is."""
        last = max((d.horizon for d in self.comparison.differences), default=0)
        rows = [d for d in self.comparison.differences if d.group == group and d.horizon == last]
        from ..experiments.compare.compare import OF_GROUPS

        found: dict[str, dict[str, Difference]] = {}
        for d in [d for d in rows if d.indicator in OF_GROUPS] or rows:
            found.setdefault(d.indicator, {})[d.scenario] = d
        return {name: found[name] for name in (*OF_GROUPS, *found) if name in found}

    def at(self, horizon: int) -> dict[tuple[str, str], Difference]:
        """The same at another horizon."""
        rows = [d for d in self.comparison.differences if d.group == "all" and d.horizon == horizon]
        return {(d.scenario, d.indicator): d for d in rows}

    @cached_property
    def earlier(self) -> list[int]:
        """Horizons before the last, months."""
        return sorted({d.horizon for d in self.comparison.differences})[:-1]

    @cached_property
    def measured(self) -> list[str]:
        """Every indicator with a difference for everybody."""
        return list(dict.fromkeys(d.indicator for d in self.comparison.differences if d.group == "all"))

    @cached_property
    def headline(self) -> list[str]:
        """The headline indicators that were measured; all that were measured where none of them was."""
        from ..experiments.compare.compare import HEADLINE

        return [name for name in HEADLINE if name in self.measured] or self.measured

    @cached_property
    def unavailable(self) -> list[str]:
        """Headline indicators that have no number in any month of any seed."""
        from ..experiments.compare.compare import HEADLINE

        asked = [name for name in HEADLINE if name in self.comparison.curves]
        return [name for name in asked if name not in self.measured]

    @cached_property
    def further(self) -> list[str]:
        """The other measured indicators."""
        return [name for name in self.measured if name not in self.headline]

    def money(self, scenario: str) -> Money | None:
        """The cost of a scenario, where it was counted."""
        return next((m for m in self.comparison.money if m.scenario == scenario), None)

    def answer(self, scenario: str) -> Answer | None:
        """Whom a scenario reaches and why figures move, where that was found out."""
        return next((a for a in self.comparison.answers if a.scenario == scenario), None)

    def moved(self, scenario: str, *tones: Tone) -> list[Difference]:
        """Headline differences of some tones, the surest first."""
        found = [self.ends[scenario, name] for name in self.headline if (scenario, name) in self.ends]
        return sorted((d for d in found if tone_of(d) in tones), key=_sureness, reverse=True)

    def amount(self, d: Difference) -> AmountTold:
        """A difference with its interval."""
        return AmountTold(d.difference, d.low, d.high, d.unit, change=True)

    def cost(self, m: Money) -> AmountTold:
        """Public cost with its interval."""
        return AmountTold(m.public_cost, m.public_cost_low, m.public_cost_high, "yuan")

    def paid(self, m: Money, payer: str) -> AmountTold:
        """What a payer bears, with its interval."""
        return AmountTold(m.cost_by_payer.get(payer, 0.0), m.payer_low.get(payer), m.payer_high.get(payer), "yuan")

    def per_job_year(self, m: Money) -> AmountTold | None:
        """Public cost of an extra job-year, where it can be said."""
        return _price(m.cost_per_job_year, m.cost_per_job_year_low, m.cost_per_job_year_high)

    def per_insured_year(self, m: Money) -> AmountTold | None:
        """Public cost of an extra insured year, where it can be said."""
        return _price(m.cost_per_insured_year, m.cost_per_insured_year_low, m.cost_per_insured_year_high)

    def gain(self, g: Gain) -> AmountTold:
        """What a group's income with its cover changes by, on average."""
        return AmountTold(g.change, g.low, g.high, "yuan/month", change=True)

    def size(self, d: Difference) -> str:
        """A difference with its sign and unit, to the precision of its interval."""
        return self.amount(d).size(self.lang)

    def half_width(self, d: Difference) -> str:
        """Half the width of the interval: the size of an effect that would have gone unseen."""
        return half_width((d.high - d.low) / 2, d.unit, self.lang)

    def span(self, d: Difference) -> str:
        """The 95 % interval of a difference."""
        return self.amount(d).span(self.lang) or self.say("number.none")


def half_width(half: float, unit: str, lang: Lang) -> str:
    """Half the width of an interval of a difference."""
    return number(half, unit, lang, change=True, beside=[-half]).removeprefix("+")


def tone_of(d: Difference) -> Tone:
    """Whether a difference is clear, and then whether it is good news; else its verdict."""
    if not d.clear:
        return next(tone for tone in STILL if tone == d.verdict)
    way = indicator(d.indicator).better
    return "changed" if way == 0 else "better" if d.difference * way > 0 else "worse"


def arrow(d: Difference) -> str:
    """Up or down where the interval excludes zero, else nothing."""
    return "" if not d.clear else "▲" if d.difference > 0 else "▼"


def by_aim(names: Iterable[str]) -> dict[str, list[str]]:
    """Indicators by what they are about: quantity, quality, fairness (the plan's dimensions of §4.4.1), what
    customers get, money."""
    from ..model.indicators import INDICATORS

    found: dict[str, list[str]] = {aim: [] for aim in AIMS}
    for name in names:
        found[INDICATORS[name].aim].append(name)
    return {aim: group for aim, group in found.items() if group}


def clear_count(differences: Iterable[Difference]) -> int:
    """How many intervals exclude zero."""
    return sum(d.clear for d in differences)


def cost_is_clear(m: Money) -> bool:
    """Whether a scenario costs clearly more or less than the base."""
    return m.public_cost_low > 0.0 or m.public_cost_high < 0.0


def _sureness(d: Difference) -> float:
    half = (d.high - d.low) / 2
    return abs(d.difference) / half if half > 0 else float("inf")


def _price(value: float | None, low: float | None, high: float | None) -> AmountTold | None:
    return None if value is None else AmountTold(value, low, high, "yuan")
