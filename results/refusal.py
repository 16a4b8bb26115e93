"""Why a folder or a file of results cannot be used."""

from __future__ import annotations

from pathlib import Path

from ..messages import Message


class Refusal(Exception):
    """What cannot be used, and why."""

    def __init__(self, place: str | Path, message: Message) -> None:
        super().__init__(str(place), message)
        self.place, self.message = str(place), message

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else str(self.message)
