"""Entries to search and filter: what can be looked up about the model. An entry becomes a fold (`body`) or a row of a
table (`cells`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlencode

from ..words.glossary import source_told
from ..words.texts import Lang, text
from .as_html import block_html
from .document import Cell, DataTable, RowGroup

CODES = re.compile(
    r"§(?P<plan>\d(?:\.\d){0,2})|\b(?P<claim>C\d\d)\b|\b(?P<target>P\d{2,3}[a-e]?)\b|\bB (?P<work>\d\.\d+[a-c]?)"
)


@dataclass(frozen=True)
class LookupEntry:
    """One thing to look up."""

    name: str  # as files write it
    title: str
    group: str
    phases: tuple[str, ...]
    grades: tuple[str, ...]
    searched: str
    line: tuple[str, ...] = ()  # beside the title of a fold
    body: str = ""  # HTML below it
    cells: tuple[Cell, ...] = ()  # of a table whose first column is the name and title


@dataclass(frozen=True)
class Collection:
    """The entries of one kind, and what they can be filtered by."""

    entries: tuple[LookupEntry, ...]
    columns: tuple[str, ...] = ()  # headings of the table; empty where entries are folds

    def groups(self) -> list[str]:
        """Groups in the order in which they come."""
        return list(dict.fromkeys(entry.group for entry in self.entries if entry.group))

    def phases(self) -> list[str]:
        """Steps of the month that read an entry."""
        return list(dict.fromkeys(phase for entry in self.entries for phase in entry.phases))

    def grades(self) -> list[str]:
        """Grades of numbers that occur."""
        return list(dict.fromkeys(grade for entry in self.entries for grade in entry.grades))

    def fitting(self, group: str = "", phase: str = "", grade: str = "", words: str = "") -> list[LookupEntry]:
        """Entries that fit every filter given and hold every word; the one of that very name first."""
        asked = words.casefold().split()
        found = [
            entry
            for entry in self.entries
            if group in ("", entry.group)
            and (not phase or phase in entry.phases)
            and (not grade or grade in entry.grades)
            and all(word in entry.searched for word in asked)
        ]
        return sorted(found, key=lambda entry: entry.name != words)


def address(page: str, lang: Lang, **settings: str) -> str:
    """Where another page, or another part of this one, is found."""
    return f"/{page}?{urlencode({'lang': lang, **{name: value for name, value in settings.items() if value}})}"


def linked_source(source: str, lang: Lang) -> str:
    """A source as HTML: sections of the plan, its figures, public targets and literature lead to where they stand."""

    def link(match: re.Match[str]) -> str:
        kind, code = next((name, value) for name, value in match.groupdict().items() if value)
        where = {
            "plan": ("model", {"part": "plan", "section": code}),
            "claim": ("claims", {"q": code}),
            "target": ("model", {"part": "validation", "q": code}),
            "work": ("model", {"part": "sources", "q": code}),
        }
        page, settings = where[kind]
        return f'<a href="{escape(address(page, lang, **settings))}">{match[0]}</a>'

    return CODES.sub(link, escape(source_told(source, lang)))


def marked(source: str) -> str:
    """A source as text of a cell, to be linked once the table is HTML."""
    return f"\ue000{source}\ue001"


def unfold_sources(html: str, lang: Lang) -> str:
    """A table in which marked sources have become links."""
    return re.sub("\ue000(.*?)\ue001", lambda m: linked_source(unescape(m[1]), lang), html)


def chapter(section: str) -> str:
    """`§3.2.1, §6.1.1` stands under 3.2."""
    return ".".join(section.lstrip("§").partition(",")[0].split(".")[:2])


def step_title(step: str, lang: Lang) -> str:
    """A step of the month in a few words."""
    return text(f"app_model.step.{step}.title", lang)


def fold_head(entry: LookupEntry) -> str:
    """The line of an entry that opens, as HTML."""
    return (
        f'<span class="entry-name">{escape(entry.title)} <code>{escape(entry.name)}</code></span>'
        f"{''.join(f'<small>{escape(words)}</small>' for words in entry.line)}"
    )


def table(caption: str, columns: Sequence[str], entries: Sequence[LookupEntry], lang: Lang) -> str:
    """Entries as rows."""
    rows = tuple((_row_name(e), e.cells) for e in entries)
    return unfold_sources(block_html(DataTable(caption, tuple(columns), (RowGroup("", rows),)), lang), lang)


def _row_name(entry: LookupEntry) -> str:
    """Its title, and the name by which files know it."""
    if entry.title == entry.name:
        return f"`{entry.name}`"
    return entry.title if entry.name in entry.title else f"{entry.title} `{entry.name}`"


def searched_in(*words: str) -> str:
    """What a search looks through."""
    return " ".join(words).casefold()
