"""Pages of the reference that list what the model is made of: levers, indicators, parameters, and where numbers come
from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs

from ...scenarios.sources import load_literature
from ...scenarios.targets import load_targets
from ..reports.as_html import block_html, inline
from ..reports.document import Cell
from ..reports.literature import literature_table
from ..reports.lookups import collection, group_title
from ..reports.public_moments import definitions
from ..reports.reference import LookupEntry, unfold_sources
from ..words.texts import Lang, text

LINK = re.compile(r'<a href="/\w+\?([^"]*)">(.*?)</a>')
WORK = re.compile(r'<th scope="row"[^>]*>(B [\d.a-c]+)</th>')


def entries_page(kind: str, lang: Lang) -> str:
    """Everything of a kind, group by group: a heading for each entry that has a text, else a row of a table."""
    found = collection(kind, lang)
    about = inline(text(f"app_model.about.{kind}", lang, n=len(found.entries)))
    parts = [f"# {text(f'app_model.parts.{kind}', lang)}", f"<p>{about}</p>"]
    for group in found.groups():
        entries = [entry for entry in found.entries if entry.group == group]
        parts.append(f"## {group_title(kind, group, lang)}")
        if found.columns:
            parts.append(table(found.columns, [(_name(entry), *map(_cell, entry.cells)) for entry in entries], lang))
        else:
            parts += [part for entry in entries for part in _section(entry)]
    return "\n\n".join(parts) + "\n"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> str:
    """Rows of HTML below headings; the first column names the row."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>' for name, *cells in rows
    )
    return within_site(
        unfold_sources(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>", lang), lang
    )


def within_site(html: str, lang: Lang) -> str:
    """Links to the pages in the browser become links to the page of sources, or no links."""

    def turned(match: re.Match[str]) -> str:
        asked = parse_qs(match[1].replace("&amp;", "&"))
        if asked.get("part", [""])[0] not in ("sources", "validation"):
            return match[2]
        return f'<a href="sources.html#{_anchor(asked["q"][0])}">{match[2]}</a>'

    return LINK.sub(turned, html)


def _anchor(code: str) -> str:
    """`2.14` is the work B 2.14, `P12` a public figure; `P20` begins with P20a."""
    if not code.startswith("P"):
        return f"B{code}"
    known = [target.id for target in load_targets()]
    return code if code in known else next((one for one in known if one.rstrip("abcde") == code), code)


def _section(entry: LookupEntry) -> tuple[str, str]:
    html = entry.body.replace("<table role=", "<table data-of=").replace('role="row"', "")
    return f"### {entry.title} `{entry.name}` {{#{entry.name}}}", within_site(html, "en")


def _name(entry: LookupEntry) -> str:
    name = f'<code id="{entry.name}">{entry.name}</code>'
    return name if entry.title == entry.name else f"{escape(entry.title)} {name}"


def _cell(cell: Cell) -> str:
    return inline(cell.main) + "".join(f'<span class="note">{inline(note)}</span>' for note in cell.notes)


def sources_page(lang: Lang) -> str:
    """Public figures and literature, by the codes that other pages name."""
    figures = block_html(definitions(load_targets(), lang), lang)
    works = WORK.sub(
        lambda m: m[0].replace("<th ", f'<th id="{m[1].replace(" ", "")}" ', 1),
        literature_table(load_literature(), lang),
    )
    return "\n\n".join(
        (
            f"# {text('site.sources', lang)}",
            text("site.sources_about", lang),
            f"## {text('site.public_figures', lang)}",
            figures,
            f"## {text('app_model.parts.sources', lang)}",
            works,
        )
    )
