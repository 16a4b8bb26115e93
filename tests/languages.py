"""Chinese without English, English without Chinese, word by word: what a reader of a page reads, and which words of it
are of the other language. `words_that_stay.yaml` has the Latin words that Chinese uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import yaml

HANZI = re.compile("[\u3400-\u9fff，。；：？！（）《》、]")
LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
WORD = re.compile(rf"[{LETTER}](?:[{LETTER}0-9_'’.-]*[{LETTER}0-9])?")
MARKED = re.compile(r"```.*?```|`[^`]*`|<!--.*?-->|\]\([^)]*\)|<(?:code|pre)\b.*?</(?:code|pre)>|</?[a-z][^>]*>", re.S)
FILES = r"[\w./-]*[\w-]\.(?:yaml|md|json|csv|parquet|svg|html)\b|[\w.…-]*/[\w./…-]+"
NAMED = r"[a-z0-9_.]+:[A-Za-z0-9_.]+|tcp://\S+|pip install \S+"  # a place in the code, an address
TYPED = re.compile(rf"{FILES}|{NAMED}|" + r'"[ -!#-~]*"|\{\w+\}|%\(\w+\)s', re.ASCII)  # what is typed or filled in
SILENT = {"code", "pre", "kbd", "script", "style", "textarea", "template", "noscript"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TOLD = ("alt", "title", "aria-label", "placeholder", "aria-description", "aria-valuetext")
STAY = Path(__file__).with_name("words_that_stay.yaml")


class Read(HTMLParser):
    """What is read of a page, or read out: texts and labels, without code and without what is in another language and
    says so."""

    def __init__(self, html: str, lang: str) -> None:
        super().__init__()
        self.lang, self.said, self.open = lang, list[str](), list[tuple[str, bool]]()
        self.feed(html)
        self.close()

    @property
    def silent(self) -> bool:
        return any(silent for _, silent in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        hidden = "display: none" in (known.get("style") or "")
        other = hidden or (tag != "html" and not (known.get("lang") or self.lang).startswith(self.lang))
        if not (other or self.silent or tag in SILENT):
            self.said += [words for name in TOLD if (words := known.get(name))]
        if tag not in VOID:
            self.open.append((tag, other or tag in SILENT))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.said.append(" ".join(data.split()))


@cache
def _written() -> dict[str, list[Any]]:
    content: dict[str, list[Any]] = yaml.safe_load(STAY.read_text(encoding="utf-8"))
    return content


@cache
def _stay() -> tuple[frozenset[str], re.Pattern[str]]:
    groups = _written()["groups"]
    assert all(len(group["reason"]) > 20 for group in groups)
    words = frozenset(word for group in groups for word in group.get("words", ()))
    patterns = [pattern for group in groups for pattern in group.get("patterns", ())]
    return words, re.compile("|".join(patterns), re.ASCII)


@cache
def names() -> frozenset[str]:
    """Names by which the program knows things: what is typed and what files hold."""
    from jiuye.commands.docs import every_command
    from jiuye.experiments.studies.study import list_studies
    from jiuye.model.behaviour import Behaviour
    from jiuye.model.indicators import INDICATORS
    from jiuye.model.levers import LEVERS
    from jiuye.model.params import params_of
    from jiuye.model.rules import Rules
    from jiuye.scenarios.cities import list_cities, load_city
    from jiuye.scenarios.cities.figures import FORMS
    from jiuye.scenarios.merge import list_scenarios
    from jiuye.scenarios.schema import schema
    from jiuye.viz.site.python_api import GIVEN_BACK, PUBLIC
    from jiuye.viz.site.stored import columns

    found = {
        "jiuye",
        *list_scenarios(),
        *list_studies(),
        *LEVERS,
        *INDICATORS,
        *params_of(Behaviour),
        *params_of(Rules),
        *list_cities(),
    }
    found |= {name for lever in LEVERS.values() for name in lever.settings()}
    found |= {part for name, form in FORMS.items() for part in (name, *form.names)}
    found |= {part for table, held in columns().items() for part in (table, f"{table}.parquet", f"{table}.json", *held)}
    found |= {word for one in (*PUBLIC, *GIVEN_BACK) for word in (one.__name__, f"jiuye.{one.__name__}")}
    for context in every_command():
        found |= {*context.command_path.split(), *(p.human_readable_name.upper() for p in context.command.params)}
        for option in context.command.params:
            found |= {*re.split(r"[][|{}]+|\.{3}", option.make_metavar(context)), "h"}
            found |= {name.lstrip("-") for name in (*option.opts, *option.secondary_opts)}
            found |= {str(choice) for choice in getattr(option.type, "choices", ())}
    found |= {district.id for city in list_cities() for district in load_city(city).districts}
    extras = metadata("jiuye").get_all("Provides-Extra") or ()
    return frozenset({*found, *_keys(schema()), *extras, *_written()["typed"]})


def _keys(schema: object) -> set[str]:
    """Every setting and every choice that a schema names."""
    if isinstance(schema, list):
        return {key for part in schema for key in _keys(part)}
    if not isinstance(schema, dict):
        return set()
    own = {*schema.get("properties", ()), *map(str, schema.get("enum", ()))}
    return own | {key for part in schema.values() for key in _keys(part)}


def latin(words: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Latin words that Chinese does not use; `known` may stand besides, as names where one types them."""
    stay, patterns = _stay()
    plain = MARKED.sub(" ", words)
    if known:
        plain = TYPED.sub(" ", plain)
    return [w for w in WORD.findall(patterns.sub(" ", plain)) if w not in stay and w not in known]


def strangers(said: Iterable[str], lang: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Texts that hold words of the other language, with these words before them."""
    found = {}
    for words in said:
        odd = latin(words, known) if lang == "zh" else HANZI.findall(MARKED.sub(" ", words))
        if odd and odd != ["中", "文"]:
            found[f"{' '.join(odd)} | {words[:160]}"] = None
    return list(found)


def in_one_language(words: Sequence[object], told: str, lang: str) -> None:
    """What a command prints is in the language it was asked for, but for files it shows and the answers of SQL."""
    given = [str(word) for word in words]
    for asked in ("zh", "en"):
        if f"--lang={asked}" in given or ["--lang", asked] in [given[k : k + 2] for k in range(len(given))]:
            lang = asked
    shows = (
        {"--json", "--debug"} & {*given}
        or given[:2] == ["results", "query"]
        or given[:1] in (["scenarios"], ["schema"])
    )
    for word in given:  # what somebody calls a folder is no word of ours
        told = told.replace(word, " ") if HANZI.search(word) else told
    if not shows:
        typed = names() | {"main", *WORD.findall(" ".join(given))}
        assert strangers(told.splitlines(), lang, typed) == [], given
