"""A strict reader of YAML: every value remembers the line and column where it was written.

The syntax is PyYAML's, the meaning of a plain word is decided here: whole numbers (`100_000`), decimal numbers (`2.5`,
`1e5`), `true`, `false` and `null`; everything else is text, so `no`, `010`, `12:30` and `2025-07` are what they look
like. Anchors, aliases, tags, several documents, duplicate keys, large and deeply nested files are refused by name.
"""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..messages import Message, by_the_system, phrase

Where = tuple[str | int, ...]  # ("levers", 0, "training_subsidy", "seats")
Place = tuple[int, int]  # line and column, both from 1; (0, 0) where there is no file

MAX_BYTES = 256_000
MAX_DEPTH = 12
MAX_FAULTS = 50
MAX_DIGITS = 18

NOWHERE: Place = (0, 0)
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SYNTAX = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both report the same places


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file; as text, one line that an editor can jump to."""

    file: str
    message: Message
    path: str = ""
    place: Place = NOWHERE

    def __str__(self) -> str:
        return self.line(self.message)

    def line(self, sentence: str) -> str:
        """One line with the place and a sentence: the message, or the same in another language."""
        at = f":{self.place[0]}:{self.place[1]}" if self.place != NOWHERE else ""
        return f"{self.file}{at}: {self.path} {sentence}" if self.path else f"{self.file}{at}: {sentence}"


class SpecError(ValueError):
    """Wrong input; holds every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True)
class Document:
    """The data of one file and where each part of it was written."""

    data: Any
    path: str  # the file's name, as shown to users
    values: dict[Where, Place] = field(default_factory=dict, repr=False)
    keys: dict[Where, Place] = field(default_factory=dict, repr=False)

    def where(self, path: Where, *, key: bool = False) -> Place:
        """Line and column of a value, or of its key; of the nearest part that was written if it was not."""
        marks = self.keys if key and path in self.keys else self.values
        while path and path not in marks:
            path = path[:-1]
        return marks.get(path, NOWHERE)

    def fault(self, path: Where, message: Message, *, key: bool = False) -> Fault:
        """A fault of the value at `path`, or of its key."""
        return Fault(self.path, message, dotted(path), self.where(path, key=key))


def dotted(path: Where) -> str:
    """A path as users read it: `levers[0].training_subsidy.seats`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{one_line(part)}" for part in path).removeprefix(".")


def one_line(text: str) -> str:
    """A text as it is, or quoted where it would break a line."""
    return text if text.isprintable() else repr(text)


def read_yaml(path: str | Path, *, shown: str | None = None) -> Document:
    """Read a file; `shown` is its name in messages."""
    name = str(path) if shown is None else shown
    return read_text(decoded(bytes_of(Path(path), name), name), shown=name)


def read_text(text: str, *, shown: str = "text") -> Document:
    """Read YAML that is already in memory."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise SpecError([Fault(shown, _too_large())])
    if odd := _UNPRINTABLE.search(text):
        message = phrase("file.unprintable", "unprintable character {code}", code=f"U+{ord(odd[0]):04X}")
        raise SpecError([Fault(shown, message, place=_place_in(text, odd.start()))])
    reader = _Reader(text, shown)
    data = reader.read()
    if reader.faults:
        raise SpecError(reader.faults)
    return Document(data, shown, reader.values, reader.keys)


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a regular file, at most one more than allowed."""
    fault: Message | None = None
    raw = b""
    try:
        kind = path.stat().st_mode
        if stat.S_ISREG(kind):
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        elif stat.S_ISDIR(kind):
            fault = phrase("file.folder", "this is a folder, not a file")
        else:
            fault = phrase("file.not_regular", "this is not a regular file")
    except (FileNotFoundError, ValueError):  # ValueError: a name that no file can have
        fault = phrase("file.missing", "no such file")
    except OSError as error:
        fault = phrase("file.unreadable", "the file cannot be read: {why}", why=by_the_system(error))
    if len(raw) > MAX_BYTES:
        fault = _too_large()
    if fault is not None:
        raise SpecError([Fault(name, fault)])
    return raw


def _too_large() -> Message:
    return phrase("file.too_large", "the file is larger than {size}", size=f"{MAX_BYTES // 1000} kB")


def decoded(raw: bytes, name: str) -> str:
    """UTF-8 text, without the byte order mark that some editors put before it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SpecError([Fault(name, phrase("file.utf16", "the file is UTF-16; save it as UTF-8"), place=(1, 1))])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_in(raw[: error.start].decode("utf-8"), None)
        odd = f"0x{raw[error.start]:02x}"
        message = phrase("file.not_utf8", "this is not UTF-8 (byte {byte}); save the file as UTF-8", byte=odd)
        raise SpecError([Fault(name, message, place=place)]) from None


def _place_in(text: str, offset: int | None) -> Place:
    """Line and column of an offset, of the end of the text for None."""
    before = text[:offset]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


class _Stop(Exception):
    """The rest of the file is not worth reading."""


class _Reader:
    """Builds data from PyYAML's events, so that nothing is expanded before it has been checked."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.values: dict[Where, Place] = {}
        self.keys: dict[Where, Place] = {}
        self.faults: list[Fault] = []
        self.events: Iterator[Any] = iter(())

    def read(self) -> Any:
        """The data of the only document; None if there were faults."""
        self.events = yaml.parse(self.text, Loader=_SYNTAX)
        try:
            return self._document()
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None

    def _document(self) -> Any:
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self._fault(phrase("file.empty", "the file is empty"), (1, 1))
            return None
        data = self._node(next(self.events), ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            second = phrase("yaml.second_document", "a second document begins here; write one a file")
            self._fault(second, _place(after.start_mark))
        return data

    def _node(self, event: Any, path: Where) -> Any:
        """The value that begins with this event."""
        place = _place(event.start_mark)
        self.values[path] = place
        if isinstance(event, yaml.AliasEvent):
            what = "is an alias ({name}), which is not allowed; write the value out"
            self._fault(phrase("yaml.alias", what, name=f"*{event.anchor}"), place, path)
            return None
        if event.anchor is not None:
            anchor = phrase("yaml.anchor", "has an anchor ({name}), which is not allowed", name=f"&{event.anchor}")
            self._fault(anchor, place, path)
        if event.tag is not None:
            tag = phrase("yaml.tag", "has a tag ({name}), which is not allowed", name=one_line(event.tag))
            self._fault(tag, place, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._fault(phrase("yaml.deep", "this is nested deeper than {n} levels", n=MAX_DEPTH), place)
            raise _Stop
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _list(self, path: Where) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Where) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = _place(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag or not event.value:
                self._fault(phrase("yaml.key", "needs a plain word as key"), place, path)
                raise _Stop
            here = (*path, event.value)
            if event.value in items:
                first = self.keys[here][0]
                self._fault(phrase("yaml.twice", "is already given in line {line}", line=first), place, here)
                self._node(next(self.events), here)
                continue
            self.keys[here] = place
            items[event.value] = self._node(next(self.events), here)
        return items

    def _scalar(self, event: Any, path: Where) -> Any:
        """The meaning of a word; only unquoted ones can be numbers."""
        text = event.value
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            if sum(map(str.isdigit, text)) <= MAX_DIGITS:
                return int(text)
        elif _DECIMAL.fullmatch(text):
            if abs(number := float(text)) < 10.0**300:
                return number
        else:
            return text
        large = phrase("yaml.large_number", "is too large a number (got {got})", got=text[:24])
        self._fault(large, self.values[path], path)
        return None

    def _fault(self, message: Message, place: Place, path: Where = ()) -> None:
        self.faults.append(Fault(self.name, message, dotted(path), place))
        if len(self.faults) >= MAX_FAULTS:
            raise _Stop

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Say what the parser met, and name the slips that are hard to see."""
        mark = error.problem_mark or error.context_mark
        place = _place(mark) if mark else (1, 1)
        lines = [*self.text.splitlines(), ""][: place[0]]
        line = lines[-1]
        if "\t" in (indent := line[: len(line) - len(line.lstrip())]):
            message = phrase("yaml.tab", "a tab cannot indent; use spaces")
            place = place[0], indent.index("\t") + 1
        elif wide := re.search("[：，｛｝［］＃]", "".join(lines[-2:])):
            what = "this is not YAML: {why} (perhaps for the full-width {sign})"
            message = phrase("yaml.full_width", what, why=error.problem, sign=wide[0])
        else:
            message = phrase("yaml.syntax", "this is not YAML: {why}", why=error.problem)
        self.faults.append(Fault(self.name, message, place=place))
