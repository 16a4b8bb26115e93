"""What the options that commands share were given, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..experiments.runs.reproduction import seeds_of
from ..messages import phrase
from .words import wrong

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..experiments.studies.study import Study
    from ..scenarios.spec import Scenario
    from ..viz.reports.folder import Report
    from ..viz.words.texts import Lang

FAILED, WRONG_INPUT = 1, 2  # exit codes
OVERRIDES = {"city.profile": "--city", "city.workers": "--workers", "city": "--city", "time.months": "--months"}


@dataclass(frozen=True, kw_only=True)
class Given:
    """Values of shared options; None where one was left out or a command has none of the kind."""

    lang: Lang
    as_json: bool = False
    city: str | None = None
    workers: int | str | None = None
    months: int | None = None
    seed: int | None = None
    seeds: list[int] | None = None
    groups: tuple[str, ...] = ()
    out: Path = Path("runs")
    threads: int | None = None

    @property
    def overrides(self) -> dict[str, Any]:
        """City, size and months in the form of a scenario file."""
        from ..experiments.api import overrides_of

        return overrides_of(self.city, self.workers, self.months)

    def filled(self, *, city: str, workers: int | str, months: int) -> Given:
        """The same with these where nothing was given."""
        size = workers if self.workers is None else self.workers
        length = months if self.months is None else self.months
        return replace(self, city=self.city or city, workers=size, months=length)

    def load(self, *names: str) -> list[Scenario]:
        """Scenarios with the options laid over them; all faults of all of them at once."""
        from ..scenarios.budget import alternatives
        from ..scenarios.group_entries import with_groups
        from ..scenarios.spec import SpecError, load_scenario
        from ..scenarios.yaml_reader import Fault

        loaded, faults = [], []
        for name in names:
            try:
                scenario = load_scenario(name, overrides=self.overrides)
                loaded += alternatives(with_groups(scenario, self.groups) if self.groups else scenario)
            except SpecError as error:
                for fault in error.faults:
                    option = OVERRIDES.get(fault.path) if fault.file == "options" else None
                    faults.append(replace(fault, file=option, path="") if option else fault)
        found = [scenario.name for scenario in loaded]
        twice = [name for name in found if found.count(name) > 1]
        again = phrase("scenario.twice", "is named twice; scenarios need names of their own")
        faults += [Fault(name, again) for name in twice]
        if faults:
            raise SpecError(list(dict.fromkeys(faults)))
        return loaded

    def study(self, name: str) -> Study:
        """A study with the options laid over it."""
        from ..experiments.studies.study import load_study

        loaded = load_study(name, overrides=self.overrides)
        return loaded if self.seeds is None else replace(loaded, seeds=tuple(self.seeds))

    def which(self, usually: int) -> list[int]:
        """The seeds asked for; the first so many where none were."""
        if self.seed is not None and self.seeds is not None:
            raise wrong("seed_or_seeds")
        if self.seeds is not None:
            return self.seeds
        return list(range(1, usually + 1)) if self.seed is None else [self.seed]

    def begin(self, out: Path | None = None) -> None:
        """Keep to so many cores, and see that results can be written before anything runs."""
        from ..experiments.runs.archive import check_folder
        from ..experiments.runs.processes import use_cores

        use_cores(self.threads)
        if out is not None:
            check_folder(out)

    def tell(self, record: Mapping[str, Any], *parts: RenderableType) -> None:
        """Print what came out: the record for machines, or else the parts for people."""
        from ..viz.terminal.output import emit, show

        if self.as_json:
            emit(record)
        else:
            show(*parts)

    def tell_report(self, report: Report, folder: Path, *parts: RenderableType, written: str = "robust.report") -> None:
        """Write a report into its folder and print the same in short."""
        from ..viz.reports.folder import write_report
        from ..viz.words.texts import text

        file = write_report(report, folder, self.lang)
        self.tell({**report.record, "report": str(file)}, *parts, text(written, self.lang, file=file))

    def as_typed(self) -> dict[str, object]:
        """The options of place and seeds that were given, for the command that makes a report again."""
        seeds = None if self.seeds is None else seeds_of(self.seeds)
        return {"city": self.city, "workers": self.workers, "months": self.months, "seeds": seeds}


def end(well: bool) -> None:
    """Leave the command as failed unless all went well."""
    if not well:
        raise click.exceptions.Exit(FAILED)
