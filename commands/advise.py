"""`jiuye advise`: what to do for a goal with a sum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..experiments.runs.reproduction import command_of, place_of, seeds_of
from .given import Given, end
from .options import PLACE, command, option, options
from .values import listed_names, which_seeds

if TYPE_CHECKING:
    from ..experiments.advise import Advice, Goal
    from ..scenarios.spec import Scenario


@dataclass(frozen=True)
class AdviceRequest:
    """What is asked, checked."""

    base: Scenario
    amount: float
    goal: Goal
    levers: list[str] | None
    seeds: list[int]
    fresh: list[int]
    command: str

    def places(self, out: Path) -> tuple[Path, Path]:
        """Folders of the answer and of what is played for it: one for each question, one for each goal and city."""
        from ..experiments.advise.plays import settings_of
        from ..results.digest import mark

        settings, city = settings_of(self.base, self.goal), self.base.profile.id
        answer = out / f"advise-{city}-{mark(self.command, settings)}"
        return answer, out / f"advise-journal-{city}-{mark(settings)}"


@command(
    "jiuye advise --city lishui --budget 30_000_000 --goal platform_income",
    'jiuye advise --city lishui --budget 3e7 --goal worker_income --group "residence=rural,sex=female,age=45-59"',
)
@option("--budget", required=True, metavar="YUAN", help="Public cost over all months: 30_000_000 or 3e7.")
@option("--goal", required=True, metavar="INDICATOR", help="One that is better high or low: platform_income.")
@option("--group", default="", metavar="LIST", help="Whose: residence=rural,sex=female,age=45-59; else everybody's.")
@option("--levers", metavar="LIST", help="Some levers: training_subsidy,points.")
@option("--base", default="baseline", show_default=True, help="What changes are from.")
@option("--fresh-seeds", callback=which_seeds, metavar="LIST", help="Else sixteen more.")
@options(*PLACE, "seeds", "out", "threads")
def advise(
    given: Given,
    budget: str,
    goal: str,
    group: str,
    levers: str | None,
    base: str,
    fresh_seeds: list[int] | None,
) -> None:
    """The best use of a sum for a goal: levers alone at the dose that costs it, mixes of the best, and a check on fresh
    seeds; or that nothing shows an effect, and what would.

    30,000 persons, 36 months, 8 seeds and 16 fresh ones unless told otherwise. Stopped at any moment, the same command
    goes on where it was; a question that was answered is answered from what is kept.
    """
    from ..experiments.advise import read_advice
    from ..viz.terminal.output import say
    from ..viz.words.texts import text

    asked = _asked(given, budget, goal, group, levers, base, fresh_seeds)
    given.begin(given.out)
    folder, journal = asked.places(given.out)
    kept = folder / "advice.json"
    if kept.is_file():
        say(text("advise.kept", given.lang, folder=folder))
        return _tell(given, read_advice(kept), folder)
    try:
        found = _found(given, asked, journal)
    except KeyboardInterrupt:
        say(text("advise.interrupted", given.lang, folder=journal))
        return end(False)
    return _tell(given, found, folder)


def _asked(
    given: Given,
    budget: str,
    goal: str,
    group: str,
    levers: str | None,
    base: str,
    fresh_seeds: list[int] | None,
) -> AdviceRequest:
    """The question; whatever is wrong with it is found before anything runs."""
    from ..experiments.advise import MONTHS, SEEDS, WORKERS, check_touch, fresh_after, read_goal
    from ..experiments.advise.question import check_seeds, named_levers, read_budget
    from ..model.levers import LEVERS

    amount = read_budget(budget)
    wanted = read_goal(goal, group)
    named = None if levers is None else named_levers(listed_names(levers))
    usual = given.filled(city="reference", workers=WORKERS, months=MONTHS) if base == "baseline" else given
    (scenario,) = usual.load(base)
    check_touch(named or list(LEVERS), wanted, scenario)
    seeds = given.which(SEEDS)
    fresh = fresh_seeds or fresh_after(seeds)
    check_seeds(seeds, fresh)
    typed = {"budget": budget, "goal": goal, "group": group or None, "levers": named}
    own = {"base": base if base != "baseline" else None, **place_of(scenario, seeds), "fresh_seeds": seeds_of(fresh)}
    return AdviceRequest(scenario, amount, wanted, named, seeds, fresh, command_of("advise", **typed, **own))


def _found(given: Given, asked: AdviceRequest, journal: Path) -> Advice:
    """The answer, with the search's progress."""
    from ..experiments.advise import advise as sought
    from ..experiments.advise import planned_months
    from ..model.levers import LEVERS
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.faults import said
    from ..viz.words.texts import number, text

    lang, base = given.lang, asked.base
    compile_first(lang)
    months = planned_months(len(asked.levers or LEVERS), len(asked.seeds), len(asked.fresh), base.months)
    city = base.profile.name_zh if lang == "zh" else base.profile.name_en
    title = text("advise.progress", lang, city=city, budget=number(asked.amount, "yuan", lang))
    with progress(title, months, lang) as tick:
        return sought(
            base,
            asked.amount,
            asked.goal,
            journal,
            levers=asked.levers,
            seeds=asked.seeds,
            fresh=asked.fresh,
            command=asked.command,
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
