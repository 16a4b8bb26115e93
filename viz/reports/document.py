"""The parts a brief is made of, before they become HTML or Markdown.

Texts may hold three marks: **strong**, `code` and [a link](#anchor) to a part of the page or a file beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..charts.canvas import Chart
from ..view import Tone


@dataclass(frozen=True)
class Paragraph:
    """Plain words; `kind` is lead, note or warning, or empty."""

    words: str
    kind: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a figure, an arrow where it is clear, whether that is good news, and smaller lines below."""

    main: str
    arrow: str = ""
    tone: Tone | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowGroup:
    """Rows under a common heading; each row has a name (which may be a link) and its cells."""

    heading: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class DataTable:
    """A table whose first column names the rows."""

    caption: str
    columns: tuple[str, ...]
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True)
class Legend:
    """Which letter and colour stand for which scenario."""

    entries: tuple[tuple[int, str, str], ...]  # place, letter, title


@dataclass(frozen=True)
class Figures:
    """Charts side by side, as many as fit: three to a row, two `wide`, four `narrow` or one `full`."""

    charts: tuple[Chart, ...]
    shape: Literal["", "wide", "narrow", "full"] = ""


@dataclass(frozen=True)
class Card:
    """A scenario at a glance."""

    place: int
    mark: str
    title: str
    facts: tuple[Cell, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Cards:
    """Scenarios side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Answers:
    """Questions, each answered in a sentence."""

    rows: tuple[tuple[str, str], ...]  # who gains, the sentence


@dataclass(frozen=True)
class KeyNumbers:
    """A few large numbers side by side; a cell's first note says what it is, the others stand below."""

    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Listing:
    """Text to copy, letter by letter."""

    content: str


@dataclass(frozen=True)
class Definition:
    """A definition that links elsewhere can point at."""

    anchor: str
    title: str
    words: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Definitions:
    """Definitions."""

    terms: tuple[Definition, ...]


@dataclass(frozen=True)
class Fold:
    """Detail that opens on demand."""

    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | DataTable | Legend | Figures | Cards | Answers | KeyNumbers | Listing | Definitions | Fold


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; one without blocks is left out."""

    anchor: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class ReportPage:
    """A whole brief in one language."""

    lang: str
    title: str
    eyebrow: str
    facts: tuple[str, ...]  # one line below the title
    other: tuple[str, str, str]  # the other language: code, name, file
    sections: tuple[Section, ...]
    contents: str  # name of the list of sections
    footer: str
    first: Section | None = None  # stands alone on its page, below the title
    appendix: tuple[Section, ...] = ()  # folded on screen, after a page break in print
    appendix_title: str = ""

    @property
    def every(self) -> tuple[Section, ...]:
        """All sections, in the order of the page."""
        return (*([self.first] if self.first else []), *self.sections, *self.appendix)

    @property
    def charts(self) -> Iterator[Chart]:
        """Every chart, in the order of the page."""
        for section in self.every:
            yield from _charts(section.blocks)


def _charts(blocks: Sequence[Block]) -> Iterator[Chart]:
    for block in blocks:
        if isinstance(block, Figures):
            yield from block.charts
        elif isinstance(block, Fold):
            yield from _charts(block.blocks)
