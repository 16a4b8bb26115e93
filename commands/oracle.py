"""`jiuye oracle`: the model measured against known answers."""

from __future__ import annotations

from .given import Given, end
from .options import command, option, options
from .values import Integer, Within

RATE = Within(0, 1, min_open=True, max_open=True)


@command("jiuye oracle --separation 0.016 --opening 0.012 --adjustment 0.16")
@option("--separation", type=RATE, default=0.016, show_default=True, help="δu a month.")
@option("--opening", type=RATE, default=0.012, show_default=True, help="δv a month.")
@option("--adjustment", type=RATE, default=0.16, show_default=True, help="γ a month.")
@option("--persons", type=Integer(1000), default=60_000, show_default=True, help="Persons.")
@option("--months", "length", type=Integer(180), default=360, show_default=True, help="Months simulated.")
@option("--seeds", "count", type=Integer(1), default=4, show_default=True, help="Number of seeds.")
@options()
def oracle(
    given: Given, separation: float, opening: float, adjustment: float, persons: int, length: int, count: int
) -> None:
    """Meet the published model where ours is reduced to it; fails beyond four standard errors."""
    from ..experiments.validation.oracle import run_oracle, within
    from ..viz.terminal.measured import oracle_table
    from ..viz.terminal.progress import compile_first

    compile_first(given.lang)
    found = run_oracle(separation, opening, adjustment, persons, length, count)
    given.tell({**found, "within": within(found)}, oracle_table(found, given.lang))
    end(within(found))
