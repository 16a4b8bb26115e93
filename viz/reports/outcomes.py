"""What changed: the headline table, curves, and who gains and who loses. What does not move is told in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...experiments.compare.answers.sure import Verdict
from ...experiments.compare.comparison import Difference, Gain
from ..charts.comparison import forest, gain_is_told, gains, group_name
from ..charts.over_time import curves
from ..view import View, arrow, by_aim, clear_count, tone_of
from ..words.texts import number, term
from .building import key_to
from .document import Block, Bullets, Cell, DataTable, Figures, Fold, Paragraph, RowGroup, Section
from .finding import weight_of

Found = Mapping[tuple[str, str], Difference]  # (scenario, indicator) → difference
CURVES_FIRST = 3  # curves shown before the reader asks for more
SHOWN = ("group", "persons", "better", "worse", "noise", "change", "interval")  # columns of the table of gains
STILL = (Verdict.UNDECIDED, Verdict.SMALL, Verdict.NONE)  # the first that one scenario shows is told


def headline(view: View, *, pictures: bool = True) -> Section:
    """Every indicator that moves by the last horizon, in the plan's three dimensions, with difference and interval."""
    horizon = max((d.horizon for d in view.ends.values()), default=view.comparison.months)
    span = min(12, horizon)
    columns = _columns(view)
    shown = [d for (_, name), d in view.ends.items() if name in view.headline]
    moved = moving(view, view.headline, view.ends)
    caption = view.say("headline.caption", horizon=horizon, span=span, city=view.city)
    blocks: list[Block] = []
    if moved:
        blocks += [
            Paragraph(view.say("headline.intro", horizon=horizon, span=span)),
            DataTable(caption, columns, _rows(view, moved, view.ends)),
        ]
    blocks += _still(view, view.headline, view.ends)
    if view.unavailable:
        names = view.say("number.comma").join(map(view.name_within, view.unavailable))
        blocks.append(Paragraph(view.say("headline.unavailable", names=names), "note"))
    if moved:
        chance = max(1, round(len(shown) * 0.05))
        note = view.say("headline.chance", intervals=len(shown), clear=clear_count(shown), chance=chance)
        blocks.append(Paragraph(note, "note"))
    if view.earlier:
        blocks.append(Fold(view.say("headline.earlier"), tuple(_earlier(view, columns))))
    if view.further:
        blocks.append(Fold(view.say("headline.further"), tuple(_further(view, columns))))
    blocks.append(Fold(view.say("headline.groups"), tuple(_by_group(view))))
    if pictures and moved:
        forests = Figures(tuple(forest(view, name) for name in moved))
        blocks += [Paragraph(view.say("headline.forest")), key_to(view), forests]
    return Section("headline", view.say("headline.title"), blocks)


def over_time(view: View, *, most: int = CURVES_FIRST, others: bool = True, key: bool = True) -> Section:
    """Curves of the indicators that moved, what moved most first, the others of them on demand; none of noise."""
    shown = _drawn(view)
    if not shown:
        return Section("curves", view.say("curves.title"), [Paragraph(view.say("curves.none"))])
    blocks: list[Block] = [
        Paragraph(view.say("curves.intro", seeds=len(view.comparison.seeds)), "" if key else "note"),
        *([key_to(view)] if key else []),
        Figures(tuple(curves(view, name) for name in shown[:most])),
    ]
    if (more := shown[most:]) and others:
        blocks.append(Fold(view.say("curves.more"), (Figures(tuple(curves(view, name) for name in more)),)))
    return Section("curves", view.say("curves.title"), blocks)


def more_curves(view: View) -> Section:
    """The curves that `over_time` has no room for."""
    rest = _drawn(view)[CURVES_FIRST:]
    blocks: list[Block] = [key_to(view), Figures(tuple(curves(view, name) for name in rest))]
    return Section("more-curves", view.say("curves.more"), blocks if rest else [])


def _drawn(view: View) -> list[str]:
    """The headline indicators with a curve to draw, what moved most first."""
    moved = [name for name in moving(view, view.headline, view.ends) if name in view.comparison.curves]
    return sorted(moved, key=lambda name: _largest(view, name), reverse=True)


def who_gains(view: View, *, tables: bool = True) -> Section:
    """The groups asked for; then the same persons under the same luck in two futures, and a picture where a group's
    change is beyond noise."""
    followed = [s for s in view.comparison.scenarios if any(g.scenario == s for g in view.comparison.gains)]
    told = [s for s in followed if any(gain_is_told(g) for g in view.comparison.gains if g.scenario == s)]
    asked = [groups_table(view, group) for group in view.comparison.groups]
    blocks: list[Block] = [*asked, Bullets(tuple(_hit_hardest(view, s) for s in followed))]
    if told:
        blocks += [Figures(tuple(gains(view, s) for s in told)), Paragraph(view.say("gains.short"), "note")]
    if tables:
        blocks.append(Fold(view.say("gains.table"), tuple(_gains_table(view, s) for s in followed)))
    return Section("gains", view.say("gains.title"), blocks if followed else [])


def groups_table(view: View, group: str) -> DataTable:
    """What every scenario changes for a group that was asked for."""
    rows = []
    for name, found in view.of_group(group).items():
        one = next(iter(found.values()))
        cells = [difference_cell(view, found[s]) if s in found else Cell("") for s in view.comparison.scenarios]
        rows.append((linked(view, name), (Cell(number(one.base, one.unit, view.lang)), *cells)))
    return DataTable(group_name(group, view), _columns(view), (RowGroup("", tuple(rows)),))


def gains_in_numbers(view: View) -> Section:
    """The same as tables."""
    followed = [s for s in view.comparison.scenarios if any(g.scenario == s for g in view.comparison.gains)]
    tables = [_gains_table(view, s) for s in followed]
    intro = [Paragraph(view.say("gains.intro"))] if tables else []
    return Section("gains-table", view.say("gains.in_numbers"), [*intro, *tables])


def linked(view: View, name: str) -> str:
    """An indicator's title, leading to its definition."""
    return f"[{view.name(name)}](#def-{name})"


def difference_cell(view: View, d: Difference) -> Cell:
    """Difference, interval and the level it leads to; where it is not clear, why not."""
    if d.verdict is Verdict.NONE:
        return Cell(view.say("tone.none"))
    level = view.say("headline.level", value=number(d.value, d.unit, view.lang))
    judged = (view.say("definitions.judged", numbers=d.judged.replace(",", ", ")),) if d.clear and d.judged else ()
    return Cell(view.size(d), arrow(d), tone_of(d), (view.span(d), level, *partly(view, d), *judged))


def partly(view: View, d: Difference) -> tuple[str, ...]:
    """How much of it has a number, where some months or seeds have none."""
    if d.known == 1.0:
        return ()
    share = number(d.known, "share", view.lang)
    return (view.say("headline.partly", seeds=d.seeds, all=len(view.comparison.seeds), share=share),)


def moving(view: View, names: Sequence[str], found: Found) -> list[str]:
    """The indicators that move clearly under one scenario at least."""
    shown = ((name, [found.get((s, name)) for s in view.comparison.scenarios]) for name in names)
    return [name for name, row in shown if any(d is not None and d.clear for d in row)]


def _still(view: View, names: Sequence[str], found: Found) -> list[Block]:
    """Those that no scenario moves clearly, in one line, by what can be said of them."""
    moved = moving(view, names, found)
    alike: dict[Verdict, list[str]] = {verdict: [] for verdict in STILL}
    for name in (name for name in names if name not in moved):
        seen = {found[s, name].verdict for s in view.comparison.scenarios if (s, name) in found}
        if seen:
            alike[next(verdict for verdict in STILL if verdict in seen)].append(name)
    parts = [_still_part(view, verdict, rows, found) for verdict, rows in alike.items() if rows]
    if not parts:
        return []
    return [Paragraph(view.say("headline.still", parts=view.say("number.semicolon").join(parts)))]


def _still_part(view: View, verdict: Verdict, names: Sequence[str], found: Found) -> str:
    """`not decided: unemployment rate (±0.1 pp)`."""
    told = []
    for name in names:
        rows = [found[s, name] for s in view.comparison.scenarios if (s, name) in found]
        widest = max(rows, key=lambda d: d.high - d.low)
        half = view.half_width(widest) if widest.high > widest.low else ""
        key = "headline.still_half" if half else "headline.still_name"
        told.append(view.say(key, name=linked(view, name), half=half))
    names_told = view.say("number.comma").join(told)
    return view.say("headline.still_part", verdict=view.say(f"headline.still_{verdict}"), names=names_told)


def _columns(view: View) -> tuple[str, ...]:
    names = (view.marked(s) for s in view.comparison.scenarios)
    return (view.say("headline.indicator"), view.marked(view.comparison.base), *names)


def _earlier(view: View, columns: tuple[str, ...]) -> Iterator[Block]:
    """The headline table at the horizons before the last."""
    for horizon in view.earlier:
        found = view.at(horizon)
        caption = view.say("headline.caption", horizon=horizon, span=min(12, horizon), city=view.city)
        if moved := moving(view, view.headline, found):
            yield DataTable(caption, columns, _rows(view, moved, found))
        else:
            yield Paragraph(f"**{caption}**")
        yield from _still(view, view.headline, found)


def _further(view: View, columns: tuple[str, ...]) -> Iterator[Block]:
    if moved := moving(view, view.further, view.ends):
        yield DataTable(view.say("headline.further"), columns, _rows(view, moved, view.ends))
    yield from _still(view, view.further, view.ends)


def _rows(view: View, names: Sequence[str], found: Found) -> tuple[RowGroup, ...]:
    return tuple(
        RowGroup(view.say(f"aim.{aim}"), tuple((linked(view, name), _row(view, name, found)) for name in group))
        for aim, group in by_aim(names).items()
    )


def _row(view: View, name: str, at: Found) -> tuple[Cell, ...]:
    found = [at.get((s, name)) for s in view.comparison.scenarios]
    base = next(d for d in found if d is not None)
    none = Cell(view.say("number.none"))
    return (
        Cell(number(base.base, base.unit, view.lang)),
        *(difference_cell(view, d) if d is not None else none for d in found),
    )


def _by_group(view: View) -> Iterator[Block]:
    """The groups of which at least one difference is clear, dimension by dimension."""
    horizon = max((d.horizon for d in view.comparison.differences), default=0)
    found: dict[str, dict[tuple[str, str], dict[str, Difference]]] = {}
    for d in view.comparison.differences:
        if d.group not in ("all", *view.comparison.groups) and d.horizon == horizon:
            found.setdefault(d.group.split("=")[0], {}).setdefault((d.indicator, d.group), {})[d.scenario] = d
    yield Paragraph(view.say("headline.groups_intro" if found else "headline.no_groups"))
    columns = (view.say("headline.group"), *(view.marked(s) for s in view.comparison.scenarios))
    for dimension, rows in found.items():
        clear = {key: row for key, row in rows.items() if clear_count(row.values())}
        caption = term("dimension", dimension, view.lang)
        by_indicator: dict[str, list[tuple[str, tuple[Cell, ...]]]] = {}
        for (name, group), row in clear.items():
            cells = tuple(difference_cell(view, row[s]) if s in row else Cell("") for s in view.comparison.scenarios)
            by_indicator.setdefault(name, []).append((group_name(group, view), cells))
        if by_indicator:
            groups = tuple(RowGroup(view.name(name), tuple(rows)) for name, rows in by_indicator.items())
            yield DataTable(view.say("headline.group_caption", dimension=caption), columns, groups)


def _hit_hardest(view: View, scenario: str) -> str:
    """One sentence: shares over all where they differ beyond noise, and the groups that gain most and lose most."""
    rows = [g for g in view.comparison.gains if g.scenario == scenario]
    told = [g for g in rows if gain_is_told(g)]
    if not told:
        return view.say("gains.none_clear", scenario=view.marked(scenario))
    everybody = next((g for g in rows if g.group == "all"), rows[0])
    shares = {side: _share(view, getattr(everybody, side)) for side in ("better", "worse", "noise")}
    words = [view.say("gains.everybody", scenario=view.marked(scenario), **shares)]
    winners = sorted((g for g in told if g.group != "all" and g.low > 0), key=lambda g: -g.change)
    losers = sorted((g for g in told if g.group != "all" and g.high < 0), key=lambda g: g.change)
    for key, groups in (("gains.most", winners), ("gains.least", losers)):
        if groups:
            change = view.gain(groups[0]).size(view.lang)
            words.append(view.say(key, group=group_name(groups[0].group, view), change=change))
    return view.say("summary.gap").join(words)


def _gains_table(view: View, scenario: str) -> DataTable:
    rows = [g for g in view.comparison.gains if g.scenario == scenario]
    columns = tuple(view.say(f"gains.{c}") for c in SHOWN)
    cells = tuple((group_name(g.group, view), _gain_cells(view, g)) for g in rows)
    return DataTable(view.say("chart.gains", scenario=view.marked(scenario)), columns, (RowGroup("", cells),))


def _gain_cells(view: View, g: Gain) -> tuple[Cell, ...]:
    amount = view.gain(g)
    shares = tuple(Cell(_share(view, share)) for share in (g.better, g.worse, g.noise))
    return (Cell(f"{g.persons:,}"), *shares, Cell(amount.size(view.lang)), Cell(amount.span(view.lang)))


def _share(view: View, value: float) -> str:
    return number(round(value, 3), "share", view.lang)


def _largest(view: View, name: str) -> float:
    rows = (view.ends.get((s, name)) for s in view.comparison.scenarios)
    return max((weight_of(d) for d in rows if d is not None and d.clear), default=0.0)
