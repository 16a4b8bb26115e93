"""`jiuye compare` and `jiuye report`: the main job, its folder, and the brief written again."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..experiments.compare.compare import check_same_city, compare
from ..experiments.compare.comparison import Comparison
from ..experiments.compare.comparison_file import read_comparison, write_comparison
from ..experiments.compare.until_width import MOST, compare_until
from ..experiments.compare.widths import Wanted
from ..messages import Message, phrase, told_by
from ..scenarios.calibrations import ensemble_for
from ..scenarios.merge import is_file
from ..scenarios.spec import Scenario, SpecError
from ..scenarios.yaml_reader import Fault
from ..viz.reports.brief import write_all
from ..viz.reports.how_compared import width_line
from ..viz.terminal.checking import tell_notices
from ..viz.terminal.output import compile_first, emit, precision_line, progress, say, show
from ..viz.terminal.tables import comparison_table
from ..viz.words.texts import Lang, text
from .budget import Budget, at_equal_cost

PRINTED = (
    "base",
    "scenarios",
    "seeds",
    "ensemble",
    "stopping",
    "budget",
    "differences",
    "money",
)  # with --json; brief.json holds the rest


def compare_and_show(
    base: Scenario,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    out: Path,
    *,
    asked: Sequence[str],
    ensemble: str | None = None,
    widths: Sequence[Wanted] = (),
    most: int = MOST,
    budget: Budget | None = None,
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Compare, write the folder and show the headline; returns whether all seeds finished. Ctrl-C keeps what has.

    `asked` is base and scenarios as the user named them, for the command that makes the comparison again. `ensemble`
    names the parameter sets that seeds take in turn: how many, a calibration, or "" for all of the usual ones. With
    `widths`, seeds are added until intervals are that narrow; with a `budget`, doses are scaled to one cost first.
    """
    check_same(base, scenarios)
    sets = () if ensemble is None else ensemble_for(ensemble, base.profile.id, base.behaviour)
    tell_notices((base, *scenarios), lang)
    compile_first(lang)
    about: dict[str, Any] = {}
    if budget is not None:
        scenarios, about = at_equal_cost(base, scenarios, seeds, budget, lang)
    extra = [*_width_words(widths, most), *(budget.words() if budget else [])]
    command = _command(base, seeds, asked, ensemble, extra)
    found = _compared(base, scenarios, seeds, sets, widths, most, lang)
    found = replace(found, command=command, budget=about)
    if found.unfinished:  # a brief of its own, which replaces none of all seeds
        found = replace(found, command=_command(base, found.seeds, asked, ensemble, extra))
    folder = out / f"compare-{base.name}-{base.profile.id}-{_mark(base, scenarios, found.seeds, [*sets, *extra])}"
    brief = write_folder(found, folder, lang)
    if as_json:
        emit({**{key: value for key, value in found.record().items() if key in PRINTED}, "brief": str(brief)})
    else:
        show(comparison_table(found, lang))
        if line := precision_line(found, lang):
            show(line)
        show(text("cli.compare.wall", lang, seconds=f"{found.wall_s:,.1f}"))
        show(text("cli.compare.brief", lang, file=brief))
    if found.unfinished:
        done, every = len(found.seeds), len(found.seeds) + len(found.unfinished)
        say(text("cli.compare.interrupted", lang, done=done, asked=every, out=folder))
    return not found.unfinished


def write_folder(comparison: Comparison, folder: Path, lang: Lang) -> Path:
    """The brief in every form and the comparison itself; returns the brief."""
    folder.mkdir(parents=True, exist_ok=True)
    brief = write_all(comparison, folder, lang)
    write_comparison(comparison, folder)
    return brief


def rewrite(folder: Path, lang: Lang) -> Path:
    """Write the brief of a folder again; returns it."""
    return write_all(read_comparison(folder), folder, lang)


def check_same(base: Scenario, scenarios: Sequence[Scenario]) -> None:
    """What can be compared: futures of one city."""
    try:
        check_same_city(base, scenarios)
    except ValueError as error:
        raise SpecError([Fault("compare", set_for_all(error))]) from None


def set_for_all(error: ValueError) -> Message:
    """Why scenarios cannot be compared, and what helps."""
    return phrase("compare.set_for_all", "{why}; --city, --workers and --months set them for all", why=told_by(error))


def _mark(base: Scenario, scenarios: Sequence[Scenario], seeds: Sequence[int], sets: Sequence[object]) -> str:
    """Eight characters that stand for what is compared."""
    text_of_all = "\n".join([*(s.text for s in (base, *scenarios)), *map(str, seeds), *map(str, sets)])
    return hashlib.sha256(text_of_all.encode()).hexdigest()[:8]


def as_named(city: str) -> str:
    """A city as a user here would name it: its file relative to the present folder where it lies below it."""
    file = Path(city)
    return str(file.relative_to(Path.cwd())) if is_file(city) and file.is_relative_to(Path.cwd()) else city


def _compared(
    base: Scenario,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    sets: Sequence[Mapping[str, float]],
    widths: Sequence[Wanted],
    most: int,
    lang: Lang,
) -> Comparison:
    """The comparison, with its progress."""
    names = ", ".join(s.name for s in (base, *scenarios))
    title = text("cli.compare.title", lang, names=names, city=base.profile.id, seeds=len(seeds))
    each = base.burn_in + (1 + len(scenarios)) * base.months
    with progress(title, len(seeds) * each, lang) as tick:
        if not widths:
            return compare(base, scenarios, seeds, tick=tick, ensemble=sets)
        return compare_until(
            base,
            scenarios,
            widths,
            seeds,
            most=most,
            ensemble=sets,
            tick=tick,
            tell=lambda done, state: say(width_line(done, state, lang)),
        )


def _width_words(widths: Sequence[Wanted], most: int) -> list[str]:
    """The options that asked for widths."""
    asked = ",".join(width.written for width in widths)
    return ["--until-width", asked, *(["--most-seeds", str(most)] if most != MOST else [])] if widths else []


def _command(
    base: Scenario, seeds: Sequence[int], asked: Sequence[str], ensemble: str | None, extra: Sequence[str] = ()
) -> str:
    """The command that makes the comparison again."""
    consecutive = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds))) and len(seeds) > 1
    which = f"{seeds[0]}-{seeds[-1]}" if consecutive else ",".join(map(str, seeds))
    words = ["jiuye", "compare", *asked, "--city", as_named(base.city), "--workers", str(base.workers)]
    words += ["--months", str(base.months), "--seeds" if len(seeds) > 1 else "--seed", which]
    words += [] if ensemble is None else ["--ensemble", *([ensemble] if ensemble else [])]
    return shlex.join([*words, *extra])
