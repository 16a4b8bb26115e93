"""The brief of a comparison: one page a deputy mayor reads in three minutes, then the detail."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...experiments.claims import ClaimsLedger, shipped_ledger
from ...experiments.compare.comparison import Comparison
from ...experiments.validation.validation_file import shipped_validation
from ...results.atomic import write_atomic
from ...scenarios.calibrations import USUAL
from ...scenarios.yaml_reader import SpecError
from ..charts.canvas import Chart
from ..view import View
from ..words.texts import Lang, month_name, number, text
from . import as_html, as_markdown
from .agreement import agreement
from .document import Block, Document, Figures, Fold
from .evidence import RECORD, definitions, precision, reproduce, weak_numbers
from .money import money_section
from .outcomes import at_a_glance, headline, on_the_map, over_time, who_gains
from .plan_figures import plan_figures

HTML = "brief.html"
MARKDOWN = "brief.md"


def write_all(comparison: Comparison, folder: Path, lang: Lang) -> Path:
    """The brief in every form, each chart drawn once; returns `brief.html`."""
    documents = _documents(comparison, lang)
    write_json(comparison, folder)
    _write_markdown(documents[lang], folder, lang)
    return _write_html(documents, folder, lang)


def write_brief(comparison: Comparison, folder: Path, lang: Lang) -> Path:
    """Write `brief.html` in one language and `brief.<other>.html` in the other, linked; returns the first."""
    return _write_html(_documents(comparison, lang), folder, lang)


def write_markdown(comparison: Comparison, folder: Path, lang: Lang) -> Path:
    """Write `brief.md` and its charts; returns the former."""
    return _write_markdown(document_of(comparison, lang, _file_of(_other(lang))), folder, lang)


def write_json(comparison: Comparison, folder: Path) -> Path:
    """Write `brief.json`, the comparison as plain data; a number that does not exist is null."""
    return write_whole(folder / RECORD, json.dumps(_plain(comparison.record()), ensure_ascii=False, indent=1) + "\n")


def document_of(comparison: Comparison, lang: Lang, other_file: str) -> Document:
    """The brief in one language, before it is HTML or Markdown."""
    view = View(comparison, lang)
    sections = [at_a_glance(view), headline(view), over_time(view), on_the_map(view), who_gains(view)]
    sections += [money_section(view), plan_figures(view, _tried()), precision(view)]
    sections += [agreement(view, shipped_validation(comparison.city), shipped_validation(USUAL)), weak_numbers(view)]
    sections += [reproduce(view), definitions(view)]
    return Document(
        lang="zh-CN" if lang == "zh" else "en",
        title=_title(view),
        eyebrow=view.say("brief.eyebrow"),
        facts=_facts(view),
        other=(_other(lang), text("language", _other(lang)), other_file),
        sections=tuple(section for section in sections if section.blocks),
        contents=view.say("brief.contents"),
        footer=view.say("brief.footer", version=comparison.version),
    )


def _tried() -> ClaimsLedger | None:
    """What became of the plan's figures; nothing where their tests have changed so much that it cannot be told."""
    try:
        return shipped_ledger()
    except SpecError:
        return None


def charts_of(document: Document) -> Iterator[Chart]:
    """Every chart of a brief."""

    def within(blocks: Iterator[Block]) -> Iterator[Chart]:
        for block in blocks:
            if isinstance(block, Figures):
                yield from block.charts
            elif isinstance(block, Fold):
                yield from within(iter(block.blocks))

    for section in document.sections:
        yield from within(iter(section.blocks))


def _documents(comparison: Comparison, lang: Lang) -> dict[Lang, Document]:
    other = _other(lang)
    return {lang: document_of(comparison, lang, _file_of(other)), other: document_of(comparison, other, HTML)}


def _write_html(documents: dict[Lang, Document], folder: Path, lang: Lang) -> Path:
    for each, document in documents.items():
        write_whole(folder / (HTML if each == lang else _file_of(each)), as_html.page(document, each))
    return folder / HTML


def _write_markdown(document: Document, folder: Path, lang: Lang) -> Path:
    for chart in charts_of(document):
        write_whole(folder / as_markdown.FIGURES / f"{lang}-{chart.name}.svg", chart.svg)
    return write_whole(folder / MARKDOWN, as_markdown.page(document, lang))


def _title(view: View) -> str:
    c = view.comparison
    key = "brief.title" if len(c.scenarios) > 1 else "brief.title_one"
    first = view.title(c.scenarios[0])
    return view.say(key, city=view.city, scenarios=len(c.scenarios), scenario=first, base=view.title(c.base))


def _facts(view: View) -> tuple[str, ...]:
    c, lang = view.comparison, view.lang
    return (
        view.say("brief.horizon", months=c.months, start=month_name(c.start, 0, lang)),
        view.say(
            "brief.people",
            residents=number(c.residents, "persons" if lang == "zh" else "", lang),
            workers=number(c.workers, "persons" if lang == "zh" else "", lang),
            weight=number(c.weight, "persons" if lang == "zh" else "", lang),
        ),
        view.say("brief.seeds", n=len(c.seeds)),
        *([view.say("ensemble.fact", n=c.ensemble)] if c.ensemble else []),
        view.say("brief.version", version=c.version),
    )


def _other(lang: Lang) -> Lang:
    return "en" if lang == "zh" else "zh"


def _file_of(lang: Lang) -> str:
    return f"brief.{lang}.html"


def write_whole(file: Path, content: str) -> Path:
    """Write a file whole or not at all."""
    return write_atomic(file, content)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float) or hasattr(value, "item"):
        value = value.item() if hasattr(value, "item") else value
        return None if isinstance(value, float) and not math.isfinite(value) else value
    return value
