"""A typeface cut down to the characters of one page and written into it, so that Chinese shows on any machine."""

from __future__ import annotations

import base64
import io
import re
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

FONTS = Path(__file__).parents[1] / "fonts"
DRAWING = re.compile(r"<svg.*?</svg>", re.S)  # brings its own glyphs
FIRST_CHINESE = "\u2e80"
BOLD = {"h1", "h2", "h3", "th", "strong", "b", "dt", "summary", "figcaption"}  # set in bold by style/brief.css
EITHER = {"th"}  # bold as a column's heading, plain as a row's


def face(html: str, chinese_only: bool = False) -> str:
    """The CSS that declares Jiuye Sans in both weights with the characters of a page and no others."""
    seen = _Characters()
    seen.feed(DRAWING.sub("", html))
    least = FIRST_CHINESE if chinese_only else ""
    flavour = "woff2" if find_spec("brotli") else "woff"
    rules = []
    for weight, name, characters in ((400, "Regular", seen.plain), (700, "Bold", seen.bold)):
        wanted = {c for c in characters if c >= least}
        if not wanted:
            continue
        data = base64.b64encode(cut(name, wanted, flavour)).decode("ascii")
        source = f'url(data:font/{flavour};base64,{data}) format("{flavour}")'
        rules.append(f'@font-face{{font-family:"Jiuye Sans";font-weight:{weight};src:{source}}}')
    return "".join(rules)


def cut(weight: str, characters: set[str], flavour: str) -> bytes:
    """A font file with these characters only."""
    from fontTools import subset  # type: ignore[import-untyped]  # ten megabytes of a server, until a brief is taken
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = subset.Options(layout_features=["kern"], name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    target = io.BytesIO()
    with TTFont(FONTS / f"JiuyeSans-{weight}.otf", lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.flavor = flavour
        font.save(target)
    return target.getvalue()


class _Characters(HTMLParser):
    """Which characters a page shows in which weight."""

    def __init__(self) -> None:
        super().__init__()
        self.plain: set[str] = set()
        self.bold: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        for name, value in attrs:
            if name == "data-label" and value:  # shown as a label on narrow screens
                self.plain.update(value)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = set(self._open)
        if BOLD & tags:
            self.bold.update(data)
        if not BOLD & tags or EITHER & tags:
            self.plain.update(data)
