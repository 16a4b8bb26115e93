"""`jiuye advise`: what to do for a goal with a sum."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..experiments.runs.reproduction import command_of, place_of, seeds_of
from .given import Given, end
from .options import PLACE, command, option, options
from .values import listed_names, which_seeds
from .words import wrong

if TYPE_CHECKING:
    from ..experiments.advise import Advice, Goal
    from ..scenarios.spec import Scenario


@command(
    "jiuye advise --city lishui --budget 30_000_000 --goal platform_income",
    'jiuye advise --city lishui --budget 3e7 --goal worker_income --group "residence=rural,sex=female,age=45-59"',
)
@option("--budget", required=True, metavar="YUAN", help="Public cost over all months: 30_000_000 or 3e7.")
@option("--goal", required=True, metavar="INDICATOR", help="One that is better high or low: platform_income.")
@option("--group", default="", metavar="LIST", help="Whose: residence=rural,sex=female,age=45-59; else everybody's.")
@option("--levers", metavar="LIST", help="Some levers: training_subsidy,points.")
@option("--fresh-seeds", callback=which_seeds, metavar="LIST", help="Else sixteen more.")
@options(*PLACE, "seeds", "out", "threads")
def advise(given: Given, budget: str, goal: str, group: str, levers: str | None, fresh_seeds: list[int] | None) -> None:
    """The best use of a sum for a goal: levers alone at the dose that costs it, mixes of the best, and a check on fresh
    seeds; or that nothing shows an effect, and what would. 这笔钱怎么用最好

    30,000 persons, 36 months, 8 seeds and 16 fresh ones unless told otherwise. Stopped at any moment, the same command
    goes on where it was; a question that was answered is answered from what is kept.
    """
    from ..experiments.advise import MONTHS, SEEDS, WORKERS, fresh_after, read_advice, read_goal
    from ..experiments.advise.plays import settings_of
    from ..experiments.compare.doses import read_sum
    from ..results.digest import mark
    from ..viz.terminal.output import say
    from ..viz.words.texts import text

    amount = read_sum(budget)
    if amount is None:
        raise wrong("a_sum")
    wanted = read_goal(goal, group)
    names = _levers(levers, wanted)
    (base,) = given.filled(city="reference", workers=WORKERS, months=MONTHS).load("baseline")
    seeds = given.which(SEEDS)
    fresh = fresh_seeds or fresh_after(seeds)
    _check_seeds(seeds, fresh)
    given.begin(given.out)
    typed = {"budget": budget, "goal": goal, "group": group or None, "levers": names}
    line = command_of("advise", **typed, **place_of(base, seeds), fresh_seeds=seeds_of(fresh))
    settings = settings_of(base, wanted)
    folder = given.out / f"advise-{base.profile.id}-{mark(line, settings)}"
    kept = folder / "advice.json"
    if kept.is_file():
        say(text("advise.kept", given.lang, folder=folder))
        return _tell(given, read_advice(kept), folder)
    journal = given.out / f"advise-journal-{base.profile.id}-{mark(settings)}"
    try:
        found = _found(given, base, amount, wanted, journal, names, seeds, fresh, line)
    except KeyboardInterrupt:
        say(text("advise.interrupted", given.lang, folder=journal))
        return end(False)
    return _tell(given, found, folder)


def _found(
    given: Given,
    base: Scenario,
    amount: float,
    goal: Goal,
    journal: Path,
    names: list[str] | None,
    seeds: list[int],
    fresh: list[int],
    line: str,
) -> Advice:
    """The answer, with the search's progress."""
    from ..experiments.advise import advise as sought
    from ..experiments.advise import planned_months
    from ..model.levers import LEVERS
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.faults import said
    from ..viz.words.texts import number, text

    lang = given.lang
    compile_first(lang)
    months = planned_months(len(names or LEVERS), len(seeds), len(fresh), base.months)
    city = base.profile.name_zh if lang == "zh" else base.profile.name_en
    title = text("advise.progress", lang, city=city, budget=number(amount, "yuan", lang))
    with progress(title, months, lang) as tick:
        return sought(
            base,
            amount,
            goal,
            journal,
            levers=names,
            seeds=seeds,
            fresh=fresh,
            command=line,
            tick=tick,
            tell=lambda news: say(said(news, lang)),
        )


def _tell(given: Given, found: Advice, folder: Path) -> None:
    """Sentences, the table, and what is not in it."""
    from ..viz.reports.advise import advice_document, advice_lead, advice_notes, advice_table, dropped_notes
    from ..viz.reports.folder import Report

    report = Report(partial(advice_document, found), found.record(), "advice")
    table = [advice_table(found, given.lang)] if found.choices else []
    notes = [*advice_notes(found, given.lang), *dropped_notes(found, given.lang)]
    given.tell_report(report, folder, advice_lead(found, given.lang), *table, *notes, written="advise.report")


def _levers(written: str | None, goal: Goal) -> list[str] | None:
    """Names of levers, at least one of which can touch the goal; None where none is asked for."""
    from ..experiments.advise import check_touch
    from ..messages import phrase
    from ..model.levers import LEVERS
    from ..scenarios.merge import suggest
    from ..scenarios.yaml_reader import Fault, SpecError

    names = list(dict.fromkeys(listed_names(written))) if written is not None else list(LEVERS)
    what = "{name} is not a lever{near}"
    if odd := [name for name in names if name not in LEVERS]:
        told = [phrase("budget.lever", what, name=name, near=suggest(name, LEVERS)) for name in odd]
        raise SpecError([Fault("--levers", message) for message in told])
    check_touch(names, goal)
    return names if written is not None else None


def _check_seeds(seeds: list[int], fresh: list[int]) -> None:
    """Fresh seeds must be none of the search's; the search needs two."""
    from ..messages import phrase
    from ..scenarios.yaml_reader import Fault, SpecError

    if common := sorted(set(seeds) & set(fresh)):
        message = phrase("mix.seeds", "must be none of the search's seeds (both have {seed})", seed=common[0])
        raise SpecError([Fault("--fresh-seeds", message)])
    if min(len(seeds), len(fresh)) < 2:
        raise wrong("two_seeds")
