"""The state of a page, as its address tells it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from ..words.texts import LANGUAGES, Lang

LONGEST = 8_000  # characters of an address that are read
MOST = 64  # settings that are read


@dataclass(frozen=True)
class Query:
    """The settings behind the question mark, and how to change them."""

    page: str  # "" is the first page
    values: tuple[tuple[str, str], ...]
    push: Callable[[str], None]
    cut: bool = False  # there was more than is read
    twice: tuple[str, ...] = ()  # settings that stood there more than once

    @classmethod
    def read(cls, page: str, search: str | None, push: Callable[[str], None]) -> Query:
        """From what stands behind the question mark; of a setting that stands there twice, the last."""
        search = search or ""
        pairs = parse_qsl(search[:LONGEST])
        names = [name for name, _ in pairs]
        twice = tuple(name for name in dict.fromkeys(names) if names.count(name) > 1)
        cut = len(search) > LONGEST or len(pairs) > MOST
        return cls(page, tuple(dict(pairs[:MOST]).items()), push, cut, twice)

    @property
    def lang(self) -> Lang | None:
        """The language the address asks for, if it names one."""
        return next((lang for lang in LANGUAGES if lang == self.get("lang")), None)

    def get(self, name: str, default: str = "") -> str:
        """A setting as written."""
        return dict(self.values).get(name, default)

    def one_of(self, name: str, choices: Collection[str], default: str) -> str:
        """A setting that must be one of these; the default if it is not."""
        value = self.get(name, default)
        return value if value in choices else default

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within bounds; the default where it is not a number."""
        try:
            return min(high, max(low, int(self.get(name))))
        except ValueError:
            return default

    def href(self, page: str | None = None, **changes: object) -> str:
        """The address of this page, or of another, with these settings changed; None takes one away. Another page keeps
        the language alone."""
        own = dict(self.values) if page is None or page == self.page else {"lang": self.get("lang")}
        changed = {**own, **{name: None if value is None else str(value) for name, value in changes.items()}}
        written = urlencode({name: value for name, value in changed.items() if value})
        return f"/{self.page if page is None else page}" + (f"?{written}" if written else "")

    def go(self, **changes: object) -> None:
        """Change settings of this page, as a step that the browser's back key undoes; no step where nothing changes."""
        if (changed := self.href(None, **changes)) != self.href(None):
            self.push(changed)
