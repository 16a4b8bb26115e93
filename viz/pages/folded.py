"""Lists whose entries open: what stands below one is made and sent when it is opened, so that long lists are light."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import solara


@dataclass(frozen=True)
class FoldEntry:
    """A line, and what stands below it once it is open; both are HTML."""

    name: str
    head: str
    body: Callable[[], str]
    kind: str = ""  # class of the entry


@solara.component_vue("vue/folds.vue", vuetify=False)
def _Folds(entries: list[dict[str, Any]], kind: str, event_turn: Callable[[str], None]) -> None: ...


@solara.component
def FoldList(entries: Sequence[FoldEntry], kind: str, opened: Collection[str] = ()) -> None:
    """The entries; those `opened` are open at first."""
    turned, set_turned = solara.use_state(frozenset())

    def turn(name: str) -> None:
        set_turned(lambda before: before ^ {name})

    shown = [(entry, (entry.name in opened) != (entry.name in turned)) for entry in entries]
    _Folds(
        entries=[
            {"name": e.name, "head": e.head, "kind": e.kind, "open": on, "body": e.body() if on else ""}
            for e, on in shown
        ],
        kind=kind,
        event_turn=turn,
    )
