"""What it cost: public money, cost per result, deadweight, displacement, and the fund over time."""

from __future__ import annotations

from collections.abc import Callable

from ...experiments.compare.comparison import Money
from ...experiments.compare.rates import BASKET, basket_for
from ..charts.comparison import costs
from ..charts.over_time import fund
from ..view import View, indicator
from ..words.amounts import AmountTold
from ..words.texts import account_told, number, term
from .building import key_to
from .document import Block, Bullets, Cell, DataTable, Figures, Paragraph, RowGroup, Section

ACCOUNTS = 8  # lines of the table of what public money buys


def money_over_time(view: View, most: int = 2) -> Section:
    """What it costs and buys in a few lines, the fund over time, and the curves of what moved most."""
    counted = view.comparison.money
    if not counted:
        return Section("money", view.say("money.title"), [Paragraph(view.say("money.nothing"))])
    charts = [costs(view)] if any(view.cost(m).clear for m in counted) else []
    charts += [fund(view)] if any(any(m.fund_balance) for m in counted) else []
    blocks: list[Block] = [Bullets(tuple(_bought(view, m) for m in counted))]
    if charts:
        blocks += [key_to(view), Figures(tuple(charts))]
    return Section("money", view.say("money.over_time"), blocks)


def _bought(view: View, m: Money) -> str:
    """What a scenario costs or saves, and what an extra year of work and of insurance costs where that can be said."""
    cost = view.cost(m)
    if not cost.clear:
        words = [view.say("money.told_unclear", span=cost.span(view.lang) or cost.size(view.lang))]
    elif m.public_cost < 0.0:
        saved = cost.opposite()
        words = [view.say("money.told_saves", cost=saved.size(view.lang), span=saved.span(view.lang))]
    else:
        words = [view.say("money.told", cost=cost.size(view.lang), span=cost.span(view.lang))]
        prices = {"insured_year": view.per_insured_year(m), "job_year": view.per_job_year(m)}
        words += [
            view.say(f"money.told_{key}", cost=price.size(view.lang), span=price.span(view.lang))
            for key, price in prices.items()
            if price is not None
        ]
        if all(price is None for price in prices.values()):
            words.append(view.say("money.told_no_price"))
    return view.say("money.told_of", scenario=view.marked(m.scenario), words=view.say("number.semicolon").join(words))


def money_section(view: View) -> Section:
    """A table of cost per result, two charts, and what each measure means."""
    counted = view.comparison.money
    if not counted:
        return Section("cost", view.say("money.title"), [Paragraph(view.say("money.nothing"))])
    notes = [f"{view.marked(m.scenario)}: {m.note}" for m in counted if m.note]
    blocks: list[Block] = [
        Paragraph(view.say("money.intro", months=view.comparison.months)),
        *anyway(view),
        _table(view, counted),
        Paragraph(view.say("money.measures"), "note"),
    ]
    if notes:
        blocks.append(Bullets(tuple(notes)))
    return Section("cost", view.say("money.title"), blocks)


def anyway(view: View) -> list[Block]:
    """Who would have had the same without the policy, told before anything that it bought."""
    rows = []
    for m in view.comparison.money:
        for key, share in (("anyway", _deadweight(m)), ("insured_anyway", _insured_anyway(m))):
            if share is not None:
                span = share.span(view.lang) or view.say("number.none")
                words = {"scenario": view.marked(m.scenario), "share": share.size(view.lang), "span": span}
                rows.append(view.say(f"money.{key}", **words))
    return [Bullets(tuple(rows))] if rows else []


def _table(view: View, counted: tuple[Money, ...]) -> DataTable:
    payers = list(dict.fromkeys(payer for m in counted for payer in m.cost_by_payer))
    lines: list[tuple[str, Callable[[Money], Cell]]] = [
        ("public", lambda m: _yuan(view, m.public_cost, m.public_cost_low, m.public_cost_high)),
    ]
    results: list[tuple[str, Callable[[Money], Cell]]] = [
        ("job_years", lambda m: _years(view, m.job_years, m.job_years_low, m.job_years_high)),
        ("per_job_year", lambda m: _each(view, m, view.per_job_year(m), m.job_years_low)),
        ("insured_years", lambda m: _years(view, m.insured_years, m.insured_years_low, m.insured_years_high)),
        ("per_insured_year", lambda m: _each(view, m, view.per_insured_year(m), m.insured_years_low)),
    ]
    lost: list[tuple[str, Callable[[Money], Cell]]] = [
        ("deadweight", lambda m: _share(view, _deadweight(m), "money.nobody_helped")),
        ("displacement", lambda m: _share(view, _displacement(m), _why_none(m))),
    ]
    by_payer = tuple((term("payer", p, view.lang), tuple(_payer(view, m, p) for m in counted)) for p in payers)
    groups = [
        RowGroup(view.say(f"money.{heading}"), tuple((view.say(f"money.{k}"), tuple(map(f, counted))) for k, f in rows))
        for heading, rows in (("cost", lines), ("results", results), ("lost", lost))
    ]
    groups.insert(1, RowGroup(view.say("money.by_payer"), by_payer))
    if borne := _borne(view, counted):
        groups.insert(2, RowGroup(view.say("money.borne"), borne))
    if bought := _accounts(view, counted):
        groups.insert(1, RowGroup(view.say("money.by_account"), bought))
    if bought_of_goals := _rates(view, counted):
        basket, rows = bought_of_goals
        groups.append(RowGroup(view.say("money.goals", basket=number(basket, "yuan", view.lang)), rows))
    columns = (view.say("money.measure"), *(view.marked(m.scenario) for m in counted))
    return DataTable(view.say("money.caption", months=view.comparison.months), columns, tuple(groups))


def _rates(view: View, counted: tuple[Money, ...]) -> tuple[float, tuple[tuple[str, tuple[Cell, ...]], ...]] | None:
    """The headline goals that a policy clearly moves, for a sum of public money; nothing where none does."""
    clear = {name for m in counted for name in m.rate if m.rate_low[name] > 0.0 or m.rate_high[name] < 0.0}
    names = [name for name in view.headline if name in clear]
    if not names:
        return None
    basket = basket_for(m.rate[name] for m in counted for name in names if name in m.rate)
    return basket, tuple((view.name(name), tuple(_rate(view, m, name, basket) for m in counted)) for name in names)


def _rate(view: View, m: Money, name: str, basket: float) -> Cell:
    if name not in m.rate:
        why = "saves" if m.public_cost_high < 0.0 else "cost_unclear"
        return Cell(view.say("number.none"), notes=(view.say(f"money.{why}"),))
    mean, low, high = (end * basket / BASKET for end in (m.rate[name], m.rate_low[name], m.rate_high[name]))
    return _cell(view, AmountTold(mean, low, high, indicator(name).unit, change=True))


def _accounts(view: View, counted: tuple[Money, ...]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """What public outlays buy, the dearest first, the rest in one line; nothing where there is one account alone."""
    total: dict[str, float] = {}
    for m in counted:
        for account, value in m.cost_by_account.items():
            total[account] = max(total.get(account, 0.0), abs(value))
    names = sorted(total, key=lambda account: -total[account])
    if len(names) < 2:
        return ()
    shown, rest = (names, []) if len(names) <= ACCOUNTS + 1 else (names[:ACCOUNTS], names[ACCOUNTS:])
    rows = [(account_told(name, view.lang), tuple(_account(view, m, name) for m in counted)) for name in shown]
    if rest:
        sums = [sum(m.cost_by_account.get(name, 0.0) for name in rest) for m in counted]
        cells = tuple(Cell(number(value, "yuan", view.lang)) for value in sums)
        rows.append((view.say("money.others", n=len(rest)), cells))
    return tuple(rows)


def _borne(view: View, counted: tuple[Money, ...]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """From whom what policies cost was raised (`financing:`), and what is still open."""
    sources = list(dict.fromkeys(source for m in counted for source in m.raised))
    return tuple((view.say(f"financing.{s}"), tuple(_raised(view, m, s) for m in counted)) for s in sources)


def _raised(view: View, m: Money, source: str) -> Cell:
    if source not in m.raised:
        return Cell(number(0.0, "yuan", view.lang))
    return _yuan(view, m.raised[source], m.raised_low[source], m.raised_high[source])


def _account(view: View, m: Money, name: str) -> Cell:
    if name not in m.cost_by_account:
        return Cell(number(0.0, "yuan", view.lang))
    return _yuan(view, m.cost_by_account[name], m.account_low.get(name), m.account_high.get(name))


def _yuan(view: View, value: float, low: float | None, high: float | None) -> Cell:
    return _cell(view, AmountTold(value, low, high, "yuan"))


def _years(view: View, value: float, low: float, high: float) -> Cell:
    return _cell(view, AmountTold(value, low, high, "person-years", change=True))


def _cell(view: View, amount: AmountTold) -> Cell:
    """The number, and its interval below where it has one."""
    span = amount.span(view.lang)
    return Cell(amount.size(view.lang), notes=(span,) if span else ())


def _each(view: View, m: Money, price: AmountTold | None, years_low: float) -> Cell:
    """Cost of one extra year, or why it cannot be said."""
    if price is None:
        why = "not_clear" if not years_low > 0.0 else "saves" if m.public_cost_high < 0.0 else "cost_unclear"
        return Cell(view.say("number.none"), notes=(view.say(f"money.{why}"),))
    return _cell(view, price)


def _share(view: View, share: AmountTold | None, why_none: str) -> Cell:
    if share is None:
        return Cell(view.say("number.none"), notes=(view.say(why_none),))
    return _cell(view, share)


def _why_none(m: Money) -> str:
    return "money.nobody_helped" if m.deadweight is None else "money.no_gain"


def _payer(view: View, m: Money, payer: str) -> Cell:
    return _cell(view, view.paid(m, payer))


def _deadweight(m: Money) -> AmountTold | None:
    return _of_one(m.deadweight, m.deadweight_low, m.deadweight_high)


def _insured_anyway(m: Money) -> AmountTold | None:
    return _of_one(m.insured_anyway, m.insured_anyway_low, m.insured_anyway_high)


def _displacement(m: Money) -> AmountTold | None:
    return _of_one(m.displacement, m.displacement_low, m.displacement_high)


def _of_one(value: float | None, low: float | None, high: float | None) -> AmountTold | None:
    return None if value is None else AmountTold(value, low, high, "share")
