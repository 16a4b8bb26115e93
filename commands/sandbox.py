"""`jiuye sandbox`: what a dispatch rule does to drivers' incomes, as a table, a picture and a file."""

from __future__ import annotations

from pathlib import Path

import click

from .given import Given
from .options import command, option, options
from .values import Folder, Integer, Within


@command("jiuye sandbox nearest --seeds 4", "jiuye sandbox my_rule.yaml --rate 0.5 --out runs")
@click.argument("rule")
@option("--rate", type=Within(0, 3, min_open=True), default=0.2, show_default=True, help="Demand R.")
@option("--drivers", type=Integer(2, 20_000), default=1_111, show_default=True, help="Drivers.")
@option("--radius", type=Integer(1, 80), default=10, show_default=True, help="Cells searched.")
@option("--steps", type=Integer(1, 200_000), default=14_400, show_default=True, help="Of 10 s.")
@option("--out", "folder", type=Folder(), help="Folder for verdict and picture.")
@options("seed", "seeds", "threads")
def sandbox(given: Given, rule: str, rate: float, drivers: int, radius: int, steps: int, folder: Path | None) -> None:
    """Try one dispatch rule on synthetic drivers: inequality and group gaps, with 95 % intervals. 派单规则沙盒

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
