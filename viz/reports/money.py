"""What it cost: public money, cost per result, deadweight, displacement, and the fund over time."""

from __future__ import annotations

from collections.abc import Callable

from ...experiments.compare.comparison import Money
from ...experiments.compare.rates import BASKET, basket_for
from ..charts.comparison import costs
from ..charts.over_time import fund
from ..view import View, indicator
from ..words.texts import account_told, interval, number, term
from .building import told
from .document import Block, Bullets, Cell, DataTable, Figures, Paragraph, RowGroup, Section
from .outcomes import key_to

ALIKE = 1e-3  # width of an interval over its middle from which it is told as one number
ACCOUNTS = 8  # lines of the table of what public money buys
Stated = tuple[float | None, float | None, float | None]  # value and 95 % interval


def money_section(view: View) -> Section:
    """A table of cost per result, two charts, and what each measure means."""
    counted = view.comparison.money
    if not counted:
        return Section("money", view.say("money.title"), [Paragraph(view.say("money.nothing"))])
    notes = [f"{view.marked(m.scenario)}: {m.note}" for m in counted if m.note]
    charts = [costs(view), *([fund(view)] if any(any(m.fund_balance) for m in counted) else [])]
    blocks: list[Block] = [
        Paragraph(view.say("money.intro", months=view.comparison.months)),
        *_anyway(view, counted),
        _table(view, counted),
        Paragraph(view.say("money.measures"), "note"),
        key_to(view),
        Figures(tuple(charts)),
    ]
    if notes:
        blocks.insert(len(blocks) - 2, Bullets(tuple(notes)))
    return Section("money", view.say("money.title"), blocks)


def _anyway(view: View, counted: tuple[Money, ...]) -> list[Block]:
    """Who would have had the same without the policy, told before anything that it bought."""
    rows = []
    for m in counted:
        for key, (value, low, high) in (("anyway", _deadweight(m)), ("insured_anyway", _insured_anyway(m))):
            if value is None:
                continue
            ends = [end for end in (low, high) if end is not None and end == end]
            span = "".join(_span(view, low, high, "share", value)) or view.say("number.none")
            share = number(value, "share", view.lang, beside=ends)
            rows.append(view.say(f"money.{key}", scenario=view.marked(m.scenario), share=share, span=span))
    return [Bullets(tuple(rows))] if rows else []


def _table(view: View, counted: tuple[Money, ...]) -> DataTable:
    payers = list(dict.fromkeys(payer for m in counted for payer in m.cost_by_payer))
    lines: list[tuple[str, Callable[[Money], Cell]]] = [
        ("public", lambda m: _yuan(view, m.public_cost, m.public_cost_low, m.public_cost_high)),
    ]
    results: list[tuple[str, Callable[[Money], Cell]]] = [
        ("job_years", lambda m: _years(view, m.job_years, m.job_years_low, m.job_years_high)),
        ("per_job_year", lambda m: _each(view, m, _per_job_year(m), m.job_years_low)),
        ("insured_years", lambda m: _years(view, m.insured_years, m.insured_years_low, m.insured_years_high)),
        ("per_insured_year", lambda m: _each(view, m, _per_insured_year(m), m.insured_years_low)),
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
    return told(mean, low, high, indicator(name).unit, view.lang)


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
    value, low, high = m.cost_by_account[name], m.account_low.get(name), m.account_high.get(name)
    ends = [end for end in (low, high) if end is not None and end == end]
    return Cell(number(value, "yuan", view.lang, beside=ends), notes=_span(view, low, high, "yuan", value))


def _yuan(view: View, value: float, low: float, high: float) -> Cell:
    span = interval(low, high, "yuan", view.lang, beside=[value])
    return Cell(number(value, "yuan", view.lang, beside=[low, high]), notes=(span,))


def _years(view: View, value: float, low: float, high: float) -> Cell:
    span = interval(low, high, "person-years", view.lang, change=True, beside=[value])
    return Cell(number(value, "person-years", view.lang, change=True, beside=[low, high]), notes=(span,))


def _each(view: View, m: Money, price: Stated, years_low: float) -> Cell:
    """Cost of one extra year, or why it cannot be said."""
    value, low, high = price
    if value is None:
        why = "not_clear" if not years_low > 0.0 else "saves" if m.public_cost_high < 0.0 else "cost_unclear"
        return Cell(view.say("number.none"), notes=(view.say(f"money.{why}"),))
    return Cell(number(value, "yuan", view.lang), notes=_span(view, low, high, "yuan", value))


def _span(view: View, low: float | None, high: float | None, unit: str, value: float) -> tuple[str, ...]:
    """The 95 % interval, where there is one."""
    if low is None or high is None or low != low or high != high:
        return ()
    return (interval(low, high, unit, view.lang, beside=[value]),)


def _why_none(m: Money) -> str:
    return "money.nobody_helped" if m.deadweight is None else "money.no_gain"


def _share(view: View, share: Stated, why_none: str) -> Cell:
    value, low, high = share
    if value is None:
        return Cell(view.say("number.none"), notes=(view.say(why_none),))
    ends = [end for end in (low, high) if end is not None and end == end]
    words = number(value, "share", view.lang, beside=ends)
    return Cell(words, notes=_span(view, low, high, "share", value))


def _payer(view: View, m: Money, payer: str) -> Cell:
    value = m.cost_by_payer.get(payer, 0.0)
    low, high = m.payer_low.get(payer), m.payer_high.get(payer)
    certain = low is not None and high is not None and high - low <= ALIKE * abs(value)
    if certain:  # the same in every seed, as a fund that is spent to its limit
        return Cell(number(value, "yuan", view.lang))
    ends = [end for end in (low, high) if end is not None and end == end]
    return Cell(number(value, "yuan", view.lang, beside=ends), notes=_span(view, low, high, "yuan", value))


def _per_job_year(m: Money) -> Stated:
    return m.cost_per_job_year, m.cost_per_job_year_low, m.cost_per_job_year_high


def _per_insured_year(m: Money) -> Stated:
    return m.cost_per_insured_year, m.cost_per_insured_year_low, m.cost_per_insured_year_high


def _deadweight(m: Money) -> Stated:
    return m.deadweight, m.deadweight_low, m.deadweight_high


def _insured_anyway(m: Money) -> Stated:
    return m.insured_anyway, m.insured_anyway_low, m.insured_anyway_high


def _displacement(m: Money) -> Stated:
    return m.displacement, m.displacement_low, m.displacement_high
