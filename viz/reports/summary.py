"""The first lines of a brief, written from the numbers: what moved clearly, by how much, and what it cost."""

from __future__ import annotations

from ...experiments.compare.comparison import Difference
from ..view import STILL, View, arrow, cost_is_clear, tone_of
from ..words.texts import interval, listed, number
from .document import Card, Cell, Paragraph

NAMED = 2  # improvements named in the first paragraph
WORST = 3  # worsenings named in the first paragraph
MOST = 4  # facts on a card; every clear worsening is told, however many


def lead(view: View) -> Paragraph:
    """One paragraph in plain words."""
    moved = [d for s in view.comparison.scenarios for tone in ("better", "worse") for d in view.moved(s, tone)]
    names = list(dict.fromkeys(d.indicator for d in moved))
    sentences = [_found(view, names) if names else _nothing(view)]
    if moved:
        sentences += [_of_scenario(view, s) for s in view.comparison.scenarios]
    sentences += _cost(view)
    return Paragraph(view.say("summary.gap").join(sentences), "lead")


def cards(view: View) -> tuple[Card, ...]:
    """Each scenario at a glance."""
    return tuple(_card(view, s) for s in view.comparison.scenarios)


def _cost_words(view: View, scenario: str) -> list[str]:
    """What a scenario costs, and what one extra job-year and one insured year cost where that can be said."""
    money = view.money(scenario)
    if money is None:
        return []
    ends = (money.public_cost_low, money.public_cost_high)
    span = interval(*ends, "yuan", view.lang, beside=[money.public_cost])
    if not cost_is_clear(money):
        return [view.say("summary.cost_unclear", span=span)]
    if money.public_cost < 0.0:
        span = interval(-ends[1], -ends[0], "yuan", view.lang, beside=[-money.public_cost])
        saved = number(-money.public_cost, "yuan", view.lang, beside=[-end for end in ends])
        return [view.say("summary.saves", cost=saved, span=span)]
    words = [view.say("summary.cost", cost=number(money.public_cost, "yuan", view.lang, beside=ends), span=span)]
    if money.cost_per_job_year is None:
        words.append(view.say("summary.no_job_years"))
    else:
        words.append(view.say("summary.per_job_year", cost=number(money.cost_per_job_year, "yuan", view.lang)))
    if money.cost_per_insured_year is not None:
        words.append(view.say("summary.per_insured_year", cost=number(money.cost_per_insured_year, "yuan", view.lang)))
    return words


def _found(view: View, names: list[str]) -> str:
    c = view.comparison
    return view.say(
        "summary.found" if len(c.scenarios) > 1 else "summary.found_one",
        months=c.months,
        city=view.city,
        scenarios=len(c.scenarios),
        clear=len(names),
        all=len(view.headline),
    )


def _nothing(view: View) -> str:
    """Honest about nothing: what would have gone unseen."""
    facts = {"months": view.comparison.months, "city": view.city, "seeds": len(view.comparison.seeds)}
    if len(view.comparison.seeds) < 2:
        return view.say("summary.one_seed", **facts)
    first = [d for s in view.comparison.scenarios for d in view.moved(s, *STILL) if d.indicator == view.headline[0]]
    widest = sorted(first, key=lambda d: d.low - d.high)[:1]
    unseen = [view.say("summary.unseen", name=view.name(d.indicator), size=view.half_width(d)) for d in widest]
    return view.say("summary.gap").join([view.say("summary.nothing", **facts), *unseen])


def _of_scenario(view: View, scenario: str) -> str:
    better, worse = view.moved(scenario, "better"), view.moved(scenario, "worse")
    surest = listed([_change(view, d) for d in better[:NAMED]], view.lang)
    if len(better) > NAMED:
        surest = view.say("summary.surest", changes=surest)
    key = "both" if better and worse else "better" if better else "worse" if worse else "unclear"
    return view.say(
        f"summary.scenario_{key}",
        scenario=view.marked(scenario),
        n=len(better),
        all=len(view.headline),
        better=surest,
        worse=listed(_worst(view, worse), view.lang),
    )


def _worst(view: View, worse: list[Difference]) -> list[str]:
    """The surest worsenings; the rest is counted here and told on the card."""
    told = [_change(view, d, "summary.change_alone") for d in worse]
    rest = len(told) - WORST
    return told if rest < 2 else [*told[:WORST], view.say("summary.more", n=rest)]


def _change(view: View, d: Difference, key: str = "summary.change") -> str:
    return view.say(key, name=view.name_within(d.indicator), size=view.size(d))


def _cost(view: View) -> list[str]:
    """Each scenario's cost, those that cannot be told from zero together."""
    told = [
        view.say(
            "summary.cost_of" if m.public_cost > 0.0 else "summary.cost_saved",
            scenario=view.mark(m.scenario),
            cost=number(abs(m.public_cost), "yuan", view.lang),
        )
        for m in view.comparison.money
        if cost_is_clear(m)
    ]
    unclear = [view.mark(m.scenario) for m in view.comparison.money if not cost_is_clear(m)]
    if unclear:
        told.append(view.say("summary.cost_nothing", scenarios=listed(unclear, view.lang)))
    return [view.say("summary.costs", costs=view.say("number.semicolon").join(told))] if told else []


def _card(view: View, scenario: str) -> Card:
    worse = view.moved(scenario, "worse")
    shown = [*view.moved(scenario, "better")[: max(1, MOST - len(worse))], *worse]
    facts = [Cell(view.size(d), arrow(d), tone_of(d), (view.name(d.indicator), view.span(d))) for d in shown]
    still = len(view.moved(scenario, *STILL))
    key = "summary.unclear" if still < len(view.headline) else "summary.all_unclear"
    unclear = view.say(key, n=still, all=len(view.headline))
    place = view.every.index(scenario)
    words = (unclear, *_cost_words(view, scenario))
    return Card(place, view.mark(scenario), view.title(scenario), tuple(facts), words)
