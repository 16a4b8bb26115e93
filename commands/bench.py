"""`jiuye bench`: the model measured against this machine and another model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .given import Given
from .options import command, option, options
from .values import Folder, Integer, numbers
from .words import wrong_value

if TYPE_CHECKING:
    from ..viz.words.texts import Lang

FILE, CHART = "bench.json", "bench"


def _parts(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str] | None:
    """`months,start`: parts of the bench."""
    if value is None:
        return None
    from ..experiments.bench import PARTS

    asked = [part.strip() for part in value.split(",")]
    if set(asked) <= set(PARTS):
        return asked
    raise wrong_value("one_of", value=value, words=", ".join(PARTS))


@command("jiuye bench --sizes 1000,100000 --threads 1,2", "jiuye bench --part months --sizes 10000000")
@option("--sizes", callback=numbers, metavar="LIST", help="Persons; 1000 to 1000000 if left out.")
@option("--threads", "counts", callback=numbers, metavar="LIST", help="Threads of each size.")
@option("--months", "length", type=Integer(1), default=6, show_default=True, help="Months in a measurement.")
@option("--peer-up-to", type=Integer(0), metavar="N", help="Persons of the Mesa peer; 100000 if left out.")
@option("--part", "parts", callback=_parts, metavar="LIST", help="Of months,phases,memory,start,burn-in,sweeps.")
@option("--out", "folder", type=Folder(), help="Folder for bench.json and the chart.")
@options()
def bench(
    given: Given,
    sizes: list[int] | None,
    counts: list[int] | None,
    length: int,
    peer_up_to: int | None,
    parts: list[str] | None,
    folder: Path | None,
) -> None:
    """Measure speed and memory on this machine."""
    import json

    from ..experiments.bench import PARTS, SIZES
    from ..experiments.bench import bench as measure
    from ..experiments.bench.months import PEER_UP_TO
    from ..experiments.bench.peer import peer
    from ..results.atomic import write_atomic
    from ..results.environment import versions
    from ..viz.terminal.measured import bench_parts
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first
    from ..viz.words.texts import text

    def done(part: str, persons: int | None) -> None:
        if persons is not None:
            say(text("cli.bench.done", given.lang, persons=f"{persons:,}"))
        else:
            say(text("cli.bench.done_part", given.lang, part=text(f"cli.bench.part.{part}", given.lang)))

    if folder is not None:
        given.begin(folder)
    compile_first(given.lang)
    limit = PEER_UP_TO if peer_up_to is None else peer_up_to
    asked = parts or PARTS
    rows = measure(sizes or SIZES, counts or (), length, parts=asked, peer=peer, peer_up_to=limit, done=done)
    found = {"versions": versions(), **rows}
    drawn = []
    if folder is not None:
        write_atomic(folder / FILE, json.dumps(found, indent=1) + "\n")
        files = _draw(folder, rows["rows"], given.lang) if "rows" in rows else []
        drawn = [text("cli.bench.chart", given.lang, file=file) for file in files]
    given.tell(found, *bench_parts(found, given.lang), *drawn)


def _draw(folder: Path, rows: list[dict[str, Any]], lang: Lang) -> list[Path]:
    """The chart of growth; its files."""
    from ..results.atomic import write_atomic
    from ..viz.charts.growth import growth_chart

    chart, png = growth_chart(rows, lang)
    picture, dots = folder / f"{CHART}.svg", folder / f"{CHART}.png"
    return [write_atomic(picture, chart.svg), write_atomic(dots, png)]
