"""What is said to whoever uses Jiuye. The English sentence stands where it is meant, with a key and what fills its
blanks; by these it is said in another language (`viz/words`). Beneath all rooms: each may speak, none is imported.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from string import Formatter
from typing import Any


class Message(str):
    """An English sentence, or a part of one, with its key and its blanks."""

    key: str
    blanks: dict[str, Any]  # name → a word or number as it is shown, or another message

    def __new__(cls, sentence: str, key: str, blanks: Mapping[str, Any]) -> Message:
        """`phrase` is the way to make one."""
        message = super().__new__(cls, sentence)
        message.key, message.blanks = key, dict(blanks)
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, str, dict[str, Any]]]:
        """What makes it again in another process."""
        return Message, (str(self), self.key, self.blanks)


def phrase(key: str, english: str, /, **blanks: Any) -> Message:
    """`phrase("value.least", "must be ≥ {low} (got {got})", low=3, got=2)`; TypeError unless blanks and words agree."""
    asked = {name for _, name, _, _ in Formatter().parse(english) if name is not None}
    if asked != blanks.keys():
        odd = ", ".join(sorted(asked ^ blanks.keys()))
        raise TypeError(f"{key}: {odd}: a blank without words or words without one")
    return Message(english.format(**blanks), key, blanks)


def extra(name: str) -> Message:
    """What is said where a library is missing that comes with an extra."""
    return phrase("system.extra", "needs the extra {name}: pip install 'jiuye[{name}]'", name=name)


_BY_THE_SYSTEM = {
    errno.EACCES: phrase("system.denied", "Permission denied"),
    errno.EPERM: phrase("system.not_permitted", "Operation not permitted"),
    errno.ENOENT: phrase("system.missing", "No such file or directory"),
    errno.EISDIR: phrase("system.folder", "Is a directory"),
    errno.ENOTDIR: phrase("system.not_folder", "Not a directory"),
    errno.EEXIST: phrase("system.exists", "File exists"),
    errno.ENOSPC: phrase("system.full", "No space left on device"),
    errno.EROFS: phrase("system.read_only", "Read-only file system"),
    errno.ENAMETOOLONG: phrase("system.long_name", "File name too long"),
    errno.EIO: phrase("system.broken", "Input/output error"),
    errno.EADDRINUSE: phrase("system.taken", "Address already in use"),
}


def told_by(error: BaseException) -> str:
    """What an error tells: the message it was made with, else its own words."""
    told = error.args[-1] if error.args else None
    return told if isinstance(told, Message) else str(error)


def by_the_system(error: OSError) -> str:
    """What the operating system says of a file or an address; rare troubles in its own words."""
    return _BY_THE_SYSTEM.get(error.errno or 0) or error.strerror or str(error)
