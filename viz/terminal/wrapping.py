"""Lines of a paragraph at a width in columns: Chinese breaks between any two characters but before closing marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

CLOSING = "，。；：、！？）”》%％」—"
OPENING = "（“《「"
PIECES = re.compile(r" +|[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]|[^ \u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]+")


def wrapped(told: str, width: int) -> list[str]:
    """The lines; a word longer than a line stands on one of its own."""
    lines, line = [], ""
    for piece in _pieces(told):
        if line and cell_len((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(told: str) -> Iterator[str]:
    """Words and characters that stay together: a closing mark with what it closes, an opening one with what follows."""
    held = ""
    for piece in PIECES.findall(told):
        if not held or piece[0] in CLOSING or held[-1] in OPENING:
            held += piece
        else:
            yield held
            held = piece
    if held:
        yield held
