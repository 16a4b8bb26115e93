"""`jiuye bench`: the model measured against this machine and another model."""

from __future__ import annotations

from pathlib import Path

from .given import Given
from .options import command, option, options
from .values import Folder, Integer, numbers

FILE = "bench.json"


@command("jiuye bench --sizes 1000,100000 --threads 1,2")
@option("--sizes", callback=numbers, metavar="LIST", help="Persons; 1000 to 1000000 if left out.")
@option("--threads", "counts", callback=numbers, metavar="LIST", help="Threads of each size.")
@option("--months", "length", type=Integer(1), default=6, show_default=True, help="Months in a measurement.")
@option("--peer-up-to", type=Integer(0), metavar="N", help="Persons of the Mesa peer.")
@option("--out", "folder", type=Folder(), help="Folder for bench.json.")
@options()
def bench(
    given: Given,
    sizes: list[int] | None,
    counts: list[int] | None,
    length: int,
    peer_up_to: int | None,
    folder: Path | None,
) -> None:
    """Measure speed and memory on this machine."""
    import json

    from ..experiments.bench import PEER_UP_TO, SIZES
    from ..experiments.bench import bench as measure
    from ..experiments.bench.peer import peer
    from ..results.atomic import write_atomic
    from ..viz.terminal.measured import bench_table
    from ..viz.terminal.output import say
    from ..viz.terminal.progress import compile_first
    from ..viz.words.texts import text

    if folder is not None:
        given.begin(folder)
    compile_first(given.lang)
    rows = measure(
        sizes or SIZES,
        counts or (),
        length,
        peer=peer,
        peer_up_to=PEER_UP_TO if peer_up_to is None else peer_up_to,
        done=lambda persons: say(text("cli.bench.done", given.lang, persons=f"{persons:,}")),
    )
    if folder is not None:
        write_atomic(folder / FILE, json.dumps({"rows": rows}, indent=1) + "\n")
    given.tell({"rows": rows}, bench_table(rows, given.lang), text("cli.bench.note", given.lang))
