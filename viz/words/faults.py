"""Faults of input in the reader's language. The sentences are made where the fault is found; here they are turned."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import yaml

from ...scenarios.yaml_reader import Fault
from .texts import FOLDER, Lang

BLANK = re.compile(r"\\\{(\w+)\\\}")
NESTED = ("body", "why")  # blanks that may hold another sentence


def fault_line(fault: Fault, lang: Lang) -> str:
    """One line an editor can jump to: file, line, column, setting, what is wrong and what would be right."""
    return str(fault if lang == "en" else replace(fault, message=_turned(fault.message)))


def _turned(sentence: str) -> str:
    """The Chinese of an English sentence; the sentence itself where there is none."""
    for pattern, chinese in _sentences():
        if found := pattern.fullmatch(sentence):
            blanks = {name: _turned(words) if name in NESTED else words for name, words in found.groupdict().items()}
            return chinese.format(**blanks)
    return sentence


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, str] = yaml.load((FOLDER / "faults_zh.yaml").read_text("utf-8"), Loader=loader)
    return [(re.compile(BLANK.sub(r"(?P<\1>.+)", re.escape(english))), chinese) for english, chinese in table.items()]
