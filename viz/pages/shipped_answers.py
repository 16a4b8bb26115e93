"""Answers to the questions that the page Ask offers ready-made; made beforehand, by `make shipped`.

`stale()` says whether what they were made with is still what is in force; a test asks it.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ...experiments.advise import Advice, advise
from ...experiments.advise.advice import advice_of
from ...experiments.advise.plays import settings_of
from ...experiments.compare.comparison_file import plain
from ...results.atomic import write_atomic
from ...results.digest import mark
from .asked_advice import FIRST, AskedAdvice

FILE = Path(__file__).parent / "made" / "answers.json.gz"
READY = (
    FIRST,
    AskedAdvice("hangzhou", 100_000_000.0, "platform_income", ""),
    AskedAdvice("ningbo", 50_000_000.0, "unemployment_rate", "age=16-24"),
    AskedAdvice("hangzhou", 200_000_000.0, "insured_share", ""),
)
UNMARKED = ("version", "code")  # of what an answer rests on: these change with every edit


def shipped_answer(asked: AskedAdvice) -> Advice | None:
    """The answer to a question, where it came with the program."""
    return _shipped().get(asked.key)


def stale() -> list[str]:
    """Ready-made questions whose answers are missing, or rest on what has changed since."""
    made = _file()
    return [one.key for one in READY if made.get(one.key, {}).get("mark") != mark_of(one)]


def mark_of(asked: AskedAdvice) -> str:
    """Stands for everything an answer rests on but the code."""
    settings = settings_of(asked.base(), asked.wanted())
    return mark(repr(asked), {name: value for name, value in settings.items() if name not in UNMARKED})


def make() -> Path:
    """Make them anew, with every core."""
    made = {}
    for asked in READY:
        with tempfile.TemporaryDirectory() as folder:
            found = advise(
                asked.base(),
                asked.budget,
                asked.wanted(),
                Path(folder),
                seeds=asked.seeds,
                fresh=asked.fresh,
                command=asked.command,
            )
        made[asked.key] = {"mark": mark_of(asked), "answer": replace(found, wall_s=round(found.wall_s, 1)).record()}
    FILE.parent.mkdir(exist_ok=True)
    write_atomic(FILE, gzip.compress(json.dumps(plain(made), ensure_ascii=False).encode(), mtime=0))
    return FILE


@cache
def _file() -> dict[str, Any]:
    if not FILE.is_file():
        return {}
    made: dict[str, Any] = json.loads(gzip.decompress(FILE.read_bytes()))
    return made


@cache
def _shipped() -> dict[str, Advice]:
    return {key: advice_of(one["answer"]) for key, one in _file().items()}


if __name__ == "__main__":
    print(make())
