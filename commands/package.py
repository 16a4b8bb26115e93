"""`jiuye package`: a package taken apart, its table and its report."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import click

from ..experiments.runs.reproduction import command_of, place_of
from .given import Given
from .options import PLACE, command, option, options
from .values import Integer, quantities


@command(
    "jiuye package four_levers --city hangzhou",
    "jiuye package mine.yaml --measure gini,unemployment_rate:age_band=16-24",
)
@click.argument("scenario")
@options(*PLACE, "seed", "seeds", "out", "threads")
@option("--measure", callback=quantities, metavar="LIST", help="Indicators, instead of the headline.")
@option("--orders", type=Integer(2), metavar="N", help="Pairs of orders above six levers.")
def package(given: Given, scenario: str, measure: list[str] | None, orders: int | None) -> None:
    """Split the effects and the cost of a package over its levers (Shapley), with interactions.

    Up to six levers every coalition is played; above, random orders of joining and their reverses. Five seeds unless
    told otherwise.
    """
    from ..experiments.compare.futures import groupings_of, quantity_in
    from ..experiments.compare.package import check_package, futures_of, split_package, usual_pairs
    from ..experiments.runs.group_sizes import check_groups
    from ..results.digest import mark
    from ..viz.reports.folder import Report
    from ..viz.reports.package import document_of, terminal_table
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.texts import text

    (loaded,) = given.load(scenario)
    seeds, lang = given.which(5), given.lang
    given.begin(given.out)
    measure = [quantity_in(one, loaded.profile.districts, "--measure") for one in measure or ()]
    loaded = replace(loaded, by=tuple(dict.fromkeys((*loaded.by, *groupings_of(measure)))))
    check_groups(loaded, len(seeds))
    players = check_package(loaded)
    pairs = orders or usual_pairs(len(players))
    compile_first(lang)
    title = text("robust.package.progress", lang, package=loaded.name, levers=len(players), seeds=len(seeds))
    fewer = {"measure": measure or None, "orders": orders}
    line = command_of("package", scenario, **place_of(loaded, seeds), **fewer)
    months = len(seeds) * (loaded.burn_in + futures_of(len(players), pairs) * loaded.months)
    with progress(title, months, lang) as tick:
        split = split_package(loaded, seeds, measure=measure, pairs=pairs, command=line, tick=tick)
    folder = given.out / f"package-{loaded.name}-{split.city}-{mark(loaded.text, *seeds, measure, pairs)}"
    report = Report(partial(document_of, split), split.record(), "package")
    given.tell_report(report, folder, terminal_table(split, lang), text("robust.package.note", lang))
