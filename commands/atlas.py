"""`jiuye atlas`: every lever on its own, at three doses. The table, and the report in a folder."""

from __future__ import annotations

from functools import partial

import click

from ..experiments.runs.reproduction import city_of, command_of, seeds_of
from .given import Given, end
from .options import command, option, options
from .words import wrong


@command("jiuye atlas", "jiuye atlas lishui --only training_subsidy,job_sharing --seeds 4")
@click.argument("name", required=False, metavar="[CITY]")
@options("workers", "months", "seeds", "out", "threads")
@option("--only", metavar="LIST", help="Some levers: training_subsidy,points.")
@option("--quick", is_flag=True, help="Few persons and seeds.")
@option("--strict", is_flag=True, help="Exit code 1 if a lever reaches nobody.")
def atlas(given: Given, name: str | None, only: str | None, quick: bool, strict: bool) -> None:
    """Play each lever on its own in CITY at a quarter, once and four times its dose: whom it reaches, what that does to
    them and to the city, and whether this is as expected.

    CITY is the reference city if left out. 20,000 persons, 8 seeds and 36 months unless told otherwise. Stopped at any
    moment, the same command goes on where it was.
    """
    from ..experiments.lever_atlas import (
        MONTHS,
        QUICK_SEEDS,
        QUICK_WORKERS,
        SEEDS,
        WORKERS,
        make_atlas,
        months_to_play,
        settings_of,
    )
    from ..experiments.lever_atlas.findings import NOBODY
    from ..results.digest import mark
    from ..viz.reports.folder import Report
    from ..viz.reports.lever_atlas import document_of, findings_met, terminal_table
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    names, lang = _chosen(only), given.lang
    persons = QUICK_WORKERS if quick else WORKERS
    (base,) = given.filled(city=name or "reference", workers=persons, months=MONTHS).load("baseline")
    seeds = given.which(QUICK_SEEDS if quick else SEEDS)
    given.begin(given.out)
    typed = {"workers": base.workers, "months": base.months, "seeds": seeds_of(seeds)}
    line = command_of("atlas", city_of(base.city), **typed, only=names if only is not None else None)
    journal = given.out / f"atlas-journal-{base.profile.id}-{mark(str(settings_of(base)))}"
    compile_first(lang)
    title = text("atlas.progress", lang, n=len(names), city=city_told(base.profile, lang), seeds=len(seeds))
    try:
        with progress(title, months_to_play(names, len(seeds), base.months), lang) as tick:
            found = make_atlas(base, names, seeds, journal, command=line, tick=tick)
    except KeyboardInterrupt:
        say(text("atlas.interrupted", lang, folder=journal))
        return end(False)
    folder = given.out / f"atlas-{base.profile.id}-{mark(line)}"
    report = Report(partial(document_of, found), found.record(), "atlas")
    given.tell_report(report, folder, terminal_table(found, lang), findings_met(found, lang), written="atlas.report")
    end(not strict or not found.of(NOBODY))


def _chosen(only: str | None) -> list[str]:
    """Names of levers, all if none is asked for."""
    from ..model.levers import LEVERS
    from ..scenarios.merge import suggest

    if only is None:
        return list(LEVERS)
    names = [part.strip() for part in only.split(",")]
    for name in names:
        if name not in LEVERS:
            raise wrong("no_lever", value=name, near=suggest(name, LEVERS))
    return list(dict.fromkeys(names))
