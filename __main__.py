"""Where `jiuye` and `python -m jiuye` enter: what only reads does without the compiler, and starts at once."""

from __future__ import annotations

import os
import sys

READING = {
    "check",
    "levers",
    "cities",
    "scenarios",
    "indicators",
    "schema",
    "plan",
    "results",
    "docs",
}  # commands that simulate nothing


def enter() -> None:
    """Do what the command line asks; the process ends with its exit code."""
    open_streams()
    if set(sys.argv[1:2]) & READING:
        os.environ.setdefault("NUMBA_DISABLE_JIT", "1")
    os.environ.setdefault("JIUYE_EVES_MB", "1000")  # of burnt-in cities on disk, see experiments/runs/kept_eves.py
    from .commands.door import main

    main()


def open_streams() -> None:
    """Who closes a stream (`>&-`, a service without a terminal) wants nothing from it; Python has None there, and the
    next file that is opened would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


if __name__ == "__main__":
    enter()
