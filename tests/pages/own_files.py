"""Files that visitors drop in, for the tests of the page Compare."""

from __future__ import annotations

import base64

import pytest

from jiuye.scenarios.spec import SpecError
from jiuye.scenarios.yaml_reader import read_text
from jiuye.viz.pages.asked import AskedComparison
from jiuye.viz.pages.own_form import changes_of
from jiuye.viz.pages.own_scenario import words_for
from jiuye.viz.pages.packed import FILE_BYTES
from jiuye.viz.pages.query import Query
from jiuye.viz.words.faults import fault_line

SMALL = {"city": "lishui", "persons": 2_000, "months": 12, "seeds": 2}
JIAXING = """\
id: jiaxing
name: {zh: 嘉兴, en: Jiaxing}
extends: reference
census:
  value:
    residents: 5_400_868
    urban_share: 0.71339
    male_per_100_female: 108.79
    age_0_14: 0.1208
    age_15_59: 0.6862
    age_60: 0.1930
    age_65: 0.1405
  source: 2020 census row of Jiaxing
  grade: measured
"""
MINE = """\
title: {zh: 我的政策, en: My policy}
extends: baseline
seasons: true
levers:
  - training_subsidy: {seats: 48000, mode: online}
"""
LARGE = b"#" * (FILE_BYTES + 1)


def page(**said: object) -> Query:
    """The page Compare with settings in its address."""
    address = Query("compare", (), print).href(**said)
    return Query.read("compare", address.partition("?")[2], print)


def words(file: str, text: str) -> str:
    """A file as words of a slot."""
    return words_for(read_text(text, shown=file), file)


def dropped(name: str, content: bytes) -> dict[str, object]:
    """What the browser sends of a file: nothing of a large one but its size."""
    sent = content if len(content) <= FILE_BYTES else b""
    return {"name": name, "size": len(content), "content": base64.b64encode(sent).decode()}


def asked(**said: object) -> AskedComparison:
    return AskedComparison.of(page(**said))


def refusals(**said: object) -> list[str]:
    with pytest.raises(SpecError) as refused:
        asked(**said).scenarios()
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in fault_line(f, "zh")) for f in refused.value.faults)
    return [str(fault) for fault in refused.value.faults]


def drop(*files: tuple[str, bytes], first: str = "a", **said: object):
    query = page(**said)
    return changes_of([dropped(name, content) for name, content in files], query, AskedComparison.of(query), first)
