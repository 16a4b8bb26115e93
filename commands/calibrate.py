"""`jiuye calibrate`: the search with its progress, the table of moments and parameters, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import Given, end
from .options import command, option, options
from .validate import load_measured
from .values import FILE, Integer, listed_names

if TYPE_CHECKING:
    from ..experiments.calibration.calibrate import Calibration, Setup


@command("jiuye calibrate reference", "jiuye calibrate lishui --parameters tries,quit_rate --out mine.yaml")
@click.argument("name", metavar="CITY")
@options("workers", "months", "seeds", "threads")
@option("--search-seeds", type=Integer(1), metavar="N", help="Of the seeds, while searching.")
@option("--evaluations", type=Integer(1), metavar="N", help="Points of the search; 1 judges the present values.")
@option("--members", type=Integer(1), metavar="N", help="Sets of the ensemble.")
@option("--parameters", metavar="LIST", help="Parameters to fit, a,b,c.")
@option("--targets", type=FILE, metavar="FILE", help="Targets, instead of the shipped ones.")
@option("--out", "file", type=FILE, metavar="FILE", help="Else scenarios/calibrations/CITY.yaml.")
@option("--journal", type=FILE, metavar="FOLDER", help="Of runs; else runs/calibrate-CITY-…")
@option("--overwrite", is_flag=True, help="Replace an existing calibration.")
@option("--strict", is_flag=True, help="Exit code 1 unless every moment is met.")
def calibrate(
    given: Given,
    name: str,
    search_seeds: int | None,
    evaluations: int | None,
    members: int | None,
    parameters: str | None,
    targets: Path | None,
    file: Path | None,
    journal: Path | None,
    overwrite: bool,
    strict: bool,
) -> None:
    """Fit parameters of behaviour until the public moments of CITY lie in their bands.

    20,000 persons and 20 seeds, four of them while searching, unless told otherwise. Stopped at any moment, the same
    command goes on where it was. An ensemble of accepted parameter sets is stored with the fit.
    """
    from ..experiments.calibration.calibrate import EVALUATIONS, MEMBERS, SEARCH_SEEDS, Setup, mark_of
    from ..experiments.calibration.calibration_file import check_file, file_of
    from ..experiments.calibration.fitting import fitted
    from ..experiments.validation.validate import SEEDS
    from ..scenarios.targets import load_targets

    scenario = load_measured(given, name)
    seeds = given.which(SEEDS)
    setup = Setup(
        scenario,
        load_targets(targets),
        fitted(None if parameters is None else listed_names(parameters), scenario.behaviour),
        tuple(seeds),
        tuple(seeds[: search_seeds or SEARCH_SEEDS]),
        evaluations or EVALUATIONS,
        members or MEMBERS,
    )
    file = file or file_of(scenario.profile.id)
    check_file(file, overwrite=overwrite)
    given.begin(file.parent)
    folder = journal or given.out / f"calibrate-{scenario.profile.id}-{mark_of(setup)}"
    found = _searched(setup, folder, given)
    if found is None:
        return end(False)
    _show(found, file, folder, given)
    end(not strict or (not found.unmet and len(found.sets) >= setup.members))


def _searched(setup: Setup, folder: Path, given: Given) -> Calibration | None:
    """Calibrate, or go on; None if that was interrupted."""
    from ..experiments.calibration.calibrate import calibrate as calibrated
    from ..experiments.calibration.known_runs import runs_in
    from ..viz.terminal.calibration import heard
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first
    from ..viz.words.glossary import city_told
    from ..viz.words.texts import text

    compile_first(given.lang)
    say(text("calibration.begins", given.lang, city=city_told(setup.scenario.profile, given.lang), folder=folder))
    try:
        with heard(given.lang) as tell:
            return calibrated(setup, folder, tell)
    except KeyboardInterrupt:
        say(text("calibration.interrupted", given.lang, runs=runs_in(folder), folder=folder))
        return None


def _show(found: Calibration, file: Path, folder: Path, given: Given) -> None:
    """Write the file, and print what was found."""
    from ..experiments.calibration.calibration_file import record, write_calibration
    from ..viz.terminal.calibration import parameter_table, sentences
    from ..viz.words.texts import text

    write_calibration(found, file)
    told = {**record(found), "file": str(file), "journal": str(folder), "wall_s": found.wall_s}
    words = (*sentences(found, given.lang), text("calibration.file", given.lang, file=file))
    given.tell(told, parameter_table(found, given.lang), *words)
