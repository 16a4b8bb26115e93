"""`jiuye frontier`: effect against cost."""

from __future__ import annotations

from functools import partial

from .doses import USUAL, dose_options, search_of
from .given import Given
from .options import command, option
from .values import factors


@command(
    "jiuye frontier training_subsidy vat_relief --city hangzhou --measure unemployment_rate",
    "jiuye frontier order_training rural_5g --doses 0.5,1,2,5 --base mine.yaml",
)
@option("--doses", callback=factors, metavar="LIST", help="Factors; else 0.25,0.5,1,2,4.")
@dose_options
def frontier(
    given: Given,
    levers: tuple[str, ...],
    base: str,
    measure: list[str] | None,
    doses: list[float] | None,
    payers: str,
    scale: tuple[str, ...],
) -> None:
    """Effect against public cost of levers or scenarios over their doses; marks what another beats."""
    from ..experiments.compare.frontier import FACTORS, spots_of
    from ..experiments.compare.frontier import frontier as played
    from ..scenarios.budget import COSTS
    from ..viz.reports.folder import Report
    from ..viz.reports.frontier import frontier_document, frontier_table
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.texts import text

    lang, told = given.lang, {"measure": measure, "doses": doses}
    asked = search_of(given, "frontier", levers, base, payers, scale, seeds=10, **told)
    compile_first(lang)
    spots = len(spots_of(asked.options, doses or FACTORS, asked.scale))
    months = len(asked.seeds) * (asked.base.burn_in + (1 + spots) * asked.base.months)
    with progress(text("robust.frontier.progress", lang, spots=spots, seeds=len(asked.seeds)), months, lang) as tick:
        found = played(
            asked.base,
            asked.options,
            asked.seeds,
            measure or [USUAL],
            factors=doses or FACTORS,
            cost=COSTS[payers],
            scale=asked.scale,
            command=asked.command,
            tick=tick,
        )
    folder = given.out / f"frontier-{asked.base.name}-{found.city}-{asked.mark()}"
    report = Report(partial(frontier_document, found), found.record(), "frontier")
    given.tell_report(report, folder, frontier_table(found, lang))
