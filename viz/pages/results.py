"""Comparisons that are done: the last few, for every session, and the files one can take away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyarrow import parquet

from ...experiments.compare.compare import names_of
from ...experiments.compare.comparison import Comparison
from ...experiments.compare.comparison_file import differences_of, dump
from ...experiments.compare.one_seed import SeedComparison
from ...experiments.compare.over_seeds import gather
from ...experiments.runs.reproduction import command_of as reproduced
from ...experiments.runs.reproduction import seeds_of
from ...model.levers import LEVERS
from ...scenarios.spec import Scenario, list_scenarios
from ..reports import as_html
from ..reports.brief import document_of
from ..words.texts import Lang
from .asked import BASELINE, AskedComparison
from .newest import Newest
from .own_city import file_of_city

BASE_FILE = "base.yaml"  # of what is compared with, where files of one's own shape its past
KEPT = 24  # comparisons, some megabytes each

HTML, PARQUET, CSV, JSON, YAML = (
    "text/html",
    "application/vnd.apache.parquet",
    "text/csv",
    "application/json",
    "text/yaml",
)


@dataclass(frozen=True)
class FoundComparison:
    """A comparison and the scenarios it is of."""

    key: str
    comparison: Comparison
    scenarios: tuple[Scenario, ...]
    base: Scenario | None = None  # where it is not the city without policies
    others: tuple[tuple[str, str], ...] = ()  # more files that the command needs: name and text

    @property
    def written(self) -> tuple[Scenario, ...]:
        """The scenarios that can be taken away as files."""
        return self.scenarios if self.base is None else (self.base, *self.scenarios)

    def files(self) -> dict[str, tuple[str, Callable[[], bytes]]]:
        """Name → type and content of every file to take away."""
        made: dict[str, tuple[str, Callable[[], bytes]]] = {
            "brief.zh.html": (HTML, lambda: brief(self.comparison, "zh")),
            "brief.en.html": (HTML, lambda: brief(self.comparison, "en")),
            "differences.csv": (CSV, lambda: as_csv(self.comparison)),
            "differences.parquet": (PARQUET, lambda: as_parquet(self.comparison)),
            "comparison.json": (JSON, lambda: json.dumps(dump(self.comparison), ensure_ascii=False).encode()),
        }
        for scenario in self.written:
            made[f"{scenario.name}.yaml"] = (YAML, scenario.text.encode)
        for name, words in self.others:
            made[name] = (YAML, words.encode)
        return made


comparisons: Newest[str, FoundComparison] = Newest(KEPT, lambda found: len(found.comparison.seeds))  # those done last


def found_in(
    asked: AskedComparison,
    base: Scenario,
    scenarios: tuple[Scenario, ...],
    pairs: Mapping[int, SeedComparison],
    wall_s: float,
) -> FoundComparison:
    """What the seeds that are in say, exactly as `jiuye compare` says it."""
    seeds = range(1, asked.seeds + 1)
    names = names_of(base, scenarios)
    comparison = gather(base, scenarios, names, dict(pairs), seeds, command_of(asked, scenarios, pairs, base), wall_s)
    return FoundComparison(asked.key, comparison, scenarios, base if asked.base else None, others_of(asked, base))


def command_of(
    asked: AskedComparison, scenarios: tuple[Scenario, ...], pairs: Mapping[int, Any], base: Scenario | None = None
) -> str:
    """The command that makes it again, with the scenario files to take away in the present folder."""
    shipped = set() if asked.own_past else {*list_scenarios(), *LEVERS}
    words = [words for _, words in asked.slots]
    files = [word if word in shipped else f"{s.name}.yaml" for word, s in zip(words, scenarios, strict=True)]
    return command_for(asked, files, base, sorted(pairs))


def command_for(asked: AskedComparison, files: list[str], base: Scenario | None, seeds: Sequence[int]) -> str:
    """The same with these policies."""
    first = BASE_FILE if asked.own_past else BASELINE
    if asked.base and base is not None:
        named = not asked.own_past and asked.base in {*list_scenarios(), *LEVERS}
        first = asked.base if named else f"{base.name}.yaml"
    city = file_of_city(asked.city)
    where: dict[str, object] = {"city": city[0] if city else asked.city}
    where |= {"workers": asked.persons, "months": asked.months}
    where |= {"groups": (asked.groups,)} if asked.groups else {}
    return reproduced("compare", first, *files, **where, seeds=seeds_of(seeds))


def others_of(asked: AskedComparison, base: Scenario) -> tuple[tuple[str, str], ...]:
    """Files that the command needs beside the policies: a city of one's own, and the base where it is not shipped."""
    city = file_of_city(asked.city)
    own_base = [(BASE_FILE, base.text)] if asked.own_past and not asked.base else []
    return (*([city] if city else []), *own_base)


def brief(comparison: Comparison, lang: Lang) -> bytes:
    """The brief in one language; its link to the other works where both files lie side by side."""
    other = "en" if lang == "zh" else "zh"
    return as_html.page(document_of(comparison, lang, f"brief.{other}.html"), lang).encode()


def as_csv(comparison: Comparison) -> bytes:
    """Every difference, one a line; spreadsheets know it for UTF-8 by its first sign."""
    target = io.StringIO()
    table = differences_of(comparison)
    writer = csv.DictWriter(target, table.column_names)
    writer.writeheader()
    writer.writerows(table.to_pylist())
    return target.getvalue().encode("utf-8-sig")


def as_parquet(comparison: Comparison) -> bytes:
    """The same as `differences.parquet` of `jiuye compare`."""
    target = io.BytesIO()
    parquet.write_table(differences_of(comparison), target)
    return target.getvalue()
