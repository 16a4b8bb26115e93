"""`jiuye compare`: the main job, and its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..experiments.runs.reproduction import command_of, options_of, place_of
from .equal_cost import EqualCost, at_equal_cost, at_own_budgets, budget_of, check_city
from .given import Given, end
from .options import PLACE, command, option, options, payers, scale
from .values import Integer
from .words import wrong

if TYPE_CHECKING:
    from ..experiments.compare.comparison import Comparison
    from ..experiments.compare.widths import Wanted
    from ..model.indicators.matters import Matters
    from ..scenarios.spec import Scenario
    from ..viz.words.texts import Lang

PRINTED = (
    "base",
    "scenarios",
    "seeds",
    "ensemble",
    "stopping",
    "budget",
    "differences",
    "money",
    "answers",
)  # with --json; brief.json holds the rest


@dataclass(frozen=True)
class CompareRequest:
    """What is compared, and how; `asked` is base and scenarios as they were named."""

    asked: tuple[str, ...]
    base: Scenario
    scenarios: Sequence[Scenario]
    seeds: list[int]
    ensemble: str | None  # names the parameter sets that seeds take in turn: how many, a calibration, "" for the usual
    widths: Sequence[Wanted]  # seeds are added until intervals are that narrow
    most: int | None  # seeds, where the user said so
    budget: EqualCost | None  # doses are scaled to one cost first
    decide: bool = False  # seeds are added until the headline is decided
    matters: Mapping[str, Matters] = field(default_factory=dict)  # thresholds of one's own
    written: str | None = None  # the same as they were written
    turn: bool = False  # judged numbers are varied to see which could turn what is clear
    groups: tuple[str, ...] = ()  # of people, told apart
    sets: Sequence[Mapping[str, float]] = ()  # the parameter sets themselves
    about: dict[str, Any] = field(default_factory=dict)  # what the scaling found

    def extra(self) -> dict[str, object]:
        """Options beyond place, seeds and ensemble."""
        widths = ",".join(width.written for width in self.widths) or None
        own: dict[str, object] = {"until_width": widths, "until_decided": self.decide or None, "most_seeds": self.most}
        own |= {"turn": self.turn or None, "matters": self.written, "groups": self.groups or None}
        return {**own, **(self.budget.typed() if self.budget else {})}

    def command_of(self, seeds: Sequence[int]) -> str:
        """The command that asks it again of some seeds."""
        return command_of("compare", *self.asked, **place_of(self.base, seeds), ensemble=self.ensemble, **self.extra())

    def folder(self, seeds: Sequence[int], out: Path) -> Path:
        """Where the answer belongs: a folder of its own for each question."""
        from ..results.digest import mark

        texts = (scenario.text for scenario in (self.base, *self.scenarios))
        found = mark(*texts, *seeds, *self.sets, *options_of(**self.extra()))
        return out / f"compare-{self.base.name}-{self.base.profile.id}-{found}"


@command("jiuye compare baseline training_subsidy protection_fund --city hangzhou --seeds 20")
@click.argument("base")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@options(*PLACE, "seed", "seeds", "groups", "out", "threads")
@option("--ensemble", is_flag=False, flag_value="", metavar="[N|NAME|FILE]", help="Parameter sets, one a seed.")
@option("--until-width", metavar="X[%]|NAME=X", help="Add seeds until ± X: 0.1, 5%, gini=0.002.")
@option("--until-decided", is_flag=True, help="Add seeds until each headline figure is decided.")
@option("--most-seeds", type=Integer(2), metavar="N", help="At most, with --until-….")
@option("--turn", is_flag=True, help="Find judged numbers that could turn what is clear.")
@option("--matters", multiple=True, metavar="NAME=X[%]", help="Smaller changes do not matter.")
@option("--budget", metavar="equal|YUAN", help="Scale doses to the same cost.")
@payers
@scale
def compare(
    given: Given,
    base: str,
    scenarios: tuple[str, ...],
    ensemble: str | None,
    until_width: str | None,
    until_decided: bool,
    most_seeds: int | None,
    turn: bool,
    matters: tuple[str, ...],
    budget: str | None,
    payers: str,
    scale: tuple[str, ...],
) -> None:
    """Compare scenarios with a base, pair by pair of seeds (10 by default), and write a brief.

    --until-width goes on from these seeds until every 95 % interval asked for has at most that half-width: a number for
    headline shares in percentage points, X% of the level for every headline indicator, or of named indicators.
    --until-decided goes on until each headline figure is away from zero or too small to matter; --matters says from
    which size on one matters, in its unit or in per cent of its level. --turn varies judged numbers, a minute or two
    for each scenario in which something is clear, and names those that could turn it.
    --budget equal scales the doses of every scenario by one factor to the cost of the first.
    """
    if most_seeds is not None and until_width is None and not until_decided:
        raise wrong("most_seeds_alone")
    from ..experiments.compare.answers.sure import read_matters
    from ..experiments.compare.thresholds import with_matters

    equal = budget_of(budget, payers, scale, ensemble=ensemble is not None)
    first, *others = given.load(base, *scenarios)
    seeds = given.which(10)
    widths = _widths(until_width, seeds, most_seeds, until_decided)
    own = read_matters(matters)
    given.begin(given.out)
    asked = CompareRequest((base, *scenarios), first, others, seeds, ensemble, widths, most_seeds, equal)
    asked = replace(asked, decide=until_decided, matters=own, written=",".join(matters) or None, turn=turn)
    asked = replace(asked, groups=given.groups)
    question = _prepared(asked, given.lang)
    found = _played(question, given.lang)
    # What was interrupted has a brief of its own, which replaces none of all seeds.
    told = question.command_of(found.seeds if found.unfinished else seeds)
    found = with_matters(replace(found, command=told, budget=question.about), own)
    found = _turned(question, found, given.lang) if turn else found
    _show(found, write_comparison_folder(found, question.folder(found.seeds, given.out), given.lang), given)
    end(not found.unfinished)


def _widths(until: str | None, seeds: Sequence[int], most: int | None, decide: bool) -> Sequence[Wanted]:
    """The widths asked for, which the seeds must suit."""
    if until is None and not decide:
        return ()
    from ..experiments.compare.until_width import LEAST, MOST
    from ..experiments.compare.widths import read_widths

    widths = read_widths(until) if until is not None else ()
    if not LEAST <= len(seeds) <= (most or MOST):
        raise wrong("width_seeds", least=LEAST)
    return widths


def _prepared(asked: CompareRequest, lang: Lang) -> CompareRequest:
    """The question with its parameter sets and its doses, checked in the order of what can go wrong."""
    from ..scenarios.calibrations import ensemble_for
    from ..viz.terminal.checking import tell_notices
    from ..viz.terminal.progress import compile_first

    base = asked.base
    check_city(base, asked.scenarios)
    sets = () if asked.ensemble is None else ensemble_for(asked.ensemble, base.profile.id, base.behaviour)
    tell_notices((base, *asked.scenarios), lang)
    compile_first(lang)
    if asked.budget is None:
        scenarios, about = at_own_budgets(base, asked.scenarios, asked.seeds, lang)
    else:
        own = [replace(scenario, budget=None) for scenario in asked.scenarios]
        scenarios, about = at_equal_cost(base, own, asked.seeds, asked.budget, lang)
    return replace(asked, sets=sets, scenarios=scenarios, about=about)


def _played(asked: CompareRequest, lang: Lang) -> Comparison:
    """The comparison, with its progress."""
    from ..experiments.compare.compare import compare as compare_scenarios
    from ..experiments.compare.until_width import MOST, compare_until
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import progress
    from ..viz.terminal.widths import width_line
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    base, scenarios, seeds = asked.base, asked.scenarios, asked.seeds
    names = ", ".join(s.name for s in (base, *scenarios))
    title = text("cli.compare.title", lang, names=names, city=city_told(base.profile, lang), seeds=len(seeds))
    each = base.burn_in + (1 + len(scenarios)) * base.months
    with progress(title, len(seeds) * each, lang) as tick:
        if not (asked.widths or asked.decide):
            return compare_scenarios(base, scenarios, seeds, tick=tick, ensemble=asked.sets)
        return compare_until(
            base,
            scenarios,
            asked.widths,
            seeds,
            most=asked.most or MOST,
            decide=asked.decide,
            matters=asked.matters,
            ensemble=asked.sets,
            tick=tick,
            tell=lambda done, state: say(width_line(done, state, lang)),
        )


def _turned(asked: CompareRequest, found: Comparison, lang: Lang) -> Comparison:
    """The comparison with the judged numbers that could turn its clear headline figures."""
    from ..experiments.compare.answers.sentences import ends_of
    from ..experiments.compare.answers.turning import months_of_turning, turning, with_turns
    from ..viz.terminal.progress import progress
    from ..viz.words.texts import text

    clear = {s.name: [d for d in ends_of(found, s.name).values() if d.clear] for s in asked.scenarios}
    acting = [s for s in asked.scenarios if clear[s.name]]
    title = text("answers.turning", lang, names=", ".join(s.name for s in acting))
    turns = {}
    with progress(title, sum(map(months_of_turning, acting)), lang) as tick:
        for scenario in acting:
            turns[scenario.name] = turning(asked.base, scenario, clear[scenario.name], tick)
    return with_turns(found, turns)


def write_comparison_folder(comparison: Comparison, folder: Path, lang: Lang) -> Path:
    """The brief in every form and the comparison itself; returns the brief."""
    from ..experiments.compare.comparison_file import write_comparison
    from ..viz.reports.brief import report_of
    from ..viz.reports.folder import write_report

    brief = write_report(report_of(comparison), folder, lang)
    write_comparison(comparison, folder)
    return brief


def _show(found: Comparison, brief: Path, given: Given) -> None:
    """The headline, and where the brief is."""
    from ..viz.terminal.answers import answer_lines
    from ..viz.terminal.output import columns, say
    from ..viz.terminal.tables import comparison_tables, groups_tables, precision_line, unavailable_lines
    from ..viz.words.answers import answers_told
    from ..viz.words.texts import text

    lang = given.lang
    record = {key: value for key, value in found.record().items() if key in PRINTED}
    record["sentences"] = {scenario: answers_told(found, scenario, lang) for scenario in found.scenarios}
    precision = [line] if (line := precision_line(found, lang)) else []
    wall = text("cli.compare.wall", lang, seconds=f"{found.wall_s:,.1f}")
    written = text("cli.compare.brief", lang, file=brief)
    given.tell(
        {**record, "brief": str(brief)},
        *comparison_tables(found, lang, columns()),
        *unavailable_lines(found, lang),
        *(groups_tables(found, lang, columns()) if found.groups else ()),
        *answer_lines(found, lang, columns()),
        *precision,
        wall,
        written,
    )
    if found.unfinished:
        done, every = len(found.seeds), len(found.seeds) + len(found.unfinished)
        say(text("cli.compare.interrupted", lang, done=done, asked=every, out=brief.parent))
