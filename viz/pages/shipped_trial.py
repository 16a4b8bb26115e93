"""What the page Sandbox shows before anybody has tried a rule: made beforehand, by `make shipped`.

`stale()` says whether what it was made with is still what is in force; a test asks it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from ...experiments.compare.comparison_file import plain
from ...experiments.sandbox import MEASURES, Estimate, Gap, RuleVerdict, try_rule
from ...model.sandbox import Setting
from ...results.atomic import write_atomic
from ...results.digest import mark
from ...scenarios.dispatch import load_rule
from .trial import Question, RuleTrial

FILE = Path(__file__).parent / "made" / "sandbox.json.gz"
QUESTION = Question(("nearest", "poorest", "random"), "", Setting(), 4)  # with which the page opens


@cache
def shipped_trial() -> RuleTrial:
    """The trial of the rules that are ticked at first, in the article's setting."""
    return RuleTrial.finished(QUESTION, [verdict_of(record) for record in _file()["rules"]])


def verdict_of(record: Mapping[str, Any]) -> RuleVerdict:
    """A verdict from its record."""
    return RuleVerdict(
        rule=load_rule(record["rule"]),
        setting=Setting(**{name: record[name] for name in asdict(Setting())}),
        seeds=tuple(record["seeds"]),
        measures={name: _estimate(record[name]) for name in MEASURES},
        groups=tuple(Gap(**{name: _number(value) for name, value in gap.items()}) for gap in record["groups"]),
        points=tuple(point["step"] for point in record["series"]),
        series=tuple(_estimate(point) for point in record["series"]),
        lorenz=tuple(record["lorenz"]),
        published=record["published_gini"],
        wall_s=record["wall_s"],
    )


def stale() -> bool:
    """Whether rules or setting have changed since it was made."""
    return bool(_file()["mark"] != mark_of())


def mark_of() -> str:
    """Stands for everything the trial rests on but the code."""
    return mark(repr([(rule.weights, rule.bias) for rule in QUESTION.rules()]), repr(QUESTION), length=16)


def make() -> Path:
    """Make it anew."""
    seeds = range(1, QUESTION.seeds + 1)
    found = [try_rule(rule, QUESTION.setting, seeds) for rule in QUESTION.rules()]
    rules = [plain(replace(verdict, wall_s=round(verdict.wall_s, 1)).record()) for verdict in found]
    content = json.dumps({"mark": mark_of(), "rules": rules}, ensure_ascii=False)
    FILE.parent.mkdir(exist_ok=True)
    return write_atomic(FILE, gzip.compress(content.encode(), mtime=0))


def _estimate(record: Mapping[str, Any]) -> Estimate:
    return Estimate(*(_number(record[name]) for name in ("value", "low", "high")))


def _number(value: Any) -> Any:
    """Null stands where there was no number."""
    return float("nan") if value is None else value


@cache
def _file() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(gzip.decompress(FILE.read_bytes()))
    return made


if __name__ == "__main__":
    print(make())
