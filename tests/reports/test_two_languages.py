"""All that is written down in Chinese is Chinese, and in English English, word by word: texts of pages and reports,
messages, what the model says of itself, and the data that ships. Pages, briefs and terminals are read where they are
made: tests/pages, tests/docs, tests/commands."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

import jiuye
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.ledger import ACCOUNTS
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.model.rules import Rules
from jiuye.scenarios.pairing import Coupling, Rollout
from jiuye.viz.words.glossary import source_told
from jiuye.viz.words.texts import read_texts, texts

from ..languages import Read, latin, names, strangers

ROOT = Path(jiuye.__file__).parent
BLANK = re.compile(r"\{[^}]*\}")
TYPED = ("cli.", "sweep.")  # texts of terminals, where names of the program stand without code marks
DATA = [f for part in ("scenarios", "model", "experiments") for f in sorted((ROOT / part).rglob("*.*"))]
YAML, JSON, CSV = ([f for f in DATA if f.suffix == kind] for kind in (".yaml", ".json", ".csv"))


def plain(told: dict[str, str]) -> dict[str, str]:
    return {key: BLANK.sub(" ", words) for key, words in told.items()}


def in_language(data: Any, lang: str) -> Iterator[str]:
    """Every text of some data that stands under `zh` or `name_zh`."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == lang or str(key).endswith(f"_{lang}"):
                yield from leaves(value)
            else:
                yield from in_language(value, lang)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from in_language(value, lang)


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from leaves(value)


def test_texts_of_pages_and_reports():
    chinese = plain(texts("zh"))
    typed = {key: words for key, words in chinese.items() if key.startswith(TYPED)}
    assert strangers((words for key, words in chinese.items() if key not in typed), "zh") == []
    assert strangers(typed.values(), "zh", names()) == []
    english = {key: words for key, words in plain(texts("en")).items() if key != "site.this_language"}
    assert strangers(english.values(), "en") == []


@pytest.mark.parametrize("files", ["faults_*_zh.yaml", "commands_zh.yaml"])
def test_messages_and_helps(files):
    told = read_texts(files)
    assert len(told) > 150
    assert strangers(told.values(), "zh", names()) == []


def test_what_the_model_says_of_itself():
    owners = (Behaviour, Rules, Coupling, Rollout, *LEVERS.values())
    params = [p for owner in owners for p in params_of(owner).values()]
    records = [vars(lever) for lever in LEVERS.values()] + [
        {key: getattr(one, key) for key in one.__dataclass_fields__} for one in INDICATORS.values()
    ]
    chinese = [*(p.zh for p in params), *(lever.zh for lever in LEVERS.values()), *(a.zh for a in ACCOUNTS.values())]
    annotations = ("ClassVar",)
    chinese += [words for record in records for words in in_language(record, "zh") if words not in annotations]
    assert len(chinese) > 1000
    assert strangers(chinese, "zh") == []
    english = [*(p.doc for p in params), *(p.source for p in params), *(a.doc for a in ACCOUNTS.values())]
    english += [words for record in records for words in in_language(record, "en")]
    assert strangers(english, "en") == []


def test_sources_of_what_the_model_is_made_of():
    owners = (Behaviour, Rules, Coupling, Rollout, *LEVERS.values())
    sources = {p.source for owner in owners for p in params_of(owner).values()}
    sources |= {one.source for one in INDICATORS.values()}
    assert len(sources) > 150
    assert strangers([source_told(source, "zh") for source in sorted(sources)], "zh") == []


def test_the_glossary():
    told = read_texts("glossary*_zh.yaml")
    assert len(told) > 400
    assert strangers(told.values(), "zh") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_data_that_ships(lang):
    read = partial(yaml.load, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found = [words for f in YAML for words in in_language(read(f.read_text("utf-8")), lang)]
    found += [words for f in JSON for words in in_language(json.loads(f.read_text("utf-8")), lang)]
    for f in CSV:
        with f.open(encoding="utf-8", newline="") as table:
            found += [words for row in csv.DictReader(table) for words in in_language(row, lang)]
    assert len(found) > 1000
    assert strangers(found, lang) == []


# The checks can fail.


def test_words_of_the_other_language_are_found():
    assert latin("须为 must be a number（所给）") == ["must", "be", "number"]
    assert latin("用 `jiuye sweep` 生成 p < 0.1，见 C41、B 2.14 和 Card、Kluve与Weber（2018）的5G用户") == []
    assert latin("培训补贴（seats 60,000）") == ["seats"]
    assert latin("培训补贴（seats 60,000）", names()) == []
    assert strangers(["one 人", "a person"], "en") == ["人 | one 人"]
    assert strangers(["一个人", "a Person"], "zh") == ["Person | a Person"]


def test_code_scripts_and_the_other_languages_link_are_not_read():
    page = '<html lang="zh"><p title="a tip">一<code>two</code><a lang="en">English</a><br>三<script>x</script></p>four'
    assert Read(page, "zh").said == ["a tip", "一", "三", "four"]
