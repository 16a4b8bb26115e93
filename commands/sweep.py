"""`jiuye sweep`: what will be run, the runs with their progress, and what came out."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import Given, end
from .options import PLACE, command, option, options
from .studies import announce_missing, heard, store_of
from .values import FILE, OneOf
from .words import wrong

if TYPE_CHECKING:
    from ..experiments.studies.engines import MakeEngine
    from ..experiments.studies.study import Study
    from ..experiments.studies.sweep import SweepProgress, Swept


@command("jiuye sweep dose_by_behaviour --seeds 2", "jiuye sweep mine.yaml --engine dask --address tcp://…")
@click.argument("study")
@options(*PLACE, "seeds", "out", "threads")
@option("--store", type=FILE, metavar="FOLDER", help="Of runs; else runs/sweep-STUDY-…")
@option("--engine", type=OneOf(["local", "dask"]), default="local", help="Else local.")
@option("--address", metavar="tcp://HOST:PORT", help="Of a Dask scheduler.")
@option("--retry-failed", is_flag=True, help="Play failed runs again.")
@option("--yes", is_flag=True, help="However large it is.")
def sweep(
    given: Given, study: str, store: Path | None, engine: str, address: str | None, retry_failed: bool, yes: bool
) -> None:
    """Play levers × uncertainties × seeds of STUDY as a design; keep every run as it finishes.

    STUDY is a shipped study or a YAML file (docs/experiments.md). The same command goes on after a stop.
    """
    if (engine == "dask") != (address is not None):
        raise wrong("dask")
    loaded = given.study(study)
    given.begin(given.out)
    end(_sweep(loaded, store_of(loaded, given, store), address, given, retry_failed=retry_failed, yes=yes))


def _sweep(study: Study, folder: Path, address: str | None, given: Given, *, retry_failed: bool, yes: bool) -> bool:
    """Sweep, or go on, and show what came out; returns whether every run finished well."""
    from ..experiments.studies.engines import EngineLost
    from ..experiments.studies.sweep import check_outcomes, missing_runs
    from ..experiments.studies.sweep import sweep as sweep_study
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first
    from ..viz.words.texts import text

    check_outcomes(study)
    engine = _engine(address)
    compile_first(given.lang)
    missing = missing_runs(study, folder, retry_failed=retry_failed)
    announce_missing(study, folder, missing, yes=yes, here=address is None, lang=given.lang)
    done = 0

    def counted(news: SweepProgress) -> None:
        nonlocal done
        done = news.done
        tell(news)

    try:
        with heard(given.lang) as tell:
            swept = sweep_study(study, folder, engine=engine, retry_failed=retry_failed, tell=counted)
    except EngineLost as error:
        say(text("sweep.lost", given.lang, what=error, done=f"{done:,}", store=folder))
        return False
    except OSError as error:
        say(text("sweep.full", given.lang, what=error.strerror or error, store=folder))
        return False
    _show(study, swept, given)
    return swept.done == swept.total


def _engine(address: str | None) -> MakeEngine:
    """This machine, or the cluster at an address, which must answer."""
    if address is None:
        from ..experiments.studies.engines import local

        return local
    from ..experiments.studies.dask_engine import check_address, cluster

    check_address(address)
    return cluster(address)


def _show(study: Study, swept: Swept, given: Given) -> None:
    """Results, failures, and how to go on."""
    from ..results.store import read_store
    from ..viz.terminal.sweep import ended, outcome_table, warn
    from ..viz.words.texts import text

    table = [outcome_table(study, read_store(swept.store), given.lang)] if swept.done and not given.as_json else []
    runs = {"runs_total": swept.total, "runs_done": swept.done, "runs_failed": len(swept.failed)}
    hint = text("sweep.query_hint", given.lang, store=shlex.quote(str(swept.store)))
    given.tell({"study": study.name, **runs, "store": str(swept.store)}, *table, ended(swept, given.lang), hint)
    warn(swept, given.lang)
