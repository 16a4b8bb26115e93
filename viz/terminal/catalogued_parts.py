"""What the cards of levers and cities share: a number with its meaning and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

CatalogueRecord = dict[str, Any]


def number_block(record: CatalogueRecord, told: str, notes: Sequence[str]) -> Group:
    """A number with its meaning and, below it, where it comes from."""
    below = Text.assemble(record["meaning"], "\n", ("; ".join([*notes, record["source"]]), "dim"))
    return Group(Text.assemble((record["name"], "bold"), "  ", told), Padding(below, (0, 0, 0, 4)))


def plain_value(value: Any) -> str:
    """A value as text."""
    return value if isinstance(value, str) else f"{value:,.10g}"
