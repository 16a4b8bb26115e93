"""`jiuye probe`: experiments that a referee would make. The table, and the report in a folder."""

from __future__ import annotations

from functools import partial

import click

from ..experiments.runs.reproduction import city_of, command_of, seeds_of
from .given import Given, end
from .options import command, option, options
from .words import wrong


@command("jiuye probe", "jiuye probe lishui --only minimum_wage,jobs --seeds 4")
@click.argument("name", required=False, metavar="[CITY]")
@options("workers", "seeds", "out", "threads")
@option("--only", metavar="LIST", help="Some probes: minimum_wage,jobs.")
@option("--quick", is_flag=True, help="Few persons and seeds.")
@option("--strict", is_flag=True, help="Exit code 1 if a sign or monotony is wrong.")
def probe(given: Given, name: str | None, only: str | None, quick: bool, strict: bool) -> None:
    """Change one thing in CITY and see whether what follows has the sign and size that research found.

    CITY is the reference city if left out. Each probe has the persons and seeds it needs unless told otherwise.
    """
    from ..experiments.validation.probe_runs import QUICK_PERSONS, QUICK_SEEDS, batches, find_probes
    from ..results.digest import mark
    from ..results.environment import version
    from ..viz.reports.folder import Report
    from ..viz.reports.probes import document_of, probes_met, terminal_table
    from ..viz.terminal.progress import compile_first, progress
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    names, lang = _chosen(only), given.lang
    (base,) = given.filled(city=name or "reference", workers=QUICK_PERSONS, months=12).load("baseline")
    persons = base.workers if quick or given.workers is not None else None
    seeds = given.which(QUICK_SEEDS) if quick or given.seeds is not None else None
    given.begin(given.out)
    typed = {"workers": persons, "seeds": None if seeds is None else seeds_of(seeds)}
    line = command_of("probe", city_of(base.city), **typed, only=names)
    compile_first(lang)
    months = sum(batch.months(base.burn_in) for batch in batches(names, persons, seeds))
    n = sum(len(batch.probes) for batch in batches(names, persons, seeds))
    with progress(text("probe.progress", lang, n=n, city=city_told(base.profile, lang)), months, lang) as tick:
        found = find_probes(base, names, persons=persons, seeds=seeds, tick=tick)
    titles = {"zh": base.profile.name_zh, "en": base.profile.name_en}
    record = {"city": base.profile.id, "probes": [p.record() for p in found], "command": line, "version": version()}
    report = Report(partial(document_of, found, titles, line, version()), record, "probes")
    folder = given.out / f"probe-{base.profile.id}-{mark(line)}"
    given.tell_report(report, folder, terminal_table(found, lang), probes_met(found, lang), written="probe.report")
    end(not strict or all(p.passed for p in found))


def _chosen(only: str | None) -> list[str] | None:
    """Names of probes, or none for all."""
    from ..experiments.validation.probes import PROBES
    from ..scenarios.merge import suggest

    names = [part.strip() for part in only.split(",")] if only is not None else None
    for name in names or []:
        if name not in PROBES:
            raise wrong("no_probe", value=name, near=suggest(name, PROBES))
    return names
