"""Scenario discovery and robust choice, as tables for the terminal and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table as TerminalTable

from ...experiments.studies.boxes import Box, Limit
from ...experiments.studies.discovery import Condition, Discovery, PolicyRegions
from ...experiments.studies.regret import Measure
from ..charts.effects import EffectRow, rows_chart
from ..words.glossary import axis_name
from ..words.texts import Lang, listed, number, text
from ..words.written import as_written
from .building import document, told, words_of
from .document import Block, Bullets, Cell, DataTable, Figures, Listing, Paragraph, ReportPage, RowGroup, Section
from .package import quantity_name

SIGNS = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}


def terminal_table(found: Discovery, lang: Lang) -> TerminalTable:
    """Each policy: how often it satisfies, and where it fails."""
    title = text("robust.discovery.fails", lang, conditions=_conditions(found, lang))
    table = TerminalTable(title=title, title_justify="left", box=SIMPLE_HEAD)
    for key in ("policy", "satisfied", "region"):
        table.add_column(text(f"robust.discovery.{key}", lang), overflow="fold")
    for policy in found.policies:
        where = "\n".join(_box_words(box, lang) for box in policy.boxes) or _none(policy, lang)
        table.add_row(policy_name(policy.levers, lang), words_of(_satisfied(policy, lang)), where)
    return table


def document_of(found: Discovery, lang: Lang, other_file: str) -> ReportPage:
    """The report in one language."""
    title = text("robust.discovery.title", lang, study=as_written(found.title[lang]), city=found.city_title[lang])
    facts = (
        text("robust.workers", lang, n=f"{found.workers:,}"),
        text("robust.months", lang, n=found.months),
        text("robust.discovery.points", lang, n=f"{max(policy.points for policy in found.policies):,}"),
        text("robust.common_seeds", lang, n=len(found.seeds)),
    )
    sections = [_failures(found, lang), _regions(found, lang), _regrets(found, lang), _reading(lang)]
    sections.append(Section("reproduce", text("robust.again", lang), [Listing(found.command)]))
    return document(lang, title, facts, sections, other_file, found.version)


def policy_name(levers: Mapping[str, object], lang: Lang) -> str:
    """A combination of levers in words."""
    if not levers:
        return text("robust.discovery.every_policy", lang)
    words = [
        _scenario(str(value), lang) if path == "policy" else f"{axis_name(path, lang)} {_plain(value)}"
        for path, value in levers.items()
    ]
    return text("number.comma", lang).join(words)


def _scenario(name: str, lang: Lang) -> str:
    from ...scenarios.spec import SpecError, load_scenario

    try:
        return load_scenario(name).title[lang]
    except SpecError:  # a file that lies elsewhere now
        return name


def _plain(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


def _failures(found: Discovery, lang: Lang) -> Section:
    """How often each policy fails over the circumstances."""
    blocks: list[Block] = [Paragraph(_lead(found, lang), "lead")]
    if found.missing:
        blocks.append(Paragraph(text("robust.discovery.missing", lang, n=found.missing), "warning"))
    if len(found.policies) > 1:
        rows = [
            EffectRow(policy_name(p.levers, lang), *p.satisfied, place=k) for k, p in enumerate(found.policies, start=1)
        ]
        title = text("robust.discovery.satisfied", lang)
        blocks.append(Figures((rows_chart("satisfied", title, rows, "share", lang, change=False),)))
    heads = tuple(text(f"robust.discovery.{key}", lang) for key in ("policy", "satisfied", "failures"))
    lines = tuple(
        (policy_name(p.levers, lang), (_satisfied(p, lang), Cell(f"{p.failures:,} / {p.points:,}")))
        for p in found.policies
    )
    blocks.append(DataTable(text("robust.discovery.satisficing", lang), heads, (RowGroup("", lines),)))
    return Section("failures", text("robust.discovery.how_often", lang), blocks)


def _lead(found: Discovery, lang: Lang) -> str:
    known = [policy for policy in found.policies if policy.points]
    if not known:
        return text("robust.discovery.nothing_known", lang, conditions=_conditions(found, lang))
    best = max(known, key=lambda p: p.satisfied[0])
    return text(
        "robust.discovery.lead" if len(found.policies) > 1 else "robust.discovery.lead_one",
        lang,
        conditions=_conditions(found, lang),
        policy=policy_name(best.levers, lang),
        share=number(best.satisfied[0], "share", lang, beside=best.satisfied[1:]),
    )


def _regions(found: Discovery, lang: Lang) -> Section:
    """The boxes of each policy."""
    blocks: list[Block] = [Paragraph(text("robust.discovery.regions_intro", lang))]
    heads = tuple(text(f"robust.discovery.{key}", lang) for key in ("region", "coverage", "density", "mass", "quasi"))
    for policy in found.policies:
        if not policy.boxes:
            blocks.append(Paragraph(f"**{policy_name(policy.levers, lang)}**: {_none(policy, lang)}"))
            continue
        rows = tuple((_where(box, lang), tuple(_figures(box, lang))) for box in policy.boxes)
        blocks.append(DataTable(f"**{policy_name(policy.levers, lang)}**", heads, (RowGroup("", rows),)))
    return Section("regions", text("robust.discovery.where", lang), blocks)


def _figures(box: Box, lang: Lang) -> Iterator[Cell]:
    for share in (box.coverage, box.density, box.mass):
        yield Cell(number(share, "share", lang))
    yield Cell(_quasi(max(limit.quasi_p for limit in box.limits)))


def _quasi(p: float) -> str:
    return "<0.0001" if p < 1e-4 else f"{p:.2g}"


def _box_words(box: Box, lang: Lang) -> str:
    return text(
        "robust.discovery.box",
        lang,
        where=_where(box, lang),
        coverage=number(box.coverage, "share", lang),
        density=number(box.density, "share", lang),
    )


def _where(box: Box, lang: Lang) -> str:
    return listed([_limit(limit, lang) for limit in box.limits], lang)


def _limit(limit: Limit, lang: Lang) -> str:
    """`quit_rate above 0.012`."""
    name = axis_name(limit.factor, lang)
    if limit.values is not None:
        return text("robust.discovery.among", lang, name=name, values=", ".join(map(str, limit.values)))
    ends = {
        key: number(end, limit.unit, lang) for key, end in (("low", limit.low), ("high", limit.high)) if end is not None
    }
    key = "between" if len(ends) == 2 else "over" if "low" in ends else "under"
    return text(f"robust.discovery.{key}", lang, name=name, **ends)


def _none(policy: PolicyRegions, lang: Lang) -> str:
    if not policy.points:
        return text("robust.discovery.unknown", lang)
    key = "never" if not policy.failures else "always" if policy.failures == policy.points else "no_region"
    return text(f"robust.discovery.{key}", lang)


def _regrets(found: Discovery, lang: Lang) -> Section:
    """What each choice would have cost against the best one in the same circumstances."""
    if not found.regrets:
        return Section("regret", "", [])
    names = {policy.label: policy_name(policy.levers, lang) for policy in found.policies}
    heads = tuple(text(f"robust.discovery.{key}", lang) for key in ("policy", "mean_regret", "ninth", "worst", "best"))
    groups = []
    for measure in found.outcomes:
        rows = tuple(
            (
                names[r.policy],
                (
                    _unsigned(told(*r.mean, measure.unit, lang)),
                    *(Cell(_amount(value, measure, lang)) for value in (r.nine_in_ten, r.worst)),
                    Cell(number(r.best_in, "share", lang)),
                ),
            )
            for r in found.regrets
            if r.outcome == measure.name
        )
        if rows:
            groups.append(RowGroup(_outcome(measure, lang), rows))
    table = DataTable(text("robust.discovery.regret_caption", lang), heads, tuple(groups))
    return Section(
        "regret", text("robust.discovery.regret", lang), [Paragraph(text("robust.discovery.regret_intro", lang)), table]
    )


def _amount(value: float, measure: Measure, lang: Lang) -> str:
    return number(value, measure.unit, lang, change=True).removeprefix("+")


def _unsigned(cell: Cell) -> Cell:
    return Cell(cell.main.replace("+", ""), notes=tuple(note.replace("+", "") for note in cell.notes))


def _satisfied(policy: PolicyRegions, lang: Lang) -> Cell:
    return told(*policy.satisfied, "share", lang, change=False)


def _conditions(found: Discovery, lang: Lang) -> str:
    measures = {measure.name: measure for measure in found.outcomes}
    return listed([_condition(c, measures[c.outcome], lang) for c in found.conditions], lang)


def _condition(condition: Condition, measure: Measure, lang: Lang) -> str:
    limit = number(condition.limit, measure.unit, lang, change=measure.difference)
    return text(f"robust.discovery.{SIGNS[condition.sign]}", lang, name=_outcome(measure, lang), limit=limit)


def _outcome(measure: Measure, lang: Lang) -> str:
    name = quantity_name(measure.indicator, lang)
    return text("robust.difference", lang, name=name) if measure.difference else name


def _reading(lang: Lang) -> Section:
    keys: Sequence[str] = ("box", "quasi", "regret", "interval")
    items = tuple(text(f"robust.discovery.reading_{key}", lang) for key in keys)
    return Section("reading", text("robust.reading", lang), [Bullets(items)])
