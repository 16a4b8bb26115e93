"""`jiuye power`: a pilot of few seeds, and how many a wanted width would take."""

from __future__ import annotations

import click

from ..messages import phrase
from .equal_cost import check_city
from .given import Given
from .options import PLACE, command, option, options

LEAST = 3  # seeds of a pilot


@command("jiuye power baseline training_subsidy --width unemployment_rate=0.05 --seeds 8")
@click.argument("base")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@option("--width", required=True, metavar="X[%]|NAME=X", help="± X: 0.1, 5%, gini=0.002.")
@options(*PLACE, "seeds", "threads")
def power(given: Given, base: str, scenarios: tuple[str, ...], width: str) -> None:
    """How many seeds a wanted half-width takes, paired and unpaired, judged from a pilot of eight seeds."""
    from ..experiments.compare.compare import compare
    from ..experiments.compare.seeds_needed import needs, together
    from ..experiments.compare.widths import read_widths
    from ..scenarios.yaml_reader import Fault, SpecError
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.terminal.widths import power_table, seeds_words
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    widths = read_widths(width, "--width")
    first, *others = given.load(base, *scenarios)
    seeds, lang = given.which(8), given.lang
    given.begin()
    check_city(first, others)
    if len(seeds) < LEAST:
        what = "a pilot needs three seeds or more to judge a spread by (got {got})"
        message = phrase("width.pilot", what, got=len(seeds))
        raise SpecError([Fault("--seeds", message)])
    compile_first(lang)
    title = text("robust.power.progress", lang, city=city_told(first.profile, lang), seeds=len(seeds))
    months = len(seeds) * (first.burn_in + (1 + len(others)) * first.months)
    with progress(title, months, lang) as tick:
        measure = [w.indicator for w in widths if w.indicator]
        pilot = compare(first, others, seeds, measure=measure, tick=tick)
    found = needs(pilot, widths)
    if not found:
        message = phrase("width.nothing", "says nothing of an indicator that has a number here")
        raise SpecError([Fault("--width", message)])
    every, n = together(found), len(pilot.seeds)
    record = {"pilot_seeds": list(pilot.seeds), "needs": [need.record() for need in found], "all": dict(every)}
    of_all = text("robust.power.all", lang, **{how: seeds_words(number, lang) for how, number in every.items()})
    given.tell(record, power_table(found, pilot.titles, n, lang), of_all, text("robust.power.note", lang, n=n))
