"""`jiuye pair`: two cities in one folder: what was decided and how right that was, and a brief for each of them."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Sequence
from pathlib import Path

from ..experiments.compare.compare import check_same_city
from ..experiments.compare.comparison_file import plain, write_comparison
from ..experiments.compare.pair import Paired, compare_pair, months_of
from ..messages import phrase
from ..scenarios.spec import Scenario, SpecError
from ..scenarios.yaml_reader import Fault
from ..viz.reports import as_html, as_markdown
from ..viz.reports.brief import write_all, write_whole
from ..viz.reports.pair import document_of, story_lines
from ..viz.terminal.checking import tell_notices
from ..viz.terminal.output import compile_first, emit, progress, say, show
from ..viz.terminal.tables import comparison_table
from ..viz.words.texts import LANGUAGES, Lang, text
from .compare import set_for_all

HTML, MARKDOWN, RECORD = "two-cities.html", "two-cities.md", "two-cities.json"


def pair_and_show(
    base: Scenario,
    scenario: Scenario,
    seeds: Sequence[int],
    out: Path,
    *,
    asked: Sequence[str],
    lang: Lang = "en",
    as_json: bool = False,
) -> bool:
    """Play both cities, write the folder and show it; returns whether all seeds finished. Ctrl-C keeps what has."""
    if scenario.pair is None:
        message = phrase("run.no_pair", "asks for no second city; write {one}", one="`pair: {city: …}`")
        raise SpecError([Fault(scenario.name, message)])
    try:
        check_same_city(base, [scenario], paired=True)
    except ValueError as error:
        raise SpecError([Fault("pair", set_for_all(error))]) from None
    tell_notices((base, scenario), lang)
    compile_first(lang)
    cities = f"{base.profile.id}, {scenario.pair.city}"
    title = text("pair.progress", lang, name=scenario.name, cities=cities, seeds=len(seeds))
    command = _command(base, seeds, asked)
    with progress(title, len(seeds) * months_of(scenario), lang) as tick:
        found = compare_pair(base, scenario, seeds, command=command, tick=tick)
    mark = hashlib.sha256("\n".join([base.text, scenario.text, *map(str, found.stories)]).encode()).hexdigest()[:8]
    folder = out / f"pair-{scenario.name}-{base.profile.id}-{scenario.pair.city}-{mark}"
    page = write_pair(found, folder, lang)
    if as_json:
        emit({**found.record(), "page": str(page)})
    else:
        show(*story_lines(found, lang))
        show(comparison_table(found.first, lang), comparison_table(found.second, lang))
        show(text("pair.written", lang, file=page))
    if found.first.unfinished:
        done, every = len(found.stories), len(found.stories) + len(found.first.unfinished)
        say(text("cli.compare.interrupted", lang, done=done, asked=every, out=folder))
    return not found.first.unfinished


def write_pair(found: Paired, folder: Path, lang: Lang) -> Path:
    """The page of both cities in every form, and the brief of each in a folder of its own; returns the page."""
    for comparison in (found.first, found.second):
        own = folder / comparison.city
        own.mkdir(parents=True, exist_ok=True)
        write_all(comparison, own, lang)
        write_comparison(comparison, own)
    for each in LANGUAGES:
        other: Lang = "en" if each == "zh" else "zh"
        document = document_of(found, each, _file(other, lang))
        write_whole(folder / _file(each, lang), as_html.page(document, each))
        if each == lang:
            write_whole(folder / MARKDOWN, as_markdown.page(document, each))
    write_whole(folder / RECORD, json.dumps(plain(found.record()), ensure_ascii=False, indent=1) + "\n")
    return folder / HTML


def _file(each: Lang, first: Lang) -> str:
    """The language asked for is `two-cities.html`."""
    return HTML if each == first else f"two-cities.{each}.html"


def _command(base: Scenario, seeds: Sequence[int], asked: Sequence[str]) -> str:
    """The command that makes the folder again."""
    which = str(len(seeds)) if list(seeds) == list(range(1, len(seeds) + 1)) else ",".join(map(str, seeds))
    words = ["jiuye", "pair", *asked, "--city", base.city, "--workers", str(base.workers)]
    return shlex.join([*words, "--months", str(base.months), "--seeds", which])
