"""Every text a reader sees exists in both languages, is used, and is found where it is asked for."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from jiuye.experiments.sandbox import AGES
from jiuye.model.behaviour import Behaviour
from jiuye.model.indicators import INDICATORS
from jiuye.model.levers import LEVERS
from jiuye.model.params import params_of
from jiuye.scenarios.pairing import Coupling, Rollout
from jiuye.scenarios.targets import load_targets
from jiuye.viz.words.glossary import unit_told
from jiuye.viz.words.texts import FOLDER, has_unit, texts

ROOT = Path(__file__).resolve().parents[2]
SAYS = ("text", "say", "_say")  # functions that take the key of a text
WITHIN = ("", "app_map.", "app_people.")  # what some pages put before their keys
PAGES = ("viz/pages/map", "viz/pages/people", "viz/pages/life_view")
ANY = "(.+)"  # what is filled into a key
Among = dict[str, ast.expr]  # a name → what a loop around takes it from


# What the source says, and what is wrong with it.


class Asked(NamedTuple):
    """A text asked for: its key as a pattern, and the blanks that are filled (None where that cannot be read)."""

    place: str
    key: str
    filled: frozenset[str] | None


def asked_in(source: str, shown: str) -> Iterator[Asked]:
    """Every call that asks for a text by a key that can be read: written out, put together, or one of a few."""
    for call, among in _calls(_parsed(source), {}):
        blanks = frozenset(word.arg for word in call.keywords if word.arg)
        filled = None if any(word.arg is None for word in call.keywords) else blanks
        for key in (key for argument in call.args[:2] for key in _keys(argument, among)):
            yield Asked(f"{shown}:{call.lineno}", key, filled)


def _calls(node: ast.AST, among: Among) -> Iterator[tuple[ast.Call, Among]]:
    """Calls that ask for a text, with what each name around them runs through."""
    loops = list(getattr(node, "generators", [node] if isinstance(node, ast.For) else []))
    among = among | {loop.target.id: loop.iter for loop in loops if isinstance(loop.target, ast.Name)}
    if isinstance(node, ast.Call) and _name(node.func) in SAYS:
        yield node, among
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, among)


def _keys(node: ast.expr, among: Among) -> list[str]:
    """The keys a call may ask for, as patterns; none where it is handed on."""
    if isinstance(node, ast.IfExp):
        return [*_keys(node.body, among), *_keys(node.orelse, among)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if not isinstance(node, ast.JoinedStr):
        return []
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append([re.escape(part.value)])
        else:
            parts.append(_words(part.value, among))
    return ["".join(one) for one in product(*parts)]


def _words(node: ast.expr, among: Among) -> list[str]:
    """What may stand in a key: one of two words, one of a list written there, or anything."""
    if isinstance(node, ast.IfExp) and all(isinstance(one, ast.Constant) for one in (node.body, node.orelse)):
        return [re.escape(ast.literal_eval(one)) for one in (node.body, node.orelse)]
    words = among.get(node.id) if isinstance(node, ast.Name) else None
    if isinstance(words, ast.Tuple) and all(isinstance(one, ast.Constant) for one in words.elts):
        return [re.escape(str(ast.literal_eval(one))) for one in words.elts]
    return [ANY]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def missing(asked: Iterable[Asked], known: Mapping[str, str]) -> list[str]:
    """Texts that are asked for and not there, or not with what they need."""
    found = []
    for one in asked:
        if ANY in one.key:
            names = [key for key in known for before in WITHIN if re.fullmatch(re.escape(before) + one.key, key)]
        else:
            names = [before + plain for before in WITHIN if before + (plain := one.key.replace("\\", "")) in known]
        if not names:
            found.append(f"{one.place}: no text {one.key}")
        elif ANY not in one.key and one.filled is not None and not any(blanks(known[n]) <= one.filled for n in names):
            found.append(f"{one.place}: {one.key} is not told {sorted(blanks(known[names[0]]) - one.filled)}")
    return found


def forms_of(source: str) -> Iterator[str]:
    """Every text put together from parts, as a pattern: a key may be handed on before it is asked for."""
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            yield from _keys(node, {})


def words_of(source: str) -> Iterator[str]:
    """All that could be a key or be filled into one: texts and names of the source."""
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
            yield str(node.value)
            yield from re.split(r"[.\s,]+", str(node.value))
        elif isinstance(node, ast.Name | ast.Attribute | ast.arg | ast.keyword):
            yield _name(node) or getattr(node, "arg", None) or ""


def kinds_of(source: str) -> Iterator[str]:
    """Kinds of names found in data, told by `term`."""
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Call) and _name(node.func) == "term" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def unused(known: Iterable[str], patterns: Iterable[str], kinds: Iterable[str], words: set[str]) -> list[str]:
    """Texts that nobody can ask for."""
    open_ended = {pattern for pattern in patterns if ANY in pattern}
    whole = {before + pattern.replace("\\", "") for pattern in {*patterns} - open_ended for before in WITHIN}
    forms = [re.compile(re.escape(before) + pattern) for pattern in open_ended for before in WITHIN]

    def used(key: str) -> bool:
        if key in words or key in whole or key.startswith(tuple(f"{kind}." for kind in kinds)):
            return True
        matches = (form.fullmatch(key) for form in forms)
        return any(m and all(part in words or {*part.split(".")} <= words for part in m.groups()) for m in matches)

    return [key for key in known if not used(key)]


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


# The tree as it stands.


@cache
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


@cache
def sources() -> dict[str, str]:
    files = [f for f in ROOT.rglob("*.py") if not f.relative_to(ROOT).parts[0].startswith(("tests", ".", "build"))]
    return {str(f.relative_to(ROOT)): f.read_text("utf-8") for f in sorted(files)}


def shown() -> dict[str, str]:
    return {name: source for name, source in sources().items() if name.startswith(("viz", "commands", "__main__"))}


@cache
def asked() -> list[Asked]:
    return [one for name, source in shown().items() for one in asked_in(source, name)]


def test_both_languages_have_the_same_texts_with_the_same_blanks():
    english, chinese = texts("en"), texts("zh")
    assert len(english) > 1000
    assert english.keys() == chinese.keys()
    assert [key for key in english if blanks(english[key]) != blanks(chinese[key])] == []
    assert [key for table in (english, chinese) for key, told in table.items() if not isinstance(told, str)] == []


def test_both_languages_have_the_same_files_and_no_part_stands_in_two():
    parts: dict[str, dict[str, list[str]]] = {"en": {}, "zh": {}}
    for lang, found in parts.items():
        for file in FOLDER.glob(f"*.{lang}.yaml"):
            found[file.name.removesuffix(f".{lang}.yaml")] = re.findall(r"^(\w+):", file.read_text("utf-8"), re.M)
    assert parts["en"] == parts["zh"]
    assert len(parts["en"]) > 10
    every = [part for found in parts["en"].values() for part in found]
    assert sorted(every) == sorted({*every})
    of_faults = [p for f in FOLDER.glob("faults_*_zh.yaml") for p in re.findall(r"^(\w+):", f.read_text("utf-8"), re.M)]
    assert len(of_faults) == len({*of_faults}) > 30


def test_every_text_that_is_asked_for_is_there_and_told_what_it_needs():
    found = [one for one in asked() if re.match(r"\w+\\\.", one.key) or one.place.startswith(PAGES)]
    assert len(found) > 900
    assert missing(found, texts("en")) == []


def test_every_text_is_used():
    words = {word for source in sources().values() for word in words_of(source)}
    words |= {target.unit for target in load_targets()} | {f"age={low}-{high}" for low, high in AGES}
    kinds = {kind for source in sources().values() for kind in kinds_of(source)}
    patterns = [one.key for one in asked()] + [form for source in shown().values() for form in forms_of(source)]
    named = [pattern for pattern in patterns if re.match(r"\w", pattern)]
    assert unused(texts("en"), named, kinds, words) == []


def test_every_unit_of_a_number_has_chinese_words():
    owners = [*LEVERS.values(), Behaviour, Rollout, Coupling]
    units = {p.unit for owner in owners for p in params_of(owner).values()} | {i.unit for i in INDICATORS.values()}
    assert len(units) > 30
    told = {unit: unit_told(unit, "zh") for unit in units if unit and not has_unit(unit, "zh")}
    assert {unit: words for unit, words in told.items() if words == unit} == {}


# The checks can fail.


KNOWN = {"a.one": "{n} of {m}", "a.two": "", "app_map.here": "", "unit.days": ""}
SOURCE = """
text("a.one", lang, n=1, m=2)
[text(f"a.{key}", lang) for key in ("one", "two")]
view.say("here")
term("unit", name, lang)
"""


def test_what_is_missing_is_found():
    assert missing(asked_in(SOURCE, "f.py"), KNOWN) == ["f.py:3: a\\.one is not told ['m', 'n']"]
    assert missing(asked_in('text("a.three", lang)', "f.py"), KNOWN) == ["f.py:1: no text a\\.three"]
    assert missing(asked_in('text("a.one", lang, n=1)', "f.py"), KNOWN) == ["f.py:1: a\\.one is not told ['m']"]
    assert missing(asked_in('text("a.one", lang, **values)', "f.py"), KNOWN) == []
    assert missing(asked_in('text(f"b.{x}", lang)', "f.py"), KNOWN) == ["f.py:1: no text b\\.(.+)"]
    assert missing(asked_in('text(f"a.{x}_two" if y else "a.two", lang)', "f.py"), KNOWN) != []


def test_what_is_unused_is_found():
    patterns = [one.key for one in asked_in(SOURCE, "f.py")]
    words, kinds = {*words_of(SOURCE)}, [*kinds_of(SOURCE)]
    assert unused(KNOWN, patterns, kinds, words) == []
    assert unused({**KNOWN, "a.dead": ""}, patterns, kinds, words) == ["a.dead"]
    assert unused({"b.left": "", "b.dead": ""}, [r"b\.(.+)"], kinds, {*words_of("x = 'left'")}) == ["b.dead"]
    assert unused({"unit.x": "", "units.x": ""}, [], kinds, words) == ["units.x"]
