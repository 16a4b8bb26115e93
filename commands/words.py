"""The language a command line is answered in, and click's own words in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import click
import click.core
import click.exceptions

if TYPE_CHECKING:
    from ..viz.words.texts import Lang

_reader: Lang = "en"


def language() -> Lang:
    """The reader's language."""
    return _reader


def answer_in(words: Sequence[str]) -> None:
    """Answer a command line in the language it asks for, by --lang or else by LANG.

    The line is read for it before click does, which may find faults before it comes to --lang.
    """
    global _reader
    _reader = by_system()
    for word, following in zip(words, [*words[1:], ""], strict=False):
        asked = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if asked in ("zh", "en"):
            _reader = cast("Lang", asked)


@contextmanager
def spoken_in(lang: Lang) -> Iterator[None]:
    """Speak a language for a while, whoever reads."""
    global _reader
    before, _reader = _reader, lang
    try:
        yield
    finally:
        _reader = before


def by_system() -> Lang:
    """The language of the system."""
    return "zh" if os.environ.get("LANG", "").lower().startswith("zh") else "en"


def said(key: str, **values: object) -> str:
    """A text of the command line."""
    from ..viz.words.texts import text

    return text(f"cli.usage.{key}", _reader, **values)


def wrong(key: str, **values: object) -> click.UsageError:
    """What is wrong with a command line."""
    return click.UsageError(said(key, **values), click.get_current_context(silent=True))


def wrong_value(key: str, option: str | None = None, **values: object) -> click.BadParameter:
    """What is wrong with the value of an option; click names the option where its own parser found it."""
    return click.BadParameter(said(key, **values), click.get_current_context(silent=True), param_hint=option)


# Pages of help: English stands beside the commands, Chinese in a table.


@cache
def _chinese() -> dict[str, Any]:
    from ..shipped_yaml import shipped_yaml
    from ..viz.words.texts import FOLDER

    table: dict[str, Any] = shipped_yaml(FOLDER / "commands_zh.yaml")
    return table


def line_told(command: str, english: str) -> str:
    """What a command is for, in half a line."""
    return english if _reader == "en" else str(_chinese()["commands"][command]["line"])


def about_told(command: str, english: str) -> str:
    """What a command does, in a paragraph or two; Chinese, which has no spaces to break at, keeps its lines."""
    return english if _reader == "en" else "\b\n" + _chinese()["commands"][command]["about"]


def option_told(command: str, option: str, english: str) -> str:
    """What an option of a command takes."""
    if _reader == "en":
        return english
    own = _chinese()["commands"].get(command, {}).get("options", {})
    return str(own[option] if option in own else _chinese()["options"][option])


# Click's own words. It asks gettext for each of them, by the English sentence.


def turned(sentence: str) -> str:
    """One of click's sentences in the reader's language."""
    return sentence if _reader == "en" else str(_chinese()["click"].get(sentence, sentence))


def _turned_by_number(one: str, many: str, n: int) -> str:
    return turned(one if n == 1 else many)


def teach_click() -> None:
    """Let click ask here for its words."""
    import click.decorators
    import click.formatting
    import click.parser
    import click.types

    taught: dict[str, Callable[..., str]] = {"_": turned, "ngettext": _turned_by_number}
    modules = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)
    for module in modules:
        for name, turn in taught.items():
            if hasattr(module, name):
                setattr(module, name, turn)
