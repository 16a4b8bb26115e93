"""`jiuye optimise`: the best mix under a budget."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..messages import phrase
from .doses import USUAL, DoseSearch, dose_options, search_of
from .given import Given
from .options import command, option
from .values import Integer, which_seeds
from .words import wrong

if TYPE_CHECKING:
    from ..experiments.compare.optimise import Optimum
    from ..viz.words.texts import Lang


@command("jiuye optimise training_subsidy vat_relief --budget 5e8 --measure unemployment_rate")
@option("--budget", required=True, metavar="YUAN", help="At most, over all months: 5e8.")
@option("--evaluations", type=Integer(10), metavar="N", help="Mixes tried, about; else 100.")
@option("--fresh-seeds", callback=which_seeds, metavar="LIST", help="Else as many more.")
@dose_options
def optimise(
    given: Given,
    levers: tuple[str, ...],
    budget: str,
    measure: list[str] | None,
    base: str,
    evaluations: int | None,
    fresh_seeds: list[int] | None,
    payers: str,
    scale: tuple[str, ...],
) -> None:
    """The best mix of levers or scenarios under a budget, by differential evolution on common seeds.

    The best mixes are played again on fresh seeds, so that the winner's curse is seen.
    """
    from ..experiments.compare.doses import read_sum
    from ..scenarios.budget import COSTS
    from ..viz.reports.folder import Report
    from ..viz.reports.frontier import curse_words, optimum_document, optimum_lead, optimum_table

    amount = read_sum(budget)
    if amount is None or (measure is not None and len(measure) > 1):
        raise wrong("one_budget")
    told = {"budget": budget, "measure": measure, "evaluations": evaluations, "fresh_seeds": fresh_seeds}
    asked = search_of(given, "optimise", levers, base, payers, scale, seeds=8, **told)
    least = max(asked.seeds) + 1
    fresh = fresh_seeds or list(range(least, least + max(len(asked.seeds), 8)))
    found = _searched(asked, amount, (measure or [USUAL])[0], fresh, evaluations, COSTS[payers], given.lang)
    folder = given.out / f"optimise-{asked.base.name}-{found.city}-{asked.mark()}"
    report = Report(partial(optimum_document, found), found.record(), "optimum")
    words = (optimum_lead(found, given.lang), curse_words(found, given.lang))
    given.tell_report(report, folder, optimum_table(found, given.lang), *words)


def _searched(
    asked: DoseSearch, budget: float, quantity: str, fresh: list[int], evaluations: int | None, cost: str, lang: Lang
) -> Optimum:
    """The best mix, with the search's progress."""
    from ..experiments.compare.optimise import EVALUATIONS, check_options
    from ..experiments.compare.optimise import optimise as searched
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.texts import text

    check_options(asked.options)
    if common := sorted(set(asked.seeds) & set(fresh)):
        message = phrase("mix.seeds", "must be none of the search's seeds (both have {seed})", seed=common[0])
        raise SpecError([Fault("--fresh-seeds", message)])
    compile_first(lang)
    mixes = evaluations or EVALUATIONS
    months = len(asked.seeds) * (asked.base.burn_in + mixes * asked.base.months)
    with progress(text("robust.optimise.progress", lang, n=mixes, seeds=len(asked.seeds)), months, lang) as tick:
        return searched(
            asked.base,
            asked.options,
            budget,
            quantity,
            asked.seeds,
            fresh,
            evaluations=mixes,
            cost=cost,
            scale=asked.scale,
            command=asked.command,
            tick=tick,
        )
