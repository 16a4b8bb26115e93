"""How every report is written: a page in each language, the same as Markdown, and the numbers, in one folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...experiments.compare.comparison_file import plain
from ...results.atomic import write_atomic
from ..words.texts import LANGUAGES, Lang
from . import as_html, as_markdown
from .building import other_of
from .document import ReportPage

DocumentOf = Callable[[Lang, str], ReportPage]  # language, file of the other language → document


@dataclass(frozen=True)
class Report:
    """A report before it is written."""

    document_of: DocumentOf
    record: Mapping[str, Any]  # the same for machines
    name: str  # of the record's file
    stem: str = "report"  # of the pages

    def page(self, each: Lang, first: Lang) -> str:
        """The file of a language; that of the first has the plain name."""
        return f"{self.stem}.html" if each == first else f"{self.stem}.{each}.html"


def write_report(report: Report, folder: Path, lang: Lang) -> Path:
    """Write a page in each language, linked, the first also as Markdown with its charts, and the record; each file
    whole or not at all. Returns the first page."""
    for each in LANGUAGES:
        document = report.document_of(each, report.page(other_of(each), lang))
        write_atomic(folder / report.page(each, lang), as_html.page(document, each))
        if each == lang:
            for chart in document.charts:
                write_atomic(folder / as_markdown.FIGURES / f"{each}-{chart.name}.svg", chart.svg)
            write_atomic(folder / f"{report.stem}.md", as_markdown.page(document, each))
    write_atomic(folder / f"{report.name}.json", json.dumps(plain(report.record), ensure_ascii=False, indent=1) + "\n")
    return folder / report.page(lang, lang)
