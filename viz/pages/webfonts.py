"""Jiuye Sans for the pages, in slices: `make fonts` writes `viz/fonts/web/*.woff2` and `viz/style/fonts.css`.

A browser fetches the slices whose characters a page shows, and none where the machine has a Chinese font. Needs the
package brotli, and is run when texts have new characters (`tests/pages/test_light.py` says so).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..reports.webfont import FIRST_CHINESE, FONTS, cut

HERE = Path(__file__).parents[2]
WEB = FONTS / "web"
SHEET = Path(__file__).parents[1] / "style" / "fonts.css"
LAST_CHINESE = "\uffef"
OFTEN = (300, 600, 800, 1000, 1100, 1200)  # characters of our own texts, most frequent first, that begin a new slice
RARE = 8  # slices of what only visitors write
TEXTS = (
    "agents",
    "commands",
    "experiments",
    "model",
    "results",
    "scenarios",
    "viz",
)  # what pages show comes from there
KINDS = (".yaml", ".csv", ".json", ".py", ".vue", ".html")
WEIGHTS = {
    "Regular": (400, ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei")),
    "Bold": (700, ("Noto Sans CJK SC Bold", "Noto Sans SC Bold", "PingFang SC Semibold", "Microsoft YaHei Bold")),
}


def chinese(words: Iterable[str]) -> Counter[str]:
    """How often each Chinese character stands there."""
    return Counter(c for part in words for c in part if FIRST_CHINESE <= c <= LAST_CHINESE)


def own_characters() -> list[str]:
    """Those of our texts that the font has, most frequent first."""
    files = [f for folder in TEXTS for f in sorted((HERE / folder).rglob("*")) if f.suffix in KINDS]
    counted = chinese(f.read_text(encoding="utf-8") for f in files)
    known = in_font()
    return [c for c, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if c in known]


def in_font() -> set[str]:
    """Chinese characters of the whole font."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(FONTS / "JiuyeSans-Regular.otf", lazy=True) as font:
        return set(chinese("".join(map(chr, font.getBestCmap()))))


def slices() -> Iterator[tuple[str, list[str], str]]:
    """Name, characters and range of each; of two ranges that hold a character the later one is taken."""
    own = own_characters()
    others = sorted(in_font() - set(own))
    size = -(-len(others) // RARE)
    for n in range(RARE):
        part = others[n * size : (n + 1) * size]
        yield f"rare{n + 1}", part, f"U+{ord(part[0]):X}-{ord(part[-1]):X}"
    for n, (first, last) in enumerate(zip((0, *OFTEN), (*OFTEN, len(own)), strict=True), start=1):
        yield f"own{n}", own[first:last], spans(own[first:last])


def spans(characters: Iterable[str]) -> str:
    """The characters as CSS writes ranges."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def make() -> None:
    """Write all slices and the style sheet that declares them."""
    WEB.mkdir(exist_ok=True)
    rules = ["/* Made by viz/pages/webfonts.py: Jiuye Sans in slices, each fetched where its characters are shown. */"]
    for weight, (number, local) in WEIGHTS.items():
        own = ", ".join(f'local("{name}")' for name in local)
        for name, characters, covers in slices():
            file = f"{weight}-{name}.woff2"
            (WEB / file).write_bytes(cut(weight, set(characters), "woff2"))
            rules.append(
                f'@font-face{{font-family:"Jiuye Sans";font-weight:{number};src:{own},url(/static/assets/{file}) '
                f'format("woff2");font-display:swap;unicode-range:{covers}}}'
            )
    SHEET.write_text("\n".join(rules) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
