"""What it cost: public money, cost per result, deadweight, displacement, and the fund over time."""

from __future__ import annotations

from collections.abc import Callable

from ..experiments.comparison import Money
from .charts import costs, fund
from .document import Block, Bullets, Cell, Figures, Paragraph, Rows, Section, Table
from .outcomes import key_to
from .texts import interval, number, term
from .view import View, cost_is_clear


def money_section(view: View) -> Section:
    """A table of cost per result, two charts, and what each measure means."""
    counted = view.comparison.money
    if not counted:
        return Section("money", view.say("money.title"), [Paragraph(view.say("money.nothing"))])
    notes = [f"{view.marked(m.scenario)}: {m.note}" for m in counted if m.note]
    charts = [costs(view), *([fund(view)] if any(any(m.fund_balance) for m in counted) else [])]
    blocks: list[Block] = [
        Paragraph(view.say("money.intro", months=view.comparison.months)),
        _table(view, counted),
        Paragraph(view.say("money.measures"), "note"),
        key_to(view),
        Figures(tuple(charts)),
    ]
    if notes:
        blocks.insert(3, Bullets(tuple(notes)))
    return Section("money", view.say("money.title"), blocks)


def _table(view: View, counted: tuple[Money, ...]) -> Table:
    payers = list(dict.fromkeys(payer for m in counted for payer in m.cost_by_payer))
    lines: list[tuple[str, Callable[[Money], Cell]]] = [
        ("public", lambda m: _yuan(view, m.public_cost, m.public_cost_low, m.public_cost_high)),
    ]
    results: list[tuple[str, Callable[[Money], Cell]]] = [
        ("job_years", lambda m: _years(view, m.job_years, m.job_years_low, m.job_years_high)),
        ("per_job_year", lambda m: _each(view, m, m.cost_per_job_year)),
        ("insured_years", lambda m: _years(view, m.insured_years, m.insured_years_low, m.insured_years_high)),
        ("per_insured_year", lambda m: _each(view, m, m.cost_per_insured_year)),
    ]
    lost: list[tuple[str, Callable[[Money], Cell]]] = [
        ("deadweight", lambda m: _share(view, m.deadweight, "money.nobody_helped")),
        ("displacement", lambda m: _share(view, m.displacement, _why_none(m))),
    ]
    by_payer = tuple((term("payer", p, view.lang), tuple(_payer(view, m, p) for m in counted)) for p in payers)
    groups = [
        Rows(view.say(f"money.{heading}"), tuple((view.say(f"money.{k}"), tuple(map(f, counted))) for k, f in rows))
        for heading, rows in (("cost", lines), ("results", results), ("lost", lost))
    ]
    groups.insert(1, Rows(view.say("money.by_payer"), by_payer))
    columns = (view.say("money.measure"), *(view.marked(m.scenario) for m in counted))
    return Table(view.say("money.caption", months=view.comparison.months), columns, tuple(groups))


def _yuan(view: View, value: float, low: float, high: float) -> Cell:
    span = interval(low, high, "yuan", view.lang, beside=[value])
    return Cell(number(value, "yuan", view.lang, beside=[low, high]), notes=(span,))


def _years(view: View, value: float, low: float, high: float) -> Cell:
    span = interval(low, high, "person-years", view.lang, change=True, beside=[value])
    return Cell(number(value, "person-years", view.lang, change=True, beside=[low, high]), notes=(span,))


def _each(view: View, m: Money, value: float | None) -> Cell:
    if value is None:
        return Cell(view.say("number.none"), notes=(view.say("money.not_clear"),))
    doubt = () if cost_is_clear(m) else (view.say("money.cost_unclear"),)
    return Cell(number(value, "yuan", view.lang), notes=doubt)


def _why_none(m: Money) -> str:
    return "money.nobody_helped" if m.deadweight is None else "money.no_gain"


def _share(view: View, value: float | None, why_none: str) -> Cell:
    if value is None:
        return Cell(view.say("number.none"), notes=(view.say(why_none),))
    return Cell(number(value, "share", view.lang))


def _payer(view: View, m: Money, payer: str) -> Cell:
    return Cell(number(m.cost_by_payer.get(payer, 0.0), "yuan", view.lang))
