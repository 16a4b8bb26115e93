"""Pages that are followed literally: their blocks of code, the files they say to save, their commands, made small."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from click.testing import CliRunner, Result

from jiuye.commands.door import main

from .languages import in_one_language

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
SAVE = re.compile(r"[Ss]ave (?:this|it) as\s+`([^`]+)`")
SHELL = ("", "sh", "bash", "console")
SMALL = {"--workers": "300", "--months": "12", "--seeds": "1", "--threads": "1"}  # whatever takes them


class Block(NamedTuple):
    """A block of code: its language and what stands in it."""

    kind: str
    body: str


def page(name: str) -> str:
    """A page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def below(words: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", words, re.M | re.S)
    assert section, heading
    return section[1]


def blocks(words: str) -> list[Block]:
    """The blocks of code of a page or a part of one."""
    return [Block(*found) for found in BLOCK.findall(words)]


def commands(words: str) -> list[str]:
    """The commands of a page, without remarks behind them."""
    lines = (line for block in blocks(words) if block.kind in SHELL for line in block.body.splitlines())
    return [line.split("  #")[0].strip() for line in lines if line.startswith("jiuye ")]


def save(words: str, folder: Path) -> None:
    """Save what a page says to save: after the name of the file comes its content; of a study, with a short past."""
    for named in SAVE.finditer(words):
        content = blocks(words[named.end() :])[0].body
        if "design:" in content:
            content = re.sub(r"burn_in: \d+", "burn_in: 2", content)
        (folder / named[1]).write_text(content, encoding="utf-8")


def called(words: Sequence[str]) -> tuple[click.Command, int]:
    """The command that words call, and how many of them its name takes."""
    found = main.get_command(click.Context(main), words[0])
    assert found is not None, words
    if isinstance(found, click.Group):
        return found.commands[words[1]], 2
    return found, 1


def options_of(command: click.Command) -> set[str]:
    """Every option as it is written."""
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts) if name.startswith("--")}


def exists(command: str) -> None:
    """A command is there, with the options that a page shows; `command` may end in `> FILE`."""
    words = shlex.split(re.sub(r" > [\w./-]+$", "", command))[1:]
    found, name = called(words)
    given = {word.split("=")[0] for word in words[name:] if word.startswith("--")}
    assert given <= options_of(found) | {"--help", "--json", "--lang"}, command


def small(command: str, own: Mapping[str, str] | None = None) -> list[str]:
    """The words of a command with other sizes, as far as it takes any, and options of one's `own`; `…` stands for how a
    folder's name ends."""
    words = shlex.split(command)[1:]
    found, _ = called(words)
    sizes: dict[str, str] = {}
    if "--again" not in words:
        sizes = {name: size for name, size in SMALL.items() if name in options_of(found)}
    if "--seed" in words:
        del sizes["--seeds"]
    for option, value in {**sizes, **(own or {})}.items():
        if option in words:
            del words[words.index(option) : words.index(option) + 2]
        words += [option, value]
    return [_newest(word) if word.endswith("…") else word for word in words]


def _newest(start: str) -> str:
    """The newest folder whose name begins so."""
    folder, _, name = start.removesuffix("…").rpartition("/")
    found = [path for path in Path(folder or ".").iterdir() if path.name.startswith(name)]
    return str(max(found, key=lambda path: path.stat().st_mtime))


def call(words: Sequence[str], lang: str = "en_GB") -> Result:
    """A command in this process."""
    done = CliRunner(env={"LANG": f"{lang}.UTF-8"}).invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, (words, done.stderr)
    in_one_language(words, done.stdout + done.stderr, lang[:2])
    return done


Sizes = Mapping[str, Mapping[str, str]]


def follow(words: str, own: Sizes, but: Sequence[str] = ()) -> Iterator[tuple[str, Result]]:
    """Save and run what a page says, in the folder that is current, but for commands that hold one of some words. `own`
    are options of commands with a word: those of a word that comes later go before."""
    save(words, Path())
    for command in commands(words):
        given = shlex.split(command)
        if not {*but} & {*given}:
            sizes = {name: size for word, sizes in own.items() if word in given for name, size in sizes.items()}
            yield command, call(small(command, sizes))
