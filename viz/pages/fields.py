"""Fields to write in: a word to search for, and a text of several lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import solara

from .controls import Html

STYLE = Path(__file__).parent.parent / "style"
LONGEST_SEARCH, LONGEST_TEXT = 80, 20_000  # characters


@solara.component_vue("vue/search.vue", vuetify=False)
def _Search(label: str, value: str, note: str, most: int, event_give: Callable[[str], None]) -> None: ...


@solara.component_vue("vue/written.vue", vuetify=False)
def _Written(
    label: str,
    value: str,
    note: str,
    rows: int,
    most: int,
    disabled: bool,
    wrong: bool,
    event_give: Callable[[str], None],
) -> None: ...


def Search(
    label: str, value: str, on_value: Callable[[str], None], *, note: str = "", most: int = LONGEST_SEARCH
) -> Any:
    """Words to search for, or at most so many characters of another kind; `on_value` is called when typing pauses."""
    return _Search(
        label=label,
        value=value,
        note=note,
        most=most,
        event_give=lambda given: on_value(str(given)[:most]),
    )


def Written(
    label: str,
    value: str,
    on_value: Callable[[str], None],
    *,
    rows: int = 14,
    note: str = "",
    disabled: bool = False,
    wrong: bool = False,
) -> Any:
    """A text of several lines; `on_value` is called when the field is left."""
    return _Written(
        label=label,
        value=value,
        note=note,
        rows=rows,
        most=LONGEST_TEXT,
        disabled=disabled,
        wrong=wrong,
        event_give=lambda given: on_value(str(given)[:LONGEST_TEXT]),
    )


def looks(name: str) -> Any:
    """The looks of one page: `style/<name>.css`."""
    return Html(f"<style>{_sheet(name)}</style>")


@cache
def _sheet(name: str) -> str:
    return (STYLE / f"{name}.css").read_text(encoding="utf-8")
