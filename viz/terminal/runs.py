"""What runs measured, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from rich.table import Table

from ...experiments.compare.comparison_file import plain
from ...experiments.runs.archive import Again, WrittenRun
from ...model.indicators import INDICATORS
from ...results.archive import Run
from ...scenarios.checks import later, written
from ..charts.over_time import Floats
from ..words.texts import Lang, text
from .tables import run_table


def measured_table(
    title: Mapping[str, str], city: Mapping[str, str], curves: Mapping[str, Floats], lang: Lang
) -> Table:
    """Indicators of a scenario in a city; `curves` has one (seed, month) array each."""
    return run_table(text("cli.run.title", lang, title=title[lang], city=city[lang]), curves, lang)


def stored_curves(run: Run) -> dict[str, Floats]:
    """What the scenario of a stored run measures, for everybody, each as one seed."""
    table = run.table("indicators").to_pandas()
    everybody = table[table["group"] == "all"]
    found = {}
    for name in run.manifest["measure"]:
        values = everybody[everybody["indicator"] == name].sort_values("month")["value"].to_numpy(np.float64)
        found[name] = values.reshape(1, -1) if len(values) else np.full((1, run.manifest["months"]), np.nan)
    return found


def run_record(run: WrittenRun) -> dict[str, Any]:
    """A run that was stored, as plain data."""
    months = max((len(table) for table in run.indicators.values()), default=0)
    calendar = [written(later(run.start, month)) for month in range(months)]
    rows = [
        {
            "indicator": name,
            "group": group,
            "month": month,
            "calendar": calendar[month],
            "value": value,
            "unit": INDICATORS[name].unit,
        }
        for name, table in run.indicators.items()
        for group, column in zip(run.groups, table.T.tolist(), strict=True)
        for month, value in enumerate(column)
    ]
    return {
        "run": str(run.folder),
        "indicators": plain(rows),
        "wall_s": run.wall_s,
        "person_months": run.person_months,
        "ns_per_person_month": run.ns_per_person_month,
        "peak_bytes": run.peak_bytes,
    }


def again_lines(found: Again, lang: Lang) -> Iterator[str]:
    """Whether a stored run came out bit for bit when it was made again, and what has changed since."""
    folder = found.stored.folder
    if found.identical:
        yield text("cli.again.identical", lang, folder=folder, tables=", ".join(found.same))
    else:
        different = [name for name, same in found.same.items() if not same]
        yield text("cli.again.different", lang, folder=folder, tables=", ".join(different))
    for name, (then, now) in found.changed.items():
        yield text("cli.again.changed", lang, name=name, then=then, now=now)
