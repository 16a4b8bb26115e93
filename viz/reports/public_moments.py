"""Public moments against their bands: the table and the definitions, for the report of a validation and the brief."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ...experiments.validation.validate import MomentVerdict
from ...scenarios.targets import Target
from ..words.cited import offices, published, sources_of, status_of, year_of
from ..words.texts import Lang, fixed, fixed_interval, text
from .document import Cell, DataTable, Definition, Definitions, RowGroup

COLUMNS = ("value", "interval", "early", "band", "unit", "verdict")


def verdict_of(v: MomentVerdict) -> str:
    """`in` the band, `below` or `above` it, `none` where the moment could not be had, or `unmeasured`."""
    if not v.measured:
        return "unmeasured"
    if not math.isfinite(v.value):
        return "none"
    return "in" if v.passed else "below" if v.value < v.target.low else "above"


def moments_table(verdicts: Sequence[MomentVerdict], lang: Lang, *, sourced: bool = False) -> DataTable:
    """Moments out of band come first, those that no function measures last; ids lead to the definitions, where sources
    stand in full. `sourced` adds a column that names who published."""
    groups = []
    kinds = {"outside": (False, True), "inside": (True, True), "unmeasured": (False, False)}
    for key, kind in kinds.items():
        chosen = [v for v in verdicts if (v.passed, v.measured) == kind]
        rows = tuple((linked(v.target, lang), _cells(v, lang, sourced)) for v in chosen)
        if rows:
            groups.append(RowGroup(text(f"validation.{key}", lang, n=len(rows)), rows))
    columns = heads(("moment", *COLUMNS, *(["source"] if sourced else [])), lang)
    return DataTable(text("validation.caption", lang), columns, tuple(groups))


def definitions(targets: Iterable[Target], lang: Lang) -> Definitions:
    """What each figure means, what was published, where, and how it was checked."""
    return Definitions(tuple(_term(t, lang) for t in targets))


def figures(v: MomentVerdict, lang: Lang) -> tuple[str, str, str, str, str]:
    """Value, interval, value in the first twelve months, band and unit, with decimals that suit the band."""
    t = v.target
    width = t.high - t.low
    places = 0 if width >= 100.0 else 1 if width >= 1.0 else 2 if width >= 0.5 else 3
    plain = next(n for n in range(7) if n == 6 or all(round(end, n) == end for end in (t.low, t.high)))
    band = fixed_interval(t.low, t.high, plain, lang)
    early = fixed(v.early_value, places)
    return fixed(v.value, places), fixed_interval(v.low, v.high, places, lang), early, band, unit_of(t, lang)


def linked(t: Target, lang: Lang) -> str:
    """Id and name; the id leads to the definition."""
    return f"[{t.id}](#{t.id}) {t.name[lang]}"


def unit_of(t: Target, lang: Lang) -> str:
    """The unit in words."""
    return text(f"validation.unit.{t.unit}", lang)


def heads(keys: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """Headings of columns."""
    return tuple(text(f"validation.column.{key}", lang) for key in keys)


def _cells(v: MomentVerdict, lang: Lang, sourced: bool) -> tuple[Cell, ...]:
    verdict = Cell(text(f"validation.verdict.{verdict_of(v)}", lang))
    source = [_source(v.target, lang)] if sourced else []
    return (*(Cell(figure) for figure in figures(v, lang)), verdict, *source)


def _source(t: Target, lang: Lang) -> Cell:
    """Who published it first, and how many others did."""
    first, *more = offices(t, lang) or ("–",)
    return Cell(first, notes=(text("validation.more_sources", lang, n=len(more)),) if more else ())


def _term(t: Target, lang: Lang) -> Definition:
    facts = (
        text("validation.fact_published", lang, value=published(t, lang), unit=unit_of(t, lang), year=year_of(t, lang)),
        text("validation.fact_source", lang, source=sources_of(t, lang)),
        text("validation.fact_status", lang, status=status_of(t, lang)),
    )
    return Definition(t.id, f"{t.id} {t.name[lang]}", t.definition[lang], facts)
