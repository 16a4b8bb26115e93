"""`jiuye frontier` and `jiuye optimise`: effect against cost, and the best mix under a budget."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..experiments.compare.doses import Scale
from ..experiments.compare.frontier import frontier, spots_of
from ..experiments.compare.optimise import EVALUATIONS, check_options, no_dose, optimise
from ..messages import phrase
from ..scenarios.spec import Scenario
from ..scenarios.yaml_reader import Fault, SpecError
from ..viz.reports.folder import mark_of, write_report
from ..viz.reports.frontier import (
    curse_words,
    frontier_document,
    frontier_table,
    optimum_document,
    optimum_lead,
    optimum_table,
)
from ..viz.terminal.output import compile_first, emit, progress, show
from ..viz.words.texts import Lang, text
from .budget import COSTS
from .compare import check_same


def frontier_and_show(
    base: Scenario,
    options: Sequence[Scenario],
    seeds: Sequence[int],
    out: Path,
    *,
    measure: Sequence[str],
    factors: Sequence[float],
    payers: str,
    scale: Scale,
    command: str,
    lang: Lang = "en",
    as_json: bool = False,
) -> None:
    """Play options over their doses, write the report and show the plane's numbers."""
    _check(base, options)
    compile_first(lang)
    spots = len(spots_of(options, factors, scale))
    title = text("robust.frontier.progress", lang, spots=spots, seeds=len(seeds))
    with progress(title, len(seeds) * (base.burn_in + (1 + spots) * base.months), lang) as tick:
        found = frontier(
            base,
            options,
            seeds,
            measure,
            factors=factors,
            cost=COSTS[payers],
            scale=scale,
            command=command,
            tick=tick,
        )
    folder = out / f"frontier-{base.name}-{found.city}-{mark_of(command, base.text, *(o.text for o in options))}"
    record = found.record()
    report = write_report(folder, lambda each, other: frontier_document(found, each, other), record, "frontier", lang)
    if as_json:
        emit({**record, "report": str(report)})
    else:
        show(frontier_table(found, lang), text("robust.report", lang, file=report))


def optimise_and_show(
    base: Scenario,
    options: Sequence[Scenario],
    budget: float,
    quantity: str,
    seeds: Sequence[int],
    fresh_seeds: Sequence[int],
    out: Path,
    *,
    evaluations: int = EVALUATIONS,
    payers: str,
    scale: Scale,
    command: str,
    lang: Lang = "en",
    as_json: bool = False,
) -> None:
    """Look for the best mix, write the report and show it beside what fresh seeds say."""
    _check(base, options)
    check_options(options)
    if common := sorted(set(seeds) & set(fresh_seeds)):
        message = phrase("mix.seeds", "must be none of the search's seeds (both have {seed})", seed=common[0])
        raise SpecError([Fault("--fresh-seeds", message)])
    compile_first(lang)
    months = len(seeds) * (base.burn_in + evaluations * base.months)
    title = text("robust.optimise.progress", lang, n=evaluations, seeds=len(seeds))
    with progress(title, months, lang) as tick:
        found = optimise(
            base,
            options,
            budget,
            quantity,
            seeds,
            fresh_seeds,
            evaluations=evaluations,
            cost=COSTS[payers],
            scale=scale,
            command=command,
            tick=tick,
        )
    folder = out / f"optimise-{base.name}-{found.city}-{mark_of(command, base.text, *(o.text for o in options))}"
    record = found.record()
    report = write_report(folder, lambda each, other: optimum_document(found, each, other), record, "optimum", lang)
    if as_json:
        emit({**record, "report": str(report)})
    else:
        show(optimum_table(found, lang), optimum_lead(found, lang), curse_words(found, lang))
        show(text("robust.report", lang, file=report))


def _check(base: Scenario, options: Sequence[Scenario]) -> None:
    """Options of one city, with levers to scale and no shocks of their own."""
    check_same(base, options)
    faults = [Fault(o.name, no_dose()) for o in options if not o.levers]
    message = phrase("mix.forecast", "has shocks or growth of its own; options must differ in levers alone")
    faults += [Fault(o.name, message) for o in options if o.forecast != base.forecast]
    if faults:
        raise SpecError(faults)
