"""`jiuye sandbox`: what a dispatch rule does to drivers' incomes, as a table, a picture and a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import Given
from .options import command, option, options
from .values import Folder, Integer, Within

if TYPE_CHECKING:
    from ..model.sandbox import SandboxRule


@command(
    "jiuye sandbox nearest --seeds 4",
    "jiuye sandbox my_rule.yaml --rate 0.5 --out runs",
    "jiuye sandbox my_rule.yaml --surface",
)
@click.argument("rule")
@option("--rate", type=Within(0, 3, min_open=True), default=0.2, show_default=True, help="Demand R.")
@option("--drivers", type=Integer(2, 20_000), default=1_111, show_default=True, help="Drivers.")
@option("--radius", type=Integer(1, 80), default=10, show_default=True, help="Cells searched.")
@option("--steps", type=Integer(1, 200_000), default=14_400, show_default=True, help="Of 10 s.")
@option("--surface", is_flag=True, help="What the rule does to a month in a city, fitted and checked.")
@option("--out", "folder", type=Folder(), help="Folder for verdict and picture.")
@options("seed", "seeds", "threads")
def sandbox(
    given: Given,
    rule: str,
    rate: float,
    drivers: int,
    radius: int,
    steps: int,
    surface: bool,
    folder: Path | None,
) -> None:
    """Try one dispatch rule on synthetic drivers: inequality and group gaps, with 95 % intervals.

    RULE is nearest, random, poorest, rating, rating_biased, or a YAML file of your own
    (scenarios/dispatch/example_own_rule.yaml shows how). R is the share of drivers needed to carry all passengers.
    """
    import json

    from ..experiments.compare.comparison_file import plain
    from ..experiments.sandbox import check_setting, try_rule
    from ..model.sandbox import Setting
    from ..results.atomic import write_atomic
    from ..scenarios.dispatch import load_rule
    from ..viz.charts.dispatch_rule import sandbox_chart
    from ..viz.terminal.dispatch import group_table, measure_table
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import progress
    from ..viz.words.dispatch import notes
    from ..viz.words.texts import text

    loaded, seeds, lang = load_rule(rule), given.which(4), given.lang
    if surface:
        _tell_surface(given, loaded, folder)
        return
    setting = Setting(drivers, rate, radius, steps)
    given.begin(folder)
    check_setting(setting)
    with progress(loaded.title[lang], setting.steps * len(seeds), lang, unit="steps") as tick:
        verdict = try_rule(loaded, setting, seeds, tick)
    record = {**verdict.record(), "notes": notes(lang)}
    if folder is not None:
        stem = f"sandbox-{loaded.name}"
        chart = write_atomic(folder / f"{stem}.svg", sandbox_chart(verdict, lang).svg + "\n")
        content = json.dumps(plain(record), ensure_ascii=False, indent=1, allow_nan=False)
        file = write_atomic(folder / f"{stem}.json", content + "\n")
        say(text("sandbox.written", lang, file=file, chart=chart))
    given.tell(record, measure_table(verdict, lang), group_table(verdict.groups, lang), *notes(lang))


def _tell_surface(given: Given, rule: SandboxRule, folder: Path | None) -> None:
    """Fit the response surface of a rule, and tell how it stands against plays on which it was not fitted."""
    import yaml

    from ..experiments.sandbox.surfaces import POINTS, checks
    from ..model.sandbox.surface import DAY, DAYS, fit, plays
    from ..results.atomic import write_atomic
    from ..viz.terminal.dispatch import check_table, term_table
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import progress
    from ..viz.words.texts import text

    given.begin(folder)
    each = DAY * DAYS
    with progress(rule.title[given.lang], each * (len(plays()) + len(POINTS)), given.lang, unit="steps") as tick:
        found = fit(rule, lambda done: tick(done * each))
        held = checks(rule, found, lambda done: tick(done * each))
    record = {"rule": rule.name, "title": rule.title, **found.record(), "checks": [one.record() for one in held]}
    if folder is not None:
        content = yaml.safe_dump(found.record(), sort_keys=False, default_flow_style=None)
        file = write_atomic(folder / f"surface-{rule.name}.yaml", content)
        say(text("sandbox.surface_written", given.lang, file=file))
    given.tell(record, term_table(found, rule.title[given.lang], given.lang), check_table(held, given.lang))
